"""Plain sentences of every type: the lexicon has their predicates, with who did it and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import dragoman
from dragoman.codes import EventType
from dragoman.record import Actor, Event

TABLE = Path(__file__).parent / "predicates.tsv"
FLOORS = {"before": 26, "after": 26}
"""Right sentences of 26 and 27; a floor only goes up."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with the one deed it tells of."""

    written: str
    type: EventType
    actor: str | None
    recipient: str | None
    text: str

    def right(self, events: tuple[Event, ...]) -> bool:
        """True where one of the events is the deed, between its sides."""
        return any(
            e.type is self.type
            and _is(self.actor, e.actors)
            and _is(self.recipient, e.recipients or e.actors)
            for e in events
        )


def _is(state: str | None, side: tuple[Actor, ...]) -> bool:
    return any(a.state == state for a in side)


def rows() -> list[Row]:
    found = []
    for line in TABLE.read_text("utf-8").splitlines():
        if not line.startswith(("#", "written\t")):
            written, _, kind, *sides, text = line.split("\t")
            actor, recipient = (None if s == "-" else s for s in sides)
            found.append(Row(written, EventType(kind), actor, recipient, text))
    return found


def test_predicates_of_every_type_are_known() -> None:
    asked = rows()
    assert {r.type for r in asked} == set(EventType)
    good = dict.fromkeys(FLOORS, 0)
    records = dragoman.read_many({"text": r.text, "published": "2024-05-15"} for r in asked)
    wrong = []
    for row, record in zip(asked, records, strict=True):
        good[row.written] += row.right(record.events)
        if not row.right(record.events):
            wrong.append(row.text)
    assert all(good[k] >= floor for k, floor in FLOORS.items()), wrong
