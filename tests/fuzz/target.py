"""One input through the reader of its format, and what must hold of what comes out."""

from __future__ import annotations

import contextlib
from itertools import islice

from dragoman.errors import DragomanError, InputError
from dragoman.ingest import Failure, opml, sitemaps
from dragoman.ingest.formats import open_bytes
from dragoman.ingest.sources import report_of
from dragoman.report import Report

MOST = 5000
"""Items of one input that are looked at."""


def take(kind: str, data: bytes) -> list[str]:
    """Takes an input in; returns what was told of it, a line a failure.

    Raises:
        AssertionError: something was told in more than one line, or not at all.
    """
    if kind in ("opml", "sitemap", "robots"):
        return _list(kind, data)
    name = "a name"
    given = None if kind.startswith("packed") or kind == "nameless" else kind
    told = []
    for part in islice(open_bytes(data, name, given), MOST):
        item: Report | Failure
        if isinstance(part, Failure):
            item = part
        else:
            place, fields = part
            try:
                item = report_of(fields, place)
            except DragomanError as error:
                item = Failure.of(place, error)
        if isinstance(item, Failure):
            assert item.reason.strip(), "a failure without a reason"
            assert len(item.reason.splitlines()) == 1, item.reason
            told.append(str(item))
        else:
            assert item.text.strip()
    return told


def _list(kind: str, data: bytes) -> list[str]:
    try:
        if kind == "opml":
            opml.feeds(data, "a name")
        elif kind == "sitemap":
            sitemaps.read(data, "a name")
        else:
            from protego import Protego

            robots = Protego.parse(data.decode("utf-8", "replace"))
            with contextlib.suppress(ValueError):
                robots.crawl_delay("dragoman")
            robots.can_fetch("http://a.example/private/b.html", "dragoman")
    except InputError as error:
        told = str(error)
    else:
        return []
    assert len(told.splitlines()) == 1, told
    return [told]
