"""The first ledger: reports, records, events and their index, links, judgements, search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dragoman.ledger import search

revision = "0001"
down_revision = None

_SQLITE = [
    f"CREATE TRIGGER judgements_no_{verb.lower()} BEFORE {verb} ON judgements BEGIN "
    "SELECT RAISE(ABORT, 'judgements are never changed'); END"
    for verb in ("UPDATE", "DELETE")
]
_POSTGRESQL = [
    "CREATE FUNCTION judgements_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION 'judgements are never changed'; END $$",
    "CREATE TRIGGER judgements_stay BEFORE UPDATE OR DELETE ON judgements "
    "FOR EACH ROW EXECUTE FUNCTION judgements_stay()",
]


def upgrade() -> None:
    """Makes the tables, the full text index, and what keeps judgements from being changed."""
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_judgements_event"), "judgements", ["event"], unique=False)
    op.create_table(
        "ledger",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_reports_digest"), "reports", ["digest"], unique=False)
    op.create_index(op.f("ix_reports_first_day"), "reports", ["first_day"], unique=False)
    op.create_table(
        "records",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_records_report"), "records", ["report"], unique=False)
    op.create_table(
        "reprints",
        sa.Column("a", sa.Text(), nullable=False),
        sa.Column("b", sa.Text(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["a"],
            ["reports.id"],
        ),
        sa.ForeignKeyConstraint(
            ["b"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("a", "b"),
    )
    op.create_index("reprints_by_b", "reprints", ["b"], unique=False)
    op.create_table(
        "shingles",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("band", "report"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "states",
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("ahead", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("state", "report"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("edtf", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Text(), nullable=True),
        sa.Column("last_day", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("merged", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record"],
            ["records.id"],
        ),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("events_by_type", "events", ["type", "first_day"], unique=False)
    op.create_index(op.f("ix_events_merged"), "events", ["merged"], unique=False)
    op.create_index(op.f("ix_events_report"), "events", ["report"], unique=False)
    op.create_table(
        "dyads",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("a", sa.Text(), nullable=False),
        sa.Column("b", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Text(), nullable=True),
        sa.Column("to_day", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event"],
            ["events.id"],
        ),
        sa.PrimaryKeyConstraint("event", "a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index("dyads_by_pair", "dyads", ["a", "b", "family", "from_day"], unique=False)
    op.create_table(
        "links",
        sa.Column("a", sa.Text(), nullable=False),
        sa.Column("b", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["a"],
            ["events.id"],
        ),
        sa.ForeignKeyConstraint(
            ["b"],
            ["events.id"],
        ),
        sa.PrimaryKeyConstraint("a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index("links_by_b", "links", ["b"], unique=False)
    connection = op.get_bind()
    search.create(connection)
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)
