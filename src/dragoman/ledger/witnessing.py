"""Witnesses in the ledger: which reports tell of a contact that was not read in them.

New tellings are held against the heads of the reports of their days, and the heads of new reports
against the tellings of theirs: both are found by pair and day, so that the cost depends on how much
happened to that pair in those days and on nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
import sqlalchemy as sa

from dragoman.ledger import rows, tables
from dragoman.ledger.candidates import is_among, occasion_of, to_compare
from dragoman.merge.block import WHOLE, pairs
from dragoman.merge.head import LENGTH, Head
from dragoman.merge.telling import Source, Telling
from dragoman.merge.witness import bears, days_of, words_of
from dragoman.record import Record
from dragoman.report import Span


@dataclass(frozen=True, slots=True)
class Seen:
    """A report that bears witness to a telling: the ids of both, its words, and why."""

    event: str
    report: str
    words: Span
    why: str


def index(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Writes which pairs the heads of new reports name."""
    found = []
    for record in records:
        head = Head.of(record.title, record.text, record.publisher)
        if head is None or record.published is None:
            continue
        day = record.published[:10]
        found += [{"a": a, "b": b, "day": day, "report": record.id} for a, b in head.pairs()]
    rows.insert(connection, tables.heads, found)


def find(connection: sa.Connection, records: Sequence[Record], tellings: Sequence[Telling]) -> None:
    """Keeps who bears witness to new tellings, and to what the reports of new records do."""
    known = {t.id: t for t in tellings}
    met = _heads_met(connection, tellings) | _tellings_met(connection, records)
    if not met:
        return
    known |= to_compare(connection, {event for event, _ in met} - known.keys())
    heads = _heads(connection, {report for _, report in met})
    kept: list[dict[str, object]] = []
    for event, report in sorted(met):
        source, head, text = heads[report]
        why = bears(known[event], source, head) if head is not None else None
        if why is None:
            continue
        words = words_of(known[event], text)
        kept.append(
            {
                "event": event,
                "report": report,
                "start": words.start,
                "stop": words.end,
                "evidence": why,
            }
        )
    rows.insert(connection, tables.witnesses, kept)


def _heads_met(connection: sa.Connection, tellings: Sequence[Telling]) -> set[tuple[str, str]]:
    """New tellings, each with the reports of its days whose head names its pair."""
    keys = [
        (t.id, a, b, days[0].isoformat(), days[1].isoformat())
        for t in tellings
        if (days := days_of(t)) is not None
        for a, b in pairs(t)
    ]
    h = "h.a = k.one AND h.b = k.two AND h.day >= k.low AND h.day <= k.high"
    return ask(connection, keys, f"SELECT k.who, h.report FROM %s heads h ON {h}")


def _tellings_met(connection: sa.Connection, records: Sequence[Record]) -> set[tuple[str, str]]:
    """Tellings of contacts, each with the new reports of its days whose head names its pair."""
    keys = []
    for record in records:
        head = Head.of(record.title, record.text, record.publisher)
        if head is None or record.published is None:
            continue
        day = date.fromisoformat(record.published[:10])
        # Only the shortest class of reaches has days as few as a witness needs.
        low = (day - timedelta(days=tables.REACHES[0])).isoformat()
        keys += [(record.id, a, b, low, day.isoformat()) for a, b in head.pairs()]
    d = (
        f"d.a = k.one AND d.b = k.two AND d.family = '{WHOLE}' AND d.reach = 0 "
        "AND d.from_day >= k.low AND d.from_day <= k.high AND d.to_day >= k.high"
    )
    return ask(connection, keys, f"SELECT d.event, k.who FROM %s dyads d ON {d}")


_FIELDS = ("who", "one", "two", "low", "high")


def ask(
    connection: sa.Connection, keys: list[tuple[str, str, str, str, str]], statement: str
) -> set[tuple[str, str]]:
    """Runs a question with the keys as the table `k`, which stands before what it is joined to."""
    if not keys:
        return set()
    if connection.dialect.name == "sqlite":
        columns = ", ".join(
            f"json_extract(value, '$[{n}]') AS {name}" for n, name in enumerate(_FIELDS)
        )
        # Its planner keeps the order of a CROSS JOIN: the keys first, the index for each.
        source = f"(SELECT {columns} FROM json_each(:keys)) k CROSS JOIN"
        given = msgspec.json.encode(keys).decode()
    else:
        columns = ", ".join(f"{name} text" for name in _FIELDS)
        source = f"jsonb_to_recordset(CAST(:keys AS jsonb)) AS k({columns}) JOIN"
        given = msgspec.json.encode([dict(zip(_FIELDS, k, strict=True)) for k in keys]).decode()
    found = connection.execute(sa.text(statement % source), {"keys": given})
    return {(r[0], r[1]) for r in found}


def _heads(
    connection: sa.Connection, reports: Collection[str]
) -> dict[str, tuple[Source, Head | None, str]]:
    """Reports with their heads and the beginnings of their texts, by id."""
    r, c = tables.reports.c, tables.records.c
    start = sa.func.substr(r.text, 1, 2 * LENGTH).label("start")
    found = connection.execute(
        sa.select(r.id, r.title, r.publisher, r.published, start, c.occasion)
        .join_from(tables.reports, tables.records)
        .where(is_among(connection, r.id, reports), c.present.is_(True))
    )
    return {
        row.id: (
            Source(row.id, row.publisher, row.published, occasion=occasion_of(row.occasion)),
            Head.of(row.title, row.start, row.publisher),
            row.start,
        )
        for row in found
    }


def witnesses_of(connection: sa.Connection, events: Collection[str]) -> list[Seen]:
    """The reports that bear witness to tellings of some ids, in order of their ids."""
    w, r = tables.witnesses.c, tables.reports.c
    words = sa.func.substr(r.text, w.start + 1, w.stop - w.start).label("words")
    found = connection.execute(
        sa.select(w.event, w.report, w.start, w.stop, w.evidence, words)
        .join_from(tables.witnesses, tables.reports)
        .where(is_among(connection, w.event, events))
        .order_by(w.report, w.event)
    )
    return [Seen(x.event, x.report, Span(x.words, x.start, x.stop), x.evidence) for x in found]
