"""Writes rows of one table, many at once, as the driver takes them.

SQLAlchemy would bind every value of every row by itself, which costs as much as the database's own
work; the rows come from this package and need no more than their order. PostgreSQL takes them as
one stream (COPY).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows that all have the columns of the first, in its order."""
    if not rows:
        return
    names = ", ".join(rows[0])
    values = [tuple(row.values()) for row in rows]
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {table.name} ({names}) FROM STDIN", values)
        return
    marks = ", ".join("?" * len(rows[0]))
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", values)


def _copy(connection: sa.Connection, statement: str, values: list[tuple[Any, ...]]) -> None:
    import psycopg

    raw: Any = connection.connection.driver_connection
    try:
        with raw.cursor() as cursor, cursor.copy(statement) as copy:
            for row in values:
                copy.write_row(row)
    except psycopg.Error as error:
        # As SQLAlchemy would have raised it, so that whoever calls knows one kind of errors.
        raise sa.exc.DBAPIError.instance(statement, None, error, psycopg.Error) from error
