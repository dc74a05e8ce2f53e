"""What was agreed or promised between the two, and what became of it.

A later event of the pair answers a promise where it speaks of the same matter in the same words.
A deed keeps it, or a contact if that was promised; talking of it, or a plan, takes it up; a
refusal, a threat to end it or a suspension breaks it; without an answer it is open. The promise's
own report may name the deed as planned, which is no answer.
"""

from __future__ import annotations

from collections.abc import Sequence

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

_FORMULA = stems(
    "agree agreed agreement promise pledge cooperation cooperate relations ties bilateral continue "
    "strengthen deepen expand develop support work together discuss talks meeting meet visit joint "
    "signed sign leaders ministers minister president foreign prime secretary said"
)
"""Words that stand in every promise and tell none from another."""


def promises(events: Sequence[Merged], a: str, b: str) -> tuple[Promise, ...]:
    """Promises between `a` and `b`, the latest first."""
    ours = [e for e in events if between(e, a, b)]
    found = [
        _promise(e, ours, a, b) for e in ours if e.type is EventType.AGREE and e.status in _DONE
    ]
    return tuple(sorted(found, key=lambda p: p.when or "", reverse=True))


def _promise(event: Merged, events: Sequence[Merged], a: str, b: str) -> Promise:
    sources = of_tellings(event.tellings)
    answers = tuple(
        _answer(other) for other in events if other is not event and _answers(event, other, a, b)
    )
    outcome = "open"
    if answers:
        last = answers[-1]
        done = [x for x in answers if x.status in _DONE and x.type not in _BREACHES]
        deeds = done if _of_contact(event) else [x for x in done if x.type not in _TALK]
        if last.type in _BREACHES or last.status in _UNDONE:
            outcome = "broken"
        else:
            outcome = "kept" if deeds else "taken up"
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


def _answers(promise: Merged, event: Merged, a: str, b: str) -> bool:
    if event.type not in _DEEDS | _BREACHES or not _later(promise, event):
        return False
    if {t.source.report for t in event.tellings} <= {t.source.report for t in promise.tellings}:
        return False
    words = stems(promised(promise)) - _FORMULA - _own_names(a, b)
    theirs = stems(" ".join((*event.topics, event.main.event.evidence.text)))
    shared = words & theirs
    return len(shared) >= SHARED and 2 * len(shared) >= len(words)


def _later(promise: Merged, event: Merged) -> bool:
    if promise.when is None or event.when is None:
        return False
    one, two = earliest(promise.when), earliest(event.when)
    return one is not None and two is not None and two > one


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
