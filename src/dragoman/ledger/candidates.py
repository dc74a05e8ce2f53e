"""Which tellings of the ledger a batch of new ones is compared with, in one question for all.

The keys of the batch travel as one JSON value, which the database joins with its index of dyads:
a question a telling would cost more than the answer. A telling that reaches over so many days can
only be met by one that begins within so many days before it, so each class of lengths
(`tables.REACHES`) is sought between two days and never through the whole history of a pair.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

import msgspec
import sqlalchemy as sa

from dragoman.ledger import tables
from dragoman.merge.block import family, lone, pairs, reach, sides
from dragoman.merge.telling import Occasion, Source, Telling
from dragoman.record import Event

T = TypeVar("T", str, int)

_LONGEST = 36_500
"""Days: what lies further back than a century is met by nothing of today."""

Row = tuple[str, str, str, str, int, str, str, str]


def reach_class(days: tuple[date, date]) -> int:
    """The class of so many days."""
    length = (days[1] - days[0]).days
    return sum(length > most for most in tables.REACHES)


def met(connection: sa.Connection, tellings: Sequence[Telling]) -> set[tuple[str, str]]:
    """Pairs of a new telling and one that shares its pair, its family and its days, by their ids.

    A contact of two sides also meets one that is told of one of them alone.
    """
    full: list[Row] = []
    alone: list[Row] = []
    for telling in tellings:
        days = reach(telling)
        if days is None:
            continue
        kind = str(family(telling.event.type))
        keys = dict.fromkeys((*pairs(telling), *((s, s) for s in sides(telling))))
        full += [(telling.id, a, b, kind, *bounds) for a, b in keys for bounds in _bounds(days)]
        if (side := lone(telling)) is not None:
            alone += [(telling.id, side, side, kind, *bounds) for bounds in _bounds(days)]
    found = set(_ask(connection, full, "d.a = k.one AND d.b = k.two AND d.family = k.kind"))
    for side in ("a", "b"):
        where = f"d.{side} = k.one AND d.family = 'contact' AND d.a <> d.b"
        found |= set(_ask(connection, alone, where))
    return {(mine, other) for mine, other in found if mine != other}


@lru_cache(maxsize=4096)
def _bounds(days: tuple[date, date]) -> tuple[tuple[int, str, str, str], ...]:
    """Of each class of lengths: itself, the days in which it begins, and the day it reaches."""
    first, last = days
    begins = (
        date.fromordinal(max(first.toordinal() - most, 1)) for most in (*tables.REACHES, _LONGEST)
    )
    return tuple(
        (number, low.isoformat(), last.isoformat(), first.isoformat())
        for number, low in enumerate(begins)
    )


_FIELDS = ("who", "one", "two", "kind", "class", "low", "high", "since")


def _ask(connection: sa.Connection, keys: list[Row], where: str) -> Iterable[tuple[str, str]]:
    if not keys:
        return []
    reached = (
        f"{where} AND d.reach = k.class AND d.from_day >= k.low AND d.from_day <= k.high "
        "AND d.to_day >= k.since"
    )
    if connection.dialect.name == "sqlite":
        columns = ", ".join(
            f"json_extract(value, '$[{n}]') AS {name}" for n, name in enumerate(_FIELDS)
        )
        # Its planner keeps the order of a CROSS JOIN: the keys first, the index for each.
        statement = (
            f"SELECT k.who, d.event FROM (SELECT {columns} FROM json_each(:keys)) k "
            f"CROSS JOIN dyads d WHERE {reached}"
        )
        given = msgspec.json.encode(keys).decode()
    else:
        columns = ", ".join(
            f"{name} {'smallint' if name == 'class' else 'text'}" for name in _FIELDS
        )
        statement = (
            f"SELECT k.who, d.event FROM jsonb_to_recordset(CAST(:keys AS jsonb)) AS k({columns}) "
            f"JOIN dyads d ON {reached}"
        )
        given = msgspec.json.encode([dict(zip(_FIELDS, k, strict=True)) for k in keys]).decode()
    return [(r[0], r[1]) for r in connection.execute(sa.text(statement), {"keys": given})]


def is_among(
    connection: sa.Connection, column: sa.ColumnElement[T], values: Collection[T]
) -> sa.ColumnElement[bool]:
    """That a column is one of some values, however many, in one parameter."""
    if connection.dialect.name == "sqlite":
        given = msgspec.json.encode(sorted(values)).decode()
        return column.in_(sa.select(sa.column("value")).select_from(sa.func.json_each(given)))
    return column == sa.any_(sa.bindparam(None, sorted(values), type_=sa.ARRAY(column.type)))


def to_compare(connection: sa.Connection, ids: Collection[str]) -> dict[str, Telling]:
    """Tellings by their ids, with what comparing asks of their reports and no more."""
    if not ids:
        return {}
    e, r, c = tables.events.c, tables.reports.c, tables.records.c
    rows = connection.execute(
        sa.select(e.id, e.report, e.content, r.publisher, r.published, c.dated, c.occasion)
        .select_from(tables.events)
        .join(tables.reports, r.id == e.report)
        .join(tables.records, c.id == e.record)
        .where(is_among(connection, e.id, ids))
    )
    found = {}
    for row in rows:
        source = Source(
            row.report, row.publisher, row.published, row.dated, occasion=occasion_of(row.occasion)
        )
        found[row.id] = Telling(source, msgspec.json.decode(row.content, type=Event), row.id)
    return found


def occasion_of(kept: str | None) -> Occasion | None:
    """The occasion that a row of `records` holds."""
    return None if kept is None else msgspec.json.decode(kept, type=Occasion)
