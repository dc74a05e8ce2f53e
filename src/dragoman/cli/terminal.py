"""Where output goes: a person at a terminal, or the next program in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from cyclopts import Parameter

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress


AsJson = Annotated[bool | None, Parameter(negative="--no-json")]
"""The option of a command that writes JSON: asked for, refused, or left to where output goes."""


def as_json(asked: bool | None) -> bool:
    """Whether to write JSON: as asked, else where standard output is no terminal."""
    return piped() if asked is None else asked


def piped() -> bool:
    """True where standard output is no terminal."""
    return not sys.stdout.isatty()


def console() -> Console:
    """What people read goes through here. In a pipe it is 100 columns wide and has no colours."""
    from rich.console import Console

    class Ours(Console):
        def on_broken_pipe(self) -> None:
            raise  # called while one is handled; `main` knows what to do with it

    width = 100 if piped() else None
    return Ours(file=sys.stdout, highlight=False, soft_wrap=False, width=width)


def show(thing: RenderableType) -> None:
    """Shows something to a person; in a pipe without the spaces that fill a line up."""
    if not piped():
        console().print(thing)
        return
    shown = console()
    with shown.capture() as held:
        shown.print(thing)
    write("".join(f"{line.rstrip()}\n" for line in held.get().splitlines()))


def write_json(data: Any, indent: bool = False) -> None:
    """Writes JSON and a line end; one line for a program, indented for a person."""
    line = msgspec.json.encode(data)
    write(
        msgspec.json.format(line, indent=2 if indent else 0).decode() if indent else line.decode()
    )


def write(text: str) -> None:
    """Writes text as it is, with a line end."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def note(message: str) -> None:
    """A line on standard error: what could not be used, what was done."""
    print(message, file=sys.stderr)


def progress(unit_is_bytes: bool) -> Progress:
    """A bar on standard error; it stays away where that is no terminal."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = [TextColumn("{task.description}"), BarColumn()]
    if unit_is_bytes:
        columns += [TaskProgressColumn(), TimeRemainingColumn()]
    columns.append(TextColumn("{task.fields[told]}"))
    quiet = not sys.stderr.isatty()
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet)
