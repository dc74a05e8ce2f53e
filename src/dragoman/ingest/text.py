"""Plain text into a report's text: line ends made one, and hard-wrapped lines joined.

A paragraph of mail or of an old wire service is broken at 70 columns; a break there ends no
sentence. Lines are joined where most of them stop short of an end of a sentence at about one
width and blank lines part the paragraphs.
"""

from __future__ import annotations

import itertools
import re

_WIDEST = 100
_STOPS = re.compile(r"[.!?:;…][”’\"')\]]*$")


def plain(text: str) -> str:
    """The text with line ends as `\\n`, no white space at its ends, and hard wraps undone."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").strip("\ufeff \t\n")
    return (
        "\n\n".join(_joined(b) for b in re.split(r"\n[ \t]*\n\s*", text))
        if _wrapped(text)
        else text
    )


def _wrapped(text: str) -> bool:
    lines = [line.rstrip() for line in text.split("\n")]
    inner = [a for a, b in itertools.pairwise(lines) if a and b]
    if len(inner) < 3 or max(map(len, lines)) > _WIDEST:
        return False
    open_ended = sum(1 for line in inner if not _STOPS.search(line))
    full = sum(1 for line in inner if len(line) > max(map(len, inner)) * 0.7)
    return open_ended > len(inner) * 0.6 and full > len(inner) * 0.7


def _joined(block: str) -> str:
    return " ".join(line.strip() for line in block.split("\n"))
