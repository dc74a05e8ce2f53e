"""Markdown into a report: front matter gives title, date and outlet, the rest its text.

Marks (emphasis, links, heading signs) are taken off, for they are no words of the report. A first
heading is the title where the front matter has none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.errors import InputError
from dragoman.ingest.rows import Fields, fields

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)(?:^|\n)---[ \t]*(?:\r?\n|$)", re.DOTALL)


def article(text: str, name: str) -> Fields:
    """The fields of the report that a Markdown file holds.

    Raises:
        InputError: the front matter is no YAML mapping.
    """
    found = _FRONT.match(text)
    given = fields(_front(found[1], name), name) if found is not None else {}
    title, body = _body(text[found.end() :] if found is not None else text)
    if title is not None:
        given.setdefault("title", title)
    return {**given, "text": body}


def has_front_matter(text: str) -> bool:
    """True where the text begins with front matter."""
    return _FRONT.match(text) is not None


def _front(block: str, name: str) -> dict[str, object]:
    import yaml

    try:
        # The base loader leaves every value the string it was written as: a date stays checkable.
        told = yaml.load(block, Loader=yaml.BaseLoader) or {}
    except RecursionError as error:
        raise InputError(f"{name}: the front matter is nested too deep; correct it") from error
    except yaml.YAMLError as error:
        if simple := _simple(block):
            return simple
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f" (line {line + 2})" if line is not None else ""
        raise InputError(f"{name}: the front matter is no YAML{where}; correct it") from error
    if not isinstance(told, dict):
        raise InputError(f"{name}: the front matter is no list of fields; write `title: …`")
    return told


def _simple(block: str) -> dict[str, object] | None:
    """Fields, one a line, of which some value holds a colon: people write titles that way."""
    found: dict[str, object] = {}
    for line in filter(None, map(str.strip, block.splitlines())):
        key, colon, value = line.partition(":")
        if not colon or not re.fullmatch(r"[\w-]+", key):
            return None
        found[key] = value.strip().strip("\"'")
    return found


def _body(text: str) -> tuple[str | None, str]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(text)
    title: str | None = None
    blocks: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            words = _inline(token)
            if before is not None and before.type == "heading_open" and not blocks and not title:
                title = words
            elif words:
                blocks.append(words)
        elif token.type in {"fence", "code_block"}:
            blocks.append(token.content.strip())
    return title, "\n".join(blocks)


def _inline(token: Token) -> str:
    parts = []
    for child in token.children or []:
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
    return "".join(parts).strip()
