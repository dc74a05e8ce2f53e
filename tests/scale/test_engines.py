"""One corpus, whoever reads it: the tables are the same to the byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.scale.test_corpus import tables

from dragoman.errors import DragomanError, InputError
from dragoman.ingest import reports
from dragoman.ledger import Ledger
from dragoman.report import Report
from dragoman.scale import Corpus, code
from dragoman.scale.engine import Engine, run

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
