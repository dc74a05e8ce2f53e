"""People who are named by no state: to whom a deed was done."""

import pytest

import dragoman
from dragoman.codes import EventType, Sector
from dragoman.record import Event


def deed(text: str, kind: EventType) -> Event:
    record = dragoman.read(text, published="2021-06-02")
    return next(e for e in record.events if e.type is kind)


@pytest.mark.parametrize(
    ("text", "kind", "state", "sector"),
    [
        ("Chadian police arrested twelve journalists.", EventType.COERCE, "TCD", Sector.MED),
        ("The Chadian army killed forty villagers.", EventType.ASSAULT, "TCD", Sector.CVL),
        (
            "Chadian airstrikes killed nine people in northern Niger.",
            EventType.ASSAULT,
            "NER",
            None,
        ),
    ],
)
def test_people_are_of_the_place_else_of_those_who_did_it(
    text: str, kind: EventType, state: str, sector: Sector | None
) -> None:
    (recipient,) = deed(text, kind).recipients
    assert recipient.state == state
    assert sector is None or recipient.sector is sector


def test_people_of_a_state_keep_it() -> None:
    (recipient,) = deed(
        "Chadian troops killed nine Sudanese farmers.", EventType.ASSAULT
    ).recipients
    assert recipient.state == "SDN"


def test_things_are_no_people() -> None:
    record = dragoman.read("Chadian troops destroyed nine trucks.", published="2021-06-02")
    assert all(not e.recipients for e in record.events)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Chadian rebels attacked a Chadian army base.", EventType.ASSAULT, "army base"),
        ("Chad's government sued two banks.", EventType.ACCUSE, "two banks"),
    ],
)
def test_a_deed_at_home_has_the_people_or_the_place_it_was_done_to(
    text: str, kind: EventType, words: str
) -> None:
    (recipient,) = deed(text, kind).recipients
    assert recipient.state == "TCD"
    assert words in recipient.text


def test_people_of_no_state_can_act() -> None:
    event = deed("Miners attacked nine Chadian soldiers.", EventType.ASSAULT)
    assert [(a.text, a.state, a.sector) for a in event.actors] == [("Miners", None, Sector.CVL)]


def test_people_hit_abroad_are_of_the_other_state_that_is_named() -> None:
    record = dragoman.read(
        "A series of Chadian airstrikes across Niger kill nine people.", published="2021-06-02"
    )
    states = {r.state for e in record.events if e.type is EventType.ASSAULT for r in e.recipients}
    assert states == {"NER"}


def test_the_men_who_were_freed_are_not_the_ministers() -> None:
    record = dragoman.read(
        "The foreign ministers of Chad and Niger met in Rabat on Monday. State radio said the men "
        "had been freed on Tuesday.",
        published="2021-06-02",
    )
    assert EventType.RETREAT not in {e.type for e in record.events}
