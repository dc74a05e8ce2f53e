"""What is merged: one report's telling of one event, and where it comes from.

A telling keeps the record's event as it was written; nothing is copied out of it or averaged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import wraps
from typing import Any, TypeVar

from dragoman.codes import EventType, Status
from dragoman.dates import parse_edtf
from dragoman.record import Event, Record, Voice

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Occasion:
    """The contact that a report is of, at which what it tells was said.

    `named` are pairs of code and name of those who took part.
    """

    when: str | None
    states: tuple[str, ...]
    named: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, events: Iterable[Event]) -> Occasion | None:
        """The first contact that was held and is more than background."""
        for event in events:
            held = event.status in (Status.HAPPENED, Status.ONGOING)
            if event.type is EventType.CONSULT and held and not event.background:
                people = event.actors + event.recipients
                named = sorted({(a.state, a.name) for a in people if a.state and a.name})
                return cls(event.when, tuple(sorted(event.states())), tuple(named))
        return None

    def is_another(self, other: Occasion) -> bool:
        """True where neither has all sides of the other, or other people stand for one side."""
        one, two = set(self.states), set(other.states)
        if not (one <= two or two <= one):
            return True
        met = {s for s, n in self.named for t, m in other.named if s == t and same_name(n, m)}
        return bool({s for s, _ in self.named} & {s for s, _ in other.named} - met)


def same_name(a: str, b: str) -> bool:
    """True of names that share their last word, or of which one is part of the other."""
    one, two = a.casefold().split(), b.casefold().split()
    return one == two or one[-1] == two[-1] or set(one) <= set(two) or set(two) <= set(one)


@dataclass(frozen=True, slots=True)
class Source:
    """A report without its text: what a reader must know to find it and to weigh it.

    `copy_of` is the id of the report that this one reprints, its own where it stands for itself.
    `dated` is the interval (EDTF) in which an undated report must have been written, `occasion` the
    contact that the report is of, None where it is of none.
    """

    report: str
    publisher: str | None = None
    published: str | None = None
    dated: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    copy_of: str | None = None
    occasion: Occasion | None = None

    @classmethod
    def of(cls, record: Record) -> Source:
        """What is known of the report of a record."""
        return cls(
            report=record.id,
            publisher=record.publisher,
            published=record.published,
            dated=record.dated.edtf if record.dated is not None else None,
            title=record.title,
            url=record.url,
            language=record.language,
            occasion=Occasion.of(record.events),
        )

    @property
    def day(self) -> str | None:
        """The day of publication as EDTF, the interval of `dated` without one, else None."""
        return self.published[:10] if self.published else self.dated

    @property
    def first_day(self) -> date | None:
        """The earliest day on which the report can have been published."""
        return parse_edtf(self.day).first if self.day else None

    @property
    def outlet(self) -> str:
        """Whose telling it is when outlets are counted: the publisher, else the report itself."""
        return self.publisher or self.report

    @property
    def original(self) -> str:
        """The id of the report that it counts as: of reprints, all count as one."""
        return self.copy_of or self.report


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's telling of one event. `states`, sorted, are all its sides.

    `id` is that of `telling_id` unless a ledger keeps it under another; `memo` is for `once`.
    """

    source: Source
    event: Event
    id: str = field(default="", compare=False)
    states: tuple[str, ...] = field(init=False, compare=False)
    memo: dict[Any, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "states", tuple(sorted(self.event.states())))
        object.__setattr__(self, "memo", {})
        if not self.id:
            object.__setattr__(self, "id", telling_id(*self.key))

    @property
    def key(self) -> tuple[str, str]:
        """Report and event, which together name the telling; tellings are sorted by it."""
        return self.source.report, self.event.id

    @property
    def chain(self) -> tuple[Voice, ...]:
        """Who says so, outermost first, below the report itself."""
        return self.event.says


def once(way: Callable[[Telling], T]) -> Callable[[Telling], T]:
    """A function of a telling alone that is worked out once for each, however often it is asked."""
    name = f"{way.__module__}.{way.__qualname__}"

    @wraps(way)
    def asked(telling: Telling) -> T:
        held = telling.memo
        if name not in held:
            held[name] = way(telling)
        found: T = held[name]
        return found

    return asked


DIGITS = 16
"""Hexadecimal digits of an id. Of three million tellings, two share so many once in four million
ledgers; of the first ten digits alone, they share them in every second ledger of one million.
"""


def telling_id(report: str, event: str, digits: int | None = None) -> str:
    """A short name for one event of one report: the first digits of a hash, `DIGITS` of them."""
    return hashlib.sha256(f"{report}\x1f{event}".encode()).hexdigest()[: digits or DIGITS]


WHOLE = 64
"""Digits of an id that a ledger gives where the shorter one names another telling already."""


RECENT = timedelta(days=10)
"""How far back an undated event that is news may lie before the day of its report."""


@once
def window(telling: Telling) -> tuple[date, date] | None:
    """The days within which the event must lie, None where nothing bounds it on both sides.

    An event without a date of its own is news of the days before its report, unless it is named
    only as background. What is planned without a date may lie in the year after.
    """
    event = telling.event
    if event.when is not None:
        days = parse_edtf(event.when)
        if days.first is not None and days.last is not None:
            return days.first, days.last
        return None
    published = telling.source.published
    if published is None or event.background:
        return None
    day = date.fromisoformat(published[:10])
    if event.status in AHEAD:
        return day, day + timedelta(days=365)
    return day - RECENT, day


AHEAD = frozenset({"planned", "postponed", "possible"})
"""Statuses of what lies ahead of its report."""
