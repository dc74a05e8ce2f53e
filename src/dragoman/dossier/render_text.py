"""A dossier for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.dossier.lines import MANY, Line, once, source_words
from dragoman.dossier.model import Dossier
from dragoman.dossier.page import page

_STYLES = {
    "overdue": "bold red",
    "silence": "magenta",
    "planned": "cyan",
    "postponed": "yellow",
    "cancelled": "red",
    "broken": "red",
    "kept": "green",
    "verbal conflict": "yellow",
    "material conflict": "red",
    "verbal cooperation": "green",
    "material cooperation": "green",
}
SOURCES = 3
"""Sources shown under a line; the rest are counted."""


def render_text(
    dossier: Dossier, *, limit: int | None = MANY, only: Iterable[str] = ()
) -> RenderableType:
    """The dossier as rich's renderables: print it on a `rich.console.Console`.

    Args:
        dossier: What to show.
        limit: At most so many lines a section; None for all.
        only: Keys of the sections to show; all without.
    """
    shown = page(dossier, limit, only)
    parts: list[RenderableType] = [
        Text(shown.title, style="bold underline"),
        Text(shown.basis, style="dim"),
    ]
    parts += [Text(f"• {line}") for line in shown.summary]
    for section in shown.sections:
        parts += [Text(), Text(section.title, style="bold")]
        if not section.lines:
            parts.append(Text(f"  {section.empty}", style="dim"))
        parts += [Padding(_line(x), (0, 0, 0, 2), expand=False) for x in section.lines]
        if section.more:
            parts.append(Text(f"  … and {section.more} more", style="dim"))
    return Group(*parts)


def plain_text(dossier: Dossier, *, limit: int | None = MANY, only: Iterable[str] = ()) -> str:
    """The dossier as text without colours, 100 columns wide."""
    console = Console(width=100, color_system=None, force_terminal=False)
    with console.capture() as held:
        console.print(render_text(dossier, limit=limit, only=only))
    return "\n".join(line.rstrip() for line in held.get().splitlines()) + "\n"


def _line(line: Line) -> RenderableType:
    first = Text()
    first.append(line.lead, style="bold")
    first.append("  ")
    first.append(line.text)
    for mark in line.marks:
        first.append(" ")
        first.append(f"[{mark}]", style=_STYLES.get(mark, "italic"))
    below: list[Text] = [Text(d) for d in line.details]
    sources = once(line.sources)[:SOURCES]
    if line.word or sources:
        rest = Text(style="dim")
        rest.append(line.word)
        if line.id:
            rest.append(f"{' · ' if line.word else ''}event {line.id}")
        if rest.plain:
            below.append(rest)
    below += [Text(f"⌙ {source_words(s)}", style="dim") for s in sources]
    more = len(once(line.sources)) - SOURCES
    if more > 0:
        below.append(Text(f"⌙ and {more} more report{'s' * (more > 1)}", style="dim"))
    return Group(first, *(Padding(b, (0, 0, 0, 4), expand=False) for b in below))
