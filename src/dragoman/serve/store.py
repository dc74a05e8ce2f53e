"""What pages and API ask of the ledger, with the names that people use and a short memory.

Dossiers and overviews are kept while the ledger is as it was, so that an analyst who goes to and
fro does not wait for the same answer twice.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from dragoman.codes import EventType, Level, Status
from dragoman.dates import check_published
from dragoman.dossier import Dossier, side, the_day
from dragoman.ledger import Ledger, holding, overview, statements
from dragoman.ledger.overview import Found, Pair, Wanted
from dragoman.serve.problems import Problem, or_404

T = TypeVar("T")
KEPT = 64
"""Answers that are remembered."""
FRESH = 600.0
"""Seconds after which an answer is asked for again, whatever the ledger says."""
SLOW = 1.0
"""Seconds that an answer over a large ledger may take before it is kept though reports come in."""
STALE = 20
"""Such an answer is kept for so many times the time it took."""
YEAR = timedelta(days=365)


class Store:
    """A ledger, as pages and API see it."""

    def __init__(self, ledger: Ledger, today: date | None = None) -> None:
        self.ledger = ledger
        self._today = today
        self._kept: OrderedDict[tuple[Any, ...], _Kept] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def today(self) -> date:
        """The day that is taken for today: the one given, else that of the last report."""
        if self._today is not None:
            return self._today
        return overview.last_day(self.ledger) or date(1970, 1, 1)

    def dossier(self, a: str, b: str, as_of: str | None = None, part: str = "") -> Dossier:
        """The dossier of two states, or one with that part made of all reports that name both.

        Raises:
            Problem: a state is unknown, both are one (404), or the day is none (422).
        """
        one, two = self.pair(a, b)
        day = the_day(as_of) if as_of else self._today

        def whole() -> Dossier:
            return self.ledger.dossier(one, two, day)

        found = self._once(("dossier", one, two, day), whole, judged=True)
        if part in holding.OF_PAIR or found.coverage.read is None:
            return found

        def every() -> Dossier:
            return self.ledger.dossier(one, two, day, parts=(part,))

        return self._once(("part", part, one, two, day), every, judged=True) if part else found

    def pair(self, a: str, b: str) -> tuple[str, str]:
        """The codes of two states, as given.

        Raises:
            Problem: a state is unknown, or both are one (404).
        """
        one, two = or_404(side, a), or_404(side, b)
        if one == two:
            raise Problem(404, f"{a} and {b} are the same state; give two")
        return one, two

    def report_days(self, found: Dossier) -> list[str]:
        """The days of the reports on the pair of a dossier that it can see."""
        return self._once(
            ("days", found.a, found.b, found.as_of),
            lambda: overview.report_days(self.ledger, found.a, found.b, found.as_of),
        )

    def pairs(self, every_year: bool = False) -> tuple[list[Pair], bool]:
        """Pairs with events in the year before today, and True; of all time, and False, where that
        is asked for or the year has none.
        """
        day = self.today
        since = (day - YEAR).isoformat()
        if not every_year:
            recent = self._once(
                ("pairs", day), lambda: overview.pairs(self.ledger, since, day.isoformat())
            )
            if recent:
                return recent, True
        return self._once(
            ("pairs", None), lambda: overview.pairs(self.ledger, "0001", "9999")
        ), False

    def find(self, wanted: Wanted, limit: int, offset: int) -> Found:
        """A page of events."""
        return self._once(
            ("find", wanted, limit, offset),
            lambda: overview.find(self.ledger, wanted, limit, offset),
            judged=True,
        )

    def count_statements(
        self, who: str, on: str | None, since: str | None, until: str | None
    ) -> int:
        """How many statements somebody made; remembered, so that the next page need not count."""
        return self._once(
            ("says", who, on, since, until),
            lambda: statements.count(self.ledger, who, on, since, until),
        )

    def queue(self) -> list[str]:
        """Ids of the events to review, what was decided meanwhile left out."""
        found = self._once(("queue",), lambda: overview.to_review(self.ledger))
        return overview.undecided(self.ledger, found)

    def _once(self, key: tuple[Any, ...], make: Callable[[], T], judged: bool = False) -> T:
        """An answer, remembered; `judged` of one in which a judgement must show at once."""
        stamp = overview.stamp(self.ledger)
        now = time.monotonic()
        with self._lock:
            held = self._kept.get(key)
            if held is not None and held.is_good(stamp, now, judged):
                self._kept.move_to_end(key)
                found: T = held.value
                return found
        found = make()
        with self._lock:
            self._kept[key] = _Kept(found, stamp, now, time.monotonic() - now)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer, with what the ledger's stamp was, when it was made, and how long that took."""

    value: Any
    stamp: str
    at: float
    cost: float

    def is_good(self, stamp: str, now: float, judged: bool) -> bool:
        """True while the ledger is as it was; an answer that took long is good for longer, though
        reports come in.
        """
        if self.stamp == stamp:
            return now < self.at + FRESH
        if judged and self.stamp.rpartition("-")[2] != stamp.rpartition("-")[2]:
            return False
        return self.cost > SLOW and now < self.at + STALE * self.cost


def wanted(given: dict[str, str | None]) -> Wanted:
    """What a query asks for: `q`, `pair` (A-B), `type`, `status`, `level`, `side`, `outlet`,
    `from`, `to`; empty values are none.

    Raises:
        Problem: a value is none of its values (422), or a state is unknown (404).
    """
    told = {k: v.strip() for k, v in given.items() if v is not None and v.strip()}
    pair = None
    if "pair" in told:
        codes = told["pair"].replace("–", "-").split("-")
        if len(codes) != 2:
            raise Problem(422, f"pair: {told['pair']} is no pair; write it as IND-RUS")
        pair = tuple(sorted(or_404(side, c) for c in codes))
    allowed = {"type": EventType, "status": Status, "level": Level}
    for name, values in allowed.items():
        if name in told and told[name] not in set(map(str, values)):
            raise Problem(
                422, f"{name}: {told[name]} is none; it is one of {', '.join(map(str, values))}"
            )
    return Wanted(
        words=told.get("q"),
        pair=(pair[0], pair[1]) if pair is not None else None,
        type=told.get("type"),
        status=told.get("status"),
        level=told.get("level"),
        side=or_404(side, told["side"]) if "side" in told else None,
        outlet=told.get("outlet"),
        since=check_published(told["from"], "from")[:10] if "from" in told else None,
        until=check_published(told["to"], "to")[:10] if "to" in told else None,
    )
