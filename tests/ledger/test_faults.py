"""Whatever happens to a ledger, it stays whole, and the user is told in one line."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, merging, opening, tables
from tests.made import actor, call, record

TEXT = "Rojas and Quispe spoke on Monday about the fishing limits."
GIVEN = record(
    TEXT, "one", [call(TEXT, "2024-01-15", actor("CHL", "Ana Rojas"), actor("PER", "Luis Quispe"))]
)


def _one_line(error: pytest.ExceptionInfo[LedgerError], path: Path) -> str:
    said = str(error.value)
    assert "\n" not in said
    assert str(path) in said
    return said


def test_another_programs_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    before = path.read_bytes()
    with pytest.raises(LedgerError) as error:
        Ledger(path)
    assert "another program" in _one_line(error, path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_table_of_our_name_does_not_make_it_ours(tmp_path: Path) -> None:
    path = tmp_path / "accounts.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE ledger (account TEXT, amount REAL)")
    with pytest.raises(LedgerError) as error:
        Ledger(path)
    assert "another program" in _one_line(error, path)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database\n" * 50)
    with pytest.raises(LedgerError) as error:
        Ledger(path)
    assert "file of another kind" in _one_line(error, path)
    assert path.read_text().startswith("not a database")


def test_a_damaged_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        ledger.add(GIVEN)
    data = path.read_bytes()
    for side in ("-wal", "-shm"):
        (tmp_path / f"ledger.db{side}").unlink(missing_ok=True)
    path.write_bytes(data[:100] + b"\x00garbage" * ((len(data) - 100) // 8))
    with pytest.raises(LedgerError) as error:
        Ledger(path)
    _one_line(error, path)


def test_a_ledger_of_a_newer_program(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Ledger(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE ledger SET value = ? WHERE key = 'schema'", [str(tables.SCHEMA + 1)])
    with pytest.raises(LedgerError) as error:
        Ledger(path)
    assert "newer" in _one_line(error, path)


def test_no_ledger_is_made_where_one_is_only_asked(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with pytest.raises(LedgerError) as error:
        Ledger(path, create=False)
    assert "ingest" in _one_line(error, path)
    assert not path.exists()


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as error:
        Ledger(tmp_path)
    assert "folder" in _one_line(error, tmp_path)


def test_a_database_that_cannot_hold_a_ledger() -> None:
    with pytest.raises(LedgerError, match="SQLite or PostgreSQL"):
        Ledger("mysql://host/name")


def test_a_server_out_of_reach_is_named_without_its_password() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError) as error:
        Ledger("postgresql://eve:secret@127.0.0.1:1/none")
    said = str(error.value)
    assert "\n" not in said
    assert "cannot be reached" in said
    assert "secret" not in said


def test_a_locked_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "WAIT", 0.05)
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError) as error:
            ledger.add(GIVEN)
        assert "another program is writing" in _one_line(error, path)
        holder.execute("ROLLBACK")
        holder.close()
        assert ledger.add(GIVEN).added == 1


def test_a_full_disk_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        ledger.add(GIVEN)
        engine = ledger._engine
        with engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        # A limit on pages is how SQLite itself simulates a disk with no room left.

        @sa.event.listens_for(engine, "checkout")
        def limit(raw: sqlite3.Connection, *_: object) -> None:
            raw.execute(f"PRAGMA max_page_count={pages + 2}")

        big = TEXT + " They spoke of ships, nets and quotas." * 5000
        other = record(big, "two", [call(big, "2024-02-01", actor("CHL"), actor("PER"))])
        with pytest.raises(LedgerError) as error:
            ledger.add(other)
        assert "disk is full" in _one_line(error, path)
    with Ledger(path) as ledger:
        assert ledger.counts().reports == 1
        assert ledger.add(other).added == 1


_WRITER = """
import sys
from dragoman.ledger import Ledger
from tests.made import actor, call, record
def given():
    for n in range(100000):
        text = f"Rojas and Quispe spoke on day {n} about limit {n * 7} of the fishing grounds."
        yield record(text, f"r{n:06d}", [call(text, "2024-01-15", actor("CHL"), actor("PER"))],
                     publisher=f"Paper {n % 9}")
done = 0
def tell(batch):
    global done
    done += batch.added
    print(done, flush=True)
Ledger(sys.argv[1]).add(given(), batch_size=5, on_batch=tell)
"""


def test_a_kill_loses_nothing_acknowledged_and_leaves_no_half(tmp_path: Path, turn: int) -> None:
    path = tmp_path / "ledger.db"
    root = Path(__file__).parents[2]
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(0.03 + 0.037 * (turn % 17))
    writer.send_signal(signal.SIGKILL)
    told = [int(line) for line in writer.stdout.read().split()]
    writer.wait()
    acknowledged = told[-1] if told else 5
    with Ledger(path) as ledger:
        kept = list(ledger.records())
        assert len(kept) >= acknowledged
        assert len(kept) % 5 == 0
        assert [r.id for r in kept] == [f"r{n:06d}" for n in range(len(kept))]
        assert ledger.counts().tellings == len(kept)
        assert len(ledger.search("fishing", limit=10**6)) == len(kept)
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_two_processes_may_ingest_at_once(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    root = Path(__file__).parents[2]
    script = _WRITER.replace("range(100000)", "range(60)")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        for _ in range(2)
    ]
    for writer in writers:
        _, said = writer.communicate(timeout=60)
        assert writer.returncode == 0, said
    with Ledger(path) as ledger:
        assert ledger.counts().reports == 60
        assert ledger.counts().tellings == 60


def test_a_server_restarted_in_the_middle_loses_nothing(
    postgresql: sa.URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = sa.create_engine(postgresql, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE restarted")

    def drop_all() -> None:
        with admin.connect() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'restarted'"
            )

    url = postgresql.set(database="restarted").render_as_string(hide_password=False)
    texts = [f"Rojas and Quispe spoke on day {n} about limit {n * 7}." for n in range(9)]
    sides = actor("CHL"), actor("PER")
    given = [record(t, f"r{n}", [call(t, "2024-01-15", *sides)]) for n, t in enumerate(texts)]
    with Ledger(url) as ledger:
        ledger.add(given[:3])
        with monkeypatch.context() as patch:
            # The server goes away when half of the batch is written.
            patch.setattr(merging, "find_reprints", lambda *_: drop_all())
            with pytest.raises(LedgerError, match="cannot be reached or went away"):
                ledger.add(given[3:])
        assert ledger.counts().reports == 3
        done = ledger.add(given)
        assert (done.added, done.known) == (6, 3)
    admin.dispose()
