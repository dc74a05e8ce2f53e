"""RSS and Atom: an entry a report, with the text that the feed itself carries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.errors import InputError
from dragoman.ingest.failure import Failure
from dragoman.ingest.moments import iso
from dragoman.ingest.rows import Fields

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_BLOCKS = {"p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}


def is_feed(data: bytes) -> bool:
    """True where the data begins like a feed."""
    return _FEED.search(data[:2048]) is not None


def entries(data: bytes, name: str) -> Iterator[tuple[str, Fields] | Failure]:
    """The entries of a feed, in its order; one without text is a failure of its own.

    Raises:
        InputError: the data is no feed, or one without entries.
    """
    import feedparser

    found = feedparser.parse(data)
    if not found.entries:
        fault = getattr(found, "bozo_exception", None)
        reason = f"is no feed ({fault})" if found.bozo and not found.version else "has no entries"
        raise InputError(f"{name}: the feed {reason}; check the address or the file")
    outlet = text_of(found.feed.get("title", ""))
    for number, entry in enumerate(found.entries, 1):
        place = entry.get("link") or f"{name}:{number}"
        given: Fields = {"text": _text(entry)}
        if not given["text"]:
            yield Failure(place, "the entry has no text; give the address of its page")
            continue
        if title := text_of(entry.get("title", "")):
            given["title"] = title
        if link := entry.get("link"):
            given["url"] = link
        if outlet:
            given["publisher"] = outlet
        if told := entry.get("published") or entry.get("updated"):
            try:
                given["published"] = iso(told, place)
            except InputError as error:
                yield Failure.of(place, error)
                continue
        yield place, given


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


def _text(entry: dict[str, list[dict[str, str]]]) -> str:
    contents = [text_of(c.get("value", "")) for c in entry.get("content", [])]
    summary = text_of(str(entry.get("summary") or ""))
    return max([*contents, summary], key=len)
