"""The calendar feed of a pair: what lies ahead, and what lay ahead until it was called off.

A calendar program keeps an entry that merely vanishes from a feed, or drops it without a word; so a
contact that was called off stays under its UID until its day is past, marked as cancelled.
"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from dragoman.codes import Status
from dragoman.dates import latest
from dragoman.dossier import Dossier
from dragoman.dossier.model import Ahead, Contact
from dragoman.export import ical

_OFF = frozenset({Status.CANCELLED, Status.DID_NOT_HAPPEN})


def feed(dossier: Dossier) -> bytes:
    """The dated entries of a dossier's calendar as iCalendar, with those called off."""
    there = {entry.event for entry in dossier.calendar}
    day = date.fromisoformat(dossier.as_of) if dossier.as_of is not None else date.min
    off = [_entry(c) for c in dossier.contacts if c.id not in there and _was_ahead(c, day)]
    file = io.BytesIO()
    ical.write(replace(dossier, calendar=(*dossier.calendar, *off)), file)
    return file.getvalue()


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
