"""The ledgers that speed is measured on are what ingest would have made of the same records."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from benchmarks.scale import fill, made

from dragoman.ledger import Ledger, tables
from dragoman.record import Record

_NOUNS = ("envoys", "trawlers", "pipelines", "harbours", "archives", "orchards", "turbines")
_DEEDS = ("met", "inspected", "discussed", "reopened", "surveyed", "counted", "insured")
NUMBER = 120


@pytest.fixture(autouse=True)
def _own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"The {a} {v} the {b} of the coast." for a in _NOUNS for v in _DEEDS for b in _NOUNS]
    monkeypatch.setattr(made, "_sentences", lambda: lines)


def _records() -> list[Record]:
    return list(made.records(NUMBER, NUMBER))


def _groups(ledger: Ledger) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(t.key for t in e.tellings) for e in ledger.events()}


def test_the_short_way_writes_what_ingest_writes(tmp_path: Path) -> None:
    with Ledger(tmp_path / "long.db") as one, Ledger(tmp_path / "short.db") as two:
        one.add(_records())
        fill.fill(two, NUMBER)
        for table in (tables.reports, tables.records, tables.states, tables.dyads):
            chosen = sa.select(table).order_by(*table.primary_key)
            with one._reading() as a, two._reading() as b:
                assert a.execute(chosen).all() == b.execute(chosen).all(), table.name
        assert _groups(one) == _groups(two)
        assert one.dossier("USA", "RUS").coverage == two.dossier("USA", "RUS").coverage
        assert len(one.search("trawlers")) == len(two.search("trawlers"))


def test_an_event_is_told_by_three_reports_in_words_of_their_own() -> None:
    told: dict[str, set[str]] = {}
    for record in _records():
        for event in record.events:
            mark = event.evidence.text.partition(":")[0]
            told.setdefault(mark, set()).add(record.id)
            assert record.text[event.trigger.start : event.trigger.end] == event.trigger.text
            assert event.states()
    numbers = [len(reports) for reports in told.values()]
    assert sum(numbers) == 3 * NUMBER
    assert {2, 3, 4} >= set(numbers)  # a reprint tells of the events of the one before it


def test_a_record_is_a_function_of_its_number() -> None:
    assert made.record(57, NUMBER) == _records()[57]
