"""What a page is made of: sections of lines, each with details, whose word it is, and sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.dossier.model import Attested
from dragoman.dossier.words import day_words

MANY = 12
"""Lines of a section that a page shows unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `lead` is its date or heading, `marks` are words such as "planned" or "overdue"."""

    lead: str
    text: str
    marks: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    word: str = ""
    sources: tuple[Attested, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page; `more` lines were left out, `empty` is said where there is none."""

    key: str
    title: str
    lines: tuple[Line, ...]
    more: int
    empty: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: title, a sentence on what it rests on, the state of play in a few lines, sections."""

    title: str
    basis: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]


def once(sources: Iterable[Attested]) -> tuple[Attested, ...]:
    """Sources with each report and chain once, the first passage of each."""
    seen: dict[tuple[object, ...], Attested] = {}
    for source in sources:
        seen.setdefault((source.report, source.chain), source)
    return tuple(seen.values())


def source_words(source: Attested) -> str:
    """A source in words: publisher, day, the chain of those who say it, and the report's id."""
    day = source.published[:10] if source.published else source.dated
    shown = source.publisher or source.title or "report"
    parts = [shown, day_words(day) if day else "undated"]
    if source.chain:
        said = [
            f"{link.text}{' (denies)' if link.stance == 'denies' else ''}"
            f"{' (doubts)' if link.stance == 'doubts' else ''}"
            for link in reversed(source.chain)
        ]
        parts.append("citing " + ", through ".join(said))
    if source.copy_of is not None:
        parts.append(f"a copy of {shortened(source.copy_of)}")
    return f"{', '.join(parts)} [{shortened(source.report)}]"


def clipped(words: str, most: int = 240) -> str:
    """Words cut at a space after `most` characters, for the eye; JSON has them in full."""
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + " …"


def shortened(name: str, most: int = 40) -> str:
    """A long id with its middle left out, for the eye; JSON has it in full."""
    return name if len(name) <= most else f"{name[: most - 12]}…{name[-11:]}"
