"""Happenings whose days are known: wars, treaties, attacks, votes, independences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.knowledge.tables import Column, code, several, whole_day

COLUMNS = (
    Column("name", True),
    code("state", required=False),
    whole_day("first"),
    whole_day("last", required=False),
    Column("aliases"),
)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened once: its names and its days.

    `state` is whose it is; where it is given, a name ("presidential election") means it only beside
    that state.
    """

    name: str
    state: str | None
    first: date
    last: date
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the usual one first."""
        return (self.name, *self.aliases)


def happening(cells: list[str]) -> Happening:
    """A row of happenings.tsv."""
    name, state, first, last, aliases = cells
    begins = date.fromisoformat(first)
    ends = date.fromisoformat(last) if last else begins
    return Happening(name, state or None, begins, ends, several(aliases))
