"""Where each side stands on third matters, and what it has not said.

A position is what a side's support, accusation, refusal, threat or demand says of somebody other
than the two, or a statement of it in a sentence that names one. A silence is an act that a report
says has not happened, of one side toward anybody, the other side included.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import zip_longest

from dragoman.codes import EventType, Status
from dragoman.dossier.model import Position
from dragoman.dossier.names import named_states
from dragoman.dossier.sourcing import attested, basis, of_tellings
from dragoman.dossier.words import alike, stems
from dragoman.merge import Merged, Source
from dragoman.record import Quotation, Record, Voice
from dragoman.report import Span

LEAST = 3
"""Content words that a statement must have: "the decision" is no position."""

LONG = 2
"""Sentences past which a statement is a speech, of which only a part is shown."""

STANCES: dict[EventType, str] = {
    EventType.SUPPORT: "supports",
    EventType.ACCUSE: "accuses",
    EventType.REJECT: "rejects",
    EventType.THREATEN: "threatens",
    EventType.REQUEST: "makes demands of",
}


def positions(
    records: Iterable[Record],
    events: Iterable[Merged],
    sources: dict[str, Source],
    a: str,
    b: str,
    day: date | None,
) -> tuple[Position, ...]:
    """Silences of either side, then positions of `a` and `b` by turns, the latest first."""
    found: list[Position] = []
    for event in events:
        for side in (a, b):
            if any(x.state == side for x in event.actors):
                position = _of_event(event, side, a, b)
                if position is not None:
                    found.append(position)
    told = {(p.side, s.report, s.start) for p in found if not p.silent for s in p.sources}
    for record in records:
        for quotation in record.quotations:
            speaker = quotation.speaker
            if speaker is None or speaker.state not in (a, b):
                continue
            stated = _of_quotation(record, quotation, speaker.state, sources[record.id], a, b)
            if stated is not None and (stated.side, record.id, stated.sources[0].start) not in told:
                found.append(stated)
    found.sort(key=lambda p: (p.silent, p.when or ""), reverse=True)
    kept: list[Position] = []
    alike_by: dict[tuple[str, bool, str], list[Position]] = {}
    for position in found:
        keys = [(position.side, position.silent, code) for code in position.on]
        if not any(_repeats(position, other) for k in keys for other in alike_by.get(k, ())):
            kept.append(position)
            for key in keys:
                alike_by.setdefault(key, []).append(position)
    return tuple(_by_turns(kept, a, b))


def _by_turns(found: list[Position], a: str, b: str) -> list[Position]:
    """Silences first, then a position of each side by turns: neither crowds the other out."""
    silent = [p for p in found if p.silent]
    of_a = [p for p in found if not p.silent and p.side == a]
    of_b = [p for p in found if not p.silent and p.side == b]
    pairs = [p for both in zip_longest(of_a, of_b) for p in both if p is not None]
    return silent + pairs


def _of_event(event: Merged, side: str, a: str, b: str) -> Position | None:
    silent = event.status is Status.DID_NOT_HAPPEN
    # A contact that was not held stands among the contacts.
    if event.type not in STANCES and (not silent or event.type is EventType.CONSULT):
        return None
    on = [r.state for r in event.recipients if r.state and r.state != side]
    main = event.main.event
    on += third(" ".join(t.text for t in main.topics), a, b)
    thirds = tuple(dict.fromkeys(c for c in on if c not in (a, b)))
    if not silent and (not thirds or event.status in (Status.PLANNED, Status.POSSIBLE)):
        return None
    if not silent and any(r.state in (a, b) and r.state != side for r in event.recipients):
        return None  # what it does to the other side is an act between the two
    if silent and not thirds:
        thirds = tuple(dict.fromkeys([*third(main.evidence.text, a, b), *on]))
    sources = of_tellings(event.tellings)
    return Position(
        side=side,
        stance=STANCES.get(event.type, str(event.type).lower()),
        on=thirds,
        words=" ".join(main.evidence.text.split()),
        when=event.when,
        silent=silent,
        basis=basis(sources, a, b),
        sources=sources,
        event=event.id,
    )


def _of_quotation(
    record: Record, quotation: Quotation, side: str, source: Source, a: str, b: str
) -> Position | None:
    if not quotation.content:
        return None
    start, end = quotation.content[0].start, quotation.content[-1].end
    words = " … ".join(" ".join(c.text.split()) for c in quotation.content)
    on = third(words, a, b)
    inside = [s for s in record.sentences if s.start >= start - 1 and s.end <= end + 1]
    if len(inside) > LONG:
        # Of a whole speech, the sentence that first names somebody else is the position.
        named = next((s for s in inside if third(s.text, a, b)), None)
        if named is None:
            return None
        start, words, on = named.start, " ".join(named.text.split()), third(named.text, a, b)
    sentence = next((s for s in record.sentences if s.start <= start < s.end), None)
    if not on and sentence is not None:
        on = third(sentence.text, a, b)
    if not on or len(stems(words)) < LEAST:
        return None
    shown = sentence or Span(record.text[start:end], start, end)
    voices = [Voice(s.text) for s in quotation.chain]
    voices.append(Voice(" ".join(s.text for s in quotation.source), side, quotation.stance))
    stated = attested(source, shown, voices)
    return Position(
        side=side,
        stance="says",
        on=on,
        words=words,
        when=source.day,
        silent=False,
        basis=basis([stated], a, b),
        sources=(stated,),
    )


def _repeats(one: Position, two: Position) -> bool:
    """True of two positions of one side on one state that say the same."""
    return alike(one.words, two.words, 0.8)


def third(words: str, a: str, b: str) -> tuple[str, ...]:
    """Codes of states but `a` and `b` that a passage names, by name, adjective or capital."""
    return tuple(c for c in named_states(words, places=False) if c not in (a, b))
