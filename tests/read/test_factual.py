"""How surely it happened, as a number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dragoman import language
from dragoman.codes import Status
from dragoman.errors import ModelError
from dragoman.language.sentence import Signals
from dragoman.read import factual, whether
from tests.read.trees import tree

DONE = tree("Fiji/Fiji/PROPN/1/nsubj visited/visit/VERB/-1/root")
AHEAD = tree("Fiji/Fiji/PROPN/2/nsubj will/will/AUX/2/aux visit/visit/VERB/-1/root")


def says(*numbers: float) -> Signals:
    """Signals of the encoder with nothing but factuality."""
    n = len(numbers)
    given = np.array(numbers, np.float32)
    return Signals(np.ones(n, np.float32), np.ones((n, 1), np.float32), given, ("",))


def test_what_is_done_is_surer_than_what_is_ahead_and_that_than_nothing() -> None:
    assert factual.factuality(DONE, 1) > 0 > factual.factuality(AHEAD, 2)


def test_the_encoder_has_its_share() -> None:
    doubted = factual.factuality(DONE, 1, says(0, -3))
    assert doubted < factual.factuality(DONE, 1) < factual.factuality(DONE, 1, says(0, 3))
    assert -3 <= doubted <= 3


def test_an_auxiliary_is_asked_for_its_predicate() -> None:
    assert factual.factuality(AHEAD, 1) == factual.factuality(AHEAD, 2)


@pytest.mark.parametrize(
    ("row", "told"),
    [("happened\tmuch", "no number"), ("perhaps\t1", "no status"), ("encoder\t0.5", "no row for")],
)
def test_a_broken_table_is_named(tmp_path: Path, row: str, told: str) -> None:
    table = tmp_path / "factuality.tsv"
    table.write_text(f"status\tnumber\n{row}\n", encoding="utf-8")
    with pytest.raises(ModelError, match=told):
        factual.numbers(str(table))


READ = [
    ("Stop the shelling of Nauru now.", "Stop", Status.POSSIBLE),
    ("Has Tuvalu expelled the envoy?", "expelled", Status.POSSIBLE),
    ("Why did Tuvalu expel the envoy?", "expel", Status.HAPPENED),
    ("Never before has Tuvalu expelled an envoy.", "expelled", Status.DID_NOT_HAPPEN),
    ("Tuvalu not only praised Nauru but also paid it.", "praised", Status.HAPPENED),
    ("Tuvalu is going to expel the envoy.", "expel", Status.PLANNED),
    ("The envoy left days before Tuvalu expelled him.", "expelled", Status.HAPPENED),
    ("We do not think that Tuvalu expelled the envoy.", "expelled", Status.DID_NOT_HAPPEN),
    ("If Tuvalu does not withdraw, Nauru will leave.", "withdraw", Status.POSSIBLE),
    ("It is important to expel the envoy.", "expel", Status.POSSIBLE),
    ("Tuvalu will sign a treaty with Nauru.", "treaty", Status.PLANNED),
    ("Tuvalu has yet to recognise Nauru.", "recognise", Status.DID_NOT_HAPPEN),
    ("Tuvalu fell short of endorsing the plan.", "endorsing", Status.DID_NOT_HAPPEN),
    ("Tuvalu has not joined the sanctions.", "sanctions", Status.HAPPENED),
    ("Tuvalu will expel the envoy unless Nauru pays.", "expel", Status.POSSIBLE),
    ("Tuvalu decided against expelling the envoy.", "expelling", Status.DID_NOT_HAPPEN),
    ("Tuvalu did not say that it expelled the envoy.", "expelled", Status.POSSIBLE),
    ("Crowds gathered to denounce the treaty.", "denounce", Status.HAPPENED),
]


@pytest.mark.parametrize(("text", "word", "status"), READ)
def test_the_sentence_tells(text: str, word: str, status: Status) -> None:
    (sentence,) = language.sentences(text)
    place = next(t.index for t in sentence.tokens if t.text == word)
    assert whether.of_word(sentence, place) is status
