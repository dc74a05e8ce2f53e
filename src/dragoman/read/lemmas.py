"""The lemma under which the lexicon lists a word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dragoman.language import lexicon
from dragoman.language.sentence import Token


def lemma(token: Token, verb: bool = False) -> str:
    """The lemma in lower case; of a verb that the lexicon knows, the one it is listed under.

    With `verb` the word is a verb, whatever the tagger took it for.
    """
    return _lemma(token.lemma or token.text, token.lower, verb or token.upos == "VERB")


@lru_cache(maxsize=50_000)
def _lemma(given: str, word: str, verb: bool) -> str:
    plain = given.lower()
    if plain.startswith("re-") and lexicon.load().of("verb", "re" + plain[3:]):
        return "re" + plain[3:]
    if not verb or lexicon.load().of("verb", plain):
        return plain
    return next((s for s in _stems(word) if lexicon.load().of("verb", s)), plain)


def _stems(word: str) -> Iterator[str]:
    """What a regular form may be a form of, for words the analysis has no lemma for."""
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            yield stem
            if ending in {"ing", "ed"}:
                yield stem + "e"
                if stem[-1] == stem[-2]:
                    yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"
