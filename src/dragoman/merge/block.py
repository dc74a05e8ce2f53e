"""Which tellings are worth comparing: those of one pair, one family of types, and days that meet.

The keys depend on the telling alone, so that looking up in a ledger of any size, in any order,
finds the same candidates. A telling whose days span more than a season is compared only where
something is moved or planned: it would otherwise meet everything.
"""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.codes import EventType, Status
from dragoman.merge.telling import Telling, once, window

FAMILIES: dict[EventType, str] = {
    EventType.CONSULT: "contact",
    EventType.AGREE: "accord",
    EventType.SUPPORT: "accord",
    EventType.COOPERATE: "accord",
    EventType.AID: "aid",
    EventType.CONCEDE: "easing",
    EventType.RETREAT: "easing",
    EventType.REQUEST: "demand",
    EventType.ACCUSE: "dispute",
    EventType.REJECT: "dispute",
    EventType.THREATEN: "dispute",
    EventType.PROTEST: "protest",
    EventType.SANCTION: "measure",
    EventType.COERCE: "force",
    EventType.MOBILIZE: "force",
    EventType.ASSAULT: "force",
}
"""Types that two reports may choose differently for one event: signing a pact is SUPPORT, agreeing
on it AGREE; a blockade COERCE or MOBILIZE.
"""

MOVED = frozenset({Status.POSTPONED, Status.CANCELLED})
AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE})

SLACK = timedelta(days=2)
"""Reports of one event may be so far apart in its date: time zones, "overnight", slips."""

SEASON = timedelta(days=100)
"""The longest span of days that is compared by date."""

DELAY = timedelta(days=200)
"""How far from the report a contact that was put off is looked for."""


def family(kind: EventType) -> str:
    """The family of types within which tellings are compared."""
    return FAMILIES[kind]


WHOLE = "contact"
"""The family in which a telling of one side may be of the same event as one of both: who "was
received" met somebody, whom the report may name in another sentence or not at all.
"""


def lone(telling: Telling) -> str | None:
    """The code of the only side of a contact, None of any other telling."""
    one = len(telling.states) == 1 and family(telling.event.type) == WHOLE
    return telling.states[0] if one else None


def sides(telling: Telling) -> tuple[str, ...]:
    """The sides of a contact of several, of each of which alone another report may tell."""
    several = 1 < len(telling.states) <= FEW and family(telling.event.type) == WHOLE
    return telling.states if several else ()


FEW = 4
"""Sides past which a contact is a gathering, of which one side alone says too little."""


@once
def pairs(telling: Telling) -> tuple[tuple[str, str], ...]:
    """The pairs of codes under which a telling is looked up; a domestic act has one code twice."""
    found = telling.event.dyads()
    if found:
        return found
    return tuple((s, s) for s in telling.states) if len(telling.states) == 1 else ()


@once
def reach(telling: Telling) -> tuple[date, date] | None:
    """The days on which another telling of the same event may lie, None where none is sought."""
    event = telling.event
    days = window(telling)
    published = telling.source.published
    if event.status in MOVED and published is not None:
        day = date.fromisoformat(published[:10])
        first, last = day - SLACK, day + DELAY
        if days is not None:
            first, last = min(first, days[0]), max(last, days[1])
        return first, last
    if days is None:
        return None
    if days[1] - days[0] > SEASON and event.status not in AHEAD:
        return None
    return days[0] - SLACK, days[1] + SLACK


def meet(a: Telling, b: Telling) -> bool:
    """True where two tellings share a pair and a family, and their days meet."""
    if a.source.report == b.source.report or family(a.event.type) != family(b.event.type):
        return False
    if not set(pairs(a)) & set(pairs(b)) and lone(a) not in sides(b) and lone(b) not in sides(a):
        return False
    one, two = reach(a), reach(b)
    return one is not None and two is not None and one[0] <= two[1] and two[0] <= one[1]
