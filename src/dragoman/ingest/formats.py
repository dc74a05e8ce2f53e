"""What a thing is, and who opens it.

The ending of its name decides, or what its server says, or, without either, how it begins. A name
that ends in .gz is unpacked first.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, cast

from dragoman.errors import InputError
from dragoman.ingest import feeds, mail, markdown, page, pdf, rows, tables, warc, web
from dragoman.ingest.decode import MAX_BYTES, decode, refuse_binary
from dragoman.ingest.failure import Failure
from dragoman.ingest.rows import Fields
from dragoman.ingest.text import plain

Part = tuple[str, Fields] | Failure
Advance = Callable[[int], None]

KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".eml": "mail",
    ".json": "json",
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
}
"""What a file is, by its ending. Files of a folder that end otherwise are passed over."""

MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/jsonl": "rows",
    "application/x-ndjson": "rows",
    "application/json": "json",
    "text/csv": "csv",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
}
"""What an answer is, by the media type that its server names."""

_STREAMED = frozenset({"rows", "warc", "parquet"})
"""Kinds that are read a piece at a time, so that a file may be of any size."""


def kind_of(name: str) -> str | None:
    """What a file is by its name, None where that does not tell."""
    path = Path(name.lower())
    return KINDS.get(path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix)


def open_file(path: Path, columns: Mapping[str, str] | None, advance: Advance) -> Iterator[Part]:
    """The reports in a file.

    Args:
        path: The file.
        columns: For tables, our names of fields to theirs.
        advance: Called with the number of bytes of the file that have been consumed.
    """
    name, kind = str(path), kind_of(path.name)
    packed = path.suffix.lower() == ".gz"
    try:
        with path.open("rb") as file:
            if kind in _STREAMED:
                yield from _streamed(file, path, kind, packed, columns, advance)
                return
            data = (
                gzip.GzipFile(fileobj=file).read(MAX_BYTES + 1)
                if packed
                else file.read(MAX_BYTES + 1)
            )
        advance(path.stat().st_size)
        if len(data) > MAX_BYTES:
            refuse_binary(data, name)
            raise InputError(
                f"{name}: the file is longer than {MAX_BYTES // 2**20} MB, which no report is; "
                "split it into reports, or give them as JSONL"
            )
        yield from open_bytes(data, name, kind, columns)
    except InputError as error:
        yield Failure.of(name, error)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Failure(name, f"the archive is damaged ({error}); unpack it again")
    except OSError as error:
        yield Failure(name, f"cannot be read ({error.strerror or error})")


def open_bytes(
    data: bytes,
    name: str,
    kind: str | None,
    columns: Mapping[str, str] | None = None,
    fetched: web.Page | None = None,
) -> Iterator[Part]:
    """The reports in data that has been read; without `kind`, it is told by how it begins."""
    kind = kind or _sniffed(data)
    charset = fetched.charset if fetched is not None else None
    try:
        if kind == "rows":
            refuse_binary(data, name)
            yield from rows.json_rows(io.BytesIO(data), name, columns)
        elif kind == "json":
            yield from tables.json_array(data, name, columns)
        elif kind == "csv":
            yield from tables.csv_rows(data, name, columns)
        elif kind == "parquet":
            yield from tables.parquet_rows(io.BytesIO(data), name, columns)
        elif kind == "feed":
            yield from feeds.entries(data, name)
        elif kind == "warc":
            yield from warc.pages(io.BytesIO(data), name)
        else:
            yield name, _one(data, name, kind, charset, fetched)
    except InputError as error:
        yield Failure.of(name, error)


def _one(
    data: bytes, name: str, kind: str | None, charset: str | None, fetched: web.Page | None
) -> Fields:
    if kind == "html":
        return page.article(data, name, fetched.url if fetched is not None else None, charset)
    if kind == "pdf":
        found = pdf.document(data, name)
    elif kind == "mail":
        found = mail.message(data, name)
    else:
        text = decode(data, name, charset)
        if kind == "markdown" or (kind is None and markdown.has_front_matter(text)):
            found = markdown.article(text, name)
        else:
            found = {"text": plain(text)}
    if fetched is not None:
        found.setdefault("url", fetched.url)
    return found


def _streamed(
    file: IO[bytes],
    path: Path,
    kind: str | None,
    packed: bool,
    columns: Mapping[str, str] | None,
    advance: Advance,
) -> Iterator[Part]:
    name = str(path)
    if kind == "rows":
        opened = cast(IO[bytes], gzip.GzipFile(fileobj=file)) if packed else file
        if not packed:
            refuse_binary(file.read(64 * 1024), name)
            file.seek(0)
        yield from rows.json_rows(opened, name, columns, None if packed else advance)
        if packed:
            advance(path.stat().st_size)
        return
    # These are opened by libraries that read ahead, so the bar moves when the file is done.
    if kind == "warc":
        yield from warc.pages(file, name)
    else:
        yield from tables.parquet_rows(path, name, columns)
    advance(path.stat().st_size)


def _sniffed(data: bytes) -> str | None:
    """What nameless data is; None for text."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith(b"WARC/"):
        return "warc"
    if page.is_html(data):
        return "html"
    if feeds.is_feed(data) and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "feed"
    start = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"["):
        return "json" if start[1:].lstrip().startswith(b"{") else None
    if not start.startswith(b"{"):
        return None
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    return "rows" if _is_object(first) or not _is_object(data) else "json"


def _is_object(data: bytes) -> bool:
    try:
        rows.json_object(data, "")
    except InputError:
        return False
    return True
