"""The network of states as GEXF, for Gephi and networkx: an edge for each pair of each event.

Edges run from who does to whom it is done; those of contacts and agreements, which neither side
need start, have `reciprocal` set. An edge lasts from the first day of its event to the last.
Edges go to a file of their own as they come, for the nodes, which are known at the end, stand
before them; so memory does not grow with the ledger.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO
from xml.sax.saxutils import quoteattr

from dragoman.codes import RECIPROCAL, quad_class, score
from dragoman.export.shared import chain, days, flat, heading, need, pairs, where_told
from dragoman.knowledge import load
from dragoman.merge import Merged

OWN = ("id", "label", "start", "end")
"""What GEXF itself says of an edge, beside its two ends."""

ATTRIBUTES = {
    "event": "string",
    "event_type": "string",
    "mode": "string",
    "status": "string",
    "edtf": "string",
    "channel": "string",
    "level": "string",
    "place": "string",
    "quad_class": "string",
    "score": "double",
    "reciprocal": "boolean",
    "background": "boolean",
    "words": "string",
    "says": "string",
    "told": "string",
    "reports": "long",
}
"""What else is told of an edge, with GEXF's type of each."""

_HEAD = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    "  <meta>\n    <creator>Dragoman</creator>\n  </meta>\n"
)


def write(events: Iterable[Merged], file: BinaryIO) -> int:
    """Writes the pairs of events as a directed graph of several edges.

    Args:
        events: What to write, one at a time.
        file: Open for writing in binary.

    Returns:
        How many edges were written.
    """
    nodes: dict[str, str] = {}
    count, dated = 0, False
    with tempfile.TemporaryFile() as held:
        for one, other, told in _edges(events):
            nodes |= {code: load().code_name(code) for code in (one, other) if code not in nodes}
            count, dated = count + 1, dated or "start" in told
            held.write(_edge(one, other, told).encode())
        held.seek(0)
        file.write(_before(nodes, dated).encode())
        shutil.copyfileobj(held, file)
    file.write(b"    </edges>\n  </graph>\n</gexf>\n")
    return count


def graph(events: Iterable[Merged]) -> Any:
    """The graph that `write` writes: a networkx.MultiDiGraph of codes.

    Raises:
        SettingsError: networkx is not installed.
    """
    made = need("networkx", "gexf").MultiDiGraph()
    for one, other, told in _edges(events):
        for code in (one, other):
            made.add_node(code, label=load().code_name(code))
        made.add_edge(one, other, **told)
    return made


def _edges(events: Iterable[Merged]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Who does it, to whom, and what is told of it, nothing that is unknown."""
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
            yield actor.state, recipient.state, {"id": f"{event.id}-{place}", **held}


def _before(nodes: dict[str, str], dated: bool) -> str:
    """All that stands before the edges."""
    mode = 'mode="dynamic" timeformat="date"' if dated else 'mode="static"'
    lines = [f'  <graph defaultedgetype="directed" {mode}>', '    <attributes class="edge">']
    lines += [
        f'      <attribute id="{place}" title="{title}" type="{kind}" />'
        for place, (title, kind) in enumerate(ATTRIBUTES.items())
    ]
    lines += ["    </attributes>", "    <nodes>"]
    lines += [f"      <node id={_told(c)} label={_told(name)} />" for c, name in nodes.items()]
    return _HEAD + "\n".join([*lines, "    </nodes>", "    <edges>", ""])


def _edge(one: str, other: str, told: dict[str, Any]) -> str:
    own = " ".join(f"{name}={_told(told[name])}" for name in OWN if name in told)
    lines = [f"      <edge source={_told(one)} target={_told(other)} {own}>", "        <attvalues>"]
    lines += [
        f'          <attvalue for="{place}" value={_told(told[title])} />'
        for place, title in enumerate(ATTRIBUTES)
        if title in told
    ]
    return "\n".join([*lines, "        </attvalues>", "      </edge>", ""])


def _told(value: Any) -> str:
    """A value between quotation marks, as XML has it."""
    return quoteattr(str(value).lower() if isinstance(value, bool) else str(value))
