"""Writes rows of one table, many at once, as the driver takes them.

SQLAlchemy would bind every value of every row by itself, which costs as much as the database's own
work; the rows come from this package and need no more than their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows that all have the columns of the first, in its order."""
    if not rows:
        return
    names = list(rows[0])
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})",
        [tuple(row.values()) for row in rows],
    )
