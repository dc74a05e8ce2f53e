"""States by every name they go by, and by nothing that merely resembles one."""

import pytest

from dragoman.knowledge import load


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("IND", "IND"),
        ("in", "IND"),
        ("U.S.", "USA"),
        ("the United States", "USA"),
        ("UAE", "ARE"),
        ("DPRK", "PRK"),
        ("Republic of Korea", "KOR"),
        ("Burma", "MMR"),
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("Holy See", "VAT"),
        ("Kosovo", "XKX"),
        ("Palestine", "PSE"),
        ("taiwan", "TWN"),
        ("French", "FRA"),
    ],
)
def test_state_is_found_by_any_of_its_names(name: str, code: str) -> None:
    state = load().state(name)
    assert state is not None
    assert state.code == code


@pytest.mark.parametrize("name", ["Ruritania", "Franc", "", "XX", "Germanyy"])
def test_nothing_is_guessed(name: str) -> None:
    assert load().state(name) is None


def test_a_demonym_of_two_states_gives_the_larger_first() -> None:
    assert [s.code for s in load().adjective("Congolese")] == ["COD", "COG"]
    assert [s.code for s in load().adjective("Dominican")] == ["DOM", "DMA"]


def test_every_state_has_an_adjective_and_codes_are_unique() -> None:
    states = load().states.values()
    assert len(states) > 230
    assert len({s.alpha2 for s in states}) == len(states)
    assert all(s.adjectives for s in states)
    sovereign = {"DEU", "IND", "BRA", "NGA", "KIR", "TUV", "SSD", "TLS"}
    assert all(load().states[code].capital for code in sovereign)
