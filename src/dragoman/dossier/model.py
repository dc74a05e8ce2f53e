"""A dossier as data: the parts of a relationship, each line with whose word it is and its reports.

Dates are EDTF, states are codes; `page.py` puts both into words. `None` means unknown.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from dragoman.codes import Channel, Direction, EventType, Level, MechanismKind, QuadClass, Status


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a source chain: who says it, and how it stands to it."""

    text: str
    state: str | None = None
    stance: str = "asserts"


@dataclass(frozen=True, slots=True)
class Attested:
    """Where a line rests: the report, the chain of those who say it, and the report's own words.

    `copy_of` is the report that this one reprints; `start` and `end` are places in its text.
    """

    report: str
    publisher: str | None
    published: str | None
    title: str | None
    url: str | None
    chain: tuple[Link, ...]
    text: str
    start: int
    end: int
    copy_of: str | None = None
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """Whose word a fact rests on.

    `word` is "one side" (then `side` says which), "both sides", "third party" or "report". Reports
    that reprint each other, and reports of one outlet, are one of `outlets`.
    """

    word: str
    outlets: int
    reports: int
    side: str | None = None
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody on one side of an event."""

    text: str
    state: str | None = None
    name: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A turn in the history of an event: what was held to be so from `published` on."""

    published: str | None
    status: Status
    when: str | None
    report: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Reports that cannot all be right: each value with the reports that give it."""

    about: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What one side, or an outlet on its own, tells of an event; `alone` are topics only it has."""

    by: str
    side: str | None
    topics: tuple[str, ...]
    alone: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact of the two sides: held, under way, planned, put off or called off.

    `lapsed` is true where its day is past and no report says that it was held. `alone` is false
    where others took part.
    """

    id: str
    when: str | None
    status: Status
    level: Level | None
    channel: Channel | None
    mode: str | None
    place: str | None
    place_state: str | None
    who: tuple[Who, ...]
    topics: tuple[str, ...]
    contexts: tuple[str, ...]
    history: tuple[Step, ...]
    disagreements: tuple[Disagreement, ...]
    accounts: tuple[Account, ...]
    background: bool
    lapsed: bool
    alone: bool
    basis: Basis
    sources: tuple[Attested, ...]
    judged: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting of a mechanism; `implied` where its rule says so and no report does."""

    when: str | None
    where: str | None
    state: str | None = None
    implied: bool = False
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A standing mechanism: its rule, count, last meeting, whose turn it is, whether it is overdue.

    `period` is in months. `turn` is the code of the side that the rule makes the next host.
    `overdue_since` is the first day after the time in which the rule wanted a meeting.
    """

    name: str
    kind: MechanismKind
    parties: tuple[str, ...]
    hosts: str | None
    period: int | None
    count: int | None
    counted: str | None
    last: Held | None
    next: Held | None
    turn: str | None
    overdue_since: str | None
    meetings: tuple[Held, ...]
    basis: Basis
    sources: tuple[Attested, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter of the agenda: a context, at how many contacts and agreements, and in what words."""

    name: str
    count: int
    last: str | None
    words: tuple[str, ...]
    events: tuple[str, ...]
    sources: tuple[Attested, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A later event that answers a promise."""

    event: str
    when: str | None
    status: Status
    type: EventType
    words: str
    sources: tuple[Attested, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """Something agreed or promised. `outcome` is "open", "taken up", "kept" or "broken"."""

    id: str
    when: str | None
    by: tuple[str, ...]
    to: tuple[str, ...]
    words: str
    outcome: str
    answers: tuple[Answer, ...]
    basis: Basis
    sources: tuple[Attested, ...]
    judged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """What one did to the other, or both did together, other than meet or agree."""

    id: str
    type: EventType
    mode: str | None
    quad: QuadClass
    when: str | None
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    words: str
    background: bool
    disagreements: tuple[Disagreement, ...]
    basis: Basis
    sources: tuple[Attested, ...]
    judged: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where a side stands on a third matter.

    `stance` is supports, accuses, rejects, threatens, "makes demands of" or says; with `silent` it
    is what the side has not done. `on` are codes of those whom it concerns.
    """

    side: str
    stance: str
    on: tuple[str, ...]
    words: str
    when: str | None
    silent: bool
    basis: Basis
    sources: tuple[Attested, ...]
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """A quantity between the two sides and which way it moves."""

    what: str
    direction: Direction
    source: str | None
    target: str | None
    period: str | None
    words: str
    basis: Basis
    sources: tuple[Attested, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """What somebody calls the relationship: `by` is a code, None where the report itself does."""

    words: str
    by: str | None
    speaker: str | None
    when: str | None
    basis: Basis
    sources: tuple[Attested, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """An entry of the calendar. `event` is the planned contact's id, where it is one."""

    kind: str
    name: str
    who: tuple[str, ...]
    when: str | None
    place: str | None
    status: Status
    basis: Basis
    sources: tuple[Attested, ...]
    event: str | None = None
    history: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody and the office held on the day.

    `known` tells an entry of the table of offices from one that only the reports name; with `until`
    the term had ended by then. `seen` is the last day on which a report names that person,
    `candidacy` the words that tell of one.
    """

    name: str
    state: str
    office: str | None
    since: str | None
    until: str | None
    known: bool
    seen: str | None
    mentions: int
    candidacy: str | None
    sources: tuple[Attested, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a dossier rests on: reports, how many reprint another, outlets, first and last day.

    `read` of them, the newest, were read for positions, signals, names and people; None: all.
    """

    reports: int
    reprints: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
    undated: int
    read: int | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """The state of a relationship of `a` and `b` (codes) on a day; `names` names every code."""

    a: str
    b: str
    as_of: str | None
    coverage: Coverage
    contacts: tuple[Contact, ...] = ()
    mechanisms: tuple[Series, ...] = ()
    agenda: tuple[Topic, ...] = ()
    promises: tuple[Promise, ...] = ()
    acts: tuple[Act, ...] = ()
    positions: tuple[Position, ...] = ()
    signals: tuple[Movement, ...] = ()
    character: tuple[Name, ...] = ()
    calendar: tuple[Ahead, ...] = ()
    people: tuple[Officer, ...] = ()
    names: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it: enumerations as strings, unknown and empty parts of a line left out."""
        return {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self)}

    def to_arrow(self, part: str = "contacts") -> Any:
        """One of its parts as a pyarrow.Table; see `dragoman.notebook.to_arrow`."""
        from dragoman.notebook import to_arrow

        return to_arrow(self, part)

    def to_pandas(self, part: str = "contacts") -> Any:
        """One of its parts as a pandas.DataFrame; see `dragoman.notebook.to_arrow`."""
        from dragoman.notebook import to_pandas

        return to_pandas(self, part)

    def _repr_html_(self) -> str:
        from dragoman.notebook import dossier_html

        return dossier_html(self)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {}
        for f in dataclasses.fields(value):
            held = getattr(value, f.name)
            if held is None or held == () or held is False:
                continue
            found[f.name] = _plain(held)
        return found
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    return str(value) if isinstance(value, str) else value
