"""Temporal expressions in sentences of our own, reckoned from Tuesday, 16 January 2024."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates import is_edtf
from dragoman.errors import ModelError
from dragoman.read.temporal import calendar, words
from dragoman.read.temporal.tagger import tag

DAY = date(2024, 1, 16)


def found(text: str, day: date | None = DAY) -> list[tuple[str, str | None, str | None]]:
    return [(t.text, t.value, t.edtf) for t in tag(text, day)]


def edtf(text: str, day: date | None = DAY) -> list[str | None]:
    return [t.edtf for t in tag(text, day)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The treaty was signed on 3 May 2019.", "2019-05-03"),
        ("The treaty was signed on May 3, 2019.", "2019-05-03"),
        ("The treaty was signed on the 3rd of May 2019.", "2019-05-03"),
        ("The treaty was signed on Friday, May 3, 2019.", "2019-05-03"),
        ("The treaty was signed on 2019-05-03.", "2019-05-03"),
        ("The treaty was signed on 25.03.2019.", "2019-03-25"),
        ("The treaty was signed on 3/25/2019.", "2019-03-25"),
        ("The treaty was signed in December 2021.", "2021-12"),
        ("The treaty was signed in Sept. 2021.", "2021-09"),
        ("The treaty was signed in 1988.", "1988"),
        ("The treaty dates from the 1990s.", "199X"),
        ("The treaty dates from the '80s.", "198X"),
        ("It was common in the nineteenth century.", "18XX"),
        ("He left in January nineteen ninety-seven.", "1997-01"),
        ("He left in the winter of nineteen ninety-four.", "1994-24"),
        ("The envoy came in the spring of 2022.", "2022-21"),
        ("The envoy came in winter 2022.", "2022-24"),
        ("Exports fell in the third quarter of 2023.", "2023-35"),
        ("Exports fell in Q1 2023.", "2023-33"),
        ("Exports fell in the second half of 2022.", "2022-41"),
        ("The budget is for fiscal year 2025.", "2025"),
        ("They met on Christmas Day 2022.", "2022-12-25"),
        ("They met on Easter Sunday 2024.", "2024-03-31"),
        ("They met on the first Tuesday of May 2023.", "2023-05-02"),
        ("They met on the last Friday in March 2024.", "2024-03-29"),
        ("They met in the second week of June 2023.", "2023-06-08/2023-06-14"),
        ("They met in the last week of February 2024.", "2024-02-23/2024-02-29"),
        ("They met on Thanksgiving 2023.", "2023-11-23"),
        ("They met around 5 November 2023.", "2023-11-05~"),
        ("It was founded perhaps in 1862.", "1862"),
        ("It was founded in perhaps 1862.", "1862?"),
        ("The fleets met in 480 BC.", "-0479"),
        ("He left two weeks before 13 May 1999.", "1999-04-29"),
        ("The 1700s were calmer.", "17XX"),
        ("It was the 80th anniversary of 7 August 1942.", "2022-08-07"),
        ("It was the tenth anniversary of the 2011 war.", "2021"),
    ],
)
def test_dates_that_name_themselves(text: str, value: str) -> None:
    assert edtf(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ministers spoke on Monday.", "2024-01-15"),
        ("The ministers spoke on Tuesday.", "2024-01-16"),
        ("The ministers spoke on Wednesday.", "2024-01-10"),
        ("The ministers will meet on Wednesday.", "2024-01-17"),
        ("The ministers spoke last Friday.", "2024-01-12"),
        ("The ministers will meet next Monday.", "2024-01-22"),
        ("The ministers spoke today.", "2024-01-16"),
        ("The ministers spoke yesterday evening.", "2024-01-15"),
        ("The ministers meet tomorrow.", "2024-01-17"),
        ("He left the day before yesterday.", "2024-01-14"),
        ("He came to Ankara last December.", "2023-12"),
        ("He came to Ankara in November.", "2023-11"),
        ("He will come to Ankara in June.", "2024-06"),
        ("He came to Ankara last week.", "2024-01-08/2024-01-14"),
        ("He came to Ankara last year.", "2023"),
        ("He came to Ankara last summer.", "2023-22"),
        ("He came to Ankara three weeks ago.", "2023-12-25/2023-12-31"),
        ("He came to Ankara ten years ago.", "2014"),
        ("India will vote later this year.", "2024-01-16/2024-12-31"),
        ("India will vote early next year.", "2025"),
        ("Trade has doubled over the past three decades.", "1994/2024-01-16"),
        ("Talks are planned in the coming days.", "2024-01-16/2024-01-23~"),
        ("He came to Ankara on December 29.", "2023-12-29"),
        ("He will come to Ankara on 3 February.", "2024-02-03"),
        ("The talks had been due to open on Friday.", "2024-01-12"),
        ("The talks were postponed until Friday.", "2024-01-19"),
        ("He could not be reached on Thursday.", "2024-01-11"),
        ("They were planning to meet on Thursday.", "2024-01-18"),
        ("The palace has scheduled a briefing for Sunday.", "2024-01-21"),
        ("The budget year ended Oct. 31.", "2023-10-31"),
        ("Software firms met on Thursday to share data.", "2024-01-11"),
        ("They have until 9 a.m. Thursday to sign.", "2024-01-18T09:00:00"),
        ("The treaty will be signed on an undisclosed date in March.", "2024-03"),
        ("The record set on Friday still stands.", "2024-01-12"),
        ("The talks are set on Friday in Hanoi.", "2024-01-19"),
        ("He came to Ankara in the third quarter of last year.", "2023-35"),
        ("India will vote in the second half of this year.", "2024-41"),
        ("The base will be ready in the last quarter of next year.", "2025-36"),
        ("He met the envoy later in the day.", "2024-01-16"),
        ("The base will be ready by the end of the decade.", "202X"),
    ],
)
def test_dates_told_from_the_day_of_publication(text: str, value: str) -> None:
    assert edtf(text) == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Exports fell 3% in the third quarter, from $5 billion a year earlier. In the same"
            " period last year imports had risen. The quarter was the worst in a decade.",
            ["2023-Q3", "2022-Q3", "2022-Q3", "2023-Q3"],
        ),
        (
            "Exports fell in the third quarter. For the nine months they rose to $9 billion from"
            " $8 billion a year ago. The quarter was weak.",
            ["2023-Q3", "P9M", "2023", "2023-Q3"],
        ),
        (
            "In November exports fell; in the same month a year ago they rose.",
            ["2023-11", "2022-11"],
        ),
        (
            "In 2022 exports rose; imports were $5 billion, from $4 billion a year earlier, and"
            " loans were $3 billion, from $2 billion a year earlier.",
            ["2022", "2021", "2021"],
        ),
    ],
)
def test_figures_are_set_beside_those_of_a_year_before(text: str, values: list[str]) -> None:
    assert [t.value for t in tag(text, DAY)][: len(values)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The vote is on March 15-17, 2024.", "2024-03-15/2024-03-17"),
        ("The vote is on 15–17 March 2024.", "2024-03-15/2024-03-17"),
        ("The vote was held between 3 and 7 May 2023.", "2023-05-03/2023-05-07"),
        ("The officials met virtually January 8-10.", "2024-01-08/2024-01-10"),
        ("The forum will be held June 28-30.", "2024-06-28/2024-06-30"),
    ],
)
def test_days_of_one_month_are_one_interval(text: str, value: str) -> None:
    assert edtf(text) == [value]


def test_both_ends_of_a_longer_range_are_times() -> None:
    assert edtf("The siege lasted from 14 August to 2 September 1914.")[-1] == "1914-09-02"
    assert edtf("The war of 1915-17 ruined both.") == ["1915", "1917"]
    assert edtf("He was in Rome on April 24 and 25, 2023.") == ["2023-04-24", "2023-04-25"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("The talks lasted two weeks.", "DURATION", "P2W"),
        ("It is a ten-year programme.", "DURATION", "P10Y"),
        ("He spoke for an hour.", "DURATION", "PT1H"),
        ("They bargained for several months.", "DURATION", "PXM"),
        ("They have bargained for years.", "DURATION", "PXY"),
        ("They waited twenty-five days.", "DURATION", "P25D"),
        ("They meet every year.", "SET", "P1Y"),
        ("It takes in twenty thousand refugees a year.", "SET", "P1Y"),
        ("They meet every two years.", "SET", "P2Y"),
        ("They meet every other month.", "SET", "P2M"),
        ("They meet on Mondays.", "SET", "XXXX-WXX-1"),
        ("They meet each July.", "SET", "XXXX-07"),
        ("He arrived at 10:35 a.m. on Monday.", "TIME", "2024-01-15T10:35"),
        ("He arrived on Monday night.", "TIME", "2024-01-15TNI"),
        ("The ministry is now silent.", "DATE", "PRESENT_REF"),
        ("He was recently in Doha.", "DATE", "PAST_REF"),
    ],
)
def test_lengths_sets_and_hours(text: str, kind: str, value: str) -> None:
    (time,) = tag(text, DAY)
    assert (time.type, time.value) == (kind, value)


def test_recently_and_soon_have_no_date() -> None:
    assert edtf("He was recently in Doha and will be back soon.") == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "He signed on 31 February 2023.",
        "He signed on February 30.",
        "He signed on 29 February 2023.",
        "He signed on 2023-02-30.",
        "He signed on 31.04.2023.",
        "He signed on 45/13/2023.",
        "He signed on 3/4/2023.",
        "He signed on 3/4/23.",
        "He signed on 15 Ramadan 1445.",
        "He signed in 1402 AH.",
        "He signed on 5 Tishrei 5784.",
    ],
)
def test_what_is_no_day_of_the_calendar_is_not_guessed(text: str) -> None:
    assert all(value is None for value in edtf(text))


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said nothing.",
        "The rebels march on the capital.",
        "It may rain.",
        "The fall of the government surprised no one.",
        "He paid $2000 for it.",
        "Some 1,500 troops were moved and 1800 soldiers followed.",
        "The 45-year-old minister resigned.",
    ],
)
def test_words_that_are_no_dates(text: str) -> None:
    assert found(text) == []


def test_without_a_day_of_publication_relative_words_have_no_date() -> None:
    assert edtf("They spoke on Monday, two weeks ago and yesterday.", None) == [None, None, None]
    assert edtf("They last met in December 2021.", None) == ["2021-12"]


def test_a_month_takes_the_year_told_in_its_sentence() -> None:
    text = "He came in March 1996, and in June he left again."
    assert edtf(text) == ["1996-03", "1996-06"]


def test_a_story_of_the_past_goes_on_from_its_own_dates() -> None:
    text = (
        "War began on 1 September 1939. In early October the capital fell. The north was lost "
        "in April 1940, and in May the government fled. In 1941 a new front opened. "
        "On 22 June 1941 the army crossed the river; ten days later it stood before the city. "
        "In December 1941 it froze, and in January it withdrew. By 1943 all was over."
    )
    values = edtf(text)
    assert values[1] == "1939-10"
    assert "1940-05" in values
    assert "1941-07-02" in values
    assert "1942-01" in values


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2024, 2, 29), date(1999, 12, 31)])
def test_offsets_point_into_the_text(day: date) -> None:
    text = (
        "“On Monday,” he said — weeks after 3 May — that élites met in Q1 2023, at 9 a.m.\n\nSoon."
    )
    for time in tag(text, day):
        assert text[time.start : time.end] == time.text


@given(st.dates(date(1990, 1, 1), date(2080, 12, 31)), st.integers(1, 7))
def test_a_weekday_is_the_last_one_not_after_the_day(day: date, number: int) -> None:
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[number - 1]
    (time,) = tag(f"The two sides met on {name}.", day)
    assert time.edtf is not None
    told = date.fromisoformat(time.edtf)
    assert told.isoweekday() == number
    assert 0 <= (day - told).days < 7


@given(st.dates(date(1500, 1, 1), date(2090, 12, 31)))
def test_every_day_is_read_back_in_every_form(day: date) -> None:
    month = day.strftime("%B")
    for text in (
        f"signed on {month} {day.day}, {day.year}",
        f"signed on {day.day} {month} {day.year}",
        f"signed on {day.isoformat()}",
    ):
        assert [t.edtf for t in tag(text, DAY)] == [day.isoformat()]


WORDS = st.sampled_from(
    "on in the last next 3 15 31 2024 1999 May March Monday Friday weeks year two past few ago "
    "later this of , . - to and quarter first third spring century 10:30 a.m. February 29 late "
    "early since until for every 99 1,500 's noon decade 80s half ago earlier before after".split()
)


@given(st.lists(WORDS, max_size=14), st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_words_give_valid_dates_in_order(words: list[str], day: date | None) -> None:
    text = " ".join(words)
    last = 0
    for time in tag(text, day):
        assert time.start >= last
        assert text[time.start : time.end] == time.text
        assert time.edtf is None or is_edtf(time.edtf)
        assert time.type in ("DATE", "TIME", "DURATION", "SET")
        last = time.end


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"names": ["Leap Day"], "day": "02-31"}, "day"),
        ({"names": ["Fifth Monday"], "weekday": [5, 1, 3]}, "weekday"),
        ({"names": ["Nothing"]}, "easter"),
    ],
)
def test_a_broken_row_of_the_holidays_is_named(
    row: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = words._load
    tables = {"words.toml": load("words.toml"), "holidays.toml": {"broken_day": row}}
    monkeypatch.setattr(words, "_load", tables.__getitem__)
    with pytest.raises(ModelError, match=r"holidays\.toml: broken_day: .*" + said):
        words.table.__wrapped__()


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [(2000, "04-23", "04-30"), (2016, "03-27", "05-01"), (2024, "03-31", "05-05")],
)
def test_easter(year: int, western: str, orthodox: str) -> None:
    assert calendar.easter(year).isoformat() == f"{year}-{western}"
    assert calendar.easter(year, orthodox=True).isoformat() == f"{year}-{orthodox}"


@pytest.mark.parametrize(
    "words",
    [
        "They met on Thursday.",
        "They met last November.",
        "They meet next March.",
        "They met this summer.",
        "They met on July 4.",
        "They met in October.",
    ],
)
@pytest.mark.parametrize("background", ["The two sides have met since 2009.", "It is of May 2009."])
def test_without_a_day_nothing_is_reckoned_from_a_year_of_the_background(
    words: str, background: str
) -> None:
    assert edtf(f"{background} All is well. {words}", None)[1] is None


def test_without_a_day_what_lies_ahead_does_not_go_on_from_the_past() -> None:
    assert edtf("They met in October 2019 and will meet again on April 8.", None) == [
        "2019-10",
        None,
    ]
    assert edtf("It has run since May 2009, and in June they met.", None) == ["2009-05", None]


@pytest.mark.parametrize(
    ("text", "season"),
    [
        ("They will meet in the spring.", "2024-21"),
        ("She invited her colleague to visit Oslo in the spring.", "2024-21"),
        ("They met in the spring.", "2023-21"),
    ],
)
def test_a_season_that_is_gone_is_the_next_one_of_what_is_to_be_done(
    text: str, season: str
) -> None:
    assert edtf(text, date(2023, 9, 5)) == [season]


@pytest.mark.parametrize("day", ["March 6", "6 March"])
def test_the_week_of_a_day(day: str) -> None:
    assert edtf(f"The vote is due in the week of {day}.") == ["2024-03-04/2024-03-10"]


def test_today_so_many_years_later_is_today() -> None:
    assert "2029-01-16" not in edtf("Today, five years later, they signed the accord.")
