"""States by code, name, alias and demonym, and the seats whose names stand for them."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.knowledge.tables import Column, code, sector, several

COLUMNS = (
    code("alpha3"),
    Column("alpha2", True, lambda c: len(c) == 2 and c.isupper(), "two capital letters"),
    Column("name", True),
    Column("long"),
    Column("aliases"),
    Column("adjectives", True),
    Column("people"),
    Column("capitals"),
)
SEAT_COLUMNS = (
    Column("name", True),
    code(),
    sector(),
    Column("stands_for", True),
    Column("aliases"),
)


@dataclass(frozen=True, slots=True)
class State:
    """A state, or a territory that news treats apart.

    `code` is ISO 3166-1 alpha-3, `adjectives` stand before a noun ("Russian"), `people` are plurals
    ("Russians"), `capitals` the seats of government, the usual spelling first.
    """

    code: str
    alpha2: str
    name: str
    long: str | None
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the state itself, the short one first."""
        return (self.name, *((self.long,) if self.long else ()), *self.aliases)

    @property
    def capital(self) -> str | None:
        """The capital, None where there is none."""
        return self.capitals[0] if self.capitals else None

    @property
    def adjective(self) -> str:
        """The first adjective: "Indian" of India."""
        return self.adjectives[0]


@dataclass(frozen=True, slots=True)
class Seat:
    """A building, street or body whose name stands for an office of a state ("the Kremlin")."""

    name: str
    state: str
    sector: str
    stands_for: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of it."""
        return (self.name, *self.aliases)


def state(cells: list[str]) -> State:
    """A row of states.tsv."""
    c, a2, name, long, aliases, adjectives, people, capitals = cells
    return State(
        c,
        a2,
        name,
        long or None,
        several(aliases),
        several(adjectives),
        several(people),
        several(capitals),
    )


def seat(cells: list[str]) -> Seat:
    """A row of seats.tsv."""
    return Seat(cells[0], cells[1], cells[2], cells[3], several(cells[4]))
