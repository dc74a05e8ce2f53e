"""A corpus in parts: each is read by itself and written whole or not at all.

A part is a folder of one JSONL file a table. It is written under another name and renamed when it
is done, so that what a kill leaves behind is never taken for finished. Reading gives bytes and
writes nothing, so that it may happen on another machine.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from dragoman.errors import DragomanError, ModelError
from dragoman.export.columns import TABLES, rows
from dragoman.ingest import Failure
from dragoman.merge.telling import Source
from dragoman.record import Record
from dragoman.report import Report

COUNTS = "counts.json"
UNREAD = "unread"
"""The count of a part's reports that are kept unread for their language."""

TELLINGS = "tellings"
"""The file of a part that merging reads: every event in full, with its report."""

MARKS = "marks"
"""The file by which merging knows a report that was read before: of each its id, a hash of its
words, publisher and day, and how many of the tellings are its own.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """The reports and failures that stand next to each other in a corpus; parts count from 0."""

    number: int
    items: tuple[Report | Failure, ...]
    tellings: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """What a part has become: the lines of each table, and how many there are."""

    number: int
    tables: dict[str, bytes]
    counts: dict[str, int]


def parts(items: Iterable[Report | Failure], size: int, tellings: bool = False) -> Iterator[Part]:
    """Cuts a corpus into parts of `size` items, the last one shorter.

    Args:
        items: The corpus, in its order.
        size: Items of a part.
        tellings: Write down what merging needs as well.
    """
    source, number = iter(items), 0
    while held := tuple(islice(source, size)):
        yield Part(number, held, tellings)
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


def keep(found: Rows, out: Path) -> dict[str, int]:
    """Writes a part that was read, whole or not at all; returns its counts."""
    made = folder_of(out, found.number).with_suffix(".new")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    for table, lines in found.tables.items():
        (made / f"{table}.jsonl").write_bytes(lines)
    (made / COUNTS).write_bytes(msgspec.json.encode(found.counts))
    made.rename(folder_of(out, found.number))
    return found.counts


def read_part(part: Part) -> Rows:
    """Reads a part, with one thread: two processes of one are faster than one of two."""
    failures = [i for i in part.items if isinstance(i, Failure)]
    records, failed = _read([i for i in part.items if isinstance(i, Report)])
    return rows_of(part.number, records, failures + failed, part.tellings)


def rows_of(
    number: int, records: Sequence[Record], failures: Sequence[Failure], tellings: bool
) -> Rows:
    """The rows that records and failures add to each table."""
    from dragoman.read.reader import READABLE

    held: dict[str, list[bytes]] = {table: [] for table in TABLES}
    held["errors"] = [msgspec.json.encode(f.to_dict()) for f in failures]
    told: list[bytes] = []
    marks: list[bytes] = []
    for record in records:
        for table, row in rows(record):
            held[table].append(msgspec.json.encode(row))
        if tellings:
            source = Source.of(record)
            told += [msgspec.json.encode((source, event)) for event in record.events]
            marks.append(msgspec.json.encode((record.id, _mark(record), len(record.events))))
    tables = {table: _lines(found) for table, found in held.items()}
    if tellings:
        tables |= {TELLINGS: _lines(told), MARKS: _lines(marks)}
    counts = {table: len(found) for table, found in held.items()}
    counts[UNREAD] = sum(record.language not in READABLE for record in records)
    return Rows(number, tables, counts)


def _mark(record: Record) -> str:
    """What two reports share that are one: the same words of one publisher on one day."""
    day = (record.published or "")[:10]
    told = "\x1f".join((record.publisher or "", day, record.text))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _lines(found: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in found)


AT_FAULT = (ModelError, ImportError, SyntaxError)
"""What is no fault of a report: a table that is wrong, a package that does not load."""


def _read(given: Sequence[Report]) -> tuple[list[Record], list[Failure]]:
    """The records of reports, and what could not be read."""
    from dragoman.read.reader import read_many

    failed: list[Failure] = []

    def note(item: object, error: DragomanError) -> None:
        if isinstance(error, ModelError):
            raise error
        failed.append(Failure.of(item.id if isinstance(item, Report) else str(item), error))

    try:
        return list(read_many(given, threads=1, on_error=note)), failed
    except AT_FAULT:
        raise
    except Exception:
        # Some report trips the reader itself: find it by reading each by itself.
        failed.clear()
    records: list[Record] = []
    for report in given:
        try:
            records += read_many([report], threads=1, on_error=note)
        except AT_FAULT:
            raise
        except Exception as error:
            kind = type(error).__name__
            note(report, DragomanError(f"the reader failed on it ({kind}: {error})"))
    return records, failed
