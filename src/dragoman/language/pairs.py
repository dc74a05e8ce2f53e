"""The type of event that stands between two marked mentions, by an encoder of its own.

The sentence is cut into pieces, pieces that open and close the mentions (and the trigger, where it
is known) are laid between them, and the scores of PLOVER's types, and of no event, are read off. A
second small encoder, since tuning for trees loses what this needs (`training/README.md` has the
figures).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.codes import EventType
from dragoman.errors import ModelError

WEIGHTS = Path(__file__).parent / "english" / "weights"
CLASSES: tuple[EventType | None, ...] = (*EventType, None)
"""What the scores mean, in order; None is no event between the two."""
LONGEST = 240
"""Pieces of a sentence that are read, around the marked mentions."""

_CLS, _SEP = 101, 102
_MARKS = {"actor": (1, 2), "recipient": (3, 4), "trigger": (5, 6)}
_ROLES = tuple(_MARKS)


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with two mentions in it, and a trigger where one is known.

    All are characters (start, end) of `text`; None where a side is not named.
    """

    text: str
    actor: tuple[int, int] | None
    recipient: tuple[int, int] | None
    trigger: tuple[int, int] | None = None


def tokenizer(folder: Path) -> Any:
    """The word pieces of the `tokenizer.json` in a folder, neither cut short nor filled up."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(folder / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


def marked(cutter: Any, pair: Pair) -> tuple[list[int], list[int]]:
    """Ids of the pieces with marks between them, and where each role's mark stands (0 where it does
    not).
    """
    encoding = cutter.encode(pair.text, add_special_tokens=False)
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    inside: list[int] = []
    for role, name in enumerate(_ROLES):
        span = getattr(pair, name)
        if span is None:
            continue
        found = [i for i, (a, b) in enumerate(encoding.offsets) if b > span[0] and a < span[1]]
        if found:
            opens.setdefault(found[0], []).append(role)
            closes.setdefault(found[-1], []).append(role)
            inside += found
    first = max(0, min(inside, default=0) - LONGEST // 4)
    ids, places = [_CLS], [0, 0, 0]
    for i in range(first, min(len(encoding.ids), first + LONGEST)):
        for role in opens.get(i, ()):
            places[role] = len(ids)
            ids.append(_MARKS[_ROLES[role]][0])
        ids.append(encoding.ids[i])
        ids += [_MARKS[_ROLES[role]][1] for role in closes.get(i, ())]
    return [*ids, _SEP], places


def padded(
    rows: Sequence[tuple[list[int], list[int]]],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Rows of `marked` as arrays: ids [rows, longest], zeros at the end, and places [rows, 3]."""
    longest = max(len(ids) for ids, _ in rows)
    laid = np.zeros((len(rows), longest), np.int64)
    for k, (ids, _) in enumerate(rows):
        laid[k, : len(ids)] = ids
    return laid, np.array([places for _, places in rows], np.int64)


def probabilities(pairs: Sequence[Pair], *, batch_size: int = 32) -> npt.NDArray[np.float32]:
    """Calibrated probabilities [pairs, classes], classes in the order of `CLASSES`."""
    session, cutter, temperature = _loaded()
    rows = [marked(cutter, pair) for pair in pairs]
    found = np.zeros((len(rows), len(CLASSES)), np.float32)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    for begin in range(0, len(order), batch_size):
        chosen = order[begin : begin + batch_size]
        ids, places = padded([rows[i] for i in chosen])
        scores = session.run(None, {"ids": ids, "places": places})[0] / temperature
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        found[chosen] = scores / scores.sum(axis=1, keepdims=True)
    return found


@cache
def _loaded() -> tuple[Any, Any, float]:
    import json

    import onnxruntime

    path = WEIGHTS / "pairs.onnx"
    try:
        settings = json.loads((WEIGHTS / "pairs.json").read_text("utf-8"))
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        cutter = tokenizer(WEIGHTS)
    except Exception as error:
        raise ModelError(
            f"{path}: the weights cannot be read ({error}); install dragoman again"
        ) from error
    return session, cutter, float(settings["temperature"])
