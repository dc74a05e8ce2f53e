"""A report as it came, and places in it.

Offsets are code points of `Report.text`, which is stored once and never changed: every fact of a
record points into it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from dragoman.errors import InputError

MAX_CHARACTERS = 5_000_000
"""A longer text is not one report but a collection of them."""


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a report's text: `text` is what stands between code points `start` and `end`."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Span:
        """Cuts the span `start`–`end` out of `source`, white space at its edges left off.

        Raises:
            ValueError: the offsets do not lie in `source`.
        """
        if not 0 <= start <= end <= len(source):
            raise ValueError(f"span {start}–{end} lies outside a text of {len(source)} characters")
        while start < end and source[start].isspace():
            start += 1
        while end > start and source[end - 1].isspace():
            end -= 1
        return cls(source[start:end], start, end)

    def overlaps(self, other: Span) -> bool:
        """True where the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its text and what is known of where it came from.

    `published` is an ISO date or date and time with offset, None if unknown. `language` is an ISO
    639-1 code, None until it is recognised.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None

    @classmethod
    def make(
        cls,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        published: str | None = None,
        language: str | None = None,
    ) -> Report:
        """Checks the parts of a report and gives it an id where it has none.

        The id is the first 16 hexadecimal digits of the SHA-256 of text, publisher and day of
        publication, so that the same report met twice is one.

        Raises:
            InputError: the text is empty, too long or no text, or `published` is no date.
        """
        from dragoman.dates import check_published

        name = id or url or title or "the report"
        if not isinstance(text, str):
            raise InputError(
                f"{name}: the text is {type(text).__name__}, not a string; decode it first"
            )
        if not text.strip():
            raise InputError(f"{name}: the text is empty; give a report with words in it")
        if len(text) > MAX_CHARACTERS:
            raise InputError(
                f"{name}: {len(text):,} characters are more than one report holds "
                f"({MAX_CHARACTERS:,}); split the file into reports"
            )
        if "\x00" in text:
            raise InputError(
                f"{name}: the text holds NUL characters, so it is no text; convert it first"
            )
        try:
            text.encode()  # the quickest way to find a lone surrogate in a long text
        except UnicodeEncodeError as error:
            raise InputError(
                f"{name}: the text holds lone surrogates; decode it with the right encoding"
            ) from error
        if published is not None:
            published = check_published(published, name)
        if id is None:
            parts = "\x1f".join((text, publisher or "", (published or "")[:10]))
            id = hashlib.sha256(parts.encode()).hexdigest()[:16]
        return cls(
            id, text, title or None, url or None, publisher or None, published, language or None
        )
