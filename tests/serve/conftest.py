"""A ledger of a few records made by hand, and clients of an application over it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from dragoman.codes import Channel, EventType, Level, Stance, Status
from dragoman.ledger import Ledger
from dragoman.record import Record
from dragoman.serve import create_app
from tests.made import actor, called, event, person, quotation, record, signal, summit, voice

TOKEN = "a token for tests"
Client = Callable[..., TestClient]

PERU = actor("PER", "Ana Rojas", "Foreign Minister")
CHILE = actor("CHL", "Luis Soto", "Foreign Minister")


def records() -> list[Record]:
    visit = "Ana Rojas will visit Santiago on 20 March 2024. She is to meet Luis Soto."
    held = (
        "Ana Rojas met Luis Soto in Santiago on 20 March 2024. They spoke about the copper trade. "
        "Chile, which calls the ties “a bridge of copper”, said that imports of fruit rose."
    )
    lima = "According to Lima, Rojas met Soto on 21 March 2024 and raised the fishing limits."
    off = "Luis Soto called off his visit to Lima in May 2024, his ministry said."
    ahead = "President Marta Quispe and President Pablo Rey will hold talks in Cusco in June 2024."
    denied = "Peru accuses Chile of closing the port. Chile denies it."
    brief = {"channel": Channel.VISIT, "mode": "visit", "level": Level.MINISTERS}
    sides = {"actors": (PERU,), "recipients": (CHILE,)}
    return [
        record(
            visit,
            "announced",
            [
                event(
                    visit,
                    "visit",
                    when="2024-03-20",
                    status=Status.PLANNED,
                    where=("Santiago", "CHL"),
                    confidence=0.9,
                    **sides,
                    **brief,
                )
            ],
            published="2024-03-01",
        ),
        record(
            held,
            "held/by the sea?",
            [
                event(
                    held,
                    "met",
                    when="2024-03-20",
                    where=("Santiago", "CHL"),
                    topics=("the copper trade",),
                    says=(voice("the ministry in Santiago", "CHL"),),
                    confidence=0.8,
                    **sides,
                    **brief,
                )
            ],
            published="2024-03-21",
            publisher="The Santiago Post",
            title="Ministers meet",
            url="https://post.example/ministers",
            quotations=(quotation(held, "Chile", "said", "imports of fruit rose", CHILE),),
            signals=(signal(held, "imports of fruit rose", "fruit", "PER", "CHL"),),
            characterisations=(called(held, "a bridge of copper", "PER", "CHL"),),
            people=(person(held, "Ana Rojas", "Ana Rojas", "PER", "Foreign Minister"),),
        ),
        record(
            lima,
            "lima",
            [
                event(
                    lima,
                    "met",
                    when="2024-03-20/2024-03-21",
                    where=("Santiago", "CHL"),
                    topics=("the fishing limits",),
                    says=(voice("Lima", "PER"),),
                    confidence=0.4,
                    **sides,
                    **brief,
                )
            ],
            published="2024-03-22",
            publisher="The Lima Mail",
        ),
        record(
            off,
            "off",
            [
                event(
                    off,
                    "visit",
                    when="2024-05",
                    status=Status.CANCELLED,
                    actors=(CHILE,),
                    recipients=(PERU,),
                    confidence=0.7,
                    **brief,
                )
            ],
            published="2024-04-10",
            mechanisms=(
                summit(
                    off, "visit to Lima", ("CHL", "PER"), hosts="alternate", last=("2021", None)
                ),
            ),
        ),
        record(
            ahead,
            "ahead",
            [
                event(
                    ahead,
                    "talks",
                    when="2024-06",
                    status=Status.PLANNED,
                    actors=(
                        actor("PER", "Marta Quispe", "President"),
                        actor("CHL", "Pablo Rey", "President"),
                    ),
                    where=("Cusco", "PER"),
                    channel=Channel.TALKS,
                    level=Level.LEADERS,
                    confidence=0.85,
                )
            ],
            published="2024-04-11",
            publisher="The Lima Mail",
        ),
        record(
            denied,
            "port",
            [
                event(
                    denied,
                    "closing",
                    type=EventType.COERCE,
                    status=Status.POSSIBLE,
                    when="2024-04",
                    actors=(actor("CHL"),),
                    recipients=(actor("PER"),),
                    says=(voice("Peru", "PER"), voice("Chile", "CHL", Stance.DENIES)),
                    confidence=0.3,
                )
            ],
            published="2024-04-12",
        ),
    ]


def fill(path: Path, given: list[Record]) -> Path:
    with Ledger(path) as ledger:
        assert ledger.add(given).failed == ()
    return path


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that no test writes to."""
    return fill(tmp_path_factory.mktemp("serve") / "ledger.db", records())


@pytest.fixture
def own_ledger(tmp_path: Path) -> Path:
    return fill(tmp_path / "own.db", records())


def client(
    app: FastAPI, host: str = "127.0.0.1:8321", peer: str = "127.0.0.1", **given: object
) -> TestClient:
    made = TestClient(app, base_url=f"http://{host}", client=(peer, 50000), **given)  # type: ignore[arg-type]
    made.follow_redirects = False
    return made


@pytest.fixture(scope="session")
def app(ledger: Path) -> FastAPI:
    return create_app(ledger, token=TOKEN)


@pytest.fixture(scope="session")
def local(app: FastAPI) -> TestClient:
    """Somebody on this machine."""
    return client(app)


def signed_in(app: FastAPI, author: str = "Ann") -> TestClient:
    made = client(app)
    done = made.post("/sign-in", data={"token": TOKEN, "author": author})
    assert done.status_code == 303
    return made
