"""What is set after training, on the training documents that were left out of it (`held_out`).

Two things: how readily a role or a name begins (one number each, chosen for the best F1 of exact
fragments), and how far each head's choices and whole attributions can be believed (a logistic curve
over the odds that they give themselves). On what the heads were trained on they are too sure of
themselves for either to mean anything; the development data only measure.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from dragoman.language import Analysis, encoder
from dragoman.language.assemble import assemble
from dragoman.language.encoder import Inventory, Prepared, Scores, prepare, runs
from dragoman.language.heads import Read, finish
from dragoman.language.split import split
from training.labels import ROLES, SHARED, held_out
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

BIASES = (-0.5, 0.0, 0.5, 1.0, 1.5, 2.0)


class Scored:
    """Texts whose windows the encoder has scored, to be decoded again and again."""

    def __init__(self, texts: Sequence[Prepared]) -> None:
        self.texts = texts
        number = {id(t): i for i, t in enumerate(texts)}
        self.places: list[tuple[int, int]] = []
        self.scores: list[Scores] = []
        for batch, scores in runs(texts):
            self.scores += scores
            self.places += [(number[id(t)], k) for t, k, _ in batch]

    def read(self, inv: Inventory) -> list[list[Read]]:
        """The windows of each text, decoded."""
        found: list[dict[int, Read]] = [{} for _ in self.texts]
        for (i, k), one in zip(self.places, finish(self.scores, inv), strict=True):
            found[i][k] = one
        return [[d[k] for k in sorted(d)] for d in found]

    def analyses(self, inv: Inventory) -> list[Analysis]:
        return list(map(assemble, self.texts, self.read(inv)))


def calibrate(target: Path) -> None:
    """Write biases and curve into `reader.json`."""
    path = target / "reader.json"
    content = json.loads(path.read_text("utf-8"))
    content |= {"attribution": [1.0, 0.0], "role_bias": [0.0] * 3, "name_bias": 0.0, "curves": {}}
    path.write_text(json.dumps(content), "utf-8")
    _forget()
    inv = encoder.inventory()
    gold = [r for r in rows(SHARED / "gold/says/polnear.train.jsonl") if held_out(r["id"])]
    scored = Scored([prepare(split(r["text"])) for r in gold])
    scorer = _scorer()
    told = {r["id"]: r for r in gold}
    for k, role in enumerate(ROLES):

        def exact(bias: float, k: int = k, role: str = role, inv: Inventory = inv) -> float:
            tried = replace(inv, role_bias=np.where(np.arange(3) == k, bias, inv.role_bias))
            got = {
                r["id"]: {"attributions": _fillers(a)}
                for r, a in zip(gold, scored.analyses(tried), strict=True)
            }
            return float(scorer.score(told, got)["frag"][role][2])

        best = _best(role, exact)
        inv = replace(inv, role_bias=np.where(np.arange(3) == k, best, inv.role_bias))
    trees = _Trees()
    inv = replace(inv, name_bias=trees.name_bias(inv))
    raw, right = [], []
    for row, analysis in zip(gold, scored.analyses(inv), strict=True):
        for found in analysis.attributions:
            if found.content:
                raw.append(found.confidence)
                right.append(stands(found, row["attributions"]))
    content["role_bias"] = [round(float(v), 3) for v in inv.role_bias]
    content["name_bias"] = inv.name_bias
    content["attribution"] = _curve(np.array(raw), np.array(right, float))
    content["curves"] = trees.curves(inv)
    path.write_text(json.dumps(content), "utf-8")
    _forget()


def _best(name: str, measure: Callable[[float], float]) -> float:
    figures = {bias: measure(bias) for bias in BIASES}
    print(name, figures, flush=True)
    return max(figures, key=lambda bias: figures[bias])


class _Trees:
    """The treebanks' documents that training left out, by their gold words."""

    def __init__(self) -> None:
        docs = [d for n in ("gum-train", "ewt-train") for d in documents(n, apart=True).values()]
        self.gold = [annotated(d) for d in docs]
        self.scored = Scored([prepare(gold_words(d)) for d in docs])

    def name_bias(self, inv: Inventory) -> float:
        def exact(bias: float) -> float:
            right = got_n = gold_n = 0
            read = self.scored.read(replace(inv, name_bias=bias))
            for reads, gold in zip(read, self.gold, strict=True):
                if gold.names is not None:
                    got = fragments([inv.names[i] for r in reads for i in r.names])
                    want = fragments(gold.names)
                    right += len(got & want)
                    got_n += len(got)
                    gold_n += len(want)
            return round(200 * right / max(1, got_n + gold_n), 2)

        return _best("names", exact)

    def curves(self, inv: Inventory) -> dict[str, list[float]]:
        sure: dict[str, Calibration] = {}
        for reads, gold in zip(self.scored.read(inv), self.gold, strict=True):
            for r in reads:
                for kind, (p, right) in judged(r, gold, inv).items():
                    sure.setdefault(kind, Calibration()).add(p, right)
        return {kind: _curve(*c.pairs) for kind, c in sure.items()}


def _fillers(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {"source": list(x.source), "cue": list(x.cue), "content": list(x.content)}
        for x in analysis.attributions
    ]


def _curve(raw: np.ndarray, right: np.ndarray) -> list[float]:
    """Slope and offset of the logistic curve over the odds, by Newton's method; a step that makes
    the likelihood smaller is halved until it does not.
    """
    p = np.clip(raw.astype(np.float64), 1e-6, 1 - 1e-6)
    x = np.stack([np.log(p / (1 - p)), np.ones_like(p)], 1)

    def loss(w: np.ndarray) -> float:
        z = x @ w
        return float(np.logaddexp(0, np.where(right > 0, -z, z)).sum() + 5e-4 * w @ w)

    w = np.array([1.0, 0.0])
    for _ in range(50):
        q = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (q - right) + 1e-3 * w
        bend = (x * (q * (1 - q))[:, None]).T @ x + 1e-3 * np.eye(2)
        step = np.linalg.solve(bend, slope)
        while loss(w - step) > loss(w) and np.abs(step).max() > 1e-6:
            step = step / 2
        w = w - step
        if np.abs(step).max() < 1e-6:
            break
    return [round(float(v), 4) for v in w]


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("attrib", SHARED / "score" / "attrib_score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _forget() -> None:
    encoder.inventory.cache_clear()
    encoder.weights_hash.cache_clear()
