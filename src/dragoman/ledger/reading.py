"""Reads the ledger back as plain data: records, sources, tellings, events with all their reports.

Nothing of the database leaves this module: rows become frozen dataclasses. With a day given, what
was published later is not seen, and events are grouped from what remains, so that an answer as of a
day is what the ledger would have said on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from dragoman.dates import parse_edtf
from dragoman.errors import InputError
from dragoman.ledger import judging, stored, tables
from dragoman.ledger.candidates import is_among, occasion_of
from dragoman.ledger.keeping import event_of
from dragoman.ledger.merging import links_among
from dragoman.ledger.witnessing import Seen, witnesses_of
from dragoman.merge.block import MOVED
from dragoman.merge.cluster import Pair, cluster, components, pair
from dragoman.merge.merged import Merged
from dragoman.merge.telling import Source, Telling
from dragoman.merge.witness import Witness
from dragoman.record import Record


def events(
    connection: sa.Connection,
    codes: Collection[str],
    types: Collection[str],
    since: str | None,
    until: str | None,
    as_of: date | None,
) -> list[Merged]:
    """Events that all of `codes` have a side in, of `types` and days where given."""
    e, s, r = tables.events.c, tables.states.c, tables.reports.c
    chosen = sa.select(e.id)
    for code in codes:
        chosen = chosen.where(e.report.in_(sa.select(s.report).where(s.state == code)))
    if types:
        chosen = chosen.where(e.type.in_(sorted(types)))
    if since is not None:
        chosen = chosen.where(e.last_day >= since)
    if until is not None:
        chosen = chosen.where(e.first_day <= until)
    if as_of is not None:
        seen = sa.select(r.id).where(r.first_day.is_(None) | (r.first_day <= as_of.isoformat()))
        chosen = chosen.where(e.report.in_(seen))
    tellings = tellings_by_id(connection, list(connection.scalars(chosen)))
    told = witnessed(connection, grouped(connection, tellings), as_of)
    found = judging.overlay(connection, told)
    return [m for m in found if set(codes) <= set(m.states)]


def grouped(connection: sa.Connection, tellings: Iterable[Telling]) -> list[Merged]:
    """Tellings as events, in order of their days; those without a day last."""
    by_id = {t.id: t for t in tellings}
    links = links_among(connection, by_id.keys())
    joined, parted = judging.constraints(connection)
    reports = {i: t.source.report for i, t in by_id.items()}
    moved = {i for i, t in by_id.items() if t.event.status in MOVED}
    found: list[Merged] = []
    groups: list[tuple[str, ...]]
    parts = components(by_id, [*links, *joined])
    part_of = {i: n for n, part in enumerate(parts) for i in part}
    inside: dict[int, dict[Pair, float]] = {}
    for key, score in links.items():
        inside.setdefault(part_of[key[0]], {})[key] = score
    for n, component in enumerate(parts):
        if len(component) == 1:
            groups = [component]
        else:
            mine = inside.get(n, {})
            groups = cluster({i: reports[i] for i in component}, mine, joined, parted, moved)
        found += [Merged(tuple(by_id[i] for i in g)) for g in groups]
    return sorted(found, key=in_time)


def witnessed(
    connection: sa.Connection, events: list[Merged], as_of: date | None = None
) -> list[Merged]:
    """Events with the reports that bear witness to them, of those published by a day.

    A report that tells of the event itself needs no such mark, and what an analyst parted from it
    is none of it.
    """
    ids = {t.id for e in events if not e.background for t in e.tellings}
    seen: dict[str, list[Seen]] = {}
    for found in witnesses_of(connection, ids):
        seen.setdefault(found.event, []).append(found)
    if not seen:
        return events
    sources = sources_by_id(connection, {s.report for x in seen.values() for s in x})
    _, parted = judging.constraints(connection)
    shown = []
    for event in events:
        telling = {t.source.report for t in event.tellings}
        held: dict[str, Witness] = {}
        for found in (s for t in event.tellings for s in seen.get(t.id, ())):
            source = sources[found.report]
            late = as_of is not None and (source.first_day or as_of) > as_of
            apart = any(pair(t.id, found.report) in parted for t in event.tellings)
            if found.report not in telling and not late and not apart:
                held.setdefault(found.report, Witness(source, found.words, found.why))
        ordered = sorted(held.values(), key=lambda w: (w.source.published or "", w.source.report))
        shown.append(replace(event, witnesses=tuple(ordered)) if held else event)
    return shown


def in_time(event: Merged) -> tuple[str, str]:
    """Sorts events by first day, then by id."""
    days = parse_edtf(event.when) if event.when else None
    first = (days.first or days.last) if days else None
    return (first.isoformat() if first else "9999"), event.id


def records_by_id(
    connection: sa.Connection,
    reports: Collection[str],
    decode: Callable[[bytes, str], Record] = stored.decode,
) -> list[Record]:
    """The present records of reports, by day of publication, then by id."""
    found = []
    r, c = tables.reports.c, tables.records.c
    if reports:
        rows = connection.execute(
            sa.select(c.content, r.text)
            .join_from(tables.records, tables.reports)
            .where(is_among(connection, c.report, reports), c.present.is_(True))
        )
        found = [decode(content, text) for content, text in rows.all()]
    return sorted(found, key=lambda r: (r.published or "", r.id))


def sources_by_id(
    connection: sa.Connection, reports: Collection[str], occasions: bool = True
) -> dict[str, Source]:
    """Reports without their texts, each with the one it reprints, by id.

    `occasions` are for comparing, and left out where that is not done.
    """
    found: dict[str, Source] = {}
    r, c = tables.reports.c, tables.records.c
    p = tables.reprints.c
    if not reports:
        return found
    rows = connection.execute(
        sa.select(r.id, r.publisher, r.published, c.dated, r.title, r.url, r.language, c.occasion)
        .join_from(tables.reports, tables.records)
        .where(is_among(connection, r.id, reports), c.present.is_(True))
    )
    for row in rows.all():
        occasion = occasion_of(row[7]) if occasions else None
        found[row[0]] = Source(*row[:7], occasion=occasion)
    among = is_among(connection, p.a, reports)
    copies = [(a, b) for a, b in connection.execute(sa.select(p.a, p.b).where(among)).all()]
    linked = {report for pair in copies for report in pair} & found.keys()
    for group in components(linked, copies):
        if len(group) > 1:
            original = min(group, key=lambda i: (found[i].published or "9999", i))
            for report in group:
                if report != original:
                    found[report] = replace(found[report], copy_of=original)
    return found


def last_report(connection: sa.Connection) -> date | None:
    """The day of the last report, None of an empty or undated ledger."""
    told = connection.scalar(sa.select(sa.func.max(tables.reports.c.first_day)))
    return date.fromisoformat(told) if told else None


def texts(
    connection: sa.Connection, since: str | None, until: str | None, most: int
) -> dict[str, str]:
    """Titles and texts of reports by id, at most so many."""
    r = tables.reports.c
    chosen = sa.select(r.id, r.title, r.text).order_by(r.id).limit(most)
    if since is not None:
        chosen = chosen.where(r.published >= since)
    if until is not None:
        chosen = chosen.where(sa.func.substr(r.published, 1, 10) <= until)
    return {x.id: f"{x.title or ''} {x.text}" for x in connection.execute(chosen)}


def tellings_by_id(connection: sa.Connection, ids: Collection[str]) -> list[Telling]:
    """Tellings by their ids, in no order."""
    e = tables.events.c
    chosen = sa.select(e.id, e.report, e.content).where(is_among(connection, e.id, ids))
    rows = connection.execute(chosen).all()
    sources = sources_by_id(connection, {row.report for row in rows})
    return [Telling(sources[row.report], event_of(row.content), row.id) for row in rows]


LEAST = 6
"""Digits that name a telling at least."""


def named(connection: sa.Connection, id: str) -> str | None:
    """The id of the telling that has this id, or the only one whose id begins so; None if none has.

    Ids once had ten digits, which are the first of today's.

    Raises:
        InputError: the ids of several tellings begin so.
    """
    e = tables.events.c
    found = connection.scalar(sa.select(e.id).where(e.id == id))
    if found is not None or not re.fullmatch(rf"[0-9a-f]{{{LEAST},}}", id):
        return found
    # The letter after "f" bounds all that begins so, and the index of ids finds it.
    begun = sa.select(e.id).where(e.id > id, e.id < f"{id}g").limit(2)
    among = list(connection.scalars(begun))
    if len(among) > 1:
        raise InputError(f"{id}: the ids of several events begin so; give more of its digits")
    return among[0] if among else None


def group_of(connection: sa.Connection, id: str) -> Merged | None:
    """The event that one of its tellings' ids names (`named`), None where there is none."""
    e = tables.events.c
    merged = connection.scalar(sa.select(e.merged).where(e.id == named(connection, id)))
    if merged is None:
        return None
    ids = list(connection.scalars(sa.select(e.id).where(e.merged == merged)))
    told = witnessed(connection, [Merged(tuple(tellings_by_id(connection, ids)))])
    return judging.overlay(connection, told, rejected=True)[0]
