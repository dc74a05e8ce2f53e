"""The rare names of reports' heads, and which reports tell the same as others."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_MANY = 500


def upgrade() -> None:
    """Writes both for the reports that are there; no table changes."""
    connection = op.get_bind()
    from dragoman.ledger import reading, retelling

    for ids in _parts(connection):
        retelling.index(connection, reading.records_by_id(connection, ids))
    # Every name is there: what a report meets is all there is to meet.
    e = sa.text("SELECT id FROM events WHERE report = :report")
    for ids in _parts(connection):
        records = reading.records_by_id(connection, ids)
        own = [id for report in ids for id in connection.scalars(e, {"report": report})]
        retelling.find(connection, records, reading.tellings_by_id(connection, own))


def _parts(connection: sa.Connection) -> Iterator[list[str]]:
    """The ids of all reports, some hundreds at a time."""
    ids = list(connection.scalars(sa.text("SELECT id FROM reports ORDER BY id")))
    for start in range(0, len(ids), _MANY):
        yield ids[start : start + _MANY]
