"""Sittings of summits, assemblies and games: which, where, from which day to which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.knowledge.tables import Column, code, several, whole_day

COLUMNS = (
    Column("name", True),
    Column("number", False, str.isdigit, "a number"),
    Column("place"),
    code("state", required=False),
    whole_day("first"),
    whole_day("last"),
    Column("aliases"),
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting of a series: its number where it is called by it, its place, its days."""

    name: str
    number: int | None
    place: str
    state: str | None
    first: date
    last: date
    aliases: tuple[str, ...]


def sitting(cells: list[str]) -> Sitting:
    """A row of gatherings.tsv."""
    name, number, place, state, first, last, aliases = cells
    return Sitting(
        name,
        int(number) if number else None,
        place,
        state or None,
        date.fromisoformat(first),
        date.fromisoformat(last),
        several(aliases),
    )
