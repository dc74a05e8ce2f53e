"""`dragoman search`: words in the reports of a ledger, the best passage of each."""

from __future__ import annotations

import dataclasses

from dragoman.cli import terminal


def search(
    *words: str,
    ledger: str | None = None,
    limit: int = 20,
    publisher: str | None = None,
    since: str | None = None,
    until: str | None = None,
    json: terminal.AsJson = None,
) -> None:
    """Find words in the reports of a ledger. A phrase stands in quotation marks.

    Args:
        words: What to find; reports that hold all of it are shown, the best first.
        ledger: The ledger: a path, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.
        limit: At most so many reports.
        publisher: Only reports of this publisher.
        since: Only reports published on this day (2024-01-15) or later.
        until: Only reports published on this day or before.
        json: JSON, or with --no-json text for people, wherever the output goes.
    """
    from dragoman.dates import check_published
    from dragoman.errors import InputError
    from dragoman.ledger import Ledger

    if not words:
        raise InputError("search: name the words to find")
    if limit < 1:
        raise InputError(f"--limit: {limit} is no number of reports; give 1 or more")
    since = check_published(since, "--since") if since is not None else None
    until = check_published(until, "--until") if until is not None else None
    # The shell has taken the quotation marks of a phrase, so an argument with a space is one.
    wanted = " ".join(f'"{w}"' if " " in w.strip() and '"' not in w else w for w in words)
    with Ledger(ledger, create=False) as kept:
        found = kept.search(wanted, limit=limit, publisher=publisher, since=since, until=until)
    if terminal.as_json(json):
        terminal.write_json([dataclasses.asdict(f) for f in found])
        return
    if not found:
        terminal.write("no report holds these words")
    from rich.text import Text

    for f in found:
        source = " · ".join(t for t in (f.published, f.publisher, f"report {f.report}") if t)
        terminal.show(Text(f.title or f.report, style="bold"))
        terminal.show(Text(source, style="dim"))
        terminal.show(Text(f"  {f.passage}\n"))
