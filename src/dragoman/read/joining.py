"""The encoder's fragments and the tree's statements, joined: each source and content with its cue.

The encoder finds more (any way of attributing that PolNeAR's annotators marked) and the tree knows
the structure. Where both have a cue, extents come from the encoder and the way the content follows
from the tree; a cue that only the tree has counts where it is a sure one, or where the encoder has
found its content without it. `links` says which fragment goes to which cue.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dragoman.language.sentence import Attribution, Places, Sentence
from dragoman.read.cues import cue as cue_row
from dragoman.read.links import (
    Page,
    Range,
    content_features,
    covered,
    scored,
    source_features,
    weights,
)
from dragoman.read.statement import Statement
from dragoman.read.told import Layout, Told, page_of, word_at


def joined(
    attributions: Sequence[Attribution], trees: list[Statement], layout: Layout
) -> list[Told]:
    """The encoder's fragments and the tree's statements, each fragment with the cue it goes to."""
    linked: dict[tuple[Range, Range], float] = {}
    sure: dict[Range, float] = {}
    for a in attributions:
        told = "".join(layout.text[s:e] for s, e in a.cue)
        if told and not a.source and not told.strip(":–—- "):
            continue  # the colon of a dateline or a heading
        for c in a.cue:
            sure[c] = max(a.confidence, sure.get(c, 0.0))
            for p in (*a.source, *a.content):
                linked[c, p] = a.confidence
    sources = sorted({p for a in attributions for p in a.source})
    contents = sorted({p for a in attributions for p in a.content})
    marked = sorted(sure)
    own: dict[Range, Statement] = {}
    perhaps: set[Range] = set()
    aside: list[Statement] = []
    for s in trees:
        offset = layout.sentences[s.sentence].tokens[s.head].start
        i = bisect_right(marked, (offset, 1 << 60)) - 1
        if i >= 0 and marked[i][0] <= offset < marked[i][1]:
            own.setdefault(marked[i], s)
        elif s.cue and s.cue[0] not in own:
            if not _sure(s):
                if not any(covered(p, near(contents, p)) >= 0.5 for p in s.content):
                    aside.append(s)
                    continue
                perhaps.add(s.cue[0])
            own[s.cue[0]] = s
    found = [_from_tree(s) for s in aside if s.way in s.word.record and s.source]
    cues = sorted({*sure, *own})
    if not cues:
        return found
    page = page_of(layout.text, layout.sentences, layout.marks, cues, sources, contents)
    given = _given(page, own, linked)
    for cue in cues:
        if cue in perhaps and cue not in given:
            continue
        statement = own.get(cue)
        source = _source(page, cue, statement, linked)
        content = tuple(given.get(cue, ()))
        found.append(_told(cue, source, content, statement, sure.get(cue), layout))
    return [_timeless(_parted(_fuller(t), own, cues, layout), layout) for t in found]


def _fuller(t: Told) -> Told:
    """With the beginning of the sentence, where the cue ends it and the tree has all before it as
    what is said: "While they met, | nothing was signed, he said".
    """
    if t.way != "that" or len(t.content) != 1 or len(t.plain) != 1 or not t.cue:
        return t
    (start, end), (first, last) = t.content[0], t.plain[0]
    if first < start and abs(last - end) <= 2 and end <= t.cue[0][0]:
        return replace(t, content=((first, end),))
    return t


def _timeless(t: Told, layout: Layout) -> Told:
    """Without the time of the saying at the end: "rejected the offer | on Tuesday"."""
    if t.at is None or not t.content or t.way not in {"thing", "to"}:
        return t
    sentence = layout.sentences[t.at[0]]
    start, end = t.content[-1]
    for k in sentence.children(t.at[1], "obl:unmarked"):
        below = sentence.subtree(k.index)
        first, last = sentence.tokens[below[0]], sentence.tokens[below[-1]]
        if start < first.start and last.end >= end > first.start:
            end = sentence.tokens[below[0] - 1].end
            return replace(t, content=(*t.content[:-1], (start, end)))
    return t


def _parted(t: Told, own: dict[Range, Statement], cues: Sequence[Range], layout: Layout) -> Told:
    """Without what a cue joined to its own says: "denied the loss | but said that …"."""
    if not t.plain or t.at is None or t.way == "turn":
        return t
    sentence = layout.sentences[t.at[0]]
    rivals = [
        c
        for c in near(cues, t.cue[0])
        if c in own
        and own[c].sentence == t.at[0]
        and sentence.tokens[own[c].head].universal == "conj"
        and sentence.tokens[own[c].head].features.get("VerbForm") == "Fin"
        and sentence.tokens[own[c].head].head == t.at[1]
    ]
    kept = []
    for start, end in t.content:
        for c in rivals:
            told = [p[1] for p in t.plain if start < p[1] <= c[0]]
            if start < c[0] and c[1] <= end and told:
                end = max(told)
        kept.append((start, end))
    return replace(t, content=tuple(kept))


def _given(
    page: Page, own: dict[Range, Statement], linked: dict[tuple[Range, Range], float]
) -> dict[Range, list[Range]]:
    """The contents of each cue; one that fits no cue near it is left out."""
    by_content, _ = weights()
    given: dict[Range, list[Range]] = {}
    for content in page.contents:
        around = near(page.cues, content)
        joined = any(c in own and covered(content, own[c].content) >= 0.5 for c in around)
        best, most = None, -1e9
        for c in around:
            link = linked.get((c, content), 0.0)
            score = scored(content_features(page, c, content, own.get(c), joined, link), by_content)
            if score > most:
                best, most = c, score
        if best is not None and (
            page.mark(content[0]) is not None
            or page.sentence(best[0]) in {page.sentence(content[0]), page.sentence(content[1] - 1)}
            or not page.between(page.contents, best, content)
        ):
            given.setdefault(best, []).append(content)
    return given


def _source(
    page: Page,
    cue: Range,
    statement: Statement | None,
    linked: dict[tuple[Range, Range], float],
) -> Range | None:
    """The source of a cue: one of the encoder's near it, else the tree's own, else none."""
    _, by_source = weights()
    around = near(page.sources, cue)
    extra = [p for p in (statement.source if statement else ()) if not _touches(p, around)]
    best, most = None, -1e9
    for p in (None, *around, *extra):
        link = linked.get((cue, p), 0.0) if p is not None else 0.0
        score = scored(source_features(page, cue, p, statement, link), by_source)
        if score > most:
            best, most = p, score
    return best


NEAR = 800
"""Characters between a cue and what may belong to it."""
LONG = 2000
"""Characters that a fragment may be long to be found by `near`."""


def near(ranges: Sequence[Range], place: Range) -> Sequence[Range]:
    """Those of `ranges`, in order of their starts, that lie near `place`."""
    low = bisect_right(ranges, (place[0] - NEAR - LONG, 0))
    high = bisect_right(ranges, (place[1] + NEAR, 0))
    return [r for r in ranges[low:high] if place[0] - r[1] < NEAR]


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
    layout: Layout,
) -> Told:
    made = Told(
        () if source is None else (source,),
        (cue,),
        content,
        at=word_at((cue,), layout),
        speaker=word_at(() if source is None else (source,), layout),
        by_encoder=sure is not None,
        confidence=sure if sure is not None else 0.5,
    )
    if statement is None:
        return _by_surface(made, layout)
    base = _from_tree(statement)
    if statement.relay:  # who quotes is not who speaks, which only the tree can tell
        return replace(base, by_encoder=made.by_encoder, confidence=made.confidence)
    if _relays(statement, layout) and all(covered(p, base.content) >= 0.5 for p in content):
        content = base.content
    if statement.speaker is not None and _misplaced(statement, made.speaker, layout):
        made = replace(made, source=(), speaker=None)
    return replace(
        base,
        source=made.source or base.source,
        cue=made.cue,
        content=content or base.content,
        speaker=made.speaker or base.speaker,
        by_encoder=made.by_encoder,
        confidence=made.confidence,
    )


def _misplaced(s: Statement, speaker: tuple[int, int] | None, layout: Layout) -> bool:
    """Whether the encoder takes what stands before a participle for its subject: "withdrew its case
    at the Court | accusing …".
    """
    if speaker is None or speaker[0] != s.sentence:
        return False
    sentence = layout.sentences[s.sentence]
    token = sentence.tokens[s.head]
    if token.universal != "advcl" or not token.lower.endswith("ing"):
        return False
    place = sentence.tokens[speaker[1]]
    beside = place.universal == "obl" and place.head == token.head
    return beside and sentence.child(place.index, "case") is not None


def _relays(s: Statement, layout: Layout) -> bool:
    """Whether what is said is somebody's statement as a whole ("she noted that …, it added")."""
    if s.body is None or s.way != "that":
        return False
    sentence = layout.sentences[s.sentence]
    body = sentence.tokens[s.body]
    return (
        body.universal == "parataxis"
        and cue_row(body.lemma, body.upos) is not None
        and bool(sentence.children(s.body, "nsubj"))
    )


def _by_surface(t: Told, layout: Layout) -> Told:
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
    for k in sentence.tokens:
        if start <= k.start < end and k.features.get("VerbForm") == "Fin":
            above = sentence.head(k.index) if k.universal in {"aux", "cop"} else k
            if above is not None and above.universal in {"root", "ccomp", "parataxis"}:
                return True
    return False


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
