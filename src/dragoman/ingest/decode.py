"""Bytes into text.

UTF-8 first, for nearly everything is; a declared encoding next; what is left is told by
charset-normalizer. A file in which only some lines are UTF-8 (two sources pasted into one) is
decoded line by line, so that one stray line does not spoil the others.
"""

from __future__ import annotations

import codecs
import re

from dragoman.errors import InputError

MAX_BYTES = 32 * 1024 * 1024
"""A longer file is not read: the longest report fits into it in any encoding."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
)
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\f\x1b\x0b\x08")


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text that `data` holds.

    Args:
        data: A whole file or page.
        name: What the message calls it.
        declared: The encoding that its server or its own head says it is in.

    Raises:
        InputError: the data is empty, is no text, or is in no encoding that can be told.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise InputError(f"{name}: the file is empty; give a report with words in it")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{name}: the file says it is {encoding.upper()} and is not; save it as UTF-8"
                ) from error
    refuse_binary(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared is not None:
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
    return _by_line(data, name)


def refuse_binary(data: bytes, name: str) -> None:
    """Raises InputError where `data` is no text, and says what it is where that can be told."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name}: this is {kind}, not text; convert it to text or HTML first")
    head = data[: 64 * 1024]
    if b"\x00" in head or len(head) - len(head.translate(None, _CONTROLS)) > len(head) / 50:
        raise InputError(f"{name}: this is binary data, not text; give text, Markdown or HTML")


_FOREIGN = re.compile(r"[^\r\n]*[\udc80-\udcff][^\r\n]*")
"""A line with bytes that are not UTF-8, as Python lets them through."""

_SAMPLE = 256 * 1024
"""Bytes that are looked at to tell an encoding."""


def _by_line(data: bytes, name: str) -> str:
    text = data.decode("utf-8", "surrogateescape")
    sample, size = [], 0
    for line in _FOREIGN.finditer(text):
        sample.append(_bytes(line))
        size += len(sample[-1])
        if size > _SAMPLE:
            break
    encoding = _told(b"\n".join(sample), name)
    return _FOREIGN.sub(lambda line: _bytes(line).decode(encoding, "replace"), text)


def _bytes(line: re.Match[str]) -> bytes:
    return line[0].encode("utf-8", "surrogateescape")


def _told(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise InputError(f"{name}: the encoding cannot be told; save the file as UTF-8")
    # Of the single-byte encodings that a short Western text is equally good in, Windows-1252 is
    # what it was written in far more often than the rarer code pages the statistics may prefer.
    if best.encoding in _WESTERN:
        if _reads(data, "cp1252"):
            return "cp1252"
        if _reads(data, "cp1250"):
            return "cp1250"
    return best.encoding


_WESTERN = frozenset(
    {"cp1250", "cp1252", "latin_1", "iso8859_15", "iso8859_9", "iso8859_14", "cp1254", "cp1258"}
    | {"hp_roman8", "cp437", "cp850", "cp858", "mac_roman", "cp775", "cp500", "cp037", "cp273"}
)
_MISREAD = re.compile(r"[^\W\d_][¹³¿¼¥£¢]|[¥£¢][^\W\d_]")
"""What Central European letters look like in Windows-1252: signs within words."""


def _reads(data: bytes, encoding: str) -> bool:
    try:
        return _MISREAD.search(data.decode(encoding)) is None
    except UnicodeDecodeError:
        return False
