"""Trees for texts that have none, as the weights of the package read them.

News has no trees of anybody's hand, and treebanks are no news. What the shipped weights are sure
of in PolNeAR's articles and in reports of the shared news is learnt from again, under masked words
and dropout, with a smaller weight than what people annotated: the network is held to one reading
of news while it learns, and the rules behind it find the trees that they were written on.

These labels have keys of their own (`silver_heads`, …), for they weigh less; a word without one was
unsure. They are learnt from with `--set silver=0.35`, the share of the news an epoch draws.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from dragoman.language.encoder import inventory, prepare, runs
from dragoman.language.split import split
from training.data import NONE, Text, raw
from training.labels import SHARED, Labels, bundle
from training.rows import rows

SURE = {"heads": 0.85, "relations": 0.85, "upos": 0.9}
"""Least probability of what is kept."""
FILES = (
    "state_gov",
    "whitehouse",
    "wikipedia_current_events",
    "wikipedia_current_events_2015_2025",
)
WORDS = 120_000
"""Words taken of each file of the news."""
LONGEST = 4000
"""Characters of a report, cut at a paragraph or sentence where it is longer."""


def annotate(texts: Sequence[Text], contents: Sequence[str], labels: Labels) -> None:
    """Give each text, cut from its content by `raw`, the trees that the shipped weights read."""
    inv = inventory()
    features = {k: i for i, k in enumerate(labels.features)}
    mapped = np.array(
        [
            features.get(bundle("|".join(f"{k}={v}" for k, v in f.items()) or "_"), NONE)
            for f in inv.features
        ],
        np.int32,
    )
    assert (inv.upos, inv.relations) == (labels.upos, labels.relations)
    prepared = [prepare(split(c)) for c in contents]
    number = {id(p): i for i, p in enumerate(prepared)}
    for text in texts:
        for key in ("heads", "relations", "upos", "features", "starts"):
            text.labels[f"silver_{key}"] = np.full(len(text.forms), NONE, np.int32)
    for batch, scores in runs(prepared, 1):
        for (p, _, window), s in zip(batch, scores, strict=True):
            got = texts[number[id(p)]].labels
            a, b = window.first, window.last
            right = s.sure >= SURE["heads"]
            got["silver_heads"][a:b] = np.where(right, s.heads + a, NONE)
            told = right & (s.relation_sure >= SURE["relations"])
            got["silver_relations"][a:b] = np.where(told, s.relations, NONE)
            tagged = s.upos_sure >= SURE["upos"]
            got["silver_upos"][a:b] = np.where(tagged, s.upos, NONE)
            got["silver_features"][a:b] = np.where(tagged, mapped[s.features], NONE)
            got["silver_starts"][a:b] = s.starts


def news(labels: Labels, seed: int = 1) -> list[Text]:
    """Reports of the shared news, those of the gold sets left out, with trees as read."""
    left_out = set((SHARED / "news/exclude.txt").read_text("utf-8").split())
    texts, contents = [], []
    for name in FILES:
        found = [r for r in rows(SHARED / f"news/{name}.jsonl") if r["id"] not in left_out]
        random.Random(seed).shuffle(found)
        size = 0
        for row in found:
            content = row["text"]
            if len(content) > LONGEST:
                content = content[: content.rfind(".", 0, LONGEST) + 1]
            text = raw(row["id"], content)[0]
            if len(text.forms) < 5:
                continue
            texts.append(text)
            contents.append(content)
            size += len(text.forms)
            if size > WORDS:
                break
    annotate(texts, contents, labels)
    return texts
