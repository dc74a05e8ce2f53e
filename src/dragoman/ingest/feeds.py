"""RSS and Atom: an entry a report, with the text that the feed itself carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.errors import InputError
from dragoman.ingest.failure import Failure
from dragoman.ingest.moments import iso
from dragoman.ingest.rows import Fields

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
FULL = 600
"""Characters from which the content of an entry is taken for its whole text and no teaser; what is
only called its summary needs three times as many.
"""

MOST_BYTES = 8 * 1024 * 1024
"""A longer feed is an archive, and takes minutes to parse."""

_BLOCKS = {"p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}


def is_feed(data: bytes) -> bool:
    """True where the data begins like a feed."""
    return _FEED.search(data[:2048]) is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: its fields, its page, and what makes it no report (`fault`), if anything.

    `key` names it within the feed, and `full` is true where the feed carries its whole text.
    """

    key: str
    place: str
    fields: Fields
    link: str | None = None
    full: bool = False
    fault: str | None = None


def read(data: bytes, name: str) -> tuple[Entry, ...]:
    """The entries of a feed, in its order.

    Raises:
        InputError: the data is no feed, is too long, or has no entries.
    """
    import feedparser

    if len(data) > MOST_BYTES:
        raise InputError(f"{name}: the feed is longer than {MOST_BYTES // 2**20} MB; split it")
    try:
        found = feedparser.parse(data)
    except Exception as error:
        # It takes what is broken for what was meant; what it cannot take so, it raises as it comes.
        raise InputError(
            f"{name}: the feed is broken ({type(error).__name__}: {_line(error)}); check it"
        ) from error
    if not found.entries:
        fault = getattr(found, "bozo_exception", None)
        broken = found.bozo and not found.version
        reason = f"is no feed ({_line(fault)})" if broken else "has no entries"
        raise InputError(f"{name}: the feed {reason}; check the address or the file")
    outlet = text_of(found.feed.get("title", ""))
    return tuple(_entry(e, n, name, outlet) for n, e in enumerate(found.entries, 1))


def entries(data: bytes, name: str) -> Iterator[tuple[str, Fields] | Failure]:
    """The entries of a feed as reports, each with the text that the feed itself carries.

    Raises:
        InputError: the data is no feed, or one without entries.
    """
    for entry in read(data, name):
        if entry.fault is not None:
            yield Failure(entry.place, entry.fault)
        elif "text" not in entry.fields:
            yield Failure(entry.place, "the entry has no text; give the address of its page")
        else:
            yield entry.place, entry.fields


def _entry(entry: Any, number: int, name: str, outlet: str) -> Entry:
    link = entry.get("link")
    place = link or f"{name}:{number}"
    text, whole = _text(entry)
    given: Fields = {}
    if text:
        given["text"] = text
    if title := text_of(entry.get("title", "")):
        given["title"] = title
    if link:
        given["url"] = link
    if outlet:
        given["publisher"] = outlet
    fault = None
    if told := entry.get("published") or entry.get("updated"):
        try:
            given["published"] = iso(told, place)
        except InputError as error:
            fault = Failure.of(place, error).reason
    key = str(entry.get("id") or link or given.get("title") or text[:200])
    full = (whole and len(text) >= FULL) or len(text) >= 3 * FULL
    return Entry(key, place, given, link, full, fault)


def text_of(html: str) -> str:
    """The words of a piece of HTML, a line a block."""
    if "<" not in html and "&" not in html:
        return html.strip()
    from lxml import etree
    from lxml import html as parser

    try:
        tree = parser.fromstring(f"<div>{html}</div>")
    except (etree.ParserError, ValueError):
        return ""
    for element in tree.iter():
        if element.tag in ("script", "style"):
            element.text = None
        if element.tag in _BLOCKS:
            element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _text(entry: Any) -> tuple[str, bool]:
    """The longest text that an entry carries, and whether it carries it as its content."""
    contents = [text_of(c.get("value", "")) for c in entry.get("content", [])]
    summary = text_of(str(entry.get("summary") or ""))
    longest = max(contents, key=len, default="")
    return (longest, True) if len(longest) >= max(len(summary), 1) else (summary, False)


def _line(fault: object) -> str:
    return " ".join(str(fault).split())[:120]
