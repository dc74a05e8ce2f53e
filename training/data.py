"""Texts with their annotations into windows of numbers, the same windows that reading uses.

A `Text` is a run of words with whatever labels are known for it; each epoch cuts it anew into
windows, of varying length so that short reports are read as well as long ones, and packs windows of
like length into batches.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from dragoman.language.pieces import CLS, SEP, Cutter, shapes
from dragoman.language.split import MUST, may_begin, split
from dragoman.language.windows import LIMIT, windows
from training.labels import NAMES, SHARED, Labels, bundle
from training.rows import rows

NONE = -100
"""No label is known."""
Array = npt.NDArray[np.int32]


@dataclass(slots=True)
class Text:
    """Words with the labels known for them; `NONE` where none is.

    `heads` are places in the text (a root heads itself). `links` hold, for source words and content
    words, the first word of their cue (or the word itself where there is none).
    """

    key: str
    forms: list[str]
    gaps: Array
    breaks: Array
    labels: dict[str, Array] = field(default_factory=dict)
    factuality: npt.NDArray[np.float32] | None = None
    ids: Array = field(default_factory=lambda: np.zeros(0, np.int32))
    counts: Array = field(default_factory=lambda: np.zeros(0, np.int32))
    cases: Array = field(default_factory=lambda: np.zeros(0, np.int32))
    shapes: Array = field(default_factory=lambda: np.zeros(0, np.int32))
    offsets: Array = field(default_factory=lambda: np.zeros(0, np.int32))

    def cut(self, cutter: Cutter) -> Text:
        pieces = cutter.cut(self.forms)
        self.ids, self.counts, self.cases = pieces.ids, pieces.counts, pieces.cases
        self.shapes = shapes(
            self.cases, self.gaps, may_begin(self.forms, self.gaps.astype(np.int8)) > 0
        )
        self.offsets = np.concatenate([[0], np.cumsum(self.counts)]).astype(np.int32)
        return self


def _bio(tags: Sequence[str]) -> list[int]:
    kinds = list(NAMES)
    return [0 if t == "O" else 1 + 2 * kinds.index(t[2:]) + (t[0] == "I") for t in tags]


def trees(name: str, labels: Labels) -> list[Text]:
    """The documents of a treebank ("gum-train", …) with every label it has."""
    documents: dict[str, list[dict[str, Any]]] = {}
    for row in rows(SHARED / "train" / f"{name}.jsonl"):
        documents.setdefault(row["doc"], []).append(row)
    upos = {k: i for i, k in enumerate(labels.upos)}
    features = {k: i for i, k in enumerate(labels.features)}
    relations = {k: i for i, k in enumerate(labels.relations)}
    found = []
    for key, sentences in documents.items():
        forms: list[str] = []
        gaps: list[int] = []
        got: dict[str, list[int]] = {
            k: [] for k in ("upos", "features", "heads", "relations", "starts", "names", "mentions")
        }
        for row in sentences:
            base, n = len(forms), len(row["words"])
            forms += row["words"]
            gaps += [1 if base else 2] + [int(bool(s)) for s in row["spaces"][:-1]]
            got["upos"] += [upos[u] for u in row["upos"]]
            got["features"] += [features.get(bundle(f), NONE) for f in row["feats"]]
            got["heads"] += [base + (h - 1 if h else i) for i, h in enumerate(row["head"])]
            got["relations"] += [
                relations.get(r, relations.get(r.partition(":")[0], NONE)) for r in row["deprel"]
            ]
            got["starts"] += [1] + [0] * (n - 1)
            got["names"] += _bio(row["nne"]) if "nne" in row else [NONE] * n
            got["mentions"] += _bio(row["ner"]) if "ner" in row else [NONE] * n
        arrays = {k: np.array(v, np.int32) for k, v in got.items()}
        if name.endswith("train"):
            _vary(random.Random(key), forms, gaps, got["starts"])
        found.append(Text(key, forms, np.array(gaps, np.int32), arrays["starts"] * MUST, arrays))
    return found


def _vary(generator: random.Random, forms: list[str], gaps: list[int], starts: list[int]) -> None:
    """Write some documents as newspapers do: curly quotation marks, here and there a paragraph."""
    if generator.random() < 0.3:
        opened = False
        for i, form in enumerate(forms):
            if form == '"':
                opened = not opened
                forms[i] = "“" if opened else "”"
            elif "'" in form:
                forms[i] = form.replace("'", "’")
    if generator.random() < 0.5:
        for i, start in enumerate(starts):
            if start and generator.random() < 0.25:
                gaps[i] = 2


def raw(key: str, text: str) -> tuple[Text, Array, Array]:
    """A raw text as a `Text` without labels, and the offsets of its words."""
    w = split(text)
    return (
        Text(key, w.forms, w.gaps.astype(np.int32), w.breaks.astype(np.int32)),
        w.starts,
        w.ends,
    )


def covered(starts: Array, ends: Array, place: Sequence[int]) -> tuple[int, int]:
    """The words (first, last + 1) that a character range touches."""
    first = int(np.searchsorted(ends, place[0], side="right"))
    last = int(np.searchsorted(starts, place[1], side="left"))
    return first, last


_EDGE = frozenset("\"“”‘’'`,.;:—–-()[]…?!")


def attributions(path: Path) -> list[Text]:
    """PolNeAR's articles with roles and links."""
    found = []
    for row in rows(path):
        text, starts, ends = raw(row["id"], row["text"])
        n = len(text.forms)
        roles = {r: np.zeros(n, np.int32) for r in ("source", "cue", "content")}
        links = {r: np.full(n, NONE, np.int32) for r in ("source", "content")}
        for one in row["attributions"]:
            ranges = {
                r: [c for p in one.get(r) or () if (c := covered(starts, ends, p))[0] < c[1]]
                for r in roles
            }
            cue = ranges["cue"][0][0] if ranges["cue"] else None
            for role, places in ranges.items():
                for first, last in places:
                    roles[role][first] = 1
                    roles[role][first + 1 : last] = 2
                    if role != "cue":
                        words = np.arange(first, last)
                        free = words[links[role][words] == NONE]
                        links[role][free] = free if cue is None else cue
        text.labels = {
            **roles,
            "link_source": links["source"],
            "link_content": links["content"],
        }
        # A line break surely begins a sentence, the middle of a word pair surely does
        # not; the rest is not known.
        found.append(text)
    return found


@dataclass(frozen=True, slots=True)
class Piece:
    """A window of a text, ready for a batch."""

    text: Text
    first: int
    last: int
    size: int


ALONE = 0.3
"""Of the texts, how many are cut into their sentences or paragraphs, each a window of its own."""


def cut(texts: Iterable[Text], generator: random.Random | None = None) -> list[Piece]:
    """All windows of the texts; with a generator, of varying length, down to a sentence alone: what
    has only been read among others is read badly alone, and reports may be a sentence long.
    """
    found = []
    for text in texts:
        limit = LIMIT
        if generator is not None:
            if generator.random() < ALONE and (alone := _alone(text, generator)):
                found += alone
                continue
            if generator.random() < 0.4:
                limit = generator.randint(60, LIMIT)
        for w in windows(text.counts, text.breaks.astype(np.int8), text.forms, limit):
            size = int(text.offsets[w.last] - text.offsets[w.first]) + 2
            found.append(Piece(text, w.first, w.last, size))
    return found


def _alone(text: Text, generator: random.Random) -> list[Piece]:
    """A text's sentences, where its trees tell them, or else its paragraphs, one or two a window;
    none where one of these is too long for a window.
    """
    starts = text.labels.get("starts", text.labels.get("silver_starts"))
    if "cue" in text.labels:
        starts = None  # what is said runs on: by paragraphs
    known = starts if starts is not None and (starts == 1).any() else text.breaks == MUST
    edges = [*np.flatnonzero(known == 1).tolist(), len(text.forms)]
    if edges[0] != 0:
        edges.insert(0, 0)
    found, i = [], 0
    while i + 1 < len(edges):
        j = min(i + generator.choice((1, 1, 1, 2)), len(edges) - 1)
        size = int(text.offsets[edges[j]] - text.offsets[edges[i]]) + 2
        if size > LIMIT + 2:
            if j == i + 1:
                return []
            j = i + 1
            size = int(text.offsets[edges[j]] - text.offsets[edges[i]]) + 2
            if size > LIMIT + 2:
                return []
        found.append(Piece(text, edges[i], edges[j], size))
        i = j
    return found


LABELS = (
    "upos",
    "features",
    "heads",
    "relations",
    "starts",
    "names",
    "mentions",
    "source",
    "cue",
    "content",
    "link_source",
    "link_content",
    "events",
    "silver_upos",
    "silver_features",
    "silver_heads",
    "silver_relations",
    "silver_starts",
)
_PLACES = frozenset({"heads", "link_source", "link_content", "silver_heads"})
MASK = 103
"""The piece that stands for a word withheld."""


def batch(
    pieces: Sequence[Piece], withheld: float = 0.0, generator: np.random.Generator | None = None
) -> dict[str, Tensor]:
    """Windows side by side, padded; with a generator, up to `withheld` of a window's words are
    masked, so that what a word is must be told from what is around it.
    """
    b = len(pieces)
    s = max(p.size for p in pieces)
    w = max(p.last - p.first for p in pieces)
    ids = np.zeros((b, s), np.int64)
    shape = np.zeros((b, s), np.int64)
    first = np.zeros((b, w), np.int64)
    count = np.zeros(b, np.int64)
    out = {k: np.full((b, w), NONE, np.int64) for k in LABELS}
    factuality = np.full((b, w), np.nan, np.float32)
    for i, p in enumerate(pieces):
        t, n = p.text, p.last - p.first
        lo, hi = int(t.offsets[p.first]), int(t.offsets[p.last])
        ids[i, 0], ids[i, 1 + hi - lo] = CLS, SEP
        ids[i, 1 : 1 + hi - lo] = t.ids[lo:hi]
        shape[i, 1 : 1 + hi - lo] = np.repeat(
            t.shapes[p.first : p.last], t.counts[p.first : p.last]
        )
        if generator is not None and withheld:
            gone = generator.random(n) < generator.uniform(0, withheld)
            inner = ids[i, 1 : 1 + hi - lo]
            inner[np.repeat(gone, t.counts[p.first : p.last])] = MASK
        first[i, :n] = t.offsets[p.first : p.last] - lo + 1
        count[i] = n
        for k, v in t.labels.items():
            part = v[p.first : p.last].astype(np.int64)
            if k in _PLACES:
                # Heads are inside the window as it ends with a sentence; a cue
                # beyond it counts as none.
                inside = (part >= p.first) & (part < p.last)
                own = np.arange(n)
                part = np.where(part == NONE, NONE, np.where(inside, part - p.first, own))
            out[k][i, :n] = part
        if t.factuality is not None:
            factuality[i, :n] = t.factuality[p.first : p.last]
    tensors = {k: torch.from_numpy(v) for k, v in out.items()}
    tensors |= {
        "ids": torch.from_numpy(ids),
        "shapes": torch.from_numpy(shape),
        "first": torch.from_numpy(first),
        "count": torch.from_numpy(count),
        "factuality": torch.from_numpy(factuality),
    }
    return tensors


def batches(
    pieces: list[Piece], room: int, generator: random.Random | None = None
) -> list[list[Piece]]:
    """Windows of like length together, at most `room` pieces with padding; shuffled with a
    generator.
    """
    noise = generator.uniform if generator is not None else (lambda a, b: 0.0)
    ordered = sorted(pieces, key=lambda p: p.size + noise(-8, 8))
    out: list[list[Piece]] = []
    longest = 0
    for p in ordered:
        if out and max(longest, p.size) * (len(out[-1]) + 1) <= room:
            out[-1].append(p)
            longest = max(longest, p.size)
        else:
            out.append([p])
            longest = p.size
    if generator is not None:
        generator.shuffle(out)
    return out
