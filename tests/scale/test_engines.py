"""One corpus, whoever reads it: the tables are the same to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made import actor, event, record
from tests.scale.test_corpus import tables

from dragoman.codes import EventType, Status
from dragoman.errors import DragomanError, InputError
from dragoman.ingest import reports
from dragoman.ledger import Ledger
from dragoman.record import Record
from dragoman.report import Report
from dragoman.scale import Corpus, code, merging
from dragoman.scale.engine import AHEAD, Engine, run
from dragoman.scale.parts import keep, rows_of

SAME = "The foreign ministers of Peru and Chile met in Arica on 5 March 2024, both ministries said."
REPORTS = [
    ("a", "Andes Daily", SAME),
    ("b", "La Prensa", "Foreign ministers of Peru and Chile met in Arica on 5 March 2024."),
    ("c", "Sahel News", "Mali and Niger agreed on 2 March 2024 to open a bridge at the border."),
    ("d", "Sahel News", "{broken"),
    ("e", "Gulf Post", "Iran's president telephoned the sultan of Oman on 7 March 2024."),
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    file = tmp_path_factory.mktemp("corpus") / "in.jsonl"
    lines = [
        text
        if text.startswith("{")
        else json.dumps({"id": i, "publisher": outlet, "text": text, "published": "2024-03-08"})
        for i, outlet, text in REPORTS
    ]
    file.write_text("\n".join(lines) + "\n")
    return Corpus((str(file),), part=2, merge=True)


@pytest.fixture(scope="module")
def alone(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process of this machine makes of the corpus."""
    out = tmp_path_factory.mktemp("alone") / "out"
    code(corpus, out, workers=1, format="jsonl")
    return out


def compare(engine: Engine, corpus: Corpus, alone: Path, out: Path) -> None:
    done = code(corpus, out, workers=2, engine=engine, format="jsonl")
    assert (done.counts["reports"], done.counts["errors"]) == (4, 1)
    assert tables(out) == tables(alone)
    assert json.loads((out / "manifest.json").read_text())["engine"] == engine


def test_daft_makes_the_same(corpus: Corpus, alone: Path, tmp_path: Path) -> None:
    pytest.importorskip("daft")
    compare("daft", corpus, alone, tmp_path / "out")


@pytest.mark.slow
def test_ray_makes_the_same(corpus: Corpus, alone: Path, tmp_path: Path) -> None:
    """In a process of its own: Daft's runner is set once in each."""
    import subprocess
    import sys

    pytest.importorskip("daft")
    pytest.importorskip("ray")
    program = (
        "import sys; from pathlib import Path; from dragoman.scale import Corpus, code\n"
        "code(Corpus((sys.argv[1],), part=2, merge=True), Path(sys.argv[2]), workers=2,"
        " engine='ray', format='jsonl')"
    )
    subprocess.run(
        [sys.executable, "-c", program, corpus.sources[0], str(tmp_path / "out")],
        check=True,
        timeout=300,
    )
    assert tables(tmp_path / "out") == tables(alone)


def test_an_engine_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "daft", None)
    with pytest.raises(InputError, match=r"dragoman\[scale\]"):
        code(Corpus((str(tmp_path),)), tmp_path / "out", engine="daft", format="jsonl")
    assert not (tmp_path / "out").exists()


def fail(item: int) -> int:
    if item == 2:
        raise InputError("two: is not wanted; give another number")
    return item * 10


def crash(item: int) -> int:
    raise ZeroDivisionError(f"at {item}")


def test_an_error_of_ours_comes_back_as_itself_through_daft() -> None:
    pytest.importorskip("daft")
    assert sorted(run(fail, [1, 3], 2, "daft")) == [10, 30]
    with pytest.raises(InputError, match="two: is not wanted"):
        list(run(fail, [1, 2, 3], 2, "daft"))


def test_a_worker_that_fails_is_told_in_one_line() -> None:
    pytest.importorskip("daft")
    with pytest.raises(DragomanError, match="ZeroDivisionError") as told:
        list(run(crash, [1], 1, "daft"))
    assert "\n" not in str(told.value)


def where(item: int) -> tuple[int, int]:
    import os
    import time

    time.sleep(0.05)
    return item, os.getpid()


def test_daft_keeps_its_workers_and_takes_items_as_they_are_done() -> None:
    """Each process loads the weights once, and memory does not grow with the corpus."""
    pytest.importorskip("daft")
    asked = 0

    def items() -> Iterator[int]:
        nonlocal asked
        while asked < 60:
            asked += 1
            yield asked

    done = []
    for found in run(where, items(), 2, "daft"):
        done.append(found)
        assert asked - len(done) <= 2 * AHEAD
    assert sorted(item for item, _ in done) == list(range(1, 61))
    assert len({process for _, process in done}) == 2


def test_what_goes_wrong_with_the_corpus_is_told_as_it_is_through_daft() -> None:
    pytest.importorskip("daft")

    def items() -> Iterator[int]:
        yield from range(9)
        raise InputError("nine: cannot be read; put it back")

    with pytest.raises(InputError, match="nine: cannot be read"):
        list(run(where, items(), 2, "daft"))


def test_work_through_daft_can_be_left_before_its_end() -> None:
    pytest.importorskip("daft")
    found = run(where, range(1000), 2, "daft")
    assert next(iter(found))[0] < 1000
    found.close()  # type: ignore[attr-defined]
    assert [item for item, _ in run(where, [7], 1, "daft")] == [7]


@st.composite
def tellings(draw: st.DrawFn) -> list[Record]:
    """Records of contacts with one to six sides, near each other and near New Year; some reports
    stand there again, under the same id or another.
    """
    found = []
    for n in range(draw(st.integers(2, 10))):
        text = f"Report {n} tells that they spoke about the fishing limits in the strait."
        held = event(
            text,
            "spoke",
            actors=tuple(actor(s) for s in draw(sides)),
            when=draw(st.sampled_from(["2023-12-31", "2024-01-01", "2024-01", None])),
            status=draw(st.sampled_from([Status.HAPPENED, Status.PLANNED, Status.POSTPONED])),
            type=draw(st.sampled_from([EventType.CONSULT] * 3 + [EventType.AGREE])),
            where=draw(st.sampled_from([None, ("Arica", "CHL")])),
        )
        made = record(text, f"r{n}", [held], published=f"2024-01-0{1 + n % 9}")
        found += [made] + [replace(made, id=i) for i in draw(st.sampled_from(AGAIN))]
    return found


AGAIN: list[tuple[str, ...]] = [(), (), (), ("r0",), ("z1", "z2")]
SIDES = ["CHL", "PER", "BOL"]
MORE = ["ARG", "BRA", "URY"]
sides = st.sampled_from(
    [{s} for s in SIDES]
    + [{"CHL", "PER"}] * 3
    + [{"PER", "BOL"}, set(SIDES), {*SIDES, "ARG"}, {*SIDES, *MORE}]
).map(sorted)


@settings(deadline=None, max_examples=60)
@given(records=tellings(), size=st.integers(1, 4))
def test_merging_in_blocks_is_merging_in_a_ledger(records: list[Record], size: int) -> None:
    with Ledger(":memory:") as ledger:
        ledger.add(records)
        expected = {e.id: {t.source.report for t in e.tellings} for e in ledger.events()}
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "ROOM", 1)
        held = Path(folder)
        numbers = []
        for start in range(0, len(records), size):
            some = records[start : start + size]
            numbers.append(start)
            keep(rows_of(start, some, [], tellings=True), held)
        count = merging.merge(held, numbers, 1, "local")
        made, parts = merging.finished(held)
        lines = [
            json.loads(line)
            for part in parts
            for line in (made / f"{part:06d}" / "merged_events.jsonl").open()
        ]
    found = {r["event_id"]: {i.split("/")[0] for i in r["event_ids"].split(";")} for r in lines}
    assert found == expected
    assert count == len(expected)
    assert list(found) == sorted(found)


def test_merged_events_are_those_of_a_ledger(corpus: Corpus, alone: Path) -> None:
    rows = [json.loads(line) for line in (alone / "merged_events.jsonl").open()]
    with Ledger(":memory:") as ledger:
        ledger.add(r for r in reports(corpus.sources) if isinstance(r, Report))
        expected = {e.id: {t.source.report for t in e.tellings} for e in ledger.events()}
    found = {r["event_id"]: {i.split("/")[0] for i in r["event_ids"].split(";")} for r in rows}
    assert found == expected
    (meeting,) = [r for r in rows if r["tellings"] == 2]
    assert (meeting["outlets"], meeting["states"]) == (2, "PER;CHL")
    assert [r["event_id"] for r in rows] == sorted(found)


WEEK = [
    # Two sides' own words of one talk: one names both ministers, one its own alone.
    ("t1", "Tirana Post", "Foreign ministers of Albania and Malta met in Durres on 12 June 2024."),
    (
        "t2",
        "Valletta Herald",
        "Malta's foreign minister was received for talks in Durres on 12 June 2024. They spoke of "
        "ferries.",
    ),
    ("t3", "Adriatic Wire", "Albania's foreign minister held talks in Durres on 12 June 2024."),
    (
        "t4",
        "Adriatic Wire",
        "Malta's president telephoned the president of Cyprus on 13 June 2024.",
    ),
    # The same report again: under another id, and from another outlet, which is another telling.
    ("t5", "Tirana Post", "Foreign ministers of Albania and Malta met in Durres on 12 June 2024."),
    ("t6", "Durres Daily", "Foreign ministers of Albania and Malta met in Durres on 12 June 2024."),
    # An id that stands for other words already.
    ("t4", "Adriatic Wire", "Malta's president wrote to the president of Cyprus on 14 June 2024."),
    (
        "t7",
        "Balkan Review",
        "Albania and Malta will hold talks in Valletta in September 2024. The foreign ministers "
        "of the two countries met in Durres on 12 June 2024.",
    ),
]


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Reports of one talk by both sides, by either alone, and some that stand there twice."""
    file = tmp_path_factory.mktemp("week") / "in.jsonl"
    rows = ({"id": i, "publisher": o, "text": t, "published": "2024-06-14"} for i, o, t in WEEK)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return Corpus((str(file),), part=3, merge=True)


def test_one_sided_contacts_and_repeated_reports_are_grouped_as_in_a_ledger(
    week: Corpus, tmp_path: Path
) -> None:
    code(week, tmp_path / "out", workers=1, format="jsonl")
    rows = [json.loads(line) for line in (tmp_path / "out/merged_events.jsonl").open()]
    found = {r["event_id"]: sorted(r["event_ids"].split(";")) for r in rows}
    with Ledger(":memory:") as ledger:
        done = ledger.add(r for r in reports(week.sources) if isinstance(r, Report))
        assert (done.added, done.known, len(done.failed)) == (6, 1, 1)
        expected = {
            e.id: sorted(f"{t.source.report}/{t.event.id}" for t in e.tellings)
            for e in ledger.events()
        }
    assert found == expected
    (talk,) = [r for r in rows if r["date"] == "2024-06-12" and r["states"] in BOTH]
    told = {i.split("/")[0] for i in talk["event_ids"].split(";")}
    assert {"t1", "t2", "t6"} <= told  # t2 names one side alone
    assert not any("t5/" in i for held in found.values() for i in held)


BOTH = {"ALB;MLT", "MLT;ALB"}
