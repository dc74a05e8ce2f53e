"""OPML: the list of feeds that every feed reader exports."""

from __future__ import annotations

from dragoman.errors import InputError
from dragoman.ingest import xml
from dragoman.ingest.web import is_url


def feeds(data: bytes, name: str) -> list[str]:
    """The addresses of the feeds that an OPML file lists, each once, in its order.

    Raises:
        InputError: it is no OPML, or lists no feed.
    """
    root = xml.root(data, name)
    if xml.local(root) != "opml":
        raise InputError(f"{name}: this is no OPML; export the list of feeds from a feed reader")
    found: dict[str, None] = {}
    for outline in xml.named(root, "outline"):
        # Programs do not agree on the case of the attribute.
        given = {k.lower(): v.strip() for k, v in outline.attrib.items()}
        address = given.get("xmlurl", "")
        if is_url(address):
            found[address] = None
    if not found:
        raise InputError(f"{name}: the OPML lists no feed (outline with xmlUrl); add one")
    return list(found)
