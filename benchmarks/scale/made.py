"""Made-up records in any number: real sentences of the news, made-up pairs, people and days.

Event `n` is a function of its number and a seed, and so is each report that tells of it, so that a
million need no memory. Reports come in order of time, each tells of three events, and each event is
told by three reports of its days, in three sentences: one of four contacts names one side only, one
report in twenty prints another. Pairs are drawn by a falling weight, as in the news a few are much
told of and most seldom.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from benchmarks.quality.shared import rows
from dragoman.codes import Channel, EventType, Level, QuoteKind, ScheduledKind, Sector, Status
from dragoman.knowledge import load
from dragoman.record import Actor, Event, Person, Quotation, Record, Scheduled
from dragoman.report import Span

PER_REPORT = 3
"""Events that a report tells of, and reports that tell of an event."""

BLOCK = 300
"""Reports that share their events with none outside: what is written apart needs no other block."""

FIRST = date(2004, 1, 1)
DAYS = 7300
FALL = 0.8
"""The state of rank n is drawn with a weight of 1 / n to this power."""

TYPES = [EventType.CONSULT] * 5 + [
    EventType.ACCUSE,
    EventType.AGREE,
    EventType.SUPPORT,
    EventType.SANCTION,
    EventType.REQUEST,
    EventType.COOPERATE,
    EventType.ASSAULT,
    EventType.AID,
]
CHANNELS = (Channel.PHONE, Channel.MEETING, Channel.VISIT, Channel.TALKS, None)
NAMES = "Adler Bruno Castro Duarte Egger Fonseca Grau Hoxha Ilves Janda Kovac Lindt".split()


def records(number: int, of: int, seed: int = 7, start: int = 0) -> Iterator[Record]:
    """Records `start` to `start + number` of a ledger of `of` reports."""
    for n in range(start, start + number):
        yield record(n, of, seed)


def record(n: int, of: int, seed: int = 7) -> Record:
    """Report `n`; one in twenty prints the report before it."""
    chance = random.Random(seed * 1_000_003 + n)
    if n % 20 == 19:
        copied = record(n - 1, of, seed)
        return replace(
            copied,
            id=_name(n),
            text=f"{copied.text} (Agencies)",
            record_id=_hash(_name(n)),
            publisher=f"Outlet {chance.randrange(97)}",
        )
    block, place = divmod(n, BLOCK)
    size = min(BLOCK, of - block * BLOCK)
    text, events, spans = "", [], []
    for k in range(PER_REPORT):
        told = block * BLOCK + (place + k) % size
        held, event = _telling(told, k, len(text), chance, of, seed)
        text += f"{held.text} "
        events.append(event)
        spans.append(held)
    closing = f"Report {n} adds: {chance.choice(_sentences())}"
    spans.append(Span(closing, len(text), len(text) + len(closing)))
    text += closing
    speaker = events[0].actors[0]
    said = spans[-1]
    day = _day(n, of) + timedelta(days=1)
    return Record(
        id=_name(n),
        text=text,
        record_id=_hash(_name(n)),
        reader={"version": "benchmark"},
        publisher=f"Outlet {chance.randrange(97)}",
        published=day.isoformat(),
        language="en",
        events=tuple(events),
        quotations=(
            Quotation((events[0].trigger,), None, (said,), QuoteKind.INDIRECT, speaker=speaker),
        ),
        scheduled=_scheduled(spans[0], events[0], day) if n % 33 == 0 else (),
        people=tuple(
            Person(a.name, a.text, spans[0].start, spans[0].end, a.state, a.sector, a.office)
            for a in events[0].actors
            if a.name
        ),
        sentences=tuple(spans),
    )


def _telling(
    told: int, k: int, start: int, chance: random.Random, of: int, seed: int
) -> tuple[Span, Event]:
    """What telling `k` of event `told` says, in its own words."""
    own = random.Random(seed * 7_000_003 + told)
    a, b = pair(own)
    kind, channel = own.choice(TYPES), own.choice(CHANNELS)
    matter = " ".join(own.choice(_sentences()).split()[2:6]).strip(".,")
    day = _day(told, of)
    named = own.random() < 0.7
    one, two = (_actor(code, own.randrange(len(NAMES)) if named else None) for code in (a, b))
    contact = kind is EventType.CONSULT
    line = f"{one.text} and {two.text}, on {matter}: {chance.choice(_sentences())}"
    held = Span(line, start, start + len(line))
    lone = contact and told % 4 == 0 and k == 2
    status = Status.PLANNED if contact and own.random() < 0.1 else Status.HAPPENED
    return held, Event(
        id=f"{kind.lower()}-{start}",
        type=kind,
        status=status,
        trigger=Span(line[:10], start, start + 10),
        evidence=held,
        actors=(two,) if lone else (one, two) if contact else (one,),
        recipients=() if contact else (two,),
        when=day.isoformat(),
        channel=channel if contact else None,
        level=Level.MINISTERS if contact else None,
        confidence=round(0.5 + own.random() / 2, 3),
    )


def _scheduled(held: Span, event: Event, day: date) -> tuple[Scheduled, ...]:
    who = tuple(event.states()[:1])
    when = (day + timedelta(days=60)).isoformat()
    return (Scheduled(ScheduledKind.ELECTION, "general election", held, who, when),)


def _actor(code: str, name: int | None) -> Actor:
    known = load().code_name(code)
    if name is None:
        return Actor(known, code, Sector.GOV)
    return Actor(f"{NAMES[name]} of {known}", code, Sector.GOV, f"{code} {NAMES[name]}", "minister")


def _day(event: int, of: int) -> date:
    return FIRST + timedelta(days=event * DAYS // max(of, 1))


def _name(n: int) -> str:
    return f"r{n:08d}"


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """Codes of states, the likeliest first; which is which is made up."""
    found = sorted(load().states)
    random.Random(1).shuffle(found)
    return tuple(found)


@lru_cache(maxsize=1)
def _weights() -> list[float]:
    return list(accumulate(1 / (n + 1) ** FALL for n in range(len(codes()))))


def pair(chance: random.Random) -> tuple[str, str]:
    """Two states, the common ones more often."""
    while True:
        a, b = chance.choices(codes(), cum_weights=_weights(), k=2)
        if a != b:
            return a, b


@lru_cache(maxsize=1)
def _sentences() -> list[str]:
    """Sentences of the news, of a middling length."""
    found = []
    for row in rows("news/wikipedia_current_events_2015_2025.jsonl"):
        found += [s.strip() + "." for s in row["text"].split(". ") if 60 < len(s) < 200]
    return found
