"""Web archives (WARC, plain or gzipped): each archived page a report.

A damaged member is a failure, and the archive is read on from the next one; what is no page of
HTML answered in full (pictures, redirects, requests) is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from dragoman.errors import InputError
from dragoman.ingest import page
from dragoman.ingest.decode import MAX_BYTES
from dragoman.ingest.failure import Failure
from dragoman.ingest.rows import Fields
from dragoman.ingest.unpack import is_packed

MOST_FAULTS = 1000
"""Damaged members after which an archive is given up."""

_CHUNK = 2**20


def pages(file: IO[bytes], name: str) -> Iterator[tuple[str, Fields] | Failure]:
    """The pages of an archive, in its order."""
    mark = b"\x1f\x8b\x08" if is_packed(file.read(2)) else b"\nWARC/1."
    file.seek(0)
    start: int | None = 0
    number = faults = 0
    while start is not None:
        last = start
        try:
            for place, part in _from(file, start, name, number):
                last = place
                number += 1
                if part is not None:
                    yield part
            break
        except Exception as error:
            # What the reader of archives raises is of no one kind: bad gzip, bad lengths.
            told = str(error).splitlines()[0] if str(error) else type(error).__name__
            faults += 1
            yield Failure(name, f"the archive is damaged after page {number} ({told})")
        start = _next(file, last + 1, mark) if faults < MOST_FAULTS else None
        if start is not None:
            file.seek(start)
    if number == 0 and not faults:
        yield Failure(name, "the archive holds no page, or is no WARC file")


def _from(
    file: IO[bytes], start: int, name: str, number: int
) -> Iterator[tuple[int, tuple[str, Fields] | Failure | None]]:
    """Answers from a place in the file on: where each begins, and the report or failure it is."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
        number += 1
        where = start + record.stream_pos
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
        place = f"{name}:{url or number}"
        http = record.http_headers
        kind = (record.http_content_type or "").lower()
        if http is None or http.status_code != 200 or kind not in _PAGES:
            yield where, None
            continue
        told = record.content_length
        data = record.reader.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            yield where, Failure(place, f"the page is longer than {MAX_BYTES // 2**20} MB")
            continue
        short = len(data) < told and not http.get("Transfer-Encoding")
        try:
            yield where, (place, page.article(data, place, url or None, record.http_charset))
        except InputError as error:
            # The damage is the reason of a page cut short, and told below.
            yield where, None if short else Failure.of(place, error)
        if short:
            raise EOFError(f"it ends {told - len(data):,} bytes too early")


_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def _next(file: IO[bytes], start: int, mark: bytes) -> int | None:
    """Where the next member begins, None where no other does."""
    file.seek(start)
    held = b""
    place = start
    while chunk := file.read(_CHUNK):
        held += chunk
        found = held.find(mark)
        if found >= 0:
            return place + found + mark.startswith(b"\n")
        kept = len(mark) - 1
        place += len(held) - kept
        held = held[-kept:]
    return None
