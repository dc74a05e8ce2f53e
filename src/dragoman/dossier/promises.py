"""What was agreed or promised between the two, and what became of it.

A later event of the pair answers a promise where it speaks of the same matter in the same words.
A deed keeps it, or a contact if that was promised; talking of it, or a plan, takes it up; a
refusal, a threat to end it or a suspension breaks it; without an answer it is open. The promise's
own report may name the deed as planned, which is no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from dragoman.codes import EventType, Status
from dragoman.dates import earliest
from dragoman.dossier.contacts import between, matters
from dragoman.dossier.model import Answer, Promise
from dragoman.dossier.sourcing import basis, of_tellings
from dragoman.dossier.words import stems
from dragoman.knowledge import load
from dragoman.merge import Merged

_DEEDS = frozenset(
    {
        EventType.COOPERATE,
        EventType.SUPPORT,
        EventType.AID,
        EventType.CONSULT,
        EventType.RETREAT,
        EventType.CONCEDE,
    }
)
_BREACHES = frozenset({EventType.REJECT, EventType.SANCTION, EventType.THREATEN})
_DONE = frozenset({Status.HAPPENED, Status.ONGOING})
_TALK = frozenset({EventType.CONSULT})
_UNDONE = frozenset({Status.CANCELLED, Status.DID_NOT_HAPPEN})

_CONTACT = stems("meet meeting visit talks contact contacts summit call dialogue touch experts")

SHARED = 2
"""Content words that a promise and its answer must have in common, at the least."""

MANY = 4
"""Words in common that are enough, however long the promise is."""

_FORMULA = stems(
    "agree agreed agreement promise pledge cooperation cooperate relations ties bilateral continue "
    "strengthen deepen expand develop support work together discuss talks meeting meet visit joint "
    "signed sign leaders ministers minister president foreign prime secretary said"
)
"""Words that stand in every promise and tell none from another."""


def promises(events: Sequence[Merged], a: str, b: str) -> tuple[Promise, ...]:
    """Promises between `a` and `b`, the latest first."""
    ours = [e for e in events if between(e, a, b)]
    later = [_Deed(e, first) for e in ours if (first := _first(e)) is not None and _can_answer(e)]
    found = [
        _promise(e, later, a, b) for e in ours if e.type is EventType.AGREE and e.status in _DONE
    ]
    return tuple(sorted(found, key=lambda p: p.when or "", reverse=True))


class _Deed:
    """An event that may answer a promise, with its first day and its words."""

    __slots__ = ("event", "first", "reports", "words")

    def __init__(self, event: Merged, first: date) -> None:
        self.event, self.first = event, first
        self.words = stems(" ".join((*event.topics, event.main.event.evidence.text)))
        self.reports = {t.source.report for t in event.tellings}


def _promise(event: Merged, deeds: Sequence[_Deed], a: str, b: str) -> Promise:
    sources = of_tellings(event.tellings)
    answers = tuple(_answer(d.event) for d in _answering(event, deeds, a, b))
    outcome = "open"
    if answers:
        last = answers[-1]
        done = [x for x in answers if x.status in _DONE and x.type not in _BREACHES]
        kept = done if _of_contact(event) else [x for x in done if x.type not in _TALK]
        if last.type in _BREACHES or last.status in _UNDONE:
            outcome = "broken"
        else:
            outcome = "kept" if kept else "taken up"
    recipients = tuple(dict.fromkeys(r.state for r in event.recipients if r.state))
    return Promise(
        id=event.id,
        when=event.when,
        by=tuple(dict.fromkeys(x.state for x in event.actors if x.state)),
        to=recipients,
        words=promised(event),
        outcome=outcome,
        answers=answers,
        basis=basis(sources, a, b),
        sources=sources,
        judged=event.judged,
    )


def promised(event: Merged) -> str:
    """What was promised, in the report's words: its topics, else the sentence."""
    return "; ".join(matters(event)) or " ".join(event.main.event.evidence.text.split())


def _of_contact(promise: Merged) -> bool:
    """True of a promise to meet or to stay in touch, which a contact keeps."""
    return bool(stems(promised(promise)) & _CONTACT)


def _answer(event: Merged) -> Answer:
    return Answer(
        event.id,
        event.when,
        event.status,
        event.type,
        event.main.event.trigger.text,
        of_tellings(event.tellings),
    )


def _answering(promise: Merged, deeds: Sequence[_Deed], a: str, b: str) -> Iterator[_Deed]:
    """The later events, told by other reports, that share enough of the promise's own words."""
    day = _first(promise)
    if day is None:
        return
    words = stems(promised(promise)) - _FORMULA - _own_names(a, b)
    told = {t.source.report for t in promise.tellings}
    for deed in deeds:
        if deed.first <= day:
            continue
        shared = words & deed.words
        half = 2 * len(shared) >= len(words)
        enough = len(shared) >= SHARED and (half or len(shared) >= MANY)
        if enough and not deed.reports <= told:
            yield deed


def _can_answer(event: Merged) -> bool:
    return event.type in _DEEDS | _BREACHES


def _first(event: Merged) -> date | None:
    return earliest(event.when) if event.when is not None else None


@lru_cache(maxsize=256)
def _own_names(a: str, b: str) -> frozenset[str]:
    known = load()
    return stems(
        " ".join(
            word
            for code in (a, b)
            if (state := known.states.get(code)) is not None
            for word in (*state.names, *state.adjectives, *state.people, *state.capitals)
        )
    )
