"""What is told: the encoder's attributions, the statements of the tree, quotation marks and turns
of transcripts, brought together.

The encoder finds more (any way of attributing that PolNeAR's annotators marked) and the tree knows
the structure, so an attribution that both have takes its extent from the encoder and its words from
the tree; what only the tree has is added where the cue is a sure one. Then marks correct both: what
is quoted belongs to somebody, a quotation that the cue's sentence does not hold is given to the
speaker before it, and outside the paragraph of its cue nothing is attributed that is not quoted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.language.sentence import Attribution, Places, Sentence
from dragoman.read.cues import Cue
from dragoman.read.cues import cue as cue_row
from dragoman.read.document import Document
from dragoman.read.links import (
    Page,
    Range,
    content_features,
    covered,
    scored,
    source_features,
    weights,
)
from dragoman.read.quotes import Quoted, quoted
from dragoman.read.statements import Statement, statements
from dragoman.read.turns import Turn, turns

SCARE = 3
"""A quotation of fewer words, closed or not, is not looked for a speaker: it may be a name."""
_EDGE = " \t\r\n,.;:—–-()[]\"“”‘’'`«»"


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


@dataclass(frozen=True, slots=True)
class _Layout:
    """The marks of a text, sentences and paragraphs, for looking up."""

    text: str
    sentences: tuple[Sentence, ...]
    starts: list[int]
    marks: tuple[Quoted, ...]
    mark_starts: list[int]

    def sentence(self, offset: int) -> Sentence | None:
        i = bisect_right(self.starts, offset) - 1
        return self.sentences[i] if i >= 0 else None

    def mark(self, offset: int) -> Quoted | None:
        i = bisect_right(self.mark_starts, offset) - 1
        return self.marks[i] if i >= 0 and self.marks[i].holds(offset) else None

    def paragraph(self, offset: int) -> tuple[int, int]:
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


def told(document: Document) -> tuple[Told, ...]:
    """Every attribution of the report, in the order of the cues."""
    text, sentences = document.text, document.sentences
    marks = quoted(text, [s.end for s in sentences])
    layout = _Layout(text, sentences, [s.start for s in sentences], marks, [q.start for q in marks])
    trees = [s for sentence in sentences for s in statements(sentence)]
    found = _joined(document.attributions, trees, layout)
    found = [t for t in (_bounded(t, layout) for t in found) if t is not None]
    found = _speeches(found, layout)
    found = _turned(found, turns(text), layout)
    return tuple(sorted(found, key=lambda t: (t.start, t.content)))


def _joined(
    attributions: Sequence[Attribution], trees: list[Statement], layout: _Layout
) -> list[Told]:
    """The encoder's fragments and the tree's statements, each fragment with the cue it goes to."""
    linked: dict[tuple[Range, Range], float] = {}
    sure: dict[Range, float] = {}
    for a in attributions:
        for c in a.cue:
            sure[c] = max(a.confidence, sure.get(c, 0.0))
            for p in (*a.source, *a.content):
                linked[c, p] = a.confidence
    sources = sorted({p for a in attributions for p in a.source})
    contents = sorted({p for a in attributions for p in a.content})
    marked = sorted(sure)
    own: dict[Range, Statement] = {}
    for s in trees:
        offset = layout.sentences[s.sentence].tokens[s.head].start
        i = bisect_right(marked, (offset, 1 << 60)) - 1
        if i >= 0 and marked[i][0] <= offset < marked[i][1]:
            own.setdefault(marked[i], s)
        elif _sure(s) and s.cue:
            own[s.cue[0]] = s
    cues = sorted({*sure, *own})
    if not cues:
        return []
    page = page_of(layout.text, layout.sentences, layout.marks, cues, sources, contents)
    by_content, by_source = weights()
    given: dict[Range, list[Range]] = {}
    for content in contents:
        joined = any(
            covered(content, s.content) >= 0.5 for c, s in own.items() if _near(c, content)
        )
        near = [c for c in cues if _near(c, content)]
        if near:
            best = max(
                near,
                key=lambda c: scored(
                    content_features(
                        page, c, content, own.get(c), joined, linked.get((c, content), 0.0)
                    ),
                    by_content,
                ),
            )
            given.setdefault(best, []).append(content)
    found = []
    for cue in cues:
        statement = own.get(cue)
        extra = [p for p in (statement.source if statement else ()) if not _touches(p, sources)]
        choices: list[Range | None] = [None, *(p for p in (*sources, *extra) if _near(cue, p))]
        source = max(
            choices,
            key=lambda p: scored(
                source_features(
                    page, cue, p, statement, linked.get((cue, p), 0.0) if p is not None else 0.0
                ),
                by_source,
            ),
        )
        own_content = tuple(given.get(cue, ()))
        found.append(_told(cue, source, own_content, statement, sure.get(cue), layout))
    return found


NEAR = 1500
"""Characters between a cue and what may belong to it."""


def _near(first: Range, second: Range) -> bool:
    return second[0] - first[1] < NEAR and first[0] - second[1] < NEAR


def _touches(p: Range, others: Sequence[Range]) -> bool:
    return any(s < p[1] and p[0] < e for s, e in others)


def _sure(s: Statement) -> bool:
    """Whether a statement that only the tree has is to be believed."""
    return s.word.part in {"verb", "phrase"} and s.way in {"that", "clause"} and bool(s.source)


def _told(
    cue: Range,
    source: Range | None,
    content: Places,
    statement: Statement | None,
    sure: float | None,
    layout: _Layout,
) -> Told:
    made = Told(
        () if source is None else (source,),
        (cue,),
        content,
        at=_at((cue,), layout),
        speaker=_at(() if source is None else (source,), layout),
        by_encoder=sure is not None,
        confidence=sure if sure is not None else 0.5,
    )
    if statement is None:
        return _by_surface(made, layout)
    base = _from_tree(statement)
    return replace(
        base,
        source=made.source or base.source,
        cue=made.cue,
        content=content or base.content,
        speaker=made.speaker or base.speaker,
        by_encoder=made.by_encoder,
        confidence=made.confidence,
    )


def _at(places: Places, layout: _Layout) -> tuple[int, int] | None:
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


def _by_surface(t: Told, layout: _Layout) -> Told:
    """With the row of its cue and the way of its content, where the tree has found neither."""
    if not t.content or t.at is None:
        return t
    sentence = layout.sentences[t.at[0]]
    inside = [k for k in sentence.tokens if any(s <= k.start < e for s, e in t.cue)]
    for token in inside:
        word = cue_row(token.lemma, token.upos)
        if word is None:
            continue
        last = inside[-1].lower
        start = t.content[0][0]
        first = next((k for k in sentence.tokens if k.start >= start), None)
        opening = "" if first is None else first.lower
        if last in word.content and last != "to":
            way = last
        elif opening in {"that", "whether", "if"} or _finite(sentence, t.content[0]):
            way = "that"
        elif opening in word.content or opening == "to":
            way = opening
        else:
            way = "thing"
        return replace(t, word=word, way=way if way in word.content else "", plain=t.content)
    return t


def _finite(sentence: Sentence, place: Range) -> bool:
    """Whether a stretch of a sentence holds a finite clause of its own."""
    start, end = place
    return any(
        k.features.get("VerbForm") == "Fin"
        and k.universal in {"root", "ccomp", "aux", "cop", "parataxis"}
        for k in sentence.tokens
        if start <= k.start < end
    )


def _from_tree(s: Statement) -> Told:
    return Told(
        s.source,
        s.cue,
        s.content,
        at=(s.sentence, s.head),
        speaker=None if s.speaker is None else (s.sentence, s.speaker),
        word=s.word,
        way=s.way,
        plain=s.content,
        body=s.body,
        negated=s.negated,
        relayed=s.relay,
        relay=None if s.relay_head is None else (s.sentence, s.relay_head),
        confidence=0.5,
    )


def _bounded(t: Told, layout: _Layout) -> Told | None:
    """Without what stands outside the paragraph of the cue and is not quoted."""
    if not t.cue:
        return t
    low, high = layout.paragraph(t.cue[0][0])
    kept: list[tuple[int, int]] = []
    for start, end in t.content:
        if layout.mark(start) is not None or (low <= start and end <= high):
            kept.append((start, end))
        elif start < high and end > low:
            kept.append((max(start, low), min(end, high)))
    kept = [p for p in kept if layout.text[p[0] : p[1]].strip(_EDGE)]
    return replace(t, content=tuple(kept))


def _covered(q: Quoted, found: Sequence[Told]) -> bool:
    low, high = q.inner
    return any(
        min(end, high) - max(start, low) >= (high - low) / 2
        for t in found
        for start, end in t.content
    )


def _speeches(found: list[Told], layout: _Layout) -> list[Told]:
    """Gives every quotation that nobody is said to say to the speaker it belongs to."""
    if not layout.marks:
        return found
    found = sorted(found, key=lambda t: t.start)
    for q in layout.marks:
        if q.words(layout.text) < SCARE or _covered(q, found):
            continue
        i = _speaker_of(q, found, layout)
        if i is not None:
            content = _united((*found[i].content, q.inner), layout.text)
            found[i] = replace(found[i], content=content)
    return found


def _speaker_of(q: Quoted, found: list[Told], layout: _Layout) -> int | None:
    """The attribution that a quotation goes on with: one whose quotation stands right before it,
    with no words between that are not quoted but the cue and its source.
    """
    low, _ = layout.paragraph(q.start)
    best: tuple[int, int] | None = None
    for i, t in enumerate(found):
        if t.word is not None and t.word.part != "verb":
            continue
        for start, end in t.content:
            before = layout.mark(start)
            if before is None or before.start >= q.start:
                continue
            if end <= q.start and (end >= low or q.continues):
                between = layout.text[max(end, before.end) : q.start]
                for s, e in (*t.source, *t.cue):
                    if end <= s and e <= q.start:
                        between = between.replace(layout.text[s:e], " ")
                if len(between.split()) <= LOOSE and (best is None or end > best[0]):
                    best = (end, i)
    return None if best is None else best[1]


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


def _turned(found: list[Told], spoken: Sequence[Turn], layout: _Layout) -> list[Told]:
    """Of a transcript: a turn is its speaker's words, and no attribution reaches over its edge."""
    if not spoken:
        return found
    kept = [t for t in found if not any(_crosses(t, turn) for turn in spoken)]
    for turn in spoken:
        source = (turn.label,)
        kept.append(
            Told(
                source,
                (turn.colon,),
                ((turn.start, turn.end),),
                speaker=_at(source, layout),
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
