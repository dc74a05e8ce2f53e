"""Which reports tell the same story: TF-IDF over stems, groups joined by their average likeness.

Two quakes or two arrests are told in much the same words; what tells one from the other are its
numbers (tolls, ages, magnitudes, dates), so these count double. Groups join from the most alike
down while their average is at least the threshold, which is a function of the set alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

THRESHOLD = 0.15
"""The least average likeness of one story. Set on the development documents of ECB+."""

NUMBER = 2.0
"""How much more a number tells than a word."""

_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*")
_COMMON = frozenset(
    "the a an of to in on for and or is are was were be been by with at from as that this it its "
    "his her he she they their has have had not but will who which after said says".split()
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s")


def stories(texts: Mapping[str, str], threshold: float = THRESHOLD) -> list[tuple[str, ...]]:
    """Groups reports by story.

    Args:
        texts: Texts by the reports' ids: some thousands at most, for every pair is compared.
        threshold: The least average likeness, 0 to 1, at which two groups are one.

    Returns:
        The ids of each story, sorted; every report is in one.
    """
    ids = sorted(texts)
    if not ids:
        return []
    likeness = _likeness([texts[i] for i in ids])
    groups = {n: [n] for n in range(len(ids))}
    sizes = np.ones(len(ids))
    np.fill_diagonal(likeness, -1.0)
    while len(groups) > 1:
        flat = int(likeness.argmax())
        one, two = sorted(divmod(flat, len(ids)))
        if likeness[one, two] < threshold:
            break
        total = sizes[one] + sizes[two]
        row = (likeness[one] * sizes[one] + likeness[two] * sizes[two]) / total
        row[likeness[one] < 0] = -1.0
        likeness[one], likeness[:, one] = row, row
        likeness[one, one] = -1.0
        likeness[two], likeness[:, two] = -1.0, -1.0
        sizes[one] = total
        groups[one] += groups.pop(two)
    return sorted(tuple(sorted(ids[n] for n in members)) for members in groups.values())


def _likeness(texts: list[str]) -> NDArray[np.float64]:
    """The cosines of all pairs of texts."""
    counts = [Counter(_tokens(t)) for t in texts]
    spread = Counter(w for c in counts for w in c)
    column = {w: n for n, w in enumerate(sorted(spread))}
    table = np.zeros((len(texts), max(len(column), 1)))
    for n, words in enumerate(counts):
        for word, times in words.items():
            weight = NUMBER if word[0].isdigit() else 1.0
            rare = math.log((1 + len(texts)) / (1 + spread[word]))
            table[n, column[word]] = weight * (1 + math.log(times)) * rare
    norms = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(norms > 0, norms, 1.0)
    return np.asarray(table @ table.T)


def _tokens(text: str) -> list[str]:
    words = (w.casefold().rstrip(".,") for w in _TOKEN.findall(text))
    return [_stem(w) for w in words if len(w) > 1 and w not in _COMMON]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def root(trigger: str) -> str:
    """What a trigger and its derivations share: "acquired", "acquisition" → "acqui".

    It is the beginning of the base form of its last word, for verb and noun of one deed part ways
    only after it.
    """
    from dragoman.language.lemmas import lemma

    words = [w.casefold() for w in _TOKEN.findall(trigger)]
    full = [w for w in words if w not in _COMMON and w not in _PARTICLES] or words
    if not full:
        return trigger.casefold()
    last = full[-1]
    base = lemma(last, "VERB", {"Tense": "Past"})
    if base == last:
        base = lemma(last, "VERB", {"VerbForm": "Ger"})
    return _stem(base)[:ROOT]


ROOT = 5
"""Letters of a root that are compared."""

_PARTICLES = frozenset({"up", "off", "out", "over", "down", "away", "back"})
