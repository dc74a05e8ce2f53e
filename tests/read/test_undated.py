"""A report without a date: what bounds it, and who held an office in the time it may be of."""

from datetime import date

import pytest

import dragoman
from dragoman import knowledge
from dragoman.dates import earliest, latest


def dated(text: str, publisher: str | None = None) -> tuple[date | None, date | None]:
    found = dragoman.read(text, publisher=publisher).dated
    assert found is not None
    for span in found.bounds:
        assert text[span.start : span.end] == span.text
    return earliest(found.edtf), latest(found.edtf)


def test_the_present_of_what_is_timetabled_bounds_a_report_from_above() -> None:
    record = dragoman.read(
        "The envoys of Chad and Niger met on May 4, 2015, and agreed to meet before the vote, "
        "which Niger holds on June 20, 2015."
    )
    assert record.dated is not None
    assert record.dated.edtf == "2015-05-04/2015-06-20"


def test_what_is_put_off_to_a_month_lies_ahead() -> None:
    record = dragoman.read(
        "Niger and Chad spoke on May 4, 2015. The summit was postponed until October 2015."
    )
    assert record.dated is not None
    assert record.dated.edtf == "2015-05-04/2015-10-01"


def test_nobody_is_named_for_an_office_that_changed_hands_meanwhile() -> None:
    known = knowledge.load()
    assert known.holder("JPN", "foreign_minister", "2024-03-18/2024-04-10") is not None
    assert known.holder("JPN", "foreign_minister", "2019-01-01/2024-04-10") is None


def test_an_office_to_come_is_not_one_held_before() -> None:
    record = dragoman.read(
        "Senator Barack Obama met the president of Kenya in Nairobi.", published="2006-08-26"
    )
    assert [p.office for p in record.people if p.name == "Barack Obama"] == ["Senator"]


def test_offices_told_of_bound_a_report_on_both_sides() -> None:
    first, last = dated(
        "Foreign Minister Taro Kono met U.S. Secretary of State Rex Tillerson in Vancouver."
    )
    assert first is not None
    assert last is not None
    assert first < date(2018, 1, 16) < last
    assert (last - first).days < 300


@pytest.mark.parametrize(
    "text",
    [
        "Former Secretary of State Rex Tillerson spoke in Austin about Japan.",
        "The assassination of President John F. Kennedy was remembered in Dallas.",
        "President-elect Joe Biden spoke with Prime Minister Boris Johnson.",
    ],
)
def test_an_office_of_another_time_does_not_bound(text: str) -> None:
    found = dragoman.read(text).dated
    last = latest(found.edtf) if found else None
    assert last is None or last >= date(2020, 12, 1)


def test_who_has_left_office_belongs_to_the_past_that_is_told() -> None:
    first, last = dated(
        "President Joe Biden and Prime Minister Keir Starmer recalled how Prime Minister Winston "
        "Churchill had crossed the sea."
    )
    assert first is not None
    assert last is not None
    assert first > date(2024, 6, 1)
    assert last < date(2025, 3, 1)


def test_a_weekday_with_a_day_of_the_month_fits_one_year_of_a_term() -> None:
    first, last = dated(
        "Secretary of State Antony Blinken arrived in Accra on Tuesday, March 15, and met traders."
    )
    assert first == date(2022, 3, 15)
    assert last is not None
    assert last < date(2023, 1, 1)


def test_a_dateline_tells_the_day() -> None:
    first, last = dated("ACCRA, March 4, 2019 (ANA) — The envoys of Togo and Ghana met again.")
    assert first == date(2019, 3, 4)
    assert last is not None
    assert (last - first).days < 7


def test_an_anniversary_counts_from_the_year_it_names() -> None:
    assert dated(
        "President Nana Akufo-Addo greeted Togo on the 61st anniversary of its first railway in "
        "1960."
    ) == (date(2021, 1, 1), date(2021, 12, 31))


def test_a_day_that_an_infinitive_tells_may_lie_ahead() -> None:
    first, last = dated(
        "The palace announced a delegation to attend the funeral in Lomé on May 6, 2019."
    )
    assert first is not None
    assert first < date(2019, 5, 1)
    assert last is not None
    assert last > date(2019, 5, 6)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (
            "The two leaders met on the margins of the G20 Summit in New Delhi.",
            date(2023, 9, 9),
            date(2023, 10, 9),
        ),
        (
            "They spoke about preparations for the upcoming NATO Summit in Madrid.",
            date(2021, 9, 1),
            date(2022, 6, 30),
        ),
        (
            "President Joe Biden spoke with Prime Minister Trudeau ahead of COP27.",
            date(2022, 1, 10),
            date(2022, 11, 20),
        ),
    ],
)
def test_a_gathering_dates_a_report_that_goes_to_it(text: str, first: date, last: date) -> None:
    told = dated(text)
    assert told[0] is not None
    assert told[1] is not None
    assert abs((told[0] - first).days) < 3
    assert abs((told[1] - last).days) < 3


def test_a_gathering_that_is_recalled_does_not_date_a_report() -> None:
    found = dragoman.read("The envoys recalled the G20 Summit in New Delhi and its pledges.").dated
    assert found is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # an anniversary, of a day the table knows
        (
            "Prime Minister Fumio Kishida spoke on the second anniversary of Russia’s invasion of "
            "Ukraine.",
            date(2023, 9, 1),
            date(2024, 4, 9),
        ),
        # an independence, of the state that is named
        (
            "The Netherlands congratulates the people of Ghana on the 65th anniversary of their "
            "independence.",
            date(2021, 10, 7),
            date(2022, 4, 20),
        ),
        # a vote ahead, known by its state and its year
        (
            "Norway and Sweden will send observers to Ghana ahead of the 2024 presidential "
            "election.",
            date(2024, 2, 11),
            date(2024, 12, 7),
        ),
        # a vote behind, known by its state and its day
        (
            "Finland congratulates Zambia on its successful presidential election on August 12.",
            date(2021, 8, 12),
            date(2022, 4, 9),
        ),
        # a term about to begin, one about to end, and one that has begun
        (
            "President-elect Joe Biden spoke with the president of Ghana about trade.",
            date(2020, 7, 4),
            date(2021, 2, 4),
        ),
        (
            "Outgoing Prime Minister Theresa May received the envoys of Ghana in London.",
            date(2019, 3, 26),
            date(2019, 8, 8),
        ),
        (
            "Prime Minister Rishi Sunak has changed little after one year in office, say envoys.",
            date(2023, 8, 26),
            date(2024, 7, 15),
        ),
        # what is called by its year
        (
            "The Ghanaian writer Ama Mensah wins the 2023 Accra Book Prize for her third novel.",
            date(2023, 1, 1),
            date(2023, 12, 31),
        ),
        # a day ahead on whatever the parser hung it; the day that is today
        (
            "The chancellery announces a delegation to Accra to attend the Ocean Forum and the "
            "fair of traders on July 9, 2024.",
            date(2024, 1, 1),
            date(2025, 1, 7),
        ),
        (
            "The envoys of Togo and Ghana met again today, March 4, 2019, in Accra.",
            date(2019, 3, 4),
            date(2019, 3, 6),
        ),
    ],
)
def test_what_the_tables_know_dates_a_report_within_a_year(
    text: str, first: date, last: date
) -> None:
    told = dated(text)
    assert told[0] is not None
    assert told[1] is not None
    assert first <= told[0] <= told[1] <= last
    assert (told[1] - told[0]).days < 366


@pytest.mark.parametrize(
    "text",
    [
        "The envoys of Togo recalled what had been agreed at the 2021 Accra Ocean Conference.",
        "Ghana hopes to qualify for the 2030 Winter Games.",
        "The envoys of Togo spoke of a possible full-scale invasion of Ukraine.",
    ],
)
def test_what_is_told_of_another_time_does_not_bound(text: str) -> None:
    assert dragoman.read(text).dated is None


def test_who_once_held_an_office_bounds_a_report_from_below() -> None:
    assert dated("Former Prime Minister Theresa May spoke to the traders of Accra.") == (
        date(2019, 7, 9),
        None,
    )


def test_an_interval_of_years_dates_no_event() -> None:
    record = dragoman.read("President Joe Biden met Prime Minister Trudeau on Monday.")
    assert record.dated is not None
    assert [e.when for e in record.events] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "A court in Seoul sentences former president Yoon Suk Yeol to five years.",
        "Appointed by President Ronald Reagan in 1981, the judge has left the bench.",
        "The leaders spoke of their meeting on the margins of the East Asia Summit in Jakarta in "
        "September 2023.",
    ],
)
def test_who_held_an_office_and_what_was_held_once_do_not_bound_from_above(text: str) -> None:
    found = dragoman.read(text).dated
    assert found is None or latest(found.edtf) is None


ROUNDS = (
    "Zambia's foreign minister arrived in Harare on Tuesday for talks with his Zimbabwean "
    "counterpart. Zambia and Zimbabwe have held annual border consultations since 2009. "
    "The fourth round of the consultations took place in Livingstone last June."
)


def test_a_year_of_the_background_dates_no_event_of_an_undated_report() -> None:
    record = dragoman.read(ROUNDS)
    assert record.dated is not None
    assert earliest(record.dated.edtf) == date(2009, 1, 1)
    came = [e for e in record.events if e.trigger.text == "arrived"]
    assert [e.when for e in came] == [None]


def test_the_last_round_of_an_undated_report_has_a_place_and_no_date() -> None:
    (rounds,) = dragoman.read(ROUNDS).mechanisms
    assert rounds.last is not None
    assert (rounds.last.when, rounds.last.where) == (None, "Livingstone")
    assert rounds.next is None or rounds.next.when is None


def test_with_its_day_the_last_round_is_dated() -> None:
    (rounds,) = dragoman.read(ROUNDS, published="2013-05-15").mechanisms
    assert rounds.last is not None
    assert rounds.last.when == "2012-06"
