"""Both sides of what plain sentences tell, by the whole reading."""

from __future__ import annotations

from pathlib import Path

import dragoman
from dragoman.record import Event

TABLE = Path(__file__).parent / "sides.tsv"
FLOOR = 140
"""Right rows; a floor only goes up."""


def states(side: str) -> set[str]:
    return set(side.split("+")) - {"-"}


def right(row: list[str], events: tuple[Event, ...]) -> bool:
    """True where an event of one of the types has these sides, and no others."""
    _, kinds, actors, recipients, _ = row
    for event in events:
        mine = {a.state for a in event.actors if a.state}
        theirs = {a.state for a in event.recipients if a.state}
        together = recipients == "-" and mine | theirs == states(actors)
        apart = mine == states(actors) and theirs == states(recipients)
        if event.type in kinds.split("|") and (together or apart):
            return True
    return False


def test_sides_are_found_where_they_stand() -> None:
    lines = TABLE.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith(("#", "first\t"))]
    asked = [{"text": row[-1], "published": "2025-05-06", "publisher": "Daily"} for row in rows]
    records = dragoman.read_many(asked)
    wrong = [
        "\t".join(row)
        for row, record in zip(rows, records, strict=True)
        if not right(row, record.events)
    ]
    assert len(rows) - len(wrong) >= FLOOR, "\n".join(wrong)
