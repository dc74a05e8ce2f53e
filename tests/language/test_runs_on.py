"""Words in small letters that run on belong to the sentence before them."""

from __future__ import annotations

import pytest

from dragoman import language
from dragoman.language.split import NEVER, split


@pytest.mark.parametrize(
    "text",
    [
        "The United States accuses Iran of attacking two tankers in the Gulf of Oman. "
        "Iran denies involvement.",
        "President Hugo Rangel alleges that Colombia financed a drone attack against him. "
        "Colombia rejects the allegation.",
    ],
)
def test_a_short_last_sentence_is_not_cut(text: str) -> None:
    (read,) = language.analyse([text])
    assert [text[s.start : s.end] for s in read.sentences] == [
        text[: text.index(".") + 1],
        text[text.index(".") + 2 :],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "we met today they agreed",  # written without signs
        "They met. then they left for home.",  # a sentence in small letters
        "They met and they agreed",  # no full stop
    ],
)
def test_where_a_text_is_written_loosely_the_encoder_decides(text: str) -> None:
    assert NEVER not in split(text).breaks.tolist()[1:]


def test_only_small_letters_behind_a_word_run_on() -> None:
    words = split("They met in Oslo, and Chad agreed. Mali left.")
    held = [f for f, b in zip(words.forms, words.breaks.tolist(), strict=True) if b == NEVER]
    assert held == ["met", "in", "agreed", "left"]
