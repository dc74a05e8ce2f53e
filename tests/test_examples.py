"""The ten parts of the system, looked for in the example reports.

`examples/expected` says what a careful reader finds. The program need not find all of it, but each
part must be found on most of the reports that hold it; the shares in `PARTS` say how much, and
only go up.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dragoman.ingest import reports
from dragoman.read.reader import read_many
from dragoman.record import Event, Record
from dragoman.report import Report

ROOT = Path(__file__).resolve().parents[1] / "examples"
Row = Any


@cache
def found() -> dict[str, Record]:
    given = [r for r in reports([ROOT / "reports"]) if isinstance(r, Report)]
    files = sorted(p for p in (ROOT / "reports").iterdir() if p.suffix != ".jsonl")
    records = list(read_many(given))
    # Files come in order of their names; the rows of the table come last and have ids of their own.
    named = {f.name: r for f, r in zip(files, records, strict=False)}
    return named | {r.id: r for r in records}


@cache
def expected() -> list[tuple[Row, Record]]:
    told = [json.loads(p.read_text("utf-8")) for p in sorted((ROOT / "expected").glob("*.json"))]
    return [(t, found()[t.get("id") or t["report"]]) for t in told]


def among(alternatives: str | None, value: object) -> bool:
    return alternatives is None or str(value) in alternatives.split("|")


def contact(row: Row, record: Record) -> bool:
    return any(
        e.type == "CONSULT"
        and set(row["sides"]) <= set(e.states())
        and among(row["channel"], e.channel)
        and among(row["level"], e.level)
        and e.status == row["status"]
        and (row["when"] is None or e.when == row["when"])
        for e in record.events
    )


def mechanism(row: Row, record: Record) -> bool:
    for m in record.mechanisms:
        last, following = m.last, m.next
        wheres = {x.where for x in (last, following) if x is not None}
        if (
            row["word"].casefold() in m.name.casefold()
            and set(row["parties"]) == set(m.parties)
            and (row.get("count") is None or row["count"] in (m.count, m.ordinal))
            and (row.get("ordinal") is None or row["ordinal"] in (m.count, m.ordinal))
            and (row.get("hosts") is None or m.hosts == row["hosts"])
            and (row.get("last") is None or (last is not None and last.when == row["last"]))
            and (row.get("next") is None or (following and following.when == row["next"]))
            and (row.get("place") is None or row["place"] in wheres)
        ):
            return True
    return False


def statement(row: Row, record: Record) -> bool:
    for q in record.quotations:
        content = " ".join(s.text for s in q.content)
        source = " ".join(s.text for s in q.source)
        chain = " ".join(s.text for s in q.chain)
        if (
            row["content"] in content
            and row["source"].casefold() in source.casefold()
            and (row.get("chain") or "") in chain
        ):
            return True
    return False


def ahead(row: Row, record: Record) -> bool:
    return any(
        among(row["kind"], s.kind) and set(row["who"]) <= set(s.who) and s.when == row["when"]
        for s in record.scheduled
    )


def agreement(row: Row, record: Record) -> bool:
    return any(
        among(row.get("type", "AGREE"), e.type)
        and set(row["sides"]) <= {a.state for a in e.actors}
        and row["words"].casefold() in e.evidence.text.casefold()
        for e in record.events
    )


def topic(row: Row, record: Record) -> bool:
    return any(row in t.text for e in record.events for t in e.topics)


def signal(row: Row, record: Record) -> bool:
    return any(
        row["word"] in s.what
        and s.direction == row["direction"]
        and (s.source, s.target) == (row["source"], row["target"])
        for s in record.signals
    )


def position(row: Row, record: Record) -> bool:
    def holds(e: Event) -> bool:
        return (
            among(row["type"], e.type)
            and row["who"] in {a.state for a in e.actors}
            and (row.get("to") is None or row["to"] in {a.state for a in e.recipients})
            and (row.get("status") is None or e.status == row["status"])
        )

    return any(holds(e) for e in record.events)


def name_for_it(row: Row, record: Record) -> bool:
    return any(row in c.text for c in record.characterisations)


def person(row: Row, record: Record) -> bool:
    def same(a: str | None, b: str) -> bool:
        return (a or "").casefold() in b.casefold().split("|")

    return any(
        same(p.name, row["name"]) and same(p.office, row["office"]) and p.state == row["state"]
        for p in record.people
    )


PARTS: dict[str, tuple[Callable[[Row, Record], bool], float]] = {
    "contacts": (contact, 0.7),
    "mechanisms": (mechanism, 0.85),
    "says": (statement, 0.8),
    "calendar": (ahead, 0.85),
    "agreements": (agreement, 0.8),
    "agenda": (topic, 0.75),
    "signals": (signal, 0.9),
    "positions": (position, 0.6),
    "characterisations": (name_for_it, 0.85),
    "people": (person, 0.9),
}
"""Each part: how a row is looked for, and the share of all rows that must be found."""


def outcome(part: str) -> Iterator[tuple[str, Row, bool]]:
    looked, _ = PARTS[part]
    for told, record in expected():
        for row in told.get(part, []):
            yield told.get("id") or told["report"], row, looked(row, record)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_found(part: str) -> None:
    rows = list(outcome(part))
    missed = [f"{name}: {row}" for name, row, there in rows if not there]
    share = 1 - len(missed) / len(rows)
    assert share >= PARTS[part][1], f"{share:.0%} of {part}; missed\n" + "\n".join(missed)


def test_undated_reports_are_bounded_by_what_they_say() -> None:
    for told, record in expected():
        if "dated" in told:
            assert record.dated is not None
            first, _, last = record.dated.edtf.partition("/")
            assert told["dated"][0] <= first <= last <= told["dated"][1]


def test_the_two_accounts_of_one_call_differ_in_what_they_name() -> None:
    def topics(name: str) -> str:
        return " ".join(t.text for e in found()[name].events for t in e.topics)

    nairobi = topics("04-kenya-ethiopia-call-nairobi.md")
    addis = topics("05-kenya-ethiopia-call-addis.md")
    assert "cattle" in nairobi
    assert "cattle" not in addis
    assert "Lamu" in addis
    assert "Lamu" not in nairobi


def test_every_fact_stands_in_its_report() -> None:
    for record in {r.id: r for r in found().values()}.values():
        spans = [s for e in record.events for s in (e.trigger, e.evidence, *e.topics)]
        spans += [s for q in record.quotations for s in (*q.source, *q.content, *q.chain)]
        spans += [m.evidence for m in record.mechanisms] + [s.evidence for s in record.scheduled]
        assert all(record.text[s.start : s.end] == s.text for s in spans)
