"""How far an attribution can be believed: a logistic curve over the product of its parts.

Fitted on every other article of PolNeAR's development part and measured on the rest (`evaluate`);
on the training part the heads are too sure of themselves for a curve to mean anything. The heads'
own probabilities are left as they are where their calibration error is small.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from dragoman.language import analyse, encoder
from training.labels import SHARED
from training.measures import stands
from training.rows import rows


def calibrate(target: Path) -> None:
    """Write the curve into `reader.json`."""
    path = target / "reader.json"
    content = json.loads(path.read_text("utf-8"))
    content["attribution"] = [1.0, 0.0]
    path.write_text(json.dumps(content), "utf-8")
    encoder.inventory.cache_clear()
    encoder.weights_hash.cache_clear()
    gold = list(rows(SHARED / "gold/says/polnear.dev.jsonl"))[1::2]
    raw: list[float] = []
    right: list[bool] = []
    for row, analysis in zip(gold, analyse([r["text"] for r in gold]), strict=True):
        for found in analysis.attributions:
            if found.content:
                raw.append(found.confidence)
                right.append(stands(found, row["attributions"]))
    p = np.clip(np.array(raw), 1e-6, 1 - 1e-6)
    x = np.stack([np.log(p / (1 - p)), np.ones_like(p)], 1)
    y = np.array(right, float)
    w = np.array([1.0, 0.0])
    for _ in range(50):
        q = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (q - y) + 1e-3 * w
        curve = (x * (q * (1 - q))[:, None]).T @ x + 1e-3 * np.eye(2)
        w = w - np.linalg.solve(curve, slope)
    content["attribution"] = [round(float(v), 4) for v in w]
    path.write_text(json.dumps(content), "utf-8")
    encoder.inventory.cache_clear()
    encoder.weights_hash.cache_clear()
