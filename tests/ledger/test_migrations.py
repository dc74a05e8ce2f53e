"""The migrations make the tables that the program reads, on either database, or nothing at all."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, keeping, merging, rows, tables
from dragoman.ledger.keeping import digest
from dragoman.ledger.search import create
from dragoman.merge import Source, reprint
from dragoman.merge.telling import telling_id
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
        (told,) = ledger.event(telling_id("one", "consult-17")).tellings
        assert told.source.occasion is not None
        assert told.source.occasion.states == ("CHL", "PER")
        # What is put in now is merged with what was there.
        again = "The presidents of Chile and Peru spoke about the fishing limits in January."
        sides = actor("CHL", "Ana Rojas"), actor("PER", "Luis Quispe")
        ledger.add(record(again, "two", [call(again, "2024-01-15", *sides)], publisher="Post"))
        assert len(ledger.event(told.id).tellings) == 2
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


def _third_schema(url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A ledger as the program of schema 3 wrote it, and of each telling's old id the new one.

    It has merged events, judgements of every kind, a witness that was parted, and a report in which
    a later reader found no more what was judged.
    """
    kept = json.loads(Path(__file__).with_name("schema3.json").read_text())
    with monkeypatch.context() as patch:
        patch.setattr(tables, "SCHEMA", 3)
        with Ledger(url) as ledger, ledger._writing() as connection:
            for name, held in kept.items():
                table = tables.metadata.tables[name]
                for row in held:
                    binary = {c.name for c in table.c if isinstance(c.type, sa.LargeBinary)}
                    values = {k: v.encode() if k in binary else v for k, v in row.items()}
                    connection.execute(table.insert(), values)
    told = [
        (r["report"], e["id"]) for r in kept["records"] for e in json.loads(r["content"])["events"]
    ]
    return {telling_id(*key)[:10]: telling_id(*key) for key in told}


@pytest.mark.parametrize("many", [1, 2, 10_000])
def test_ids_of_ten_digits_get_sixteen(
    url: str, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    new = _third_schema(url, monkeypatch)
    kept = json.loads(Path(__file__).with_name("schema3.json").read_text())
    revision = import_module("dragoman.ledger.migrations.versions.0004_longer_ids")
    monkeypatch.setattr(revision, "_MANY", many)
    with Ledger(url, create=False) as ledger:
        with ledger._reading() as connection:
            for name, columns in (
                ("events", ("id", "merged")),
                ("dyads", ("event",)),
                ("links", ("a", "b")),
                ("witnesses", ("event",)),
            ):
                rows = connection.execute(sa.select(tables.metadata.tables[name])).mappings()
                held = sorted(tuple(row[c] for c in columns) for row in rows)
                assert held == sorted(tuple(new[row[c]] for c in columns) for row in kept[name])
            assert not sa.inspect(connection).has_table("renamed")
            if connection.dialect.name == "sqlite":
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            else:
                keys = sa.inspect(connection).get_foreign_keys("links")
                assert {k["referred_table"] for k in keys} == {"events"}
        # What analysts said is said of the same tellings, those of former readings among them.
        said = [(j.kind, j.event, j.other, j.note) for j in ledger.judgements()]
        old = {t["report"]: new[t["id"]] for t in kept["events"]}
        before, gone = telling_id("one", "consult-17"), telling_id("five", "consult-28")
        assert said == [
            ("correct", before, None, None),
            ("merge", old["three"], old["two"], None),
            ("split", old["four"], gone, None),
            ("split", old["readout"], "transcript", None),
            ("note", old["two"], None, "see the minutes"),
            ("accept", gone, None, None),
        ]
        one, two, three = ledger.events("CHL", "PER")
        assert [t.source.report for t in one.tellings] == ["one", "two", "three"]
        assert (one.when, one.judged) == ("2024-01-14", ("correct", "merge", "note"))
        assert (two.judged, two.witnesses) == (("split",), ())
        assert [t.source.report for t in three.tellings] == ["four"]
        # They are as fast bound as they were: a new grouping changes nothing, a change is refused.
        with ledger._writing() as connection:
            merging.regroup(connection, set(new.values()))
        assert ledger.events("CHL", "PER") == [one, two, three]
        for statement in ("DELETE FROM judgements", "UPDATE judgements SET author = 'x'"):
            with (
                pytest.raises(sa.exc.DBAPIError, match="never changed"),
                ledger._engine.connect() as connection,
            ):
                connection.exec_driver_sql(statement)
        # The old id still leads to the event, and what comes now merges with what was there.
        assert ledger.event(old["two"][:10]) == one
        again = "Presidents Rojas and Quispe spoke again about the fishing limits and a bridge."
        sides = actor("CHL", "Ana Rojas"), actor("PER", "Luis Quispe")
        ledger.add(record(again, "six", [call(again, "2024-01-15", *sides)], publisher="Post"))
        assert len(ledger.event(one.id).tellings) == 4


@pytest.mark.parametrize("published", ["2024-01-16", "2023-12-31T22:00:00+01:00", None])
def test_reprints_of_reports_from_before_spans_are_found(
    url: str, monkeypatch: pytest.MonkeyPatch, published: str | None
) -> None:
    text = " ".join(
        f"The {n} envoys of Chile and Peru met about catch number {n}." for n in range(9)
    )
    with monkeypatch.context() as patch:
        patch.setattr(tables, "SCHEMA", 4)
        with Ledger(url) as ledger, ledger._writing() as connection:
            given = record(text, "one", published=published)
            rows.insert(connection, tables.reports, [keeping.report_row(given)])
            source = Source.of(given)
            rows.insert(connection, tables.records, [keeping.record_row(given, source)])
            for band in reprint.bands(reprint.runs(text)):
                connection.execute(
                    sa.text("INSERT INTO shingles (band, report) VALUES (:band, 'one')"),
                    {"band": band},
                )
    with Ledger(url, create=False) as ledger:
        ledger.add(record(f"{text} (Agencies)", "two", published=published, publisher="Post"))
        with ledger._reading() as connection:
            assert connection.scalar(sa.select(tables.reprints.c.b)) == "two"
            spans = set(connection.scalars(sa.select(tables.shingles.c.span)))
        assert spans == {reprint.span(published)}
