"""Reports that bear witness to what others tell; until when a date is ahead; mechanisms."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MANY = 500


def upgrade() -> None:
    """Adds the tables and fills them from the reports that are there."""
    op.create_table(
        "heads",
        sa.Column("a", sa.Text(), primary_key=True),
        sa.Column("b", sa.Text(), primary_key=True),
        sa.Column("day", sa.Text(), primary_key=True),
        sa.Column("report", sa.Text(), sa.ForeignKey("reports.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "witnesses",
        sa.Column("event", sa.Text(), sa.ForeignKey("events.id"), primary_key=True),
        sa.Column("report", sa.Text(), sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("witnesses_by_report", "witnesses", ["report"])
    op.add_column("states", sa.Column("until", sa.Text(), nullable=True))
    for name in ("standing", "voiced"):
        flag: sa.Column[bool] = sa.Column(
            name, sa.Boolean(), nullable=False, server_default=sa.false()
        )
        op.add_column("states", flag)
    connection = op.get_bind()
    from dragoman.ledger import keeping, reading, witnessing
    from dragoman.merge.telling import Source, Telling

    change = sa.text(
        "UPDATE states SET until = :until, standing = :standing, voiced = :voiced "
        "WHERE state = :state AND report = :report"
    )
    for ids in _parts(connection):
        records = reading.records_by_id(connection, ids)
        witnessing.index(connection, records)
        told = [s for r in records for s in keeping.state_rows(r)]
        if told:
            connection.execute(change, told)
    if connection.dialect.name == "postgresql":
        for name in ("standing", "voiced"):
            op.alter_column("states", name, server_default=None)
    where = sa.text("ahead")
    op.create_index(
        "states_ahead",
        "states",
        ["state", "until"],
        sqlite_where=where,
        postgresql_where=where,
    )
    # Every head is there: what the tellings meet is all there is to meet.
    for ids in _parts(connection):
        records = reading.records_by_id(connection, ids)
        asked = sa.text("SELECT report, name, id FROM events WHERE report = :report")
        named = {
            (row.report, row.name): row.id
            for report in ids
            for row in connection.execute(asked, {"report": report})
        }
        tellings = [
            Telling(source, e, named[r.id, e.id])
            for r in records
            for source in (Source.of(r),)
            for e in r.events
            if (r.id, e.id) in named
        ]
        witnessing.find(connection, (), tellings)


def _parts(connection: sa.Connection) -> Iterator[list[str]]:
    """The ids of all reports, some hundreds at a time."""
    ids = list(connection.scalars(sa.text("SELECT id FROM reports ORDER BY id")))
    for start in range(0, len(ids), _MANY):
        yield ids[start : start + _MANY]
