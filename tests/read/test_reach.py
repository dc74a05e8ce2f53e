"""How far the tables are asked from a word on: never less far than one of their rows goes."""

from __future__ import annotations

import pytest

from dragoman import knowledge
from dragoman.language.sentence import Token
from dragoman.language.split import split
from dragoman.read.names.reach import LONGEST, begins, reach


def cut(text: str) -> tuple[Token, ...]:
    words = split(text)
    return tuple(
        Token(i, text[s:e], s, e, "PROPN", -1, "root", "O", text[s:e], {})
        for i, (s, e) in enumerate(zip(words.starts, words.ends, strict=True))
    )


KNOWN = knowledge.load()
PHRASES = {
    "names": [*KNOWN.names, *(n.upper() for n in KNOWN.names), *(f"the {n}" for n in KNOWN.names)],
    "people": [n for p in KNOWN.persons.values() for n in (p.name, *p.aliases) if " " in n],
    "offices": [*KNOWN.titles, *KNOWN.bodies, *(f"{t}s" for t in KNOWN.titles)],
}


@pytest.mark.parametrize("kind", PHRASES)
def test_no_phrase_of_the_tables_is_out_of_reach(kind: str) -> None:
    short = []
    for phrase in PHRASES[kind]:
        tokens = cut(phrase)
        if not begins(tokens[0].text, tokens[0].end, phrase, KNOWN) and phrase[:4] != "the ":
            named = phrase[:1].isupper() or phrase[:1].isdigit()
            if named or kind == "offices":
                short.append(phrase)
            continue
        far = reach(tokens, 0, phrase, KNOWN, named=True)
        if far is None or getattr(far, kind) < min(len(tokens), LONGEST):
            short.append(phrase)
    assert PHRASES[kind]
    assert short == []


def test_names_are_found_by_another_spelling_of_their_first_word() -> None:
    for text in ("Mohammed bin Salman", "Dr. Angela Merkel", "Sergey Lavrov", "U.S. officials"):
        tokens = cut(text)
        far = reach(tokens, 0, text, KNOWN, named=True)
        assert far is not None
        assert max(far.names, far.people) >= 2 - (text[:2] == "U.")


def test_most_words_begin_nothing() -> None:
    text = "It rained on the harbour all afternoon, and nobody stirred."
    assert not any(begins(t.text, t.end, text, KNOWN) for t in cut(text)[1:])
    assert reach(cut("Rained on"), 0, "Rained on", KNOWN, named=True) is None


def test_nothing_is_looked_for_beyond_the_end_of_a_line() -> None:
    text = "United\nNations"
    far = reach(cut(text), 0, text, KNOWN, named=True)
    assert far is not None
    assert far.names == 1
