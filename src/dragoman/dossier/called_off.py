"""What lay ahead until it was called off, for calendars that others keep.

A calendar program keeps an entry that merely vanishes from a feed, or drops it without a word; so a
contact that was called off stays with what lies ahead until its day is past, marked as cancelled.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.codes import Status
from dragoman.dates import latest
from dragoman.dossier.model import Ahead, Contact, Dossier

_OFF = frozenset({Status.CANCELLED, Status.DID_NOT_HAPPEN})


def with_called_off(dossier: Dossier) -> Dossier:
    """The dossier with the contacts that were called off in its calendar, after what is ahead."""
    there = {entry.event for entry in dossier.calendar}
    day = date.fromisoformat(dossier.as_of) if dossier.as_of is not None else date.min
    off = (_entry(c) for c in dossier.contacts if c.id not in there and _was_ahead(c, day))
    return replace(dossier, calendar=(*dossier.calendar, *off))


def _was_ahead(contact: Contact, day: date) -> bool:
    if contact.status not in _OFF or contact.when is None:
        return False
    last = latest(contact.when)
    return last is not None and last >= day


def _entry(contact: Contact) -> Ahead:
    kind = str(contact.channel or contact.mode or "meeting")
    people = [w.name for w in contact.who if w.name]
    return Ahead(
        kind=kind,
        name=f"{kind}: {', '.join(people[:3])}" if people else kind,
        who=tuple(dict.fromkeys(w.state for w in contact.who if w.state)),
        when=contact.when,
        place=contact.place,
        status=contact.status,
        basis=contact.basis,
        sources=contact.sources,
        event=contact.id,
        history=contact.history,
    )
