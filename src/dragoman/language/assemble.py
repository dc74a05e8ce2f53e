"""Windows as the encoder read them into sentences of tokens, and fragments into attributions.

Windows of one text are laid side by side; a sentence that a window's end had cut is joined again,
its later pieces hanging from the root of the first. Sources and contents go to the cue that the
linking head points them to.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dragoman.language.decode import chains, fragments, marginals
from dragoman.language.encoder import Inventory, Prepared, Read, inventory
from dragoman.language.lemmas import lemma
from dragoman.language.sentence import Analysis, Attribution, Places, Sentence, Signals, Token

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

ROLES = ("source", "cue", "content")
SHARED_SOURCE = 0.02
"""A cue without a source of its own takes one that points to it with at least this probability."""


def assemble(texts: Sequence[Prepared]) -> list[Analysis]:
    """The analyses of texts whose windows have been read."""
    inv = inventory()
    reads = [r for t in texts for r in t.reads if r is not None]
    names, roles, certain = label(reads, inv)
    out, at = [], 0
    for t in texts:
        here = slice(at, at + len(t.windows))
        out.append(_text(t, names[here], roles[here], certain[here], inv))
        at += len(t.windows)
    return out


def label(reads: Sequence[Read], inv: Inventory) -> tuple[list[Ints], list[Ints], list[Floats]]:
    """The best chains of labels of all windows.

    Returns:
        Names [word]; roles [role, word]; probabilities of the roles' labels [role, word, label].
    """
    if not reads:
        return [], [], []
    lengths = np.array([len(r.upos) for r in reads], np.int64)
    b, n = len(reads), int(lengths.max())
    names = np.zeros((b, n, len(inv.names)), np.float32)
    roles = np.zeros((3, b, n, 3), np.float32)
    for i, r in enumerate(reads):
        names[i, : lengths[i]] = r.names
        roles[:, i, : lengths[i]] = r.roles.reshape(-1, 3, 3).transpose(1, 0, 2)
    best_names = chains(names, inv.name_moves, lengths)
    flat, moves, thrice = (
        roles.reshape(3 * b, n, 3),
        np.repeat(inv.role_moves, b, axis=0),
        np.tile(lengths, 3),
    )
    best = chains(flat, moves, thrice).reshape(3, b, n)
    certain = marginals(flat, moves, thrice).reshape(3, b, n, 3)
    return (
        [best_names[i, : lengths[i]] for i in range(b)],
        [best[:, i, : lengths[i]] for i in range(b)],
        [certain[:, i, : lengths[i]] for i in range(b)],
    )


def _text(
    t: Prepared,
    names: Sequence[Ints],
    roles: Sequence[Ints],
    certain: Sequence[Floats],
    inv: Inventory,
) -> Analysis:
    words = t.words
    n = len(words)
    if n == 0:
        return Analysis(words.text, ())
    heads, relations = np.zeros(n, np.int64), np.zeros(n, np.int64)
    begins = np.zeros(n, bool)
    upos, features = np.zeros(n, np.int64), np.zeros(n, np.int64)
    named = np.zeros(n, np.int64)
    root_above = -1
    parataxis = inv.relations.index("parataxis")
    for r, chain in zip(t.reads, names, strict=True):
        assert r is not None
        first, last = r.window.first, r.window.last
        heads[first:last] = r.heads + first
        relations[first:last] = r.relations
        begins[first:last] = r.starts
        upos[first:last], features[first:last] = r.upos, r.features
        named[first:last] = chain
        own = np.flatnonzero(heads[first:last] == np.arange(first, last)) + first
        if r.window.continued and root_above >= 0:
            begins[first] = False
            heads[own[0]] = root_above
            relations[own[0]] = parataxis
            root_above = root_above if len(own) == 1 else int(own[-1])
        else:
            root_above = int(own[-1])
    begins[0] = True
    edges = [*np.flatnonzero(begins).tolist(), n]
    return Analysis(
        words.text,
        _sentences(t, heads, relations, edges, upos, features, named, inv),
        _attributions(t, roles, certain, inv),
        _signals(t, edges, inv),
    )


def _signals(t: Prepared, edges: list[int], inv: Inventory) -> tuple[Signals, ...]:
    reads = [r for r in t.reads if r is not None]
    sure = np.concatenate([r.sure * r.relation_sure for r in reads])
    events = np.concatenate([r.events for r in reads])
    events = np.exp(events - events.max(1, keepdims=True))
    events /= events.sum(1, keepdims=True)
    factuality = np.clip(np.concatenate([r.factuality for r in reads]), -3, 3)
    return tuple(
        Signals(sure[a:b], events[a:b], factuality[a:b], inv.events) for a, b in pairwise(edges)
    )


def _sentences(
    t: Prepared,
    heads: Ints,
    relations: Ints,
    edges: list[int],
    upos: Ints,
    features: Ints,
    label: Ints,
    inv: Inventory,
) -> tuple[Sentence, ...]:
    words = t.words
    own = heads == np.arange(len(words))
    base = np.repeat(np.array(edges[:-1]), np.diff(edges))
    above = np.where(own, -1, heads - base).tolist()
    tags = [inv.upos[i] for i in upos.tolist()]
    relation = [inv.relations[i] for i in relations.tolist()]
    for i in np.flatnonzero(own).tolist():
        relation[i] = "root"
    feats = [inv.features[i] for i in features.tolist()]
    name = [inv.names[i] for i in label.tolist()]
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


Range = tuple[int, int]


def _attributions(
    t: Prepared, roles: Sequence[Ints], certain: Sequence[Floats], inv: Inventory
) -> tuple[Attribution, ...]:
    found: list[Attribution] = []
    for r, labels, p in zip(t.reads, roles, certain, strict=True):
        assert r is not None
        parts = [[(a, b) for a, b, _ in fragments(labels[k])] for k in range(3)]
        sources, cues, contents = parts
        if not cues:
            # What is said in a window without a cue goes on from the window before.
            for place in contents:
                sure = _calibrated(0.5 * _certainty(p, place, 2), inv)
                found.append(Attribution((), (), _places(t, r, [place]), sure))
            continue
        for source, cue, content, raw in _link(r, p, sources, cues, contents):
            found.append(
                Attribution(
                    _places(t, r, source),
                    _places(t, r, [cue]),
                    _places(t, r, content),
                    _calibrated(raw, inv),
                )
            )
    return tuple(found)


def _link(
    r: Read, p: Floats, sources: list[Range], cues: list[Range], contents: list[Range]
) -> Iterator[tuple[list[Range], Range, list[Range], float]]:
    """Source, cue, content and raw probability of each cue of a window that has any."""
    heads = np.array([c[0] for c in cues], np.int64)
    to_source, to_content = _pointing(r, 0, sources, heads), _pointing(r, 1, contents, heads)
    source_of, content_of = to_source.argmax(1), to_content.argmax(1)
    for i, cue in enumerate(cues):
        mine = np.flatnonzero(source_of == i).tolist()
        said = np.flatnonzero(content_of == i).tolist()
        if not mine and said and sources:
            # One source may have several cues ("X said … and added …"), and points to one of them.
            spare = int(to_source[:, i].argmax())
            mine = [spare] if to_source[spare, i] >= SHARED_SOURCE else []
        links = [*(to_source[j, i] for j in mine), *(to_content[j, i] for j in said)]
        parts = [
            _certainty(p, cue, 1), *(_certainty(p, sources[j], 0) for j in mine),
            *(_certainty(p, contents[j], 2) for j in said),
        ]  # fmt: skip
        raw = min(parts) * float(min(links, default=0.5))
        yield [sources[j] for j in mine], cue, [contents[j] for j in said], raw


def _pointing(r: Read, kind: int, ranges: list[Range], heads: Ints) -> Floats:
    """Probabilities [fragment, cue] that a fragment belongs to a cue, the mean over its words."""
    out = np.zeros((len(ranges), len(heads)), np.float32)
    for j, (first, last) in enumerate(ranges):
        scores = r.links[kind, first:last][:, heads]
        p = np.exp(scores - scores.max(1, keepdims=True))
        out[j] = (p / p.sum(1, keepdims=True)).mean(0)
    return out


def _certainty(p: Floats, place: Range, role: int) -> float:
    """Probability that the fragment begins and ends in its role."""
    first, last = place
    return float(p[role, first, 1] * (1 - p[role, last - 1, 0]))


def _calibrated(raw: float, inv: Inventory) -> float:
    """The probability that an attribution stands, from the product of its parts."""
    slope, offset = inv.attribution
    odds = math.log(max(raw, 1e-6) / max(1 - raw, 1e-6))
    return round(1 / (1 + math.exp(-(slope * odds + offset))), 4)


def _places(t: Prepared, r: Read, ranges: list[Range]) -> Places:
    base = r.window.first
    starts, ends = t.words.starts, t.words.ends
    return tuple(sorted((int(starts[base + a]), int(ends[base + b - 1])) for a, b in ranges))
