"""Merged events as JSON and as rows of a table: the codebook's fields, with all tellings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from dragoman.dossier.accounts import accounts
from dragoman.merge import Merged, Telling

COLUMNS = (
    "id",
    "when",
    "type",
    "mode",
    "status",
    "channel",
    "level",
    "states",
    "actors",
    "recipients",
    "place",
    "topics",
    "judged",
    "reports",
    "outlets",
    "words",
)


def brief(event: Merged) -> dict[str, Any]:
    """An event without its tellings, as lists of events have it."""
    found: dict[str, Any] = _known(
        {
            "id": event.id,
            "type": event.type,
            "mode": event.mode,
            "status": event.status,
            "when": event.when,
            "where": plain(event.where),
            "channel": event.channel,
            "level": event.level,
            "states": list(event.states),
            "actors": plain(event.actors),
            "recipients": plain(event.recipients),
            "topics": list(event.topics),
            "contexts": list(event.contexts),
            "background": event.background,
            "judged": list(event.judged),
            "notes": list(event.notes),
            "corrected": dict(event.corrected),
            "reports": [s.report for s in event.sources],
            "words": " ".join(event.main.event.evidence.text.split()),
        }
    )
    return found


def whole(event: Merged) -> dict[str, Any]:
    """An event with its tellings, its history, and where its reports differ."""
    a, b = sides(event)
    return brief(event) | {
        "history": [
            _known({"status": t.status, "when": t.when, "report": t.telling.source.report})
            for t in event.history
        ],
        "contradictions": [
            {
                "about": c.about,
                "values": [
                    {"value": v.value, "reports": [t.source.report for t in v.tellings]}
                    for v in c.values
                ],
            }
            for c in event.contradictions
        ],
        "accounts": [plain(x) for x in accounts(event, a, b)],
        "tellings": [_telling(t) for t in event.tellings],
    }


def sides(event: Merged) -> tuple[str, str]:
    """The two sides whose accounts are compared: the first two of the event."""
    found = (*event.states, "", "")
    return found[0], found[1]


def _telling(telling: Telling) -> dict[str, Any]:
    return {"id": telling.id, "source": plain(telling.source), "event": plain(telling.event)}


def plain(value: Any) -> Any:
    """A part of a record as JSON holds it, what is unknown left out."""
    return _known(msgspec.to_builtins(value))


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {k: _known(v) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v is not None and v != [] and v != {}}
    if isinstance(value, (list, tuple)):
        return [_known(v) for v in value]
    return str(value) if isinstance(value, str) else value


def table(events: tuple[Merged, ...]) -> str:
    """Events as CSV, one a row."""
    rows = []
    for event in events:
        row = brief(event)
        place = row.get("where", {})
        row |= {
            "actors": [a.get("name") or a["text"] for a in row.get("actors", [])],
            "recipients": [a.get("name") or a["text"] for a in row.get("recipients", [])],
            "place": place.get("text"),
            "outlets": sorted({s.outlet for s in event.sources}),
        }
        rows.append(row)
    return rows_as_csv(COLUMNS, rows)


def rows_as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV, the names of the columns first; no cell is taken for a formula by a
    spreadsheet.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return file.getvalue()


def _cell(value: Any) -> str:
    told = "" if value is None else str(value)
    if isinstance(value, (list, tuple)):
        told = "; ".join(map(str, value))
    told = " ".join(told.split())
    # A spreadsheet runs what begins so (OWASP, CSV injection).
    return f"'{told}" if told.startswith(("=", "+", "-", "@")) else told
