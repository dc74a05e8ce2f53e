"""Tables with named columns: CSV, Parquet, and JSON with several reports in one array."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import IO

from dragoman.errors import InputError
from dragoman.ingest.decode import MAX_BYTES, decode
from dragoman.ingest.failure import Failure
from dragoman.ingest.rows import NAMES, Fields, fields, has_text, json_value

Rows = Iterator[tuple[str, Fields] | Failure]


def json_array(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> Rows:
    """A JSON file: one object, an array of objects, or an object that holds such an array."""
    found = json_value(data, name, "the file")
    if isinstance(found, dict):
        if has_text(found, columns):
            yield name, fields(found, name, columns)
            return
        lists = [v for v in found.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        # Answers of other programs have lists of quotations, comments and the like.
        if len(lists) != 1 or not any(has_text(row, columns, SENTENCE) for row in lists[0][:_LOOK]):
            raise InputError(f"{name}: the JSON is no report: {_without_text(found, columns)}")
        found = lists[0]
    if not isinstance(found, list) or not found:
        raise InputError(f"{name}: the file holds no reports; write an array of objects")
    rows = [row for row in found[:_LOOK] if isinstance(row, dict)]
    if len(found) > 1 and rows and not any(has_text(row, columns) for row in found):
        raise InputError(f"{name}: the JSON holds no reports: {_without_text(rows[0], columns)}")
    yield from _each(enumerate(found, 1), name, columns)


SENTENCE = 40
"""Characters that the text of a report has at least, where only that tells a list of reports."""

_LOOK = 20
"""Rows of an array that are looked at to tell whether it is one of reports."""


def _without_text(row: Mapping[str, object], columns: Mapping[str, str] | None) -> str:
    """What is told of a row in which nothing is the text of a report."""
    wanted = (columns or {}).get("text")
    keys = ", ".join(str(k) for k in list(row)[:8])[:100] or "none"
    missing = f"no field {wanted}" if wanted else "no field of it is the text"
    return f"{missing} (its fields: {keys}); name the column that is, or leave the file out"


def csv_rows(
    file: IO[bytes],
    name: str,
    columns: Mapping[str, str] | None = None,
    advance: Callable[[int], None] | None = None,
) -> Rows:
    """A table in text, its columns named in the first line, parted by comma, semicolon or tab.

    It is read line by line, so that it may be of any size.
    """
    csv.field_size_limit(MAX_BYTES)
    lines = _text_lines(file, name, advance)
    head = next(lines, "")
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(chain([head], lines), delimiter=delimiter)
    try:
        known = {k.strip().lower() for k in reader.fieldnames or [] if k}
    except csv.Error as error:
        raise InputError(f"{name}: the first line of the table is broken ({error})") from error
    wanted = (columns or {}).get("text")
    if not known & ({wanted.lower()} if wanted else set(NAMES["text"])):
        raise InputError(
            f"{name}: no column of the table is the text; name it ({head.strip()[:80]})"
        )
    try:
        for row in reader:
            place = f"{name}:{reader.line_num}"
            if not any(row.values()):
                continue
            kept = {k: v for k, v in row.items() if isinstance(k, str) and isinstance(v, str)}
            yield from _each([(reader.line_num, kept)], name, columns, place)
    except csv.Error as error:
        yield Failure(f"{name}:{reader.line_num}", f"the table is broken ({error}); correct it")


def _text_lines(file: IO[bytes], name: str, advance: Callable[[int], None] | None) -> Iterator[str]:
    """The lines of a file as text; what is not UTF-8 in a line is told by that line."""
    first = file.readline(MAX_BYTES + 1)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # Its lines cannot be told apart as bytes.
        data = first + file.read(MAX_BYTES + 1 - len(first))
        if len(data) > MAX_BYTES:
            raise InputError(f"{name}: too long for UTF-16; save it as UTF-8")
        if advance is not None:
            advance(len(data))
        yield from io.StringIO(decode(data, name), newline="")
        return
    line = first
    while line:
        if advance is not None:
            advance(len(line))
        if len(line) > MAX_BYTES:
            raise InputError(
                f"{name}: a line is longer than {MAX_BYTES // 2**20} MB; check that it is a table"
            )
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = decode(line, name)
        text = text.removeprefix("\ufeff") if line is first else text
        # Old programs end lines with a carriage return alone.
        yield from io.StringIO(text, newline="") if "\r" in text[:-2] else (text,)
        line = file.readline(MAX_BYTES + 1)


def parquet_rows(
    source: Path | IO[bytes], name: str, columns: Mapping[str, str] | None = None
) -> Rows:
    """A Parquet file, a batch of rows at a time."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise InputError(
            f"{name}: reading Parquet needs pyarrow; pip install 'dragoman[parquet]'"
        ) from error
    number = 0
    try:
        with ParquetFile(source) as file:
            # A few kilobytes of Parquet can hold gigabytes: only what a report has is unpacked,
            # and no more at once than sixteen of the longest reports.
            wanted = {n.lower() for names in NAMES.values() for n in names}
            wanted |= {n.lower() for n in (columns or {}).values()}
            held = [n for n in file.schema_arrow.names if n.strip().lower() in wanted]
            for batch in file.iter_batches(batch_size=16, columns=held):
                rows = batch.to_pylist()
                yield from _each(enumerate(rows, number + 1), name, columns)
                number += len(rows)
    except (ArrowException, OSError, ValueError) as error:
        told = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(f"{name}: the Parquet file is broken ({told})") from error


def _each(
    rows: Iterator[tuple[int, object]] | enumerate[object] | list[tuple[int, object]],
    name: str,
    columns: Mapping[str, str] | None,
    place: str | None = None,
) -> Rows:
    for number, row in rows:
        where = place or f"{name}:{number}"
        if not isinstance(row, dict):
            yield Failure(where, 'the row is no object; write {"text": …}')
            continue
        try:
            yield where, fields(row, where, columns)
        except InputError as error:
            yield Failure.of(where, error)
