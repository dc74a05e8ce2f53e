"""What a ledger holds of a pair of states: as much of it as the parts of a dossier ask for.

A report that names both states may tell of neither's dealings with the other, and the commonest
pairs have thousands of them. Contacts, acts, promises and the agenda are found by the pair itself,
the calendar by what is still ahead, mechanisms by the reports that tell of one; only what each side
says of others, and of whom, needs every report that names both. Of these a whole dossier reads the
newest (`MOST`), and says so; who asks for such a part by itself gets it from all.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from dragoman.codes import EventType, Status
from dragoman.dates import parse_edtf
from dragoman.ledger import judging, stored, tables
from dragoman.ledger.candidates import is_among
from dragoman.ledger.keeping import event_of
from dragoman.ledger.reading import (
    grouped,
    in_time,
    last_report,
    records_by_id,
    sources_by_id,
    witnessed,
)
from dragoman.merge.block import FAMILIES, WHOLE
from dragoman.merge.cluster import components
from dragoman.merge.merged import Merged
from dragoman.merge.telling import Source, Telling
from dragoman.record import Record

OF_CONTACTS = frozenset({"contacts", "calendar"})
"""Parts that are made of the pair's contacts."""

STATED = (
    EventType.SUPPORT,
    EventType.ACCUSE,
    EventType.REJECT,
    EventType.THREATEN,
    EventType.REQUEST,
)
"""Types of events by which a side takes a position."""

OF_PAIR = OF_CONTACTS | {"agenda", "promises", "acts", "mechanisms"}
"""Parts that are made of the events of the pair; the others need every report that names both."""


MOST = 200
"""Reports that name both states of which a whole dossier reads what they say beside the pair's own
events: far more than a page shows, and as many for the commonest pair as for any other.
"""


@dataclass(frozen=True, slots=True)
class Extent:
    """The reports that name both states: how many, how many reprint another of them, their outlets,
    first and last day, and how many have no day. `day` is the last day of any report asked, `read`
    how many of them were read for what they say beside events, where that is not all.
    """

    reports: int = 0
    reprints: int = 0
    outlets: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    undated: int = 0
    day: date | None = None
    read: int | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a ledger holds of a pair of states as of a day.

    `records` tell of both; `ahead` name a date that is still ahead of one of them; `events` are the
    events of the two and, where every report was read, of either with others; `sources` the reports
    of all of these, by id.
    """

    records: tuple[Record, ...]
    ahead: tuple[Record, ...]
    events: tuple[Merged, ...]
    sources: dict[str, Source]
    extent: Extent


def holdings(
    connection: sa.Connection,
    a: str,
    b: str,
    as_of: date | None,
    parts: Collection[str] = (),
    most: int | None = None,
) -> Holdings:
    """What the ledger holds of the pair `a`, `b`, for some parts of a dossier or for all.

    With `most`, only so many of the newest reports that name both are read for what they say beside
    the events of the pair.
    """
    naming = _naming(connection, a, b, as_of)
    extent = _extent(connection, a, b, as_of, naming)
    read = naming
    if most is not None and most < len(naming):
        read = heapq.nlargest(most, naming, key=lambda row: (row.published or "", row.id))
        extent = replace(extent, read=len(read))
    both = {row.id for row in read}
    standing = naming if not parts or "mechanisms" in parts else ()
    whole = not parts or not OF_PAIR.issuperset(parts)
    ahead: set[str] = set()
    if not parts or "calendar" in parts:
        ahead = _ahead(connection, a, b, as_of, extent.day)
    named = {row.id for row in read if whole and row.voiced}
    named |= {row.id for row in standing if row.standing}
    held = {r.id: r for r in records_by_id(connection, named | ahead, stored.decode_to_tell)}
    contacts = bool(parts) and OF_CONTACTS.issuperset(parts)
    pair = list(_of_pair(connection, a, b, as_of, contacts)) if _asks_for_events(parts) else []
    if not parts or "positions" in parts:
        pair += _of_either(connection, both)
    sources = sources_by_id(connection, named | ahead | {t.report for t in pair}, False)
    tellings: dict[str, Telling] = {}
    merged: dict[str, str] = {}
    for row in pair:
        told = Telling(sources[row.report], event_of(row.content), row.id)
        if not told.states or a in told.states or b in told.states:
            tellings[told.id], merged[told.id] = told, row.merged
    if as_of is None or not _is_later(connection, as_of):
        events = _by_group(tellings, merged)
    else:
        events = grouped(connection, tellings.values())
    shown = judging.overlay(connection, witnessed(connection, events, as_of))
    return Holdings(
        records=tuple(r for r in held.values() if r.id in named),
        ahead=tuple(r for r in held.values() if r.id in ahead),
        events=tuple(shown),
        sources=sources,
        extent=extent,
    )


def _asks_for_events(parts: Collection[str]) -> bool:
    """True unless only parts are asked for that are made of records alone."""
    return not parts or not {"signals", "character", "people"}.issuperset(parts)


def _is_later(connection: sa.Connection, as_of: date) -> bool:
    """True where a report was published after a day, so that events are not as they were on it."""
    last = last_report(connection)
    return last is not None and last > as_of


def _seen(as_of: date | None) -> sa.ColumnElement[bool]:
    """That a report was published by a day."""
    r = tables.reports.c
    if as_of is None:
        return sa.true()
    return r.first_day.is_(None) | (r.first_day <= as_of.isoformat())


def _naming(connection: sa.Connection, a: str, b: str, as_of: date | None) -> Sequence[Any]:
    """The reports that name both states, and what is marked of either: see `tables.states`."""
    r, x, y = tables.reports.c, tables.states.alias(), tables.states.alias()
    # A database that does not know which state is told of less goes by the first.
    told = sa.select(sa.func.count()).select_from(tables.states)
    state = tables.states.c.state
    a, b = sorted((a, b), key=lambda s: connection.scalar(told.where(state == s)) or 0)
    named = x.join(y, y.c.report == x.c.report).join(tables.reports, r.id == x.c.report)
    standing = (x.c.standing & y.c.standing).label("standing")
    voiced = (x.c.voiced | y.c.voiced).label("voiced")
    return connection.execute(
        sa.select(r.id, r.published, r.publisher, standing, voiced)
        .select_from(named)
        .where(x.c.state == a, y.c.state == b, _seen(as_of))
    ).all()


def _extent(
    connection: sa.Connection, a: str, b: str, as_of: date | None, naming: Sequence[Any]
) -> Extent:
    """The reports that name both states, summed up."""
    p = tables.reprints.c
    both = {row.id for row in naming}
    days = [row.published[:10] for row in naming if row.published]
    prints = connection.execute(sa.select(p.a, p.b).where(is_among(connection, p.a, both))).all()
    linked = {report for row in prints for report in row} & both
    copies = sum(len(g) - 1 for g in components(linked, [(one, two) for one, two in prints]))
    return Extent(
        reports=len(naming),
        reprints=copies,
        outlets=tuple(sorted({row.publisher for row in naming if row.publisher})),
        first=min(days, default=None),
        last=max(days, default=None),
        undated=len(naming) - len(days),
        day=as_of or _last_day(connection, a, b, both, max(days, default=None)),
    )


def _last_day(
    connection: sa.Connection, a: str, b: str, both: Collection[str], last: str | None
) -> date | None:
    """The last day of a report that names both or a date ahead of one, of undated ones the last
    day on which one can have been written.
    """
    r, s, c = tables.reports.c, tables.states.c, tables.records.c
    if last is not None and not _is_later(connection, date.fromisoformat(last)):
        return date.fromisoformat(last)  # no report of anything is of a later day
    naming = s.state.in_([a, b]) & s.ahead
    told = connection.scalar(
        sa.select(sa.func.max(r.published))
        .join_from(tables.states, tables.reports, r.id == s.report)
        .where(naming)
    )
    if told is not None or last is not None:
        return date.fromisoformat(max(told or "", last or "")[:10])
    ids = {*both, *connection.scalars(sa.select(s.report).where(naming))}
    bounds = connection.scalars(
        sa.select(c.dated).where(
            is_among(connection, c.report, ids), c.present.is_(True), c.dated.is_not(None)
        )
    )
    found = (parse_edtf(edtf).last for edtf in bounds if edtf is not None)
    return max((d for d in found if d is not None), default=None)


def _ahead(
    connection: sa.Connection, a: str, b: str, as_of: date | None, day: date | None
) -> set[str]:
    """Reports that name a date that is still ahead of one of the two on a day."""
    r, s = tables.reports.c, tables.states.c
    chosen = (
        sa.select(s.report)
        .join_from(tables.states, tables.reports, r.id == s.report)
        .where(s.state.in_([a, b]), s.ahead, _seen(as_of))
    )
    if day is not None:
        chosen = chosen.where(s.until >= day.isoformat())
    return set(connection.scalars(chosen))


def _of_pair(
    connection: sa.Connection, a: str, b: str, as_of: date | None, contacts: bool
) -> Sequence[Any]:
    """The tellings of all events that a telling puts between the two: id, report, group, event.

    Where an analyst made one event of a contact and an act, the family does not tell them apart.
    """
    e, d, r = tables.events.c, tables.dyads.c, tables.reports.c
    groups = (
        sa.select(e.merged)
        .join_from(tables.dyads, tables.events, e.id == d.event)
        .where(d.a == min(a, b), d.b == max(a, b))
    )
    if contacts and not judging.constraints(connection)[0]:
        groups = groups.where(d.family == WHOLE)
    chosen = sa.select(e.id, e.report, e.merged, e.content)
    if as_of is not None:
        groups = groups.join(tables.reports, r.id == e.report).where(_seen(as_of))
        chosen = chosen.join_from(tables.events, tables.reports, r.id == e.report)
        chosen = chosen.where(_seen(as_of))
    named = set(connection.scalars(groups))
    return connection.execute(chosen.where(is_among(connection, e.merged, named))).all()


def _of_either(connection: sa.Connection, reports: Collection[str]) -> Sequence[Any]:
    """The tellings in some reports that may be a position of somebody: as `_of_pair` gives them.

    What the reports tell of one event they may type apart, within its family; and that it did not
    happen is seen beside those who say that it did.
    """
    e = tables.events.c
    kinds = [k for k in EventType if FAMILIES[k] in {FAMILIES[p] for p in STATED}]
    stated = e.type.in_(kinds) | (e.status == Status.DID_NOT_HAPPEN)
    among = is_among(connection, e.report, reports)
    undone = sa.select(e.merged).where(among, e.status == Status.DID_NOT_HAPPEN)
    groups = set(connection.scalars(undone))
    chosen = sa.select(e.id, e.report, e.merged, e.content).where(among)
    if groups:
        stated |= is_among(connection, e.merged, groups)
    return connection.execute(chosen.where(stated)).all()


def _by_group(tellings: dict[str, Telling], merged: dict[str, str]) -> list[Merged]:
    """Tellings as the events that the ledger keeps them as, in order of time."""
    found: dict[str, list[Telling]] = {}
    for name, telling in tellings.items():
        found.setdefault(merged.get(name, name), []).append(telling)
    return sorted((Merged(tuple(told)) for told in found.values()), key=in_time)
