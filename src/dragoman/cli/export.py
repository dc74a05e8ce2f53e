"""`dragoman export`: what a ledger holds, in a format that others read."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal

from cyclopts import Parameter

from dragoman.cli import terminal
from dragoman.errors import InputError
from dragoman.record import Record

Format = Literal["csv", "jsonl", "plover"]


def export(
    format: Format,
    /,
    *,
    output: Annotated[Path | None, Parameter(alias="-o", allow_leading_hyphen=True)] = None,
    ledger: str | None = None,
) -> None:
    """What a ledger holds, in a format that others read.

    Args:
        format: csv (events, one a row), jsonl (whole records) or plover (PLOVER's objects, one a
            line).
        output: The file to write; by default standard output.
        ledger: The ledger: a path, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.
    """
    from dragoman.ledger import Ledger

    with Ledger(ledger, create=False) as kept, _opened(output) as file:
        written = _WRITERS[format](kept.records(), file)
    terminal.note(f"{written} {'records' if format == 'jsonl' else 'events'} written")


def _csv(records: Iterable[Record], file: BinaryIO) -> int:
    import io

    from dragoman.export import csv

    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        return csv.write(records, text)
    finally:
        text.detach()


def _jsonl(records: Iterable[Record], file: BinaryIO) -> int:
    from dragoman.export import jsonl

    return jsonl.write(records, file)


def _plover(records: Iterable[Record], file: BinaryIO) -> int:
    from dragoman.export import plover

    return plover.write(records, file)


_WRITERS: dict[str, Callable[[Iterable[Record], Any], int]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "plover": _plover,
}


@contextlib.contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    if output is None or str(output) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as file:
            yield file
    except OSError as error:
        raise InputError(
            f"{output}: cannot be written ({error.strerror}); name another file"
        ) from error
