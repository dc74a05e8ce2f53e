"""A ledger of reports with what formats stumble over: tabs, formulas, quotes, emoji."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.codes import Channel, EventType, Level, Stance, Status
from dragoman.ledger import Ledger
from dragoman.merge import Merged
from dragoman.record import Place, Record
from tests.made import actor, election, event, record, summit, voice

LATVIA = actor("LVA", "Anna Kalnina", "Foreign Minister")
ROMANIA = actor("ROU", "Ion Munteanu", "Foreign Minister")
ASEAN = actor("ASEAN")

VISIT = (
    "🕊 Anna Kalnina visited Bucharest on 14 May 2024. She met Ion Munteanu,\n\tand “they” spoke "
    "about <grain> & rail."
)
AGAIN = "Ion Munteanu received Anna Kalnina in Bucharest on 14 May 2024, Riga said."
PLAN = '=HYPERLINK("x") A second visit of Anna Kalnina to Bucharest is planned for June 2024.'
DENIED = "Latvia has not recalled its envoy to Romania. Bucharest denies any quarrel."
PACT = "Latvia, Romania and ASEAN signed a pact. Romania votes on 24 November 2024."


def given() -> list[Record]:
    contact = {
        "actors": (LATVIA,),
        "recipients": (ROMANIA,),
        "channel": Channel.VISIT,
        "mode": "visit",
        "level": Level.MINISTERS,
        "where": Place("Bucharest", "ROU", latitude=44.43, longitude=26.1),
        "confidence": 0.91,
    }
    held = event(VISIT, "visited", when="2024-05-14", topics=("<grain> & rail",), **contact)
    again = event(AGAIN, "received", when="2024-05-14", says=(voice("Riga", "LVA"),), **contact)
    plan = event(PLAN, "second visit", when="2024-06", status=Status.PLANNED, **contact)
    envoy = event(
        DENIED,
        "recalled its envoy",
        type=EventType.SANCTION,
        status=Status.DID_NOT_HAPPEN,
        actors=(LATVIA,),
        recipients=(ROMANIA,),
        says=(voice("Bucharest", "ROU", Stance.DENIES),),
    )
    pact = event(
        PACT, "signed", type=EventType.AGREE, when="2024-05-15", actors=(LATVIA, ROMANIA, ASEAN)
    )
    return [
        record(
            VISIT,
            "baltic/1",
            [held],
            published="2024-05-15T08:00:00+03:00",
            publisher="The Baltic Gazette",
            url="https://gazette.example/visit?a=1&b=2",
            title="A visit\tto Bucharest",
        ),
        record(AGAIN, "danube-7", [again], published="2024-05-15", publisher="The Danube Post"),
        record(PLAN, "plan", [plan], published="2024-05-20", publisher="The Danube Post"),
        record(DENIED, "denied", [envoy], published="2024-05-21"),
        record(
            PACT,
            "pact",
            [pact],
            published="2024-05-16",
            scheduled=(election(PACT, "votes", "ROU", "2024-11-24"),),
            mechanisms=(summit(PACT, "a pact", ("LVA", "ROU")),),
        ),
    ]


@pytest.fixture(scope="session")
def records() -> list[Record]:
    return given()


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "ledger.db"
    with Ledger(path) as kept:
        assert kept.add(given()).failed == ()
        pact = next(e for e in kept.events() if e.type is EventType.AGREE)
        kept.judge(pact.id, "accept", author="Ann", at="2024-06-01T09:00:00Z")
    return path


@pytest.fixture(scope="session")
def events(ledger: Path) -> Iterator[list[Merged]]:
    with Ledger(ledger) as kept:
        yield kept.events()
