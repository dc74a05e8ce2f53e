"""Event mentions across reports on the development documents of ECB+: CoNLL F1.

The mentions are given, singletons kept; the stories are the ones that `merge.story` finds. Within a
story, mentions of one root are one event. The shared scorer needs scipy for CEAFe.

    python -m benchmarks.merging.mentions
"""

from __future__ import annotations

from benchmarks.quality.shared import rows, scorer
from dragoman.merge.story import root, stories


def main() -> None:
    """Prints the scores."""
    documents = list(rows("gold/merge/ecbplus.dev.jsonl"))
    groups = stories({d["id"]: d["text"] for d in documents})
    story = {i: n for n, group in enumerate(groups) for i in group}
    gold: dict[str, str] = {}
    given: dict[str, str] = {}
    for document in documents:
        for n, event in enumerate(document["events"]):
            name = f"{document['id']}#{n}"
            gold[name] = event["chain"]
            given[name] = f"{story[document['id']]} {root(event['text'])}"
    found = scorer("coref_score").score(gold, given)
    print(f"mentions {len(gold)}  CoNLL F1 {found['conll']}")
    for measure in ("muc", "b3", "ceafe"):
        precision, recall, both = found[measure]
        print(f"{measure:6} precision {precision}  recall {recall}  F1 {both}")


if __name__ == "__main__":
    main()
