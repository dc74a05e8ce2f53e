"""Every contact of the two: who, at what level, how, where, when, and what became of plans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from dragoman.codes import EventType, Status
from dragoman.dates import latest
from dragoman.dossier.accounts import accounts
from dragoman.dossier.model import Contact, Disagreement, Step, Who
from dragoman.dossier.names import is_matter
from dragoman.dossier.sourcing import basis, of_event
from dragoman.dossier.words import alike
from dragoman.merge import Merged
from dragoman.merge.block import pairs
from dragoman.record import Actor

GRACE = timedelta(days=1)
"""A contact of yesterday may not be reported yet."""

_OPEN = frozenset({Status.PLANNED, Status.POSTPONED, Status.POSSIBLE})


def contacts(events: Iterable[Merged], a: str, b: str, day: date | None) -> tuple[Contact, ...]:
    """The contacts of `a` and `b`, in order of time, those without a day last."""
    return tuple(
        contact(e, a, b, day) for e in events if e.type is EventType.CONSULT and between(e, a, b)
    )


def between(event: Merged, a: str, b: str) -> bool:
    """True where an event stands between `a` and `b`, as the codebook has dyads."""
    wanted = (min(a, b), max(a, b))
    return any(wanted in pairs(t) for t in event.tellings)


def contact(event: Merged, a: str, b: str, day: date | None) -> Contact:
    """One contact, as `a` and `b` have it."""
    sources = of_event(event)
    place = event.where
    return Contact(
        id=event.id,
        when=event.when,
        status=event.status,
        level=event.level,
        channel=event.channel,
        mode=event.mode,
        place=place.text if place is not None else None,
        place_state=place.state if place is not None else None,
        who=tuple(who(x) for x in event.actors + event.recipients),
        topics=matters(event),
        contexts=event.contexts,
        history=history(event),
        disagreements=disagreements(event),
        accounts=accounts(event, a, b),
        background=event.background,
        lapsed=lapsed(event, day),
        alone=set(event.states) <= {a, b},
        basis=basis(sources, a, b),
        sources=sources,
        judged=event.judged,
        notes=event.notes,
    )


def matters(event: Merged) -> tuple[str, ...]:
    """What an event was about: its topics, less bare names and dates and what repeats another."""
    kept: list[str] = []
    for topic in sorted(filter(is_matter, event.topics), key=len, reverse=True):
        if not any(alike(topic, other, 0.99) for other in kept):
            kept.append(topic)
    return tuple(t for t in event.topics if t in kept)


def who(actor: Actor) -> Who:
    """Somebody on one side of an event."""
    return Who(actor.text, actor.state, actor.name, actor.office)


def lapsed(event: Merged, day: date | None) -> bool:
    """True where the day of a plan is past and no report says that it was carried out."""
    if day is None or event.when is None or event.status not in _OPEN:
        return False
    last = latest(event.when)
    return last is not None and last + GRACE < day


def history(event: Merged) -> tuple[Step, ...]:
    """The turns of an event, where there is more than one."""
    turns = event.history
    if len(turns) < 2:
        return ()
    return tuple(
        Step(t.telling.source.published, t.status, t.when, t.telling.source.report) for t in turns
    )


def disagreements(event: Merged) -> tuple[Disagreement, ...]:
    """Where the reports of an event contradict each other."""
    return tuple(
        Disagreement(
            c.about,
            tuple(
                (v.value, tuple(dict.fromkeys(t.source.report for t in v.tellings)))
                for v in c.values
            ),
        )
        for c in event.contradictions
    )
