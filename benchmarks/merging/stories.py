"""Same story on the development documents of ECB+: B³, as the shared scorer reckons it.

python -m benchmarks.merging.stories
"""

from __future__ import annotations

from benchmarks.quality.shared import rows, scorer
from dragoman.merge.story import stories


def main() -> None:
    """Prints precision, recall and F1."""
    documents = list(rows("gold/merge/ecbplus.dev.jsonl"))
    gold = {d["id"]: d["seminal_event"] for d in documents}
    found = stories({d["id"]: d["text"] for d in documents})
    given = {i: str(n) for n, group in enumerate(found) for i in group}
    b3 = scorer("coref_score").b3
    precision, recall = b3(given, gold), b3(gold, given)
    both = 2 * precision * recall / (precision + recall)
    print(f"documents {len(gold)}  stories {len(found)}")
    print(f"B3 precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}")


if __name__ == "__main__":
    main()
