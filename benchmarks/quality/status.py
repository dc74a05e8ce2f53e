"""Whether it happened, measured: UDS factuality and MEANTIME's attributes of events.

    python -m benchmarks.quality.status [--means]

Scorer and sets are those of the shared folder (`../shared`, or `DRAGOMAN_SHARED`). Each event of
the gold is looked up at its word and read with `factual.factuality` (UDS: Pearson's r and the mean
error, for the rules alone, the encoder's head alone, and both) or `whether.of_word` (MEANTIME:
macro F1 over happened, planned, possible, denied; the shared folder's README has the mapping).
`--means` prints the mean scores that UW factuality and CommitmentBank, which may be learned from,
give to each status: the numbers of `factuality.tsv`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from statistics import fmean
from typing import Any

from benchmarks.quality import shared
from dragoman import language
from dragoman.language.sentence import Sentence, Signals
from dragoman.read import factual, whether

LEARNED = ("gold/status/uw_factuality.dev.jsonl", "gold/status/commitmentbank.dev.jsonl")
UDS = "gold/status/uds_factuality.dev.jsonl"
MEANTIME = "gold/events/meantime.dev.jsonl"
FOUR = {
    "happened": "happened",
    "ongoing": "happened",
    "planned": "planned",
    "postponed": "planned",
    "possible": "possible",
    "did_not_happen": "denied",
    "cancelled": "denied",
}
"""Our statuses as MEANTIME's four (the shared folder's README)."""
Word = tuple[Sentence, int, Signals]


def words(name: str) -> Iterator[tuple[dict[str, Any], list[tuple[dict[str, Any], Word | None]]]]:
    """Each text of a set with its events, and the word of each: the one that governs the rest."""
    rows = list(shared.rows(name))
    for row, analysis in zip(rows, language.analyse([r["text"] for r in rows]), strict=True):
        found: list[tuple[dict[str, Any], Word | None]] = []
        for event in row["events"]:
            sentence = analysis.sentence_at(event["start"])
            inside = [] if sentence is None else _inside(sentence, event["start"], event["end"])
            if sentence is None or not inside:
                found.append((event, None))
                continue
            top = next(i for i in inside if sentence.tokens[i].head not in inside)
            found.append((event, (sentence, top, analysis.signals[sentence.index])))
        yield row, found


def _inside(sentence: Sentence, start: int, end: int) -> list[int]:
    return [t.index for t in sentence.tokens if t.start < end and t.end > start]


def scored(name: str, answer: Callable[[Word], dict[str, Any]]) -> dict[str, Any]:
    """The scorer's figures for what `answer` says of each event's word."""
    rows = list(words(name))
    gold = {row["id"]: row for row, _ in rows}
    found = {
        row["id"]: {
            "events": [
                {"start": e["start"], "end": e["end"], **answer(word)}
                for e, word in events
                if word is not None
            ]
        }
        for row, events in rows
    }
    result: dict[str, Any] = shared.scorer("fact_score").score(gold, found)
    return result


def uds() -> dict[str, dict[str, Any]]:
    """UDS by the rules, the encoder's head, and both."""
    ways: dict[str, Callable[[Word], float]] = {
        "rules": lambda w: factual.factuality(w[0], w[1]),
        "encoder": lambda w: float(w[2].factuality[w[1]]),
        "both": lambda w: factual.factuality(*w),
    }
    return {name: _by(way) for name, way in ways.items()}


def _by(way: Callable[[Word], float]) -> dict[str, Any]:
    return scored(UDS, lambda w: {"score": way(w)})


def meantime() -> dict[str, Any]:
    """MEANTIME's events by four statuses."""
    return scored(MEANTIME, lambda w: {"status": FOUR[whether.of_word(w[0], w[1])]})


def means() -> dict[str, tuple[int, float]]:
    """How many words of the learned sets have each status by the rules, and their mean score."""
    found: dict[str, list[float]] = defaultdict(list)
    for name in LEARNED:
        for _, events in words(name):
            for event, word in events:
                if word is not None:
                    found[str(whether.of_word(word[0], word[1]))].append(event["score"])
    return {status: (len(scores), fmean(scores)) for status, scores in found.items()}


def main(arguments: list[str]) -> int:
    """Prints the figures."""
    if "--means" in arguments:
        for status, (n, mean) in sorted(means().items()):
            print(f"{status:15s} {n:5d}  {mean:6.2f}")
        return 0
    for way, result in uds().items():
        print(f"UDS {way:8s} r {result['r']:.3f}  mean error {result['mae']:.3f}  of {result['n']}")
    result = meantime()
    print(f"MEANTIME macro F1 {result['macroF1']}  accuracy {result['acc']}", result["F1"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
