"""Tables with named columns: CSV, Parquet, and JSON with several reports in one array."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

import msgspec

from dragoman.errors import InputError
from dragoman.ingest.decode import MAX_BYTES, decode
from dragoman.ingest.failure import Failure
from dragoman.ingest.rows import Fields, fields

Rows = Iterator[tuple[str, Fields] | Failure]


def json_array(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> Rows:
    """A JSON file: one object, an array of objects, or an object that holds such an array."""
    try:
        found = msgspec.json.decode(decode(data, name).encode())
    except msgspec.DecodeError as error:
        told = str(error).removeprefix("JSON is malformed: ")
        raise InputError(f"{name}: the file is broken JSON ({told}); correct it") from error
    if isinstance(found, dict):
        lists = [v for v in found.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        if len(lists) != 1 or fields(found, name, columns).get("text"):
            yield name, fields(found, name, columns)
            return
        found = lists[0]
    if not isinstance(found, list) or not found:
        raise InputError(f"{name}: the file holds no reports; write an array of objects")
    yield from _each(enumerate(found, 1), name, columns)


def csv_rows(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> Rows:
    """A table in text, its columns named in the first line, parted by comma, semicolon or tab."""
    csv.field_size_limit(MAX_BYTES)
    text = decode(data, name)
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    known = {k.strip().lower() for k in reader.fieldnames or [] if k}
    wanted = (columns or {}).get("text")
    if not known & ({wanted.lower()} if wanted else {"text", "body", "content", "article"}):
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
            for batch in file.iter_batches(batch_size=512):
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
