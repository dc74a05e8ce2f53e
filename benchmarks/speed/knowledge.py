"""How many rows the tables of knowledge have, and how long they take to load, indices too.

knowledge.py
"""

from __future__ import annotations

import time

from dragoman.knowledge.collection import TABLES
from dragoman.knowledge.tables import HERE, rows
from dragoman.knowledge.world import Knowledge

PARTS = (
    "states seats terms persons titles portfolios organisations bodies outlets places names"
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
    known.state("nowhere")
    known.place("nowhere")
    known.outlet("none")
    known.holders("XXX")
    return 1000 * (time.process_time() - begin)


def main() -> None:
    """Prints the sizes and the best and middle of nine loads."""
    for table, columns in TABLES.items():
        print(f"{table:20} {sum(1 for _ in rows(HERE / table, columns)):6}")
    took = sorted(load_once() for _ in range(9))
    print(f"load: best {took[0]:.1f} ms, middle {took[4]:.1f} ms")


if __name__ == "__main__":
    main()
