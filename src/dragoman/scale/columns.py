"""The tables that a corpus becomes, and the rows that a record adds to each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.export import csv as events_table
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
"""Every table with its columns, in order."""

INTEGERS = frozenset({"number", "start", "end", "characters", "events", "quotations", "background"})
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
        "chain": ";".join(s.text.replace(";", ",") for s in quotation.chain) or None,
        "start": content[0].start if content else None,
        "end": content[-1].end if content else None,
        "confidence": quotation.confidence,
        "published": record.published,
        "publisher": record.publisher,
    }
