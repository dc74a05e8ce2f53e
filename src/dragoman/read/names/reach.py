"""How many words the longest known phrase that begins at a word can have.

Most words open no name and no title, and few open one of more than two words: the tables are
asked only for the phrases that one of their rows could be.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dragoman.knowledge import Knowledge
from dragoman.knowledge.spelling import opening, opening_name
from dragoman.language.sentence import Token

LONGEST = 9
"""Words of the longest phrase that is looked up."""


class Reach(NamedTuple):
    """The word after the longest name, the longest person's name and the longest title or body
    that may begin at a word; the word itself where none does.
    """

    names: int
    people: int
    offices: int


def begins(word: str, end: int, text: str, known: Knowledge) -> bool:
    """True of a word, which ends at the character `end`, that may begin something known or a name:
    one with a capital or a figure, and one that begins a title or a body.
    """
    if word[:1].isupper() or word[:1].isdigit():
        return True
    opens = _openings(known, word)
    return bool(opens.offices) or (opens.whole and _goes_on(text, end))


def reach(
    tokens: tuple[Token, ...], i: int, text: str, known: Knowledge, named: bool
) -> Reach | None:
    """How far to look from word `i` on, None where nothing begins there; `named` is false of a word
    that begins no name.
    """
    token = tokens[i]
    opens = _openings(known, token.text)
    # Where letters go on behind the word, no table has them as a first word of its own.
    unsure = opens.whole and _goes_on(text, token.end)
    offices = LONGEST if unsure and token.text[:1].isalpha() else opens.offices
    names = people = 0
    if named:
        names = LONGEST if unsure else opens.names
        sure = text[token.end : token.end + 1] in "-., \n"
        people = LONGEST if opens.people or not sure else 0
    longest = max(names, people, offices)
    return _words(tokens, i, text, (names, people, offices), longest) if longest else None


class _Openings(NamedTuple):
    """How many words the longest name, and title or body, has that begins as a word does; whether a
    person's name may; whether all of the word is letters and figures.
    """

    names: int
    people: bool
    offices: int
    whole: bool


@lru_cache(maxsize=65536)
def _openings(known: Knowledge, word: str) -> _Openings:
    letters, whole = opening(word)
    names = LONGEST if letters == "the" else known.openings_of_names.get(letters, 0)
    first = opening_name(word)
    return _Openings(
        names or int("-" in word),  # "US-led"
        first is None or first in known.openings_of_people,
        known.openings_of_offices.get(letters, 0) if word[:1].isalpha() else 0,
        whole,
    )


def _goes_on(text: str, end: int) -> bool:
    """True where letters, figures or marks that no space divides off follow."""
    after = text[end : end + 1]
    return after.isalnum() or not (after.isascii() or after.isspace())


def _words(
    tokens: tuple[Token, ...], i: int, text: str, most: tuple[int, int, int], longest: int
) -> Reach:
    """Where so many words end, what is written together being one, at the end of the line at the
    latest.
    """
    names = people = offices = last = i
    words, end = 1, min(len(tokens), i + LONGEST)
    while last < end:
        if last > i and tokens[last].start > tokens[last - 1].end:
            words += 1
            if words > longest or "\n" in text[tokens[last - 1].end : tokens[last].start]:
                break
        last += 1
        if words <= most[0]:
            names = last
        if words <= most[1]:
            people = last
        if words <= most[2]:
            offices = last
    return Reach(names, people, offices)
