"""Whose word an event rests on."""

import pytest

from dragoman.codes import EventType, Stance, Status
from dragoman.read.says import Word, rests_on
from dragoman.record import Actor, Event, Voice
from dragoman.report import Span


def event(*says: Voice) -> Event:
    return Event(
        "e",
        EventType.CONSULT,
        Status.HAPPENED,
        Span("met", 0, 3),
        Span("met", 0, 3),
        actors=(Actor("Peru", "PER"), Actor("Chile", "CHL")),
        says=says,
    )


PERU = Voice("the Peruvian minister", "PER")
CHILE = Voice("Santiago", "CHL")
OTHER = Voice("a Brazilian official", "BRA")
NOBODY = Voice("a source")
DENIAL = Voice("Santiago", "CHL", Stance.DENIES)


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ((), Word.REPORT),
        ((PERU,), Word.ONE_SIDE),
        ((PERU, CHILE), Word.BOTH_SIDES),
        ((OTHER, PERU), Word.ONE_SIDE),
        ((OTHER,), Word.THIRD_PARTY),
        ((NOBODY,), Word.THIRD_PARTY),
        ((PERU, DENIAL), Word.ONE_SIDE),
    ],
)
def test_an_event_rests_on_those_who_vouch_for_it(says: tuple[Voice, ...], expected: Word) -> None:
    assert rests_on(event(*says)) is expected
