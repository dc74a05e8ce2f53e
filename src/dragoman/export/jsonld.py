"""Events as JSON-LD: schema.org for what happened, PROV for whose word it is, offsets as Web
Annotation has them.

The document is one object with an `@graph`. An event is a `schema:Event` and a `prov:Entity`,
derived from its tellings; a telling is a `schema:Quotation`: the words, their place in the report
(`oa:TextPositionSelector`, in code points), what the report holds to be so, and the chain of those
who say it (`prov:wasAttributedTo`). What did not happen is no `schema:Event`. What those
vocabularies do not name has names of our own, under `urn:dragoman:term:`. The context is in the
document, so that nothing is fetched to read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO
from urllib.parse import quote

import msgspec

from dragoman.codes import Status
from dragoman.export.shared import NOT_SO, days, heading
from dragoman.knowledge import load
from dragoman.merge import Merged, Source, Telling
from dragoman.record import Actor, Place, Voice

Node = dict[str, Any]

CONTEXT: Node = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "term": "urn:dragoman:term:",
    "schema:startDate": {"@type": "xsd:date"},
    "schema:endDate": {"@type": "xsd:date"},
    "schema:url": {"@type": "@id"},
    "schema:eventStatus": {"@type": "@id"},
    "prov:wasDerivedFrom": {"@type": "@id"},
    "prov:wasQuotedFrom": {"@type": "@id"},
}
_STATUS = {
    Status.PLANNED: "https://schema.org/EventScheduled",
    Status.POSTPONED: "https://schema.org/EventPostponed",
    Status.CANCELLED: "https://schema.org/EventCancelled",
}


def write(events: Iterable[Merged], file: BinaryIO) -> int:
    """Writes events, their tellings and their reports as one JSON-LD document.

    Args:
        events: What to write, one at a time.
        file: Open for writing in binary.

    Returns:
        How many events were written.
    """
    file.write(b'{"@context":' + msgspec.json.encode(CONTEXT) + b',"@graph":[')
    seen: set[str] = set()
    count, between = 0, b"\n"
    for event in events:
        for node in nodes(event):
            if node["@id"] in seen:
                continue
            if node["@type"] == "schema:NewsArticle":  # others come once by themselves
                seen.add(node["@id"])
            file.write(between + msgspec.json.encode(node))
            between = b",\n"
        count += 1
    file.write(b"\n]}\n")
    return count


def nodes(event: Merged) -> Iterator[Node]:
    """The event, its tellings and their reports as nodes."""
    first, last, known = days(event)
    yield _node(
        event.id,
        "event",
        ["prov:Entity"] if event.status is NOT_SO else ["schema:Event", "prov:Entity"],
        {
            "schema:name": heading(event),
            "schema:startDate": first if known else None,
            "schema:endDate": last if known else None,
            "schema:eventStatus": _STATUS.get(event.status),
            "schema:location": _place(event.where),
            "schema:actor": [_side(a) for a in event.actors],
            "schema:participant": [_side(a) for a in event.recipients],
            "schema:about": list(event.topics),
            "term:type": event.type,
            "term:mode": event.mode,
            "term:status": event.status,
            "term:edtf": event.when,
            "term:channel": event.channel,
            "term:level": event.level,
            "term:context": list(event.contexts),
            "term:background": event.background,
            "term:note": list(event.notes),
            "prov:wasDerivedFrom": [_iri("telling", t.id) for t in event.tellings],
        },
    )
    for telling in event.tellings:
        yield _telling(telling)
    for source in event.sources:
        yield _report(source)


def _telling(telling: Telling) -> Node:
    event = telling.event
    report = _iri("report", telling.source.report)
    span = event.evidence
    return _node(
        telling.id,
        "telling",
        ["schema:Quotation", "prov:Entity"],
        {
            "schema:text": span.text,
            "prov:wasQuotedFrom": report,
            "oa:hasTarget": {
                "oa:hasSource": {"@id": report},
                "oa:hasSelector": {
                    "@type": "oa:TextPositionSelector",
                    "oa:start": span.start,
                    "oa:end": span.end,
                },
            },
            "term:trigger": event.trigger.text,
            "term:status": event.status,
            "term:edtf": event.when,
            "term:confidence": event.confidence,
            "prov:wasAttributedTo": [_voice(v, i) for i, v in enumerate(telling.chain)],
        },
    )


def _report(source: Source) -> Node:
    return _node(
        source.report,
        "report",
        "schema:NewsArticle",
        {
            "schema:headline": source.title,
            "schema:datePublished": source.published,
            "schema:publisher": (
                {"@type": "schema:Organization", "schema:name": source.publisher}
                if source.publisher
                else None
            ),
            "schema:inLanguage": source.language,
            "schema:url": quote(source.url, safe=":/?#[]@!$&'()*+,;=%") if source.url else None,
            "prov:wasDerivedFrom": (
                _iri("report", source.copy_of) if source.copy_of is not None else None
            ),
        },
    )


def _voice(voice: Voice, place: int) -> Node:
    return _known(
        {
            "@type": "prov:Agent",
            "schema:name": voice.text,
            "term:state": voice.state,
            "term:stance": voice.stance,
            "term:place": place,
        }
    )


def _side(actor: Actor) -> Node:
    state = actor.state
    if actor.name is not None:
        country = {"@type": "schema:Country", "schema:identifier": state} if state else None
        return _known(
            {
                "@type": "schema:Person",
                "schema:name": actor.name,
                "schema:jobTitle": actor.office,
                "schema:nationality": country,
                "term:sector": actor.sector,
            }
        )
    kind = "schema:Country" if state in load().states else "schema:Organization"
    return _known(
        {
            "@type": kind,
            "schema:name": load().code_name(state) if state else actor.text,
            "schema:identifier": state,
            "term:sector": actor.sector,
        }
    )


def _place(place: Place | None) -> Node | None:
    if place is None:
        return None
    geo = None
    if place.latitude is not None and place.longitude is not None:
        geo = {
            "@type": "schema:GeoCoordinates",
            "schema:latitude": place.latitude,
            "schema:longitude": place.longitude,
        }
    found: Node = {
        "@type": "schema:Place",
        "schema:name": place.text,
        "schema:addressCountry": place.state,
        "schema:geo": geo,
    }
    return _known(found)


def _iri(kind: str, name: str) -> str:
    return f"urn:dragoman:{kind}:{quote(name, safe='')}"


def _node(name: str, kind: str, types: str | list[str], given: Node) -> Node:
    return {"@id": _iri(kind, name), "@type": types} | _known(given)


def _known(given: Node) -> Node:
    return {k: v for k, v in given.items() if v is not None and v != []}
