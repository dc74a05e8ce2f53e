"""Draws mentions of actors from real reports, to be labelled by hand before they are resolved.

    draw_mentions.py SHARED [--seed 20] [--count 320]

One stretch of each report drawn is printed with what stands around it: a run of capitalised
words, a title of office, a demonym, a pronoun or a collective description. The finder is a
pattern and knows nothing of who is meant, so that what is hard for the reader is drawn as often
as what is easy.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path

NAME = r"(?:(?:[A-Z]\.){2,}|[A-Z]\.|Dr\.|Mr\.|Ms\.|Jr\.|[A-Z][\w'’-]*\w)"
OPENERS = frozenset(
    "The This That These Those In On At So Over Six Nine Following Today As For By From With "
    "And But It If When While After Before There Here An A To Of All Some Also Additionally "
    "Question QUESTION Airstrikes Today’s Office Tomorrow Monday Tuesday Wednesday Thursday "
    "Friday Saturday Sunday January February March April June July August September October "
    "November December No Yes More COVID-19 Ten Five Four Three Two One Seven Eight At About "
    "Please Let Thank You I I’m".split()
)
PATTERN = re.compile(
    rf"(?P<run>\b{NAME}"
    rf"(?:\s(?:al|bin|von|van|der|de|el|and|of|for)\s{NAME}|\s{NAME}){{0,6}})"
    r"|(?P<title>\b[Tt]he (?:\w+ )?"
    r"(?:president|prime minister|minister|ministers|king|leader|leaders|"
    r"President|Prime Minister|Foreign Minister|Minister|Secretary|Vice President|Chancellor|"
    r"government|army|military|ministry|spokesman|ambassador)\b)"
    r"|(?P<pronoun>\b(?:he|she|his|her|they|their|we|our|He|She|They|We|His|Their|Our)\b)"
    r"|(?P<both>\b(?:[Tt]he two|[Bb]oth|[Tt]heir) (?:leaders|countries|sides|ministers|nations|"
    r"governments|presidents|states|parties|officials)\b)"
)
FILES = (
    "state_gov",
    "whitehouse",
    "wikipedia_current_events",
    "wikipedia_current_events_2015_2025",
)
SHARE = {"run": 0.62, "title": 0.14, "pronoun": 0.14, "both": 0.10}


def main() -> None:
    """Prints the draw as JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--count", type=int, default=320)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    news = given.shared / "news"
    left_out = set((news / "exclude.txt").read_text().split())
    by_file = []
    for name in FILES:
        rows = [json.loads(line) for line in (news / f"{name}.jsonl").open(encoding="utf-8")]
        rows = [r for r in rows if r["id"] not in left_out]
        rng.shuffle(rows)
        by_file.append(rows)
    drawn = 0
    while drawn < given.count:
        row = by_file[drawn % len(FILES)].pop()
        kind = rng.choices(list(SHARE), list(SHARE.values()))[0]
        found = [m for m in PATTERN.finditer(row["text"]) if m.lastgroup == kind]
        found = [m for m in found if m.group() not in OPENERS]
        if not found:
            continue
        match = rng.choice(found)
        line = {
            "id": row["id"],
            "start": match.start(),
            "end": match.end(),
            "text": match.group(),
            "kind": kind,
            "published": row["published"][:10],
            "around": row["text"][max(0, match.start() - 300) : match.end() + 120],
        }
        print(json.dumps(line, ensure_ascii=False))
        drawn += 1


if __name__ == "__main__":
    main()
