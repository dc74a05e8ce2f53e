"""Deeds as news tells them, some thirty of each type, with mode, status and both sides."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import dragoman
from dragoman.codes import EventType, Status
from dragoman.record import Actor, Event

TABLE = Path(__file__).parent / "deeds.tsv"
FLOORS = {
    "AGREE": 39,
    "CONSULT": 40,
    "SUPPORT": 36,
    "CONCEDE": 29,
    "RETREAT": 32,
    "COOPERATE": 37,
    "AID": 31,
    "REQUEST": 35,
    "ACCUSE": 40,
    "REJECT": 29,
    "THREATEN": 33,
    "PROTEST": 27,
    "SANCTION": 39,
    "MOBILIZE": 30,
    "COERCE": 33,
    "ASSAULT": 28,
}
"""Right sentences; a floor only goes up."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with the deed that it tells of."""

    written: str
    first: str
    type: EventType
    mode: str | None
    status: Status
    actor: str | None
    recipient: str | None
    text: str

    def right(self, events: tuple[Event, ...]) -> bool:
        """True where one of the events is the deed, between its sides."""
        return any(
            e.type is self.type
            and self.mode in {None, e.mode}
            and e.status is self.status
            and _is(self.actor, e.actors)
            and _is(self.recipient, e.recipients or e.actors)
            for e in events
        )


def _is(state: str | None, side: tuple[Actor, ...]) -> bool:
    return state is None or any(a.state == state for a in side)


@cache
def rows() -> tuple[Row, ...]:
    found = []
    for line in TABLE.read_text("utf-8").splitlines():
        if not line.startswith(("#", "written\t")):
            written, first, kind, mode, status, actor, recipient, text = line.split("\t")
            asked = [None if cell == "-" else cell for cell in (mode, actor, recipient)]
            found.append(
                Row(
                    written,
                    first,
                    EventType(kind),
                    asked[0],
                    Status(status),
                    asked[1],
                    asked[2],
                    text,
                )
            )
    return tuple(found)


@cache
def right() -> Counter[str]:
    records = dragoman.read_many({"text": r.text, "published": "2024-05-16"} for r in rows())
    return Counter(
        str(row.type)
        for row, record in zip(rows(), records, strict=True)
        if row.right(record.events)
    )


def test_every_type_is_asked_and_has_its_first_score() -> None:
    counted = Counter(str(r.type) for r in rows())
    assert set(counted) == set(map(str, EventType)) == set(FLOORS)
    assert min(counted.values()) >= 24
    assert all(r.first in {"0", "1"} and r.written in {"before", "after"} for r in rows())


@pytest.mark.parametrize("kind", FLOORS)
def test_deeds_are_read(kind: str) -> None:
    assert right()[kind] >= FLOORS[kind]
