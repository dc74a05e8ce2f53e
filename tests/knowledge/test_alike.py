"""One person's name, written otherwise."""

from __future__ import annotations

import pytest

from dragoman import knowledge
from dragoman.knowledge.alike import alike, rough, telling


@pytest.mark.parametrize(
    ("given", "held"),
    [
        # Spanish and Portuguese: a second surname, a second given name.
        ("Luis Arce", "Luis Arce Catacora"),
        ("Dina Ercilia Boluarte", "Dina Boluarte"),
        ("Carlos Vila", "Carlos Vila Nova"),
        # Russian and its neighbours: patronymics, and the ways to write them in Latin letters.
        ("Mikhail Vladimirovich Mishustin", "Mikhail Mishustin"),
        ("Mikhail Mischustin", "Mikhail Mishustin"),
        ("Dmytro Kuleba", "Dmitro Kuleba"),
        ("Sadyr Zhaparov", "Sadyr Japarov"),
        ("Kasym-Zhomart Tokaev", "Kassym-Jomart Tokayev"),
        # Japanese, Hungarian: the family first, or last.
        ("Ishiba Shigeru", "Shigeru Ishiba"),
        ("Szijjártó Péter", "Péter Szijjártó"),
        # Mongolian: the father's name in the genitive.
        ("Luvsannamsrain Oyun-Erdene", "Oyun-Erdene Luvsannamsrai"),
        # Arabic and Persian: words joined or apart, vowels as they sound.
        ("Abdulmajid Tebbun", "Abdelmadjid Tebboune"),
        ("Abdulfatah Burhan", "Abdel Fattah al-Burhan"),
        ("Abbas Araqchi", "Abbas Araghchi"),
        ("Masud Pezeshkian", "Masoud Pezeshkian"),
        # Greek, Turkish, Hindi.
        ("Kiriakos Mitsotakis", "Kyriakos Mitsotakis"),
        ("Mevlut Cavusoglu", "Mevlüt Çavuşoğlu"),
        ("Subramanyam Jaishankar", "Subrahmanyam Jaishankar"),
        # English: short forms and initials.
        ("Elizabeth Truss", "Liz Truss"),
        ("Tim Walz", "Timothy J. Walz"),
    ],
)
def test_spellings_of_one_name_are_alike(given: str, held: str) -> None:
    assert alike(telling(given), telling(held))
    shared = {rough(w) for w in telling(given)} & {rough(w) for w in telling(held)}
    assert shared, "it would not be looked up"


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ("Luis Catacora", "Carlos Arce Catacora"),
        ("Ekaterina Mishustina", "Mikhail Mishustin"),
        ("Mishustin", "Mikhail Mishustin"),
        ("Maria Costa", "Mario Costa"),
        ("Ilham Aliyev", "Heydar Aliyev"),
        ("Hassan Rouhani", "Hassan Diab"),
        ("Sadyr Atambayev", "Sadyr Japarov"),
    ],
)
def test_names_of_two_people_are_not(given: str, held: str) -> None:
    assert not alike(telling(given), telling(held))


def test_a_name_that_is_never_halved_lacks_no_word() -> None:
    held = telling("Nguyen Phu Trong")
    assert not alike(telling("Phu Trong"), held, whole=True)
    assert alike(telling("Trong Nguyen Phu"), held, whole=True)


def test_holders_of_office_are_found_by_names_like_theirs() -> None:
    known = knowledge.load()
    assert [p.name for p in known.resembling("Micheál Martyn")] == ["Micheál Martin"]
    assert "Alexander Lukashenko" in [p.name for p in known.resembling("Lukaschenka")]
    assert known.resembling("Zorba Quux") == ()
