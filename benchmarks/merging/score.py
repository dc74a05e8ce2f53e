"""How well the ledger brings reports of one event together, on pairs labelled by hand.

All reports of `pairs.tsv` are read into one ledger. A pair counts as brought together where an
event that at least one of the two tells other than in passing has tellings of both, or a telling of
one to which the other bears witness.

    python -m benchmarks.merging.score [--pairs FILE] [--errors]

Rules and threshold are set on the `pairs_dev` sets; `pairs.tsv` is for measuring
alone.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.merging.draw_pairs import reports
from dragoman.ledger import Ledger
from dragoman.merge import Merged
from dragoman.report import Report

PAIRS = Path(__file__).with_name("pairs.tsv")


def pairs(path: Path = PAIRS) -> list[tuple[bool, str, str, str]]:
    """Labelled pairs: whether they tell of one event, how they were drawn, and their ids."""
    lines = [x for x in path.read_text().splitlines() if x and not x.startswith("#")]
    found = []
    for line in lines[1:]:
        label, drawn, one, two = line.split("\t")
        found.append((label == "same", drawn, one, two))
    return found


def fill(ledger: Ledger, labelled: list[tuple[bool, str, str, str]]) -> dict[str, dict[str, Any]]:
    """Reads the reports of all pairs into a ledger; the rows of the reports by id."""
    wanted = {i for _, _, one, two in labelled for i in (one, two)}
    rows = {r["id"]: r for r in reports() if r["id"] in wanted}
    ledger.add(
        Report.make(
            r["text"],
            id=r["id"],
            title=r["title"],
            url=r["url"],
            publisher=r["publisher"],
            published=r["published"],
            language="en",
        )
        for r in rows.values()
    )
    return rows


def together(events: list[Merged]) -> dict[frozenset[str], list[Merged]]:
    """Of each two reports, the events that they share."""
    found: dict[frozenset[str], list[Merged]] = {}
    for event in events:
        ids = sorted(s.report for s in event.sources)
        if event.background:
            continue
        for n, one in enumerate(ids):
            for two in ids[n + 1 :]:
                found.setdefault(frozenset((one, two)), []).append(event)
    return found


def main() -> None:
    """Prints precision and recall, and with --errors each pair that is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--ledger")
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    given = parser.parse_args()
    labelled = pairs(given.pairs)
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or f"{folder}/pairs.db"
        with Ledger(path) as ledger:
            rows = fill(ledger, labelled)
            shared = together(ledger.events())
    right = wrong = missed = 0
    for same, drawn, one, two in labelled:
        events = shared.get(frozenset((one, two)), [])
        right += same and bool(events)
        wrong += not same and bool(events)
        missed += same and not events
        if given.errors and same != bool(events):
            print("MISSED" if same else "WRONG", drawn)
            for row in (rows[one], rows[two]):
                print("   ", row["published"][:10], row["title"], "|", row["text"][:160].strip())
            for event in events:
                print(
                    "      ", event.type, event.when, [t.event.trigger.text for t in event.tellings]
                )
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed)
    print(f"pairs {len(labelled)}  precision {precision:.3f}  recall {recall:.3f}")
    print(f"together {right} of {right + missed}, wrongly {wrong}")


if __name__ == "__main__":
    main()
