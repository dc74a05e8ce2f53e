"""Events as PLOVER has them: its JSON fields, its categories, its fold.

Source: PLOVER manual 0.7b1, chapter "JSON Data Fields"; fields of ours beside them have names that
the manual does not use. PLOVER knows no status: what happened or goes on is an event of its type,
planned, possible or postponed cooperation is AGREE, a cancelled contact REJECT
(`codes.folded`). What did not happen, and conflict that is only planned or possible, is no event of
PLOVER's and is left out unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from dragoman import dates
from dragoman.codes import (
    FOLDED,
    EventType,
    QuadClass,
    Status,
    cameo_root,
    folded,
    quad_class,
    score,
)
from dragoman.merge import Merged
from dragoman.record import Actor, Event, Place, Record

QUAD_NUMBERS = {
    QuadClass.VERBAL_COOPERATION: 1,
    QuadClass.MATERIAL_COOPERATION: 2,
    QuadClass.VERBAL_CONFLICT: 3,
    QuadClass.MATERIAL_CONFLICT: 4,
}
"""The manual's numbers of the quad categories."""


def is_event(event: Event | Merged) -> bool:
    """True where PLOVER would code the event at all."""
    if event.status in (Status.HAPPENED, Status.ONGOING):
        return True
    if event.status is Status.DID_NOT_HAPPEN:
        return False
    if event.status is Status.CANCELLED:
        return event.type is EventType.CONSULT
    return event.type in FOLDED or event.type is EventType.AGREE


def coded(event: Event | Merged) -> tuple[EventType, str | None]:
    """Type and mode after the fold; an event that changed its type has no mode."""
    kind = folded(event.type, event.status)
    return kind, event.mode if kind is event.type else None


def rows(record: Record, *, everything: bool = False) -> Iterator[dict[str, Any]]:
    """The events of a record as PLOVER's objects, in the order of the report.

    Args:
        record: What was read.
        everything: Events of every status, under their own type and unfolded.

    Yields:
        Objects with the manual's fields (`id`, `date`, `source`, `recipient`, `event`, `quad_code`,
        `event_scale`, `mode`, `context`, …) and, of ours, `cameo_root`, `status`, `edtf`,
        `date_from` ("report" where only the day of the report is known), `channel`, `level`,
        `says`, `background`, `confidence`.
    """
    for event in record.events:
        if everything:
            kind, mode = event.type, event.mode
        elif is_event(event):
            kind, mode = coded(event)
        else:
            continue
        yield {k: v for k, v in _fields(record, event, kind, mode) if v not in (None, [], ())}


def _fields(
    record: Record, event: Event, kind: EventType, mode: str | None
) -> Iterator[tuple[str, Any]]:
    first, last, known = days(record, event)
    yield "id", f"{record.id}/{event.id}"
    yield "has_event", True
    yield "date", first
    yield "enddate", last if last != first else None
    yield "date_from", "text" if known else "report" if first else None
    yield "edtf", event.when
    yield "source", [_actor(a) for a in event.actors]
    yield "recipient", [_actor(a) for a in event.recipients]
    yield "event", [str(kind)]
    yield "mode", [mode] if mode is not None else None
    yield "context", list(event.contexts)
    yield "quad_code", QUAD_NUMBERS[quad_class(kind)]
    yield "event_scale", score(kind, mode)
    yield "cameo_root", cameo_root(kind)
    yield "event_loc", _place(event.where)
    yield "event_text", [event.trigger.text]
    yield "text", event.evidence.text
    yield "text_info", {"is_story": False, "start": event.evidence.start, "end": event.evidence.end}
    yield (
        "cite_info",
        {
            k: v
            for k, v in (
                ("story_id", record.id),
                ("title", record.title),
                ("publisher", record.publisher),
                ("published", record.published),
                ("url", record.url),
                ("language", record.language),
            )
            if v is not None
        },
    )
    yield "coder", f"dragoman {record.reader.get('version', '')}".strip()
    yield "status", str(event.status)
    yield "channel", str(event.channel) if event.channel is not None else None
    yield "level", str(event.level) if event.level is not None else None
    yield "says", [{"text": v.text, "code": v.state, "stance": str(v.stance)} for v in event.says]
    yield "background", event.background or None
    yield "confidence", event.confidence


def days(record: Record, event: Event) -> tuple[str | None, str | None, bool]:
    """First and last day of an event, and whether the report tells them.

    Where it does not, both are the day of the report; where a date has an open end, the other end.
    """
    if event.when is not None:
        first, last = dates.earliest(event.when), dates.latest(event.when)
        if first is not None or last is not None:
            first, last = first or last, last or first
            return str(first), str(last), True
    if record.published is not None:
        return record.published[:10], record.published[:10], False
    if record.dated is not None:
        first, last = dates.earliest(record.dated.edtf), dates.latest(record.dated.edtf)
        if first is not None and last is not None:
            return str(first), str(last), False
    return None, None, False


def _actor(actor: Actor) -> dict[str, Any]:
    found = {
        "code": actor.state,
        "sector": str(actor.sector) if actor.sector is not None else None,
        "actor_text": actor.text,
        "identifier_text": actor.name,
        "office": actor.office,
    }
    return {k: v for k, v in found.items() if v is not None}


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    found = {
        "name": place.text,
        "country": place.state,
        "lat": place.latitude,
        "lon": place.longitude,
    }
    return {k: v for k, v in found.items() if v is not None}


def write(records: Iterable[Record], file: BinaryIO, *, everything: bool = False) -> int:
    """Writes the events of records as PLOVER's objects, one a line of JSON.

    Returns:
        How many events were written.
    """
    count = 0
    for record in records:
        for row in rows(record, everything=everything):
            file.write(msgspec.json.encode(row) + b"\n")
            count += 1
    return count
