"""`dragoman read`: one report, or each of several, to its record."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from dragoman.cli import terminal
from dragoman.cli.given import day, named
from dragoman.errors import DragomanError, InputError
from dragoman.ingest import Failure, reports


def read(
    *sources: Annotated[str, Parameter(allow_leading_hyphen=True)],
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    json: terminal.AsJson = None,
) -> int:
    """Read reports and show the record of each.

    In a terminal the record is laid out to be read; in a pipe it is JSON, one record a line.

    Args:
        sources: Files (text, Markdown, HTML, JSONL), addresses, or - for standard input.
        published: The day of publication, 2024-01-15 or with the hour 2024-01-15T09:30+05:30.
        publisher: Who printed it; tells local time, and whose ministers are meant.
        title: Its headline.
        json: JSON, or with --no-json the layout for people, wherever the output goes.
    """
    from dragoman.read.reader import read_many
    from dragoman.settings import threads

    named(sources, "read")
    published = day(published)
    as_json = terminal.as_json(json)
    status = 0
    found = reports(sources, published=published, publisher=publisher)
    for item in found:
        if isinstance(item, Failure):
            terminal.note(f"dragoman: {item}")
            status = InputError.exit_code
            continue
        if title is not None:
            from dataclasses import replace

            item = replace(item, title=title)
        try:
            record = next(iter(read_many([item], threads=threads())))
        except DragomanError as error:
            terminal.note(f"dragoman: {error}")
            status = error.exit_code
            continue
        if as_json:
            if record.language != "en" and not record.sentences:
                terminal.note(f"dragoman: {record.id}: not in English; kept, but not yet read")
            terminal.write(record.to_json().decode())
        else:
            from dragoman.cli.layout import record_layout

            terminal.show(record_layout(record))
    return status
