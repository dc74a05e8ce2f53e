"""Sitemaps: a site's own list of its pages, or a list of such lists, plain or gzipped.

Source: sitemaps.org, protocol 0.9. The pages are fetched politely, the newest first, and no more of
them than are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.errors import InputError
from dragoman.ingest import xml
from dragoman.ingest.failure import Failure
from dragoman.ingest.polite import Visitor
from dragoman.ingest.unpack import is_packed, unpacked
from dragoman.ingest.web import Page, is_url

MOST_MAPS = 50
"""Sitemaps that are opened for one index."""

DEEPEST = 3
"""Indexes within indexes; the protocol allows one."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Addresses with the days on which they changed, where told; `index` lists other sitemaps."""

    index: bool
    places: tuple[tuple[str, str], ...]


def is_sitemap(data: bytes) -> bool:
    """True where the data begins like a sitemap."""
    head = data[:2048]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and (
        b"<urlset" in head or b"<sitemapindex" in head
    )


def read(data: bytes, name: str) -> Sitemap:
    """What a sitemap lists.

    Raises:
        InputError: it is none, or lists nothing.
    """
    root = xml.root(unpacked(data, name) if is_packed(data) else data, name)
    kind = xml.local(root)
    if kind not in ("urlset", "sitemapindex"):
        raise InputError(f"{name}: this is no sitemap; check the address")
    places = []
    for entry in root:
        told = {xml.local(e): (e.text or "").strip() for e in entry if isinstance(e.tag, str)}
        if is_url(told.get("loc", "")):
            places.append((told["loc"], told.get("lastmod", "")))
    if not places:
        raise InputError(f"{name}: the sitemap lists no address; check it")
    return Sitemap(kind == "sitemapindex", tuple(places))


def pages(
    data: bytes, name: str, visitor: Visitor, most: int
) -> Iterator[tuple[str, Page] | Failure]:
    """The pages of a sitemap, fetched as they are asked for, the newest first.

    Args:
        data: The sitemap.
        name: What a message calls it.
        visitor: Who fetches.
        most: Pages that are taken.
    """
    found: dict[str, str] = {}
    for place in _places(data, name, visitor):
        if isinstance(place, Failure):
            yield place
        else:
            found.setdefault(*place)
    # Days compare as they are written; a page without one comes after those that have it.
    newest = sorted(found, key=found.__getitem__, reverse=True)
    for address in newest[:most]:
        try:
            answer = visitor.get(address)
        except InputError as error:
            yield Failure.of(address, error)
            continue
        if answer.page is not None:
            yield address, answer.page
    if len(newest) > most:
        yield Failure(
            name,
            f"the sitemap lists {len(newest):,} pages and {most:,} were taken, the newest; "
            "ask for more with --pages",
        )


def _places(data: bytes, name: str, visitor: Visitor) -> Iterator[tuple[str, str] | Failure]:
    waiting = [(name, data, 0)]
    seen = {name}
    opened = 0
    while waiting:
        address, held, depth = waiting.pop(0)
        try:
            told = read(held, address)
        except InputError as error:
            yield Failure.of(address, error)
            continue
        if not told.index:
            yield from told.places
            continue
        for place, _ in sorted(told.places, key=lambda p: p[1], reverse=True):
            if place in seen or depth >= DEEPEST:
                continue
            if opened >= MOST_MAPS:
                yield Failure(
                    address, f"the index lists more than {MOST_MAPS} sitemaps; give them singly"
                )
                break
            seen.add(place)
            opened += 1
            try:
                page = visitor.get(place).page
            except InputError as error:
                yield Failure.of(place, error)
                continue
            if page is not None:
                waiting.append((place, page.data, depth + 1))
