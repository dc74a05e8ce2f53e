"""Parts of a dossier can be asked for by themselves, and are what they are in the whole."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from dragoman.dossier.names import named_states
from dragoman.dossier.parts import HEAD
from dragoman.errors import InputError
from dragoman.ledger import Ledger
from tests.made import actor, call, quotation, record

TEXT = (
    "Rojas and Quispe spoke on Monday about the fishing limits. "
    "Rojas said that Bolivia must lift its blockade of the port."
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    kept = Ledger(tmp_path / "ledger.db")
    rojas = actor("CHL", "Ana Rojas")
    said = quotation(TEXT, "Rojas", "said", "Bolivia must lift its blockade of the port", rojas)
    kept.add(
        record(
            TEXT,
            "one",
            [call(TEXT, "2024-01-15", rojas, actor("PER", "Luis Quispe"))],
            quotations=(said,),
        )
    )
    return kept


@pytest.mark.parametrize("part", ["contacts", "positions", "calendar", "people"])
def test_a_part_is_what_it_is_in_the_whole(ledger: Ledger, part: str) -> None:
    whole = ledger.dossier("CHL", "PER")
    one = ledger.dossier("CHL", "PER", parts=(part,))
    assert getattr(one, part) == getattr(whole, part)
    others = {f.name for f in fields(one)} - {part, *HEAD}
    assert all(getattr(one, name) == () for name in others)
    assert one.coverage == whole.coverage


def test_no_such_part(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="no part of a dossier"):
        ledger.dossier("CHL", "PER", parts=("weather",))


def test_a_state_in_the_name_of_an_organisation_is_not_named() -> None:
    assert named_states("a resolution of the Organization of American States") == ()
    assert named_states("the Economic Community of West African States and Ghana") == ("GHA",)
    assert named_states("the American envoy") == ("USA",)
