"""Finished parts into one table each, in the order of the corpus: JSONL, CSV or Parquet."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import msgspec

from dragoman.errors import InputError
from dragoman.export.columns import INTEGERS, NUMBERS, columns_of
from dragoman.scale.parts import folder_of

Format = Literal["parquet", "jsonl", "csv"]
_ROWS = 20_000


def check(format: Format) -> None:
    """Raises InputError where the format needs a package that is not there."""
    if format == "parquet":
        try:
            import pyarrow  # noqa: F401 # only to see whether it is there
        except ImportError as error:
            raise InputError(
                "--format parquet: needs pyarrow; pip install 'dragoman[parquet]', "
                "or choose jsonl or csv"
            ) from error


def join(
    out: Path, parts: Path, numbers: Sequence[int], tables: Iterable[str], format: Format
) -> dict[str, str]:
    """Writes tables that lie in parts; returns the name of each table's file."""
    named = {}
    for table in tables:
        file = out / f"{table}.{format}"
        made = file.with_name(file.name + ".new")
        if format == "jsonl":
            _as_jsonl(made, table, parts, numbers)
        elif format == "csv":
            _as_csv(made, table, parts, numbers)
        else:
            _as_parquet(made, table, parts, numbers)
        os.replace(made, file)
        named[table] = file.name
    return named


def _rows(table: str, parts: Path, numbers: Sequence[int]) -> Iterator[dict[str, Any]]:
    for number in numbers:
        with (folder_of(parts, number) / f"{table}.jsonl").open("rb") as file:
            for line in file:
                yield msgspec.json.decode(line)


def _as_jsonl(made: Path, table: str, parts: Path, numbers: Sequence[int]) -> None:
    with made.open("wb") as file:
        for number in numbers:
            with (folder_of(parts, number) / f"{table}.jsonl").open("rb") as part:
                shutil.copyfileobj(part, file)


def _as_csv(made: Path, table: str, parts: Path, numbers: Sequence[int]) -> None:
    with made.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns_of(table), restval="")
        writer.writeheader()
        for row in _rows(table, parts, numbers):
            writer.writerow({k: "" if v is None else v for k, v in row.items()})


def _as_parquet(made: Path, table: str, parts: Path, numbers: Sequence[int]) -> None:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    def kind(column: str) -> Any:
        if column in INTEGERS:
            return pa.int64()
        return pa.float64() if column in NUMBERS else pa.string()

    schema = pa.schema([(column, kind(column)) for column in columns_of(table)])
    source = _rows(table, parts, numbers)
    with ParquetWriter(made, schema, compression="zstd") as writer:
        while held := list(islice(source, _ROWS)):
            writer.write_table(pa.Table.from_pylist(held, schema))
