"""Opens a ledger: where it is, whether it is one, and what went wrong, in one line.

A file is looked at before anything is written to it, so that another program's database is left as
it was. SQLite runs in WAL mode with full synchronisation: what was acknowledged survives a kill
and a power cut. Every database error becomes a `LedgerError` that names the ledger.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.engine import URL, make_url

from dragoman.errors import LedgerError
from dragoman.ledger import tables

VARIABLE = "DRAGOMAN_LEDGER"
WAIT = 30.0
"""Seconds to wait for another process that is writing."""

_ONE_WRITER = f"SELECT pg_advisory_xact_lock({tables.APPLICATION})"
"""PostgreSQL lets several write at once; merging must see what the other has written."""

_MAGIC = b"SQLite format 3\x00"


def default_path() -> Path:
    """The ledger in the user's data folder."""
    home = Path.home()
    if sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return folder / "dragoman" / "ledger.db"


def resolve(url_or_path: str | Path | None) -> URL:
    """The address of a ledger: as given, else of the variable `DRAGOMAN_LEDGER`, else the default.

    Raises:
        LedgerError: it is no address of a database that can hold a ledger.
    """
    given = url_or_path if url_or_path is not None else os.environ.get(VARIABLE) or default_path()
    if isinstance(given, Path) or "://" not in given:
        return URL.create("sqlite", database=str(Path(given).expanduser()))
    try:
        url = make_url(given)
    except exc.ArgumentError as error:
        raise LedgerError(
            f"{given}: no address of a ledger; give a path, sqlite:///FILE or "
            "postgresql+psycopg://USER@HOST/NAME"
        ) from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise LedgerError(
            f"{given}: a ledger lives in SQLite or PostgreSQL, not in {url.get_backend_name()}"
        )
    if url.drivername == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    return url


def name_of(url: URL) -> str:
    """How messages call the ledger: its path, or its address without the password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "the ledger in memory"
    return url.render_as_string(hide_password=True)


def open_engine(url: URL, create: bool) -> sa.Engine:
    """An engine on a ledger that is there, or, with `create`, on a new one.

    Raises:
        LedgerError: there is none, it is not ours, it is newer than this program, or it cannot be
            reached.
    """
    name = name_of(url)
    if url.get_backend_name() == "sqlite":
        _look(url, name, create)
        engine = sa.create_engine(url, connect_args={"timeout": WAIT, "check_same_thread": False})
        sa.event.listen(engine, "connect", _prepare)
        sa.event.listen(engine, "begin", _begin)
    else:
        try:
            engine = sa.create_engine(url, pool_pre_ping=True)
        except ImportError as error:
            raise LedgerError(
                f"{name}: the PostgreSQL driver is missing; pip install 'dragoman[postgres]'"
            ) from error
    try:
        with guarded(name):
            _check(engine, name, create)
    except LedgerError:
        engine.dispose()
        raise
    return engine


def _look(url: URL, name: str, create: bool) -> None:
    """Looks at a SQLite file without opening it as a database."""
    if not url.database or url.database == ":memory:":
        return
    path = Path(url.database)
    if path.is_dir():
        raise LedgerError(f"{name}: is a folder; name a file in it, such as {path / 'ledger.db'}")
    try:
        with path.open("rb") as file:
            start = file.read(100)
    except FileNotFoundError:
        if not create:
            raise LedgerError(
                f"{name}: there is no ledger yet; put reports into one with `dragoman ingest`"
            ) from None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerError(f"{name}: cannot make its folder: {error.strerror}") from error
        return
    except OSError as error:
        raise LedgerError(f"{name}: cannot be opened: {error.strerror}") from error
    if start and not start.startswith(_MAGIC):
        raise LedgerError(f"{name}: is no ledger but a file of another kind; name another file")


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("PRAGMA cache_size=-65536")
    # A page that several batches in a row write goes from the log to its place once.
    connection.execute("PRAGMA wal_autocheckpoint=8000")


def _begin(connection: sa.Connection) -> None:
    # A writer takes its lock at once: two that read first and write later could not both go on.
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _check(engine: sa.Engine, name: str, create: bool) -> None:
    with engine.connect() as connection:
        there = set(sa.inspect(connection).get_table_names())
        found = None
        if tables.about.name in there:
            columns = {c["name"] for c in sa.inspect(connection).get_columns(tables.about.name)}
            if columns == {"key", "value"}:
                found = connection.scalar(
                    sa.select(tables.about.c.value).where(tables.about.c.key == "schema")
                )
    if found is None:
        if there:
            raise LedgerError(f"{name}: is another program's database; name another file")
        if not create:
            raise LedgerError(f"{name}: is empty; put reports into it with `dragoman ingest`")
        _create(engine)
    elif not found.isdigit() or int(found) > tables.SCHEMA:
        raise LedgerError(
            f"{name}: was written by a newer Dragoman (schema {found}, this one knows "
            f"{tables.SCHEMA}); upgrade with pip install -U dragoman"
        )
    elif int(found) < tables.SCHEMA:
        _upgrade(engine, int(found))
    elif missing := set(tables.metadata.tables) - there:
        raise LedgerError(
            f"{name}: its tables are incomplete ({', '.join(sorted(missing))} missing); restore "
            "it from a copy, or ingest into a new ledger"
        )


def _create(engine: sa.Engine) -> None:
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.rollback()
            raw.execute("PRAGMA journal_mode=WAL")
            raw.execute(f"PRAGMA application_id={tables.APPLICATION}")
    _upgrade(engine, 0)


def _upgrade(engine: sa.Engine, schema: int) -> None:
    """Makes or changes the tables in one transaction: a kill leaves the ledger as it was."""
    from dragoman.ledger import migrations

    with engine.connect().execution_options(writing=True) as connection:
        if engine.url.database not in (None, "", ":memory:") and engine.dialect.name == "sqlite":
            # Sorting a large table anew must not need as much memory.
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA temp_store=FILE")
            connection.detach()
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(_ONE_WRITER)
            # Two programs may have started on one ledger; the second finds it made.
            if _schema(connection) == schema:
                migrations.upgrade(connection)


def _schema(connection: sa.Connection) -> int:
    if tables.about.name not in sa.inspect(connection).get_table_names():
        return 0
    about = tables.about.c
    return int(connection.scalar(sa.select(about.value).where(about.key == "schema")) or 0)


@contextmanager
def session(engine: sa.Engine, name: str, *, writing: bool = False) -> Iterator[sa.Connection]:
    """A transaction on the ledger `name`: kept whole at the end, or not at all.

    Raises:
        LedgerError: the database refused, was locked, full, damaged, or out of reach.
    """
    with guarded(name), engine.connect() as connection:
        if writing:
            connection = connection.execution_options(writing=True)
        with connection.begin():
            if writing and connection.dialect.name == "postgresql":
                connection.exec_driver_sql(_ONE_WRITER)
            yield connection


@contextmanager
def guarded(name: str) -> Iterator[None]:
    """Turns every database error into one line about the ledger `name`.

    Raises:
        LedgerError: the database refused, was locked, full, damaged, or out of reach.
    """
    try:
        yield
    except exc.DBAPIError as error:
        raise LedgerError(f"{name}: {_reason(error.orig)}") from error
    except exc.SQLAlchemyError as error:
        raise LedgerError(f"{name}: {str(error).splitlines()[0]}") from error
    except sqlite3.Error as error:
        raise LedgerError(f"{name}: {_reason(error)}") from error


def _reason(error: BaseException | None) -> str:
    said = (str(error).strip().splitlines() or [type(error).__name__])[0]
    lower = said.lower()
    for sign, advice in _REASONS.items():
        if sign in lower:
            return advice
    return f"the database refused: {said}"


_REASONS = {
    "database is locked": "another program is writing to it; wait until it is done and run this "
    "again",
    "disk is full": "the disk is full; nothing of this batch was kept, free some space and run "
    "this again",
    "disk i/o error": "the disk could not be read or written; check its space and its health, "
    "then run this again",
    "not a database": "is no ledger but a file of another kind; name another file",
    "malformed": "the file is damaged; restore it from a copy, or ingest into a new ledger",
    "readonly": "cannot be written to; check its permissions",
    "unable to open": "cannot be opened; check that its folder exists and may be written to",
    "connection": "the database server cannot be reached or went away; start it and run this again",
    "no such table": "its tables are incomplete; restore it from a copy, or use a new ledger",
}
