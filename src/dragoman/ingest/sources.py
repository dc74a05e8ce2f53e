"""All that a user names, one report after the other.

A folder is walked in order of its names, a pattern is expanded, an address is fetched, `-` is
standard input; then each thing is opened by what its name ends in, or, without a telling name, by
how it begins.
"""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from dragoman.dates import check_published
from dragoman.errors import DragomanError, InputError
from dragoman.ingest import web
from dragoman.ingest.failure import Failure
from dragoman.ingest.formats import KINDS, Part, kind_at, kind_of, open_bytes, open_file
from dragoman.ingest.moments import iso
from dragoman.ingest.rows import Fields
from dragoman.report import Report

MOST_PAGES = 1000
"""Pages of a sitemap that are fetched unless more are asked for: at one a second, a quarter of an
hour.
"""


def reports(
    sources: Iterable[str | os.PathLike[str]],
    *,
    published: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    columns: Mapping[str, str] | None = None,
    advance: Callable[[int], None] | None = None,
    stdin: IO[bytes] | None = None,
    pages: int = MOST_PAGES,
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
        pages: Pages of a sitemap that are fetched, the newest first.

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
    return _reports([os.fspath(s) for s in sources], given, columns, advance, stdin, pages)


def files_of(sources: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """The files among the sources, in the order in which they are read."""
    for source in [os.fspath(s) for s in sources]:
        if source != "-" and not web.is_url(source):
            yield from (path for path in _files(source) if isinstance(path, Path))


def total_bytes(sources: Iterable[str | os.PathLike[str]]) -> int | None:
    """Bytes in all files that `reports` would open, None where an address or `-` is among them."""
    given = [os.fspath(s) for s in sources]
    if any(s == "-" or web.is_url(s) for s in given):
        return None
    return sum(_size(path) for path in files_of(given))


def _reports(
    sources: list[str],
    given: Fields,
    columns: Mapping[str, str] | None,
    advance: Callable[[int], None] | None,
    stdin: IO[bytes] | None,
    pages: int,
) -> Iterator[Report | Failure]:
    for source in sources:
        for part in _parts(source, columns, advance or _ignored, stdin, pages):
            if isinstance(part, Failure):
                yield part
                continue
            place, found = part
            try:
                yield report_of({**found, **given}, place)
            except DragomanError as error:
                yield Failure.of(place, error)


def report_of(found: Fields, place: str) -> Report:
    """The report that has these fields.

    Raises:
        InputError: it has no text, or its date is none.
    """
    if "text" not in found:
        raise InputError(f"{place}: there is no text; give the field text, or name its column")
    if "published" in found:
        found["published"] = iso(found["published"], place)
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
    pages: int,
) -> Iterator[Part]:
    if source == "-":
        data = (stdin or sys.stdin.buffer).read(_STDIN_LIMIT + 1)
        if len(data) > _STDIN_LIMIT:
            yield Failure("standard input", "more than 1 GB; write it to a file and give that")
            return
        yield from open_bytes(data, "standard input", None, columns, most_pages=pages)
    elif web.is_url(source):
        try:
            fetched = web.fetch(source)
        except InputError as error:
            yield Failure.of(source, error)
            return
        kind = kind_at(fetched) or kind_of(urlsplit(source).path)
        yield from open_bytes(fetched.data, source, kind, columns, fetched, pages)
    else:
        for path in _files(source):
            if isinstance(path, Failure):
                yield path
            else:
                yield from open_file(path, columns, advance, pages)


_STDIN_LIMIT = 2**30


def _files(source: str) -> Iterator[Path | Failure]:
    path = Path(source)
    try:
        if path.is_dir():
            found = _inside(path)
            if not found:
                yield Failure(source, f"the folder holds no report ({', '.join(sorted(KINDS))})")
        elif path.exists():
            found = [path]
        elif glob.has_magic(source):
            met = [Path(p) for p in sorted(glob.glob(source, recursive=True))]
            every = (p for m in met for p in ([m] if m.is_file() else _inside(m)))
            found = list(dict.fromkeys(every))
            if not found:
                yield Failure(source, "no file answers to this pattern; check it")
        else:
            found = []
            yield Failure(source, "there is no such file or folder; check the path")
    except (OSError, ValueError) as error:
        yield Failure(source, f"cannot be opened ({_reason(error)})")
        return
    yield from found


def _inside(folder: Path) -> list[Path]:
    """The files of a folder that are told by their names, in order."""
    inside = sorted(p for p in folder.rglob("*") if kind_of(p.name) and _shown(p, folder))
    return [p for p in inside if p.is_file()]


def _shown(path: Path, folder: Path) -> bool:
    return not any(part.startswith(".") for part in path.relative_to(folder).parts)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _ignored(_: int) -> None:
    return None
