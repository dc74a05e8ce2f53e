"""Windows as they were read into sentences of tokens and attributions of characters.

Windows of one text are laid side by side; a sentence that a window's end had cut is joined again,
its later pieces hanging from the root of the first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dragoman.language.encoder import Inventory, Prepared, inventory
from dragoman.language.heads import Range, Read
from dragoman.language.lemmas import lemma
from dragoman.language.sentence import Analysis, Attribution, Places, Sentence, Signals, Token

Ints = npt.NDArray[np.int64]


def assemble(text: Prepared, reads: Sequence[Read]) -> Analysis:
    """The analysis of a text whose windows have been read."""
    n = len(text.words)
    if n == 0:
        return Analysis(text.words.text, ())
    inv = inventory()
    heads, begins = _join(reads, n)
    edges = [*np.flatnonzero(begins).tolist(), n]
    return Analysis(
        text.words.text,
        _sentences(text, reads, heads, edges, inv),
        _attributions(text, reads, inv),
        _signals(reads, edges, inv),
    )


def _join(reads: Sequence[Read], n: int) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Heads [word] in the text, roots heading themselves, and where sentences begin."""
    heads = np.concatenate([r.heads + r.window.first for r in reads])
    begins = np.concatenate([r.starts for r in reads])
    above = -1
    for r in reads:
        first, last = r.window.first, r.window.last
        roots = np.flatnonzero(heads[first:last] == np.arange(first, last)) + first
        if r.window.continued and above >= 0:
            begins[first] = False
            heads[roots[0]] = above
            if len(roots) == 1:
                continue
        above = int(roots[-1])
    begins[0] = True
    return heads, begins


def _signals(reads: Sequence[Read], edges: list[int], inv: Inventory) -> tuple[Signals, ...]:
    sure = np.concatenate([r.sure * r.relation_sure for r in reads])
    events = np.concatenate([r.events for r in reads])
    events = np.exp(events - events.max(1, keepdims=True))
    events /= events.sum(1, keepdims=True)
    factuality = np.clip(np.concatenate([r.factuality for r in reads]), -3, 3)
    return tuple(
        Signals(sure[a:b], events[a:b], factuality[a:b], inv.events) for a, b in pairwise(edges)
    )


def _sentences(
    t: Prepared, reads: Sequence[Read], heads: Ints, edges: list[int], inv: Inventory
) -> tuple[Sentence, ...]:
    words = t.words
    own = heads == np.arange(len(words))
    base = np.repeat(np.array(edges[:-1]), np.diff(edges))
    above = np.where(own, -1, heads - base).tolist()
    tags = [inv.upos[i] for r in reads for i in r.upos.tolist()]
    feats = [inv.features[i] for r in reads for i in r.features.tolist()]
    name = [inv.names[i] for r in reads for i in r.names.tolist()]
    relation = [inv.relations[i] for r in reads for i in r.relations.tolist()]
    for i, (root, label) in enumerate(zip(own.tolist(), relation, strict=True)):
        if root != (label == "root"):
            # A piece of a cut sentence lost its root to the piece before.
            relation[i] = "root" if root else "parataxis"
    starts, ends = words.starts.tolist(), words.ends.tolist()
    forms = words.forms
    paragraphs = words.paragraphs
    found = []
    for k in range(len(edges) - 1):
        first, last = edges[k], edges[k + 1]
        tokens = tuple(
            Token(
                i - first, forms[i], starts[i], ends[i], tags[i], above[i], relation[i], name[i],
                lemma(forms[i], tags[i], feats[i]), feats[i],
            )
            for i in range(first, last)
        )  # fmt: skip
        found.append(Sentence(k, starts[first], ends[last - 1], tokens, int(paragraphs[first])))
    return tuple(found)


def _attributions(text: Prepared, reads: Sequence[Read], inv: Inventory) -> tuple[Attribution, ...]:
    """All attributions; content without a cue goes to the last one of the window before."""
    found: list[Attribution] = []
    before: int | None = None
    for r in reads:
        here: int | None = None
        for said in r.said:
            content = _places(text, r, said.content)
            if not said.cue and before is not None:
                above = found[before]
                found[before] = replace(above, content=_united(above.content, content))
                here = before if here is None else here
                continue
            source, cue = _places(text, r, said.source), _places(text, r, said.cue)
            found.append(Attribution(source, cue, content, _calibrated(said.raw, inv)))
            if content and (here is None or content[-1] > found[here].content[-1]):
                here = len(found) - 1
        before = here
    return tuple(found)


def _united(first: Places, second: Places) -> Places:
    """Character ranges in order, those that touch (but for a space) made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted((*first, *second)):
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def _calibrated(raw: float, inv: Inventory) -> float:
    """The probability that an attribution stands, from the product of its parts."""
    slope, offset = inv.attribution
    odds = math.log(max(raw, 1e-6) / max(1 - raw, 1e-6))
    return round(1 / (1 + math.exp(-(slope * odds + offset))), 4)


def _places(t: Prepared, r: Read, ranges: list[Range]) -> Places:
    base = r.window.first
    starts, ends = t.words.starts, t.words.ends
    return tuple(sorted((int(starts[base + a]), int(ends[base + b - 1])) for a, b in ranges))
