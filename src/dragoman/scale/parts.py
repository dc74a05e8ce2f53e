"""A corpus in parts: each is read by itself and written whole or not at all.

A part is a folder of one JSONL file a table. It is written under another name and renamed when it
is done, so that what a kill leaves behind is never taken for finished.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from dragoman.errors import DragomanError
from dragoman.ingest import Failure
from dragoman.report import Report
from dragoman.scale.columns import TABLES, rows

COUNTS = "counts.json"


@dataclass(frozen=True, slots=True)
class Part:
    """The reports and failures that stand next to each other in a corpus; parts count from 0."""

    number: int
    items: tuple[Report | Failure, ...]


def parts(items: Iterable[Report | Failure], size: int) -> Iterator[Part]:
    """Cuts a corpus into parts of `size` items, the last one shorter."""
    source, number = iter(items), 0
    while held := tuple(islice(source, size)):
        yield Part(number, held)
        number += 1


def folder_of(out: Path, number: int) -> Path:
    """Where a finished part lies."""
    return out / f"{number:06d}"


def is_done(out: Path, number: int) -> bool:
    """True where a part was finished, now or in an earlier run."""
    return (folder_of(out, number) / COUNTS).exists()


def counts_of(out: Path, number: int) -> dict[str, int]:
    """How many rows a finished part has in each table."""
    found: dict[str, int] = msgspec.json.decode((folder_of(out, number) / COUNTS).read_bytes())
    return found


def read_part(part: Part, out: Path, threads: int | None) -> dict[str, int]:
    """Reads a part and writes its tables.

    Args:
        part: What to read.
        out: The folder of the parts.
        threads: Threads of the encoder.

    Returns:
        How many rows each table has got.
    """
    from dragoman.read.reader import read_many

    made = folder_of(out, part.number).with_suffix(".new")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    counts = dict.fromkeys(TABLES, 0)
    files: dict[str, BinaryIO] = {t: (made / f"{t}.jsonl").open("wb") for t in TABLES}

    def put(table: str, row: dict[str, Any]) -> None:
        files[table].write(msgspec.json.encode(row) + b"\n")
        counts[table] += 1

    def failed(item: object, error: Exception) -> None:
        name = item.id if isinstance(item, Report) else str(item)
        put("errors", Failure.of(name, error).to_dict())

    try:
        for item in part.items:
            if isinstance(item, Failure):
                put("errors", item.to_dict())
        given = [i for i in part.items if isinstance(i, Report)]
        try:
            read = [list(rows(r)) for r in read_many(given, threads=threads, on_error=failed)]
        except Exception:
            # Some report trips the reader itself: find it by reading each by itself.
            counts["errors"] = _rewind(files["errors"], part, put)
            read = list(_one_by_one(given, threads, failed))
        for record in read:
            for table, row in record:
                put(table, row)
    finally:
        for file in files.values():
            file.close()
    (made / COUNTS).write_bytes(msgspec.json.encode(counts))
    made.rename(folder_of(out, part.number))
    return counts


def _rewind(file: BinaryIO, part: Part, put: Any) -> int:
    """Empties the table of errors to what the sources themselves failed with."""
    file.seek(0)
    file.truncate()
    told = [i for i in part.items if isinstance(i, Failure)]
    for item in told:
        put("errors", item.to_dict())
    return len(told)


def _one_by_one(
    given: Sequence[Report], threads: int | None, failed: Any
) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    from dragoman.read.reader import read_many

    for report in given:
        try:
            for record in read_many([report], threads=threads, on_error=failed):
                yield list(rows(record))
        except Exception as error:
            kind = type(error).__name__
            failed(report, DragomanError(f"the reader failed on it ({kind}: {error})"))
