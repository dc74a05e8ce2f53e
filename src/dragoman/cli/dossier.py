"""`dragoman dossier`, and its parts as commands of their own: the state of a relationship."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Literal

from dragoman.cli import terminal
from dragoman.cli.given import day
from dragoman.dossier import Dossier
from dragoman.dossier.parts import PARTS, only
from dragoman.errors import InputError

Format = Literal["text", "markdown", "html", "json"]


def dossier(
    a: str,
    b: str,
    /,
    *,
    as_of: str | None = None,
    ledger: str | None = None,
    format: Format | None = None,
    all: bool = False,
) -> None:
    """The state of the relationship of two states, with the reports behind each line.

    Args:
        a: One state, by name or code.
        b: The other.
        as_of: The day on which it is asked (2024-01-15); later reports are not seen.
        ledger: The ledger: a path, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.
        format: text, markdown, html or json; by default text, and json in a pipe.
        all: Every line of each part, however many.
    """
    show_parts(load(a, b, as_of, ledger, every=all), format, every=all)


def _part(name: str) -> Callable[..., None]:
    """The command that shows one part of the dossier."""
    part = PARTS[name]

    def command(
        a: str,
        b: str,
        /,
        *,
        as_of: str | None = None,
        ledger: str | None = None,
        format: Format | None = None,
    ) -> None:
        show_parts(load(a, b, as_of, ledger, part.fields), format, *part.fields)

    command.__name__ = name
    command.__doc__ = f"""{part.line}

    Args:
        a: One state, by name or code.
        b: The other.
        as_of: The day on which it is asked (2024-01-15); later reports are not seen.
        ledger: The ledger: a path, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.
        format: text, markdown, html or json; by default text, and json in a pipe.
    """
    return command


contacts, positions, agenda = (_part(name) for name in ("contacts", "positions", "agenda"))


def load(
    a: str,
    b: str,
    as_of: str | None,
    ledger: str | None,
    parts: Collection[str] = (),
    every: bool = False,
) -> Dossier:
    """The dossier of two states, or some parts of it, out of a ledger that is there.

    With `every`, all reports that name both are read whole, and not the newest of them only.

    Raises:
        InputError: a state is unknown, or the day is none.
        LedgerError: there is no such ledger.
    """
    from dragoman.dossier import side
    from dragoman.ledger import Ledger
    from dragoman.ledger.holding import MOST

    # A slip in what was typed is told before a missing ledger.
    if side(a) == side(b):
        raise InputError(f"{a} and {b} are the same state; give two")
    as_of = day(as_of, "--as-of")
    with Ledger(ledger, create=False) as kept:
        return kept.dossier(a, b, as_of=as_of, parts=parts, most=None if every else MOST)


def show_parts(found: Dossier, format: Format | None, *parts: str, every: bool = False) -> None:
    """Shows a dossier, or only the parts named, all lines of which are shown."""
    chosen = format or ("json" if terminal.piped() else "text")
    limit = {"limit": None} if every or parts else {}
    if chosen == "json":
        terminal.write_json(only(found, *parts))
    elif chosen == "markdown":
        from dragoman.dossier.render_markdown import render_markdown

        terminal.write(render_markdown(found, only=parts, **limit))
    elif chosen == "html":
        from dragoman.dossier.render_html import render_html

        terminal.write(render_html(found, only=parts, **limit))
    else:
        from dragoman.dossier.render_text import render_text

        terminal.show(render_text(found, only=parts, **limit))
