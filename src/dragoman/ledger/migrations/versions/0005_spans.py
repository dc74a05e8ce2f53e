"""The marks by which reprints are found are kept by the span of days of their reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dragoman.merge.reprint import SPAN, UNDATED

revision = "0005"
down_revision = "0004"

_DAY_ONE = 1721425
"""The Julian day before the first of the year 1, from which Python counts days."""


def upgrade() -> None:
    """Writes them anew in that order, within the database."""
    op.rename_table("shingles", "shingles_before")
    op.create_table(
        "shingles",
        sa.Column("span", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="shingles_of_report"),
        sa.PrimaryKeyConstraint("span", "band", "report", name="shingles_by_span"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        day = "CAST(julianday(substr(r.published, 1, 10)) + 0.5 AS INTEGER)"
    else:
        day = "to_char(CAST(substr(r.published, 1, 10) AS date), 'J')::int"
    span = f"COALESCE(({day} - {_DAY_ONE}) / {SPAN} + 1, {UNDATED})"
    # Few bytes a report: to look up so many marks in the reports themselves takes much longer.
    op.create_table(
        "spans",
        sa.Column("report", sa.Text(), primary_key=True),
        sa.Column("span", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO spans SELECT r.id, {span} FROM reports r ORDER BY r.id")
    op.execute(
        "INSERT INTO shingles (span, band, report) SELECT n.span, s.band, s.report "
        "FROM shingles_before s JOIN spans n ON n.report = s.report ORDER BY 1, 2, 3"
    )
    op.drop_table("spans")
    op.drop_table("shingles_before")
