"""XML from anywhere, parsed so that it can neither reach for other files nor grow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.errors import InputError

MOST_BYTES = 50 * 1024 * 1024
"""The sitemap protocol's own limit; no list of feeds comes near it."""


def root(data: bytes, name: str) -> Any:
    """The root element of a document; entities are not resolved, nothing is fetched.

    Raises:
        InputError: it is no XML, or declares entities, which no list of addresses needs.
    """
    from lxml import etree

    if len(data) > MOST_BYTES:
        raise InputError(f"{name}: the XML is longer than {MOST_BYTES // 2**20} MB; split it")
    if b"<!ENTITY" in data[:65536]:
        raise InputError(f"{name}: the XML declares entities, which may be an attack; remove them")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        found = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: the XML is broken ({_line(error)}); correct it") from error
    if found is None:
        raise InputError(f"{name}: this is no XML; check the file or the address")
    return found


def named(element: Any, name: str) -> Iterator[Any]:
    """The elements below one that have a name, in whatever namespace, in their order."""
    for child in element.iter():
        if isinstance(child.tag, str) and local(child) == name:
            yield child


def local(element: Any) -> str:
    """The name of an element without its namespace, in small letters."""
    return str(element.tag).rpartition("}")[2].lower()


def _line(error: Exception) -> str:
    return str(error).splitlines()[0][:120] if str(error) else type(error).__name__
