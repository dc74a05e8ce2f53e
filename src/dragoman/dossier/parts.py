"""The parts of a dossier that are asked for by themselves: one table for commands and addresses.

A part is the dossier's own JSON, less what the other parts say: whose it is, as of when and what it
rests on, then the fields of the part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dragoman.dossier.model import (
    Act,
    Ahead,
    Contact,
    Dossier,
    Movement,
    Name,
    Officer,
    Position,
    Promise,
    Series,
    Topic,
)

HEAD = ("a", "b", "as_of", "coverage", "names")
"""What every part says of the whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: what it says, and the fields of the dossier that it holds.

    The first field is the one it is named for, with lines of the type `of`; `beside` are others.
    """

    name: str
    line: str
    of: type
    beside: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The dossier's fields that the part holds."""
        return (self.name, *self.beside)


PARTS = {
    part.name: part
    for part in (
        Part(
            "contacts",
            "Every contact of two states: held, planned, put off, called off.",
            Contact,
            ("mechanisms",),
        ),
        Part("mechanisms", "Standing mechanisms: last, next, whose turn, overdue.", Series),
        Part("calendar", "What lies ahead of two states, with the report behind each.", Ahead),
        Part("agenda", "What two states talk about, how often, and in what words.", Topic),
        Part("promises", "What was agreed or promised, by whom, and what became of it.", Promise),
        Part("acts", "What one did to the other, other than meet or agree.", Act),
        Part(
            "positions",
            "Where each side stands on third matters, and what it has not said.",
            Position,
        ),
        Part("signals", "Quantities between two states, and which way they move.", Movement),
        Part("character", "What each side calls the relationship, over time.", Name),
        Part("people", "Who held which office on the day, as tables and reports have it.", Officer),
    )
}
"""Every part, by name, in the order of the dossier's pages."""


def only(dossier: Dossier, *fields: str) -> dict[str, Any]:
    """The JSON of a dossier with its head and the fields named; of all fields where none is."""
    told = dossier.to_dict()
    return {k: v for k, v in told.items() if not fields or k in (*HEAD, *fields)}
