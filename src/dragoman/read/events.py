"""Events, put together: each candidate asked in turn to whom, whether, when, where and who says so.

Candidates that no question rejects are merged where they name one thing, and written as the
codebook has them.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import Status
from dragoman.read import (
    about,
    disputed,
    recurring,
    same,
    says,
    sure,
    turned,
    what,
    when,
    where,
    whether,
    whom,
)
from dragoman.read.document import Candidate, Document
from dragoman.read.phrases import is_later
from dragoman.record import Event
from dragoman.report import Span


def found(document: Document) -> tuple[Candidate, ...]:
    """Every event of the report, each once, in the order of its triggers, less those too unsure."""
    return sure.kept(document, told(document))


def told(document: Document) -> tuple[Candidate, ...]:
    """Every event that the rules find, each once, however sure."""
    answered, waiting = [], []
    for candidate in what.candidates(document):
        sided = whom.sides(document, candidate)
        if sided is None:
            waiting.append(candidate)
        else:
            answered.append(_answered(document, sided))
    answered = recurring.of_series(document, answered)
    answered += [_answered(document, c) for c in recurring.sided(document, waiting, answered)]
    lacking = (whom.sides(document, c, alone=True) for c in waiting)
    answered += [_answered(document, c) for c in lacking if c is not None]
    answered.sort(key=lambda c: (c.sentence, c.head))
    merged = filter(whom.two_sided, same.merge(document, tuple(answered)))
    said = (says.attributed_to(c, says.says_of(document, c)) for c in merged)
    return tuple(about.described(document, c) for c in disputed.joined(document, tuple(said)))


def _answered(document: Document, candidate: Candidate) -> Candidate:
    """Whether it happened, when and where."""
    known = turned.refusal(document, whether.status(document, candidate))
    edtf, span = when.date_of(document, known)
    if known.status is Status.HAPPENED and edtf is not None and is_later(document, edtf):
        known = replace(known, status=Status.PLANNED)  # "meet in Oslo tomorrow"
    return replace(known, when=edtf, when_text=span, where=where.place(document, known))


def written(document: Document, candidates: tuple[Candidate, ...]) -> tuple[Event, ...]:
    """The candidates as events of the record."""
    taken: set[str] = set()
    events = []
    for candidate in candidates:
        sentence = document.sentences[candidate.sentence]
        start, end = sentence.offsets(candidate.first, candidate.last)
        name = f"{candidate.type.lower()}-{start}"
        while name in taken:
            name += "+"
        taken.add(name)
        events.append(
            Event(
                id=name,
                type=candidate.type,
                status=candidate.status,
                trigger=Span.of(document.text, start, end),
                evidence=Span.of(document.text, sentence.start, sentence.end),
                mode=candidate.mode,
                contexts=candidate.contexts,
                topics=candidate.topics,
                actors=candidate.actors,
                recipients=candidate.recipients,
                when=candidate.when,
                when_text=candidate.when_text,
                where=candidate.where,
                says=candidate.says,
                background=candidate.background,
                channel=candidate.extra.get("channel"),
                level=candidate.extra.get("level"),
                why=candidate.why,
                confidence=round(candidate.confidence, 3),
            )
        )
    return tuple(events)
