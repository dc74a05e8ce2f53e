"""A web page into a report: main text, title, date and outlet, told by trafilatura.

What surrounds an article (menus, cookies, other headlines) is left off. A page without an article
is refused rather than read: what is left of lists of headlines, of players and of forms to log in
are lines that are no sentences.
"""

from __future__ import annotations

import logging
import re
from typing import Any
from urllib.parse import urlsplit

from dragoman.errors import InputError
from dragoman.ingest.decode import decode
from dragoman.ingest.moments import iso
from dragoman.ingest.rows import Fields

SHORTEST = 80
"""Characters below which the text of a page is no article but what a script left behind."""

LEAST_PROSE = 0.3
"""The share of an article's characters that stand in lines with sentences. Of 44 pages of many
kinds the lists and forms had 0.28 at most, the articles 0.45 at least.
"""

LINE = 40
"""Characters below which a line is no sentence of an article."""

MOST_ELEMENTS = 20_000
"""A page of more is no article, and taking it apart would take minutes: articles have 2,000 at most
and the longest of encyclopedias 15,000.
"""

_ELEMENT = re.compile(rb"<[a-zA-Z]")
_SENTENCE = re.compile(r"[.!?…][\"”’»')\]]*(?:\s|$)|[。！？]")
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.I
)
_HTML = re.compile(
    rb"^\W{0,8}(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_MOMENTS = (
    "article:published_time",
    "datePublished",
    "date",
    "dc.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
)


def is_html(data: bytes) -> bool:
    """True where the data begins like a page."""
    return _HTML.match(data[:4096]) is not None


def article(data: bytes, name: str, url: str | None = None, charset: str | None = None) -> Fields:
    """The fields of the report that a page holds.

    Args:
        data: The page as it came.
        name: What a message calls it.
        url: Its address, for the outlet and the date.
        charset: The encoding that its server names.

    Raises:
        InputError: the page cannot be decoded, or has no article.
    """
    _refuse_heavy(data, name)
    declared = _CHARSET.search(data[:4096])
    html = decode(data, name, charset or (declared[1].decode("ascii") if declared else None))
    found = _extracted(html, url)
    text = (found.text or "").strip() if found is not None else ""
    title = (found.title or "").strip() if found is not None else ""
    if title and text.startswith(title + "\n"):
        text = text[len(title) :].strip()
    if found is None or len(text) < SHORTEST or not _is_prose(text):
        raise InputError(f"{name}: the page has no article; give the address of one, or its text")
    given: Fields = {"text": text}
    if title:
        given["title"] = title
    if address := url or found.url:
        given["url"] = address
    if outlet := _outlet(found, address):
        given["publisher"] = outlet
    if published := _published(html, found.date):
        given["published"] = published
    return given


def _refuse_heavy(data: bytes, name: str) -> None:
    """Raises InputError for markup that would take minutes to take apart."""
    if data.count(b"<") > MOST_ELEMENTS and len(_ELEMENT.findall(data)) > MOST_ELEMENTS:
        raise InputError(
            f"{name}: the page has more than {MOST_ELEMENTS:,} elements, which no article has; "
            "give its text"
        )
    for piece in data.split(b"<") if len(data) > 100_000 else ():
        tag = piece.partition(b">")[0]
        # The parser compares every attribute of a tag with every other.
        if len(tag) > 100_000 and len(tag.split()) > MOST_ELEMENTS:
            raise InputError(f"{name}: a tag of the page has no end; give its text")


def _extracted(html: str, url: str | None) -> Any:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # we say ourselves what is wrong
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return bare_extraction(
            html, url=url, with_metadata=True, include_comments=False, include_tables=False
        )
    except Exception:
        # Malformed trees make the extractor fail in several ways; to us each is a page unread.
        return None


def _is_prose(text: str) -> bool:
    """True where enough of the text stands in lines that hold sentences."""
    lines = [line.strip() for line in text.split("\n")]
    # A caption or a teaser of a line or two may end without a stop.
    if len(lines) < 3 and len(text) < 3 * SHORTEST:
        return True
    prose = sum(len(x) for x in lines if _SENTENCE.search(x) and len(x) >= _least(x))
    return prose >= LEAST_PROSE * sum(map(len, lines))


def _least(line: str) -> int:
    return LINE if line < "\u2e80" else LINE // 3  # a Chinese character is most of a word


def _outlet(found: Any, address: str | None) -> str | None:
    site: str | None = found.sitename
    if site and not site.startswith("@"):
        return site
    host = urlsplit(address).hostname if address else None
    return host.removeprefix("www.") if host else None


def _published(html: str, day: str | None) -> str | None:
    """The moment that the head names, where it falls on the day told, else the day."""
    for name in _MOMENTS:
        for tag in re.findall(
            rf"<meta[^>]{{0,300}}[\"']{re.escape(name)}[\"'][^>]{{0,300}}>", html, re.I
        ):
            content = re.search(r"content\s*=\s*[\"']([^\"']{8,40})[\"']", tag, re.I)
            if content is None:
                continue
            try:
                moment = iso(content[1], name)
            except InputError:
                continue
            if day is None or moment.startswith(day):
                return moment
    return day
