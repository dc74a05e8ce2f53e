"""Questions about a whole ledger: how much it holds, which stories its reports tell; and why the
tellings of an event are one.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from dragoman.errors import InputError
from dragoman.ledger import reading, tables
from dragoman.ledger.witnessing import witnesses_of
from dragoman.merge.merged import Merged
from dragoman.merge.telling import Source

MOST_STORIES = 3000
"""Reports that `stories` compares with each other at once."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds."""

    reports: int
    tellings: int
    events: int
    judgements: int


def counts(connection: sa.Connection) -> Counts:
    """How many reports, tellings, events and judgements there are."""
    e = tables.events.c
    number = connection.scalar
    return Counts(
        number(sa.select(sa.func.count()).select_from(tables.reports)) or 0,
        number(sa.select(sa.func.count()).select_from(tables.events)) or 0,
        number(sa.select(sa.func.count(sa.distinct(e.merged)))) or 0,
        number(sa.select(sa.func.count()).select_from(tables.judgements)) or 0,
    )


def stories(
    connection: sa.Connection, since: str | None, until: str | None
) -> list[tuple[Source, ...]]:
    """Reports by the story they tell, the most told first; see `Ledger.stories`.

    Raises:
        InputError: there are more reports than can be compared pair by pair.
    """
    from dragoman.merge import story

    texts = reading.texts(connection, since, until, MOST_STORIES + 1)
    if len(texts) > MOST_STORIES:
        raise InputError(
            f"stories: more than {MOST_STORIES:,} reports; give a shorter stretch of days"
        )
    sources = reading.sources_by_id(connection, texts.keys())
    groups = [
        tuple(sorted((sources[i] for i in g), key=lambda s: (s.published or "", s.report)))
        for g in story.stories(texts)
    ]
    return sorted(groups, key=lambda g: (-len(g), g[0].published or "", g[0].report))


def evidence(connection: sa.Connection, event: Merged) -> list[tuple[str, str, float, str]]:
    """Why the tellings of an event are one, and what bears witness to it; see `Ledger.evidence`."""
    ids = {t.id for t in event.tellings}
    k = tables.links.c
    rows = connection.execute(
        sa.select(k.a, k.b, k.score, k.evidence).where(k.a.in_(ids), k.b.in_(ids))
    )
    found = [(r.a, r.b, r.score, r.evidence) for r in rows]
    reports = {w.source.report for w in event.witnesses}
    seen = witnesses_of(connection, ids)
    return sorted((*found, *((s.event, s.report, 1.0, s.why) for s in seen if s.report in reports)))
