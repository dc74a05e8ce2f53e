"""Puts a dossier together from what the ledger holds of a pair. Pure: no clock, no database.

Each part is a function of its own over records and merged events. Without a day, the day of the
last report is taken, so that "overdue" and "ahead" have a meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from dragoman.dates import parse_edtf
from dragoman.dossier.acts import acts
from dragoman.dossier.agenda import agenda
from dragoman.dossier.calendar import calendar
from dragoman.dossier.character import character, signals
from dragoman.dossier.contacts import contacts
from dragoman.dossier.model import Coverage, Dossier
from dragoman.dossier.people import people
from dragoman.dossier.positions import positions
from dragoman.dossier.promises import promises
from dragoman.dossier.series import mechanisms
from dragoman.dossier.sides import called
from dragoman.errors import InputError
from dragoman.ledger.reading import Holdings


def build(
    held: Holdings, a: str, b: str, as_of: date | None = None, parts: Collection[str] = ()
) -> Dossier:
    """The dossier of the states `a` and `b` (codes) on a day; only some `parts`, or all.

    Raises:
        InputError: a dossier has no such part.
    """
    day = as_of if as_of is not None else _last_day(held)
    records, events, sources = held.records, held.events, held.sources
    ways: dict[str, Callable[[], tuple[Any, ...]]] = {
        "contacts": lambda: contacts(events, a, b, day),
        "mechanisms": lambda: mechanisms(records, events, sources, a, b, day),
        "agenda": lambda: agenda(events, a, b),
        "promises": lambda: promises(events, a, b),
        "acts": lambda: acts(events, a, b),
        "positions": lambda: positions(records, events, sources, a, b, day),
        "signals": lambda: signals(records, sources, a, b),
        "character": lambda: character(records, sources, a, b),
        "calendar": lambda: calendar((*records, *held.ahead), events, sources, a, b, day),
        "people": lambda: people(records, sources, a, b, day),
    }
    for name in parts:
        if name not in ways:
            raise InputError(f"{name}: no part of a dossier; it is one of {', '.join(ways)}")
    found = {name: way() for name, way in ways.items() if not parts or name in parts}
    codes = {a, b}
    for event in events:
        codes.update(event.states)
    for position in found.get("positions", ()):
        codes.update(position.on)
    for entry in found.get("calendar", ()):
        codes.update(entry.who)
    return Dossier(
        a=a,
        b=b,
        as_of=day.isoformat() if day is not None else None,
        coverage=_coverage(held),
        names={code: called(code) for code in sorted(codes)},
        **found,
    )


def _last_day(held: Holdings) -> date | None:
    days = [s.published[:10] for s in held.sources.values() if s.published]
    if days:
        return date.fromisoformat(max(days))
    bounds = [parse_edtf(s.dated).last for s in held.sources.values() if s.dated]
    return max((d for d in bounds if d is not None), default=None)


def _coverage(held: Holdings) -> Coverage:
    sources = [held.sources[r.id] for r in held.records]
    days = sorted(s.published[:10] for s in sources if s.published)
    return Coverage(
        reports=len(sources),
        reprints=sum(s.copy_of is not None for s in sources),
        outlets=tuple(sorted({s.publisher for s in sources if s.publisher})),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        undated=sum(not s.published for s in sources),
    )
