"""Reports of the news read with their day hidden: does the interval hold it, and how short is it?

    python -m benchmarks.quality.undated [--count 300] [--seed 11] [--misses]

Draws as many reports of each English file of the news by a fixed seed, those of the gold sets left
out. What they were published is known, so any number can be asked; `records.build` and
`records.dev`, of which few name a year, are asked by `python -m benchmarks.quality.times --events`.
"""

from __future__ import annotations

import argparse
import random
import re
from typing import Any

from benchmarks.quality import shared
from benchmarks.quality.times import document
from dragoman import language
from dragoman.dates import earliest, latest
from dragoman.read import when

FILES = (
    "state_gov",
    "whitehouse",
    "wikipedia_current_events",
    "wikipedia_current_events_2015_2025",
)
LONGEST = 6000
"""Characters of the longest text that is drawn."""


def draw(count: int, seed: int) -> list[dict[str, Any]]:
    """`count` reports of each file."""
    chance = random.Random(seed)
    left_out = set(shared.path("news/exclude.txt").read_text(encoding="utf-8").split())
    drawn = []
    for file in FILES:
        rows = [
            r
            for r in shared.rows(f"news/{file}.jsonl")
            if r["id"] not in left_out and len(r["text"]) < LONGEST
        ]
        chance.shuffle(rows)
        drawn += rows[:count]
    return drawn


def main() -> None:
    """Prints how many intervals hold the day, and how many are shorter than a year."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    rows = draw(given.count, given.seed)
    held = bounded = named = short = short_named = 0
    for row, analysis in zip(rows, language.analyse([r["text"] for r in rows]), strict=True):
        day = when.local_day(document(row, analysis, hidden=False))
        assert day is not None
        dated = document(row, analysis, hidden=True).dated
        first = earliest(dated.edtf) if dated else None
        last = latest(dated.edtf) if dated else None
        holds = (first is None or first <= day) and (last is None or day <= last)
        near = first is not None and last is not None and (last - first).days < 366
        year = re.search(r"\b(?:19|20)\d\d\b", row["text"]) is not None
        held += holds
        bounded += first is not None and last is not None
        named += year
        short += holds and near
        short_named += holds and near and year
        if given.misses and not holds and dated is not None:
            print(row["id"], day, dated.edtf, [s.text for s in dated.bounds])
    print(
        f"{len(rows)} reports, day hidden: the interval holds it in {held}; bounded on both sides"
        f" in {bounded}; shorter than a year in {short}, in {short_named} of the {named} that name"
        f" a year"
    )


if __name__ == "__main__":
    main()
