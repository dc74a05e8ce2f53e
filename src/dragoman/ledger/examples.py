"""Judgements as examples to learn from: what the machine read, and what an analyst says of it.

Each example stands by itself: the report's text, the event as it stood when it was judged, and the
verdict; for two events merged or parted, both. Spans are places in the texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa

from dragoman.ledger import judging, tables
from dragoman.ledger.candidates import is_among


def examples(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    """One example a judgement, in the order in which they were passed."""
    r, e = tables.reports.c, tables.events.c
    said = judging.judgements(connection)
    reports = {j.target["report"] for j in said if j.target is not None}
    others = {j.other for j in said if j.other is not None}
    told = {
        row.id: {"report": row.report, "event": msgspec.json.decode(row.content)}
        for row in connection.execute(
            sa.select(e.id, e.report, e.content).where(is_among(connection, e.id, others))
        )
    }
    reports |= {str(t["report"]) for t in told.values()}
    about = {
        row.id: {"publisher": row.publisher, "published": row.published, "text": row.text}
        for row in connection.execute(
            sa.select(r.id, r.publisher, r.published, r.text).where(
                is_among(connection, r.id, reports)
            )
        )
    }
    for judgement in said:
        held = judgement.to_dict()
        for name, telling in (("target", judgement.target), ("other", told.get(held["other"]))):
            if telling is not None:
                held[name] = {**telling, **about.get(telling["report"], {})}
        yield held
