"""International organisations, armed and political groups, and words that name a body of a state.

A body's words ("foreign ministry", "navy") say which sector it is of; the state comes from the
demonym or the name beside them.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.knowledge.tables import Column, among, code, sector, several

COLUMNS = (
    Column("code", False, lambda c: c.isupper() or c[0].isupper(), "a code such as EUU"),
    Column("name", True),
    code("state", required=False),
    sector(),
    Column("aliases"),
    Column("members"),
)
BODY_COLUMNS = (
    Column("phrase", True),
    sector(),
    Column("office"),
    among("kind", "body", "people", "thing"),
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, party or group.

    `code` stands where an actor's state does: the organisation's own code ("EUU"), or the state
    that a group belongs to ("LBN" of Hezbollah). `members` are codes of states.
    """

    code: str | None
    name: str
    sector: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of it."""
        return (self.name, *self.aliases)

    @property
    def international(self) -> bool:
        """True of an organisation of states."""
        return self.sector == "IGO"


@dataclass(frozen=True, slots=True)
class Body:
    """Words that name a body of some state, its people or its things ("fighter jets").

    `office` is the office that heads it, where that matters for who speaks.
    """

    phrase: str
    sector: str
    office: str | None
    kind: str


def organisation(cells: list[str]) -> Organisation:
    """A row of organisations.tsv or groups.tsv."""
    code, name, state, sector, aliases, members = cells
    return Organisation(code or state or None, name, sector, several(aliases), several(members))


def body(cells: list[str]) -> Body:
    """A row of bodies.tsv."""
    return Body(cells[0], cells[1], cells[2] or None, cells[3])
