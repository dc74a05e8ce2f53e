"""Lists reports, the newest first: all of them, those that tell of a state or of two, of a time."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from dragoman.ledger import tables
from dragoman.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Listed:
    """A report as a list has it; `events` is the number of events that were read in it."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    events: int


def reports(
    ledger: Ledger,
    sides: tuple[str, ...] = (),
    *,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[int, list[Listed]]:
    """How many reports are wanted, and a page of them; undated ones stand last.

    Args:
        ledger: Where they are kept.
        sides: Codes of states; a report must tell of all of them.
        outlet: Who printed them.
        since: The first day of publication.
        until: The last day of publication.
        limit: Reports of the page, at most.
        offset: Reports before the page.
    """
    r, s, e = tables.reports.c, tables.states.c, tables.events.c
    wanted: list[sa.ColumnElement[bool]] = [
        r.id.in_(sa.select(s.report).where(s.state == side)) for side in sides
    ]
    if outlet is not None:
        wanted.append(r.publisher == outlet)
    if since is not None:
        wanted.append(r.first_day >= since)
    if until is not None:
        wanted.append(r.first_day <= until)
    number = sa.select(sa.func.count()).where(e.report == r.id).scalar_subquery()
    page = (
        sa.select(r.id, r.title, r.publisher, r.published, r.url, number)
        .where(*wanted)
        .order_by(r.first_day.is_(None), r.first_day.desc(), r.id)
        .limit(limit)
        .offset(offset)
    )
    with ledger._reading() as connection:
        total = connection.scalar(sa.select(sa.func.count(r.id)).where(*wanted)) or 0
        return total, [Listed(*row) for row in connection.execute(page)]
