"""The agenda: which matters, at how many contacts and agreements, in what words, when last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.codes import EventType, Status
from dragoman.dossier.contacts import between, matters
from dragoman.dossier.model import Topic
from dragoman.dossier.sourcing import of_tellings
from dragoman.dossier.words import alike, sort_key
from dragoman.merge import Merged

ON_AGENDA = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
"""What sets an agenda: contacts, and what was agreed or is done together."""

_NOT = frozenset({Status.DID_NOT_HAPPEN, Status.CANCELLED})
OTHER = "other matters"


def agenda(events: Iterable[Merged], a: str, b: str) -> tuple[Topic, ...]:
    """The matters between `a` and `b`, those of most events first.

    A matter is one of PLOVER's contexts; topics of events with no context stand under "other
    matters". Diplomacy itself, and what is named only in passing, set no agenda.
    """
    found: dict[str, list[Merged]] = {}
    for event in events:
        if event.type not in ON_AGENDA or not between(event, a, b) or event.status in _NOT:
            continue
        contexts = [c for c in event.contexts if c != "diplomatic"]
        if not contexts and matters(event):
            contexts = [OTHER]
        for context in contexts:
            found.setdefault(context, []).append(event)
    ordered = sorted(found.items(), key=lambda t: (t[0] == OTHER, -len(t[1]), t[0]))
    told: list[str] = []
    topics = []
    for name, mine in ordered:
        topic = _topic(name, mine)
        # What stands under one matter already is not said again under the next, unless it is all.
        fresh = tuple(w for w in topic.words if w not in told)
        topics.append(replace(topic, words=fresh or topic.words[:1]))
        told += fresh
    return tuple(topics)


def _topic(name: str, events: list[Merged]) -> Topic:
    latest_first = sorted(events, key=lambda e: sort_key(e.when), reverse=True)
    dated = [e.when for e in latest_first if e.when is not None]
    words: list[str] = []
    for event in latest_first:
        for topic in matters(event):
            if not any(alike(topic, w) for w in words):
                words.append(topic)
    return Topic(
        name=name,
        count=len(events),
        last=dated[0] if dated else None,
        words=tuple(words),
        events=tuple(e.id for e in latest_first),
        sources=tuple(dict.fromkeys(s for e in latest_first for s in of_tellings(e.tellings))),
    )
