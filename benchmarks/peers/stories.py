"""Reports of one story: Dragoman, MinHash and TF-IDF with average linkage, in one run.

    python -m venv /tmp/peers
    /tmp/peers/bin/pip install -r benchmarks/peers/requirements-stories.txt
    python -m benchmarks.peers.stories --peers /tmp/peers/bin/python [--write]

On the development documents of ECB+, B³ by `../shared/score/coref_score.py`. A peer's threshold is
the best of nine on these very documents, which is kind to it; Dragoman's was chosen on them too.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STEPS = [i / 10 for i in range(1, 10)]


def minhash(texts: list[str]) -> list[list[list[int]]]:
    """Groups at each threshold: connected components of MinHash LSH over word trigrams."""
    from datasketch import MinHash, MinHashLSH

    prints = []
    for text in texts:
        words = text.casefold().split()
        made = MinHash(num_perm=128, seed=1)
        for i in range(max(1, len(words) - 2)):
            made.update(" ".join(words[i : i + 3]).encode())
        prints.append(made)
    found = []
    for step in STEPS:
        index = MinHashLSH(threshold=step, num_perm=128)
        for i, made in enumerate(prints):
            index.insert(str(i), made)
        group = list(range(len(texts)))
        for i, made in enumerate(prints):
            for j in index.query(made):
                a, b = group[i], group[int(j)]
                group = [a if g == b else g for g in group]
        found.append(_groups(group))
    return found


def tfidf(texts: list[str]) -> list[list[list[int]]]:
    """Groups at each threshold: average linkage over cosine distances of TF-IDF vectors."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    far = 1 - (vectors @ vectors.T).toarray()
    found = []
    for step in STEPS:
        made = AgglomerativeClustering(
            n_clusters=None, metric="precomputed", linkage="average", distance_threshold=step
        ).fit(far.clip(0))
        found.append(_groups(made.labels_.tolist()))
    return found


def _groups(labels: list[int]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for i, label in enumerate(labels):
        groups.setdefault(label, []).append(i)
    return list(groups.values())


def main() -> None:
    """Prints the table."""
    if sys.argv[1:2] == ["find"]:
        texts = json.load(sys.stdin)
        json.dump({"minhash": minhash, "tfidf": tfidf}[sys.argv[2]](texts), sys.stdout)
        return
    from benchmarks.quality.shared import rows, scorer
    from dragoman.merge.story import stories

    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", help="the interpreter of the peers' environment")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    documents = list(rows("gold/merge/ecbplus.dev.jsonl"))
    ids = [d["id"] for d in documents]
    gold = {d["id"]: d["seminal_event"] for d in documents}
    b3 = scorer("coref_score").b3
    kept: dict[str, dict[str, float]] = {}

    def score(program: str, groups: list[list[int]], seconds: float) -> dict[str, float]:
        said = {ids[i]: str(n) for n, group in enumerate(groups) for i in group}
        precision, recall = b3(said, gold), b3(gold, said)
        f1 = 2 * precision * recall / (precision + recall)
        return {
            "precision": round(100 * precision, 1),
            "recall": round(100 * recall, 1),
            "f1": round(100 * f1, 1),
            "documents_per_second": round(len(ids) / seconds, 1),
        }

    began = time.perf_counter()
    ours: Any = stories({d["id"]: d["text"] for d in documents})
    place = {name: i for i, name in enumerate(ids)}
    groups = [[place[i] for i in group] for group in ours]
    kept["dragoman"] = score("dragoman", groups, time.perf_counter() - began)
    for peer in ("tfidf", "minhash") if given.peers else ():
        began = time.perf_counter()
        done = subprocess.run(
            [given.peers, __file__, "find", peer],
            input=json.dumps([d["text"] for d in documents]),
            capture_output=True,
            text=True,
            check=True,
        )
        spent = (time.perf_counter() - began) / len(STEPS)
        tried = [score(peer, g, spent) for g in json.loads(done.stdout)]
        kept[peer] = max(tried, key=lambda t: t["f1"])
    for program, figures in kept.items():
        print(f"{program:10s}" + "  ".join(f"{k} {v}" for k, v in figures.items()))
    if given.write:
        (HERE / "stories.json").write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
