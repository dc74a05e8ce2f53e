"""The accounts of one event as columns: what each gives, what only it gives, what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.dossier.accounts import accounts
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
    """The columns of an event, the sides' accounts first; one of all reports where they agree."""
    found = accounts(event, *sides(event))
    if not found:
        by: dict[str, list[Telling]] = {}
        for telling in event.tellings:
            by.setdefault(telling.source.publisher or telling.source.report, []).append(telling)
        return [Column(name, None, _topics(t), (), (), tuple(t)) for name, t in by.items()]
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
                tellings=tuple(t for t in event.tellings if t.source.report in mine),
            )
        )
    return made


def _topics(tellings: list[Telling]) -> tuple[str, ...]:
    words = (" ".join(s.text.split()) for t in tellings for s in t.event.topics)
    return tuple(dict.fromkeys(words))
