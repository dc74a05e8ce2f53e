"""The calendar of a dossier as iCalendar (RFC 5545), for any calendar program.

An entry whose date is known to the day, or is an interval, is an all-day event over it; one that is
known to the month or year only spans that time and says so in its title. An entry without a date
has no place in a calendar and is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import BinaryIO

from icalendar import Calendar, Event

from dragoman.codes import Status
from dragoman.dates import parse_edtf
from dragoman.dossier.called_off import with_called_off
from dragoman.dossier.model import Ahead, Dossier

_STATUS = {
    Status.PLANNED: "CONFIRMED",
    Status.ONGOING: "CONFIRMED",
    Status.HAPPENED: "CONFIRMED",
    Status.CANCELLED: "CANCELLED",
    Status.DID_NOT_HAPPEN: "CANCELLED",
}
"""iCalendar's status of ours; whatever else is TENTATIVE."""


def write(dossier: Dossier, file: BinaryIO) -> int:
    """Writes the dated entries of a dossier's calendar; returns how many there were.

    What was called off stays among them until its day is past, marked so.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Dragoman//dragoman//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", " – ".join(_name(dossier, c) for c in (dossier.a, dossier.b)))
    written = 0
    for entry in with_called_off(dossier).calendar:
        event = _event(dossier, entry)
        if event is not None:
            calendar.add_component(event)
            written += 1
    file.write(calendar.to_ical())
    return written


def _event(dossier: Dossier, entry: Ahead) -> Event | None:
    days = parse_edtf(entry.when) if entry.when is not None else None
    if days is None or days.first is None or days.last is None:
        return None
    event = Event()
    event.add("uid", _uid(dossier, entry))
    event.add("summary", _summary(dossier, entry, days.first, days.last))
    event.add("dtstart", days.first)
    event.add("dtend", days.last + timedelta(days=1))  # the end of an all-day event is not in it
    event.add("dtstamp", _stamp(entry))
    event.add("categories", [entry.kind])
    event.add("status", _STATUS.get(entry.status, "TENTATIVE"))
    event.add("transp", "TRANSPARENT")
    if entry.place:
        event.add("location", entry.place)
    event.add("description", "\n".join(_sources(entry)))
    url = next((s.url for s in entry.sources if s.url), None)
    if url is not None:
        event.add("url", url)
    return event


def _uid(dossier: Dossier, entry: Ahead) -> str:
    """A name that stays when the entry is moved, called off, or told of by more reports.

    A planned contact has that of the first passage to tell of it. One passage may tell of several
    elections, so what is no contact has its name beside.
    """
    first = entry.sources[0]
    parts = [dossier.a, dossier.b, first.report, str(first.start)]
    if entry.event is None:
        parts += [entry.kind, entry.name]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24] + "@dragoman"


def _summary(dossier: Dossier, entry: Ahead, first: date, last: date) -> str:
    who = ", ".join(_name(dossier, c) for c in entry.who)
    told = f"{who}: {entry.name}" if who else entry.name
    if entry.status not in (Status.PLANNED, Status.ONGOING):
        told += f" ({entry.status})"
    exact = "/" in (entry.when or "") or first == last
    return told if exact else f"{told} (some day of {entry.when})"


def _name(dossier: Dossier, code: str) -> str:
    return dossier.names.get(code, code)


def _stamp(entry: Ahead) -> datetime:
    """When the entry was last told of: a clock would make every export a different file."""
    told = max((s.published[:10] for s in entry.sources if s.published), default="1970-01-01")
    return datetime.combine(date.fromisoformat(told), time(), UTC)


def _sources(entry: Ahead) -> Iterable[str]:
    for source in entry.sources:
        told = [source.publisher, (source.published or "")[:10], source.url, source.report]
        yield f"“{' '.join(source.text.split())}” ({', '.join(t for t in told if t)})"
