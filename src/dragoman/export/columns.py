"""The flat tables that records become (one report's or a whole corpus'), and the rows of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman import dates
from dragoman.codes import cameo_root, quad_class
from dragoman.export import csv as events_table
from dragoman.export.csv import joined
from dragoman.merge.merged import Merged
from dragoman.record import Quotation, Record

TABLES: dict[str, tuple[str, ...]] = {
    "events": events_table.COLUMNS,
    "quotations": (
        "report_id",
        "number",
        "source",
        "speaker",
        "speaker_state",
        "speaker_office",
        "cue",
        "content",
        "kind",
        "stance",
        "chain",
        "start",
        "end",
        "confidence",
        "published",
        "publisher",
    ),
    "reports": (
        "report_id",
        "title",
        "url",
        "publisher",
        "published",
        "dated",
        "language",
        "characters",
        "events",
        "quotations",
        "record_id",
    ),
    "errors": ("source", "reason"),
}
"""Every table that comes of reading, with its columns, in order."""

MERGED = "merged_events"
MERGED_COLUMNS = (
    "event_id",
    "date",
    "date_end",
    "edtf",
    "type",
    "mode",
    "status",
    "cameo_root",
    "quad_class",
    "contexts",
    "actor_states",
    "actor_names",
    "recipient_states",
    "recipient_names",
    "states",
    "channel",
    "level",
    "place",
    "place_state",
    "latitude",
    "longitude",
    "topics",
    "background",
    "tellings",
    "outlets",
    "first_published",
    "last_published",
    "history",
    "contradictions",
    "event_ids",
    "evidence",
    "url",
)
"""The columns of merged events; `event_ids` names the rows of `events` that are this event."""

INTEGERS = frozenset(
    {"number", "start", "end", "characters", "events", "quotations", "background"}
    | {"tellings", "outlets"}
)
NUMBERS = frozenset({"score", "confidence", "latitude", "longitude"})


def rows(record: Record) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a record, each with the table that it belongs to."""
    for row in events_table.rows(record):
        yield "events", row
    for number, quotation in enumerate(record.quotations):
        yield "quotations", _quotation(record, number, quotation)
    yield (
        "reports",
        {
            "report_id": record.id,
            "title": record.title,
            "url": record.url,
            "publisher": record.publisher,
            "published": record.published,
            "dated": record.dated.edtf if record.dated is not None else None,
            "language": record.language,
            "characters": len(record.text),
            "events": len(record.events),
            "quotations": len(record.quotations),
            "record_id": record.record_id,
        },
    )


def _quotation(record: Record, number: int, quotation: Quotation) -> dict[str, Any]:
    speaker, content = quotation.speaker, quotation.content
    return {
        "report_id": record.id,
        "number": number,
        "source": " … ".join(s.text for s in quotation.source) or None,
        "speaker": speaker.name if speaker is not None else None,
        "speaker_state": speaker.state if speaker is not None else None,
        "speaker_office": speaker.office if speaker is not None else None,
        "cue": quotation.cue.text if quotation.cue is not None else None,
        "content": " … ".join(s.text for s in content) or None,
        "kind": quotation.kind,
        "stance": quotation.stance,
        "chain": joined(s.text for s in quotation.chain),
        "start": content[0].start if content else None,
        "end": content[-1].end if content else None,
        "confidence": quotation.confidence,
        "published": record.published,
        "publisher": record.publisher,
    }


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table, in order."""
    return MERGED_COLUMNS if table == MERGED else TABLES[table]


def merged_row(event: Merged) -> dict[str, Any]:
    """The row of a merged event."""
    first = dates.earliest(event.when) if event.when is not None else None
    last = dates.latest(event.when) if event.when is not None else None
    days = sorted(t.source.published for t in event.tellings if t.source.published)
    row: dict[str, Any] = {
        "event_id": event.id,
        "date": first or last,
        "date_end": last or first,
        "edtf": event.when,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "cameo_root": cameo_root(event.type),
        "quad_class": quad_class(event.type),
        "contexts": joined(event.contexts),
        "actor_states": joined(a.state for a in event.actors),
        "actor_names": joined(a.name or a.text for a in event.actors),
        "recipient_states": joined(a.state for a in event.recipients),
        "recipient_names": joined(a.name or a.text for a in event.recipients),
        "states": joined(event.states),
        "channel": event.channel,
        "level": event.level,
        "topics": joined(event.topics),
        "background": int(event.background),
        "tellings": len(event.tellings),
        "outlets": len({s.outlet for s in event.sources}),
        "first_published": days[0] if days else None,
        "last_published": days[-1] if days else None,
        "history": joined(f"{turn.status} {turn.when or ''}".strip() for turn in event.history),
        "contradictions": joined(
            f"{c.about}: {' / '.join(v.value for v in c.values)}" for c in event.contradictions
        ),
        "event_ids": joined(f"{t.source.report}/{t.event.id}" for t in event.tellings),
        "evidence": event.main.event.evidence.text,
        "url": event.main.source.url,
    }
    return row | events_table.place(event.where)
