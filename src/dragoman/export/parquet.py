"""Events as Parquet, one a row: the columns of the CSV with their types, and what a cell of text
cannot hold.

The columns of `csv.COLUMNS` come first, so that a program which reads one reads the other. After
them stand the sides, the chain of those who say so, the topics and the evidence as nested columns,
each with its place in the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from dragoman.export import arrow
from dragoman.export import csv as table
from dragoman.export.shared import need
from dragoman.record import Actor, Event, Record, Voice
from dragoman.report import Span

_NESTED: dict[str, Any] = {
    "actors": tuple[Actor, ...],
    "recipients": tuple[Actor, ...],
    "voices": tuple[Voice, ...],
    "topic_spans": tuple[Span, ...],
    "evidence_span": Span,
    "trigger_span": Span,
}
NESTED = tuple(_NESTED)
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

    nested = {name: arrow.type_of(hint) for name, hint in _NESTED.items()}
    return pa.schema([(c, kind(c)) for c in table.COLUMNS] + list(nested.items()))


def _rows(records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    for record in records:
        for row, event in zip(table.rows(record), record.events, strict=True):
            typed = {c: arrow.value_of(row.get(c), None) for c in table.COLUMNS}
            typed |= {c: _day(row.get(c)) for c in _DATES}
            yield typed | {"background": event.background} | _nested(event)


def _nested(event: Event) -> dict[str, Any]:
    held = (
        *(event.actors, event.recipients, event.says, event.topics),
        *(event.evidence, event.trigger),
    )
    pairs = zip(_NESTED.items(), held, strict=True)
    return {name: arrow.value_of(value, hint) for (name, hint), value in pairs}


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told is not None else None
