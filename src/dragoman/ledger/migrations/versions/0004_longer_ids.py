"""Ids of events get sixteen digits in place of ten, which two tellings of a million had in common.

The new id is worked out anew from what `events` holds, the id of the report and the event's name in
it; the old one is its beginning. Judgements may name tellings of readings that are past: those are
found in the records that are kept of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

from dragoman.ledger import rows
from dragoman.merge.telling import telling_id

revision = "0004"
down_revision = "0003"

_MANY = 10_000
_HELD_BY = (
    ("events", "id"),
    ("events", "merged"),
    ("dyads", "event"),
    ("links", "a"),
    ("links", "b"),
    ("witnesses", "event"),
)
_RENAMED = sa.Table("renamed", sa.MetaData(), sa.Column("old"), sa.Column("new"))


def upgrade() -> None:
    """Renames tellings wherever an id of one stands, some thousands at a time."""
    connection = op.get_bind()
    op.create_table(
        "renamed",
        sa.Column("old", sa.Text(), primary_key=True),
        sa.Column("new", sa.Text(), nullable=False),
    )
    _judgements(connection)
    if connection.dialect.name == "sqlite":
        # What points to a telling may be renamed after it, within the transaction.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for page in _pages(connection):
            connection.execute(sa.delete(_RENAMED))
            rows.insert(connection, _RENAMED, page)
            for table, column in _HELD_BY:
                among = f"{column} IN (SELECT old FROM renamed)"
                new = f"(SELECT new FROM renamed WHERE old = {table}.{column})"
                connection.exec_driver_sql(f"UPDATE {table} SET {column} = {new} WHERE {among}")
    else:
        for page in _pages(connection):
            rows.insert(connection, _RENAMED, page)
        connection.exec_driver_sql("ANALYZE renamed")
        keys = [
            (table, key["name"], key["constrained_columns"])
            for table in ("dyads", "links", "witnesses")
            for key in sa.inspect(connection).get_foreign_keys(table)
            if key["referred_table"] == "events"
        ]
        for table, name, _ in keys:
            op.drop_constraint(str(name), table, type_="foreignkey")
        for table, column in _HELD_BY:
            connection.exec_driver_sql(
                f"UPDATE {table} SET {column} = r.new FROM renamed r WHERE {column} = r.old"
            )
        for table, name, columns in keys:
            op.create_foreign_key(name, table, "events", columns, ["id"])
    op.drop_table("renamed")


def _pages(connection: sa.Connection) -> Iterator[list[dict[str, Any]]]:
    """The ids of all tellings that change, old and new, in order of the old ones.

    No two old ids are the same and each begins its new one, so that no new ones are the same. What
    was renamed meanwhile stands right behind the place where it was.
    """
    asked = sa.text("SELECT id, report, name FROM events WHERE id > :last ORDER BY id LIMIT :most")
    last = ""
    while found := connection.execute(asked, {"last": last, "most": _MANY}).all():
        page = [{"old": row.id, "new": telling_id(row.report, row.name)} for row in found]
        old, new = page[-1].values()
        last = new if new.startswith(old) else old
        yield [row for row in page if row["old"] != row["new"]]


def _judgements(connection: sa.Connection) -> None:
    """Names tellings anew in what analysts said, which nothing else may change."""
    asked = "SELECT number, event, other, report, target, content FROM judgements"
    said = connection.execute(sa.text(f"{asked} ORDER BY number")).all()
    if not said:
        return
    new = _renamed(connection, said)

    def now(id: str) -> str:
        return new.get(id, id)

    changed = []
    for row in said:
        held = msgspec.json.decode(row.content)
        if "with" in held:
            held["with"] = [[now(i) for i in group] for group in held["with"]]
        if "from" in held:
            held["from"] = [now(i) for i in held["from"]]
        changed.append(
            {
                "number": row.number,
                "event": now(row.event),
                "other": now(row.other) if row.other is not None else None,
                "content": msgspec.json.encode(held, order="sorted").decode(),
            }
        )
    with _unlocked(connection):
        connection.execute(
            sa.text(
                "UPDATE judgements SET event = :event, other = :other, content = :content "
                "WHERE number = :number"
            ),
            changed,
        )


def _renamed(connection: sa.Connection, said: Sequence[Any]) -> dict[str, str]:
    """The new ids of all tellings that judgements name, by the old ones."""
    new: dict[str, str] = {}
    open_: set[str] = set()
    for row in said:
        held = msgspec.json.decode(row.content)
        name = msgspec.json.decode(row.target).get("id", "")
        new[row.event] = telling_id(row.report, name)
        open_.update(*held.get("with", ()), held.get("from", ()), [row.other] if row.other else [])
    asked = sa.text("SELECT report, name FROM events WHERE id = :id")
    for id in sorted(open_ - new.keys()):
        row = connection.execute(asked, {"id": id}).first()
        if row is not None:
            new[id] = telling_id(row.report, row.name)
    # What no reading of today tells stands in the records of former ones.
    if open_ := open_ - new.keys():
        for report, name in _told_before(connection):
            id = telling_id(report, name)
            if id[:10] in open_:
                new[id[:10]] = id
    return new


def _told_before(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Reports, each with the names of events in records that are no longer present."""
    asked = sa.text(
        "SELECT id, report, content FROM records WHERE NOT present AND id > :last "
        "ORDER BY id LIMIT :most"
    )
    last = ""
    while found := connection.execute(asked, {"last": last, "most": 100}).all():
        for row in found:
            for event in msgspec.json.decode(row.content).get("events", ()):
                yield row.report, event["id"]
        last = found[-1].id


@contextmanager
def _unlocked(connection: sa.Connection) -> Iterator[None]:
    """Judgements may be changed within, which the tables forbid."""
    if connection.dialect.name == "postgresql":
        guard = "ALTER TABLE judgements {} TRIGGER judgements_stay"
        connection.exec_driver_sql(guard.format("DISABLE"))
        yield
        connection.exec_driver_sql(guard.format("ENABLE"))
        return
    guards = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'judgements'"
    ).all()
    for name, _ in guards:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, made in guards:
        connection.exec_driver_sql(made)
