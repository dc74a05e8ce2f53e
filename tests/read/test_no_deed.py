"""Words that look like a deed and tell of none, and to whom a deed is not done."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.codes import EventType

NONE = [
    ("REQUEST", "We are encouraged by the resumption of talks between Serbia and Kosovo."),
    ("REQUEST", "We encourage investment that benefits both the United States and Kenya."),
    ("AGREE", "Kenya and Ghana deepened their understanding of the origin of comets."),
    ("AID", "Algerian diplomats treated the Western Sahara issue in their meeting with Spain."),
    ("ACCUSE", "France strongly condemns the terrorist attack in Ankara, Turkey."),
    (
        "SANCTION",
        "The water company of Aleppo says that Turkish airstrikes have damaged pumping stations, "
        "cutting off water to about 20,000 people in Syria.",
    ),
]


@pytest.mark.parametrize(("kind", "text"), NONE)
def test_no_such_deed_is_told(kind: str, text: str) -> None:
    read = dragoman.read(text, published="2024-05-16", publisher="U.S. Department of State")
    assert EventType(kind) not in {e.type for e in read.events}


def test_we_are_those_who_are_named_after_it_not_the_publisher() -> None:
    text = "We, the foreign ministers of Canada and Australia, condemn the launch by North Korea."
    read = dragoman.read(text, published="2024-05-16", publisher="U.S. Department of State")
    assert {a.state for a in read.events[0].actors} == {"CAN", "AUS"}


def test_what_somebody_condoles_over_is_told_in_passing() -> None:
    text = (
        "Prime Minister Trudeau offered condolences to Prime Minister Kishida over the "
        "assassination of former Prime Minister Abe Shinzo."
    )
    read = dragoman.read(text, published="2024-05-16")
    deeds = {e.type: e.background for e in read.events}
    assert deeds == {EventType.SUPPORT: False, EventType.ASSAULT: True}
