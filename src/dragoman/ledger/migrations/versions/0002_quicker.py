"""Indices by day and by length of reach, and the contact that each report is of."""

from __future__ import annotations

from datetime import date

import msgspec
import sqlalchemy as sa
from alembic import op

from dragoman.merge.telling import Occasion
from dragoman.record import Event

revision = "0002"
down_revision = "0001"

_CONTACTS = sa.text("family = 'contact' AND a != b")
_MANY = 2000


def upgrade() -> None:
    """Adds columns and indices, and fills the columns from what is there."""
    op.add_column("records", sa.Column("occasion", sa.Text(), nullable=True))
    op.add_column(
        "dyads", sa.Column("reach", sa.SmallInteger(), nullable=False, server_default="0")
    )
    connection = op.get_bind()
    _fill_reach(connection)
    _fill_occasions(connection)
    if connection.dialect.name == "postgresql":
        op.alter_column("dyads", "reach", server_default=None)
    op.drop_index("dyads_by_pair", "dyads")
    op.create_index("dyads_by_pair", "dyads", ["a", "b", "family", "reach", "from_day"])
    for side in ("a", "b"):
        op.create_index(
            f"dyads_of_{side}",
            "dyads",
            [side, "reach", "from_day"],
            sqlite_where=_CONTACTS,
            postgresql_where=_CONTACTS,
        )
    op.create_index("events_by_day", "events", ["first_day", "merged"])


def _fill_reach(connection: sa.Connection) -> None:
    rows = connection.execute(
        sa.text("SELECT DISTINCT from_day, to_day FROM dyads WHERE from_day IS NOT NULL")
    ).all()
    longer = [
        {"f": f, "t": t, "n": (days > 16) + (days > 128)}
        for f, t in rows
        if (days := (date.fromisoformat(t) - date.fromisoformat(f)).days) > 16
    ]
    if longer:
        statement = "UPDATE dyads SET reach = :n WHERE from_day = :f AND to_day = :t"
        connection.execute(sa.text(statement), longer)


def _fill_occasions(connection: sa.Connection) -> None:
    """The occasion of each record is that of its events, in the order of the text."""
    last = ""
    while True:
        ids = connection.execute(
            sa.text("SELECT id, content FROM records WHERE id > :last ORDER BY id LIMIT :most"),
            {"last": last, "most": _MANY},
        ).all()
        if not ids:
            return
        rows = []
        for name, content in ids:
            told = msgspec.json.decode(content).get("events", [])
            occasion = Occasion.of(msgspec.convert(e, Event) for e in told)
            if occasion is not None:
                rows.append({"id": name, "o": msgspec.json.encode(occasion).decode()})
        if rows:
            connection.execute(sa.text("UPDATE records SET occasion = :o WHERE id = :id"), rows)
        last = ids[-1][0]
