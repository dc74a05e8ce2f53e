"""The tables behind recurring contacts, the calendar, signals and characterisations."""

from __future__ import annotations

import pytest

from dragoman.codes import MechanismKind
from dragoman.errors import ModelError
from dragoman.read.phrases import table, words
from dragoman.read.proper import heads

TABLES = ("mechanisms", "scheduled", "quantities", "relationship_words", "candidacy")


@pytest.mark.parametrize("name", TABLES)
def test_lists_hold_lower_case_words(name: str) -> None:
    for key, held in table(name).items():
        if isinstance(held, list):
            assert held == [w.strip().lower() for w in held], key
            assert words(name, key) == frozenset(held)


def test_every_noun_of_a_contact_has_a_kind_of_the_codebook() -> None:
    assert {str(row["kind"]) for row in heads().values()} <= {str(k) for k in MechanismKind}
    assert set(table("mechanisms")["kinds"].values()) <= {str(k) for k in MechanismKind}


def test_every_quantity_has_an_owner() -> None:
    owners = {row["owner"] for row in table("quantities")["quantities"].values()}
    assert owners == {"from", "to", "both"}


def test_a_movement_goes_one_way() -> None:
    for key in ("verbs", "causes", "nouns", "adjectives"):
        up, down, flat = (
            set(table("quantities")[way].get(key, ())) for way in ("up", "down", "flat")
        )
        assert not up & down
        assert not (up | down) & flat


def test_a_missing_table_or_list_is_named() -> None:
    with pytest.raises(ModelError, match=r"nowhere\.toml"):
        table("nowhere")
    with pytest.raises(ModelError, match="no_such_list"):
        words("scheduled", "no_such_list")
