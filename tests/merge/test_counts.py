"""Reports that count differently stand side by side; "at least" and "about" leave room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.codes import EventType
from dragoman.merge import Merged, Source, Telling
from dragoman.merge.counts import counts, differ
from tests.made import actor, event


@pytest.mark.parametrize(
    ("passage", "least", "most"),
    [
        ("The raid killed 14 people.", 14, 14),
        ("The raid killed fourteen Peruvian people.", 14, 14),
        ("At least 1,200 people fled.", 1200, float("inf")),
        ("About 50 people were held.", 40, 60),
        ("Up to three million people, or 4 million people, fled.", None, None),
        ("The talks took 14 hours over three days.", None, None),
        ("It cost $14 people say.", None, None),
        ("In 2014 people fled.", None, None),
    ],
)
def test_what_a_passage_counts(passage: str, least: float | None, most: float | None) -> None:
    found = counts(passage).get("people")
    assert (found and found[:2]) == (None if least is None else (least, most))


def test_bounds_leave_room() -> None:
    def people(passage: str) -> tuple[float, float, str]:
        return counts(passage)["people"]

    assert differ(people("killed 14 people"), people("killed 12 people"))
    assert not differ(people("killed at least 12 people"), people("killed 14 people"))
    assert differ(people("killed at least 15 people"), people("killed 14 people"))
    assert not differ(people("killed about 50 people"), people("killed 45 people"))


def test_two_counts_are_kept_with_who_gives_which() -> None:
    text = "Peruvian boats seized 14 trawlers on Monday, Chile's navy said."
    one = event(
        text,
        "seized",
        type=EventType.COERCE,
        when="2024-01-15",
        actors=(actor("PER"),),
        recipients=(actor("CHL"),),
    )
    other = text.replace("14", "9")
    two = replace(one, evidence=replace(one.evidence, text=other, end=len(other)))
    told = [Telling(Source(n, f"Paper {n}", "2024-01-16"), e) for n, e in (("a", one), ("b", two))]
    (found,) = Merged(tuple(told)).contradictions
    assert found.about == "count"
    assert {(v.value, v.tellings[0].source.report) for v in found.values} == {
        ("14 trawlers", "a"),
        ("9 trawlers", "b"),
    }
    assert Merged((told[0], replace(told[0], source=Source("c")))).contradictions == ()
