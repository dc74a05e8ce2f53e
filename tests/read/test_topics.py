"""What an event was about: the words, without what belongs to the sentence around them."""

from __future__ import annotations

import pytest

from dragoman.read.reader import read


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (
            'Peru accused Chile on Monday of "acts of contempt".',
            "acts of contempt",
        ),
        (
            "Peru accused Chile on Monday of “acts of contempt”.",
            "acts of contempt",
        ),
        (
            'Peru accused Chile on Monday of ignoring the "Lima accord".',
            'ignoring the "Lima accord"',
        ),
        (
            "Peru accused Chile on Monday of violating the treaty (signed in 1929).",
            "violating the treaty (signed in 1929)",
        ),
    ],
)
def test_a_mark_that_opens_outside_the_words_is_left_off(text: str, topic: str) -> None:
    told = [t.text for e in read(text, published="2024-05-16").events for t in e.topics]
    assert topic in told


def test_how_often_they_met_is_not_what_about() -> None:
    (met,) = read(
        "The presidents of Chad and Niger met in Niamey for the first time.",
        published="2024-05-16",
    ).events
    assert met.topics == ()


def test_who_is_addressed_and_when_are_not_what_about() -> None:
    events = read(
        "The president of Ghana touched down in Lomé on Monday and will hold talks with the "
        "president of Togo on Wednesday. He is also to address parliament. The talks focused on "
        "fishing rights.",
        published="2024-05-14",
    ).events
    assert {t.text for e in events for t in e.topics} == {"fishing rights"}
