"""Between which values a tensor lies, measured on training texts by the graph in 32 bits.

A few values are far from all others: clipping them costs a little where they are and makes the
steps of all others finer. For each tensor those limits are taken that bring the least error into
its products, over words drawn at random and all the marks at the ends of windows, which have the
largest values and are looked at by every word.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.language.encoder import LEAVE, Prepared, batches, feed, prepare
from dragoman.language.pieces import CLS, SEP
from dragoman.language.split import split
from training.labels import SHARED
from training.measures import documents, gold_words
from training.rows import rows

Floats = npt.NDArray[np.float32]

SHARE = 0.06
"""Of the pieces of a window, how many are looked at for errors."""
BATCHES = 120
CLIPS = (1, 0.85, 0.7, 0.55, 0.4, 0.28)
"""Limits that are tried, as shares of the largest value."""
USUAL = (1, 0.995, 0.98, 0.95, 0.9, 0.75)
"""Channels' largest values that are tried as the largest of all, as quantiles."""
WORTH = 0.6
"""Of the error that is left, dividing a tensor's channels must leave no more than this."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The least and largest value of each channel of a tensor, and some of its rows."""

    low: Floats
    high: Floats
    rows: Floats

    def divided(self, factor: Floats) -> Measured:
        return Measured(self.low / factor, self.high / factor, self.rows / factor)

    def range(self, weight: Floats) -> tuple[float, float, float]:
        """The limits that bring the least error into products with `weight` [channel, out], and
        that error: of the values in 8 bits, and of the weights.
        """
        low, high = min(0.0, float(self.low.min())), max(0.0, float(self.high.max()))
        matters = (weight**2).sum(1)
        found = (low, high, np.inf)
        for a in CLIPS if low < -0.5 else (1,):  # GELU's values end at -0.17
            for b in CLIPS:
                step = max(high * b - low * a, 1e-6) / 255
                zero = round(-low * a / step)
                near = (np.clip(np.round(self.rows / step) + zero, 0, 255) - zero) * step
                error = float((((near - self.rows) ** 2) @ matters).mean())
                if error < found[2]:
                    found = (low * a, high * b, error)
        steps = np.abs(weight).max(0) / 127
        rounded = float((self.rows**2).sum(1).mean() * (steps**2).sum() / 12)
        return found[0], found[1], found[2] + rounded


def smoothing(measured: Measured, weight: Floats) -> Floats | None:
    """By what each channel should be divided: those larger than most, by how much; None where that
    makes the error little smaller.
    """
    size = np.maximum(np.maximum(-measured.low, measured.high), 1e-6)
    best: Floats | None = None
    first = least = measured.range(weight)[2]
    for share in USUAL[1:]:
        factor = np.maximum(size / np.quantile(size, share), 1).astype(np.float32)
        error = measured.divided(factor).range(weight * factor[:, None])[2]
        if error < least:
            best, least = factor, error
    return best if least < WORTH * first else None


def texts(seed: int = 0) -> list[Prepared]:
    """Training texts to measure on."""
    generator = random.Random(seed)
    found = [
        prepare(gold_words(d))
        for name in ("gum-train", "ewt-train")
        for d in generator.sample(list(documents(name).values()), 30)
    ]
    said = list(rows(SHARED / "gold/says/polnear.train.jsonl"))
    return found + [prepare(split(str(r["text"]))) for r in generator.sample(said, 20)]


def measure(
    graph: Path, names: Sequence[str], given: Sequence[Prepared], seed: int = 0
) -> dict[str, Measured]:
    """The tensors `names`, which the graph gives out besides, over so many batches of texts."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session: Any = onnxruntime.InferenceSession(
        str(graph), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(LEAVE)
    )
    todo = list(batches(given))
    random.Random(seed).shuffle(todo)
    generator = np.random.default_rng(seed)
    low: dict[str, Floats] = {}
    high: dict[str, Floats] = {}
    kept: dict[str, list[Floats]] = {name: [] for name in names}
    for batch, size in todo[:BATCHES]:
        inputs = feed(batch, size)
        ids, inside = inputs["ids"], inputs["inside"] > 0
        mark = (ids == CLS) | (ids == SEP)
        piece = ((generator.random(ids.shape) < SHARE) & (ids != 0)) | mark
        word = (generator.random(inside.shape) < SHARE) & inside
        for name, value in zip(names, session.run(list(names), inputs), strict=True):
            of_pieces = value.shape[1] == ids.shape[1]
            real = value[ids != 0 if of_pieces else inside]
            low[name] = np.minimum(low.get(name, np.float32(0)), real.min(0))
            high[name] = np.maximum(high.get(name, np.float32(0)), real.max(0))
            kept[name].append(value[piece if of_pieces else word])
    return {n: Measured(low[n], high[n], np.concatenate(kept[n])) for n in names}
