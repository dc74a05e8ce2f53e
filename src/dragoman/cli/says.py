"""`dragoman says`: what somebody said, on what, when, through whom."""

from __future__ import annotations

from dragoman.cli import terminal
from dragoman.codes import Stance
from dragoman.errors import InputError


def says(
    *name: str,
    on: str | None = None,
    since: str | None = None,
    until: str | None = None,
    ledger: str | None = None,
    json: terminal.AsJson = None,
) -> None:
    """What somebody said, on what, when, through whom.

    Args:
        name: A person, a state, or what the reports call the source ("the Kremlin").
        on: A state by name or code, or words that the statement holds.
        since: Only reports published on this day (2024-01-15) or later.
        until: Only reports published on this day or before.
        ledger: The ledger: a path, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.
        json: JSON, or with --no-json text for people, wherever the output goes.
    """
    from dragoman.dates import check_published
    from dragoman.ledger import Ledger
    from dragoman.ledger.statements import statements

    who = " ".join(name).strip()
    if not who:
        raise InputError("says: name who is to have said something")
    since = check_published(since, "--since") if since is not None else None
    until = check_published(until, "--until") if until is not None else None
    with Ledger(ledger, create=False) as kept:
        rows = statements(kept, who, on, since, until)
    if terminal.as_json(json):
        terminal.write_json(rows)
        return
    if not rows:
        terminal.write(f"no statement of {who}" + (f" on {on}" if on else "") + " in this ledger")
    from rich.text import Text

    for row in rows:
        line = Text()
        line.append(f"{row['published'] or 'undated':<11}", style="cyan")
        line.append(" ‹ ".join([*row["chain"], row["source"]]), style="magenta")
        line.append(f" {row['cue'] or ''}: ")
        if row["stance"] != Stance.ASSERTS:
            line.append(f"({row['stance']}) ", style="yellow")
        line.append(row["content"], style="italic")
        line.append(f"  [{row['publisher'] or 'unknown'}, report {row['report']}]", style="dim")
        terminal.show(line)
