"""How fast a ledger answers, and what a record costs to keep, as the ledger grows.

A ledger of made-up reports (`made`) is filled the short way (`fill`); then records that are new to
it are added as ingest adds them, and questions are asked: of pairs drawn as the news tells of them,
so that the common ones come up often, and of pairs drawn evenly, each once. Beside the time on the
clock stands the processor's, of this process and of the one that PostgreSQL has for it: other work
on the machine lengthens the first much and the second little.

    python -m benchmarks.scale.ledger --reports 10000 [--url URL] [--filled]
    python -m benchmarks.scale.plot
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks.scale import made
from benchmarks.scale.fill import fill
from dragoman.knowledge import load
from dragoman.ledger import Ledger, merging, overview, tables
from dragoman.merge import Telling

RESULTS = Path(__file__).with_name("results")
FRESH = 900
"""Records that are added to the filled ledger."""

PAIRS = 15
SEARCHES = (
    "ceasefire talks",
    "earthquake",
    "foreign minister visit",
    '"trade agreement"',
    "tariffs",
)


class Clock:
    """Time on the clock and of the processors since it was made, in milliseconds."""

    def __init__(self, server: int | None) -> None:
        self.server = server
        self.wall, self.work = time.perf_counter(), self._work()

    def _work(self) -> float:
        spent = time.process_time()
        if self.server is not None:
            stat = Path(f"/proc/{self.server}/stat").read_text().rpartition(")")[2].split()
            spent += (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
        return spent

    def read(self) -> tuple[float, float]:
        """Milliseconds on the clock, and of work."""
        return (time.perf_counter() - self.wall) * 1000, (self._work() - self.work) * 1000


def backend(ledger: Ledger) -> int | None:
    """The process of PostgreSQL that serves the ledger's connection, None of SQLite."""
    with ledger._reading() as connection:
        if connection.dialect.name == "sqlite":
            return None
        return int(connection.scalar(sa.text("SELECT pg_backend_pid()")))


def asked(questions: list[Callable[[], object]], server: int | None) -> dict[str, float]:
    """The median and the longest of some questions, each asked once."""
    walls, works = [], []
    for question in questions:
        clock = Clock(server)
        question()
        wall, work = clock.read()
        walls.append(wall)
        works.append(work)
    return {
        "median_ms": round(statistics.median(walls), 1),
        "median_cpu_ms": round(statistics.median(works), 1),
        "longest_cpu_ms": round(max(works), 1),
    }


def drawn(number: int) -> list[tuple[str, str]]:
    """Pairs as the news tells of them."""
    chance = random.Random(11)
    return [made.pair(chance) for _ in range(number)]


def evenly(ledger: Ledger, number: int) -> list[tuple[str, str]]:
    """Pairs that a report tells of, each as likely as any other."""
    d = tables.dyads.c
    with ledger._reading() as connection:
        chosen = sa.select(d.a, d.b).where(d.a != d.b).distinct().order_by(d.a, d.b)
        found = [(r.a, r.b) for r in connection.execute(chosen)]
    return random.Random(12).sample(found, min(number, len(found)))


def answers(ledger: Ledger, server: int | None) -> dict[str, Any]:
    """The times of all questions."""
    common, even = drawn(PAIRS), evenly(ledger, PAIRS)
    last = overview.last_day(ledger)
    assert last is not None
    sizes = sorted(len(overview.report_days(ledger, a, b)) for a, b in common)
    return {
        "reports_of_a_drawn_pair": {"median": sizes[len(sizes) // 2], "most": sizes[-1]},
        "dossier": asked([partial(ledger.dossier, *p) for p in common], server),
        "dossier_of_any_pair": asked([partial(ledger.dossier, *p) for p in even], server),
        "contacts": asked(
            [partial(ledger.dossier, *p, parts=("contacts",)) for p in common], server
        ),
        "calendar": asked(
            [partial(ledger.dossier, *p, parts=("calendar",)) for p in common], server
        ),
        "search": asked([partial(ledger.search, w) for w in SEARCHES], server),
        "events_newest": asked([lambda: overview.find(ledger, overview.Wanted(), 50)], server),
        "pairs_of_a_year": asked(
            [lambda: overview.pairs(ledger, f"{last.year - 1}-01-01", f"{last.year - 1}-12-31")],
            server,
        ),
    }


@contextmanager
def _merging_timed(clock: Callable[[], Clock], spent: list[float]) -> Iterator[None]:
    plain = merging.merge

    def timed(connection: sa.Connection, tellings: Sequence[Telling]) -> None:
        started = clock()
        plain(connection, tellings)
        spent.append(started.read()[1])

    merging.merge = timed
    try:
        yield
    finally:
        merging.merge = plain


def added(ledger: Ledger, number: int, of: int, server: int | None) -> dict[str, float]:
    """What adding new records costs in a ledger of `number` reports, the first of `of`."""
    fresh = list(made.records(FRESH, max(of, number + FRESH), start=number))
    load().named("Chile")  # the tables are read once a process, however many records it keeps
    spent: list[float] = []
    with _merging_timed(lambda: Clock(server), spent):
        clock = Clock(server)
        done = ledger.add(fresh, batch_size=300)
        wall, work = clock.read()
    assert done.added == FRESH, done
    return {
        "records_a_second": round(FRESH / wall * 1000, 1),
        "records_a_second_of_cpu": round(FRESH / work * 1000, 1),
        "cpu_ms_a_record": round(work / FRESH, 3),
        "merging_cpu_ms_a_record": round(sum(spent) / FRESH, 3),
    }


def main() -> None:
    """Fills a ledger, measures, and adds the result to those of other sizes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--url", help="an empty ledger to fill; a new SQLite file by default")
    parser.add_argument("--filled", action="store_true", help="the ledger is filled already")
    parser.add_argument("--of", type=int, help="reports it was to have, where it has fewer")
    given = parser.parse_args()
    number = given.reports // made.BLOCK * made.BLOCK
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger(given.url or f"{folder}/ledger.db") as ledger,
    ):
        if not given.filled:
            fill(ledger, number)
        server = backend(ledger)
        counts = ledger.counts()
        result = {
            "reports": counts.reports,
            "tellings": counts.tellings,
            "events": counts.events,
            "ingest": added(ledger, number, given.of or number, server),
            **answers(ledger, server),
        }
    name = "sqlite" if server is None else "postgresql"
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"ledger-{name}.json"
    held = json.loads(file.read_text()) if file.exists() else []
    kept = [r for r in held if r["reports"] != result["reports"]]
    kept = sorted([*kept, result], key=lambda r: r["reports"])
    file.write_text(json.dumps(kept, indent=1) + "\n")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
