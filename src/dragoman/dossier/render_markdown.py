"""A dossier as Markdown, for a file, a mail or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.dossier.lines import MANY, Line, once, source_words
from dragoman.dossier.model import Attested, Dossier
from dragoman.dossier.page import page

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")
SOURCES = 5


def render_markdown(dossier: Dossier, *, limit: int | None = MANY, only: Iterable[str] = ()) -> str:
    """The dossier as Markdown; a report with an address is linked.

    Args:
        dossier: What to write.
        limit: At most so many lines a section; None for all.
        only: Keys of the sections to write; all without.
    """
    shown = page(dossier, limit, only)
    parts = [f"# {_safe(shown.title)}", "", _safe(shown.basis), ""]
    parts += [f"- {_safe(line)}" for line in shown.summary]
    for section in shown.sections:
        parts += ["", f"## {section.title}", ""]
        if not section.lines:
            parts.append(f"*{section.empty}*")
        for line in section.lines:
            parts += _line(line)
        if section.more:
            parts += ["", f"*… and {section.more} more*"]
    return "\n".join(parts).strip() + "\n"


def _line(line: Line) -> list[str]:
    marks = "".join(f" *[{_safe(m)}]*".replace("[", r"\[").replace("]", r"\]") for m in line.marks)
    parts = [f"- **{_safe(line.lead)}** {_safe(line.text)}{marks}"]
    parts += [f"  - {_safe(d)}" for d in line.details]
    word = f"{line.word} · event `{line.id}`" if line.id and line.word else line.word
    sources = "; ".join(_source(s) for s in once(line.sources)[:SOURCES])
    if len(once(line.sources)) > SOURCES:
        sources += f"; and {len(once(line.sources)) - SOURCES} more"
    told = ". ".join(p for p in (_safe(word) if not line.id else word, sources) if p)
    if told:
        parts.append(f"  - <small>{told}</small>")
    return parts


def _source(source: Attested) -> str:
    words = _safe(source_words(source))
    if source.url and re.match(r"https?://[^\s<>()]+$", source.url):
        return f"{words} ([open]({source.url}))"
    return words


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
