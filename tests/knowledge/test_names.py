"""Outlets, organisations and places."""

import pytest

from dragoman.knowledge import load


@pytest.mark.parametrize(
    ("given", "name", "state"),
    [
        ("Tass", "TASS", "RUS"),
        ("https://www.state.gov/briefing/x", "U.S. Department of State", "USA"),
        ("The White House", "The White House", "USA"),
        ("PTI", "Press Trust of India", "IND"),
        ("en.wikipedia.org", "Wikipedia", "USA"),
        ("https://economictimes.indiatimes.com/a?b=c", "The Economic Times", "IND"),
    ],
)
def test_outlet_by_name_or_address(given: str, name: str, state: str) -> None:
    outlet = load().outlet(given)
    assert outlet is not None
    assert (outlet.name, outlet.state) == (name, state)


def test_outlets_have_real_time_zones() -> None:
    from zoneinfo import ZoneInfo

    for outlet in load().outlets:
        ZoneInfo(outlet.zone)


def test_unknown_outlets_are_none() -> None:
    assert load().outlet("The Daily Planet") is None
    assert load().outlet("https://example.org/state.gov") is None


@pytest.mark.parametrize(
    ("given", "code", "sector"),
    [
        ("European Union", "EUU", "IGO"),
        ("EU", "EUU", "IGO"),
        ("SCO", "SCO", "IGO"),
        ("Arab League", "LAS", "IGO"),
        ("Hezbollah", "LBN", "REB"),
        ("Houthi rebels", "YEM", "REB"),
    ],
)
def test_organisation(given: str, code: str, sector: str) -> None:
    found = load().organisation(given)
    assert found is not None
    assert (found.code, found.sector) == (code, sector)


def test_members_are_states() -> None:
    nato = load().organisation("NATO")
    assert nato is not None
    assert "TUR" in nato.members
    assert set(nato.members) <= set(load().states)


def test_place_in_the_state_that_is_meant() -> None:
    known = load()
    tbilisi, crimea = known.place("Tbilisi"), known.place("Crimea")
    assert tbilisi is not None
    assert crimea is not None
    assert (tbilisi.state, crimea.state) == ("GEO", "UKR")
    american = known.place("Georgia", "USA")
    assert american is not None
    assert american.latitude == pytest.approx(32.9)
    assert known.place("Kiev") is not None
    assert known.place("Atlantis") is None


def test_code_names() -> None:
    assert load().code_name("EUU") == "European Union"
    assert load().code_name("IND") == "India"
    assert load().code_name("ZZZ") == "ZZZ"
