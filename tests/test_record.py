import json

import pytest

from dragoman.codes import (
    Channel,
    Direction,
    EventType,
    Level,
    MechanismKind,
    QuoteKind,
    Sector,
    Stance,
    Status,
)
from dragoman.errors import InputError
from dragoman.record import (
    Actor,
    Characterisation,
    Event,
    Mechanism,
    Meeting,
    Place,
    Quotation,
    Record,
    Signal,
    Voice,
    Why,
)
from dragoman.report import Span

TEXT = "The president of Ghana called the president of Togo on Friday, Accra said. Trade is up."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(words, start, start + len(words))


GHANA = Actor("president of Ghana", "GHA", Sector.GOV, "Ama Owusu", "President", 4, 22)
TOGO = Actor("president of Togo", "TGO", Sector.GOV)
CALL = Event(
    id="consult-23",
    type=EventType.CONSULT,
    status=Status.HAPPENED,
    trigger=span("called"),
    evidence=span("The president of Ghana called the president of Togo on Friday, Accra said."),
    mode="phone",
    contexts=("diplomatic",),
    actors=(GHANA, TOGO),
    when="2022-06-03",
    says=(Voice("Accra", "GHA", Stance.ASSERTS, 63, 68),),
    channel=Channel.PHONE,
    level=Level.LEADERS,
    why=Why("lexicon", "call"),
    confidence=0.9,
)
RECORD = Record(
    id="r1",
    text=TEXT,
    record_id="0123456789abcdef",
    reader={"version": "1", "weights": "w"},
    published="2022-06-04",
    events=(CALL,),
    quotations=(Quotation((span("Accra"),), span("said"), (span("The"),), QuoteKind.INDIRECT),),
    mechanisms=(
        Mechanism(
            "summit",
            MechanismKind.SUMMIT,
            span("on"),
            ("GHA", "TGO"),
            next=Meeting("2023", "Lomé", True),
        ),
    ),
    signals=(Signal("Trade", Direction.UP, "Trade is up", 75, 86, source="GHA", target="TGO"),),
    characterisations=(Characterisation("Trade is up", 75, 86),),
)


def test_a_record_survives_json_and_back() -> None:
    assert Record.from_dict(json.loads(RECORD.to_json())) == RECORD


def test_the_json_has_the_codebooks_names() -> None:
    data = RECORD.to_dict()
    event = data["events"][0]
    assert event["type"] == "CONSULT"
    assert event["trigger"] == {"text": "called", "start": 23, "end": 29}
    assert "background" not in event
    assert data["signals"][0]["from"] == "GHA"
    assert data["signals"][0]["to"] == "TGO"
    assert data["mechanisms"][0]["next"] == {"when": "2023", "where": "Lomé", "implied": True}
    assert data["url"] is None
    assert type(event["type"]) is str


def test_a_broken_record_says_where() -> None:
    data = RECORD.to_dict()
    data["events"][0]["status"] = "perhaps"
    with pytest.raises(InputError, match=r"record r1: .*perhaps.*events.*status"):
        Record.from_dict(data)


def test_dyads_follow_the_codebook() -> None:
    assert CALL.dyads() == (("GHA", "TGO"),)
    three = tuple(Actor(s, s) for s in ("BEN", "TGO", "NER"))
    sanction = Event(
        "x",
        EventType.SANCTION,
        Status.HAPPENED,
        span("on"),
        span("on"),
        actors=three[:2],
        recipients=three[2:],
    )
    assert sanction.dyads() == (("BEN", "NER"), ("NER", "TGO"))
    many = tuple(Actor(s, s) for s in ("BEN", "TGO", "NER", "MLI", "GHA"))
    gathering = Event(
        "y",
        EventType.CONSULT,
        Status.HAPPENED,
        span("on"),
        span("on"),
        actors=many,
        where=Place("Accra", "GHA"),
    )
    assert gathering.dyads() == (("BEN", "GHA"), ("GHA", "MLI"), ("GHA", "NER"), ("GHA", "TGO"))
