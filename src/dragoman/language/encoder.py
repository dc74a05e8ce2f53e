"""The encoder's one pass: windows of words in, the scores and choices of every head out.

onnxruntime runs the graph in `english/weights`; it is loaded when the first text is read, once for
each number of threads. Windows of like length run together, so that little is padding, and a batch
never holds more than `ROOM` pieces, so that memory stays bounded however long the text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
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

ROOM = 3072
SURE = np.float32(1e3)
"""Added to the score of a sentence start where one must be."""
WEIGHTS = ("reader.onnx", "reader.json", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Inventory:
    """What the classes of each head mean, and the scores of label chains."""

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


@dataclass(frozen=True, slots=True)
class Read:
    """A window as the encoder read it; arrays run over its words. `heads` count from the window's
    first word.
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
    reads: list[Read | None] = field(default_factory=list)


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
        (raw["attribution"][0], raw["attribution"][1]) if "attribution" in raw else (1.0, 0.0),
    )


def _features(bundle: str) -> dict[str, str]:
    return {} if bundle == "_" else dict(f.split("=", 1) for f in bundle.split("|"))


@cache
def cutter() -> Cutter:
    """The word pieces of the weights."""
    return Cutter(folder() / "tokenizer.json")


@cache
def session(threads: int | None) -> Any:
    """The graph, ready to run.

    Args:
        threads: Threads of one run; None leaves it to onnxruntime (all cores).
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    if threads is not None:
        options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.log_severity_level = 3
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
    return Prepared(words, pieces, offsets, shape, found, [None] * len(found))


def read(texts: Sequence[Prepared], threads: int | None = None) -> None:
    """Run the encoder over all windows of the texts and fill their `reads`."""
    todo = [
        (int(t.offsets[w.last] - t.offsets[w.first]) + 2, t, k, w)
        for t in texts
        for k, w in enumerate(t.windows)
    ]
    todo.sort(key=lambda item: item[0])
    start = 0
    while start < len(todo):
        end = start + 1
        while end < len(todo) and todo[end][0] * (end + 1 - start) <= ROOM:
            end += 1
        _run([(t, k, w) for _, t, k, w in todo[start:end]], todo[end - 1][0], threads)
        start = end


def _run(batch: list[tuple[Prepared, int, Window]], size: int, threads: int | None) -> None:
    b, n = len(batch), max(w.last - w.first for _, _, w in batch)
    ids = np.zeros((b, size), np.int64)
    shape = np.zeros((b, size), np.int64)
    first = np.zeros((b, n), np.int64)
    inside = np.zeros((b, n), np.float32)
    force = np.zeros((b, n), np.float32)
    lengths = np.zeros(b, np.int64)
    for i, (t, _, w) in enumerate(batch):
        low, high, length = int(t.offsets[w.first]), int(t.offsets[w.last]), w.last - w.first
        span = high - low
        ids[i, 0], ids[i, span + 1] = CLS, SEP
        ids[i, 1 : span + 1] = t.pieces.ids[low:high]
        shape[i, 1 : span + 1] = np.repeat(
            t.shapes[w.first : w.last], t.pieces.counts[w.first : w.last]
        )
        first[i, :length] = t.offsets[w.first : w.last] - (low - 1)
        inside[i, :length] = 1
        breaks = t.words.breaks[w.first : w.last]
        force[i, :length] = SURE * ((breaks == MUST).astype(np.float32) - (breaks == NEVER))
        force[i, 0] = SURE
        lengths[i] = length
    got = session(threads).run(
        None, {"ids": ids, "shapes": shape, "first": first, "inside": inside, "force": force}
    )
    (
        upos,
        features,
        start,
        heads,
        sure,
        relations,
        arcs,
        governor,
        dependent,
        names,
        roles,
        links,
        events,
        fact,
    ) = got
    starts = start > 0
    changed = settle(heads, arcs, starts, lengths)
    best = relations.argmax(2)
    if changed.any():
        rows, places = np.nonzero(changed)
        _relabel(best, rows, places, heads, governor, dependent)
        sure[rows, places] = np.exp(
            arcs[rows, places, heads[rows, places]] - np.logaddexp.reduce(arcs[rows, places], 1)
        )
    tags, tag_sure = _choose(upos)
    _, relation_sure = _choose(relations)
    for i, (t, k, w) in enumerate(batch):
        m = w.last - w.first
        t.reads[k] = Read(
            w,
            tags[i, :m],
            tag_sure[i, :m],
            features[i, :m],
            starts[i, :m],
            heads[i, :m],
            sure[i, :m],
            best[i, :m],
            relation_sure[i, :m],
            names[i, :m],
            roles[i, :m],
            links[:, i, :m, :m],
            events[i, :m],
            fact[i, :m],
        )


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
