"""Words and blocks as a reader of the text would cut them."""

from __future__ import annotations

import pytest

from dragoman.language.split import MAY, MUST, split


def words(text: str) -> list[str]:
    return split(text).forms


def begins(text: str) -> list[str]:
    """The words at which a sentence may or must begin."""
    w = split(text)
    return [form for form, grade in zip(w.forms, w.breaks, strict=True) if grade > 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway won't sign.", ["Norway", "wo", "n't", "sign", "."]),
        ("Peru’s envoy can’t say", ["Peru", "’s", "envoy", "ca", "n’t", "say"]),
        ("a two-day visit", ["a", "two", "-", "day", "visit"]),
        ("Oslo–Quito talks", ["Oslo", "–", "Quito", "talks"]),
        ("an anti-war, pro-Quito vote", ["an", "anti-war", ",", "pro-Quito", "vote"]),
        ("the U.S. and the U.K. agree", ["the", "U.S.", "and", "the", "U.K.", "agree"]),
        ("Gen. Ruiz met Dr. Vik.", ["Gen.", "Ruiz", "met", "Dr.", "Vik", "."]),
        ("the 20-year-old pact", ["the", "20", "-", "year", "-", "old", "pact"]),
        ("$1.5bn, or 12%", ["$", "1.5", "bn", ",", "or", "12", "%"]),
        ("at 10:30 a.m. on 15–17 March", ["at", "10:30", "a.m.", "on", "15", "–", "17", "March"]),
        ("the 3rd of the 1990s", ["the", "3rd", "of", "the", "1990s"]),
        ("see https://example.org/a,b?c=1.", ["see", "https://example.org/a,b?c=1", "."]),
        ("press@mfa.example.org said", ["press@mfa.example.org", "said"]),
        ("Mr O'Brien of Côte d'Ivoire", ["Mr", "O'Brien", "of", "Côte", "d'Ivoire"]),
        ("They cannot, he said...", ["They", "can", "not", ",", "he", "said", "..."]),
        ("“We agreed,” she said.", ["“", "We", "agreed", ",", "”", "she", "said", "."]),
        ("both countries' ministers", ["both", "countries", "'", "ministers"]),
        ("No. 10 said no.", ["No.", "10", "said", "no", "."]),
        ("The and/or clause", ["The", "and", "/", "or", "clause"]),
    ],
)
def test_words_are_cut_as_the_treebanks_cut_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Oslo sent Gen. Vik to Quito.",
        "The U.S. said so.",
        "On Jan. 15 they met.",
        "Mr. Ruiz and Mrs. Vik spoke.",
    ],
)
def test_an_abbreviation_before_a_name_ends_no_sentence(text: str) -> None:
    titles = {"Vik", "Ruiz"}
    assert not titles & set(begins(text)[1:])


def test_a_quotation_may_begin_and_end_a_sentence() -> None:
    assert begins('They met. "We agreed," he said. "It is done." Quito was silent.') == [
        "They",
        '"',
        '"',
        "Quito",
    ]


def test_a_line_break_begins_a_block() -> None:
    w = split("Envoy arrives\nOSLO, Jan 15 – The envoy came.\n\nHe left.")
    assert [w.forms[i] for i in range(len(w)) if w.breaks[i] == MUST] == [
        "Envoy",
        "OSLO",
        "The",
        "He",
    ]
    assert w.paragraphs.max() == 2


def test_lines_broken_at_one_width_are_one_block() -> None:
    lines = (
        "The foreign minister of Norway told reporters in Quito on Monday that\n"
        "the two countries would sign the agreement before the end of this year\n"
        "and open an embassy."
    )
    w = split(lines)
    assert (w.breaks == MUST).sum() == 1
    assert w.paragraphs.max() == 0


def test_bullets_may_begin_sentences() -> None:
    w = split("They agreed on: • trade with Peru • a visit to Oslo")
    assert [w.forms[i] for i in range(len(w)) if w.breaks[i] == MAY] == ["•", "•"]


@pytest.mark.parametrize("text", ["", " \n\t ", "\u2028"])
def test_nothing_has_no_words(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("dateline", "sentence"),
    [
        ("OSLO, Jan 15 (NTB) – ", "The envoy of Peru came."),
        ("OSLO (NTB) — ", "The envoy of Peru came."),
        ("PORT MORESBY, Jan. 15 -- ", "The envoy came."),
        ("Oslo: ", "The envoy of Peru came."),
        ("Oslo, Jan 15 (NTB): ", "“We agree,” the envoy said."),
        ("OSLO, January 15. /NTB/. ", "Talks began."),
    ],
)
def test_a_dateline_stands_apart(dateline: str, sentence: str) -> None:
    w = split(dateline + sentence)
    must = [int(w.starts[i]) for i in range(len(w)) if w.breaks[i] == MUST]
    assert must == [0, len(dateline)]
    assert not any(w.breaks[i] > 0 for i in range(1, len(w)) if w.starts[i] < len(dateline))


@pytest.mark.parametrize(
    "text",
    [
        "The envoy: A Life in Letters is out.",
        "NATO agreed to the plan – Norway did not.",
        "Norway – which has a border with Russia – agreed.",
        "Peru and Norway agreed on two things: Trade and fish.",
    ],
)
def test_other_dashes_and_colons_begin_nothing(text: str) -> None:
    assert (split(text).breaks == MUST).sum() == 1
