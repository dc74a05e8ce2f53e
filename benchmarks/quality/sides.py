"""Are the sides of an event of the right state, where the event itself was found?

    python -m benchmarks.quality.sides [build|dev]…

An event of the gold and one of the reader are one where their triggers share a word and their
evidence shares half its words, of one type first; states play no part in pairing them, for they are
what is asked. Printed are, of the gold's actors and recipients with a state, the share whose state
the reader has on that side (either side where the codebook knows none: agreeing, meeting, working
together), and the share of events that have all of them, and no other.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

from benchmarks.quality import shared
from benchmarks.quality.sets import report
from dragoman.read.reader import read_many

Event = dict[str, Any]


def pairs(gold: list[Event], system: list[Event]) -> list[tuple[Event, Event]]:
    """The events that tell of one thing, by trigger and evidence."""
    score = shared.scorer("record_score")

    def near(one: Event, other: Event) -> float:
        trigger = score.jaccard(score.words(one.get("trigger")), score.words(other.get("trigger")))
        told = score.jaccard(score.words(one.get("evidence")), score.words(other.get("evidence")))
        if not trigger or told < 0.5:
            return 0.0
        return float(1 + trigger + told + (one.get("type") == other.get("type")))

    found: list[tuple[Event, Event]] = score.pair(gold, system, near)
    return found


def sides(event: Event, together: bool) -> list[set[str]]:
    """The states of actors and of recipients, or of both where neither is the one.

    Who is of no state, such as a firm, is left out: it has none to be right.
    """
    actors, recipients = (
        {a["state"] for a in event.get(role) or [] if a.get("state")}
        for role in ("actors", "recipients")
    )
    return [actors | recipients] if together else [actors, recipients]


def measure(name: str) -> Counter[str]:
    """Counts of matched events and their sides in `records.<name>`."""
    score = shared.scorer("record_score")
    gold = score.load(shared.path(f"gold/events/records.{name}.gold.jsonl"))
    reports = [report(r) for r in shared.rows(f"gold/events/records.{name}.reports.jsonl")]
    count: Counter[str] = Counter()
    for record in read_many(reports):
        wanted = gold.get(record.id, {}).get("events") or []
        count["gold"] += len(wanted)
        for one, other in pairs(wanted, record.to_dict().get("events") or []):
            together = score.TOGETHER & {one.get("type"), other.get("type")}
            right = True
            asked, given = sides(one, bool(together)), sides(other, bool(together))
            for role, got in zip(asked, given, strict=True):
                count["sides"] += len(role)
                count["sides right"] += len(role & got)
                right &= role == got
            count["actors"] += 1
            count["actors right"] += asked[0] == given[0]
            count["events"] += 1
            count["events right"] += right
    return count


def main(names: list[str]) -> None:
    """Prints the shares."""
    for name in names or ["build", "dev"]:
        n = measure(name)
        print(
            f"records.{name}: {n['events']} of {n['gold']} events matched; actors of the right"
            f" states in {100 * n['actors right'] / n['actors']:.1f}% of them; all sides right in"
            f" {100 * n['events right'] / n['events']:.1f}%; of {n['sides']} sides"
            f" {100 * n['sides right'] / n['sides']:.1f}% found"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
