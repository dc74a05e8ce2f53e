"""`dragoman ingest`: reports from anywhere into a ledger, a batch at a time.

Each batch is kept whole or not at all, and what is kept already is not read again: the command can
be stopped at any moment and run again.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from dragoman.cli import terminal
from dragoman.cli.columns import mapped
from dragoman.cli.given import day, named
from dragoman.cli.unread import told_unread, unreadable
from dragoman.errors import InputError
from dragoman.ingest import Failure, reports
from dragoman.ingest.sources import MOST_PAGES, total_bytes
from dragoman.report import Report

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from dragoman.ledger import Ledger

BATCH = 32
"""Reports that are read and kept together: what a kill may cost in work, never in data."""

COUNTED = ("added", "known", "unread")


def ingest(
    *sources: Annotated[str, Parameter(allow_leading_hyphen=True)],
    ledger: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    columns: str | None = None,
    pages: int = MOST_PAGES,
    json: terminal.AsJson = None,
) -> int:
    """Read reports into a ledger. What is there already is passed over.

    Args:
        sources: Files (text, HTML, PDF, mail, tables, feeds, web archives, sitemaps), folders,
            patterns, addresses, - for standard input.
        ledger: The ledger: a path, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.
        published: The day of publication of all of them, where they do not say it right themselves.
        publisher: Who printed all of them.
        columns: For tables, our names of fields and theirs: "text=Body,published=Day".
        pages: Pages of a sitemap that are fetched, the newest first.
        json: Write the numbers and the error rows as JSON.
    """
    from dragoman.ledger import Ledger

    named(sources, "ingest")
    published = day(published)
    if pages < 1:
        raise InputError(f"--pages: {pages} is no number of pages; give 1 or more")
    total = total_bytes(sources)
    with terminal.progress(total is not None) as bar:
        task = bar.add_task("reading", total=total, told="")
        found = reports(
            sources,
            published=published,
            publisher=publisher,
            columns=mapped(columns),
            pages=pages,
            advance=lambda n: bar.advance(task, n if total is not None else 0),
        )
        before = list(_until_first(found))
        counts = dict.fromkeys(COUNTED, 0)
        failures = [item for item in before if isinstance(item, Failure)]
        name = None
        if len(failures) < len(before):  # what holds no report makes no ledger
            with Ledger(ledger) as kept:
                counts, failures = _keep(chain(before, found), kept, bar, task)
                name = kept.name
    for failure in () if json else failures:
        terminal.note(f"dragoman: {failure}")
    if terminal.as_json(json):
        rows = [f.to_dict() for f in failures]
        terminal.write_json({"ledger": name, **counts, "failed": len(rows), "errors": rows})
    else:
        told = f"{counts['added']} added, {counts['known']} known already, {len(failures)} failed"
        where = f"ledger {name}" if name is not None else "no report was found"
        terminal.write(f"{told}{told_unread(counts['unread'])}; {where}")
    return InputError.exit_code if failures else 0


def _until_first(found: Iterator[Report | Failure]) -> Iterator[Report | Failure]:
    """The failures before the first report, and it."""
    for item in found:
        yield item
        if isinstance(item, Report):
            return


def _keep(
    found: Iterator[Report | Failure], ledger: Ledger, bar: Progress, task: TaskID
) -> tuple[dict[str, int], list[Failure]]:
    counts = dict.fromkeys(COUNTED, 0)
    failures: list[Failure] = []
    while batch := list(islice(found, BATCH)):
        failures += [item for item in batch if isinstance(item, Failure)]
        given = [item for item in batch if isinstance(item, Report)]
        if given:
            done = ledger.add(given)
            counts["added"] += done.added
            counts["known"] += done.known
            counts["unread"] += unreadable(given)
            failures += [Failure(f.report, f.reason) for f in done.failed]
        told = f"{counts['added'] + counts['known']} reports"
        bar.update(task, told=told + (f", {len(failures)} failed" if failures else ""))
    return counts, failures
