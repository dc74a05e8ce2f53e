"""What one report says: the codebook as data.

Every part that is a fact carries the characters it rests on. `None` means unknown. A record is
written once: its `record_id` is the hash of the report and of the reader that read it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

import msgspec

from dragoman.codes import (
    Channel,
    Direction,
    EventType,
    Level,
    MechanismKind,
    QuoteKind,
    ScheduledKind,
    Sector,
    Stance,
    Status,
)
from dragoman.errors import InputError
from dragoman.report import Span


@dataclass(frozen=True, slots=True)
class Actor:
    """A side of an event. `text` is its fullest mention in the report, at `start`–`end`.

    `state` is an ISO 3166-1 alpha-3 code or an organisation's short code, `name` a person's usual
    full name and `office` the office held as of the report's date.
    """

    text: str
    state: str | None = None
    sector: Sector | None = None
    name: str | None = None
    office: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written, with its state and, where the gazetteer knows it, latitude and longitude
    in degrees.
    """

    text: str
    state: str | None = None
    start: int | None = None
    end: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of the chain of those who say something, with how it stands to it."""

    text: str
    state: str | None = None
    stance: Stance = Stance.ASSERTS
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """What coded an event: `by` is "lexicon", "head" or "table", `rule` the entry or label that
    did.
    """

    by: str
    rule: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something between states: done, under way, planned, possible, or said not to be. See the
    codebook.
    """

    id: str
    type: EventType
    status: Status
    trigger: Span
    evidence: Span
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    topics: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    when: str | None = None
    when_text: Span | None = None
    where: Place | None = None
    says: tuple[Voice, ...] = ()
    background: bool = False
    channel: Channel | None = None
    level: Level | None = None
    why: Why | None = None
    confidence: float | None = None

    def states(self) -> tuple[str, ...]:
        """Codes of all sides, in order, each once."""
        return tuple(dict.fromkeys(a.state for a in self.actors + self.recipients if a.state))

    def dyads(self) -> tuple[tuple[str, str], ...]:
        """Sorted pairs of codes that the event stands between, by the codebook's rule."""
        actors = sorted({a.state for a in self.actors if a.state})
        recipients = sorted({a.state for a in self.recipients if a.state})
        if recipients:
            pairs = {(min(a, r), max(a, r)) for a in actors for r in recipients if a != r}
        elif len(actors) <= 4:
            pairs = {(a, b) for i, a in enumerate(actors) for b in actors[i + 1 :]}
        else:
            host = self.where.state if self.where else None
            pairs = {(min(a, host), max(a, host)) for a in actors if host and a != host}
        return tuple(sorted(pairs))


@dataclass(frozen=True, slots=True)
class Quotation:
    """A statement that the report attributes. `speaker` is who the source is."""

    source: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]
    kind: QuoteKind
    chain: tuple[Span, ...] = ()
    speaker: Actor | None = None
    stance: Stance = Stance.ASSERTS
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a mechanism. `implied` is true where its rule says so and no report does."""

    when: str | None = None
    where: str | None = None
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A recurring contact between states; `name` and `evidence` stand in the text."""

    name: str
    kind: MechanismKind
    evidence: Span
    parties: tuple[str, ...] = ()
    ordinal: int | None = None
    count: int | None = None
    hosts: str | None = None
    last: Meeting | None = None
    next: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A dated thing ahead."""

    kind: ScheduledKind
    name: str
    evidence: Span
    who: tuple[str, ...] = ()
    when: str | None = None
    where: Place | None = None
    status: Status = Status.PLANNED


@dataclass(frozen=True, slots=True)
class Signal:
    """A quantity between two states and which way it moves; it runs from `source` to `target`
    ("from", "to").
    """

    what: str
    direction: Direction
    text: str
    start: int
    end: int
    source: str | None = None
    target: str | None = None
    period: str | None = None
    says: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Characterisation:
    """What somebody calls the relationship of `parties`."""

    text: str
    start: int
    end: int
    says: tuple[Voice, ...] = ()
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person the report names, with the office held as of its day and any candidacy the report
    tells of.
    """

    name: str
    text: str
    start: int
    end: int
    state: str | None = None
    sector: Sector | None = None
    office: str | None = None
    candidacy: Span | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A temporal expression: `edtf` where EDTF can say it, TIMEX3 `type` (DATE TIME DURATION SET)
    and `value`.
    """

    text: str
    start: int
    end: int
    edtf: str | None = None
    type: str = "DATE"
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """The interval an undated report must have been written in, and the spans that bound it."""

    edtf: str
    bounds: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What one report says."""

    id: str
    text: str
    record_id: str
    reader: dict[str, str]
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    title: str | None = None
    dated: Dated | None = None
    events: tuple[Event, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    scheduled: tuple[Scheduled, ...] = ()
    signals: tuple[Signal, ...] = ()
    characterisations: tuple[Characterisation, ...] = ()
    people: tuple[Person, ...] = ()
    times: tuple[Time, ...] = ()
    sentences: tuple[Span, ...] = field(default=(), repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The codebook's JSON: enumerations as strings, spans as `{text, start, end}`, what is
        unknown left out.

        The record's own fields are always there, None or empty where nothing is known.
        """
        return {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self)}

    def to_json(self) -> bytes:
        """`to_dict` as one line of UTF-8 JSON."""
        return msgspec.json.encode(self.to_dict())

    def to_arrow(self, table: str = "events") -> Any:
        """One of its tables as a pyarrow.Table; see `dragoman.notebook.to_arrow`."""
        from dragoman.notebook import to_arrow

        return to_arrow(self, table)

    def to_pandas(self, table: str = "events") -> Any:
        """One of its tables as a pandas.DataFrame; see `dragoman.notebook.to_arrow`."""
        from dragoman.notebook import to_pandas

        return to_pandas(self, table)

    def _repr_html_(self) -> str:
        from dragoman.notebook import record_html

        return record_html(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Record:
        """The record that `to_dict` wrote.

        Raises:
            InputError: the data does not have the codebook's shape; the message names the place.
        """
        try:
            return msgspec.convert(_renamed(data), cls)
        except msgspec.ValidationError as error:
            raise InputError(f"record {data.get('id', '?')}: {error}") from error


_RENAMED = {"source": "from", "target": "to"}


def _plain(value: Any) -> Any:
    if isinstance(value, Signal):
        return {_RENAMED.get(k, k): v for k, v in _fields(value).items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return dict(value)
    return str(value) if isinstance(value, str) else value


def _fields(value: Any) -> dict[str, Any]:
    found = {}
    for f in dataclasses.fields(value):
        held = getattr(value, f.name)
        if held is None or held == () or (held is False and f.name in {"background", "implied"}):
            continue
        found[f.name] = _plain(held)
    return found


def _renamed(data: dict[str, Any]) -> dict[str, Any]:
    back = {v: k for k, v in _RENAMED.items()}
    signals = [{back.get(k, k): v for k, v in s.items()} for s in data.get("signals") or []]
    return {**data, "signals": signals}
