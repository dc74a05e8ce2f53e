"""A record laid out for people: each fact with its words, and the words that bear it marked.

The trigger of an event stands between « and » in its sentence, so that the mark survives a pipe;
in a terminal it is bold as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dragoman.codes import Stance
from dragoman.record import Actor, Event, Meeting, Quotation, Record, Voice
from dragoman.report import Span


def record_layout(record: Record) -> RenderableType:
    """The whole record, part by part; parts without a fact are left out."""
    parts: list[RenderableType] = [Rule(record.title or record.id, align="left"), _source(record)]
    for heading, lines in (
        ("Events", _events(record)),
        ("Who says what", _quotations(record)),
        ("Standing mechanisms", _mechanisms(record)),
        ("Ahead", _scheduled(record)),
        ("Signals", _signals(record)),
        ("What the relationship is called", _characterisations(record)),
        ("People", _people(record)),
    ):
        told = list(lines)
        if told:
            parts += [Text(f"\n{heading}", style="bold"), *(Padding(t, (0, 0, 0, 2)) for t in told)]
    if record.language != "en" and not record.sentences:
        parts.append(Text("\nThis report is not in English: it can be kept, but not yet read."))
    elif not record.events:
        parts.insert(2, Text("\nNothing between states was found in this report."))
    return Group(*parts)


def marked(sentence: Span, trigger: Span) -> Text:
    """A sentence with its trigger marked."""
    start, end = trigger.start - sentence.start, trigger.end - sentence.start
    text = sentence.text
    found = Text(style="italic")
    if 0 <= start < end <= len(text):
        found.append(_spaced(text[:start]))
        found.append(f"«{_spaced(text[start:end])}»", style="bold")
        found.append(_spaced(text[end:]))
    else:
        found.append(_plain(text))
    return found


def chain(voices: Sequence[Voice]) -> str:
    """Who says so, outermost first: "Tass ‹ the Kremlin"."""
    return " ‹ ".join(
        v.text + (f" ({v.stance})" if v.stance is not Stance.ASSERTS else "") for v in voices
    )


def _source(record: Record) -> Text:
    day = record.published
    if day is None and record.dated is not None:
        day = f"undated; written {record.dated.edtf}"
    told = [record.publisher, day, record.url, f"report {record.id}"]
    return Text(" · ".join(t for t in told if t), style="dim")


def _events(record: Record) -> Iterator[RenderableType]:
    for event in record.events:
        yield _event(event)
        below = [_sides(event), *_details(event), marked(event.evidence, event.trigger)]
        yield from (Padding(line, (0, 0, 0, 4)) for line in below)


def _event(event: Event) -> Text:
    line = Text()
    line.append(f"{event.when or 'no date':<12} ", style="cyan")
    line.append(str(event.type), style="bold")
    details = [event.mode, event.channel if event.channel != event.mode else None, event.level]
    told = ", ".join(str(d) for d in details if d)
    line.append(f" {told}" if told else "")
    line.append(f"  {event.status}".replace("_", " "), style="yellow")
    if event.where is not None:
        line.append(f"  in {event.where.text}")
    if event.background:
        line.append("  background", style="dim")
    return line


def _sides(event: Event) -> Text:
    sides = " + ".join(_actor(a) for a in event.actors) or "?"
    if event.recipients:
        sides += " → " + " + ".join(_actor(a) for a in event.recipients)
    return Text(sides)


def _details(event: Event) -> Iterator[Text]:
    if event.says:
        yield Text(f"says {chain(event.says)}", style="magenta")
    if event.topics:
        yield Text("on " + "; ".join(_plain(t.text) for t in event.topics), style="green")


def _actor(actor: Actor) -> str:
    office = f"{actor.office} " if actor.office and actor.name else ""
    name = f"{office}{actor.name}" if actor.name else _plain(actor.text)
    return f"{name} [{actor.state}]" if actor.state else name


def _quotations(record: Record) -> Iterator[Text]:
    for quotation in record.quotations:
        yield _quotation(quotation)


def _quotation(quotation: Quotation) -> Text:
    through = " ‹ ".join(_plain(s.text) for s in quotation.chain)
    source = " ".join(_plain(s.text) for s in quotation.source) or "somebody"
    line = Text()
    line.append((f"{through} ‹ " if through else "") + source, style="magenta")
    line.append(f" {_plain(quotation.cue.text) if quotation.cue is not None else ''}: ")
    line.append(" … ".join(_plain(s.text) for s in quotation.content), style="italic")
    if quotation.stance is not Stance.ASSERTS:
        line.append(f" ({quotation.stance})")
    return line


def _mechanisms(record: Record) -> Iterator[Text]:
    for m in record.mechanisms:
        told = [m.name, m.kind, "–".join(m.parties), f"hosts {m.hosts}" if m.hosts else None]
        told += [
            f"no. {m.ordinal}" if m.ordinal else None,
            f"{m.count} so far" if m.count else None,
        ]
        told += [_meeting("last", m.last), _meeting("next", m.next)]
        yield Text("; ".join(str(t) for t in told if t))


def _meeting(word: str, meeting: Meeting | None) -> str | None:
    if meeting is None:
        return None
    told = [word, meeting.when, meeting.where, "(implied)" if meeting.implied else None]
    return " ".join(t for t in told if t)


def _scheduled(record: Record) -> Iterator[Text]:
    for s in record.scheduled:
        line = Text()
        line.append(f"{s.when or 'no date':<12} ", style="cyan")
        where = f" in {s.where.text}" if s.where is not None else ""
        line.append(f"{s.name} ({s.kind}) {'–'.join(s.who)}{where}  {s.status}")
        yield line


def _signals(record: Record) -> Iterator[Text]:
    for s in record.signals:
        ends = " → ".join(e or "?" for e in (s.source, s.target)) if s.source or s.target else ""
        line = Text(f"{s.direction:<5}{s.what}  {ends}")
        line.append(f"  {s.period}" if s.period else "", style="cyan")
        line.append(f"  says {chain(s.says)}" if s.says else "", style="magenta")
        yield line


def _characterisations(record: Record) -> Iterator[Text]:
    for c in record.characterisations:
        line = Text()
        line.append(_plain(c.text), style="italic")
        line.append(f"  says {chain(c.says)}" if c.says else "  the report", style="magenta")
        yield line


def _people(record: Record) -> Iterator[Text]:
    for p in record.people:
        told = [p.name, p.office, f"[{p.state}]" if p.state else None]
        told.append("a candidate" if p.candidacy is not None else None)
        yield Text(", ".join(t for t in told if t))


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _plain(text: str) -> str:
    return " ".join(text.split())
