"""`dragoman compare`: the accounts of one event side by side."""

from __future__ import annotations

from typing import Any

from dragoman.cli import terminal
from dragoman.merge import Merged


def compare(event: str, /, *, ledger: str | None = None, json: terminal.AsJson = None) -> None:
    """The accounts of one event side by side: what each report says, and what only it mentions.

    Args:
        event: The id of an event, as the dossier shows it.
        ledger: The ledger: a path, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.
        json: JSON, or with --no-json text for people, wherever the output goes.
    """
    from dragoman.ledger import Ledger

    with Ledger(ledger, create=False) as kept:
        told = _told(kept.event(event))
    if terminal.as_json(json):
        terminal.write_json(told)
        return
    from rich.table import Table

    from dragoman.dossier.sides import called

    table = Table(title=f"{told['type']}, {told['when'] or 'no date'}, {told['status']}")
    for heading in ("report", "status", "date", "who says so", "words", "topics"):
        table.add_column(heading, overflow="fold")
    for row in told["tellings"]:
        source = " · ".join(t for t in (row["publisher"], row["published"], row["report"]) if t)
        says, topics = " ‹ ".join(row["says"]) or "the report", "; ".join(row["topics"])
        table.add_row(source, row["status"], row["when"] or "", says, row["words"], topics)
    terminal.show(table)
    for account in told["accounts"]:
        if only := "; ".join(account["alone"]):
            terminal.write(f"Only {called(account['by'])} mentions: {only}")
    for differing in told["contradictions"]:
        values = "; ".join(f"{v['value']} ({', '.join(v['reports'])})" for v in differing["values"])
        terminal.write(f"Reports differ on the {differing['about']}: {values}")


def _told(event: Merged) -> dict[str, Any]:
    from dragoman.dossier.accounts import accounts

    sides = [*event.states, "", ""]
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "when": event.when,
        "states": list(event.states),
        "tellings": [
            {
                "id": t.id,
                "report": t.source.report,
                "publisher": t.source.publisher,
                "published": t.source.day,
                "copy_of": t.source.copy_of,
                "status": t.event.status,
                "when": t.event.when,
                "says": [v.text for v in t.event.says],
                "words": " ".join(t.event.evidence.text.split()),
                "topics": [" ".join(x.text.split()) for x in t.event.topics],
            }
            for t in event.tellings
        ],
        "accounts": [
            {"by": a.by, "side": a.side, "topics": a.topics, "alone": a.alone, "reports": a.reports}
            for a in accounts(event, sides[0], sides[1])
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
        "judged": list(event.judged),
        "notes": list(event.notes),
    }
