"""Scores of the committed weights, as shipped, on the development parts: what the model card
reports.

`python -m training evaluate` writes `evaluation.json` beside the weights. Trees by gold words and
from raw text, parts of speech, names, attribution (by the scorers of `../shared/score`), and how
far the probabilities can be believed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from dragoman.language import analyse
from dragoman.language.encoder import inventory, prepare
from dragoman.language.heads import read
from training.labels import SHARED
from training.measures import (
    Calibration,
    annotated,
    documents,
    fragments,
    gold_words,
    judged,
    stands,
)
from training.rows import rows


def trees(name: str) -> dict[str, float]:
    """Figures by gold words and sentences."""
    inv = inventory()
    docs = documents(name)
    found = read([prepare(gold_words(d)) for d in docs.values()])
    n = dict.fromkeys(
        ("words", "upos", "uas", "las", "strict", "features", "right", "got", "gold"), 0
    )
    sure = {k: Calibration() for k in ("upos", "heads", "relations", "names")}
    for reads, d in zip(found, docs.values(), strict=True):
        gold = annotated(d)
        for r in reads:
            a, b = r.window.first, r.window.last
            n["words"] += b - a
            told = judged(r, gold, inv)
            for kind, (p, right) in told.items():
                sure[kind].add(p, right)
            n["upos"] += int(told["upos"][1].sum())
            n["uas"] += int(told["heads"][1].sum())
            n["las"] += int(told["relations"][1].sum())
            n["strict"] += sum(
                ok and inv.relations[i].split(":")[0] == want.split(":")[0]
                for ok, i, want in zip(
                    told["heads"][1], r.relations, gold.relations[a:b], strict=True
                )
            )
            want_features = [
                {} if f == "_" else dict(x.split("=") for x in f.split("|"))
                for f in gold.features[a:b]
            ]
            n["features"] += sum(
                inv.features[i] == y for i, y in zip(r.features, want_features, strict=True)
            )
            if gold.names is not None:
                x, y = (
                    {f for f in fragments(tags) if f[2] != "TIME"}
                    for tags in ([inv.names[i] for i in r.names], gold.names[a:b])
                )
                n["right"] += len(x & y)
                n["got"] += len(x)
                n["gold"] += len(y)
    w = n["words"]
    figures = {
        "UPOS": round(100 * n["upos"] / w, 2),
        "features": round(100 * n["features"] / w, 2),
        "UAS": round(100 * n["uas"] / w, 2),
        "LAS": round(100 * n["las"] / w, 2),
        "LAS universal": round(100 * n["strict"] / w, 2),
    }
    if n["gold"]:
        figures["names F1"] = round(200 * n["right"] / (n["got"] + n["gold"]), 2)
    figures |= {f"ECE {k}": c.error() for k, c in sure.items() if c.p}
    return figures


def _scorer(name: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, str(SHARED / "score" / name), *arguments],
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def raw_trees(name: str) -> str:
    """`tree_score.py` from raw text."""
    gold = str(SHARED / "train" / f"{name}.jsonl")
    texts = [json.loads(line) for line in _scorer("tree_score.py", "--text", gold).splitlines()]
    read_texts = analyse([t["text"] for t in texts])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "system.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for t, a in zip(texts, read_texts, strict=True):
                sentences = [
                    {
                        "tokens": [
                            {"start": k.start, "end": k.end, "head": k.head, "relation": k.relation}
                            for k in s.tokens
                        ]
                    }
                    for s in a.sentences
                ]
                out.write(json.dumps({"doc": t["doc"], "sentences": sentences}) + "\n")
        return _scorer("tree_score.py", gold, str(path)).strip()


def says(name: str = "polnear.dev") -> dict[str, Any]:
    """`attrib_score.py` on PolNeAR: exact fragments, fillers and linked attributions."""
    path = SHARED / "gold/says" / f"{name}.jsonl"
    gold = list(rows(path))
    found = analyse([r["text"] for r in gold])
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "system.jsonl"
        with out.open("w", encoding="utf-8") as lines:
            for r, a in zip(gold, found, strict=True):
                lines.write(
                    json.dumps(
                        {
                            "id": r["id"],
                            "attributions": [
                                {
                                    "source": list(x.source),
                                    "cue": list(x.cue),
                                    "content": list(x.content),
                                }
                                for x in a.attributions
                            ],
                        }
                    )
                    + "\n"
                )
        scores = json.loads(_scorer("attrib_score.py", str(path), str(out), "--json"))
    figures = {
        f"{m} {r}": scores[m][r]
        for m in ("frag", "exact", "token")
        for r in ("source", "cue", "content")
    }
    figures["linked"] = scores["linked"]
    sure = Calibration()
    for r, a in zip(gold, found, strict=True):
        for x in a.attributions:
            if x.content:
                sure.add(x.confidence, stands(x, r["attributions"]))
    figures["ECE attribution"] = sure.error()
    return figures


def re3d() -> dict[str, float]:
    """Names on re3d, of which nothing was trained on: its persons, organisations and locations
    against ours.
    """
    kinds = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}
    data = list(rows(SHARED / "gold/events/re3d_docs_relations.dev.jsonl"))
    exact = touched = got_n = gold_n = 0
    for row, a in zip(data, analyse([r["text"] for r in data]), strict=True):
        gold = {
            (e["begin"], e["end"], kinds[e["type"]])
            for e in row["entities"]
            if e["type"] in kinds and e["text"][:1].isupper()
        }
        got = set()
        for s in a.sentences:
            for first, last, kind in fragments([t.name for t in s.tokens]):
                if kind in kinds.values():
                    got.add((s.tokens[first].start, s.tokens[last - 1].end, kind))
        exact += len(gold & got)
        touched += sum(
            any(k == kk and a0 < bb and aa < b0 for aa, bb, kk in gold) for a0, b0, k in got
        )
        got_n += len(got)
        gold_n += len(gold)
    return {
        "exact F1": round(200 * exact / max(1, got_n + gold_n), 1),
        "precision, overlapping": round(100 * touched / max(1, got_n), 1),
    }


def factuality() -> str:
    """`fact_score.py` on UDS, of which nothing was trained on: the error and correlation."""
    path = SHARED / "gold/status/uds_factuality.dev.jsonl"
    gold = list(rows(path))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "system.jsonl"
        with out.open("w", encoding="utf-8") as lines:
            for r, a in zip(gold, analyse([r["text"] for r in gold]), strict=True):
                scores = {
                    t.start: float(x)
                    for s, signals in zip(a.sentences, a.signals, strict=True)
                    for t, x in zip(s.tokens, signals.factuality, strict=True)
                }
                events = [
                    {"start": e["start"], "end": e["end"], "score": scores[e["start"]]}
                    for e in r["events"]
                    if e["start"] in scores
                ]
                lines.write(json.dumps({"id": r["id"], "events": events}) + "\n")
        return _scorer("fact_score.py", str(path), str(out)).strip()


def everything() -> dict[str, Any]:
    return {
        "ewt-dev": trees("ewt-dev"),
        "gum-dev": trees("gum-dev"),
        "ewt-dev raw": raw_trees("ewt-dev"),
        "gum-dev raw": raw_trees("gum-dev"),
        "polnear.dev": says(),
        "re3d": re3d(),
        "uds": factuality(),
    }


if __name__ == "__main__":
    print(json.dumps(everything(), indent=1))
