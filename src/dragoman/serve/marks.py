"""A report's text cut where its facts begin and end: who, what, when, where, and who says so.

Facts overlap, and marks on a page cannot; so the text is cut at every edge, and each piece has the
kinds and the facts that cover it. Joined again, the pieces are the text to the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dragoman.record import Event, Record
from dragoman.report import Span

KINDS = ("what", "when", "where", "who", "says")
"""Kinds of mark, the one that counts first where several cover a piece."""


_PARAGRAPH = re.compile(r"((?<=[.!?:”’\")])[^\S\n]*\n\s*|\n\s*\n\s*)")
"""Where a paragraph ends: an empty line, or a line that ends as sentences do."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked place: its kind, and the fact that rests on it."""

    start: int
    end: int
    kind: str
    fact: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text. `facts` rest on it; `anchors` are names of places that begin here."""

    text: str
    kinds: tuple[str, ...]
    facts: tuple[str, ...]
    anchors: tuple[str, ...]

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The piece cut at the ends of paragraphs; those ends are marked by True."""
        cut = _PARAGRAPH.split(self.text)
        return tuple((words, bool(n % 2)) for n, words in enumerate(cut) if words)

    @property
    def kind(self) -> str | None:
        """The kind that is shown."""
        return next((k for k in KINDS if k in self.kinds), None)


def marks(record: Record) -> list[Mark]:
    """Every place that a fact of the record rests on. An event's fact is named by its id."""
    found = [m for event in record.events for m in _of_event(event)]
    for n, quotation in enumerate(record.quotations):
        spans = [*quotation.source, *quotation.chain]
        spans += [quotation.cue] if quotation.cue is not None else []
        found += [Mark(s.start, s.end, "says", f"quotation-{n}") for s in spans]
    for n, item in enumerate(record.scheduled):
        if item.where is not None and item.where.start is not None and item.where.end is not None:
            found.append(Mark(item.where.start, item.where.end, "where", f"scheduled-{n}"))
    return [m for m in found if 0 <= m.start < m.end <= len(record.text)]


def _of_event(event: Event) -> Iterator[Mark]:
    yield Mark(event.trigger.start, event.trigger.end, "what", event.id)
    if event.when_text is not None:
        yield Mark(event.when_text.start, event.when_text.end, "when", event.id)
    for actor in event.actors + event.recipients:
        if actor.start is not None and actor.end is not None:
            yield Mark(actor.start, actor.end, "who", event.id)
    if event.where is not None and event.where.start is not None and event.where.end is not None:
        yield Mark(event.where.start, event.where.end, "where", event.id)
    for voice in event.says:
        if voice.start is not None and voice.end is not None:
            yield Mark(voice.start, voice.end, "says", event.id)


def anchors(record: Record) -> dict[int, tuple[str, ...]]:
    """Names of places in the text: `t-EVENT` at a trigger, `p-N` at code point N of a passage."""
    found: dict[int, list[str]] = {}
    for event in record.events:
        found.setdefault(event.trigger.start, []).append(f"t-{event.id}")
    passages = [*record.sentences, *(e.evidence for e in record.events)]
    passages += [m.evidence for m in record.mechanisms]
    passages += [s.evidence for s in record.scheduled]
    passages += [s for q in record.quotations for s in (*q.content[:1], *q.source[:1])]
    starts = {s.start for s in passages}
    starts |= {s.start for s in record.signals} | {p.start for p in record.people}
    starts |= {c.start for c in record.characterisations}
    for start in starts:
        found.setdefault(start, []).append(f"p-{start}")
    return {k: tuple(v) for k, v in found.items() if 0 <= k < len(record.text)}


def pieces(text: str, found: Iterable[Mark], named: dict[int, tuple[str, ...]]) -> list[Piece]:
    """Cuts `text` at every edge of a mark and at every named place."""
    by_edge: dict[int, tuple[list[Mark], list[Mark]]] = {}
    for mark in found:
        by_edge.setdefault(mark.start, ([], []))[0].append(mark)
        by_edge.setdefault(mark.end, ([], []))[1].append(mark)
    edges = sorted({0, len(text), *by_edge, *named})
    open_: list[Mark] = []
    cut = []
    for start, end in pairwise(edges):
        opened, closed = by_edge.get(start, ([], []))
        open_ = [m for m in open_ if m not in closed] + opened
        cut.append(
            Piece(
                text[start:end],
                tuple(dict.fromkeys(m.kind for m in open_)),
                tuple(dict.fromkeys(m.fact for m in sorted(open_, key=_nearest))),
                named.get(start, ()),
            )
        )
    return cut


def _nearest(mark: Mark) -> tuple[int, int]:
    """A fact that a piece names comes before one that it only lies in."""
    return KINDS.index(mark.kind), mark.end - mark.start


def within(sentence: Span, trigger: Span) -> tuple[str, str, str]:
    """A sentence in three: before its trigger, the trigger, and after it."""
    start, end = trigger.start - sentence.start, trigger.end - sentence.start
    if not 0 <= start < end <= len(sentence.text):
        return " ".join(sentence.text.split()), "", ""
    text = sentence.text
    return text[:start], text[start:end], text[end:]


def around(text: str, sentence: Span, most: int = 240) -> tuple[str, str]:
    """What stands before and after a sentence in its report, as far as `most` characters reach;
    cut at spaces, with an ellipsis where there is more.
    """
    before = " ".join(text[max(sentence.start - most, 0) : sentence.start].split())
    after = " ".join(text[sentence.end : sentence.end + most].split())
    if sentence.start > most:
        before = f"… {before.partition(' ')[2]}"
    if len(text) - sentence.end > most:
        after = f"{after.rpartition(' ')[0]} …"
    return before, after
