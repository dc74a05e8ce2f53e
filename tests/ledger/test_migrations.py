"""The migrations make the tables that the program reads, on either database, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, tables
from dragoman.ledger.keeping import digest
from dragoman.ledger.search import create
from tests.made import actor, call, record

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


def _first_schema(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger of schema 1 that holds one report, as the first program wrote it."""
    text = "Rojas and Quispe spoke on Monday about the fishing limits."
    given = record(
        text, "one", [call(text, "2024-01", actor("CHL", "Ana Rojas"), actor("PER", "Luis Quispe"))]
    )
    held = {k: v for k, v in given.to_dict().items() if k != "text"}
    with monkeypatch.context() as patch:
        patch.setattr(tables, "SCHEMA", 1)
        with Ledger(url) as ledger, ledger._writing() as connection:
            for table, values in (
                ("reports", {"id": "one", "digest": digest(text), "text": text}),
                (
                    "records",
                    {
                        "id": given.record_id,
                        "report": "one",
                        "reader": "{}",
                        "present": True,
                        "content": msgspec.json.encode(held),
                    },
                ),
                (
                    "events",
                    {
                        "id": "0123456789",
                        "record": given.record_id,
                        "report": "one",
                        "name": given.events[0].id,
                        "type": "CONSULT",
                        "status": "happened",
                        "background": False,
                        "content": msgspec.json.encode(given.events[0]),
                        "merged": "0123456789",
                    },
                ),
                (
                    "dyads",
                    {
                        "event": "0123456789",
                        "a": "CHL",
                        "b": "PER",
                        "family": "contact",
                        "from_day": "2023-12-30",
                        "to_day": "2024-02-02",
                    },
                ),
                ("states", {"state": "CHL", "report": "one", "ahead": False}),
                ("states", {"state": "PER", "report": "one", "ahead": False}),
            ):
                names = ", ".join(values)
                marks = ", ".join(f":{k}" for k in values)
                statement = sa.text(f"INSERT INTO {table} ({names}) VALUES ({marks})")
                connection.execute(statement, values)


def test_a_ledger_of_the_first_schema_is_brought_up_to_date(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _first_schema(url, monkeypatch)
    with Ledger(url, create=False) as ledger:
        assert ledger.record("one").events[0].when == "2024-01"
        (contact,) = ledger.dossier("CHL", "PER").contacts
        assert contact.who[0].name == "Ana Rojas"
        (told,) = ledger.event("0123456789").tellings
        assert told.source.occasion is not None
        assert told.source.occasion.states == ("CHL", "PER")
        # What is put in now is merged with what was there.
        again = "The presidents of Chile and Peru spoke about the fishing limits in January."
        sides = actor("CHL", "Ana Rojas"), actor("PER", "Luis Quispe")
        ledger.add(record(again, "two", [call(again, "2024-01-15", *sides)], publisher="Post"))
        assert len(ledger.event("0123456789").tellings) == 2
        with ledger._reading() as connection:
            reach = connection.scalars(sa.select(tables.dyads.c.reach)).all()
        assert sorted(reach) == [0, 1]


def test_an_upgrade_that_fails_half_way_leaves_the_ledger_as_it_was(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _first_schema(url, monkeypatch)

    def breaks(_: object) -> None:
        raise sa.exc.OperationalError("", {}, Exception("database or disk is full"))

    with monkeypatch.context() as patch:
        patch.setattr("dragoman.merge.telling.Occasion.of", breaks)
        with pytest.raises(LedgerError, match="disk is full"):
            Ledger(url, create=False)
    with Ledger(url, create=False) as ledger:
        assert ledger.counts().tellings == 1
