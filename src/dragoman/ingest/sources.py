"""All that a user names, one report after the other.

A folder is walked in order of its names, a pattern is expanded, an address is fetched, `-` is
standard input; then each thing is opened by what its name ends in, or, without a telling name, by
how it begins.
"""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from dragoman.dates import check_published
from dragoman.errors import DragomanError, InputError
from dragoman.ingest import markdown, page, web
from dragoman.ingest.decode import MAX_BYTES, decode, refuse_binary
from dragoman.ingest.failure import Failure
from dragoman.ingest.rows import Fields, json_object, json_rows
from dragoman.ingest.rows import fields as row_fields
from dragoman.ingest.text import plain
from dragoman.report import Report

KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "rows",
    ".ndjson": "rows",
}
"""What a file is, by its ending. Files of a folder that end otherwise are passed over."""

_MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "application/jsonl": "rows",
    "application/x-ndjson": "rows",
}
_Part = tuple[str, Fields] | Failure


def reports(
    sources: Iterable[str | os.PathLike[str]],
    *,
    published: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    columns: Mapping[str, str] | None = None,
    advance: Callable[[int], None] | None = None,
    stdin: IO[bytes] | None = None,
) -> Iterator[Report | Failure]:
    """The reports that the sources hold, in order, with a failure for each thing that is none.

    Args:
        sources: Paths of files or folders, patterns (`news/*.html`), addresses, `-` for standard
            input.
        published: The day (and hour) of publication; counts before what a source says itself.
        publisher: Who printed it; counts before what a source says itself.
        language: ISO 639-1 code; counts before what a source says itself.
        columns: For tables, our names of fields to theirs: `{"text": "Body"}`.
        advance: Called with the number of bytes that have been consumed, for a progress bar.
        stdin: What `-` reads; by default standard input.

    Raises:
        InputError: at once, where `published` is no date.
    """
    if published is not None:
        published = check_published(published, "the given day")
    given: Fields = {}
    if published:
        given["published"] = published
    if publisher:
        given["publisher"] = publisher
    if language:
        given["language"] = language
    return _reports([os.fspath(s) for s in sources], given, columns, advance, stdin)


def total_bytes(sources: Iterable[str | os.PathLike[str]]) -> int | None:
    """Bytes in all files that `reports` would open, None where an address or `-` is among them."""
    total = 0
    for source in [os.fspath(s) for s in sources]:
        if source == "-" or web.is_url(source):
            return None
        total += sum(_size(path) for path in _files(source) if isinstance(path, Path))
    return total


def _reports(
    sources: list[str],
    given: Fields,
    columns: Mapping[str, str] | None,
    advance: Callable[[int], None] | None,
    stdin: IO[bytes] | None,
) -> Iterator[Report | Failure]:
    for source in sources:
        for part in _parts(source, columns, advance or _ignored, stdin):
            if isinstance(part, Failure):
                yield part
                continue
            place, found = part
            try:
                yield _report({**found, **given}, place)
            except DragomanError as error:
                yield Failure.of(place, error)


def _report(found: Fields, place: str) -> Report:
    if "text" not in found:
        raise InputError(f"{place}: there is no text; give the field text, or name its column")
    if "published" in found:
        found["published"] = check_published(found["published"], place)
    try:
        return Report.make(**found)
    except InputError as error:
        name = found.get("id") or found.get("url") or found.get("title") or "the report"
        raise InputError(f"{place}: {str(error).removeprefix(f'{name}: ')}") from error


def _parts(
    source: str,
    columns: Mapping[str, str] | None,
    advance: Callable[[int], None],
    stdin: IO[bytes] | None,
) -> Iterator[_Part]:
    if source == "-":
        data = (stdin or sys.stdin.buffer).read(_STDIN_LIMIT + 1)
        if len(data) > _STDIN_LIMIT:
            yield Failure("standard input", "more than 1 GB; write it to a file and give that")
            return
        yield from _opened(data, "standard input", None, columns)
    elif web.is_url(source):
        try:
            fetched = web.fetch(source)
        except InputError as error:
            yield Failure.of(source, error)
            return
        kind = _MEDIA.get(fetched.media_type or "") or _kind(source)
        yield from _opened(fetched.data, source, kind, columns, fetched)
    else:
        for path in _files(source):
            if isinstance(path, Failure):
                yield path
            else:
                yield from _file(path, columns, advance)


_STDIN_LIMIT = 2**30


def _files(source: str) -> Iterator[Path | Failure]:
    path = Path(source)
    try:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if _kind(p.name) and _shown(p, path))
            found: list[Path] = [p for p in inside if p.is_file()]
            if not found:
                yield Failure(source, f"the folder holds no report ({', '.join(sorted(KINDS))})")
        elif path.exists():
            found = [path]
        elif glob.has_magic(source):
            found = [Path(p) for p in sorted(glob.glob(source, recursive=True))]
            found = [p for p in found if p.is_file()]
            if not found:
                yield Failure(source, "no file answers to this pattern; check it")
        else:
            found = []
            yield Failure(source, "there is no such file or folder; check the path")
    except (OSError, ValueError) as error:
        yield Failure(source, f"cannot be opened ({_reason(error)})")
        return
    yield from found


def _shown(path: Path, folder: Path) -> bool:
    return not any(part.startswith(".") for part in path.relative_to(folder).parts)


def _file(
    path: Path, columns: Mapping[str, str] | None, advance: Callable[[int], None]
) -> Iterator[_Part]:
    name = str(path)
    kind = _kind(path.name)
    try:
        with path.open("rb") as file:
            if kind == "rows":
                head = file.read(64 * 1024)
                refuse_binary(head, name)
                file.seek(0)
                yield from json_rows(file, name, columns, advance)
                return
            data = file.read(MAX_BYTES + 1)
        advance(len(data))
        if len(data) > MAX_BYTES:
            refuse_binary(data, name)
            raise InputError(
                f"{name}: the file is longer than {MAX_BYTES // 2**20} MB, which no report is; "
                "split it into reports, or give them as JSONL"
            )
    except InputError as error:
        yield Failure.of(name, error)
        return
    except OSError as error:
        yield Failure(name, f"cannot be read ({_reason(error)})")
        return
    yield from _opened(data, name, kind, columns)


def _opened(
    data: bytes,
    name: str,
    kind: str | None,
    columns: Mapping[str, str] | None,
    fetched: web.Page | None = None,
) -> Iterator[_Part]:
    kind = kind or _sniffed(data, columns)
    charset = fetched.charset if fetched is not None else None
    try:
        if kind == "rows":
            refuse_binary(data, name)
            yield from json_rows(io.BytesIO(data), name, columns)
            return
        if kind == "object":
            yield name, row_fields(json_object(data, name), name, columns)
            return
        if kind == "html":
            url = fetched.url if fetched is not None else None
            yield name, page.article(data, name, url, charset)
            return
        text = decode(data, name, charset)
        if kind == "markdown" or (kind is None and markdown.has_front_matter(text)):
            found = markdown.article(text, name)
        else:
            found = {"text": plain(text)}
        if fetched is not None:
            found.setdefault("url", fetched.url)
        yield name, found
    except InputError as error:
        yield Failure.of(name, error)


def _sniffed(data: bytes, columns: Mapping[str, str] | None) -> str | None:
    """What nameless data is: a page, JSON objects a line, one JSON object; None for text."""
    if page.is_html(data):
        return "html"
    start = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"{"):
        return None
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    if _is_object(first):
        return "rows"
    return "object" if _is_object(data) else "rows"


def _is_object(data: bytes) -> bool:
    try:
        json_object(data, "")
    except InputError:
        return False
    return True


def _kind(name: str) -> str | None:
    return KINDS.get(Path(name).suffix.lower())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _ignored(_: int) -> None:
    return None
