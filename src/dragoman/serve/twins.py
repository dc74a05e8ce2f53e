"""What pages show, as rows: each page has the same address with `.json` and `.csv`.

JSON is the contract's objects, as the API gives them; CSV has a row for each line that a person
reads on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.dossier import Dossier
from dragoman.dossier.lines import once
from dragoman.dossier.page import page
from dragoman.merge import Merged
from dragoman.record import Actor, Record, Voice
from dragoman.serve.answers import answer, tagged
from dragoman.serve.shape import rows_as_csv, whole

KINDS = ("json", "csv")
LINES = ("part", "lead", "text", "marks", "details", "word", "event", "reports")
TELLINGS = (
    "telling",
    "report",
    "outlet",
    "published",
    "status",
    "when",
    "says",
    "confidence",
    "sentence",
)
EVENTS = (
    "event",
    "type",
    "mode",
    "status",
    "when",
    "written",
    "place",
    "actors",
    "recipients",
    "says",
    "why",
    "confidence",
    "sentence",
)


def csv_of(request: Request, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Response:
    """Rows as a CSV answer."""
    return tagged(request, rows_as_csv(columns, rows).encode(), "text/csv; charset=utf-8")


def of_dossier(request: Request, found: Dossier, kind: str, only: Iterable[str] = ()) -> Response:
    """A dossier, or parts of it, whole: a row a line, none left out."""
    parts = tuple(only)
    if kind == "json":
        told = found.to_dict()
        kept = ("a", "b", "as_of", "names", *parts)
        return answer(request, {k: told[k] for k in kept} if parts else told)
    rows = [
        {
            "part": section.title,
            "lead": line.lead,
            "text": line.text,
            "marks": line.marks,
            "details": line.details,
            "word": line.word,
            "event": line.id,
            "reports": list(dict.fromkeys(s.report for s in once(line.sources))),
        }
        for section in page(found, None, parts).sections
        for line in section.lines
    ]
    return csv_of(request, LINES, rows)


def of_event(request: Request, event: Merged, kind: str) -> Response:
    """The accounts of an event: a row a telling."""
    if kind == "json":
        return answer(request, whole(event))
    rows = [
        {
            "telling": t.id,
            "report": t.source.report,
            "outlet": t.source.outlet,
            "published": t.source.published,
            "status": t.event.status,
            "when": t.event.when,
            "says": _says(t.event.says),
            "confidence": t.event.confidence,
            "sentence": t.event.evidence.text,
        }
        for t in event.tellings
    ]
    return csv_of(request, TELLINGS, rows)


def of_report(request: Request, record: Record, kind: str) -> Response:
    """The record of a report: a row an event."""
    if kind == "json":
        return answer(request, record.to_dict())
    rows = [
        {
            "event": e.id,
            "type": e.type,
            "mode": e.mode,
            "status": e.status,
            "when": e.when,
            "written": e.when_text.text if e.when_text is not None else None,
            "place": e.where.text if e.where is not None else None,
            "actors": _names(e.actors),
            "recipients": _names(e.recipients),
            "says": _says(e.says),
            "why": f"{e.why.by}: {e.why.rule}" if e.why is not None else None,
            "confidence": e.confidence,
            "sentence": e.evidence.text,
        }
        for e in record.events
    ]
    return csv_of(request, EVENTS, rows)


def _names(actors: Iterable[Actor]) -> list[str]:
    return [a.name or a.text for a in actors]


def _says(voices: Iterable[Voice]) -> list[str]:
    return [v.text if v.stance == "asserts" else f"{v.text} ({v.stance})" for v in voices]
