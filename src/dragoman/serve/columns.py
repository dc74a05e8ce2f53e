"""The accounts of one event as columns: what each gives, what only it gives, what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.dossier.accounts import accounts, only_in
from dragoman.dossier.model import Account
from dragoman.dossier.names import is_matter
from dragoman.dossier.sides import called
from dragoman.merge import Merged, Telling
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
