"""Events that may be one with another, for an analyst who merges by hand.

They are what a weak link holds to it, which merging found too little alike, and what concerns the
same pair, in the same family of types, within a month; the most alike come first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from dragoman.ledger import overview, tables
from dragoman.ledger.candidates import is_among
from dragoman.ledger.ledger import Ledger
from dragoman.merge import Merged, compare
from dragoman.merge.block import family, lone, pairs, reach, sides

AROUND = timedelta(days=30)
"""How far apart in time two tellings may lie."""

MANY = 60
"""Events that are compared."""


@dataclass(frozen=True, slots=True)
class Near:
    """An event that may be the same, and how alike the most alike tellings are, 0 to 1; None where
    the rules of merging exclude it.
    """

    event: Merged
    score: float | None


def near(ledger: Ledger, event: Merged, most: int = 6) -> list[Near]:
    """Events that may be one with `event`, the most alike first."""
    mine = {t.id for t in event.tellings}
    with ledger._reading() as connection:
        linked = _linked(connection, mine)
        beside = list(dict.fromkeys((*linked, *_beside(connection, event))))
        e = tables.events.c
        asked = sa.select(e.id, e.merged).where(is_among(connection, e.id, beside))
        group = {row.id: row.merged for row in connection.execute(asked)}
        groups = dict.fromkeys(group[i] for i in beside if i in group)
        found = overview.load(connection, [g for g in groups if g != event.id][:MANY])
    held = [Near(other, _alike(event, other)) for other in found if "reject" not in other.judged]
    return sorted(held, key=lambda n: (-(n.score or 0), n.event.id))[:most]


def _linked(connection: sa.Connection, ids: set[str]) -> list[str]:
    """Tellings that a link joins to some, the most alike first."""
    k = tables.links.c
    both = sa.union_all(
        sa.select(k.b, k.score).where(is_among(connection, k.a, ids)),
        sa.select(k.a, k.score).where(is_among(connection, k.b, ids)),
    ).subquery()
    wanted = sa.select(both.c.b).where(both.c.b.not_in(sorted(ids)))
    return list(connection.scalars(wanted.order_by(both.c.score.desc()).limit(MANY)))


def _beside(connection: sa.Connection, event: Merged) -> Iterable[str]:
    """Tellings of the same pairs and family in the month before or after."""
    d = tables.dyads.c
    for telling in event.tellings:
        days = reach(telling)
        if days is None:
            continue
        low, high = _widened(*days)
        both = (*pairs(telling), *((side, side) for side in sides(telling)))
        keys = [sa.and_(d.a == a, d.b == b) for a, b in both]
        if (side := lone(telling)) is not None:
            keys += [d.a == side, d.b == side]
        wanted = sa.select(d.event).where(
            sa.or_(sa.false(), *keys),
            d.family == family(telling.event.type),
            d.from_day <= high,
            d.to_day >= low,
            d.event != telling.id,
        )
        yield from connection.scalars(wanted.order_by(d.from_day.desc()).limit(MANY))


def _widened(first: date, last: date) -> tuple[str, str]:
    low = first - AROUND if first - date.min > AROUND else date.min
    high = last + AROUND if date.max - last > AROUND else date.max
    return low.isoformat(), high.isoformat()


def _alike(one: Merged, other: Merged) -> float | None:
    found = (compare(a, b) for a in one.tellings for b in other.tellings)
    return max((match.score for match in found if match is not None), default=None)
