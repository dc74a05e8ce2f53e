"""Small measures that scoring and calibration share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.language import Attribution
from dragoman.language.encoder import Inventory
from dragoman.language.heads import Read
from dragoman.language.split import MUST, NEVER, Words, may_begin
from training.labels import NAMES, SHARED, bundle, held_out
from training.rows import rows

Judged = tuple[npt.NDArray[Any], npt.NDArray[np.bool_]]
"""Probabilities of choices, and which of these were right."""
KINDS = {**{f"{p}-{k}": f"{p}-{v}" for k, v in NAMES.items() for p in "BI"}, "O": "O"}
"""GUM's labels of names, and ours."""


class Calibration:
    """Probabilities beside whether they came true."""

    def __init__(self) -> None:
        self.p: list[npt.NDArray[np.float64]] = []
        self.right: list[npt.NDArray[np.float64]] = []

    def add(self, p: npt.ArrayLike, right: npt.ArrayLike) -> None:
        self.p.append(np.asarray(p, np.float64).ravel())
        self.right.append(np.asarray(right, np.float64).ravel())

    @property
    def pairs(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """All probabilities, and 1 or 0 for each."""
        return np.concatenate(self.p), np.concatenate(self.right)

    def error(self, bins: int = 15) -> float:
        """Expected calibration error over bins of equal width."""
        p, right = self.pairs
        places = np.minimum((p * bins).astype(int), bins - 1)
        total = 0.0
        for k in range(bins):
            here = places == k
            if here.any():
                total += here.mean() * abs(float(p[here].mean() - right[here].mean()))
        return round(float(total), 4)


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


@dataclass(frozen=True, slots=True)
class Gold:
    """A document's annotation, a label a word; `heads` are places in it, a root's its own."""

    upos: list[str]
    features: list[str]
    heads: list[int]
    relations: list[str]
    names: list[str] | None


def annotated(sentences: list[dict[str, Any]]) -> Gold:
    """The annotation of a document's sentences."""
    heads: list[int] = []
    for row in sentences:
        base = len(heads)
        heads += [base + (h - 1 if h else i) for i, h in enumerate(row["head"])]
    return Gold(
        [u for row in sentences for u in row["upos"]],
        [bundle(f) for row in sentences for f in row["feats"]],
        heads,
        [r for row in sentences for r in row["deprel"]],
        [KINDS[x] for row in sentences for x in row["nne"]] if "nne" in sentences[0] else None,
    )


def judged(r: Read, gold: Gold, inv: Inventory) -> dict[str, Judged]:
    """Each head's choices in a window of gold words beside the annotation; relations where the head
    is right.
    """
    a, b = r.window.first, r.window.last

    def right(found: npt.NDArray[Any], labels: Sequence[str], want: Sequence[str]) -> Any:
        return np.array([labels[i] for i in found]) == np.array(want[a:b])

    heads = (r.heads + a) == np.array(gold.heads[a:b])
    relations = right(r.relations, inv.relations, gold.relations)
    found = {
        "upos": (r.upos_sure, right(r.upos, inv.upos, gold.upos)),
        "heads": (r.sure, heads),
        "relations": (r.relation_sure[heads], relations[heads]),
    }
    if gold.names is not None:
        found["names"] = (r.names_sure, right(r.names, inv.names, gold.names))
    return found


def documents(name: str, *, apart: bool = False) -> dict[str, list[dict[str, Any]]]:
    """The documents of a treebank; with `apart` those that training left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows(SHARED / "train" / f"{name}.jsonl"):
        if not apart or held_out(row["doc"]):
            found.setdefault(row["doc"], []).append(row)
    return found
