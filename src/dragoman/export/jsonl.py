"""Records, one a line of JSON: all that the program knows of a report, and the way back.

A line is `Record.to_dict()` as UTF-8 JSON, so that a file can be cut, joined and read by anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from dragoman.errors import InputError
from dragoman.record import Record


def write(records: Iterable[Record], file: BinaryIO) -> int:
    """Writes records, one a line.

    Args:
        records: What to write.
        file: Open for writing in binary.

    Returns:
        How many records were written.
    """
    count = 0
    for record in records:
        file.write(record.to_json() + b"\n")
        count += 1
    return count


def read(lines: Iterable[bytes | str], name: str = "records") -> Iterator[Record]:
    """The records that `write` wrote; blank lines are passed over.

    Args:
        lines: A file open in binary or text, or any lines.
        name: What a message calls them.

    Raises:
        InputError: a line is no JSON or no record; the message names the line.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InputError(f"{name}, line {number}: no JSON ({error}); mend the line") from error
        if not isinstance(data, dict):
            raise InputError(f"{name}, line {number}: no record but {type(data).__name__}")
        try:
            yield Record.from_dict(data)
        except InputError as error:
            raise InputError(f"{name}, line {number}: {error}") from error
