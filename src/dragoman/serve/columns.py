"""The accounts of one event as columns: what each gives, what only it gives, what it leaves out.

Topics are compared by their words, facts (who, when, where, how, whether) by their values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dragoman.dossier.accounts import accounts, only_in
from dragoman.dossier.model import Account
from dragoman.dossier.names import is_matter
from dragoman.dossier.sides import called
from dragoman.dossier.words import day_words
from dragoman.merge import Merged, Telling
from dragoman.record import Event
from dragoman.serve.shape import sides


@dataclass(frozen=True, slots=True)
class Column:
    """One account: `side` where it is a side's own word; topics that others give as well, topics
    that only it gives, topics that only others give; and the tellings it rests on.
    """

    by: str
    side: str | None
    shared: tuple[str, ...]
    alone: tuple[str, ...]
    omitted: tuple[str, ...]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What one thing is in each account, None where it is left out, and how the accounts compare:
    all alike, some leaving it out, or differently.
    """

    name: str
    values: tuple[str | None, ...]
    verdict: str


def columns(event: Merged) -> list[Column]:
    """The columns of an event: the sides' accounts first; each outlet's where all are one side's
    word.
    """
    found = accounts(event, *sides(event)) or _of_outlets(event)
    made = []
    for account in found:
        others = [t for x in found if x is not account for t in x.alone]
        mine = set(account.reports)
        made.append(
            Column(
                by=called(account.by) if account.side else account.by,
                side=account.side,
                shared=tuple(t for t in account.topics if not any(a in t for a in account.alone)),
                alone=account.alone,
                omitted=tuple(dict.fromkeys(others)),
                tellings=tuple(t for t in event.tellings if _original(t) in mine),
            )
        )
    return made


def facts(found: list[Column]) -> list[Fact]:
    """The facts that accounts give, compared; none of a single account."""
    if len(found) < 2:
        return []
    kept = []
    for name, told in _FACTS.items():
        values = tuple(_joined(told(t.event) for t in c.tellings) for c in found)
        given = [v for v in values if v is not None]
        if not given:
            continue
        verdict = "alike" if len(given) == len(values) else "left out"
        kept.append(Fact(name, values, "differently" if len(set(given)) > 1 else verdict))
    return kept


def _joined(values: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(v for v in values if v)) or None


def _who(event: Event) -> str | None:
    sides = (", ".join(a.name or a.text for a in x) for x in (event.actors, event.recipients))
    return " → ".join(" ".join(side.split()) for side in sides if side) or None


_FACTS: dict[str, Callable[[Event], str | None]] = {
    "Whether": lambda e: str(e.status).replace("_", " "),
    "Who": _who,
    "When": lambda e: day_words(e.when) if e.when else None,
    "Where": lambda e: " ".join(e.where.text.split()) if e.where is not None else None,
    "How": lambda e: str(e.channel or e.mode or "") or None,
    "Level": lambda e: str(e.level) if e.level else None,
}


def _of_outlets(event: Merged) -> tuple[Account, ...]:
    told: dict[tuple[str, str | None], tuple[list[str], list[str]]] = {}
    for telling in event.tellings:
        if telling.source.copy_of is None:
            topics, reports = told.setdefault((telling.source.outlet, None), ([], []))
            words = (" ".join(s.text.split()) for s in telling.event.topics)
            topics += [w for w in words if is_matter(w)]
            reports.append(telling.source.report)
    return tuple(
        Account(
            by=key[0],
            side=None,
            topics=tuple(dict.fromkeys(topics)),
            alone=only_in(key, told) if len(told) > 1 else (),
            reports=tuple(dict.fromkeys(reports)),
        )
        for key, (topics, reports) in told.items()
    )


def _original(telling: Telling) -> str:
    """The report whose account a telling is: a reprint stands beside what it reprints."""
    return telling.source.original
