"""Whose word a line rests on."""

from __future__ import annotations

import pytest

from dragoman.dossier.model import Attested, Link
from dragoman.dossier.sourcing import basis


def source(*chain: Link, publisher: str = "The Lima Post") -> Attested:
    return Attested(
        report=f"r-{publisher}",
        publisher=publisher,
        published="2024-05-15",
        title=None,
        url=None,
        chain=chain,
        text="They met.",
        start=0,
        end=9,
    )


PERU = Link("the Peruvian minister", "PER", "asserts")
CHILE = Link("Santiago", "CHL", "asserts")
PRESS = Link("a Chilean news agency", "CHL", "asserts")
OTHER = Link("a Brazilian official", "BRA", "asserts")
NOBODY = Link("a source", None, "asserts")
DENIAL = Link("Santiago", "CHL", "denies")


@pytest.mark.parametrize(
    ("chain", "word", "side"),
    [
        ((), "report", None),
        ((PERU,), "one side", "PER"),
        ((PERU, CHILE), "both sides", None),
        ((OTHER, PERU), "one side", "PER"),
        ((PRESS, PERU), "one side", "PER"),
        ((OTHER,), "third party", None),
        ((NOBODY,), "third party", None),
        ((PERU, DENIAL), "one side", "PER"),
        ((DENIAL,), "third party", None),
    ],
)
def test_a_line_rests_on_those_who_vouch_for_it(
    chain: tuple[Link, ...], word: str, side: str | None
) -> None:
    found = basis([source(*chain)], "PER", "CHL")
    assert (found.word, found.side) == (word, side)
    assert found.denied_by == (("CHL",) if DENIAL in chain else ())


def test_two_reports_of_one_side_are_one_word_and_of_two_sides_both() -> None:
    twice = basis([source(PERU), source(PERU, publisher="Another")], "PER", "CHL")
    assert (twice.word, twice.outlets) == ("one side", 2)
    assert basis([source(PERU), source(CHILE, publisher="Another")], "PER", "CHL").word == (
        "both sides"
    )
