"""Where events of our own sentences take place."""

from __future__ import annotations

import pytest

from dragoman import knowledge, language
from dragoman.codes import EventType
from dragoman.read import when, where, who
from dragoman.read.document import Candidate, Document
from dragoman.record import Place, Why
from dragoman.report import Report


def place(
    text: str, word: str, type: EventType = EventType.CONSULT, mode: str | None = "visit"
) -> Place | None:
    report = Report.make(text, published="2024-03-05")
    (body,) = language.analyse([report.text])
    document = Document(report, body.sentences, knowledge.load())
    document = document.having(times=when.times(document))
    document = document.having(mentions=who.mentions(document))
    for sentence in document.sentences:
        for token in sentence.tokens:
            if token.text == word:
                at = (sentence.index, token.index, token.index, token.index + 1)
                found = where.place(document, Candidate(*at, type, Why("lexicon", word), mode))
                if found is not None:
                    assert text[found.start : found.end] == found.text
                return found
    raise AssertionError(f"{word!r} is not in the text")


@pytest.mark.parametrize(
    ("text", "word", "expected", "state"),
    [
        ("The ministers met in Muscat on Tuesday.", "met", "Muscat", "OMN"),
        ("The envoy met the king of Spain yesterday in Lisbon.", "met", "Lisbon", "PRT"),
        ("The premier will travel to Lima in May.", "travel", "Lima", "PER"),
        ("She visited Hanoi, Vietnam, last week.", "visited", "Hanoi, Vietnam", "VNM"),
        ("They held talks on the sidelines of a summit in Kampala.", "talks", "Kampala", "UGA"),
    ],
)
def test_contacts_are_where_the_sentence_puts_them(
    text: str, word: str, expected: str, state: str
) -> None:
    found = place(text, word)
    assert found is not None
    assert (found.text, found.state) == (expected, state)
    assert found.latitude is not None


def test_a_government_that_speaks_is_no_place() -> None:
    assert place("Ankara met the deadline, the minister said.", "met") is None


def test_a_dateline_is_no_place_of_the_event() -> None:
    assert place("LIMA, March 5 – The presidents spoke by phone.", "spoke") is None


def test_a_war_is_where_it_is_waged() -> None:
    found = place(
        "The assembly condemned the invasion of Kuwait.", "invasion", EventType.ASSAULT, None
    )
    assert found is not None
    assert (found.text, found.state) == ("Kuwait", "KWT")


def test_the_sea_has_coordinates_and_no_state() -> None:
    found = place("Two navies seized a tanker in the Red Sea.", "seized", EventType.COERCE, "seize")
    assert found is not None
    assert (found.text, found.state) == ("Red Sea", None)
    assert found.longitude == pytest.approx(38.5)


def test_a_venue_has_coordinates() -> None:
    found = place("The presidents met at the White House on Monday.", "met")
    assert found is not None
    assert (found.text, found.state) == ("White House", "USA")
    assert found.latitude == pytest.approx(38.9)


def test_a_town_nobody_has_heard_of_is_of_the_state_behind_it() -> None:
    found = place("The ministers met in Oumtal, Chad, on Sunday.", "met")
    assert found is not None
    assert (found.text, found.state) == ("Oumtal, Chad", "TCD")
    assert found.latitude is None


def test_a_meeting_of_a_named_group_is_where_the_group_meets() -> None:
    found = place(
        "The premier will host a meeting of the Sahel Alliance Forum in Ghana.", "meeting"
    )
    assert found is not None
    assert found.state == "GHA"
