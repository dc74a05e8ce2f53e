"""A statement as the tree has it: one cue with what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.language.sentence import Places, Sentence
from dragoman.read.cues import Cue

_EDGE = frozenset("\"“”‘’'`«»„‹›,.;:—–-()[]…?! \t\r\n") | {"``", "''", "--", "..."}


@dataclass(frozen=True, slots=True)
class Statement:
    """One cue with what belongs to it, in characters of the text.

    `head` is the cue's word in sentence `sentence`; `speaker` the head of its source there, None
    without one. `way` says by which way of the table the content was found; `body` is the word that
    governs the content, None where it is the matrix clause of a parenthesis. `relay` is who passed
    it on, with its head, and `also` the second word of the cue ("quoted … as saying").
    """

    sentence: int
    head: int
    word: Cue
    way: str
    source: Places
    cue: Places
    content: Places
    speaker: int | None
    body: int | None
    negated: bool = False
    relay: Places = ()
    relay_head: int | None = None
    also: int | None = None


def clause(sentence: Sentence, i: int) -> tuple[int, ...]:
    """The words of the clause that word `i` stands in."""
    token = sentence.tokens[i]
    while token.upos not in {"VERB", "AUX"} and token.universal not in {"root", "conj", "ccomp"}:
        above = sentence.head(token.index)
        if above is None:
            break
        token = above
    return sentence.subtree(token.index)


def places(sentence: Sentence, tokens: Iterable[int]) -> Places:
    """Character ranges of some words: words that touch make one range, punctuation at its edges is
    left off save closed quotation marks.
    """
    runs: list[list[int]] = []
    for i in sorted(tokens):
        if runs and all(sentence.tokens[j].text in _EDGE for j in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    found = []
    for run in runs:
        first, last = run[0], run[-1]
        while first <= last and sentence.tokens[first].text in _EDGE:
            first += 1
        while last > first and sentence.tokens[last].text in _EDGE:
            last -= 1
        if first > last:
            continue
        if last < run[-1] and sentence.tokens[last + 1].text in _CLOSES:
            opener = _CLOSES[sentence.tokens[last + 1].text]
            if any(t.text == opener for t in sentence.tokens[first : last + 1]):
                last += 1
        found.append((sentence.tokens[first].start, sentence.tokens[last].end))
    return tuple(found)


_CLOSES = {")": "(", "]": "[", "-RRB-": "-LRB-"}
