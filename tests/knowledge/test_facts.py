"""A sample of what the tables say of states' bodies, groups and places."""

from __future__ import annotations

import pytest

from dragoman import knowledge
from dragoman.knowledge import Located, Organisation, Seat


@pytest.mark.parametrize(
    ("name", "state", "kind"),
    [
        ("Seimas", "LTU", Seat),
        ("Milli Majlis", "AZE", Seat),
        ("Wolesi Jirga", "AFG", Seat),
        ("Research and Analysis Wing", "IND", Seat),
        ("Bangko Sentral ng Pilipinas", "PHL", Seat),
        ("Carondelet", "ECU", Seat),
        ("Segunda Marquetalia", "COL", Organisation),
        ("Pemex", "MEX", Organisation),
        ("Sonatrach", "DZA", Organisation),
        ("Vetëvendosje", "XKX", Organisation),
        ("Sistan and Baluchestan", "IRN", Located),
        ("KwaZulu-Natal", "ZAF", Located),
        ("Tierra del Fuego", "ARG", Located),
        ("Maguindanao", "PHL", Located),
        ("Al Udeid Air Base", "QAT", Located),
        ("Rafah crossing", "PSE", Located),
    ],
)
def test_whose_a_name_is(name: str, state: str, kind: type) -> None:
    found = knowledge.load().named(name)
    assert isinstance(found[0].thing, kind)
    thing = found[0].thing
    assert state in (getattr(thing, "state", None), getattr(thing, "code", None))


def test_no_seat_or_group_is_called_as_another_state_is() -> None:
    known = knowledge.load()
    taken = {n: s.code for s in known.states.values() for n in (*s.names, *s.adjectives, *s.people)}
    for seat in known.seats:
        assert {taken.get(n, seat.state) for n in seat.names} == {seat.state}, seat.name
    for group in known.organisations:
        if not group.international:
            assert {taken.get(n, group.code) for n in group.names} == {group.code}, group.name


def test_every_region_lies_in_a_state_we_know() -> None:
    known = knowledge.load()
    for place in known.places:
        assert place.state is None or place.state in known.states, place.name
