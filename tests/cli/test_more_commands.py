"""Compare, judge, reread, export and check."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run


@pytest.fixture
def mine(ledger: Path, tmp_path: Path) -> Path:
    """A ledger of one's own, to write in."""
    for part in ledger.parent.glob(f"{ledger.name}*"):
        shutil.copy(part, tmp_path / part.name)
    return tmp_path / ledger.name


def contacts(run: Run, ledger: Path, a: str, b: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("contacts", a, b, "--ledger", ledger).out)[
        "contacts"
    ]
    return found


def test_two_accounts_of_one_call_stand_side_by_side(run: Run, ledger: Path) -> None:
    calls = [c for c in contacts(run, ledger, "KEN", "ETH") if c.get("channel") == "phone"]
    told = json.loads(run("compare", calls[0]["id"], "--ledger", ledger).out)
    assert {t["publisher"] for t in told["tellings"]} == {
        "State House, Nairobi",
        "Office of the Prime Minister, Addis Ababa",
    }
    assert any("Lamu" in topic for a in told["accounts"] for topic in a["alone"])


def test_a_judgement_is_laid_over_and_stays(run: Run, mine: Path) -> None:
    event = contacts(run, mine, "JPN", "KOR")[0]["id"]
    done = run("judge", event, "correct", "when=2024-02-04", "--author", "ana", "--ledger", mine)
    assert done.status == 0
    assert json.loads(done.out)["when"] == "2024-02-04"
    assert "2024-02-04" in {c.get("when") for c in contacts(run, mine, "JPN", "KOR")}
    again = json.loads(run("reread", "--ledger", mine).out)
    assert (again["changed"], again["lost_judgements"]) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no-such-event", "accept"], "no such event"),
        (["EVENT", "correct", "when"], "FIELD=VALUE"),
        (["EVENT", "correct", "when=soon"], "soon"),
        (["EVENT", "accept", "this"], "--note"),
        (["EVENT", "note"], "note"),
    ],
)
def test_a_judgement_that_says_nothing(
    run: Run, mine: Path, arguments: list[str], words: str
) -> None:
    event = contacts(run, mine, "JPN", "KOR")[0]["id"]
    done = run("judge", *[event if a == "EVENT" else a for a in arguments], "--ledger", mine)
    assert done.status == 2
    assert words in done.err
    assert done.err.count("\n") == 1


def test_events_as_a_table(run: Run, ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    assert run("export", "csv", "-o", file, "--ledger", ledger).status == 0
    with file.open(newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len({r["report_id"] for r in rows}) == 12
    shown = run("export", "csv", "--ledger", ledger)
    assert list(csv.DictReader(io.StringIO(shown.out))) == rows


@pytest.mark.parametrize(("format", "key"), [("jsonl", "record_id"), ("plover", "event")])
def test_lines_of_json(run: Run, ledger: Path, format: str, key: str) -> None:
    lines = run("export", format, "--ledger", ledger).out.splitlines()
    assert all(key in json.loads(line) for line in lines)


def test_a_file_that_cannot_be_written_is_told(run: Run, ledger: Path) -> None:
    done = run("export", "csv", "-o", "/no/such/folder/a.csv", "--ledger", ledger)
    assert done.status == 2
    assert "a.csv" in done.err


def test_the_tables_of_the_package_are_in_order(run: Run) -> None:
    done = run("knowledge", "check")
    assert done.status == 0
    assert {f["message"].split()[0] for f in json.loads(done.out)} <= {"gap"}


def test_a_corpus_from_the_command_line(run: Run, examples: Path, tmp_path: Path) -> None:
    done = run("code", examples, tmp_path / "out", "--format", "csv", "--workers", "1")
    assert done.status == 0
    told = json.loads(done.out)
    assert (told["reports"], told["errors"]) == (12, 0)
    assert {p.name for p in (tmp_path / "out").glob("*.csv")} == set(told["files"].values())


def test_what_holds_no_report_makes_no_ledger(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = run("ingest", tmp_path / "empty.txt", "--ledger", tmp_path / "new.db", "--no-json")
    assert done.status == 2
    assert done.out == "0 added, 0 known already, 1 failed; no report was found\n"
    assert "the file is empty" in done.err
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize(
    "asked",
    [
        ("says", "Kishida"),
        ("search", "hydrogen"),
        ("reread",),
        ("version",),
        ("knowledge", "check"),
    ],
)
def test_what_is_json_in_a_pipe_is_words_where_that_is_asked(
    run: Run, ledger: Path, asked: tuple[str, ...]
) -> None:
    where = () if asked[0] in ("version", "knowledge") else ("--ledger", ledger)
    told = run(*asked, *where)
    json.loads(told.out)
    words = run(*asked, *where, "--no-json")
    assert words.status == told.status
    with pytest.raises(json.JSONDecodeError):
        json.loads(words.out)


def test_lines_of_words_end_with_words_in_a_pipe(run: Run, ledger: Path) -> None:
    shown = run("dossier", "Japan", "South Korea", "--ledger", ledger, "--format", "text").out
    assert len(shown.splitlines()) > 20
    assert not [line for line in shown.splitlines() if line != line.rstrip()]
