"""Looks over a whole ledger without loading it: pairs of states, pages of events, what to review.

Choosing and counting is done in the database, over the index of tellings; only the events of one
page are loaded. An event is found by any of its tellings, so that a plan that was later held is
found under both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from dragoman.codes import EventType, Status
from dragoman.ledger import judging, search, tables
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.reading import last_report, tellings_by_id, witnessed
from dragoman.merge.merged import Merged
from dragoman.merge.telling import Telling
from dragoman.record import Record

_HELD = (Status.HAPPENED, Status.ONGOING)
_VERDICTS = ("accept", "reject", "correct")
FACETS = ("pair", "type", "status", "level", "side", "outlet", "year")
"""What a page of events is counted by."""


MANY = 5_000
"""Events above which what was found is not counted by facets, which reads them all."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are wanted; None and empty mean any. `pair` has its codes in order."""

    words: str | None = None
    pair: tuple[str, str] | None = None
    type: str | None = None
    status: str | None = None
    level: str | None = None
    side: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of events, how many there are in all, and how many by each value of each facet.

    `facets` is empty where there are more than `MANY`.
    """

    total: int
    events: tuple[Merged, ...]
    facets: dict[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes, their contacts held in a time, their events in it, and the last contact's day."""

    a: str
    b: str
    contacts: int
    events: int
    last: str | None


def stamp(ledger: Ledger) -> str:
    """What changes with every report, reading or judgement; equal while the ledger is as it was."""
    c, j = tables.records.c, tables.judgements.c
    with ledger._reading() as connection:
        number = connection.scalar(sa.select(sa.func.count(c.id))) or 0
        judged = connection.scalar(sa.select(sa.func.max(j.number))) or 0
    return f"{number}-{judged}"


def last_day(ledger: Ledger) -> date | None:
    """The day of the last report, None of an empty or undated ledger."""
    with ledger._reading() as connection:
        return last_report(connection)


def pairs(ledger: Ledger, since: str, until: str) -> list[Pair]:
    """Pairs of states with events whose first day lies in `since`–`until`; most contacts first."""
    d, e = tables.dyads.c, tables.events.c
    held = sa.and_(e.type == EventType.CONSULT, e.status.in_(_HELD))
    contacts = sa.func.count(sa.distinct(sa.case((held, e.merged))))
    events = sa.func.count(sa.distinct(e.merged))
    chosen = (
        sa.select(d.a, d.b, contacts, events, sa.func.max(sa.case((held, e.first_day))))
        .join_from(tables.dyads, tables.events, d.event == e.id)
        .where(d.a != d.b, e.first_day >= since, e.first_day <= until, e.background.is_(False))
        .group_by(d.a, d.b)
    )
    with ledger._reading() as connection:
        found = [Pair(*row) for row in connection.execute(chosen)]
    return sorted(found, key=lambda p: (-p.contacts, -p.events, p.a, p.b))


def report_days(ledger: Ledger, a: str, b: str, until: str | None = None) -> list[str]:
    """The days of the reports that tell of both states, in order; undated ones are left out."""
    s, r = tables.states.c, tables.reports.c
    chosen = sa.select(r.first_day).where(
        r.id.in_(sa.select(s.report).where(s.state == a)),
        r.id.in_(sa.select(s.report).where(s.state == b)),
        r.first_day.is_not(None),
    )
    if until is not None:
        chosen = chosen.where(r.first_day <= until)
    with ledger._reading() as connection:
        return sorted(d for d in connection.scalars(chosen) if d is not None)


def find(ledger: Ledger, wanted: Wanted, limit: int, offset: int = 0) -> Found:
    """A page of the wanted events, the newest first and those without a day last.

    What analysts rejected is among them, with its mark, so that the count is of what is there.
    """
    e = tables.events.c
    newest = sa.func.max(e.first_day)
    with ledger._reading() as connection:
        chosen = _where(sa.select(sa.func.count(sa.distinct(e.merged))), connection, wanted)
        total = connection.scalar(chosen) or 0
        ids = None
        if wanted == Wanted(type=wanted.type):
            ids = _newest(connection, offset + limit, wanted.type)
        if ids is None:
            page = (
                _where(sa.select(e.merged), connection, wanted)
                .group_by(e.merged)
                .order_by(newest.is_(None), newest.desc(), e.merged)
            )
            ids = list(connection.scalars(page.limit(limit).offset(offset)))
        else:
            ids = ids[offset:]
        events = load(connection, ids)
        facets = _facets(connection, wanted) if total <= MANY else {}
    return Found(total, tuple(events), facets)


def walk(ledger: Ledger, wanted: Wanted, chunk: int = 500) -> Iterator[Merged]:
    """All wanted events in order of their first day, those without one last, a few at a time.

    What analysts rejected is left out.
    """
    e = tables.events.c
    first = sa.func.min(e.first_day)
    with ledger._reading() as connection:
        chosen = _where(sa.select(e.merged), connection, wanted).group_by(e.merged)
        ids = list(connection.scalars(chosen.order_by(first.is_(None), first, e.merged)))
    for start in range(0, len(ids), chunk):
        with ledger._reading() as connection:
            found = load(connection, ids[start : start + chunk])
            yield from judging.overlay(connection, found)


def records(ledger: Ledger, wanted: Wanted) -> Iterator[Record]:
    """The records that tell of wanted events, in order of report id, each with those events only;
    all records as they are where nothing is wanted in particular.
    """
    if wanted == Wanted():
        yield from ledger.records()
        return
    e = tables.events.c
    names: dict[str, set[str]] = {}
    with ledger._reading() as connection:
        chosen = _where(sa.select(e.report, e.name), connection, wanted)
        for report, name in connection.execute(chosen):
            names.setdefault(report, set()).add(name)
    for record in ledger.records(names):
        told = names[record.id]
        yield replace(record, events=tuple(e for e in record.events if e.id in told))


def _newest(connection: sa.Connection, number: int, type: str | None) -> list[str] | None:
    """The newest `number` events of a type or of all, from the newest tellings of each type.

    The index of types and days gives those without looking at all tellings. None where they do not
    hold enough events to be sure.
    """
    e = tables.events.c
    most = 4 * number + 20
    day: dict[str, str] = {}
    complete_after = ""
    for kind in EventType if type is None else (EventType(type),):
        rows = connection.execute(
            sa.select(e.merged, e.first_day)
            .where(e.type == kind, e.first_day.is_not(None))
            .order_by(e.first_day.desc())
            .limit(most)
        ).all()
        for merged, first in rows:
            day[merged] = max(day.get(merged, ""), first)
        if len(rows) == most:
            complete_after = max(complete_after, rows[-1].first_day)
    sure = sorted(m for m, d in day.items() if d > complete_after)
    sure.sort(key=lambda m: day[m], reverse=True)
    return sure[:number] if len(sure) >= number else None


def to_review(ledger: Ledger, limit: int = 200) -> list[str]:
    """Ids of events that nobody has judged: those whose reports disagree, then the least sure."""
    e, j = tables.events.c, tables.judgements.c
    judged = sa.select(e.merged).where(e.id.in_(sa.select(j.event).where(j.kind.in_(_VERDICTS))))
    open_ = e.merged.not_in(judged)
    several = (
        sa.select(e.merged)
        .where(open_)
        .group_by(e.merged)
        .having(sa.func.count(sa.distinct(e.report)) > 1)
        .limit(5 * limit)
    )
    unsure = (
        sa.select(e.merged)
        .where(open_, e.background.is_(False), e.confidence.is_not(None))
        .group_by(e.merged)
        .order_by(sa.func.min(e.confidence), e.merged)
        .limit(limit)
    )
    with ledger._reading() as connection:
        events = load(connection, list(connection.scalars(several)))
        first = [m.id for m in events if m.contradictions]
        rest = [m.id for m in load(connection, list(connection.scalars(unsure)))]
    return list(dict.fromkeys((*first, *rest)))[:limit]


def undecided(ledger: Ledger, ids: list[str]) -> list[str]:
    """Those of some events that nobody has accepted, corrected or rejected, in their order.

    Events that became one meanwhile are named once, by the name that it has now.
    """
    e, j = tables.events.c, tables.judgements.c
    judged = sa.select(e.merged).where(e.id.in_(sa.select(j.event).where(j.kind.in_(_VERDICTS))))
    with ledger._reading() as connection:
        asked = sa.select(e.id, e.merged).where(e.id.in_(ids), e.merged.not_in(judged))
        now = {row.id: row.merged for row in connection.execute(asked)}
    return list(dict.fromkeys(now[i] for i in ids if i in now))


def load(connection: sa.Connection, ids: list[str]) -> list[Merged]:
    """Events by the ids of their groups, in that order."""
    e = tables.events.c
    groups: dict[str, list[Telling]] = {i: [] for i in ids}
    chosen = sa.select(e.id, e.report, e.name, e.merged).where(e.merged.in_(ids))
    rows = connection.execute(chosen).all()
    of = {(row.report, row.name): row.merged for row in rows}
    for telling in tellings_by_id(connection, [row.id for row in rows]):
        groups[of[telling.key]].append(telling)
    events = witnessed(connection, [Merged(tuple(t)) for t in groups.values() if t])
    return judging.overlay(connection, events, rejected=True)


def _where(
    chosen: sa.Select[Any], connection: sa.Connection, wanted: Wanted, skip: str | None = None
) -> sa.Select[Any]:
    """Narrows a choice of tellings; `skip` is the facet that is counted and so left open."""
    e, d, r = tables.events.c, tables.dyads.c, tables.reports.c
    if wanted.words is not None:
        held = search.holding(connection.dialect.name, wanted.words)
        chosen = chosen.where(e.report.in_(held) if held is not None else sa.false())
    if wanted.pair is not None and skip != "pair":
        a, b = wanted.pair
        chosen = chosen.where(e.id.in_(sa.select(d.event).where(d.a == a, d.b == b)))
    for name, column in (("type", e.type), ("status", e.status), ("level", e.level)):
        value = getattr(wanted, name)
        if value is not None and name != skip:
            chosen = chosen.where(column == value)
    if wanted.side is not None and skip != "side":
        side = wanted.side
        chosen = chosen.where(e.id.in_(sa.select(d.event).where(sa.or_(d.a == side, d.b == side))))
    if wanted.outlet is not None and skip != "outlet":
        chosen = chosen.where(e.report.in_(sa.select(r.id).where(r.publisher == wanted.outlet)))
    if wanted.since is not None and skip != "year":
        chosen = chosen.where(e.last_day >= wanted.since)
    if wanted.until is not None and skip != "year":
        chosen = chosen.where(e.first_day <= wanted.until)
    return chosen


def _facets(connection: sa.Connection, wanted: Wanted) -> dict[str, tuple[tuple[str, int], ...]]:
    """How many of the wanted events have each value of each facet, the commonest values.

    What a facet itself asks for is left open in it; all others are counted in one pass.
    """
    asked = {
        name
        for name in FACETS
        if (wanted.since or wanted.until if name == "year" else getattr(wanted, name)) is not None
    }
    found: dict[str, Counter[str]] = {}
    for skip in (None, *sorted(asked)):
        names = {skip} if skip is not None else set(FACETS) - asked
        if names - _OF_DYADS:
            found |= _of_tellings(connection, wanted, skip, names - _OF_DYADS)
        if names & _OF_DYADS:
            found |= _of_dyads(connection, wanted, skip, names & _OF_DYADS)
    return {
        name: tuple(sorted(found[name].items(), key=lambda x: (-x[1], x[0]))[:MOST])
        for name in FACETS
    }


_OF_DYADS = {"pair", "side"}

MOST = 12
"""Values of a facet that are told."""


def _of_tellings(
    connection: sa.Connection, wanted: Wanted, skip: str | None, names: set[str]
) -> dict[str, Counter[str]]:
    """Counts events by values of their tellings and of the tellings' reports."""
    e, r = tables.events.c, tables.reports.c
    columns: dict[str, sa.ColumnElement[Any]] = {
        "type": e.type,
        "status": e.status,
        "level": e.level,
        "year": sa.func.substr(e.first_day, 1, 4),
        # Looked up for each telling: joined, all reports might be gone through for it.
        "outlet": sa.select(r.publisher).where(r.id == e.report).scalar_subquery(),
    }
    ordered = sorted(names)
    chosen = sa.select(e.merged, *(columns[name] for name in ordered))
    rows = connection.execute(_where(chosen, connection, wanted, skip=skip)).all()
    if not rows:
        return {name: Counter() for name in ordered}
    merged, *values = zip(*rows, strict=True)
    return {
        name: _each_once(zip(told, merged, strict=True))
        for name, told in zip(ordered, values, strict=True)
    }


def _of_dyads(
    connection: sa.Connection, wanted: Wanted, skip: str | None, names: set[str]
) -> dict[str, Counter[str]]:
    """Counts events by the pairs that they stand between, and by the sides of these."""
    e, d = tables.events.c, tables.dyads.c
    chosen = sa.select(e.merged, d.a, d.b).join_from(tables.events, tables.dyads, d.event == e.id)
    rows = connection.execute(_where(chosen, connection, wanted, skip=skip)).all()
    found = {}
    if "pair" in names:
        found["pair"] = _each_once((f"{a}-{b}", m) for m, a, b in rows if a != b)
    if "side" in names:
        found["side"] = _each_once((side, m) for m, a, b in rows for side in (a, b))
    return found


def _each_once(told: Iterable[tuple[Any, str]]) -> Counter[str]:
    """Of values with the events that have them, how many events have each."""
    return Counter(str(value) for value, _ in set(told) if value is not None)
