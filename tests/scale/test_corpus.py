import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import InputError, ModelError
from dragoman.read.reader import read_many
from dragoman.record import Record
from dragoman.report import Report
from dragoman.scale import Corpus, Summary, code

PAIRS = [
    ("Peru", "Chile"),
    ("Mali", "Niger"),
    ("Norway", "Sweden"),
    ("Laos", "Vietnam"),
    ("Oman", "Iran"),
]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Five reports, one a line, with a broken row among them."""
    rows = [
        json.dumps(
            {
                "id": f"r{n}",
                "text": f"The foreign ministers of {a} and {b} met in Geneva on Tuesday. "
                f"“We spoke openly,” the minister of {a} said.",
                "published": "2024-03-08",
            }
        )
        for n, (a, b) in enumerate(PAIRS)
    ]
    rows.insert(2, "{broken")
    (tmp_path / "in.jsonl").write_text("\n".join(rows) + "\n")
    return Corpus((str(tmp_path / "in.jsonl"),), part=2)


def tables(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in out.iterdir() if p.suffix == ".jsonl"}


def run(corpus: Corpus, out: Path, **more: Any) -> Summary:
    given: dict[str, Any] = {"workers": 1, "format": "jsonl"} | more
    return code(corpus, out, **given)


def test_every_report_and_every_failure_is_a_row(corpus: Corpus, tmp_path: Path) -> None:
    done = run(corpus, tmp_path / "out")
    assert (done.counts["reports"], done.counts["errors"]) == (5, 1)
    rows = [json.loads(x) for x in (tmp_path / "out/events.jsonl").read_text().splitlines()]
    assert {r["report_id"] for r in rows if r["type"] == "CONSULT"} == {f"r{n}" for n in range(5)}
    (error,) = (tmp_path / "out/errors.jsonl").read_text().splitlines()
    assert json.loads(error)["source"].endswith("in.jsonl:3")
    manifest = json.loads((tmp_path / "out/manifest.json").read_text())
    assert manifest["complete"]
    assert manifest["rows"] == done.counts
    assert "weights" in manifest["reader"]


def test_what_cannot_be_read_for_its_language_is_a_row_without_facts(tmp_path: Path) -> None:
    german = (
        "Der Außenminister von Österreich traf am Dienstag seine Kollegin aus Slowenien in Graz."
    )
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": german}) + "\n")
    done = run(Corpus((str(tmp_path / "in.jsonl"),)), tmp_path / "out")
    assert (done.counts["reports"], done.counts["events"], done.unread) == (1, 0, 1)


def test_the_tables_do_not_depend_on_the_workers(corpus: Corpus, tmp_path: Path) -> None:
    run(corpus, tmp_path / "one")
    run(corpus, tmp_path / "two", workers=2)
    assert tables(tmp_path / "one") == tables(tmp_path / "two")


def test_stopped_it_goes_on_where_it_was(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(corpus, tmp_path / "whole")
    read = 0

    def stopping(*args: Any, **kwargs: Any) -> Iterator[Record]:
        nonlocal read
        read += 1
        if read == 2:
            raise KeyboardInterrupt
        return read_many(*args, **kwargs)

    monkeypatch.setattr("dragoman.read.reader.read_many", stopping)
    with pytest.raises(KeyboardInterrupt):
        run(corpus, tmp_path / "out")
    monkeypatch.undo()
    done = run(corpus, tmp_path / "out")
    assert (done.parts, done.read_now) == (3, 2)
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")
    assert run(corpus, tmp_path / "out").read_now == 0


def test_a_report_on_which_the_reader_fails_costs_only_itself(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(reports: Iterable[Report], **kwargs: Any) -> Iterator[Record]:
        given = list(reports)
        if any(r.id == "r3" for r in given):
            raise ZeroDivisionError
        return read_many(given, **kwargs)

    monkeypatch.setattr("dragoman.read.reader.read_many", faulty)
    done = run(corpus, tmp_path / "out")
    assert (done.counts["reports"], done.counts["errors"]) == (4, 2)
    errors = (tmp_path / "out/errors.jsonl").read_text()
    assert "ZeroDivisionError" in errors
    assert errors.count("broken JSON") == 1


def test_a_fault_of_the_tables_stops_the_work_and_is_no_fault_of_every_report(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*args: Any) -> Any:
        raise ModelError("verbs.tsv:3: a row has three cells")

    monkeypatch.setattr("dragoman.read.reader.read_analysed", wrong)
    with pytest.raises(ModelError, match="three cells"):
        run(corpus, tmp_path / "out")
    monkeypatch.undo()
    assert run(corpus, tmp_path / "out").counts["reports"] == 5


def test_other_work_in_the_folder_is_not_overwritten(corpus: Corpus, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(corpus, out)
    other = Corpus(corpus.sources, published="2024-01-01", part=2)
    with pytest.raises(InputError, match="published"):
        run(other, out)
    Path(corpus.sources[0]).write_text('{"text": "Peru and Chile met."}\n')
    with pytest.raises(InputError, match="files"):
        run(corpus, out)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.doc").write_text("x")
    with pytest.raises(InputError, match="no empty folder"):
        run(corpus, mine)
    assert (mine / "thesis.doc").read_text() == "x"


def read_csv(out: Path, table: str) -> list[dict[str, Any]]:
    with (out / f"{table}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def read_parquet(out: Path, table: str) -> list[dict[str, Any]]:
    from pyarrow.parquet import read_table

    found: list[dict[str, Any]] = read_table(out / f"{table}.parquet").to_pylist()
    return found


@pytest.mark.parametrize(("format", "read"), [("csv", read_csv), ("parquet", read_parquet)])
def test_the_other_formats_hold_the_same(
    corpus: Corpus, tmp_path: Path, format: str, read: Callable[[Path, str], list[dict[str, Any]]]
) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    done = run(corpus, tmp_path / "out", format=format)
    for table, count in done.counts.items():
        assert len(read(tmp_path / "out", table)) == count
    quotations = read(tmp_path / "out", "quotations")
    assert any("We spoke openly" in q["content"] for q in quotations)


def test_progress_ends_at_the_size_of_the_files(corpus: Corpus, tmp_path: Path) -> None:
    seen: list[int] = []
    run(corpus, tmp_path / "out", progress=lambda consumed, _: seen.append(consumed))
    assert seen == sorted(seen)
    assert seen[-1] == Path(corpus.sources[0]).stat().st_size


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"workers": -2}])
def test_a_wrong_number_of_workers(corpus: Corpus, tmp_path: Path, wrong: dict[str, int]) -> None:
    with pytest.raises(InputError, match="workers"):
        run(corpus, tmp_path / "out", **wrong)
