"""`dragoman calendar`: elections, summits, visits and other dates ahead of two states."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from dragoman.cli import terminal
from dragoman.cli.dossier import Format, load, show_parts
from dragoman.errors import InputError


def calendar(
    a: str,
    b: str,
    /,
    *,
    as_of: str | None = None,
    ics: Annotated[Path | None, Parameter(allow_leading_hyphen=True)] = None,
    ledger: str | None = None,
    format: Format | None = None,
) -> None:
    """What lies ahead of two states, with the report behind each entry.

    Args:
        a: One state, by name or code.
        b: The other.
        as_of: The day on which it is asked (2024-01-15); what is past by then is left out.
        ics: Write the dated entries to this file as iCalendar, with what was called off since;
            - for standard output.
        ledger: The ledger: a path, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.
        format: text, markdown, html or json; by default text, and json in a pipe.
    """
    found = load(a, b, as_of, ledger, ("calendar", "contacts") if ics else ("calendar",))
    if ics is None:
        show_parts(found, format, "calendar")
        return
    from dragoman.dossier.called_off import with_called_off
    from dragoman.export import ical

    found = with_called_off(found)
    if str(ics) == "-":
        import sys

        ical.write(found, sys.stdout.buffer)
        return
    try:
        with ics.open("wb") as file:
            written = ical.write(found, file)
    except OSError as error:
        raise InputError(
            f"{ics}: cannot be written ({error.strerror}); name another file"
        ) from error
    left_out = len(found.calendar) - written
    told = f"{written} entries written to {ics}"
    terminal.note(told + (f", {left_out} without a date left out" if left_out else ""))
