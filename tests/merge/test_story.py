"""Reports of one story come together, and two of a sort stay apart."""

from __future__ import annotations

import random

import pytest

from dragoman.merge.story import root, stories

TEXTS = {
    "quake-1": "An earthquake of magnitude 6.1 struck near Arica on Monday and killed 14 people.",
    "quake-2": "At least 14 people died near Arica in Monday's earthquake, which measured 6.1.",
    "quake-3": "An earthquake of magnitude 7.4 struck near Tacna in March and killed 212 people.",
    "quake-4": "The quake at Tacna, of magnitude 7.4, left 212 dead, the mayor of Tacna said.",
    "strike": "Dock workers in Callao walked out over wages for the third day running.",
    "strike-2": "A walkout of dock workers over wages closed Callao for a third day.",
}


def test_two_quakes_are_two_stories() -> None:
    assert stories(TEXTS) == [
        ("quake-1", "quake-2"),
        ("quake-3", "quake-4"),
        ("strike", "strike-2"),
    ]


def test_the_order_of_the_reports_does_not_matter() -> None:
    names = list(TEXTS)
    for seed in range(5):
        random.Random(seed).shuffle(names)
        assert stories({n: TEXTS[n] for n in names}) == stories(TEXTS)


@pytest.mark.parametrize("texts", [{}, {"a": ""}, {"a": "", "b": "…"}, {"a": "one word"}])
def test_little_or_nothing_to_go_by(texts: dict[str, str]) -> None:
    assert sorted(i for group in stories(texts) for i in group) == sorted(texts)


def test_verb_and_noun_of_one_deed_share_a_root() -> None:
    assert root("acquired") == root("acquisition")
    assert root("was struck") == root("strikes")
    assert root("shot") == root("shooting")
    assert root("walked out") != root("talked")
