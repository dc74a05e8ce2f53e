"""`dragoman export`: every format to a file and to standard output, filters, what is refused."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import get_args

import icalendar
import pandas
import pytest

from dragoman.cli.export import Name
from dragoman.cli.main import main
from dragoman.export.formats import FORMATS, From
from dragoman.ledger import Ledger

Out = pytest.CaptureFixture[bytes]


def export(ledger: Path, *given: str | Path) -> int:
    return main(["export", *map(str, given), "--ledger", str(ledger)])


def rows(ledger: Path, capfdbinary: Out, *given: str) -> list[dict[str, str]]:
    assert export(ledger, "csv", *given) == 0
    told = capfdbinary.readouterr().out
    frame = pandas.read_csv(io.BytesIO(told), dtype=str, keep_default_na=False)
    return [{str(k): str(v) for k, v in row.items()} for row in frame.to_dict("records")]


def test_the_command_has_every_format_there_is() -> None:
    assert get_args(Name) == tuple(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_and_standard_output_hold_the_same(
    name: str, ledger: Path, tmp_path: Path, capfdbinary: Out
) -> None:
    pair = ["--pair", "LVA", "ROU"] if FORMATS[name].source is From.DOSSIER else []
    file = tmp_path / f"out.{name}"
    assert export(ledger, name, "-o", file, *pair) == 0
    told = capfdbinary.readouterr()
    assert told.out == b""
    assert f"{FORMATS[name].counts} written" in told.err.decode()
    assert export(ledger, name, "-o", "-", *pair) == 0
    shown = capfdbinary.readouterr().out
    assert len(shown) > 100
    if name != "xlsx":  # a zip of streams says where its members end elsewhere
        assert shown == file.read_bytes()
    assert [p.name for p in tmp_path.iterdir()] == [file.name]


def test_filters_narrow_what_is_written(ledger: Path, capfdbinary: Out) -> None:
    def ids(*given: str) -> set[str]:
        return {r["report_id"] for r in rows(ledger, capfdbinary, *given)}

    assert ids() == {"baltic/1", "danube-7", "plan", "denied", "pact"}
    assert ids("--type", "AGREE") == {"pact"}
    assert ids("--status", "did_not_happen") == {"denied"}
    assert ids("--level", "ministers") == {"baltic/1", "danube-7", "plan"}
    assert ids("--side", "ASEAN") == {"pact"}
    assert ids("--outlet", "The Danube Post") == {"danube-7", "plan"}
    assert ids("--words", "envoy quarrel") == {"denied"}
    assert ids("--since", "2024-05-15", "--until", "2024-05-31") == {"pact"}
    assert ids("--pair", "Latvia", "Romania", "--type", "CONSULT", "--until", "2024-05-31") == {
        *("baltic/1", "danube-7"),
    }
    assert ids("--pair", "LVA", "PER") == set()


def test_merged_formats_have_judgements_laid_over(tmp_path: Path, capfdbinary: Out) -> None:
    from tests.export.conftest import given

    path = tmp_path / "own.db"
    with Ledger(path) as kept:
        kept.add(given())
        pact = next(e for e in kept.events() if e.type == "AGREE")
        plan = next(e for e in kept.events() if e.status == "planned")
        kept.judge(pact.id, "reject", author="Ann", at="2024-06-01")
        kept.judge(plan.id, "correct", author="Ann", at="2024-06-01", changes={"when": "2024-07"})
    assert export(path, "jsonld") == 0
    graph = json.loads(capfdbinary.readouterr().out)["@graph"]
    told = {n["term:type"] + n["term:status"]: n for n in graph if "term:type" in n}
    assert not any(k.startswith("AGREE") for k in told)
    assert told["CONSULTplanned"]["term:edtf"] == "2024-07"


def test_a_calendar_of_a_pair(ledger: Path, capfdbinary: Out) -> None:
    assert export(ledger, "ical", "--pair", "LVA", "ROU", "--as-of", "2024-05-22") == 0
    calendar = icalendar.Calendar.from_ical(capfdbinary.readouterr().out)
    days = {str(e.start) for e in calendar.events}
    assert {"2024-06-01", "2024-11-24"} <= days


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["ical"], "--pair"),
        (["ical", "--pair", "LVA", "ROU", "--type", "CONSULT"], "--type"),
        (["csv", "--pair", "LVA", "Latvia"], "same state"),
        (["csv", "--pair", "LVA", "Nowhereland"], "Nowhereland"),
        (["csv", "--side", "Nowhereland"], "Nowhereland"),
        (["csv", "--since", "soon"], "soon"),
        (["csv", "--type", "DANCE"], "DANCE"),
        (["csv", "--no-header"], "--no-header"),
        (["csv", "--as-of", "2024-05-01"], "--until"),
        (["tarot"], "tarot"),
        (["csv", "-o", "/no/such/folder/a.csv"], "/no/such/folder/a.csv"),
    ],
)
def test_what_cannot_be_written_is_one_line(
    given: list[str], names: str, ledger: Path, capfdbinary: Out
) -> None:
    assert export(ledger, *given) == 2
    told = capfdbinary.readouterr().err.decode()
    assert names in told
    assert told.count("\n") == 1


def test_a_file_that_cannot_be_finished_leaves_the_old_one(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Out
) -> None:
    file = tmp_path / "events.xlsx"
    file.write_bytes(b"of yesterday")
    monkeypatch.setattr("dragoman.export.xlsx.ROWS", 3)
    assert export(ledger, "xlsx", "-o", file) == 2
    assert "parquet" in capfdbinary.readouterr().err.decode()
    assert file.read_bytes() == b"of yesterday"
    assert list(tmp_path.iterdir()) == [file]


def test_no_workbook_is_shown_in_a_terminal(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Out
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert export(ledger, "xlsx") == 2
    assert "-o FILE" in capfdbinary.readouterr().err.decode()
