"""What a thing is, and who opens it.

The ending of its name decides, or what its server says, or, without either, how it begins. A name
that ends in .gz is unpacked first.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, cast
from urllib.parse import urlsplit

from dragoman.errors import InputError
from dragoman.ingest import (
    feeds,
    mail,
    markdown,
    page,
    pdf,
    polite,
    rows,
    sitemaps,
    tables,
    warc,
    web,
)
from dragoman.ingest.decode import MAX_BYTES, decode, refuse_binary
from dragoman.ingest.failure import Failure
from dragoman.ingest.rows import Fields
from dragoman.ingest.text import plain
from dragoman.ingest.unpack import begins, is_packed, unpacked
from dragoman.report import MAX_CHARACTERS

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

_STREAMED = frozenset({"rows", "csv", "warc", "parquet"})
"""Kinds that are read a piece at a time, so that a file may be of any size."""

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
"""Marks of encodings in which every second byte may be nought, as else in no text."""


def kind_of(name: str) -> str | None:
    """What a file is by its name, None where that does not tell."""
    path = Path(name.lower())
    return KINDS.get(path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix)


def open_file(
    path: Path,
    columns: Mapping[str, str] | None,
    advance: Advance,
    most_pages: int | None = None,
) -> Iterator[Part]:
    """The reports in a file.

    Args:
        path: The file.
        columns: For tables, our names of fields to theirs.
        advance: Called with the number of bytes of the file that have been consumed.
        most_pages: Pages of a sitemap that are fetched; without it a sitemap is refused.
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
        yield from open_bytes(data, name, kind, columns, most_pages=most_pages)
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
    most_pages: int | None = None,
) -> Iterator[Part]:
    """The reports in data that has been read; without `kind`, it is told by how it begins.

    Nameless data and what a server sent may be packed with gzip. For the other arguments see
    `open_file`.
    """
    charset = fetched.charset if fetched is not None else None
    try:
        if is_packed(data) and kind != "warc" and (kind is None or fetched is not None):
            if kind is None and begins(data).startswith(b"WARC/"):
                kind = "warc"  # its reader unpacks it, page by page
            else:
                data = unpacked(data, name)
        kind = kind or sniffed(data)
        if kind in ("rows", "csv") and not data.startswith(_WIDE):
            refuse_binary(data, name)
        if kind == "rows":
            yield from rows.json_rows(io.BytesIO(data), name, columns)
        elif kind == "json":
            yield from tables.json_array(data, name, columns)
        elif kind == "csv":
            yield from tables.csv_rows(io.BytesIO(data), name, columns)
        elif kind == "parquet":
            yield from tables.parquet_rows(io.BytesIO(data), name, columns)
        elif kind == "feed":
            yield from feeds.entries(data, name)
        elif kind == "warc":
            yield from warc.pages(io.BytesIO(data), name)
        elif kind == "sitemap":
            yield from _listed(data, name, columns, most_pages)
        else:
            yield name, _one(data, name, kind, charset, fetched)
    except InputError as error:
        yield Failure.of(name, error)


def _listed(
    data: bytes, name: str, columns: Mapping[str, str] | None, most: int | None
) -> Iterator[Part]:
    """The reports of the pages that a sitemap lists."""
    if most is None:
        raise InputError(f"{name}: a sitemap is a list of pages and no report; name one page")
    with polite.Visitor() as visitor:
        for found in sitemaps.pages(data, name, visitor, most):
            if isinstance(found, Failure):
                yield found
                continue
            address, fetched = found
            yield from open_bytes(fetched.data, address, kind_at(fetched), columns, fetched)


def kind_at(fetched: web.Page) -> str | None:
    """What a page is by what its server says, else by its address; None where neither tells."""
    return MEDIA.get(fetched.media_type or "") or kind_of(urlsplit(fetched.url).path)


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
        if len(text) > MAX_CHARACTERS:
            raise InputError(
                f"{name}: {len(text):,} characters are more than one report holds "
                f"({MAX_CHARACTERS:,}); split the file into reports, or give them as JSONL"
            )
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
    if kind in ("rows", "csv"):
        opened = cast(IO[bytes], gzip.GzipFile(fileobj=file)) if packed else file
        if not packed:
            head = file.read(64 * 1024)
            if not head.startswith(_WIDE):
                refuse_binary(head, name)
            file.seek(0)
        read = rows.json_rows if kind == "rows" else tables.csv_rows
        yield from read(opened, name, columns, None if packed else advance)
        if packed:
            advance(path.stat().st_size)
        return
    # These are opened by libraries that read ahead, so the bar moves when the file is done.
    if kind == "warc":
        yield from warc.pages(file, name)
    else:
        yield from tables.parquet_rows(path, name, columns)
    advance(path.stat().st_size)


def sniffed(data: bytes) -> str | None:
    """What nameless data is; None for text."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith(b"WARC/"):
        return "warc"
    if page.is_html(data):
        return "html"
    if sitemaps.is_sitemap(data):
        return "sitemap"
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
