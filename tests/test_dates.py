"""EDTF values, the arithmetic on them, and the day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import dates
from dragoman.dates import Standing, check_published, earliest, interval, is_edtf, latest
from dragoman.errors import InputError

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9990, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> str:
    first = draw(st.none() | DAYS)
    last = draw(DAYS if first is None else st.none() | DAYS)
    if first is not None and last is not None and last < first:
        first, last = last, first
    return interval(first, last)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-01-15", "2024-01-15", "2024-01-15"),
        ("2021-12", "2021-12-01", "2021-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2022-21", "2022-03-01", "2022-05-31"),
        ("2022-24", "2022-12-01", "2023-02-28"),
        ("2022-30", "2022-12-01", "2023-02-28"),
        ("2022-31", "2022-03-01", "2022-05-31"),
        ("2024-33", "2024-01-01", "2024-03-31"),
        ("2024-36", "2024-10-01", "2024-12-31"),
        ("2024-41", "2024-07-01", "2024-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("2004-06-XX", "2004-06-01", "2004-06-30"),
        ("2004-XX-31", "2004-01-31", "2004-12-31"),
        ("2024-03-15/2024-03-17", "2024-03-15", "2024-03-17"),
        ("2023-11~/2024-02~", "2023-11-01", "2024-02-29"),
        ("../2024-03-14", None, "2024-03-14"),
        ("2024-03-14/..", "2024-03-14", None),
        ("2024-03-14/", "2024-03-14", None),
        ("[2019,2021..2023]", "2019-01-01", "2023-12-31"),
        ("{2019-05,2021-06..}", "2019-05-01", None),
        ("2024-05-01T10:30:00Z", "2024-05-01", "2024-05-01"),
        ("2024-05-01T23:30:00+05:30", "2024-05-01", "2024-05-01"),
        ("2004-06~-11", "2004-06-11", "2004-06-11"),
        ("?2004-06-~11", "2004-06-11", "2004-06-11"),
    ],
)
def test_a_value_covers_its_days(value: str, first: str | None, last: str | None) -> None:
    assert is_edtf(value)
    assert (earliest(value), latest(value)) == tuple(
        None if day is None else date.fromisoformat(day) for day in (first, last)
    )


@pytest.mark.parametrize(
    "value",
    [
        "2023-02-31", "2023-02-29", "2023-13", "2023-00", "2023-42", "2023-21-05", "-0044-02-31",
        "2023-1-5", "23-01-05", "2023/2022", "../..", "/", "2023-01-05T25:00:00", "[2023", "{}",
        "2023-01-05T10:00", "on Monday", "", "XXXX-02-30", "2023~~", "2023/[2024]", "2024-04-3X-",
        "2023-01-05T10:00:00+25:00", "2023/2024/2025",
    ],
)  # fmt: skip
def test_what_is_no_date_never_passes(value: str) -> None:
    assert not is_edtf(value)
    with pytest.raises(ValueError, match=r".+"):
        dates.parse_edtf(value)


def test_qualifiers_are_kept() -> None:
    assert dates.parse_edtf("2024~").approximate
    assert not dates.parse_edtf("2024~").uncertain
    assert dates.parse_edtf("2024?").uncertain
    both = dates.parse_edtf("2023/2024-05%")
    assert (both.approximate, both.uncertain) == (True, True)


def test_years_before_the_first_come_before_all_others() -> None:
    assert is_edtf("-0044-03-15")
    assert is_edtf("-01XX")
    assert dates.before("-0479", "0030")
    assert dates.contains("../0100", "-0479")


def test_standing_as_of_a_day() -> None:
    day = date(2024, 3, 16)
    assert dates.standing("2024-03-15", day) is Standing.PAST
    assert dates.standing("2024-03-15/2024-03-17", day) is Standing.CURRENT
    assert dates.standing("2024-04", day) is Standing.AHEAD
    assert dates.standing("../2024-03-15", day) is Standing.PAST
    assert dates.standing("2022-02-24/..", day) is Standing.CURRENT


def test_months_shift_to_a_day_that_exists() -> None:
    assert dates.shift(date(2024, 1, 31), months=1) == date(2024, 2, 29)
    assert dates.shift(date(2024, 2, 29), years=-1) == date(2023, 2, 28)
    assert dates.shift(date(2024, 1, 1), weeks=-1, days=-1) == date(2023, 12, 24)
    with pytest.raises(OverflowError):
        dates.shift(date(9999, 12, 1), months=1)


def test_intersection_keeps_the_narrower_value_as_written() -> None:
    assert dates.intersect("2024", "2024-03~") == "2024-03~"
    assert dates.intersect("2024-01/2024-03", "2024-02-10/2024-06") == "2024-02-10/2024-03-31"
    assert dates.intersect("2023", "2024") is None


@given(DAYS, DAYS)
def test_an_interval_reads_back(a: date, b: date) -> None:
    first, last = sorted((a, b))
    value = interval(first, last)
    assert is_edtf(value)
    assert (earliest(value), latest(value)) == (first, last)


@given(spans(), spans())
def test_intersection_is_what_both_contain(a: str, b: str) -> None:
    shared = dates.intersect(a, b)
    assert (shared is not None) == dates.overlaps(a, b) == dates.overlaps(b, a)
    if shared is not None:
        assert dates.contains(a, shared)
        assert dates.contains(b, shared)
        other = dates.intersect(b, a)
        assert other is not None
        assert dates.parse_edtf(shared) == dates.parse_edtf(other)


@given(spans(), spans())
def test_order_is_strict(a: str, b: str) -> None:
    assert dates.contains(a, a)
    assert not (dates.before(a, b) and dates.before(b, a))
    if dates.before(a, b):
        assert not dates.overlaps(a, b)


@given(DAYS, st.integers(-600, 600))
def test_shifting_by_months_lands_in_that_month(day: date, months: int) -> None:
    count = day.year * 12 + day.month - 1 + months
    if 12 <= count < 120_000:
        moved = dates.shift(day, months=months)
        assert moved.year * 12 + moved.month - 1 == count
        assert moved.day <= day.day


@given(DAYS, st.sampled_from(["", "~", "?", "%"]), st.sampled_from([4, 7, 10]))
def test_a_prefix_of_a_day_covers_it(day: date, mark: str, length: int) -> None:
    value = day.isoformat()[:length] + mark
    assert is_edtf(value)
    assert dates.contains(value, day.isoformat())


@given(st.text("0123456789X-/.?~%[]{},T:Z", max_size=24))
def test_any_string_is_read_or_refused(value: str) -> None:
    if is_edtf(value):
        first, last = earliest(value), latest(value)
        assert first is not None or last is not None or ".." in value
        if first is not None and last is not None:
            assert first <= last


@pytest.mark.parametrize(
    ("given_as", "kept"),
    [
        ("2024-01-15", "2024-01-15"),
        (" 2024-01-15 ", "2024-01-15"),
        ("2024-01-15T09:30", "2024-01-15T09:30:00"),
        ("2024-01-15 09:30:11.123", "2024-01-15T09:30:11"),
        ("2024-01-15T09:30Z", "2024-01-15T09:30:00+00:00"),
        ("2024-01-15T09:30:00+0530", "2024-01-15T09:30:00+05:30"),
        ("2024-01-15T09:30:00-05", "2024-01-15T09:30:00-05:00"),
    ],
)
def test_a_day_of_publication_takes_one_form(given_as: str, kept: str) -> None:
    assert check_published(given_as, "the report") == kept
    assert check_published(kept, "the report") == kept


@pytest.mark.parametrize(
    "wrong",
    ["2024-02-31", "15 January 2024", "2024-01-15T25:00", "15/01/24", "", "2024-01-15T10:00+99:00"],
)
def test_a_wrong_day_of_publication_is_one_clear_line(wrong: str) -> None:
    with pytest.raises(InputError) as caught:
        check_published(wrong, "report 7")
    message = str(caught.value)
    assert message.startswith("report 7: ")
    assert repr(wrong) in message
    assert "\n" not in message
