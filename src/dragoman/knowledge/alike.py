"""Names of one person that are written otherwise: shorter, longer, in another order, respelt.

Words are compared by their consonants, in which transliterations agree ("Lawrow", "Lavrov"), and
then by how far their letters differ. Of two names every word of the shorter must stand in the
longer, in the same order or with the family's name moved from one end to the other. One word in
common says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dragoman.knowledge.spelling import plain_name

_PARTICLES = frozenset(
    "al el ul ibn bin bint ben von van der den de da do dos das del della di la le e y i".split()
)
_SHORT = {
    short: full
    for full, more in {
        "alexander": "alex aleksandr",
        "andrew": "andy",
        "anthony": "antony tony",
        "charles": "chuck charlie",
        "christopher": "chris",
        "daniel": "dan danny",
        "david": "dave",
        "deborah": "deb debbie",
        "donald": "don",
        "edward": "ed eddie",
        "elizabeth": "liz",
        "gregory": "greg",
        "james": "jim jimmy",
        "jeffrey": "jeff",
        "jonathan": "jon",
        "joseph": "joe",
        "katherine": "kate kathy catherine kathryn",
        "kenneth": "ken",
        "lawrence": "larry",
        "matthew": "matt",
        "michael": "mike",
        "nicholas": "nick",
        "patrick": "pat",
        "peter": "pete",
        "philip": "phil phillip",
        "richard": "rick dick",
        "robert": "rob bob bobby",
        "ronald": "ron",
        "samuel": "sam",
        "steven": "steve stephen",
        "susan": "sue",
        "thomas": "tom",
        "timothy": "tim",
        "william": "bill billy",
    }.items()
    for short in more.split()
}
"""Short forms of English given names, each a word of a full name only: "bill" may be a law."""
_OTHERWISE = _PARTICLES.union(_SHORT)
_SOUNDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("sch|sz", "sh"),
        ("tch|tsch|cz", "ch"),
        ("dj|dzh|zh", "j"),
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("x", "ks"),
        ("ck|q", "k"),
        ("c(?!h)", "k"),
        ("(?<=[aeou])[jy](?=e)", ""),
        ("(?<!^)[jy](?![aeou])|^y(?![aeiou])|(?<![aeiou])(?<!^)[jy]", "i"),
        ("w", "v"),
        ("(?<=[oe])(v|ff)$", "v"),
        ("ou|oo", "u"),
        ("ee|ie|ei|ii", "i"),
        ("(?<![sc])h(?![aeiou])", ""),
        (r"([a-z])\1", r"\1"),
    )
)
"""Letters and groups of letters that stand for one sound in several ways of writing it."""
_VOWELS = re.compile("[aeiou]")
_PATRONYMIC = ("giin", "iin", "yn", "in", "n", "giyn")
"""Endings of the genitive in which Mongolian puts the father's name first."""
_CLASSES = str.maketrans("bckqgxdtjzspfwvlmnr", "bkkkkktttttvvvvlmnr", "aeiouyh")
_TWICE = re.compile(r"(.)\1+")
_LEAST = 4
"""Letters, and consonants, by which a respelt word is told from others."""


@lru_cache(maxsize=8192)
def rough(word: str) -> str:
    """Classes of a word's consonants, the same for all its spellings: by these it is looked up."""
    if word.endswith("iin") and len(word) > 6:
        word = word[:-4] if word.endswith("giin") else word[:-3]
    return _TWICE.sub(r"\1", _classed(word)) or word[:1]


def _classed(words: str) -> str:
    """The letters of words as their classes, vowels left out, with what is still doubled."""
    return words.replace("sch", "s").replace("tch", "k").replace("x", "ks").translate(_CLASSES)


def all_rough(words: Sequence[str]) -> list[str]:
    """`rough` of each of many words, in one go."""
    if not words:
        return []
    # Much quicker where all is ASCII.
    plain = _classed("\n".join([word if word.isascii() else "" for word in words]))
    for letter in set(plain) - {"\n"}:
        while letter * 2 in plain:
            plain = plain.replace(letter * 2, letter)
    shapes = plain.split("\n")
    return [
        rough(word) if not shape or word.endswith("iin") else shape
        for word, shape in zip(words, shapes, strict=True)
    ]


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A word of a name in one way of writing its sounds; the word in lower case, without marks."""
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=8192)
def bones(word: str) -> str:
    """The consonants of a word, of one that begins with a vowel "a" before them."""
    heard = sound(word)
    return ("a" if heard[:1] in "aeiou" else "") + _VOWELS.sub("", heard).replace("g", "k")


def telling(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others, particles left out and short forms in full."""
    return telling_words(plain_name(name))


def telling_words(plain: str) -> tuple[str, ...]:
    """`telling` of a name as `plain_name` has it."""
    words = plain.split()
    if _OTHERWISE.isdisjoint(words):
        return tuple(words)
    return tuple([_SHORT.get(w, w) for w in words if w not in _PARTICLES] or words)


def alike(given: Sequence[str], held: Sequence[str], whole: bool = False) -> bool:
    """True where two names may be one person's, by their telling words.

    With `whole` no word of `held` may be missing, as of names that put the family first.
    """
    if _joined(given, held):
        return True
    short, long = (given, held) if len(given) <= len(held) else (held, given)
    if len(short) < 2 or (whole and len(given) < len(held)):
        return False
    placed: list[int] = []
    for word in short:
        at = next((i for i, w in enumerate(long) if i not in placed and near(word, w)), None)
        if at is None:
            return False
        placed.append(at)
    if sum(len(w) > 1 for w in short) < 2:
        return False
    turns = (placed, [*placed[1:], placed[0] + len(long)], [placed[-1] - len(long), *placed[:-1]])
    return any(list(t) == sorted(t) for t in turns)


def near(one: str, two: str) -> bool:
    """True of two spellings of one word, of an initial and of a father's name in the genitive."""
    if one == two:
        return True
    if len(one) == 1 or len(two) == 1:
        return one[0] == two[0]
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if len(short) > 3 and long.startswith(short) and long[len(short) :] in _PATRONYMIC:
        return True
    shape = bones(one)
    if shape != bones(two):
        return False
    heard = sound(one), sound(two)
    if len(short) <= _LEAST:
        return heard[0] == heard[1]  # "Han" and "Hun" are two names
    if len(shape) < _LEAST:
        # "Maria" and "Mario" are two people, "Sergej" and "Sergey" one.
        return _apart(*heard) <= 1 and {heard[0][-1:], heard[1][-1:]} != {"a", "o"}
    return _apart(*heard) <= max(1, len(short) // 3)


def _joined(given: Sequence[str], held: Sequence[str]) -> bool:
    """True of names divided otherwise: "Abdulfattah Sisi", "Abdel Fattah Sisi"."""
    one, two = "".join(given), "".join(held)
    mine = bones(one)
    if len(given) == len(held) or len(mine) < _LEAST or mine != bones(two) or one[0] != two[0]:
        return False
    return _apart(sound(one), sound(two)) <= max(1, len(one) // 6)


def _apart(one: str, two: str) -> int:
    """How many letters must be changed, put in or left out to make one word of the other."""
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]
