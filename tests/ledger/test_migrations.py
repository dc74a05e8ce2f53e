"""The migrations make the tables that the program reads, on either database, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, tables
from dragoman.ledger.search import create

OURS = {"search", "alembic_version"}


def test_a_new_ledger_has_the_tables_of_the_program(url: str) -> None:
    with Ledger(url) as ledger, ledger._engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": lambda thing, name, kind, *_: (
                    not (kind == "table" and (name in OURS or name.startswith("search_")))
                ),
                "compare_type": True,
            },
        )
        assert compare_metadata(context, tables.metadata) == []
        revision = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        assert revision == f"{tables.SCHEMA:04d}"


def test_opening_again_changes_nothing(url: str) -> None:
    Ledger(url).close()
    with Ledger(url, create=False) as ledger:
        assert ledger.counts().reports == 0


def test_a_migration_that_fails_leaves_nothing_half_made(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(connection: sa.Connection) -> None:
        create(connection)
        raise sa.exc.OperationalError("", {}, Exception("database or disk is full"))

    monkeypatch.setattr("dragoman.ledger.search.create", breaks)
    with pytest.raises(LedgerError, match="disk is full"):
        Ledger(url)
    monkeypatch.undo()
    with Ledger(url) as ledger:
        assert ledger.counts().reports == 0


def test_a_ledger_without_all_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger, ledger._engine.connect() as connection:
        connection.exec_driver_sql("DROP TABLE links")
        connection.commit()
    with pytest.raises(LedgerError, match=r"incomplete \(links missing"):
        Ledger(path)
