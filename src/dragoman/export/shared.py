"""What several formats need: flat text, days and pairs of merged events, packages of an extra."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from dragoman import dates
from dragoman.codes import EventType, Status
from dragoman.errors import SettingsError
from dragoman.knowledge import load
from dragoman.merge import Merged, Telling
from dragoman.record import Actor, Voice

NOT_SO = Status.DID_NOT_HAPPEN
_CROWD = 4
"""Sides above which a contact without a recipient is no contact of each two (codebook, dyads)."""


def need(module: str, what: str, extra: str = "export") -> Any:
    """The module of a package that only an extra installs.

    Args:
        module: What to import.
        what: What needs it, for the message.
        extra: The extra that brings it.

    Raises:
        SettingsError: it is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise SettingsError(f"{what}: needs {package}; pip install 'dragoman[{extra}]'") from error


def flat(text: str | None) -> str:
    """A text on one line, without the control characters that tables and XML cannot hold."""
    kept = "".join(c if c.isprintable() or c.isspace() else " " for c in text or "")
    return " ".join(kept.split())


def days(event: Merged) -> tuple[str | None, str | None, bool]:
    """First and last day of an event, and whether a report tells them.

    Where none does, both are the day of its first report.
    """
    if event.when is not None:
        first, last = dates.earliest(event.when), dates.latest(event.when)
        if first is not None or last is not None:
            return str(first or last), str(last or first), True
    told = sorted(s.published[:10] for s in event.sources if s.published)
    return (told[0], told[0], False) if told else (None, None, False)


def pairs(event: Merged) -> tuple[tuple[Actor, Actor | None], ...]:
    """Who stands to whom in an event: a pair for each two sides that it is between.

    Of each state the first one named speaks for it. An event that nobody is done to has one pair,
    without a second; one with many sides and no recipient is between each of them and the host.
    """
    actors, recipients = _by_state(event.actors), _by_state(event.recipients)
    if not actors:
        return ()
    if recipients:
        found = [(a, r) for a in actors for r in recipients if a.state != r.state]
        return tuple(found) or ((actors[0], recipients[0]),)
    if len(actors) == 1:
        return ((actors[0], None),)
    if len(actors) <= _CROWD:
        return tuple((a, b) for i, a in enumerate(actors) for b in actors[i + 1 :])
    host = event.where.state if event.where is not None else None
    hosts = [a for a in actors if a.state == host]
    return tuple((a, hosts[0]) for a in actors if a.state != host) if hosts else ()


def _by_state(actors: Iterable[Actor]) -> list[Actor]:
    found: dict[str | None, Actor] = {}
    for actor in actors:
        key = actor.state or actor.text
        if key not in found or (found[key].name is None and actor.name is not None):
            found[key] = actor
    return list(found.values())


def heading(event: Merged) -> str:
    """An event in a line: "visit: India – Russia (planned)"."""
    kind = str(event.channel or event.mode or event.type.lower())
    if event.type is not EventType.CONSULT:
        kind = event.type.lower() + (f" ({event.mode})" if event.mode else "")
    who = " – ".join(load().code_name(s) for s in event.states)
    told = f"{kind}: {who}" if who else kind
    settled = event.status in (Status.HAPPENED, Status.ONGOING)
    return told if settled else f"{told} [{str(event.status).replace('_', ' ')}]"


def chain(says: Iterable[Voice]) -> str:
    """Those who say something, the outermost first: "Tass (RUS) > Kremlin (RUS) denies"."""
    return " > ".join(
        flat(v.text)
        + (f" ({v.state})" if v.state else "")
        + (f" {v.stance}" if v.stance != "asserts" else "")
        for v in says
    )


def where_told(telling: Telling) -> str:
    """Where a telling stands: report, and code points of the words that tell it."""
    span = telling.event.evidence
    return f"{flat(telling.source.report)}:{span.start}-{span.end}"
