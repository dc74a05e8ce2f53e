"""The commands that keep a ledger or answer from one."""

import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run


def test_ingesting_twice_is_once(run: Run, tmp_path: Path, examples: Path) -> None:
    ledger = tmp_path / "new.db"
    first = json.loads(run("ingest", examples, "--ledger", ledger).out)
    assert (first["added"], first["known"], first["failed"]) == (12, 0, 0)
    second = json.loads(run("ingest", examples, "--ledger", ledger).out)
    assert (second["added"], second["known"]) == (0, 12)


def test_bad_things_in_a_batch_are_rows_and_the_rest_is_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Peru and Chile held talks in Arica on Tuesday.")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    done = run("ingest", tmp_path, "--ledger", tmp_path / "ledger.db")
    told = json.loads(done.out)
    assert done.status == 2
    assert (told["added"], told["failed"]) == (1, 2)
    assert {Path(e["source"]).name for e in told["errors"]} == {"empty.txt", "binary.txt"}
    assert done.err.count("\n") == 2


def test_states_by_name_or_code(run: Run, ledger: Path) -> None:
    answers = {
        run("dossier", *pair, "--ledger", ledger, "--as-of", "2024-04-01").out
        for pair in (("JPN", "KOR"), ("Japan", "South Korea"), ("jp", "Republic of Korea"))
    }
    assert len(answers) == 1
    dossier = json.loads(answers.pop())
    assert (dossier["a"], dossier["b"]) == ("JPN", "KOR")
    assert dossier["contacts"]


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_a_dossier_for_people(run: Run, ledger: Path, format: str) -> None:
    done = run("dossier", "JPN", "KOR", "--ledger", ledger, "--format", format)
    assert done.status == 0
    for words in ("Japan", "South Korea", "Contacts", "Kishida", "Strait Courier"):
        assert words in done.out


def test_the_day_hides_what_was_not_yet_reported(run: Run, ledger: Path) -> None:
    early = json.loads(
        run("contacts", "JPN", "KOR", "--ledger", ledger, "--as-of", "2024-01-20").out
    )
    late = json.loads(
        run("contacts", "JPN", "KOR", "--ledger", ledger, "--as-of", "2024-03-30").out
    )
    assert len(early["contacts"]) < len(late["contacts"])


@pytest.mark.parametrize("part", ["contacts", "calendar", "positions", "agenda"])
def test_a_part_holds_that_part_only(run: Run, ledger: Path, part: str) -> None:
    told = json.loads(run(part, "POL", "LTU", "--ledger", ledger).out)
    assert part in told
    assert "signals" not in told
    text = run(part, "POL", "LTU", "--ledger", ledger, "--format", "text")
    assert "Signals" not in text.out
    assert "Poland – Lithuania" in text.out


def test_a_calendar_file_opens_in_a_calendar(run: Run, ledger: Path, tmp_path: Path) -> None:
    from icalendar import Calendar

    file = tmp_path / "ahead.ics"
    done = run("calendar", "POL", "LTU", "--as-of", "2024-03-20", "--ledger", ledger, "--ics", file)
    assert done.status == 0
    entries = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    days = {e["summary"]: e.decoded("dtstart").isoformat() for e in entries}
    assert "2024-05-12" in days.values()
    assert all("The Baltic Ledger" in str(e["description"]) for e in entries)
    again = tmp_path / "again.ics"
    run("calendar", "POL", "LTU", "--as-of", "2024-03-20", "--ledger", ledger, "--ics", again)
    assert again.read_bytes() == file.read_bytes()


def test_what_somebody_said(run: Run, ledger: Path) -> None:
    rows = json.loads(run("says", "Gabrielius Landsbergis", "--ledger", ledger).out)
    assert any("first to blink" in r["content"] for r in rows)
    assert all(r["report"] for r in rows)
    chained = json.loads(run("says", "Albanese", "--on", "each other", "--ledger", ledger).out)
    assert any("first with each other" in r["content"] for r in chained)
    assert json.loads(run("says", "Nobody Atall", "--ledger", ledger).out) == []


def test_what_a_state_said_whoever_spoke_for_it(run: Run, ledger: Path) -> None:
    by_code = json.loads(run("says", "LTU", "--ledger", ledger).out)
    assert by_code == json.loads(run("says", "Lithuania", "--ledger", ledger).out)
    assert {"Gabrielius Landsbergis"} < {r["speaker"] or r["source"] for r in by_code}
    assert {r["stance"] for r in by_code} <= {"asserts", "denies", "doubts"}


def test_words_in_reports(run: Run, ledger: Path) -> None:
    rows = json.loads(run("search", "ferry", "Izmir", "--ledger", ledger).out)
    assert len(rows) == 1
    assert "«" in rows[0]["passage"]
    phrase = json.loads(run("search", "carry on nowhere", "--ledger", ledger).out)
    assert phrase == []


def test_version_names_the_reader(run: Run) -> None:
    told = json.loads(run("version").out)
    assert {"dragoman", "weights", "lexicon", "tables"} <= set(told)


def test_standard_input_into_a_ledger(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.TextIOWrapper(io.BytesIO(b"Peru and Chile held talks in Arica on Tuesday."))
    monkeypatch.setattr("sys.stdin", given)
    told = json.loads(run("ingest", "-", "--ledger", tmp_path / "ledger.db").out)
    assert told["added"] == 1


def test_what_cannot_be_read_for_its_language_is_kept_and_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "de.txt").write_text(
        "Der Außenminister von Österreich traf am Dienstag seine Kollegin aus Slowenien in Graz, "
        "und beide sprachen über den Bau einer Brücke an der Grenze."
    )
    told = json.loads(run("ingest", tmp_path / "de.txt", "--ledger", tmp_path / "l.db").out)
    assert (told["added"], told["unread"], told["failed"]) == (1, 1, 0)


def test_columns_are_named_on_the_command_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Artikel,Tag\nPeru and Chile held talks in Arica on Tuesday.,2024-03-05\n"
    )
    given = ("ingest", tmp_path / "a.csv", "--ledger", tmp_path / "l.db", "--columns")
    assert json.loads(run(*given, "text=Artikel,published=Tag").out)["added"] == 1
    for wrong in ("Artikel", "words=Artikel", "text="):
        done = run(*given, wrong)
        assert done.status == 5
        assert done.err.count("\n") == 1


def test_a_calendar_file_marks_what_was_called_off(run: Run, tmp_path: Path) -> None:
    from icalendar import Calendar
    from tests.made import actor, event, record

    from dragoman.codes import Status
    from dragoman.ledger import Ledger

    text = "The visit of Ana Rojas to Lima on 3 June was called off."
    visit = event(
        text,
        "visit",
        status=Status.CANCELLED,
        when="2024-06-03",
        actors=(actor("CHL", "Ana Rojas"), actor("PER")),
    )
    with Ledger(tmp_path / "off.db") as kept:
        kept.add(record(text, "off", [visit], published="2024-05-26"))
    file = tmp_path / "off.ics"
    run("calendar", "CHL", "PER", "--ledger", tmp_path / "off.db", "--ics", file)
    (entry,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert entry["status"] == "CANCELLED"
    assert entry.decoded("dtstart").isoformat() == "2024-06-03"
