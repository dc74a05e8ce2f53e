"""What people really feed a program: one clear line each, a non-zero exit, and nothing is lost."""

import json
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dragoman.cli.main import main

GOOD = "Peru and Chile held talks in Arica on Tuesday."


def told(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    """The exit status and the one line on standard error."""
    capfd.readouterr()
    status = main([str(a) for a in arguments])
    err = capfd.readouterr().err
    assert "Traceback" not in err
    assert err.count("\n") == 1, err
    assert err.startswith("dragoman: ")
    return status, err


def big_line(path: Path) -> None:
    with path.open("w") as file:
        file.write('{"text": "')
        for _ in range(50):
            file.write("word " * (1024 * 1024 // 5))
        file.write('"}\n')


FILES: dict[str, tuple[str, bytes, str]] = {
    "an empty file": ("a.txt", b"", "empty"),
    "nothing but white space": ("a.md", b"\n\n  \n", "empty"),
    "a binary": ("a.txt", bytes(range(256)) * 8, "binary"),
    "an office document": ("a.txt", b"PK\x03\x04" + bytes(60), "Office"),
    "a page without text": ("a.html", b"<html><body><nav>Home</nav></body></html>", "no article"),
    "a broken row": ("a.jsonl", b'{"text": "Peru', "broken JSON"),
    "a row that is no object": ("a.jsonl", b"[1, 2]\n", "no JSON object"),
    "a row without a text": ("a.jsonl", b'{"title": "Talks"}\n', "no text"),
    "a date that is none": ("a.jsonl", b'{"text": "x", "date": "2024-02-30"}', "2024-02-30"),
    "front matter with a wrong date": ("a.md", b"---\ndate: soon\n---\nText.\n", "soon"),
    "a table without texts": ("a.csv", b"a,b\n1,2\n", "no column"),
    "a file that says it is UTF-16": ("a.txt", b"\xff\xfeabc", "UTF-16"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_bad_file(capfd: pytest.CaptureFixture[str], tmp_path: Path, case: str) -> None:
    name, data, words = FILES[case]
    (tmp_path / name).write_bytes(data)
    status, line = told(capfd, "read", tmp_path / name)
    assert status != 0
    assert name in line
    assert words in line


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_line_of_fifty_megabytes(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    big_line(tmp_path / name)
    status, line = told(capfd, "read", tmp_path / name)
    assert status != 0
    assert "MB" in line


def test_mixed_encodings_are_read_and_not_refused(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Café talks.\n".encode() + "Déjà vu in Orléans.\n".encode("latin-1"))
    assert main(["read", str(file)]) == 0
    record = json.loads(capfd.readouterr().out)
    assert record["text"] == "Café talks.\nDéjà vu in Orléans."


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read", "no-such-file.txt"], "no such file"),
        (["read", "-", "--published", "2024-13-01"], "2024-13-01"),
        (["read", "http://127.0.0.1:9/none"], "cannot be fetched"),
        (["dossier", "Atlantis", "IND", "--ledger", "LEDGER"], "Atlantis"),
        (["dossier", "Indai", "RUS", "--ledger", "LEDGER"], "India"),
        (["dossier", "IND", "India", "--ledger", "LEDGER"], "same"),
        (["dossier", "IND", "RUS", "--as-of", "2024-02-30", "--ledger", "LEDGER"], "2024-02-30"),
        (["calendar", "IND", "RUS", "--ledger", "LEDGER", "--ics", "/no/such/a.ics"], "a.ics"),
        (["search", "--ledger", "LEDGER"], "words"),
        (["search", "x", "--limit", "0", "--ledger", "LEDGER"], "limit"),
        (["says", "--ledger", "LEDGER"], "who"),
        (["ingest", "--ledger", "LEDGER"], "file"),
        (["dossier", "IND", "RUS", "--ledger", "mysql://host/x"], "SQLite or PostgreSQL"),
        (["dossier", "IND", "RUS", "--ledger", "/no/such/folder/a.db"], "no ledger"),
    ],
)
def test_a_bad_argument(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str], words: str
) -> None:
    ledger = tmp_path / "ledger.db"
    (tmp_path / "a.txt").write_text(GOOD)
    assert main(["ingest", str(tmp_path / "a.txt"), "--ledger", str(ledger)]) == 0
    given = [str(ledger) if a == "LEDGER" else a for a in arguments]
    status, line = told(capfd, *given)
    assert status != 0
    assert words in line


def test_a_ledger_of_another_program_is_left_as_it_was(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other, report = tmp_path / "other.db", tmp_path / "a.txt"
    report.write_text(GOOD)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = other.read_bytes()
    status, line = told(capfd, "ingest", report, "--ledger", other)
    assert status == 4
    assert "another program" in line
    assert other.read_bytes() == before
    text = tmp_path / "notes.db"
    text.write_text("these are notes")
    status, line = told(capfd, "dossier", "IND", "RUS", "--ledger", text)
    assert status == 4
    assert text.read_text() == "these are notes"


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow past `size` bytes, as on a disk that is nearly full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_loses_nothing_that_was_kept(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ledger, first, more = tmp_path / "ledger.db", tmp_path / "a.txt", tmp_path / "more.jsonl"
    first.write_text(GOOD)
    rows = [json.dumps({"text": GOOD + f" The bread of day {n} was warm." * 900}) for n in range(4)]
    more.write_text("\n".join(rows))
    assert main(["ingest", str(first), "--ledger", str(ledger)]) == 0
    size = sum(p.stat().st_size for p in tmp_path.glob("ledger.db*"))
    with room_for(size + 4096):
        status, line = told(capfd, "ingest", more, "--ledger", ledger)
    assert status == 4
    assert "ledger.db" in line
    assert main(["search", "Arica", "--ledger", str(ledger)]) == 0
    assert len(json.loads(capfd.readouterr().out)) == 1
    assert main(["ingest", str(more), "--ledger", str(ledger)]) == 0
    assert json.loads(capfd.readouterr().out)["added"] == 4
