"""What lies ahead: elections and other dates of either side, meetings of both, planned contacts.

Reports that announce one thing make one entry, with the narrowest date; what is past on the day is
no longer ahead. A date "later this year" stays until the year is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.codes import EventType, ScheduledKind, Status
from dragoman.dates import earliest, latest, overlaps
from dragoman.dossier.contacts import between, history
from dragoman.dossier.model import Ahead, Attested
from dragoman.dossier.sourcing import attested, basis, of_tellings
from dragoman.dossier.words import alike, sort_key
from dragoman.ledger.keeping import STALE
from dragoman.merge import Merged, Source
from dragoman.record import Record, Scheduled

OF_ONE = frozenset({ScheduledKind.ELECTION, ScheduledKind.ANNIVERSARY, ScheduledKind.DEADLINE})
"""What concerns the relationship though it is one side's alone."""

_OPEN = frozenset({Status.PLANNED, Status.POSTPONED, Status.POSSIBLE, Status.ONGOING})
_KINDS = {"visit": "visit", "summit": "summit", "phone": "call", "video": "call"}


def calendar(
    records: Iterable[Record],
    events: Sequence[Merged],
    sources: dict[str, Source],
    a: str,
    b: str,
    day: date | None,
) -> tuple[Ahead, ...]:
    """The dates ahead of `a` and `b` on `day`, in order; those without a date last."""
    found: list[Ahead] = []
    for event in events:
        if event.type is EventType.CONSULT and between(event, a, b) and event.status in _OPEN:
            entry = _of_event(event, a, b)
            if _is_ahead(entry.when, entry.status, entry.sources, day):
                found.append(entry)
    held = [e for e in events if e.type is EventType.CONSULT and between(e, a, b)]
    for record in sorted(records, key=lambda r: (r.published or "", r.id)):
        for item in record.scheduled:
            if not _concerns(item, a, b):
                continue
            source = attested(sources[record.id], item.evidence)
            if not _is_ahead(item.when, item.status, (source,), day) or _settled(item, held):
                continue
            _put(found, item, source, a, b)
    # By the last day: what may come at any time this year stands after what has a date.
    return tuple(sorted(found, key=lambda e: (*reversed(sort_key(e.when)), e.name)))


def _concerns(item: Scheduled, a: str, b: str) -> bool:
    """True of what both are part of, and of what is one side's alone: no third state's matter."""
    who = set(item.who)
    return {a, b} <= who or (item.kind in OF_ONE and bool(who) and who <= {a, b})


def _is_ahead(
    when: str | None, status: Status, sources: Sequence[Attested], day: date | None
) -> bool:
    """True of a date that is not past; without one, of a firm plan that a late report tells."""
    if day is None:
        return True
    if when is not None:
        last = latest(when)
        return last is None or last >= day
    if status is Status.POSSIBLE:
        return False
    told = max((s.published[:10] for s in sources if s.published), default=None)
    return told is None or date.fromisoformat(told) + STALE >= day


def _settled(item: Scheduled, events: Iterable[Merged]) -> bool:
    """True where a contact on that date was held, or is in the calendar as called off."""
    if item.kind in OF_ONE or item.when is None:
        return False
    return any(
        e.when is not None and overlaps(e.when, item.when) and e.status is Status.HAPPENED
        for e in events
        if e.level is not None
    )


def _of_event(event: Merged, a: str, b: str) -> Ahead:
    sources = of_tellings(event.tellings)
    place = event.where
    kind = _KINDS.get(str(event.channel or event.mode), "meeting")
    return Ahead(
        kind=kind,
        name=_called(event),
        who=tuple(event.states),
        when=event.when,
        place=place.text if place is not None else None,
        status=event.status,
        basis=basis(sources, a, b),
        sources=sources,
        event=event.id,
        history=history(event),
    )


def _called(event: Merged) -> str:
    """A planned contact by its word and the people named: "visit of Ana Rojas"."""
    word = event.main.event.trigger.text
    people = [a.name for a in event.actors if a.name]
    if not people:
        return word
    return f"{word}: {', '.join(people[:3])}"


def _put(found: list[Ahead], item: Scheduled, source: Attested, a: str, b: str) -> None:
    for i, entry in enumerate(found):
        if not _same(entry, item):
            continue
        sources = tuple(dict.fromkeys((*entry.sources, source)))
        dates = [w for w in (entry.when, item.when) if w is not None]
        # The entry of a planned contact is called by what the report calls the meeting.
        named = entry.name if entry.event is None else item.name
        found[i] = Ahead(
            kind=str(item.kind),
            name=max((entry.name, item.name), key=len) if entry.event is None else named,
            who=tuple(dict.fromkeys((*entry.who, *item.who))),
            when=min(dates, key=_width) if dates else None,
            place=entry.place or (item.where.text if item.where is not None else None),
            status=entry.status if entry.event is not None else item.status,
            basis=basis(sources, a, b),
            sources=sources,
            event=entry.event,
            history=entry.history,
        )
        return
    found.append(
        Ahead(
            kind=str(item.kind),
            name=item.name,
            who=item.who,
            when=item.when,
            place=item.where.text if item.where is not None else None,
            status=item.status,
            basis=basis([source], a, b),
            sources=(source,),
        )
    )


def _same(entry: Ahead, item: Scheduled) -> bool:
    if entry.when is not None and item.when is not None and not overlaps(entry.when, item.when):
        return False
    if not set(entry.who) & set(item.who):
        return False
    if item.kind is ScheduledKind.ELECTION:
        return entry.kind == item.kind and alike(entry.name, item.name)
    if entry.kind in OF_ONE or item.kind in OF_ONE:
        return entry.kind == item.kind and alike(entry.name, item.name)
    if entry.when is None or item.when is None:
        return alike(entry.name, item.name, 0.7)
    return True


def _width(when: str) -> int:
    first, last = earliest(when), latest(when)
    return (last - first).days if first is not None and last is not None else 10**6
