"""Transcripts: who speaks in which stretch, from the labels at the heads of lines.

A label is a name in capitals, "Q", "A", "QUESTION" and the like, or, where the same two or more
come back again and again, a name as it is usually written, in every case before a colon. A turn
runs to the next label; a heading in between ends it. One label alone is a dateline or a heading,
so a text has turns only where labels alternate.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest

_CAPITALS = re.compile(
    r"^[ \t>*_]*((?:[A-Z][A-Z.'’\-]*[A-Z.](?:[ \t]+(?:[A-Z][A-Z.'’\-]*|\([^)\n]{1,60}\)|of|the|and"
    r"|for|,))*|[QA]))[ \t]*[:.](?=[ \t*_]+\S)",
    re.MULTILINE,
)
_NAMES = re.compile(
    r"^[ \t>*_]*((?:[A-Z][\w.'’\-]*[ \t]+){0,2}[A-Z][\w.'’\-]*(?:[ \t]*\([^)\n]{1,60}\))?)[ \t*_]*:"
    r"(?=[ \t*_]+\S)",
    re.MULTILINE,
)
_DATELINE = re.compile(r"[A-Z][A-Z.'’\- ]+,")
_ENDS = frozenset(".?!…\"”'’)]—-–")
SENTENCES = 0.6
"""Share of turns that end as sentences do; the rows of a form ("VESSEL TYPE: Cargo") do not."""
LEAST = 3
"""Turns that make a transcript; two labels may be two headings."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch that one speaker speaks: characters of the label, of its colon, and of the
    words.
    """

    label: tuple[int, int]
    colon: tuple[int, int]
    start: int
    end: int


def turns(text: str) -> tuple[Turn, ...]:
    """The turns of a transcript, in order; none where the text is no transcript."""
    if ":" not in text and "Q." not in text:
        return ()
    labels = _alternating(list(_CAPITALS.finditer(text))) or _alternating(
        list(_NAMES.finditer(text))
    )
    found = []
    for here, after in zip_longest(labels, labels[1:]):
        start = here.end()
        end = after.start() if after is not None else len(text)
        if after is None:  # what follows the last turn's paragraph may be no speech any more
            stop = re.search(r"\n\s*\n", text[start:end])
            end = start + stop.start() if stop else end
        while start < end and text[start] in " \t*_\n":
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            found.append(Turn(here.span(1), (here.end() - 1, here.end()), start, end))
    whole = sum(text[t.end - 1] in _ENDS for t in found)
    return tuple(found) if whole >= SENTENCES * len(found) else ()


def _alternating(labels: list[re.Match[str]]) -> list[re.Match[str]]:
    """Labels that make a transcript: three or more, of two speakers at least, one of whom comes
    back; the rest are headings.
    """
    counted = Counter(m[1] for m in labels)
    if len(labels) < LEAST or len(counted) < 2 or counted.most_common(1)[0][1] < 2:
        return []
    return labels
