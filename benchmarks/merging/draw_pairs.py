"""Draws pairs of real reports to be labelled: does a pair tell of one event, or of two alike?

The rule does not use the merger. Likely pairs of one event: published at most three days apart,
naming two states in common, with much the same words (TF-IDF cosine of at least .25, or .15 between
an encyclopaedia and a government). Likely near misses: the same, but published four to sixty days
apart. Both are drawn at random with a fixed seed and labelled by hand; the labels, with ids and no
texts, are in `pairs.tsv`. A further set is drawn with another seed from the reports that stand in
no set named by `--without`.

    python -m benchmarks.merging.draw_pairs near | far [--seed N] [--number N] [--without FILE ...]
"""

from __future__ import annotations

import argparse
import math
import random
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.quality.shared import path, rows
from dragoman.knowledge import State, load

FILES = (
    "state_gov",
    "whitehouse",
    "wikipedia_current_events",
    "wikipedia_current_events_2015_2025",
)
LEAST = 0.25
LEAST_ACROSS = 0.15
SEED = 20240115
_WORD = re.compile(r"[a-z]{3,}")


def reports() -> list[dict[str, Any]]:
    """The news reports that stand in no gold set, in English."""
    excluded = set(path("news/exclude.txt").read_text().split())
    return [
        row | {"file": name}
        for name in FILES
        for row in rows(f"news/{name}.jsonl")
        if row["id"] not in excluded and row.get("published")
    ]


def states(text: str) -> frozenset[str]:
    """Codes of the states that the first 600 characters name."""
    known = load()
    found: set[str] = set()
    for word in re.findall(r"[A-Z][\w.]+(?: [A-Z][\w.]+)?", text[:600]):
        for part in (word, word.split(" ")[0]):
            for named in known.named(part):
                if isinstance(named.thing, State):
                    found.add(named.thing.code)
    return frozenset(found)


def rows_differ(one: dict[str, Any], two: dict[str, Any]) -> bool:
    """True where one report is of an encyclopaedia and the other of a government."""
    return bool(one["file"].startswith("wiki") != two["file"].startswith("wiki"))


def ids_of(files: list[Path]) -> set[str]:
    """The ids of all reports of some sets of pairs."""
    lines = (x for f in files for x in f.read_text().splitlines() if not x.startswith("#"))
    return {i for x in lines for i in x.split("\t")[2:]}


def draw(
    near: bool, number: int, seed: int = SEED, without: frozenset[str] = frozenset()
) -> list[tuple[dict[str, Any], dict[str, Any], float]]:
    """Pairs for labelling, of reports whose ids are not in `without`."""
    found_reports = [r for r in reports() if r["id"] not in without]
    words = [
        Counter(_WORD.findall(f"{r['title']} {r['text'][:1500]}".lower())) for r in found_reports
    ]
    spread = Counter(w for c in words for w in c)
    vectors = []
    for counts in words:
        raw = {
            w: (1 + math.log(n)) * math.log(len(found_reports) / spread[w])
            for w, n in counts.items()
        }
        size = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        vectors.append({w: v / size for w, v in raw.items()})
    named = [states(f"{r['title']} {r['text']}") for r in found_reports]
    by_day: dict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(found_reports):
        by_day[date.fromisoformat(row["published"][:10]).toordinal()].append(i)
    gaps = range(0, 4) if near else range(4, 61)
    found = []
    for day, mine in by_day.items():
        for gap in gaps:
            for i in mine:
                for j in by_day.get(day + gap, ()):
                    if (gap == 0 and j <= i) or len(named[i] & named[j]) < 2:
                        continue
                    one, two = vectors[i], vectors[j]
                    alike = sum(v * two.get(w, 0.0) for w, v in one.items())
                    across = rows_differ(found_reports[i], found_reports[j])
                    if (LEAST_ACROSS if across and near else LEAST) <= alike < 0.9:
                        found.append((found_reports[i], found_reports[j], alike))
    chosen = random.Random(seed + near)
    by_source = defaultdict(list)
    for pair in found:
        by_source[pair[0]["file"][:5], pair[1]["file"][:5]].append(pair)
    drawn: list[tuple[dict[str, Any], dict[str, Any], float]] = []
    # As many of every combination of collections as there are.
    while len(drawn) < number and any(by_source.values()):
        for pairs in by_source.values():
            if pairs and len(drawn) < number:
                drawn.append(pairs.pop(chosen.randrange(len(pairs))))
    return drawn


def main() -> None:
    """Prints pairs to be read and labelled."""
    parser = argparse.ArgumentParser()
    parser.add_argument("which", choices=("near", "far"))
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--number", type=int)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    near = given.which == "near"
    number = given.number or (70 if near else 50)
    for one, two, alike in draw(near, number, given.seed, frozenset(ids_of(given.without))):
        print(f"{one['id']}\t{two['id']}\t{alike:.2f}")
        for row in (one, two):
            text = " ".join(row["text"].split())
            print(f"    {row['published'][:10]} {row['title']} | {text[:420]}")
        print()


if __name__ == "__main__":
    main()
