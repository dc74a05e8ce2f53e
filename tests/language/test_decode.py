"""Trees are trees, and chains of labels are the best allowed ones."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from dragoman.language.decode import allowed, chains, fragments, marginals, settle, tree


def is_tree(heads: np.ndarray) -> bool:
    roots = [i for i, h in enumerate(heads) if h == i]
    if len(roots) != 1:
        return False
    for i in range(len(heads)):
        seen = set()
        while heads[i] != i:
            if i in seen:
                return False
            seen.add(i)
            i = int(heads[i])
    return True


@pytest.mark.parametrize("seed", range(20))
def test_the_tree_is_the_best_of_all_trees(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 4)).astype(np.float32) * 3
    logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)

    def total(heads: tuple[int, ...]) -> float:
        return float(sum(logs[i, h] for i, h in enumerate(heads)))

    trees = [h for h in itertools.product(range(4), repeat=4) if is_tree(np.array(h))]
    found = tree(scores)
    assert is_tree(found)
    assert total(tuple(found.tolist())) == pytest.approx(max(map(total, trees)), abs=1e-4)


def test_settle_mends_only_what_is_broken() -> None:
    heads = np.array([[1, 1, 1, 4, 3]])  # the second sentence is a cycle
    arcs = np.zeros((1, 5, 5), np.float32)
    arcs[0, 3, 3] = 1
    starts = np.array([[True, False, False, True, False]])
    changed = settle(heads, arcs, starts, np.array([5]))
    assert heads.tolist() == [[1, 1, 1, 3, 3]]
    assert changed.tolist() == [[False, False, False, True, False]]


def test_settle_leaves_one_root_a_sentence() -> None:
    rng = np.random.default_rng(3)
    arcs = rng.normal(size=(3, 30, 30)).astype(np.float32)
    starts = np.zeros((3, 30), bool)
    starts[:, [0, 7, 20]] = True
    number = np.cumsum(starts, 1)
    arcs[number[:, :, None] != number[:, None, :]] = -1e4
    heads = arcs.argmax(2)
    settle(heads, arcs, starts, np.array([30, 30, 25]))
    for row, length in zip(heads, (30, 30, 25), strict=True):
        for first, last in ((0, 7), (7, 20), (20, length)):
            assert is_tree(row[first:last] - first)


def test_an_inner_label_never_follows_an_outer_one() -> None:
    scores = np.zeros((1, 4, 3), np.float32)
    scores[0, 0, 0] = 9
    scores[0, 1:, 2] = 5  # the words after the first would all be inside
    best = chains(scores, allowed(np.zeros((1, 3, 3), np.float32)), np.array([4]))
    assert best.tolist() == [[0, 1, 2, 2]]


def test_the_probabilities_of_labels_are_those_of_all_chains() -> None:
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(1, 4, 3)).astype(np.float32)
    moves = allowed(rng.normal(size=(1, 3, 3)).astype(np.float32))
    expected = np.zeros((4, 3))
    for labels in itertools.product(range(3), repeat=4):
        score = sum(scores[0, i, k] for i, k in enumerate(labels))
        score += sum(moves[0, a, b] for a, b in itertools.pairwise(labels))
        expected[np.arange(4), labels] += np.exp(score)
    expected /= expected.sum(1, keepdims=True)
    assert marginals(scores, moves, np.array([4]))[0] == pytest.approx(expected, abs=1e-4)


def test_fragments_are_the_runs_of_a_kind() -> None:
    assert fragments(np.array([0, 1, 2, 1, 0, 3, 4, 4])) == [(1, 3, 0), (3, 4, 0), (5, 8, 1)]


def test_a_fragment_may_go_on_from_before_the_first_word() -> None:
    assert fragments(np.array([4, 4, 0, 1])) == [(0, 2, 1), (3, 4, 0)]
