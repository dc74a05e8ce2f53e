"""Pronouns in what is said, and of those who say it."""

from __future__ import annotations

import pytest

from dragoman.codes import EventType
from dragoman.read.reader import read
from dragoman.record import Event

DAY = "2024-03-05"


def deed(text: str, kind: EventType) -> Event:
    return next(e for e in read(text, published=DAY, language="en").events if e.type is kind)


def sides(event: Event) -> tuple[set[str | None], set[str | None]]:
    return {a.state for a in event.actors}, {r.state for r in event.recipients}


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        (
            "“We have expelled two Chadian diplomats,” Niger’s foreign minister said.",
            EventType.SANCTION,
            {"NER"},
            {"TCD"},
        ),
        (
            "“Togo has violated our airspace twice this week,” Benin’s defence minister said.",
            EventType.COERCE,
            {"TGO"},
            {"BEN"},
        ),
        (
            "“Our troops shelled a Malian post,” the president of Guinea told reporters.",
            EventType.ASSAULT,
            {"GIN"},
            {"MLI"},
        ),
    ],
)
def test_the_first_person_in_quotation_marks_is_the_speaker(
    text: str, kind: EventType, actors: set[str], recipients: set[str]
) -> None:
    assert sides(deed(text, kind)) == (actors, recipients)


def test_we_outside_quotation_marks_is_no_speaker_of_another_state() -> None:
    text = "Niger’s foreign minister said that we had expelled two Chadian diplomats."
    events = read(text, published=DAY, language="en").events
    assert all(a.state != "NER" for e in events for a in e.actors if a.text == "we")


@pytest.mark.parametrize(
    ("first", "pronoun"),
    [
        ("A senior Bolivian official said La Paz was ready for talks.", "He"),
        ("Two Bolivian diplomats said La Paz was ready for talks.", "They"),
        ("Bolivia’s presidency said La Paz was ready for talks. The statement was short.", "It"),
    ],
)
def test_a_pronoun_that_goes_on_speaking_is_who_spoke_last(first: str, pronoun: str) -> None:
    text = f"{first} {pronoun} added that Peru had closed its consulate in Arica."
    event = deed(text, EventType.SANCTION)
    assert [v.state for v in event.says] == ["BOL"]


def test_two_who_are_not_named_stay_the_source_of_what_they_add() -> None:
    text = (
        "Two diplomats told reporters that Oman would host a summit. "
        "They added that Kuwait had recalled its ambassador from Qatar."
    )
    event = deed(text, EventType.SANCTION)
    assert [(v.text, v.state) for v in event.says] == [("Two diplomats", None)]


def test_a_pronoun_of_another_kind_is_not_who_spoke_last() -> None:
    text = (
        "A senior Bolivian official said La Paz was ready. "
        "It was added that Peru had expelled two Chilean diplomats."
    )
    event = deed(text, EventType.SANCTION)
    assert "BOL" not in [v.state for v in event.says]


def test_an_account_nobody_gave_out_is_of_who_spoke_last() -> None:
    text = (
        "The presidents of Ghana and Togo spoke by telephone, Togo’s presidency said. "
        "The two leaders agreed to reopen the border, the statement said. "
        "It added that Ghana had withdrawn its troops from Togo."
    )
    event = deed(text, EventType.RETREAT)
    assert {v.state for v in event.says} == {"TGO"}


def test_an_account_acts_for_those_who_gave_it_out() -> None:
    text = (
        "Rwanda has soldiers in Burundi, a United Nations report said on Monday. "
        "The report accuses Uganda of helping rebels."
    )
    charge = deed(text, EventType.ACCUSE)
    assert sides(charge) == ({"UNO"}, {"UGA"})
