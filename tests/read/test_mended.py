"""Verbs of saying that a parser took for nouns."""

from __future__ import annotations

import pytest

from dragoman import language
from dragoman.codes import EventType
from dragoman.read.mended import mended
from dragoman.read.reader import read


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "The state-run Anadolu Agency reports at least 115 militants have been killed in "
            "Syria since December 15.",
            "Anadolu",
        ),
        (
            "United Nations Office for the Coordination of Humanitarian Affairs reports at least "
            "120,000 people have been displaced in Syria this month because of fighting.",
            "United Nations Office",
        ),
    ],
)
def test_who_reports_without_that(text: str, source: str) -> None:
    (sentence,) = language.analyse([text])[0].sentences
    new = mended(sentence)
    assert new.root.lower == "reports"
    assert [t.text for t in new.tokens] == [t.text for t in sentence.tokens]
    assert all(t.head < len(new.tokens) for t in new.tokens)
    events = read(text, published="2024-03-05", language="en").events
    assert all(source in v.text for e in events for v in e.says)
    assert all(e.says for e in events if e.type in {EventType.ASSAULT, EventType.COERCE})


@pytest.mark.parametrize(
    "text",
    [
        "Reports of an attack have been denied by Chad.",
        "The United Nations reports were read by ministers on Monday.",
        "Chad rejected claims that its army had left.",
    ],
)
def test_nouns_stay_nouns(text: str) -> None:
    for sentence in language.analyse([text])[0].sentences:
        assert mended(sentence) is sentence
