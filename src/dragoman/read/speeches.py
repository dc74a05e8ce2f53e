"""What is told: attributions brought together, and corrected by marks and turns.

What is quoted belongs to somebody: a quotation that no attribution holds is given to the speaker
before it. Outside the paragraph of its cue nothing is attributed that is not quoted. In a
transcript each turn is its speaker's, and no attribution reaches over its edge.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dragoman.language.sentence import Places
from dragoman.read.document import Document
from dragoman.read.joining import joined
from dragoman.read.links import Range, covered
from dragoman.read.quotes import Quoted, quoted
from dragoman.read.statements import statements
from dragoman.read.told import Layout, Told, word_at
from dragoman.read.turns import Turn, turns

SCARE = 3
"""A quotation of fewer words, closed or not, is not looked for a speaker: it may be a name."""
_EDGE = " \t\r\n,.;:—–-()[]\"“”‘’'`«»"


def told(document: Document) -> tuple[Told, ...]:
    """Every attribution of the report, in the order of the cues."""
    text, sentences = document.text, document.sentences
    marks = quoted(text, [s.end for s in sentences])
    layout = Layout(text, sentences, [s.start for s in sentences], marks, [q.start for q in marks])
    trees = [s for sentence in sentences for s in statements(sentence)]
    found = joined(document.attributions, trees, layout)
    found = [_bounded(t, layout) for t in found]
    found = _speeches(found, layout)
    found = _turned(found, turns(text), layout)
    found = [t for t in found if t.content or t.source]  # a cue alone tells nobody anything
    return tuple(sorted(found, key=lambda t: (t.start, t.content)))


def _bounded(t: Told, layout: Layout) -> Told:
    """Without its own cue and source, and without what stands outside the paragraph of the cue and
    is not quoted.
    """
    if not t.cue:
        return t
    low, high = layout.paragraph(t.cue[0][0])
    own = sorted((*t.cue, *(p for p in t.source if low <= p[0] < high)))
    kept: list[Range] = []
    content = [p for p in t.content if covered(p, t.source) < 0.5]
    if t.content and not content:
        content = list(t.plain)  # the encoder took a clause about the source for what is said
    for start, end in content:
        if not (low <= start < high):
            mark = layout.mark(start)
            if mark is None:
                start, end = max(start, low), min(end, high)
            else:
                end = min(end, max(mark.end, layout.paragraph(mark.end - 1)[1]))
        elif end > high:
            mark = layout.mark(end - 1)
            if mark is None or mark.start > high or not layout.mark(start):
                end = high
        for p in own:
            if t.by_encoder and start < p[0] and p[1] <= end:
                end = start + len(layout.text[start : p[0]].rstrip(" \t\n,;:–—-"))
        if t.way != "clause":
            end = _speech_end(start, end, layout)
        if layout.text[start:end].strip(_EDGE):
            kept.append((start, end))
    return replace(t, content=tuple(kept))


def _speech_end(start: int, end: int, layout: Layout) -> int:
    """Where a content that begins with direct speech ends: with the mark that closes a sentence or
    a comma of it, unless more is quoted behind.
    """
    mark = layout.mark(start)
    if mark is None or not mark.closed or start - mark.start > 2 or end <= mark.end:
        return end
    whole = mark.words(layout.text) > SCARE and layout.text[mark.inner[1] - 1] in ",.!?…"
    return mark.end if whole and not layout.mark(end - 1) else end


def _speeches(found: list[Told], layout: Layout) -> list[Told]:
    """Gives every quotation that nobody is said to say to the speaker it belongs to: the one whose
    quotation stands right before it, with nothing unquoted between but cue and source.
    """
    if not layout.marks:
        return found
    found = sorted(found, key=lambda t: t.start)
    owners = sorted(((start, end), i) for i, t in enumerate(found) for start, end in t.content)
    for q in layout.marks:
        if q.words(layout.text) < SCARE:
            continue
        at = bisect_right(owners, ((q.start, 1 << 60), 0))
        before = owners[max(0, at - REACH) : at]
        around = [p for p, _ in owners[max(0, at - REACH) : at + REACH]]
        if covered(q.inner, _apart(around)) >= 0.5:
            continue
        for place, i in reversed(before):
            if _goes_on(found[i], place, q, layout):
                content = _united((*found[i].content, q.inner), layout.text)
                found[i] = replace(found[i], content=content)
                owners.insert(at, (q.inner, i))
                break
    return found


REACH = 12
"""Fragments before and after a quotation that are looked at."""


def _apart(places: Sequence[Range]) -> list[Range]:
    """Ranges in order with what they share counted once."""
    out: list[Range] = []
    for start, end in sorted(places):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _goes_on(t: Told, place: Range, q: Quoted, layout: Layout) -> bool:
    """Whether a quotation goes on with the one that ends at `place`."""
    if t.word is not None and t.word.part != "verb":
        return False
    last = layout.mark(place[0])
    low, _ = layout.paragraph(q.start)
    if last is None or last.start >= q.start or place[1] > q.start:
        return False
    if place[1] < low and not q.continues:
        return False
    between = layout.text[max(place[1], last.end) : q.start]
    for s, e in (*t.source, *t.cue):
        if place[1] <= s and e <= q.start:
            between = between.replace(layout.text[s:e], " ")
    return len(between.split()) <= LOOSE


LOOSE = 6
"""Words that may stand between two pieces of one speech besides source and cue ("on Monday")."""


def _united(places: Sequence[tuple[int, int]], text: str) -> Places:
    """Ranges in order, those with nothing but punctuation between them joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and not text[joined[-1][1] : start].strip(_EDGE):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _turned(found: list[Told], spoken: Sequence[Turn], layout: Layout) -> list[Told]:
    """Of a transcript: a turn is its speaker's words, and no attribution reaches over its edge."""
    if not spoken:
        return found
    kept = [t for t in found if not any(_crosses(t, turn) for turn in spoken)]
    for turn in spoken:
        source = (turn.label,)
        if turn.label[1] - turn.label[0] < 2:
            continue  # "Q" and "A" tell turns apart and name nobody
        kept.append(
            Told(
                source,
                (turn.colon,),
                ((turn.start, turn.end),),
                speaker=word_at(source, layout),
                way="turn",
            )
        )
    return kept


def _crosses(t: Told, turn: Turn) -> bool:
    """True where an attribution has one foot in a turn and one outside it, or is the turn itself as
    the encoder saw it.
    """
    parts = [*t.source, *t.cue, *t.content]
    inside = [turn.start <= s and e <= turn.end for s, e in parts]
    return any(inside) and not all(inside)
