"""Writes a batch of records, in one transaction: all of them or none.

A report whose id or words are there already is left as it is. What the records say is indexed
beside them, and merging runs in the same transaction, so that no reader ever sees one without the
other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from dragoman.dates import latest, parse_edtf
from dragoman.ledger import judging, merging, retelling, rows, search, stored, tables, witnessing
from dragoman.ledger.candidates import is_among, reach_class
from dragoman.merge import Source, Telling
from dragoman.merge.block import family, pairs, reach
from dragoman.merge.telling import WHOLE, telling_id
from dragoman.record import Event, Record, Scheduled
from dragoman.report import Report


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be kept, and why, in one line."""

    report: str
    reason: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of reports that were given to a ledger: numbers, and those that failed."""

    added: int = 0
    known: int = 0
    failed: tuple[Failure, ...] = ()

    def __add__(self, other: Added) -> Added:
        return Added(self.added + other.added, self.known + other.known, self.failed + other.failed)


def digest(text: str) -> str:
    """SHA-256 of a report's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def sort_out(
    connection: sa.Connection, given: Sequence[Report | Record]
) -> tuple[list[Any], Added]:
    """Those of `given` that the ledger does not hold, and what became of the others.

    The same words of the same publisher on the same day are the same report, whatever it is called.
    A known id with other words is refused: a report is never changed.
    """
    ids = [g.id for g in given]
    digests = {g.id: digest(g.text) for g in given}
    table = tables.reports.c
    held = connection.execute(
        sa.select(table.id, table.digest, table.publisher, table.published).where(
            table.id.in_(ids) | table.digest.in_(list(digests.values()))
        )
    )
    by_id: dict[str, str] = {}
    same: set[tuple[str, str | None, str | None]] = set()
    for row in held:
        by_id[row.id] = row.digest
        same.add((row.digest, row.publisher, (row.published or "")[:10] or None))
    new: list[Any] = []
    known, failed = 0, []
    for item in given:
        mark = digests[item.id], item.publisher, (item.published or "")[:10] or None
        if by_id.get(item.id, mark[0]) != mark[0]:
            reason = "its id already names a report with other words; give it an id of its own"
            failed.append(Failure(item.id, reason))
        elif item.id in by_id or mark in same:
            known += 1
        else:
            by_id[item.id] = mark[0]
            same.add(mark)
            new.append(item)
    return new, Added(0, known, tuple(failed))


def keep(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Writes new reports with their records and merges what they tell."""
    if not records:
        return
    rows.insert(connection, tables.reports, [report_row(r) for r in records])
    search.index(connection, [(r.id, r.title, r.text) for r in records])
    merging.find_reprints(connection, [(r.id, r.text, r.published) for r in records])
    witnessing.index(connection, records)
    retelling.index(connection, records)
    write_records(connection, records)


def write_records(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Writes records of reports that are there, indexes them, and merges what they tell."""
    sources = [Source.of(r) for r in records]
    both = zip(records, sources, strict=True)
    rows.insert(connection, tables.records, [record_row(r, s) for r, s in both])
    rows.insert(connection, tables.states, [row for r in records for row in state_rows(r)])
    told = [[Telling(s, e) for e in r.events] for r, s in zip(records, sources, strict=True)]
    told = _under_free_ids(connection, told)
    tellings = [t for own in told for t in own]
    dyads = [row for t in tellings for row in dyad_rows(t)]
    events = [event_row(r, t) for r, own in zip(records, told, strict=True) for t in own]
    rows.insert(connection, tables.events, events)
    rows.insert(connection, tables.dyads, dyads)
    merging.merge(connection, tellings)
    witnessing.find(connection, records, tellings)
    retelling.find(connection, records, tellings)


def _under_free_ids(
    connection: sa.Connection, told: Sequence[Sequence[Telling]]
) -> list[list[Telling]]:
    """New tellings, those under a longer id whose own names another telling already.

    Two ids meet by chance, and seldom; the report that comes second is no worse for it.
    """
    e = tables.events.c
    ids = [t.id for own in told for t in own]
    taken = set(connection.scalars(sa.select(e.id).where(is_among(connection, e.id, ids))))
    found: list[list[Telling]] = []
    for own in told:
        found.append([])
        for telling in own:
            if telling.id in taken:
                telling = replace(telling, id=telling_id(*telling.key, WHOLE))
            taken.add(telling.id)
            found[-1].append(telling)
    return found


def replace_records(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Puts new records in the place of those that reports have; the old ones are kept, not present.

    The index of events is made again for these reports, and the groups they were in with them.
    """
    if not records:
        return
    ids = [r.id for r in records]
    e, k = tables.events.c, tables.links.c
    old = set(connection.scalars(sa.select(e.id).where(e.report.in_(ids))))
    near: set[str] = set()
    for part in merging.chunks(sorted(old)):
        for mine, other in ((k.a, k.b), (k.b, k.a)):
            near |= set(connection.scalars(sa.select(other).where(mine.in_(part))))
            connection.execute(tables.links.delete().where(mine.in_(part)))
        connection.execute(tables.dyads.delete().where(tables.dyads.c.event.in_(part)))
        w = tables.witnesses
        connection.execute(w.delete().where(w.c.event.in_(part)))
        connection.execute(tables.events.delete().where(e.id.in_(part)))
    connection.execute(tables.states.delete().where(tables.states.c.report.in_(ids)))
    connection.execute(tables.witnesses.delete().where(tables.witnesses.c.report.in_(ids)))
    table = tables.records
    connection.execute(table.update().where(table.c.report.in_(ids)).values(present=False))
    # A reader that went back to an earlier version writes a record that is there already.
    connection.execute(table.delete().where(table.c.id.in_([r.record_id for r in records])))
    write_records(connection, records)
    judged = set(judging.present(connection).values()) | set(
        connection.scalars(sa.select(e.id).where(e.report.in_(ids)))
    )
    merging.regroup(connection, (near - old) | judged)


def report_row(record: Record) -> dict[str, Any]:
    """The row of `reports` of a record."""
    first = Source.of(record).first_day
    return {
        "id": record.id,
        "digest": digest(record.text),
        "text": record.text,
        "title": record.title,
        "url": record.url,
        "publisher": record.publisher,
        "published": record.published,
        "language": record.language,
        "first_day": first.isoformat() if first is not None else None,
    }


def record_row(record: Record, source: Source) -> dict[str, Any]:
    """The row of `records` of a record and its source."""
    occasion = source.occasion
    return {
        "id": record.record_id,
        "report": record.id,
        "reader": msgspec.json.encode(record.reader, order="sorted").decode(),
        "present": True,
        "dated": record.dated.edtf if record.dated is not None else None,
        "content": stored.encode(record),
        "occasion": msgspec.json.encode(occasion).decode() if occasion is not None else None,
    }


def state_rows(record: Record) -> list[dict[str, Any]]:
    """The rows of `states` of a record: every state that it tells of."""
    until: dict[str, str] = {}
    for item in record.scheduled:
        last = last_ahead(item, record.published)
        until |= {w: max(last, until.get(w, "")) for w in item.who}
    standing = {p for m in record.mechanisms for p in m.parties}
    voiced = {q.speaker.state for q in record.quotations if q.speaker and q.speaker.state}
    voiced |= {p.state for p in record.people if p.state}
    for signal in record.signals:
        voiced.update(s for s in (signal.source, signal.target) if s)
    for said in record.characterisations:
        voiced.update(said.parties)
    found = set(until) | standing | voiced
    for event in record.events:
        found.update(event.states())
    # What is called so without naming whom is of those whom the events are of.
    nameless = any(not said.parties for said in record.characterisations)
    return [
        {
            "state": s,
            "report": record.id,
            "ahead": s in until,
            "until": until.get(s),
            "standing": s in standing,
            "voiced": nameless or s in voiced,
        }
        for s in sorted(found)
    ]


STALE = timedelta(days=365)
"""An announcement without a date is no longer ahead when it is so old."""


def last_ahead(item: Scheduled, published: str | None) -> str:
    """The last day on which a date that a report names is still ahead of it."""
    last = latest(item.when) if item.when is not None else None
    if item.when is None and published is not None:
        last = date.fromisoformat(published[:10]) + STALE
    return last.isoformat() if last is not None else "9999"


def event_row(record: Record, telling: Telling) -> dict[str, Any]:
    """The row of `events` of one telling; alone in its group until it is merged."""
    event = telling.event
    days = parse_edtf(event.when) if event.when is not None else None
    return {
        "id": telling.id,
        "record": record.record_id,
        "report": record.id,
        "name": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "edtf": event.when,
        "first_day": days.first.isoformat() if days and days.first else None,
        "last_day": days.last.isoformat() if days and days.last else None,
        "place": event.where.state if event.where is not None else None,
        "channel": event.channel,
        "level": event.level,
        "background": event.background,
        "confidence": event.confidence,
        "content": msgspec.json.encode(event),
        "merged": telling.id,
    }


def dyad_rows(telling: Telling) -> list[dict[str, Any]]:
    """The rows of `dyads` of one telling."""
    days = reach(telling)
    return [
        {
            "event": telling.id,
            "a": a,
            "b": b,
            "family": family(telling.event.type),
            "from_day": days[0].isoformat() if days else None,
            "to_day": days[1].isoformat() if days else None,
            "reach": reach_class(days) if days else 0,
        }
        for a, b in pairs(telling)
    ]


def event_of(content: bytes) -> Event:
    """The event that a row of `events` holds."""
    return msgspec.json.decode(content, type=Event)
