"""One event with many reports: a view over its tellings, in which nothing is averaged.

Its history is what the reports held to be so, in the order they were published; where they
contradict each other, each value stands beside those who give it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dragoman.codes import Channel, EventType, Level, Stance, Status
from dragoman.dates import overlaps, parse_edtf
from dragoman.merge.counts import counts, differ
from dragoman.merge.telling import Source, Telling
from dragoman.merge.witness import Witness
from dragoman.record import Actor, Place

_SETTLED = (Status.HAPPENED, Status.ONGOING)
_PLANS = (Status.PLANNED, Status.POSSIBLE)
_KNOWN = (*_SETTLED, *_PLANS)
_UNDATED = "9999"
T = TypeVar("T")

LOOSE = 10
"""Days by which an approximate date (`~`) may be off."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn in an event's history: from `source` on it was held to be `status`, on `when`."""

    status: Status
    when: str | None
    telling: Telling


@dataclass(frozen=True, slots=True)
class Value:
    """One of several values that reports give, with the tellings that give it."""

    value: str
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Reports that cannot all be right: `about` is "date", "place", "count" or "status"."""

    about: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """An event, with all tellings of it in order of publication.

    `id` is the least of its tellings' ids; any of them names it. `judged` are the kinds of
    judgement that analysts laid over it, `notes` what they wrote, and `corrected` the values that
    stand in place of what the reports say; the tellings keep theirs. `fullest` are the tellings
    from the one that says most (in the foreground, dated, with people named), which is `main`.
    `witnesses` are reports that tell of it though nothing was read in them.
    """

    tellings: tuple[Telling, ...]
    judged: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    witnesses: tuple[Witness, ...] = ()
    memo: dict[str, Any] = field(init=False, repr=False, compare=False)
    id: str = field(init=False)
    main: Telling = field(init=False, repr=False, compare=False)
    fullest: tuple[Telling, ...] = field(init=False, repr=False, compare=False)
    type: EventType = field(init=False, repr=False, compare=False)
    status: Status = field(init=False, repr=False, compare=False)
    when: str | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ordered = fullest = tuple(self.tellings)
        if len(ordered) > 1:
            ordered = tuple(sorted(ordered, key=_order))
            fullest = tuple(sorted(ordered, key=lambda t: (-_fullness(t), t.key)))
        put = object.__setattr__
        put(self, "memo", {})
        put(self, "tellings", ordered)
        put(self, "id", min(t.id for t in ordered))
        put(self, "fullest", fullest)
        put(self, "main", fullest[0])
        put(self, "type", self._type())
        put(self, "status", self._status())
        put(self, "when", self._when())

    def _type(self) -> EventType:
        """The type that most tellings give it."""
        if (given := self._given("type")) is not None:
            return EventType(given)
        return self._most([t.event.type for t in self.tellings], self.main.event.type)

    def _status(self) -> Status:
        """What the last report to tell of it holds to be so, a settled fact before a plan.

        A report that still speaks of the plan after another told that it was held does not undo it.
        """
        if (given := self._given("status")) is not None:
            return Status(given)
        settled = [t for t in self.tellings if t.event.status in _SETTLED]
        if settled:
            return settled[-1].event.status
        return self.tellings[-1].event.status

    def _when(self) -> str | None:
        """The narrowest date given by those who hold the present status, the latest on a tie."""
        if (given := self._given("when")) is not None:
            return given
        dated = [t for t in self.tellings if t.event.when is not None]
        present = [t for t in dated if t.event.status == self.status] or dated
        if not present:
            return None
        counts = Counter(t.event.when for t in present)
        best = min(reversed(present), key=lambda t: (_width(t.event.when), -counts[t.event.when]))
        return best.event.when

    @property
    def mode(self) -> str | None:
        """PLOVER's mode, of the fullest telling that has one."""
        return self._given("mode") or self._first("mode")

    @property
    def channel(self) -> Channel | None:
        """How a contact was held."""
        if (given := self._given("channel")) is not None:
            return Channel(given)
        found = [t.event.channel for t in self.tellings if t.event.channel is not None]
        return self._most(found, self.main.event.channel) if found else None

    @property
    def level(self) -> Level | None:
        """Who held a contact."""
        if (given := self._given("level")) is not None:
            return Level(given)
        found = [t.event.level for t in self.tellings if t.event.level is not None]
        return self._most(found, self.main.event.level) if found else None

    @property
    def where(self) -> Place | None:
        """The place, of the fullest telling that names one."""
        places = [t.event.where for t in self.fullest if t.event.where is not None]
        return max(places, key=lambda p: len(p.text) if p.state else 0) if places else None

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who did it, each once, in the words of the fullest telling."""
        return self._once("actors", self._actors)

    def _actors(self) -> tuple[Actor, ...]:
        return _people(a for t in self.fullest for a in t.event.actors)

    def _once(self, name: str, way: Callable[[], T]) -> T:
        """What is asked for often, worked out once."""
        if name not in self.memo:
            self.memo[name] = way()
        found: T = self.memo[name]
        return found

    @property
    def recipients(self) -> tuple[Actor, ...]:
        """To whom, each once; nobody who is an actor as well."""
        return self._once("recipients", self._recipients)

    def _recipients(self) -> tuple[Actor, ...]:
        acting = {_identity(a) for a in self.actors}
        found = _people(a for t in self.fullest for a in t.event.recipients)
        return tuple(a for a in found if _identity(a) not in acting)

    @property
    def background(self) -> bool:
        """True where every report names it only in passing."""
        return all(t.event.background for t in self.tellings)

    @property
    def topics(self) -> tuple[str, ...]:
        """What it was about, in the reports' words, each once."""
        words = (s.text for t in self.fullest for s in t.event.topics)
        return tuple(dict.fromkeys(" ".join(w.split()) for w in words))

    @property
    def contexts(self) -> tuple[str, ...]:
        """PLOVER's contexts of all tellings."""
        return tuple(dict.fromkeys(c for t in self.fullest for c in t.event.contexts))

    @property
    def states(self) -> tuple[str, ...]:
        """Codes of all sides."""
        return self._once("states", self._states)

    def _states(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s for t in self.fullest for s in t.event.states()))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The reports, each once, those that only bear witness last."""
        told = (t.source for t in self.tellings)
        return tuple(dict.fromkeys((*told, *(w.source for w in self.witnesses))))

    @property
    def history(self) -> tuple[Turn, ...]:
        """The turns of what was held to be so: announced, moved, held or not."""
        turns: list[Turn] = []
        for telling in self.tellings:
            event = telling.event
            last = turns[-1] if turns else None
            new_day = (
                last is not None
                and event.when is not None
                and last.when is not None
                and not _can_be_one(event.when, last.when)
            )
            # What was held is not undone by a report that still speaks of the plan.
            told = last is not None and last.status in _SETTLED and event.status in _KNOWN
            late = told and event.status in _PLANS
            if (
                last is None
                or (new_day and not late)
                or (last.status is not event.status and not told)
            ):
                turns.append(Turn(event.status, event.when, telling))
        return tuple(turns)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Dates, places, counts and denials that cannot all be right."""
        found = []
        settled = [t for t in self.tellings if t.event.status in _SETTLED]
        dates = _values((t.event.when, t) for t in settled)
        if any(not _can_be_one(x.value, y.value) for x in dates for y in dates):
            found.append(Contradiction("date", dates))
        places = _values((t.event.where.state, t) for t in settled if t.event.where is not None)
        if len(places) > 1:
            found.append(Contradiction("place", places))
        found += _counted(settled)
        denied = [t for t in self.tellings if _denied(t)]
        undone = [t for t in self.tellings if t.event.status is Status.DID_NOT_HAPPEN]
        if denied or undone:
            said = tuple(t for t in settled if t not in denied) or tuple(
                t for t in denied if any(v.stance is Stance.ASSERTS for v in t.chain)
            )
            if said:
                denied += [t for t in undone if t not in denied]
                values = Value("asserted", said), Value("denied", tuple(denied))
                found.append(Contradiction("status", values))
        return tuple(found)

    def _given(self, name: str) -> str | None:
        return dict(self.corrected).get(name)

    def _first(self, name: str) -> str | None:
        for telling in self.fullest:
            value = getattr(telling.event, name)
            if value is not None:
                return str(value)
        return None

    @staticmethod
    def _most(found: list[T], preferred: T | None) -> T:
        counts = Counter(found)
        return max(counts, key=lambda v: (counts[v], v == preferred, str(v)))


def _order(telling: Telling) -> tuple[str, tuple[str, str]]:
    if telling.source.published:
        return telling.source.published, telling.key
    day = telling.source.first_day
    return (day.isoformat() if day else _UNDATED), telling.key


def _fullness(telling: Telling) -> float:
    event = telling.event
    named = sum(a.name is not None for a in event.actors + event.recipients)
    parts = (event.when, event.where, event.channel, event.level, event.mode)
    return (
        4.0 * (not event.background)
        + min(named, 4)
        + sum(p is not None for p in parts)
        + min(len(event.topics), 3) * 0.5
    )


def _can_be_one(a: str, b: str) -> bool:
    """True of dates that share a day, or nearly do where one is only approximate."""
    if overlaps(a, b):
        return True
    one, two = parse_edtf(a), parse_edtf(b)
    if not (one.approximate or two.approximate):
        return False
    if one.first is None or one.last is None or two.first is None or two.last is None:
        return False
    return max((two.first - one.last).days, (one.first - two.last).days) <= LOOSE


def _width(when: str | None) -> int:
    days = parse_edtf(when) if when else None
    if days is None or days.first is None or days.last is None:
        return 100_000
    return (days.last - days.first).days + LOOSE * days.approximate


def _identity(actor: Actor) -> tuple[str | None, str]:
    if actor.name:
        return actor.state, actor.name.casefold()
    return actor.state, ""


def _people(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Each person once; a state by itself only where nobody of it is named."""
    found: dict[tuple[str | None, str], Actor] = {}
    for actor in actors:
        found.setdefault(_identity(actor), actor)
    named = {state for state, name in found if name}
    return tuple(a for (s, name), a in found.items() if name or s is None or s not in named)


def _values(given: Iterable[tuple[str | None, Telling]]) -> tuple[Value, ...]:
    found: dict[str, list[Telling]] = {}
    for value, telling in given:
        if value is not None:
            found.setdefault(value, []).append(telling)
    return tuple(Value(v, tuple(t)) for v, t in found.items())


def _counted(tellings: list[Telling]) -> Iterable[Contradiction]:
    """Of each thing that reports count, their numbers, where these cannot all be right."""
    if len(tellings) < 2:
        return
    told = [(counts(t.event.evidence.text), t) for t in tellings]
    for what in sorted({w for found, _ in told for w in found}):
        given = [(found[what], t) for found, t in told if what in found]
        if any(differ(x, y) for x, _ in given for y, _ in given):
            yield Contradiction("count", _values((words, t) for (_, _, words), t in given))


def _denied(telling: Telling) -> bool:
    return any(v.stance is Stance.DENIES for v in telling.chain)
