"""How many rows the tables of knowledge have, and how long they take to load, indices too.

    python -m benchmarks.speed.knowledge [--again N]

Each load is in a process of its own, as a reader has it: in one that has loaded them before, names
are spelt out already and memory lies ready. Milliseconds are the processor's.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

from benchmarks.quality import shared
from dragoman.knowledge.collection import TABLES
from dragoman.knowledge.tables import HERE, rows
from dragoman.knowledge.world import Knowledge

PARTS = (
    "states seats terms persons titles portfolios impersonal organisations bodies outlets names"
    " openings_of_names openings_of_offices openings_of_people"
).split()


def load_once() -> float:
    """Milliseconds of processor time to read every table and build every index afresh."""
    begin = time.process_time()
    known = Knowledge()
    for part in PARTS:
        getattr(known, part)
    known.people("Nobody")
    known.surnamed("nobody")
    known.resembling("Nobody")
    known.state("nowhere")
    known.place("nowhere")  # the gazetteer is looked up by its rows
    known.outlet("none")
    known.organisation("none")
    known.holders("XXX")
    return 1000 * (time.process_time() - begin)


def main() -> None:
    """Prints the sizes, and the middle of several loads, each in a fresh process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--again", type=int, default=15)
    parser.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inner:
        print(load_once())
        return
    for table, columns in TABLES.items():
        print(f"{table:20} {sum(1 for _ in rows(HERE / table, columns)):6}")
    command = [sys.executable, "-m", "benchmarks.speed.knowledge", "--inner"]
    took = [
        float(subprocess.run(command, check=True, capture_output=True, cwd=shared.ROOT).stdout)
        for _ in range(given.again)
    ]
    print(f"load: middle {statistics.median(took):.1f} ms, {min(took):.1f} to {max(took):.1f}")


if __name__ == "__main__":
    main()
