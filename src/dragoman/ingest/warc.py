"""Web archives (WARC, plain or gzipped): each archived page a report.

A damaged member is a failure and the archive is read on, as far as it goes; what is no page of
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


def pages(file: IO[bytes], name: str) -> Iterator[tuple[str, Fields] | Failure]:
    """The pages of an archive, in its order."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = 0
    try:
        for record in ArchiveIterator(
            file, record_types=WarcRecordType.response, parse_http=True, strict_mode=False
        ):
            number += 1
            url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
            place = f"{name}:{url or number}"
            http = record.http_headers
            if http is None or (http.status_code or 0) != 200:
                continue
            kind = (record.http_content_type or "").lower()
            if kind not in ("text/html", "application/xhtml+xml"):
                continue
            data = record.reader.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                yield Failure(place, f"the page is longer than {MAX_BYTES // 2**20} MB")
                continue
            try:
                yield place, page.article(data, place, url or None, record.http_charset)
            except InputError as error:
                yield Failure.of(place, error)
    except Exception as error:
        # What the reader of archives raises is of no one kind: truncation, bad gzip, bad lengths.
        told = str(error).splitlines()[0] if str(error) else type(error).__name__
        yield Failure(name, f"the archive is damaged after page {number} ({told})")
        return
    if number == 0:
        yield Failure(name, "the archive holds no page, or is no WARC file")
