"""An attribution on its way to a record, and the page it stands on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language.sentence import Places, Sentence
from dragoman.read.cues import Cue
from dragoman.read.links import Page, Range
from dragoman.read.quotes import Quoted


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution: character ranges of source, cue and content, and what the tree knows of it.

    `at` is (sentence, word) of the cue, `speaker` of the head of the source. `word` is the row of
    the table of cues, `way` how the content follows it ("turn" in a transcript, "" where the tree
    has nothing), `plain` the content as the tree has it. `relayed` is who passed it on, `relay` the
    head of that. `confidence` is 0–1.
    """

    source: Places
    cue: Places
    content: Places
    at: tuple[int, int] | None = None
    speaker: tuple[int, int] | None = None
    word: Cue | None = None
    way: str = ""
    plain: Places = ()
    body: int | None = None
    negated: bool = False
    by_encoder: bool = False
    relayed: Places = ()
    relay: tuple[int, int] | None = None
    confidence: float = 1.0

    @property
    def start(self) -> int:
        """Where its cue stands, or its content where it has none."""
        return (self.cue or self.content or self.source or ((0, 0),))[0][0]

    def holds(self, offset: int) -> bool:
        """True where the character at `offset` is said."""
        return any(start <= offset < end for start, end in self.content)


class Nesting:
    """Which attributions are made inside the content of which."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._ranges = sorted(
            ((start, end, n) for n, t in enumerate(told) for start, end in t.content)
        )
        self._told = told
        self._reach: list[int] = []
        for _, end, _ in self._ranges:
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def around(self, t: Told) -> list[Told]:
        """The attributions in whose content `t` is made, outermost first."""
        found = {}
        i = bisect_right(self._ranges, (t.start, 1 << 60, 0)) - 1
        while i >= 0 and self._reach[i] > t.start:
            start, end, n = self._ranges[i]
            other = self._told[n]
            if start <= t.start < end and other is not t and not t.holds(other.start):
                found[n] = other
            i -= 1
        return sorted(found.values(), key=lambda u: -sum(e - s for s, e in u.content))


@dataclass(frozen=True, slots=True)
class Layout:
    """The sentences and quotation marks of a text, for looking up."""

    text: str
    sentences: tuple[Sentence, ...]
    starts: list[int]
    marks: tuple[Quoted, ...]
    mark_starts: list[int]

    def sentence(self, offset: int) -> Sentence | None:
        """The sentence at or before a character."""
        i = bisect_right(self.starts, offset) - 1
        return self.sentences[i] if i >= 0 else None

    def mark(self, offset: int) -> Quoted | None:
        """The quotation that holds a character."""
        i = bisect_right(self.mark_starts, offset) - 1
        return self.marks[i] if i >= 0 and self.marks[i].holds(offset) else None

    def paragraph(self, offset: int) -> tuple[int, int]:
        """Where the paragraph of a character begins and ends."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end


def page_of(
    text: str,
    sentences: Sequence[Sentence],
    marks: Sequence[Quoted],
    cues: list[Range],
    sources: list[Range],
    contents: list[Range],
) -> Page:
    """What the features of links look at."""
    return Page(
        [t.start for s in sentences for t in s.tokens if t.upos != "PUNCT"],
        [s.start for s in sentences],
        [m.end() for m in re.finditer(r"\n+", text)],
        [(q.start, q.end) for q in marks],
        cues,
        sources,
        contents,
    )


def word_at(places: Places, layout: Layout) -> tuple[int, int] | None:
    """The word that governs the first range, as (sentence, word)."""
    if not places:
        return None
    start, end = places[0]
    sentence = layout.sentence(start)
    if sentence is None:
        return None
    inside = [t for t in sentence.tokens if t.start >= start and t.end <= end]
    top = next((t for t in inside if not any(u.index == t.head for u in inside)), None)
    return None if top is None else (sentence.index, top.index)
