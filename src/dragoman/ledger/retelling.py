"""Retellings in the ledger: of two reports that tell the same, one bears out the other's event.

Reports are looked up by the rare names in their heads, which stand in the table of heads beside the
pairs: two of them in common within few days are worth a comparison. The cost depends on how much is
told of those names in those days, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import sqlalchemy as sa

from dragoman.ledger import rows, tables
from dragoman.ledger.candidates import is_among, to_compare
from dragoman.ledger.witnessing import ask
from dragoman.merge.cluster import Pair, pair
from dragoman.merge.retold import (
    BODY,
    NEAR,
    SHARED,
    Opening,
    rare_names,
    retold,
    witnessed_by,
    words_for,
)
from dragoman.merge.telling import Telling
from dragoman.record import Record

NAME = ""
"""What stands for the first code of a pair where the second is a rare name."""


def index(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Writes which rare names the heads of new reports have."""
    found = [
        {"a": NAME, "b": name, "day": record.published[:10], "report": record.id}
        for record in records
        if record.published is not None
        for name in rare_names(record.title, record.text)
    ]
    rows.insert(connection, tables.heads, found)


def find(connection: sa.Connection, records: Sequence[Record], tellings: Sequence[Telling]) -> None:
    """Keeps which events the reports of new records are witness to, and who is to theirs."""
    met = _met(connection, records)
    if not met:
        return
    read = _read(connection, records, {i for p in met for i in p})
    # What was read in two reports can only part them: what the words leave open is asked for.
    likely = [(a, b) for a, b in sorted(met) if retold(read[a][0], read[b][0]) is not None]
    reports = {i for p in likely for i in p}
    told = _told(connection, records, tellings, reports)
    opened = {i: read[i][0].with_read(told.get(i, ())) for i in reports}
    there = _witnesses(connection, reports)
    kept: list[dict[str, object]] = []
    for one, two in likely:
        same = retold(opened[one], opened[two])
        if same is None:
            continue
        for report, other in ((one, two), (two, one)):
            telling = witnessed_by(told.get(report, ()), opened[report], opened[other])
            if telling is None or (telling.id, other) in there:
                continue
            words = words_for(telling, read[other][1])
            mark = {"start": words.start, "stop": words.end, "evidence": same.why}
            kept.append({"event": telling.id, "report": other, **mark})
    rows.insert(connection, tables.witnesses, kept)


def _met(connection: sa.Connection, records: Sequence[Record]) -> set[Pair]:
    """Pairs of a new report and another of near days that has rare names in common with it."""
    keys = []
    for record in records:
        if record.published is None:
            continue
        day = date.fromisoformat(record.published[:10])
        low, high = (day + timedelta(days=n) for n in (-NEAR, NEAR))
        keys += [
            (record.id, NAME, name, low.isoformat(), high.isoformat())
            for name in rare_names(record.title, record.text)
        ]
    h = "h.a = k.one AND h.b = k.two AND h.day >= k.low AND h.day <= k.high"
    several = f"WHERE h.report <> k.who GROUP BY k.who, h.report HAVING COUNT(*) >= {SHARED}"
    statement = f"SELECT k.who, h.report FROM %s heads h ON {h} {several}"
    return {pair(a, b) for a, b in ask(connection, keys, statement)}


def _read(
    connection: sa.Connection, records: Sequence[Record], reports: Collection[str]
) -> dict[str, tuple[Opening, str]]:
    """What some reports open with, without what was read in them, and the beginning of each."""
    given = [
        (r.id, r.title, r.published, r.publisher, r.text[:BODY]) for r in records if r.id in reports
    ]
    others = set(reports) - {row[0] for row in given}
    r = tables.reports.c
    start = sa.func.substr(r.text, 1, BODY)
    chosen = sa.select(r.id, r.title, r.published, r.publisher, start)
    found = connection.execute(chosen.where(is_among(connection, r.id, others)))
    given += [tuple(row) for row in found]
    return {i: (Opening.of(title, text, day, by), text) for i, title, day, by, text in given}


def _told(
    connection: sa.Connection,
    records: Sequence[Record],
    tellings: Sequence[Telling],
    reports: Collection[str],
) -> dict[str, list[Telling]]:
    """The tellings of some reports: those of new records, and those of others."""
    found: dict[str, list[Telling]] = {}
    for telling in tellings:
        if telling.source.report in reports:
            found.setdefault(telling.source.report, []).append(telling)
    others = set(reports) - {r.id for r in records}
    e = tables.events.c
    ids = connection.scalars(sa.select(e.id).where(is_among(connection, e.report, others)))
    for telling in to_compare(connection, set(ids)).values():
        found.setdefault(telling.source.report, []).append(telling)
    return found


def _witnesses(connection: sa.Connection, reports: Collection[str]) -> set[tuple[str, str]]:
    """What the reports are known to be witness to."""
    w = tables.witnesses.c
    chosen = sa.select(w.event, w.report).where(is_among(connection, w.report, reports))
    return {(row.event, row.report) for row in connection.execute(chosen)}
