"""The encoder's one pass: windows of words in, the scores and choices of every head out.

onnxruntime runs the graph in `english/weights`, loaded when the first text is read. A long window
is read alone, without padding; short ones, of whatever texts, together with those of like length.
A batch never holds more than `ROOM` pieces: it stays in a core's cache, and memory stays bounded
however long the text. Each run takes one thread; several go on side by side, which keeps cores busy
while Python works.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.errors import ModelError
from dragoman.language.decode import allowed, settle
from dragoman.language.pieces import CLS, SEP, Cutter, Pieces, shapes
from dragoman.language.split import MUST, NEVER, Words
from dragoman.language.windows import Window, windows

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

ROOM = 400
"""Pieces in a batch, with padding: what fits a core's cache is read half as fast again as 3,000."""
SHORT = 96
"""Pieces, with padding, of a window that is read together with others; a longer one alone fills a
run well enough, and unpadded is quicker by more."""
STEP = 16
"""Short windows are padded to a multiple of this, a size that no neighbour changes."""
LEAVE = ("SkipLayerNormFusion",)
"""What onnxruntime is not to do to the graph: its joint operator is slower than the two."""
SURE = np.float32(1e3)
"""Added to the score of a sentence start where one must be."""
OUTPUTS = (
    "upos",
    "features",
    "starts",
    "heads",
    "sure",
    "relations",
    "arcs",
    "governor",
    "dependent",
    "names",
    "roles",
    "links",
    "events",
    "factuality",
)
"""What the graph gives, in order; `governor` and `dependent` are halves of the arcs' labels."""
WEIGHTS = ("reader.onnx", "reader.bin", "reader.json", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Inventory:
    """What the classes of each head mean, and the scores of label chains.

    `attribution` are slope and offset of the confidence of attributions, `curves` those of the
    choices of heads (`upos`, `heads`, `relations`, `names`). The biases are added to the scores of
    beginning a fragment: they weigh what is missed against what is made up.
    """

    upos: tuple[str, ...]
    features: tuple[dict[str, str], ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    events: tuple[str, ...]
    role_moves: Floats
    name_moves: Floats
    relation_weight: Floats
    relation_bias: Floats
    attribution: tuple[float, float]
    role_bias: Floats
    name_bias: float
    curves: dict[str, tuple[float, float]] = field(default_factory=dict)

    def believed(self, kind: str, p: Floats) -> Floats:
        """Probabilities that choices are right, from what the head says of them itself."""
        if kind not in self.curves:
            return p
        slope, offset = self.curves[kind]
        p = np.clip(p, 1e-6, 1 - 1e-6)
        return np.asarray(1 / (1 + (p / (1 - p)) ** -slope * np.exp(-offset)), np.float32)


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say of a window; arrays run over its words. `heads` count from its first word.

    `sure` and its like are probabilities of the choice. `names` [word, label] and `roles`
    [word, 3 x label] are scores of labels, `links` [2, word, word] those of a source's and a
    content's word belonging to the cue that begins at the other word.
    """

    window: Window
    upos: Ints
    upos_sure: Floats
    features: Ints
    starts: npt.NDArray[np.bool_]
    heads: Ints
    sure: Floats
    relations: Ints
    relation_sure: Floats
    names: Floats
    roles: Floats
    links: Floats
    events: Floats
    factuality: Floats


@dataclass(slots=True)
class Prepared:
    """A text cut into words, pieces and windows."""

    words: Words
    pieces: Pieces
    offsets: npt.NDArray[np.int32]
    shapes: npt.NDArray[np.int32]
    windows: list[Window]


Item = tuple[Prepared, int, Window]
"""A text, the number of one of its windows, and that window."""


def folder() -> Path:
    """Where the weights lie.

    Raises:
        ModelError: If a file of them is missing.
    """
    path = Path(str(files("dragoman.language").joinpath("english/weights")))
    for name in WEIGHTS:
        if not (path / name).is_file():
            raise ModelError(
                f"{path / name} is missing: install dragoman again, or run `python -m training`"
            )
    return path


@cache
def weights_hash() -> str:
    """The first 16 figures of the SHA-256 of the weights and their labels."""
    digest = hashlib.sha256()
    for name in WEIGHTS:
        digest.update((folder() / name).read_bytes())
    return digest.hexdigest()[:16]


@cache
def inventory() -> Inventory:
    """The labels that the weights were trained with."""
    raw = json.loads((folder() / "reader.json").read_text("utf-8"))
    labels = raw["labels"]
    return Inventory(
        tuple(labels["upos"]),
        tuple(_features(f) for f in labels["features"]),
        tuple(labels["relations"]),
        tuple(labels["names"]),
        tuple(labels["events"]),
        allowed(np.array(raw["role_moves"], np.float32)),
        allowed(np.array(raw["name_moves"], np.float32)[None]),
        np.array(raw["relation_weight"], np.float32),
        np.array(raw["relation_bias"], np.float32),
        (raw["attribution"][0], raw["attribution"][1]),
        np.array(raw["role_bias"], np.float32),
        float(raw["name_bias"]),
        {k: (v[0], v[1]) for k, v in raw.get("curves", {}).items()},
    )


def _features(bundle: str) -> dict[str, str]:
    return {} if bundle == "_" else dict(f.split("=", 1) for f in bundle.split("|"))


@cache
def cutter() -> Cutter:
    """The word pieces of the weights."""
    return Cutter(folder() / "tokenizer.json")


@cache
def session() -> Any:
    """The graph, ready to run, on one thread a run; several runs may go on at once."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    # The graph was saved as it is optimised (`training/quantise.py`).
    # options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    try:
        return onnxruntime.InferenceSession(
            str(folder() / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        raise ModelError(
            f"{folder() / 'reader.onnx'} cannot be loaded ({error}): install dragoman again"
        ) from error


def prepare(words: Words) -> Prepared:
    """Cut a text's words into pieces and windows."""
    pieces = cutter().cut(words.forms)
    offsets = np.zeros(len(words) + 1, np.int32)
    np.cumsum(pieces.counts, out=offsets[1:])
    found = windows(pieces.counts, words.breaks, words.forms)
    shape = shapes(pieces.cases, words.gaps, words.may)
    return Prepared(words, pieces, offsets, shape, found)


def batches(texts: Sequence[Prepared]) -> Iterator[tuple[list[Item], int]]:
    """Windows that are read together, and the pieces to which they are padded.

    What a window is read as hangs on nothing beside it: the scales of activations are fixed in the
    graph, and the length to which a window is padded is its own.
    """
    together: dict[int, list[Item]] = {}
    alone: list[tuple[int, Item]] = []
    for t in texts:
        for k, w in enumerate(t.windows):
            size = int(t.offsets[w.last] - t.offsets[w.first]) + 2
            # One piece at least is padding, so that these always run with a mask.
            padded = -(-(size + 1) // STEP) * STEP
            if padded > SHORT:
                alone.append((size, (t, k, w)))
            else:
                together.setdefault(padded, []).append((t, k, w))
    for size, items in sorted(together.items()):
        for start in range(0, len(items), ROOM // size):
            yield items[start : start + ROOM // size], size
    alone.sort(key=lambda one: one[0])
    for size, item in alone:
        yield [item], size


def feed(batch: Sequence[Item], size: int) -> dict[str, npt.NDArray[Any]]:
    """The graph's inputs for windows of at most `size` pieces."""
    b = len(batch)
    # As many words as a window of that size can have: no neighbour's number of words counts.
    n = size - 2 if size <= SHORT else max(w.last - w.first for _, _, w in batch)
    ids = np.zeros((b, size), np.int64)
    shape = np.zeros((b, size), np.int64)
    first = np.zeros((b, n), np.int64)
    inside = np.zeros((b, n), np.float32)
    force = np.zeros((b, n), np.float32)
    for i, (t, _, w) in enumerate(batch):
        here = slice(w.first, w.last)
        low, length = int(t.offsets[w.first]), w.last - w.first
        span = int(t.offsets[w.last]) - low
        ids[i, 0], ids[i, span + 1] = CLS, SEP
        ids[i, 1 : span + 1] = t.pieces.ids[low : low + span]
        shape[i, 1 : span + 1] = np.repeat(t.shapes[here], t.pieces.counts[here])
        first[i, :length] = t.offsets[here] - (low - 1)
        inside[i, :length] = 1
        breaks = t.words.breaks[here]
        force[i, :length] = SURE * ((breaks == MUST).astype(np.float32) - (breaks == NEVER))
        force[i, 0] = SURE
    return {"ids": ids, "shapes": shape, "first": first, "inside": inside, "force": force}


def runs(
    texts: Sequence[Prepared], threads: int | None = None
) -> Iterator[tuple[list[Item], list[Scores]]]:
    """Read all windows of the texts, batch by batch.

    Args:
        texts: What to read.
        threads: Batches that are read at once; None for as many as there are cores.
    """
    workers = threads or _cores()
    todo = batches(texts)
    if workers == 1:
        for batch, size in todo:
            yield batch, run(batch, size)
        return
    session()
    with ThreadPoolExecutor(workers) as pool:
        ahead: deque[tuple[list[Item], Future[list[Scores]]]] = deque()
        for batch, size in todo:
            ahead.append((batch, pool.submit(run, batch, size)))
            if len(ahead) > 2 * workers:
                first, done = ahead.popleft()
                yield first, done.result()
        for first, done in ahead:
            yield first, done.result()


def _cores() -> int:
    """Cores that this process may use, where the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(batch: Sequence[Item], size: int) -> list[Scores]:
    """Read a batch of windows; every sentence comes out as a tree with one root."""
    lengths = np.array([w.last - w.first for _, _, w in batch], np.int64)
    got = session().run(None, feed(batch, size))
    out = dict(zip(OUTPUTS, got, strict=True))
    heads, arcs, sure, starts = out["heads"], out["arcs"], out["sure"], out["starts"] > 0
    changed = settle(heads, arcs, starts, lengths)
    tags, tag_sure = _choose(out["upos"])
    best, relation_sure = _choose(out["relations"])
    if changed.any():
        rows, places = np.nonzero(changed)
        _relabel(best, rows, places, heads, out["governor"], out["dependent"])
        moved = arcs[rows, places]
        chosen = np.take_along_axis(moved, heads[rows, places][:, None], 1)[:, 0]
        sure[rows, places] = np.exp(chosen - np.logaddexp.reduce(moved, 1))
    inv = inventory()
    sure = inv.believed("heads", sure)
    tag_sure = inv.believed("upos", tag_sure)
    relation_sure = inv.believed("relations", relation_sure)
    found = []
    for i, (_, _, w) in enumerate(batch):
        here = (i, slice(w.last - w.first))
        found.append(
            Scores(
                w,
                tags[here],
                tag_sure[here],
                out["features"][here],
                starts[here],
                heads[here],
                sure[here],
                best[here],
                relation_sure[here],
                out["names"][here],
                out["roles"][here],
                out["links"][:, i, here[1], here[1]],
                out["events"][here],
                out["factuality"][here],
            )
        )
    return found


def _choose(scores: Floats) -> tuple[Ints, Floats]:
    """The best class of each word and its probability."""
    best = scores.argmax(2)
    top = np.take_along_axis(scores, best[..., None], 2)
    return best, np.asarray(1 / np.exp(scores - top).sum(2), np.float32)


def _relabel(
    best: Ints, rows: Ints, places: Ints, heads: Ints, governor: Floats, dependent: Floats
) -> None:
    """Label anew the arcs that the repair of a tree moved."""
    inv = inventory()
    x = dependent[rows, places] + governor[rows, heads[rows, places]]
    x = x * 0.5 * (1 + _erf(x / np.float32(np.sqrt(2))))
    best[rows, places] = (x @ inv.relation_weight.T + inv.relation_bias).argmax(1)


def _erf(x: Floats) -> Floats:
    """The error function, to about 1e-7 (Abramowitz and Stegun 7.1.26)."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    poly = (
        (((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592
    ) * t
    return np.asarray(np.sign(x) * (1 - poly * np.exp(-x * x)), np.float32)
