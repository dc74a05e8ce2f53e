"""Records made by hand, for tests of what stands on them: every span is cut out of the text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dragoman.codes import (
    Channel,
    Direction,
    EventType,
    Level,
    MechanismKind,
    QuoteKind,
    ScheduledKind,
    Sector,
    Stance,
    Status,
)
from dragoman.record import (
    Actor,
    Characterisation,
    Event,
    Mechanism,
    Meeting,
    Person,
    Place,
    Quotation,
    Record,
    Scheduled,
    Signal,
    Voice,
)
from dragoman.report import Span


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(words, start, start + len(words))


def sentence(text: str, words: str) -> Span:
    start = text.index(words)
    first = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    end = text.find(". ", start)
    end = len(text) if end < 0 else end + 1
    return Span(text[first:end], first, end)


def actor(state: str, name: str | None = None, office: str | None = None) -> Actor:
    return Actor(name or state, state, Sector.GOV, name, office)


def voice(text: str, state: str | None = None, stance: Stance = Stance.ASSERTS) -> Voice:
    return Voice(text, state, stance)


def event(text: str, trigger: str, **given: Any) -> Event:
    """A contact that happened, unless told otherwise; `topics` are words of `text`."""
    where = given.pop("where", None)
    place = Place(where[0], where[1]) if isinstance(where, tuple) else where
    topics = tuple(span(text, t) for t in given.pop("topics", ()))
    kind = given.pop("type", EventType.CONSULT)
    found = Event(
        id=f"{kind.lower()}-{text.index(trigger)}",
        type=kind,
        status=given.pop("status", Status.HAPPENED),
        trigger=span(text, trigger),
        evidence=sentence(text, trigger),
        topics=topics,
        where=place,
    )
    return replace(found, **given)


def call(text: str, when: str | None, a: Actor, b: Actor, **given: Any) -> Event:
    """A telephone call that the text names by "spoke"."""
    kept = {"channel": Channel.PHONE, "mode": "phone", "level": Level.LEADERS, **given}
    return event(text, kept.pop("trigger", "spoke"), when=when, actors=(a, b), **kept)


def record(
    text: str,
    id: str,
    events: Sequence[Event] = (),
    published: str | None = "2024-01-16",
    publisher: str | None = "The Courier",
    reader: str = "1",
    **given: Any,
) -> Record:
    name = hashlib.sha256(f"{id}{text}{reader}".encode()).hexdigest()[:16]
    return Record(
        id=id,
        text=text,
        record_id=name,
        reader={"version": reader},
        published=published,
        publisher=publisher,
        language="en",
        events=tuple(events),
        sentences=tuple(dict.fromkeys(sentence(text, text[i : i + 1]) for i in (0,) if text)),
        **given,
    )


def quotation(text: str, source: str, cue: str, content: str, speaker: Actor) -> Quotation:
    return Quotation(
        (span(text, source),),
        span(text, cue),
        (span(text, content),),
        QuoteKind.INDIRECT,
        speaker=speaker,
    )


def summit(text: str, name: str, parties: tuple[str, ...], **given: Any) -> Mechanism:
    last, following = given.pop("last", None), given.pop("next", None)
    return Mechanism(
        name=name,
        kind=given.pop("kind", MechanismKind.SUMMIT),
        evidence=sentence(text, name),
        parties=parties,
        last=Meeting(*last) if last else None,
        next=Meeting(*following) if following else None,
        **given,
    )


def election(text: str, name: str, state: str, when: str) -> Scheduled:
    return Scheduled(ScheduledKind.ELECTION, name, sentence(text, name), (state,), when)


def signal(text: str, words: str, what: str, source: str, target: str) -> Signal:
    held = span(text, words)
    return Signal(what, Direction.UP, words, held.start, held.end, source, target)


def called(text: str, words: str, *parties: str, says: tuple[Voice, ...] = ()) -> Characterisation:
    held = span(text, words)
    return Characterisation(words, held.start, held.end, says, tuple(parties))


def person(text: str, words: str, name: str, state: str, office: str | None) -> Person:
    held = span(text, words)
    return Person(name, words, held.start, held.end, state, Sector.GOV, office)
