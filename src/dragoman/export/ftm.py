"""Entities of FollowTheMoney, one a line of JSON, for Aleph, OpenSanctions' tools and nomenklatura.

An event is an `Event` (a visit a `Trip`), with the persons, states and organisations of its sides
in `involved`; each report is an `Article`, and a `Documentation` joins the two: `summary` holds the
words that tell of the event, `role` their place in the report, `description` who says so. The model
has no status, so it stands in `keywords` with the type, and what is not settled says so in `name`.
What did not happen would be taken for an event, and is left out. Ids are hashes of what an entity
is, so that entities of one person out of two exports are one.

Source: FollowTheMoney's schemata, https://followthemoney.tech/explorer/
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from dragoman.codes import Channel
from dragoman.export.shared import NOT_SO, chain, days, flat, heading, where_told
from dragoman.knowledge import load
from dragoman.merge import Merged, Source, Telling
from dragoman.record import Actor

Entity = dict[str, Any]


def write(events: Iterable[Merged], file: BinaryIO) -> int:
    """Writes events and all that they involve as entities, each once.

    Args:
        events: What to write.
        file: Open for writing in binary.

    Returns:
        How many entities were written.
    """
    seen: set[str] = set()
    for event in events:
        for entity in entities(event):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                file.write(msgspec.json.encode(entity) + b"\n")
    return len(seen)


def entities(event: Merged) -> Iterator[Entity]:
    """The event as an entity, after those that it refers to; none of what did not happen."""
    if event.status is NOT_SO:
        return
    sides = [_side(a) for a in (*event.actors, *event.recipients)]
    yield from sides
    articles = {s.report: _article(s) for s in event.sources}
    yield from articles.values()
    first, last, known = days(event)
    place = event.where
    told = _entity(
        "Trip" if event.channel is Channel.VISIT else "Event",
        _id("event", event.id),
        name=heading(event),
        startDate=first if known else None,
        endDate=last if known and last != first else None,
        involved=[s["id"] for s in sides],
        location=place.text if place is not None else None,
        country=[_country(s) for s in event.states],
        keywords=[event.type, event.mode, event.status, event.channel, event.level],
        summary=event.main.event.evidence.text,
        notes=event.notes,
        recordId=event.id,
        proof=[a["id"] for a in articles.values()],
        publisher=sorted({s.publisher for s in event.sources if s.publisher}),
        sourceUrl=[s.url for s in event.sources],
    )
    yield told
    for telling in event.tellings:
        yield _documentation(telling, told["id"], articles[telling.source.report]["id"])


def _side(actor: Actor) -> Entity:
    known = load()
    state = actor.state
    if actor.name is not None:
        return _entity(
            "Person",
            _id("person", state or "", actor.name.casefold()),
            name=actor.name,
            country=_country(state),
            position=actor.office,
        )
    organisation = known.organisation(state) if state is not None else None
    if organisation is not None and organisation.international:
        return _entity("Organization", _id("body", state or ""), name=organisation.name)
    if state is None:
        return _entity("LegalEntity", _id("side", actor.text.casefold()), name=actor.text)
    name = known.code_name(state)
    return _entity("PublicBody", _id("body", state), name=name, country=_country(state))


def _article(source: Source) -> Entity:
    return _entity(
        "Article",
        _id("report", source.report),
        title=source.title,
        publisher=source.publisher,
        publishedAt=source.published,
        sourceUrl=source.url,
        language=source.language,
        messageId=source.report,
    )


def _documentation(telling: Telling, event: str, article: str) -> Entity:
    return _entity(
        "Documentation",
        _id("telling", telling.id),
        document=article,
        entity=event,
        role=where_told(telling),
        date=telling.source.published,
        summary=telling.event.evidence.text,
        description=chain(telling.chain),
    )


def _country(state: str | None) -> str | None:
    """The code that FollowTheMoney has for a state: ISO's two letters."""
    found = load().states.get(state) if state is not None else None
    return found.alpha2.casefold() if found is not None else None


def _id(*parts: str) -> str:
    return "dragoman-" + hashlib.sha1("\x1f".join(parts).encode()).hexdigest()


def _entity(schema: str, id: str, **properties: Any) -> Entity:
    """An entity as JSON: each property is a list of texts, those without a value left out."""
    held = {}
    for name, value in properties.items():
        values = value if isinstance(value, (list, tuple)) else [value]
        texts = [flat(str(v)) for v in values if v is not None]
        if kept := list(dict.fromkeys(t for t in texts if t)):
            held[name] = kept
    return {"id": id, "schema": schema, "properties": held}
