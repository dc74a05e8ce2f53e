"""From the scores of windows to what is kept of them: names, and who is said to have said what.

Names and roles are decoded as the best chains of labels, many windows at once. Sources and contents
then go to the cue that the linking head points them to, so that only fragments are kept and the
scores, which are large, can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dragoman.language.decode import chains, fragments, marginals
from dragoman.language.encoder import Inventory, Prepared, Scores, inventory, runs
from dragoman.language.windows import Window

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Range = tuple[int, int]

TOGETHER = 64
"""Windows whose chains are decoded at once."""
SHARED_SOURCE = 0.02
"""A cue without a source of its own takes one that points to it with at least this probability."""

BY_TREE = 0.7
"""How much less an attribution is believed whose source only the tree tells."""


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution as ranges of words of a window; `raw` multiplies the parts' probabilities."""

    source: list[Range]
    cue: list[Range]
    content: list[Range]
    raw: float


@dataclass(frozen=True, slots=True)
class Read:
    """A window as it was read; arrays run over its words, `heads` count from its first."""

    window: Window
    upos: Ints
    upos_sure: Floats
    features: Ints
    starts: npt.NDArray[np.bool_]
    heads: Ints
    sure: Floats
    relations: Ints
    relation_sure: Floats
    names: Ints
    names_sure: Floats
    said: list[Said]
    events: Floats
    factuality: Floats


def read(texts: Sequence[Prepared], threads: int | None = None) -> list[list[Read]]:
    """Read all windows of the texts.

    Returns:
        For each text its windows, in order.
    """
    found: list[list[Read | None]] = [[None] * len(t.windows) for t in texts]
    number = {id(t): i for i, t in enumerate(texts)}
    places: list[tuple[int, int]] = []
    waiting: list[Scores] = []

    def decode() -> None:
        for (i, k), read_window in zip(places, finish(waiting, inventory()), strict=True):
            found[i][k] = read_window
        places.clear()
        waiting.clear()

    for batch, scores in runs(texts, threads):
        waiting += scores
        places += [(number[id(t)], k) for t, k, _ in batch]
        if len(waiting) >= TOGETHER:
            decode()
    decode()
    return [[r for r in rows if r is not None] for rows in found]


def finish(scores: Sequence[Scores], inv: Inventory) -> list[Read]:
    """Decode the chains of windows and put their attributions together."""
    if not scores:
        return []
    lengths = np.array([len(s.upos) for s in scores], np.int64)
    b, n = len(scores), int(lengths.max())
    names = np.zeros((b, n, len(inv.names)), np.float32)
    roles = np.zeros((3, b, n, 3), np.float32)
    for i, s in enumerate(scores):
        names[i, : lengths[i]] = s.names
        roles[:, i, : lengths[i]] = s.roles.reshape(-1, 3, 3).transpose(1, 0, 2)
    roles[..., 1] += inv.role_bias[:, None, None]
    names[..., 1::2] += inv.name_bias
    best_names = chains(names, inv.name_moves, lengths)
    p_names = marginals(names, inv.name_moves, lengths)
    flat, moves = roles.reshape(3 * b, n, 3), np.repeat(inv.role_moves, b, axis=0)
    best = chains(flat, moves, np.tile(lengths, 3)).reshape(3, b, n)
    p = marginals(flat, moves, np.tile(lengths, 3)).reshape(3, b, n, 3)
    chosen = np.take_along_axis(p_names, best_names[..., None], 2)[..., 0]
    chosen = inv.believed("names", chosen)
    return [
        Read(
            s.window,
            s.upos,
            s.upos_sure,
            s.features,
            s.starts,
            s.heads,
            s.sure,
            s.relations,
            s.relation_sure,
            best_names[i, : lengths[i]],
            chosen[i, : lengths[i]],
            list(_attributions(s, best[:, i, : lengths[i]], p[:, i], inv)),
            s.events,
            s.factuality,
        )
        for i, s in enumerate(scores)
    ]


def _attributions(s: Scores, labels: Ints, p: Floats, inv: Inventory) -> Iterator[Said]:
    """The attributions of a window whose words have the role labels [role, word]."""
    parts = [[(a, b) for a, b, _ in fragments(labels[k])] for k in range(3)]
    sources, cues, contents = parts
    heads = np.array([c[0] for c in cues], np.int64)
    to_source, to_content = _pointing(s, 0, sources, heads), _pointing(s, 1, contents, heads)
    content_of = to_content.argmax(1) if contents else np.zeros(0, np.int64)
    for j in np.flatnonzero(content_of == len(cues)).tolist():
        # Its cue is in no sentence of this window: it goes on from the window before.
        yield Said([], [], [contents[j]], 0.5 * _certainty(p, contents[j], 2))
    source_of = to_source[:, : len(cues)].argmax(1) if cues else np.zeros(0, np.int64)
    for i, cue in enumerate(cues):
        mine = np.flatnonzero(source_of == i).tolist()
        said = np.flatnonzero(content_of == i).tolist()
        if not mine and said and sources:
            # One source may have several cues ("X said … and added …"), and points to one of them.
            spare = int(to_source[:, i].argmax())
            mine = [spare] if to_source[spare, i] >= SHARED_SOURCE else []
        links = [*(to_source[j, i] for j in mine), *(to_content[j, i] for j in said)]
        certain = [
            _certainty(p, cue, 1),
            *(_certainty(p, sources[j], 0) for j in mine),
            *(_certainty(p, contents[j], 2) for j in said),
        ]
        raw = min(certain) * float(min(links, default=0.5))
        source = [sources[j] for j in mine]
        if not source and said and (subject := _subject(s, cue, labels, inv)):
            source, raw = [subject], raw * BY_TREE
        yield Said(source, [cue], [contents[j] for j in said], raw)


def _subject(s: Scores, cue: Range, labels: Ints, inv: Inventory) -> Range | None:
    """The subject of a cue in the tree, where the heads marked no source."""
    words = np.arange(len(s.heads))
    subjects = [k for k, name in enumerate(inv.relations) if name == "nsubj"]
    below = np.isin(s.relations, subjects) & (s.heads >= cue[0]) & (s.heads < cue[1])
    below &= (s.heads != words) & ((words < cue[0]) | (words >= cue[1]))
    if not below.any():
        return None
    top = int(np.flatnonzero(below)[0])
    inside = words == top
    for _ in range(len(words)):
        more = inside | (inside[s.heads] & (s.heads != words))
        if (more == inside).all():
            break
        inside = more
    first, last = top, top + 1
    while first and inside[first - 1]:
        first -= 1
    while last < len(words) and inside[last]:
        last += 1
    return None if labels[1:, first:last].any() else (first, last)


def _pointing(s: Scores, kind: int, ranges: list[Range], heads: Ints) -> Floats:
    """Probabilities [fragment, cue or none] that a fragment belongs to a cue, or to none here.

    The mean over the words of the fragment; a word that points to itself points to no cue.
    """
    out = np.zeros((len(ranges), len(heads) + 1), np.float32)
    for j, (first, last) in enumerate(ranges):
        words = np.arange(first, last)
        own = s.links[kind, words, words]
        scores = np.concatenate([s.links[kind, first:last][:, heads], own[:, None]], 1)
        p = np.exp(scores - scores.max(1, keepdims=True))
        out[j] = (p / p.sum(1, keepdims=True)).mean(0)
    return out


def _certainty(p: Floats, place: Range, role: int) -> float:
    """Probability that the fragment begins and ends in its role."""
    first, last = place
    begins = p[role, first, 1] if first else 1 - p[role, 0, 0]
    return float(begins * (1 - p[role, last - 1, 0]))
