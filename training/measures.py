"""Small measures that scoring and calibration share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.language import Attribution
from dragoman.language.split import MUST, NEVER, Words, may_begin
from training.labels import SHARED
from training.rows import rows


class Calibration:
    """Probabilities beside whether they came true."""

    def __init__(self) -> None:
        self.p: list[npt.NDArray[np.float64]] = []
        self.right: list[npt.NDArray[np.float64]] = []

    def add(self, p: npt.ArrayLike, right: npt.ArrayLike) -> None:
        self.p.append(np.asarray(p, np.float64).ravel())
        self.right.append(np.asarray(right, np.float64).ravel())

    def error(self, bins: int = 15) -> float:
        """Expected calibration error over bins of equal width."""
        p, right = np.concatenate(self.p), np.concatenate(self.right)
        places = np.minimum((p * bins).astype(int), bins - 1)
        total = 0.0
        for k in range(bins):
            here = places == k
            if here.any():
                total += here.mean() * abs(float(p[here].mean() - right[here].mean()))
        return round(total, 4)


def characters(places: Iterable[Sequence[int]]) -> set[int]:
    return {i for a, b in places for i in range(a, b)}


def stands(found: Attribution, gold: Iterable[Mapping[str, Any]]) -> bool:
    """Whether gold has an attribution of half its content and of its source (or of none, too)."""
    content, source = characters(found.content), characters(found.source)
    for one in gold:
        c, s = characters(one["content"]), characters(one["source"])
        if 2 * len(content & c) >= len(content | c) and (bool(source & s) or not (source or s)):
            return True
    return False


def fragments(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Named spans (first, last + 1, kind) of BIO labels."""
    found, start = set(), -1
    for i, x in enumerate([*labels, "O"]):
        if start >= 0 and not x.startswith("I-"):
            found.add((start, i, labels[start][2:]))
            start = -1
        if x.startswith("B-"):
            start = i
    return found


def gold_words(sentences: list[dict[str, Any]]) -> Words:
    """The gold words and sentences of a document in the form that the encoder reads."""
    forms: list[str] = []
    gaps: list[int] = []
    breaks: list[int] = []
    for row in sentences:
        n = len(row["words"])
        gaps += [1 if forms else 2] + [int(bool(s)) for s in row["spaces"][:-1]]
        forms += row["words"]
        breaks += [MUST] + [NEVER] * (n - 1)
    gap = np.array(gaps, np.int8)
    zeros = np.zeros(len(forms), np.int32)
    may = may_begin(forms, gap) > 0
    return Words("", forms, zeros, zeros, gap, np.array(breaks, np.int8), may, zeros)


def documents(name: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows(SHARED / "train" / f"{name}.jsonl"):
        found.setdefault(row["doc"], []).append(row)
    return found
