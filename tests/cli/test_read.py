import io
import json
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

CALL = "Peruvian President Dina Boluarte spoke by telephone with Chilean President Gabriel Boric."


def test_in_a_pipe_it_writes_one_record_a_line(run: Run, examples: Path) -> None:
    done = run("read", examples / "02-japan-korea-call.md")
    assert done.status == 0
    (line,) = done.out.splitlines()
    record = json.loads(line)
    assert record["published"] == "2024-02-06"
    for event in record["events"]:
        trigger = event["trigger"]
        assert record["text"][trigger["start"] : trigger["end"]] == trigger["text"]


def test_several_reports_are_several_lines(run: Run, examples: Path) -> None:
    done = run("read", examples / "10-three-reports.jsonl")
    ids = [json.loads(line)["id"] for line in done.out.splitlines()]
    assert len(ids) == 3
    assert "armenia-azerbaijan-denial" in ids


def test_for_people_the_trigger_is_marked_and_the_source_named(run: Run, examples: Path) -> None:
    done = run("read", examples / "02-japan-korea-call.md", "--no-json")
    assert done.status == 0
    assert "Kishida and Yoon speak by telephone" in done.out
    assert "CONSULT" in done.out
    assert "telephone conversation»" in done.out
    for part in ("Events", "Who says what", "Standing mechanisms", "Ahead", "People"):
        assert part in done.out.splitlines()


def test_standard_input_with_a_day(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given = io.TextIOWrapper(io.BytesIO(f"{CALL[:-1]} on Monday.".encode()))
    monkeypatch.setattr(sys, "stdin", given)
    done = run("read", "-", "--published", "2024-03-06", "--publisher", "Andes Daily")
    record = json.loads(done.out)
    assert record["publisher"] == "Andes Daily"
    assert [e["when"] for e in record["events"] if e["type"] == "CONSULT"] == ["2024-03-04"]


def test_a_report_without_events_says_so(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("The soup was good and the bread was warm.")
    done = run("read", file, "--no-json")
    assert done.status == 0
    assert "Nothing between states was found" in done.out


def test_one_bad_row_is_told_and_the_others_are_read(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": CALL}) + "\n{broken\n")
    done = run("read", file)
    assert done.status == 2
    assert len(done.out.splitlines()) == 1
    assert done.err.count("\n") == 1
    assert f"{file}:2" in done.err


def test_another_language_is_kept_and_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    told = "Der Außenminister traf am Dienstag seine Kollegin, und sie sprachen über die Grenze. "
    file.write_text(told * 4)
    done = run("read", file)
    assert (done.status, json.loads(done.out)["events"]) == (0, [])
    assert "not in English" in done.err
    assert "not in English" in run("read", file, "--no-json").out
