"""A dossier as a page: sections of lines in plain English, which every renderer shows alike."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.dossier.lines import MANY, Line, Page, Section, source_words
from dragoman.dossier.model import Dossier
from dragoman.dossier.phrasing import Writer

__all__ = ["MANY", "Line", "Page", "Section", "page", "source_words"]


def page(dossier: Dossier, limit: int | None = MANY, only: Iterable[str] = ()) -> Page:
    """Writes a dossier as a page.

    Args:
        dossier: What to write.
        limit: At most so many lines a section; None for all.
        only: Keys of the sections to show; all without. They are contacts, mechanisms, calendar,
            agenda, promises, positions, acts, signals, character and people.
    """
    writer = Writer(dossier)
    wanted = set(only)
    sections = [s for s in writer.sections(limit) if not wanted or s.key in wanted]
    return Page(
        title=f"{writer.called(dossier.a)} – {writer.called(dossier.b)}",
        basis=writer.rests_on(),
        summary=() if wanted else writer.summary(),
        sections=tuple(sections),
    )
