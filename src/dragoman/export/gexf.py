"""The network of states as GEXF, for Gephi and networkx: an edge for each pair of each event.

Edges run from who does to whom it is done; those of contacts and agreements, which neither side
need start, have `reciprocal` set. An edge lasts from the first day of its event to the last.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from dragoman.codes import RECIPROCAL, quad_class, score
from dragoman.export.shared import chain, days, flat, heading, need, pairs, where_told
from dragoman.knowledge import load
from dragoman.merge import Merged


def write(events: Iterable[Merged], file: BinaryIO) -> int:
    """Writes the pairs of events as a directed graph of several edges.

    Args:
        events: What to write; the whole graph is held in memory.
        file: Open for writing in binary.

    Returns:
        How many edges were written.

    Raises:
        SettingsError: networkx is not installed.
    """
    made = graph(events)
    writer = need("networkx.readwrite.gexf", "gexf").GEXFWriter(version="1.2draft")
    writer.add_graph(made)
    for element in writer.xml.iter():
        element.attrib.pop("lastmodifieddate", None)  # the same events give the same file
    writer.write(file)
    return int(made.number_of_edges())


def graph(events: Iterable[Merged]) -> Any:
    """The graph that `write` writes: a networkx.MultiDiGraph of codes.

    Raises:
        SettingsError: networkx is not installed.
    """
    made = need("networkx", "gexf").MultiDiGraph()
    for event in events:
        first, last, known = days(event)
        shared = {
            "event": event.id,
            "event_type": str(event.type),
            "mode": event.mode,
            "status": str(event.status),
            "edtf": event.when,
            "start": first if known else None,
            "end": last if known else None,
            "channel": str(event.channel) if event.channel is not None else None,
            "level": str(event.level) if event.level is not None else None,
            "place": flat(event.where.text) if event.where is not None else None,
            "quad_class": str(quad_class(event.type)),
            "score": score(event.type, event.mode),
            "reciprocal": event.type in RECIPROCAL and not event.recipients,
            "background": event.background,
            "label": heading(event),
            "words": flat(event.main.event.evidence.text),
            "says": "; ".join(dict.fromkeys(c for t in event.tellings if (c := chain(t.chain)))),
            "told": "; ".join(where_told(t) for t in event.tellings),
            "reports": len(event.sources),
        }
        held = {k: v for k, v in shared.items() if v is not None}
        for place, (actor, recipient) in enumerate(pairs(event)):
            if actor.state is None or recipient is None or recipient.state is None:
                continue
            for code in (actor.state, recipient.state):
                made.add_node(code, label=load().code_name(code))
            made.add_edge(actor.state, recipient.state, id=f"{event.id}-{place}", **held)
    return made
