"""Puts a dossier together from what the ledger holds of a pair. Pure: no clock, no database.

Each part is a function of its own over records and merged events. Without a day, the day of the
last report is taken, so that "overdue" and "ahead" have a meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

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
from dragoman.ledger.holding import Extent, Holdings


def build(held: Holdings, a: str, b: str, parts: Collection[str] = ()) -> Dossier:
    """The dossier of the states `a` and `b` (codes) on the day of what is held; some parts or all.

    Raises:
        InputError: a dossier has no such part.
    """
    day = held.extent.day
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
        "calendar": lambda: calendar(held.ahead, events, sources, a, b, day),
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
        coverage=_coverage(held.extent),
        names={code: called(code) for code in sorted(codes)},
        **found,
    )


def _coverage(extent: Extent) -> Coverage:
    return Coverage(
        reports=extent.reports,
        reprints=extent.reprints,
        outlets=extent.outlets,
        first=extent.first,
        last=extent.last,
        undated=extent.undated,
        read=extent.read,
    )
