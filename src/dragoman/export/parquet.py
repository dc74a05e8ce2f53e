"""Events as Parquet, one a row: the columns of the CSV with their types, and what a cell of text
cannot hold.

The columns of `csv.COLUMNS` come first, so that a program which reads one reads the other. After
them stand the sides, the chain of those who say so, the topics and the evidence as nested columns,
each with its place in the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from dragoman.export import csv as table
from dragoman.export.shared import need
from dragoman.record import Actor, Event, Record, Voice
from dragoman.report import Span

NESTED = ("actors", "recipients", "voices", "topic_spans", "evidence_span", "trigger_span")
"""The columns after those of the CSV."""
_DATES = frozenset({"date", "date_end"})
_INTEGERS = frozenset({"start", "end"})
_NUMBERS = frozenset({"score", "confidence", "latitude", "longitude"})
_ROWS = 20_000


def write(records: Iterable[Record], file: BinaryIO) -> int:
    """Writes the events of records as Parquet, some thousands of rows at a time.

    Args:
        records: What to write.
        file: Open for writing in binary; it need not be seekable.

    Returns:
        How many events were written.

    Raises:
        SettingsError: pyarrow is not installed.
    """
    pa = need("pyarrow", "parquet", "parquet")
    parquet = need("pyarrow.parquet", "parquet", "parquet")
    source, shape = _rows(records), schema()
    count = 0
    with parquet.ParquetWriter(file, shape, compression="zstd") as writer:
        while held := list(islice(source, _ROWS)):
            writer.write_table(pa.Table.from_pylist(held, shape))
            count += len(held)
    return count


def to_table(records: Iterable[Record]) -> Any:
    """The same rows as a pyarrow.Table.

    Raises:
        SettingsError: pyarrow is not installed.
    """
    pa = need("pyarrow", "to_arrow", "notebook")
    return pa.Table.from_pylist(list(_rows(records)), schema())


def schema() -> Any:
    """The columns with their types, as a pyarrow.Schema."""
    pa = need("pyarrow", "parquet", "parquet")

    def kind(column: str) -> Any:
        if column in _DATES:
            return pa.date32()
        if column == "background":
            return pa.bool_()
        if column in _INTEGERS:
            return pa.int64()
        return pa.float64() if column in _NUMBERS else pa.string()

    def struct(of: type) -> Any:
        names = [f.name for f in fields(of)]
        return pa.struct([(n, kind(n)) for n in names])

    nested = {
        "actors": pa.list_(struct(Actor)),
        "recipients": pa.list_(struct(Actor)),
        "voices": pa.list_(struct(Voice)),
        "topic_spans": pa.list_(struct(Span)),
        "evidence_span": struct(Span),
        "trigger_span": struct(Span),
    }
    return pa.schema([(c, kind(c)) for c in table.COLUMNS] + list(nested.items()))


def _rows(records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    for record in records:
        for row, event in zip(table.rows(record), record.events, strict=True):
            typed = {c: _text(row.get(c)) for c in table.COLUMNS}
            typed |= {c: _day(row.get(c)) for c in _DATES}
            yield typed | {"background": event.background} | _nested(event)


def _nested(event: Event) -> dict[str, Any]:
    return {
        "actors": [_plain(a) for a in event.actors],
        "recipients": [_plain(a) for a in event.recipients],
        "voices": [_plain(v) for v in event.says],
        "topic_spans": [_plain(t) for t in event.topics],
        "evidence_span": _plain(event.evidence),
        "trigger_span": _plain(event.trigger),
    }


def _plain(value: Any) -> dict[str, Any]:
    return {f.name: _text(getattr(value, f.name)) for f in fields(value)}


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told is not None else None
