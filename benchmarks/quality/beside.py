"""A record beside its gold, part by part: what one reads to see what the program makes of a report.

    python -m benchmarks.quality.beside [REPORT.txt GOLD.json]

Without arguments it takes the seed of `../shared/seeds` (or of DRAGOMAN_SHARED).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import dragoman
from benchmarks.quality import shared

WIDTH = 62


def plain(value: Any) -> str:
    """The words of a span, of several, or of a bare string."""
    if isinstance(value, dict):
        return str(value.get("text") or value.get("when") or "")
    if isinstance(value, list):
        return " … ".join(map(plain, value))
    return "" if value is None else str(value)


def sides(people: list[dict[str, Any]] | None) -> str:
    """States of actors, with names where there are any."""
    return "+".join(str(p.get("state") or p.get("text")) for p in people or [])


def event(e: dict[str, Any]) -> str:
    """One event on one line."""
    recipients = sides(e.get("recipients"))
    says = "<".join(f"{v.get('state') or v.get('text')}" for v in e.get("says") or [])
    parts = [
        f"{e['type']}{'/' + e['mode'] if e.get('mode') else ''}",
        sides(e.get("actors")) + (" → " + recipients if recipients else ""),
        str(e.get("status")),
        str(e.get("when")),
        f"in {plain(e['where'])}" if e.get("where") else "",
        f"says {says}" if says else "",
        "/".join(str(e[k]) for k in ("channel", "level") if e.get(k)),
        "background" if e.get("background") else "",
        f"“{plain(e['trigger'])}”",
    ]
    return " · ".join(p for p in parts if p)


def quotation(q: dict[str, Any]) -> str:
    """One quotation on one line."""
    chain = " < ".join(plain(c) for c in q.get("chain") or [])
    content = plain(q.get("content"))
    short = content if len(content) < 80 else content[:40] + " … " + content[-36:]
    return f"{chain + ' < ' if chain else ''}{plain(q['source'])} | {plain(q['cue'])} | {short}"


def rest(row: dict[str, Any]) -> str:
    """Any other part: its fields, spans as their words."""
    hidden = {"evidence", "start", "end"}
    return " · ".join(
        f"{k} {plain(v) if not isinstance(v, dict) or 'text' in v else json.dumps(v)}"
        for k, v in row.items()
        if k not in hidden and v not in (None, [], "")
    )


def show(gold: dict[str, Any], found: dict[str, Any]) -> None:
    """Prints both, part by part."""
    for part, line in (
        ("dated", rest),
        ("events", event),
        ("quotations", quotation),
        ("mechanisms", rest),
        ("scheduled", rest),
        ("signals", rest),
        ("characterisations", rest),
        ("people", rest),
    ):
        print(f"== {part}")
        for name, record in (("gold ", gold), ("found", found)):
            rows = record.get(part) or []
            for row in rows if isinstance(rows, list) else [rows]:
                print(f"  {name} {line(row)}")


def main() -> None:
    if len(sys.argv) > 2:
        text_path, gold_path = Path(sys.argv[1]), Path(sys.argv[2])
    else:
        text_path = next(shared.path("seeds").glob("*.txt"))
        gold_path = shared.path("seeds/seed.gold.json")
    gold = json.loads(gold_path.read_text("utf-8"))
    record = dragoman.read(
        text_path.read_text("utf-8"), id=gold.get("id"), published=gold.get("published")
    )
    show(gold, record.to_dict())


if __name__ == "__main__":
    main()
