"""What the two did to each other or together, other than meet and agree, by quad class."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.codes import EventType, Status, quad_class
from dragoman.dossier.contacts import between, disagreements
from dragoman.dossier.model import Act
from dragoman.dossier.sourcing import basis, of_tellings
from dragoman.merge import Merged

_ELSEWHERE = frozenset({EventType.CONSULT, EventType.AGREE})


def acts(events: Iterable[Merged], a: str, b: str) -> tuple[Act, ...]:
    """The acts between `a` and `b`, in order of time; what was not done is a silence instead."""
    return tuple(
        _act(e, a, b)
        for e in events
        if e.type not in _ELSEWHERE and e.status is not Status.DID_NOT_HAPPEN and between(e, a, b)
    )


def _act(event: Merged, a: str, b: str) -> Act:
    sources = of_tellings(event.tellings)
    return Act(
        id=event.id,
        type=event.type,
        mode=event.mode,
        quad=quad_class(event.type),
        when=event.when,
        status=event.status,
        actors=tuple(dict.fromkeys(x.state for x in event.actors if x.state)),
        recipients=tuple(dict.fromkeys(x.state for x in event.recipients if x.state)),
        words=" ".join(event.main.event.evidence.text.split()),
        background=event.background,
        disagreements=disagreements(event),
        basis=basis(sources, a, b),
        sources=sources,
        judged=event.judged,
        notes=event.notes,
    )
