"""The head of a report, its title and first lines: what the report is about, in a few words.

A transcript or a programme often names in its title the contact that it is of, and in its text
nothing that could be read as one. The head is a function of the report alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path

from dragoman.errors import ModelError
from dragoman.knowledge import Organisation, State, load
from dragoman.merge.people import office

LENGTH = 500
"""Characters of the text that belong to its head."""

FEW = 4
"""States past which a head tells of no contact in particular."""

TABLE = Path(__file__).with_name("contact_words.tsv")
HOWS = ("person", "remote", "either")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a report: the codes that it names, its words, and the ways of contact in them.

    `states` are sorted; the state whose office publishes the report is among them, for it seldom
    names itself. `words` are folded (`fold`). `hows` are "person", "remote" and "either".
    """

    states: tuple[str, ...]
    words: tuple[str, ...]
    hows: tuple[str, ...]

    @classmethod
    def of(cls, title: str | None, text: str, publisher: str | None) -> Head | None:
        """The head of a report that may be of a contact, None of one that names none.

        Without a title, the text's first words stand for it.
        """
        return _head(title, text[:LENGTH], publisher)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of codes that a contact of the head may be of."""
        return tuple(combinations(self.states, 2))


@lru_cache(maxsize=1024)
def _head(title: str | None, start: str, publisher: str | None) -> Head | None:
    called = fold(title or start)
    known = contact_words()
    hows = {known[w] for w in known.keys() & called}
    if not hows:
        return None
    found = set(codes_in(f"{title or ''}\n{start}"))
    if (own := office(publisher)) is not None:
        found.add(own)
    if not 2 <= len(found) <= FEW:
        return None
    words = dict.fromkeys((*called, *fold(start)) if title else called)
    return Head(tuple(sorted(found)), tuple(words), tuple(sorted(hows)))


_CAPITALS = re.compile(r"\b[A-Z][\w.’'-]*")


def codes_in(text: str) -> Iterator[str]:
    """Codes of the states and the organisations that a text names, in two words or in one."""
    return (code for codes in mentions(text) for code in codes)


def mentions(text: str) -> Iterator[tuple[str, ...]]:
    """Of each name in a text, in two words or in one, the codes that it may stand for."""
    found = list(_CAPITALS.finditer(text))
    for n, match in enumerate(found):
        yield named_code(match[0])
        word = match[0].rstrip(".").removesuffix("’s").removesuffix("'s")
        if word != match[0]:
            yield named_code(word)
        if n + 1 < len(found) and found[n + 1].start() == match.end() + 1:
            yield named_code(f"{match[0]} {found[n + 1][0]}")


@lru_cache(maxsize=65536)
def named_code(words: str) -> tuple[str, ...]:
    """Codes of what goes by some words: of states, and of organisations of several."""
    things = (n.thing for n in load().named(words))
    return tuple(
        t.code
        for t in things
        if isinstance(t, (State, Organisation)) and t.code and getattr(t, "international", True)
    )


_WORD = re.compile(r"\w+")
_ACCENT = re.compile("[\u0300-\u036f]+")


def fold(text: str) -> list[str]:
    """The words of a text without accents and capitals: "Ramírez" is "ramirez"."""
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFD", text))
    return _WORD.findall(text.casefold())


@cache
def contact_words() -> dict[str, str]:
    """What words say of how a contact was held, from `contact_words.tsv`.

    Raises:
        ModelError: a row is no word with one of the three ways.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(TABLE.read_text(encoding="utf-8").splitlines()[1:], 2):
        word, _, how = line.partition("\t")
        if fold(word) != [word] or how not in HOWS or word in found:
            raise ModelError(
                f"{TABLE.name}, line {number}: needs a word of its own, in small letters, and "
                f"one of {', '.join(HOWS)}"
            )
        found[word] = how
    return found
