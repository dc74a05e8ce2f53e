"""Windows as the encoder read them into sentences of tokens, and fragments into attributions.

Windows of one text are laid side by side; a sentence that a window's end had cut is joined again, its later pieces
hanging from the root of the first. Sources and contents go to the cue that the linking head points them to.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dragoman.language.decode import chains, fragments
from dragoman.language.encoder import Inventory, Prepared, Read, inventory
from dragoman.language.lemmas import lemma
from dragoman.language.sentence import Analysis, Attribution, Places, Sentence, Token

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

ROLES = ("source", "cue", "content")
SHARED_SOURCE = 0.15
"""A cue without a source of its own takes one that points to it with at least this probability."""


def assemble(texts: Sequence[Prepared]) -> list[Analysis]:
    """The analyses of texts whose windows have been read."""
    inv = inventory()
    reads = [r for t in texts for r in t.reads if r is not None]
    names, roles = label(reads, inv)
    out, at = [], 0
    for t in texts:
        n = len(t.windows)
        out.append(_text(t, names[at : at + n], roles[at : at + n], inv))
        at += n
    return out


def label(reads: Sequence[Read], inv: Inventory) -> tuple[list[Ints], list[Ints]]:
    """The best chains of names [word] and roles [role, word] of all windows."""
    if not reads:
        return [], []
    lengths = np.array([len(r.upos) for r in reads], np.int64)
    b, n = len(reads), int(lengths.max())
    names = np.zeros((b, n, len(inv.names)), np.float32)
    roles = np.zeros((3, b, n, 3), np.float32)
    for i, r in enumerate(reads):
        names[i, : lengths[i]] = r.names
        for k in range(3):
            roles[k, i, : lengths[i]] = r.roles[:, 3 * k : 3 * k + 3]
    best_names = chains(names, inv.name_moves, lengths)
    moves = np.repeat(inv.role_moves, b, axis=0)
    best = chains(roles.reshape(3 * b, n, 3), moves, np.tile(lengths, 3)).reshape(3, b, n)
    return (
        [best_names[i, : lengths[i]] for i in range(b)],
        [best[:, i, : lengths[i]] for i in range(b)],
    )


def _text(t: Prepared, names: Sequence[Ints], roles: Sequence[Ints], inv: Inventory) -> Analysis:
    words = t.words
    n = len(words)
    if n == 0:
        return Analysis(words.text, ())
    heads, relations = np.zeros(n, np.int64), np.zeros(n, np.int64)
    begins = np.zeros(n, bool)
    upos, features = np.zeros(n, np.int64), np.zeros(n, np.int64)
    label = np.zeros(n, np.int64)
    root_above = -1
    parataxis = inv.relations.index("parataxis")
    for r, named in zip(t.reads, names, strict=True):
        assert r is not None
        first, last = r.window.first, r.window.last
        heads[first:last] = r.heads + first
        relations[first:last] = r.relations
        begins[first:last] = r.starts
        upos[first:last], features[first:last] = r.upos, r.features
        label[first:last] = named
        own = np.flatnonzero(heads[first:last] == np.arange(first, last)) + first
        if r.window.continued and root_above >= 0:
            begins[first] = False
            heads[own[0]] = root_above
            relations[own[0]] = parataxis
            root_above = root_above if len(own) == 1 else int(own[-1])
        else:
            root_above = int(own[-1])
    begins[0] = True
    return Analysis(
        words.text,
        _sentences(t, heads, relations, begins, upos, features, label, inv),
        _attributions(t, roles),
    )


def _sentences(
    t: Prepared,
    heads: Ints,
    relations: Ints,
    begins: npt.NDArray[np.bool_],
    upos: Ints,
    features: Ints,
    label: Ints,
    inv: Inventory,
) -> tuple[Sentence, ...]:
    words = t.words
    own = heads == np.arange(len(words))
    edges = [*np.flatnonzero(begins).tolist(), len(words)]
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


def _attributions(t: Prepared, roles: Sequence[Ints]) -> tuple[Attribution, ...]:
    found: list[Attribution] = []
    for r, labels in zip(t.reads, roles, strict=True):
        assert r is not None
        parts = [[(a, b) for a, b, _ in fragments(labels[k])] for k in range(3)]
        if any(parts):
            found += _link(t, r, *parts)
    return tuple(found)


Range = tuple[int, int]


def _link(
    t: Prepared, r: Read, sources: list[Range], cues: list[Range], contents: list[Range]
) -> list[Attribution]:
    """Put together the fragments of a window."""
    to_source: dict[int, list[tuple[float, Range]]] = {}
    to_content: dict[int, list[tuple[float, Range]]] = {}
    loose: list[Range] = []
    heads = np.array([c[0] for c in cues], np.int64)
    spare: list[tuple[Range, Floats]] = []
    for k, (fragment_list, goes) in enumerate(((sources, to_source), (contents, to_content))):
        for first, last in fragment_list:
            if not len(heads):
                if k == 1:
                    loose.append((first, last))
                continue
            scores = r.links[k, first:last][:, heads]
            scores = scores - scores.max(1, keepdims=True)
            p = np.exp(scores)
            p = (p / p.sum(1, keepdims=True)).mean(0)
            best = int(p.argmax())
            goes.setdefault(best, []).append((float(p[best]), (first, last)))
            if k == 0:
                spare.append(((first, last), p))
    found = []
    for i, cue in enumerate(cues):
        source = to_source.get(i, [])
        content = to_content.get(i, [])
        if not source and content and spare:
            place, p = max(spare, key=lambda item: float(item[1][i]))
            if p[i] >= SHARED_SOURCE:
                source = [(float(p[i]), place)]
        sure = min([q for q, _ in (*source, *content)], default=0.5)
        sure *= float(np.mean([_certainty(r, place, k) for place, k in _kinds(cue, source, content)]))
        found.append(
            Attribution(
                _places(t, r, [f for _, f in source]),
                _places(t, r, [cue]),
                _places(t, r, [f for _, f in content]),
                round(sure, 4),
            )
        )
    found += [
        Attribution((), (), _places(t, r, [f]), round(0.5 * _certainty(r, f, 2), 4)) for f in loose
    ]
    return found


def _kinds(
    cue: Range, source: list[tuple[float, Range]], content: list[tuple[float, Range]]
) -> list[tuple[Range, int]]:
    return [(cue, 1), *((f, 0) for _, f in source), *((f, 2) for _, f in content)]


def _certainty(r: Read, place: Range, role: int) -> float:
    """Probability that the fragment's first and last words have the role."""
    scores = r.roles[[place[0], place[1] - 1], 3 * role : 3 * role + 3].astype(np.float64)
    p = np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))
    return float(1 - p[:, 0].max())


def _places(t: Prepared, r: Read, ranges: list[Range]) -> Places:
    base = r.window.first
    starts, ends = t.words.starts, t.words.ends
    return tuple(
        sorted((int(starts[base + a]), int(ends[base + b - 1])) for a, b in ranges)
    )
