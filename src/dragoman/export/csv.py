"""Events as a table, one a row, for pandas, R and spreadsheets.

Both codings stand side by side: the codebook's (`type`, `mode`, `status`) and PLOVER's after its
fold of planned cooperation into AGREE (`plover_type`, `plover_mode`, `cameo_root`, `quad_class`,
`score`); the latter are empty for what PLOVER does not code. Several values in a cell are divided
by ";". The first row holds the names of the columns; text is UTF-8, quoted as RFC 4180 has it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, TextIO

from dragoman.codes import cameo_root, quad_class, score
from dragoman.export.plover import coded, days, is_event
from dragoman.record import Actor, Event, Place, Record

COLUMNS = (
    "event_id",
    "report_id",
    "date",
    "date_end",
    "date_from",
    "edtf",
    "type",
    "mode",
    "status",
    "plover_type",
    "plover_mode",
    "cameo_root",
    "quad_class",
    "score",
    "contexts",
    "actor_states",
    "actor_names",
    "actor_sectors",
    "actor_offices",
    "recipient_states",
    "recipient_names",
    "recipient_sectors",
    "recipient_offices",
    "dyads",
    "channel",
    "level",
    "place",
    "place_state",
    "latitude",
    "longitude",
    "says",
    "says_states",
    "background",
    "confidence",
    "rule",
    "topics",
    "trigger",
    "evidence",
    "start",
    "end",
    "publisher",
    "published",
    "language",
    "url",
)


def rows(record: Record) -> Iterator[dict[str, Any]]:
    """The events of a record as rows, in the order of the report."""
    for event in record.events:
        yield _row(record, event)


def _row(record: Record, event: Event) -> dict[str, Any]:
    first, last, known = days(record, event)
    row: dict[str, Any] = {
        "event_id": f"{record.id}/{event.id}",
        "report_id": record.id,
        "date": first,
        "date_end": last,
        "date_from": "text" if known else "report" if first else None,
        "edtf": event.when,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "contexts": joined(event.contexts),
        "dyads": joined("-".join(d) for d in event.dyads()),
        "channel": event.channel,
        "level": event.level,
        "says": joined(v.text for v in event.says),
        "says_states": joined(v.state for v in event.says),
        "background": int(event.background),
        "confidence": event.confidence,
        "rule": event.why.rule if event.why is not None else None,
        "topics": joined(t.text for t in event.topics),
        "trigger": event.trigger.text,
        "evidence": event.evidence.text,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "publisher": record.publisher,
        "published": record.published,
        "language": record.language,
        "url": record.url,
    }
    if is_event(event):
        kind, mode = coded(event)
        row |= {
            "plover_type": kind,
            "plover_mode": mode,
            "cameo_root": cameo_root(kind),
            "quad_class": quad_class(kind),
            "score": score(kind, mode),
        }
    row |= _side("actor", event.actors) | _side("recipient", event.recipients)
    return row | place(event.where)


def place(where: Place | None) -> dict[str, Any]:
    """The cells of a place, none where it is not known."""
    if where is None:
        return {}
    return {
        "place": where.text,
        "place_state": where.state,
        "latitude": where.latitude,
        "longitude": where.longitude,
    }


def _side(side: str, actors: tuple[Actor, ...]) -> dict[str, str | None]:
    return {
        f"{side}_states": joined(a.state for a in actors),
        f"{side}_names": joined(a.name or a.text for a in actors),
        f"{side}_sectors": joined(a.sector for a in actors),
        f"{side}_offices": joined(a.office for a in actors),
    }


def joined(values: Iterable[str | None]) -> str | None:
    """Values divided by ";", a place kept for those unknown so that columns stay in step."""
    found = [("" if v is None else str(v)).replace(";", ",") for v in values]
    return ";".join(found) if any(found) else None


def write(records: Iterable[Record], file: TextIO) -> int:
    """Writes the events of records as CSV, names of columns first.

    Args:
        records: What to write.
        file: Open for writing as UTF-8 text with `newline=""`.

    Returns:
        How many events were written.
    """
    table = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    count = 0
    for record in records:
        for row in rows(record):
            table.writerow({k: "" if v is None else v for k, v in row.items()})
            count += 1
    return count


def write_binary(records: Iterable[Record], file: BinaryIO) -> int:
    """As `write`, to a file open in binary."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        return write(records, text)
    finally:
        text.detach()
