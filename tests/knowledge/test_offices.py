"""Who held an office on a day."""

import pytest

from dragoman.knowledge import load
from dragoman.knowledge.offices import term


@pytest.mark.parametrize(
    ("state", "office", "day", "name"),
    [
        ("IND", "head_of_government", "2024-01-16", "Narendra Modi"),
        ("IND", "foreign_minister", "2018-05-01", "Sushma Swaraj"),
        ("GBR", "head_of_government", "2022-09-30", "Liz Truss"),
        ("GBR", "foreign_minister", "2023-12-01", "David Cameron"),
        ("USA", "head_of_state", "2021-01-19", "Donald Trump"),
        ("USA", "head_of_state", "2021-01-21", "Joe Biden"),
        ("CHN", "foreign_minister", "2023-03-01", "Qin Gang"),
        ("JPN", "head_of_government", "2020-12-31", "Yoshihide Suga"),
        ("DEU", "head_of_government", "2021-12-09", "Olaf Scholz"),
        ("EUU", "commission_president", "2022-06-01", "Ursula von der Leyen"),
        ("UNO", "secretary_general", "2016-11-11", "Ban Ki-moon"),
        ("IRN", "head_of_government", "2022-01-01", "Ebrahim Raisi"),
        ("ECU", "foreign_minister", "2018-01-10", "María Fernanda Espinosa"),
        ("XKX", "foreign_minister", "2019-05-01", "Behgjet Pacolli"),
        ("MOZ", "foreign_minister", "2022-05-01", "Verónica Macamo"),
        ("MDV", "foreign_minister", "2024-03-01", "Moosa Zameer"),
        ("TZA", "head_of_government", "2024-03-01", "Kassim Majaliwa"),
        ("ISL", "head_of_government", "2016-10-01", "Sigurður Ingi Jóhannsson"),
        ("SVN", "head_of_government", "2025-09-01", "Robert Golob"),
        ("OMN", "head_of_state", "2019-08-01", "Qaboos bin Said Al Said"),
        ("THA", "head_of_state", "2015-08-01", "Bhumibol Adulyadej"),
        ("BGR", "head_of_government", "2023-10-01", "Nikolai Denkov"),
    ],
)
def test_holder_on_a_day(state: str, office: str, day: str, name: str) -> None:
    held = load().holder(state, office, day)
    assert held is not None
    assert held.name == name


def test_an_interval_is_met_by_whoever_held_within_it() -> None:
    names = {t.name for t in load().holders("GBR", "head_of_government", "2022-09-01/2022-10-31")}
    assert names == {"Boris Johnson", "Liz Truss", "Rishi Sunak"}


def test_holders_of_every_office_are_given_without_one() -> None:
    offices = {t.office for t in load().holders("FRA", None, "2023-03-01")}
    assert {"head_of_state", "head_of_government", "foreign_minister"} <= offices


def test_nobody_is_said_to_hold_an_office_long_after_last_seen() -> None:
    row = term(
        ["XXX", "foreign_minister", "Foreign Minister", "A B", "2019-05", "", "2022-07", "", ""]
    )
    assert row.holds("2022-12-31")
    assert not row.holds("2025-01-01")
    assert row.holds(None)


def test_bounds_in_months_and_years_count_whole() -> None:
    row = term(["XXX", "head_of_state", "President", "A B", "2016", "~2018-03", "", "", ""])
    assert row.inferred
    assert row.holds("2016-01-01")
    assert row.holds("2018-03-31")
    assert not row.holds("2018-04-01")
    assert not row.holds("2015-12-31")


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Sergej Lawrow", "Sergey Lavrov"),
        ("Antony J. Blinken", "Antony Blinken"),
        ("Joseph R. Biden, Jr.", "Joe Biden"),
        ("Erdogan", "Recep Tayyip Erdoğan"),
        ("S Jaishankar", "Subrahmanyam Jaishankar"),
        ("Prince Faisal bin Farhan Al Saud", "Faisal bin Farhan Al Saud"),
        ("Nobody Atall", None),
    ],
)
def test_person_by_spelling(spelling: str, name: str | None) -> None:
    person = load().person(spelling)
    assert (person.name if person else None) == name


def test_a_person_has_the_office_of_the_day() -> None:
    cameron = load().person("David Cameron")
    assert cameron is not None
    then, now = cameron.term("2012-01-01"), cameron.term("2024-01-01")
    assert then is not None
    assert now is not None
    assert (then.office, now.office) == ("head_of_government", "foreign_minister")
    assert cameron.term("2019-01-01") is None


def test_titles_know_the_state_they_are_of() -> None:
    known = load()
    indian, american = (
        known.title_of("IND", "Foreign Secretary"),
        known.title_of("USA", "Secretary"),
    )
    assert indian is not None
    assert american is not None
    assert indian.office == "foreign_secretary"
    assert american.office == "foreign_minister"
    british = known.title_of("GBR", "foreign secretary")
    assert british is not None
    assert british.office == "foreign_minister"
