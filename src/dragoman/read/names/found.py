"""A mention while it is being resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.codes import Sector
from dragoman.knowledge import Body, Person, Title
from dragoman.read.document import MentionKind
from dragoman.record import Actor


@dataclass(slots=True)
class Found:
    """Tokens of one sentence that name somebody, with what has been found out so far.

    `title` is the office's words as written, `titles` what the tables say of them, `name` a
    person's words; `entity` is set for persons; `actors` at the end.
    """

    sentence: int
    first: int
    last: int
    head: int
    kind: MentionKind
    states: list[str] = field(default_factory=list)
    sector: Sector | None = None
    name: str | None = None
    title: str | None = None
    titles: tuple[Title, ...] = ()
    people: tuple[Person, ...] = ()
    former: bool = False
    geo: bool = False
    plural: bool = False
    definite: bool = False
    gender: str | None = None
    entity: Entity | None = None
    actors: tuple[Actor, ...] = ()
    agent: bool = True
    modifier: bool = False
    start: int = 0
    end: int = 0
    text: str = ""
    letters: int | None = None
    body: Body | None = None
    named: bool = False


@dataclass(slots=True)
class Entity:
    """A person of the report: full name, what is known of office and state, and mentions so far."""

    name: str
    words: frozenset[str]
    state: str | None = None
    sector: Sector | None = None
    office: str | None = None
    offices: frozenset[str] = frozenset()
    titled: frozenset[str] = frozenset()
    gender: str | None = None
    person: Person | None = None
    text: str = ""
    start: int = -1
    end: int = -1
    last: tuple[int, int] = (-1, -1)

    def actor(self) -> Actor:
        """The actor a record has for the person."""
        placed = self.start >= 0
        return Actor(
            self.text,
            self.state,
            self.sector,
            self.name,
            self.office,
            self.start if placed else None,
            self.end if placed else None,
        )
