"""A ledger of many events: how fast records go in as it grows, and how fast it answers.

Reports are made from real sentences of the news, so that words are as common as they are, with
events of made-up pairs, days and types, three to a report; one report in five tells an event of an
earlier report again. Written to `results/`: records a second at each size, the seconds that merging
takes of it, and the median time of a dossier, a search and the events of a pair.

    python -m benchmarks.scale.ledger [--events 100000] [--url URL]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.quality.shared import rows
from dragoman.codes import Channel, EventType, Level, Sector, Status
from dragoman.knowledge import load
from dragoman.ledger import Ledger
from dragoman.record import Actor, Event, Record
from dragoman.report import Span

RESULTS = Path(__file__).with_name("results")
PER_REPORT = 3
AGAIN = 0.2
TYPES = [EventType.CONSULT] * 5 + [
    EventType.ACCUSE,
    EventType.AGREE,
    EventType.SUPPORT,
    EventType.SANCTION,
    EventType.REQUEST,
    EventType.COOPERATE,
    EventType.ASSAULT,
]
CHANNELS = (Channel.PHONE, Channel.MEETING, Channel.VISIT, Channel.TALKS, None)
FIRST = date(2005, 1, 1)
DAYS = 7300
STATES = 60
"""Most news is of few states: those asked about are drawn by a falling weight."""


def sentences() -> list[str]:
    """Sentences of the news, of a middling length."""
    found = []
    for row in rows("news/wikipedia_current_events_2015_2025.jsonl"):
        found += [s.strip() + "." for s in row["text"].split(". ") if 60 < len(s) < 260]
    return found


def records(number: int, seed: int = 7) -> Iterator[Record]:
    """Made-up records."""
    chance = random.Random(seed)
    words = sentences()
    codes = sorted(load().states)[:STATES]
    weights = [1 / (n + 1) for n in range(len(codes))]
    told: list[tuple[str, str, date, EventType, Channel | None, str]] = []
    for n in range(number):
        text, events = "", []
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        for k in range(PER_REPORT):
            if told and chance.random() < AGAIN:
                a, b, day, kind, channel, line = told[chance.randrange(len(told))]
            else:
                a, b = _two(chance, codes, weights)
                kind, channel = chance.choice(TYPES), chance.choice(CHANNELS)
                line = chance.choice(words)
            start = len(text)
            text += f"{line} "
            held = Span(line, start, start + len(line))
            events.append(_event(k, held, a, b, day, kind, channel))
            if len(told) < 200_000:
                told.append((a, b, day, kind, channel, line))
        text += f"Report number {n} adds {chance.choice(words)}"
        name = f"r{n:08d}"
        yield Record(
            id=name,
            text=text,
            record_id=hashlib.sha256(name.encode()).hexdigest()[:16],
            reader={"version": "benchmark"},
            publisher=f"Outlet {n % 97}",
            published=(day + timedelta(days=1)).isoformat(),
            language="en",
            events=tuple(events),
        )


def _two(chance: random.Random, codes: list[str], weights: list[float]) -> tuple[str, str]:
    while True:
        a, b = chance.choices(codes, weights, k=2)
        if a != b:
            return a, b


def _event(
    number: int, held: Span, a: str, b: str, day: date, kind: EventType, channel: Channel | None
) -> Event:
    one, two = (Actor(s, s, Sector.GOV) for s in (a, b))
    contact = kind is EventType.CONSULT
    return Event(
        id=f"{kind.lower()}-{held.start}-{number}",
        type=kind,
        status=Status.HAPPENED,
        trigger=Span(held.text[:10], held.start, held.start + 10),
        evidence=held,
        actors=(one, two) if contact else (one,),
        recipients=() if contact else (two,),
        when=day.isoformat(),
        channel=channel if contact else None,
        level=Level.MINISTERS if contact else None,
        confidence=0.8,
    )


def median(ask: Callable[[], object], times: int = 7) -> float:
    """The median time of a question, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(taken), 1)


def main() -> None:
    """Fills a ledger and writes what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=100_000, help="tellings of events")
    parser.add_argument("--url", help="a ledger to fill; a new SQLite file by default")
    given = parser.parse_args()
    number = given.events // PER_REPORT
    growth: list[dict[str, float]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger(given.url or f"{folder}/ledger.db") as ledger,
    ):
        source, kept, step = records(number), 0, max(1000, number // 20)
        while kept < number:
            batch = [r for r, _ in zip(source, range(step), strict=False)]
            if not batch:
                break
            start, work = time.perf_counter(), time.process_time()
            ledger.add(batch, batch_size=256)
            taken, worked = time.perf_counter() - start, time.process_time() - work
            kept += len(batch)
            growth.append(
                {
                    "tellings": kept * PER_REPORT,
                    "records_per_second": round(len(batch) / taken, 1),
                    "cpu_ms_per_record": round(1000 * worked / len(batch), 3),
                }
            )
            print(growth[-1], flush=True)
        codes = sorted(load().states)
        counts = ledger.counts()
        answers = {
            "dossier_of_the_commonest_pair_ms": median(
                lambda: ledger.dossier(codes[0], codes[1]), 3
            ),
            "dossier_of_a_middling_pair_ms": median(lambda: ledger.dossier(codes[5], codes[9])),
            "events_of_a_middling_pair_ms": median(lambda: ledger.events(codes[5], codes[9])),
            "search_ms": median(lambda: ledger.search("ceasefire talks")),
        }
    result = {
        "reports": counts.reports,
        "tellings": counts.tellings,
        "events": counts.events,
        "backend": "postgresql" if given.url and "postgresql" in given.url else "sqlite",
        **answers,
        "growth": growth,
    }
    RESULTS.mkdir(exist_ok=True)
    name = f"ledger-{result['backend']}-{given.events}.json"
    (RESULTS / name).write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps({k: v for k, v in result.items() if k != "growth"}, indent=1))


if __name__ == "__main__":
    main()
