"""`dragoman judge`: an analyst's judgement, laid over an event without changing any record."""

from __future__ import annotations

from typing import Literal

from dragoman.cli import terminal
from dragoman.errors import InputError

Kind = Literal["accept", "reject", "correct", "merge", "split", "note"]


def judge(
    event: str,
    kind: Kind,
    /,
    *values: str,
    author: str | None = None,
    note: str | None = None,
    ledger: str | None = None,
    json: terminal.AsJson = None,
) -> None:
    """An analyst's judgement, laid over an event: accept, reject, correct, merge, split or note.

    Args:
        event: The id of an event, as the dossier shows it.
        kind: accept or reject it; correct fields of it (when=2024-01-15); merge it with another
            event; split a telling from it; or note something.
        values: For correct, FIELD=VALUE of type, mode, status, when, channel or level; for merge
            and split, the id of the other; for note, its words.
        author: Who judges; by default the user of this computer.
        note: Words to keep with the judgement.
        ledger: The ledger: a path, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.
        json: JSON, or with --no-json text for people, wherever the output goes.
    """
    from datetime import UTC, datetime
    from getpass import getuser

    from dragoman.ledger import Ledger

    changes: dict[str, str] = {}
    other: str | None = None
    if kind == "correct":
        for value in values:
            field, equals, told = value.partition("=")
            if not equals:
                raise InputError(f"{value}: write a correction as FIELD=VALUE, as when=2024-01-15")
            changes[field.strip()] = told.strip()
    elif kind == "note":
        note = " ".join([*values, *([note] if note else [])]) or None
    elif kind in ("merge", "split") and len(values) == 1:
        (other,) = values
    elif values:
        raise InputError(f"{kind}: takes no {values[0]!r}; give words with --note")
    with Ledger(ledger, create=False) as kept:
        now = kept.judge(
            event,
            kind,
            author=author or getuser(),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            other=other,
            changes=changes or None,
            note=note,
        )
    told_now = {
        "id": now.id,
        "type": now.type,
        "status": now.status,
        "when": now.when,
        "states": list(now.states),
        "judged": list(now.judged),
        "notes": list(now.notes),
        "tellings": [t.id for t in now.tellings],
    }
    if terminal.as_json(json):
        terminal.write_json(told_now)
    else:
        shown = " ".join(str(v) for v in (now.type, now.when or "", now.status))
        terminal.write(f"{now.id}: {shown}; {', '.join(now.judged) or 'no judgement'}")
