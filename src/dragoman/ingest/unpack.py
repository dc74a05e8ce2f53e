"""Gzip undone in memory, as far as a report may be long: a bomb is refused before it bursts."""

from __future__ import annotations

import gzip
import io
import zlib

from dragoman.errors import InputError
from dragoman.ingest.decode import MAX_BYTES


def is_packed(data: bytes) -> bool:
    """True where data begins like a gzip archive."""
    return data.startswith(b"\x1f\x8b")


def begins(data: bytes) -> bytes:
    """The first bytes that a gzip archive holds, none where it is damaged."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:4096], 64)
    except zlib.error:
        return b""


def unpacked(data: bytes, name: str) -> bytes:
    """What a gzip archive holds.

    Raises:
        InputError: it is damaged, or holds more than a report can.
    """
    try:
        found = gzip.GzipFile(fileobj=io.BytesIO(data)).read(MAX_BYTES + 1)
    except (EOFError, zlib.error, OSError) as error:
        raise InputError(f"{name}: the archive is damaged ({error}); unpack it again") from error
    if len(found) > MAX_BYTES:
        raise InputError(
            f"{name}: the archive holds more than {MAX_BYTES // 2**20} MB, which no report does; "
            "unpack it and split it into reports"
        )
    return found
