"""Fit the weights by which sources and contents go to cues, on PolNeAR's training part.

    python -m training.links [--reports N]

The fragments are the annotators', the trees the encoder's. Every content chooses among the cues
near it and every cue among the sources near it (softmax); a weight for the encoder's own link,
which has been fitted on the same reports, cannot be learnt here and is set by hand.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman import language
from dragoman.language.sentence import Sentence
from dragoman.read import links
from dragoman.read.quotes import quoted
from dragoman.read.statements import statements
from dragoman.read.told import page_of
from training.labels import SHARED

Choice = tuple[npt.NDArray[np.float64], int]
OUT = Path(links.__file__).parents[1] / "language" / "english" / "lexicon" / "links.toml"
REACH = 4000
"""Characters within which fragments are looked for."""
LINKED = 10.0
"""Weight of the encoder's own link."""


def choices(text: str, sentences: tuple[Sentence, ...], gold: list[dict[str, Any]]) -> Any:
    """The choices of contents and of sources that a report poses."""
    marks = quoted(text, [s.end for s in sentences])
    rows = [
        {k: sorted((int(s), int(e)) for s, e in a[k]) for k in ("source", "cue", "content")}
        for a in gold
        if a["cue"]
    ]
    of_cue = {r["cue"][0]: r for r in rows}
    cues = sorted(of_cue)
    sources = sorted({p for r in rows for p in r["source"]})
    contents = sorted({p for r in rows for p in r["content"]})
    page = page_of(text, sentences, marks, cues, sources, contents)
    trees = {}
    for s in (s for sentence in sentences for s in statements(sentence)):
        offset = sentences[s.sentence].tokens[s.head].start
        for c in cues:
            if c[0] <= offset < c[1]:
                trees[c] = s
    by_content: list[Choice] = []
    for content in contents:
        owners = [c for c in cues if content in of_cue[c]["content"]]
        near = [c for c in cues if abs(c[0] - content[0]) < REACH]
        if len(owners) != 1 or owners[0] not in near or len(near) < 2:
            continue
        joined = any(links.covered(content, s.content) >= 0.5 for s in trees.values())
        table = [links.content_features(page, c, content, trees.get(c), joined, 0.0) for c in near]
        by_content.append((np.array(table), near.index(owners[0])))
    by_source: list[Choice] = []
    for c in cues:
        near_s: list[tuple[int, int] | None] = [
            None,
            *(s for s in sources if abs(s[0] - c[0]) < REACH),
        ]
        own = of_cue[c]["source"]
        right = own[0] if own else None
        if right not in near_s:
            continue
        table = [links.source_features(page, c, s, trees.get(c), 0.0) for s in near_s]
        by_source.append((np.array(table), near_s.index(right)))
    return by_content, by_source


def fit(rows: Sequence[Choice], rounds: int = 300) -> npt.NDArray[np.float64]:
    """Softmax regression over choices, by gradient steps with momentum."""
    size = rows[0][0].shape[1]
    w, speed = np.zeros(size), np.zeros(size)
    for _ in range(rounds):
        gradient = np.zeros(size)
        for table, right in rows:
            score = table @ w
            p = np.exp(score - score.max())
            p /= p.sum()
            gradient += table[right] - p @ table
        speed = 0.9 * speed + gradient / len(rows) - 0.0005 * w
        w += 0.3 * speed
    return w


def right_share(rows: Sequence[Choice], w: npt.NDArray[np.float64]) -> float:
    """Share of choices that the weights make as the annotators did, in percent."""
    return 100 * float(np.mean([int((t @ w).argmax()) == r for t, r in rows]))


def main(arguments: list[str]) -> int:
    """Fits, reports on a tenth kept apart, and writes the table."""
    size = int(arguments[arguments.index("--reports") + 1]) if "--reports" in arguments else 300
    path = SHARED / "gold" / "says" / "polnear.train.jsonl"
    reports = [json.loads(row) for row in path.open(encoding="utf-8")]
    random.Random(5).shuffle(reports)
    reports = reports[:size]
    told = language.analyse([r["text"] for r in reports])
    posed = [
        choices(r["text"], a.sentences, r["attributions"])
        for r, a in zip(reports, told, strict=True)
    ]
    write(posed)
    return 0


def write(posed: Sequence[Any]) -> None:
    """Fits both tables on nine tenths of the reports, and writes them."""
    cut = len(posed) * 9 // 10
    out = [
        "# Weights of `read/links.py`, fitted on PolNeAR's training part by `training/links.py`.",
        "",
    ]
    for k, (name, names) in enumerate((("content", links.CONTENT), ("source", links.SOURCE))):
        train = [c for p in posed[:cut] for c in p[k]]
        apart = [c for p in posed[cut:] for c in p[k]]
        w = fit(train)
        print(
            f"{name}: {len(train)} choices, right {right_share(train, w):.1f}, "
            f"on {len(apart)} kept apart {right_share(apart, w):.1f}"
        )
        out.append(f"[{name}]")
        for label, value in zip(names, w, strict=True):
            weight = LINKED if label == "linked by encoder" else round(float(value), 3)
            out.append(f'"{label}" = {weight}')
        out.append("")
    OUT.write_text("\n".join(out), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
