"""Fills a ledger with made-up records the short way: rows as ingest writes them, groups as known.

Ingest compares and groups, which for a million reports takes the better part of an hour; what is
measured afterwards needs the rows only. They are made by the ledger's own functions. Which tellings
are of one event is known, so that nothing is compared: all of an event are linked with one score.
The marks by which reprints are found are numbers drawn at random, as many as ingest would write.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import sqlalchemy as sa

from benchmarks.scale import made
from dragoman.ledger import Ledger, keeping, retelling, rows, search, tables, witnessing
from dragoman.merge import Source, Telling, reprint
from dragoman.record import Record

BATCH = 10 * made.BLOCK

EVIDENCE = "date 1.00; people 0.70; place 0.50; channel 1.00; words 0.40"
"""As long as what comparing writes."""


def fill(ledger: Ledger, number: int) -> None:
    """Writes `number` made-up reports into an empty ledger."""
    for start in range(0, number, BATCH):
        batch = list(made.records(min(BATCH, number - start), number, start=start))
        with ledger._writing() as connection:
            write(connection, batch)
    with ledger._writing() as connection:
        connection.execute(sa.text("ANALYZE"))


def write(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Writes whole blocks of records, with their links and groups."""
    rows.insert(connection, tables.reports, [keeping.report_row(r) for r in records])
    search.index(connection, [(r.id, r.title, r.text) for r in records])
    chance = random.Random(records[0].id)
    rows.insert(
        connection,
        tables.shingles,
        [
            {"span": reprint.span(r.published), "band": chance.getrandbits(63), "report": r.id}
            for r in records
            for _ in range(reprint.BANDS)
        ],
    )
    witnessing.index(connection, records)
    retelling.index(connection, records)
    sources = [Source.of(r) for r in records]
    both = list(zip(records, sources, strict=True))
    rows.insert(connection, tables.records, [keeping.record_row(r, s) for r, s in both])
    rows.insert(connection, tables.states, [x for r in records for x in keeping.state_rows(r)])
    told: dict[tuple[object, ...], list[Telling]] = {}
    events = []
    dyads = []
    for record, source in both:
        for event in record.events:
            telling = Telling(source, event)
            events.append(keeping.event_row(record, telling))
            dyads += keeping.dyad_rows(telling)
            mark = event.evidence.text.partition(":")[0], event.when, event.type
            told.setdefault(mark, []).append(telling)
    links: list[dict[str, object]] = []
    group: dict[str, str] = {}
    for tellings in told.values():
        ids = sorted(t.id for t in tellings)
        group |= dict.fromkeys(ids, ids[0])
        links += [
            {"a": a, "b": b, "score": 0.8, "evidence": EVIDENCE}
            for n, a in enumerate(ids)
            for b in ids[n + 1 :]
        ]
    for row in events:
        row["merged"] = group[row["id"]]
    rows.insert(connection, tables.events, events)
    rows.insert(connection, tables.dyads, dyads)
    rows.insert(connection, tables.links, links)
