"""What somebody calls a relationship, in whose words."""

from __future__ import annotations

import pytest

from dragoman.read.reader import read


def texts(report: str) -> list[str]:
    return [c.text for c in read(report, published="2024-05-16").characterisations]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Ties between Vietnam and Cuba remained strong.",
            "Ties between Vietnam and Cuba remained",
        ),
        (
            "The ministers praised the enduring partnership between Canada and Ukraine.",
            "the enduring partnership between Canada and Ukraine",
        ),
        ("Serbia and China enjoy an ironclad friendship.", "an ironclad friendship"),
        (
            "The visit showed the strength of the Greece-Cyprus relationship.",
            "the strength of the Greece-Cyprus relationship",
        ),
        ("The President of Ghana called Togo “our twin by the sea”.", "our twin by the sea"),
        (
            "The Prime Minister of Malta described the relationship with Libya as “a bridge of "
            "ropes”.",
            "a bridge of ropes",
        ),
        (
            "It is the highest forum in the strategic partnership between Kenya and Japan.",
            "the highest forum in the strategic partnership between Kenya and Japan",
        ),
    ],
)
def test_what_it_is_called(text: str, words: str) -> None:
    assert any(words in found for found in texts(text))


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Chad agreed to build a strong partnership.",
        "They discussed the relationship between Norway and Chad.",
        "The company has close ties with its suppliers.",
        "The ministry works in partnership with farmers.",
    ],
)
def test_wishes_and_bare_mentions_are_none(text: str) -> None:
    assert texts(text) == []


def test_parties_and_voice() -> None:
    text = (
        "“The special friendship between Ireland and Malta will last,” the Irish foreign ministry "
        "said."
    )
    (found,) = read(text, published="2024-05-16").characterisations
    assert set(found.parties) == {"IRL", "MLT"}
    assert [v.state for v in found.says] == ["IRL"]
    assert text[found.start : found.end] == found.text
