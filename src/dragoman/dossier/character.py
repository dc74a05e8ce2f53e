"""Signals, and what each side calls the relationship over time."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.dossier.model import Movement, Name
from dragoman.dossier.sourcing import attested, basis, word_of
from dragoman.dossier.words import alike
from dragoman.merge import Source
from dragoman.record import Record
from dragoman.report import Span


def signals(
    records: Iterable[Record], sources: dict[str, Source], a: str, b: str
) -> tuple[Movement, ...]:
    """Quantities that move between `a` and `b`, by report, the latest first."""
    found: dict[tuple[str, str | None, str | None, str | None], Movement] = {}
    for record in sorted(records, key=lambda r: (r.published or "", r.id)):
        for signal in record.signals:
            ends = {signal.source, signal.target} - {None}
            if not ends or not ends <= {a, b}:
                continue
            held = attested(
                sources[record.id], Span(signal.text, signal.start, signal.end), signal.says
            )
            key = (
                " ".join(signal.what.casefold().split()),
                str(signal.direction),
                signal.source,
                signal.period,
            )
            before = found.get(key)
            all_sources = (*before.sources, held) if before is not None else (held,)
            found[key] = Movement(
                what=signal.what,
                direction=signal.direction,
                source=signal.source,
                target=signal.target,
                period=signal.period,
                words=" ".join(signal.text.split()),
                basis=basis(all_sources, a, b),
                sources=all_sources,
            )
    return tuple(sorted(found.values(), key=lambda m: m.sources[-1].published or "", reverse=True))


def character(
    records: Iterable[Record], sources: dict[str, Source], a: str, b: str
) -> tuple[Name, ...]:
    """What the relationship is called, by whom, in order of the reports' days."""
    found: list[Name] = []
    for record in sorted(records, key=lambda r: (r.published or "", r.id)):
        source = sources[record.id]
        for said in record.characterisations:
            if not _of_pair(record, said.parties, a, b):
                continue
            held = attested(source, Span(said.text, said.start, said.end), said.says)
            by = word_of(held)
            words = " ".join(said.text.split())
            if source.copy_of is not None and any(n.words == words for n in found):
                continue
            found.append(
                Name(
                    words=words,
                    by=by if by != "?" else None,
                    speaker=held.chain[-1].text if held.chain else source.publisher,
                    when=source.day,
                    basis=basis([held], a, b),
                    sources=(held,),
                )
            )
    return tuple(_joined(found, a, b))


def _of_pair(record: Record, parties: tuple[str, ...], a: str, b: str) -> bool:
    if parties:
        return {a, b} <= set(parties)
    dyads = {d for e in record.events if not e.background for d in e.dyads()}
    return dyads == {(min(a, b), max(a, b))}


def _joined(names: list[Name], a: str, b: str) -> list[Name]:
    """The same words from the same mouth stand once, since the first day, with all reports."""
    kept: list[Name] = []
    for name in names:
        for i, other in enumerate(kept):
            if other.by == name.by and alike(other.words, name.words, 0.9):
                sources = (*other.sources, *name.sources)
                kept[i] = Name(
                    other.words,
                    other.by,
                    other.speaker,
                    other.when,
                    basis(sources, a, b),
                    sources,
                )
                break
        else:
            kept.append(name)
    return kept
