"""Tables of reports: one JSON object a line, its fields under the names that people give them.

A row that is broken, too long or without a text is a failure with its line number; the next one
is read all the same. A line is never held in memory past the limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import IO, TypedDict

import msgspec

from dragoman.errors import InputError
from dragoman.ingest.decode import MAX_BYTES, decode
from dragoman.ingest.failure import Failure
from dragoman.ingest.moments import iso


class Fields(TypedDict, total=False):
    """The arguments of `Report.make`, as far as a source gives them."""

    text: str
    id: str
    title: str
    url: str
    publisher: str
    published: str
    language: str


NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext"),
    "id": ("id", "guid", "uid"),
    "title": ("title", "headline"),
    "url": ("url", "link", "uri"),
    "publisher": ("publisher", "outlet", "sitename", "source", "newspaper"),
    "published": ("published", "date", "date_published", "published_at", "pubdate", "datetime"),
    "language": ("language", "lang"),
}
"""Names that a column, key or front matter field goes by; the first that holds something counts."""


def fields(
    row: Mapping[str, object], name: str, columns: Mapping[str, str] | None = None
) -> Fields:
    """The fields of a report in a mapping.

    Args:
        row: Keys in any case.
        name: What a message calls the row.
        columns: Names of our fields to the names of the row's, where these differ from `NAMES`.

    Raises:
        InputError: a field holds a list, a mapping or a truth value.
    """
    lower = {str(k).strip().lower(): v for k, v in row.items()}
    found: dict[str, str] = {}
    for field, known in NAMES.items():
        asked = (columns or {}).get(field)
        for key in (asked.lower(),) if asked is not None else known:
            value = lower.get(key)
            if value is None or value == "":
                continue
            if field == "published" and isinstance(value, date):
                value = iso(value, name)
            if isinstance(value, bool) or not isinstance(value, str | int | float):
                raise InputError(f"{name}: {key} is no text; write it as a string")
            if field == "text" and not isinstance(value, str):
                raise InputError(f"{name}: {key} is a number, not the text of a report")
            found[field] = str(value).strip() if field != "text" else str(value)
            break
    return found  # type: ignore[return-value] # its keys are those of NAMES


def has_text(row: object, columns: Mapping[str, str] | None = None, least: int = 1) -> bool:
    """True where something in a row is the text of a report, by its name, kind and length."""
    if not isinstance(row, dict):
        return False
    asked = (columns or {}).get("text")
    names = (asked.lower(),) if asked is not None else NAMES["text"]
    return any(
        isinstance(value, str) and len(value.strip()) >= least and str(key).strip().lower() in names
        for key, value in row.items()
    )


def json_rows(
    file: IO[bytes],
    name: str,
    columns: Mapping[str, str] | None = None,
    advance: Callable[[int], None] | None = None,
) -> Iterator[tuple[str, Fields] | Failure]:
    """The rows of JSONL, each with its place (`news.jsonl:3`)."""
    number = 0
    for line in _lines(file, advance):
        number += 1
        place = f"{name}:{number}"
        if line is None:
            yield Failure(
                place,
                f"the line is longer than {MAX_BYTES // 2**20} MB, which no report is; "
                "check that the file has one report a line",
            )
            continue
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            yield place, fields(json_object(line, place), place, columns)
        except InputError as error:
            yield Failure.of(place, error)
    if number == 0:
        yield Failure(name, "the file is empty; give reports, one JSON object a line")


def json_object(data: bytes, name: str) -> dict[str, object]:
    """The JSON object that `data` holds, in whatever encoding.

    Raises:
        InputError: it holds something else.
    """
    found = json_value(data, name, "the row")
    if not isinstance(found, dict):
        raise InputError(f'{name}: the row is no JSON object; write {{"text": …}}')
    return found


def json_value(data: bytes, name: str, what: str) -> object:
    """The JSON that `data` holds, in whatever encoding; `what` is how a message calls it.

    Raises:
        InputError: it is no JSON, or is nested too deep.
    """
    try:
        try:
            # Decoding UTF-8 is left to the JSON parser, which does it as it goes.
            return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
        except (msgspec.DecodeError, UnicodeDecodeError) as first:
            try:
                return msgspec.json.decode(decode(data, name).encode())
            except msgspec.DecodeError:
                raise InputError(
                    f"{name}: {what} is broken JSON ({_short(first)}); correct it"
                ) from first
    except RecursionError as error:
        raise InputError(f"{name}: {what} is JSON nested too deep; give reports") from error


def _short(error: Exception) -> str:
    return str(error).removeprefix("JSON is malformed: ")


def _lines(file: IO[bytes], advance: Callable[[int], None] | None) -> Iterator[bytes | None]:
    """Lines of a file; None for one past the limit, of which no more than the limit is held."""
    while line := file.readline(MAX_BYTES + 1):
        if advance is not None:
            advance(len(line))
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(1024 * 1024)
            if advance is not None:
                advance(len(line))
        yield None
