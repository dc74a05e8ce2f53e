"""What the heads' scores say: chains of BIO labels, well-formed trees, attributions put together.

All of it is numpy over whole batches, except the repair of the few trees whose best heads form no
tree (a maximum spanning arborescence by Chu-Liu and Edmonds, with a single root).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

FAR = np.float32(-1e4)
FLOOR = np.float32(-40)
"""Scores further below the best count as this much: sums of them must not vanish."""


def allowed(moves: Floats) -> Floats:
    """Scores of moves between labels O, B-1, I-1, B-2, …: I only after B or I of its kind."""
    k = moves.shape[-1]
    out = moves.astype(np.float32).copy()
    for to in range(2, k, 2):
        keep = out[..., to - 1 : to + 1, to].copy()
        out[..., :, to] = FAR
        out[..., to - 1 : to + 1, to] = keep
    return out


def chains(scores: Floats, moves: Floats, lengths: Ints) -> Ints:
    """The best chains of labels. The first may be I, of a fragment that began before the chain.

    Args:
        scores: [chain, word, label].
        moves: [chain or 1, label, label] from and to, as `allowed` gives them.
        lengths: Words of each chain; what lies beyond is 0.
    """
    c, n, k = scores.shape
    best = scores[:, 0].copy()
    back = np.zeros((c, n, k), np.int8)
    inside = np.arange(n)[None] < lengths[:, None]
    turned = np.ascontiguousarray(np.swapaxes(moves, -1, -2))  # [chain, to, from]
    for i in range(1, n):
        ways = best[:, None, :] + turned
        step = ways.argmax(2)
        back[:, i] = step
        new = ways.max(2) + scores[:, i]
        best = np.where(inside[:, i, None], new, best)
    out = np.zeros((c, n), np.int64)
    at = best.argmax(1)
    rows = np.arange(c)
    for i in range(n - 1, -1, -1):
        live = inside[:, i]
        out[:, i] = np.where(live, at, 0)
        if i:
            at = np.where(live, back[rows, i, at], at)
    return out


def marginals(scores: Floats, moves: Floats, lengths: Ints) -> Floats:
    """The probability of each label of each word, over all chains.

    Args:
        scores: [chain, word, label].
        moves: [chain or 1, label, label], as `allowed` gives them.
        lengths: Words of each chain; what lies beyond is 0.
    """
    c, n, k = scores.shape
    emit = np.exp(np.maximum(scores - scores.max(2, keepdims=True), FLOOR))
    step = np.exp(moves)
    ahead = np.zeros((c, n, k), np.float32)
    now = emit[:, 0]
    for i in range(n):
        if i:
            now = np.matmul(ahead[:, i - 1, None], step)[:, 0] * emit[:, i]
        ahead[:, i] = now / now.sum(1, keepdims=True)
    behind = np.ones((c, k), np.float32)
    out = np.zeros((c, n, k), np.float32)
    for i in range(n - 1, -1, -1):
        behind[lengths - 1 == i] = 1
        p = ahead[:, i] * behind
        out[:, i] = p / np.maximum(p.sum(1, keepdims=True), 1e-30)
        behind = np.matmul(step, (emit[:, i] * behind)[..., None])[..., 0]
        behind /= np.maximum(behind.max(1, keepdims=True), 1e-30)
    out[np.arange(n)[None] >= lengths[:, None]] = 0
    return out


def settle(
    heads: Ints, arcs: Floats, starts: npt.NDArray[np.bool_], lengths: Ints
) -> npt.NDArray[np.bool_]:
    """Make every sentence of a batch a tree with one root, changing `heads` where it is none.

    Args:
        heads: [window, word] best heads, a root heading itself; changed in place.
        arcs: [window, word, head] scores.
        starts: [window, word] true where a sentence begins.
        lengths: Words of each window.

    Returns:
        [window, word], true where a head was changed.
    """
    b, n = heads.shape
    rows = np.arange(b)[:, None]
    inside = np.arange(n)[None] < lengths[:, None]
    top = heads.copy()
    for _ in range(max(1, int(n - 1).bit_length())):
        top = top[rows, top]
    own = (heads == np.arange(n)[None]) & inside
    astray = (heads[rows, top] != top) & inside
    number = np.cumsum(starts & inside, 1) - 1
    changed = np.zeros((b, n), bool)
    size = int(number.max(initial=0)) + 1
    flat = (rows * size + np.maximum(number, 0))[inside]
    roots = np.bincount(flat, weights=own[inside], minlength=b * size)
    lost = np.bincount(flat, weights=astray[inside], minlength=b * size)
    words = np.bincount(flat, minlength=b * size)
    for k in np.flatnonzero(((roots != 1) | (lost > 0)) & (words > 0)):
        i, sentence = divmod(int(k), size)
        places = np.flatnonzero((number[i] == sentence) & inside[i])
        first, last = int(places[0]), int(places[-1]) + 1
        new = tree(arcs[i, first:last, first:last]) + first
        changed[i, first:last] = new != heads[i, first:last]
        heads[i, first:last] = new
    return changed


def tree(scores: Floats) -> Ints:
    """The best tree with one root over the words of a sentence.

    Args:
        scores: [word, head]; the diagonal holds the scores of being the root.

    Returns:
        The head of each word, the root's its own place.
    """
    n = len(scores)
    if n == 1:
        return np.zeros(1, np.int64)
    s = scores.astype(np.float64)
    s = s - np.logaddexp.reduce(s, axis=1, keepdims=True)
    roots = np.diag(s).copy()
    np.fill_diagonal(s, -np.inf)
    most = s.max(1)
    # No tree with root r scores more than this, so the search ends when the rest cannot be better.
    bounds = roots + most.sum() - most
    best, found = -np.inf, np.zeros(n, np.int64)
    for root in np.argsort(-bounds).tolist():
        if bounds[root] <= best:
            break
        order = np.concatenate([[root], np.delete(np.arange(n), root)])
        heads = np.zeros(n, np.int64)
        heads[order] = order[_arborescence(s[np.ix_(order, order)])]
        others = order[1:]
        total = roots[root] + s[others, heads[others]].sum()
        if total > best:
            best, found = total, heads
    return found


def _arborescence(scores: npt.NDArray[np.float64]) -> Ints:
    """Chu-Liu and Edmonds: the heads of the best arborescence from node 0, `scores[node, head]`."""
    n = len(scores)
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    m = len(rest)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = scores[np.ix_(rest, rest)]
    kept = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, rest)] - kept[:, None]
    enter = entering.argmax(0)
    small[m, :m] = entering.max(0) + kept.sum()
    leaving = scores[np.ix_(rest, cycle)]
    leave = leaving.argmax(1)
    small[:m, m] = leaving.max(1)
    small[0] = -np.inf
    below = _arborescence(small)
    out = np.zeros(n, np.int64)
    out[cycle] = heads[cycle]
    for j in range(1, m):
        out[rest[j]] = cycle[leave[j]] if below[j] == m else rest[below[j]]
    entry = below[m]
    out[cycle[enter[entry]]] = rest[entry]
    return out


def _cycle(heads: Ints) -> Ints | None:
    """Nodes of one cycle of `heads`, None where there is none; node 0 heads itself."""
    state = np.zeros(len(heads), np.int8)
    state[0] = 2
    for start in range(len(heads)):
        path, i = [], start
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = int(heads[i])
        if state[i] == 1:
            return np.array(path[path.index(i) :])
        state[path] = 2
    return None


def fragments(labels: Ints) -> list[tuple[int, int, int]]:
    """Fragments (first, last + 1, kind) of a chain of labels O, B-1, I-1, B-2, …; kinds count from
    0.
    """
    begins = np.flatnonzero((labels % 2 == 1) | ((labels > 0) & (np.arange(len(labels)) == 0)))
    found = []
    n = len(labels)
    for i in begins.tolist():
        j = i + 1
        inner = labels[i] + labels[i] % 2
        while j < n and labels[j] == inner:
            j += 1
        found.append((i, j, (int(labels[i]) - 1) // 2))
    return found
