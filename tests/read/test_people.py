"""Persons of a report, their offices as of its day, and who runs for what."""

from __future__ import annotations

import pytest

from dragoman.read.reader import read
from dragoman.record import Person


def people(text: str, published: str = "2024-05-16") -> dict[str, Person]:
    return {p.name: p for p in read(text, published=published).people}


def test_each_person_once_with_the_office_the_report_gives() -> None:
    text = (
        "Estonian Foreign Minister Liis Tamm met her Latvian counterpart, Janis Berzins, in Tartu. "
        "Tamm thanked Berzins."
    )
    found = people(text)
    assert set(found) == {"Liis Tamm", "Janis Berzins"}
    tamm = found["Liis Tamm"]
    assert tamm.state == "EST"
    assert tamm.office is not None
    assert "foreign minister" in tamm.office.lower()
    assert text[tamm.start : tamm.end] == tamm.text


def test_the_office_is_that_of_the_day() -> None:
    before = people("Sunak spoke with Macron on Monday.", "2024-05-16")
    assert before["Rishi Sunak"].office == "Prime Minister"
    assert before["Emmanuel Macron"].office == "President"


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            "President Ana Reyes is campaigning as an independent candidate.",
            "Ana Reyes",
            "campaigning as an independent candidate",
        ),
        ("Pedro Salas is running for re-election.", "Pedro Salas", "running for re-election"),
        (
            "The incumbent president, Omar Diallo, seeks a third term.",
            "Omar Diallo",
            "seeks a third term",
        ),
        (
            "Maria Costa is the candidate of the ruling party.",
            "Maria Costa",
            "candidate of the ruling party",
        ),
    ],
)
def test_candidacy(text: str, name: str, words: str) -> None:
    candidacy = people(text)[name].candidacy
    assert candidacy is not None
    assert words in candidacy.text
    assert text[candidacy.start : candidacy.end] == candidacy.text


def test_no_candidacy_where_it_is_denied() -> None:
    found = people("Prime Minister Olav Berg is not running for re-election.")
    assert found["Olav Berg"].candidacy is None
