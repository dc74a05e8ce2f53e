"""Short forms that a report makes itself: "the Multinational Security Support (MSS) mission"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.codes import Sector
from dragoman.knowledge import Knowledge, Named
from dragoman.knowledge.spelling import key
from dragoman.language.sentence import Sentence
from dragoman.read.names.found import Found

_MADE = re.compile(r"((?:[\w'’&-]+ ){1,9})\(([A-Z][A-Z&-]{1,7})\)")
_SMALL = frozenset("of for the and on in to de del la du des & a".split())


def own(text: str, known: Knowledge) -> dict[str, tuple[Named, ...]]:
    """Short forms that stand in the text for something else than in the tables, as the words
    before their first occurrence tell, with what the tables have for those words.
    """
    found: dict[str, tuple[Named, ...]] = {}
    for made in _MADE.finditer(text):
        short = made[2]
        named = known.named(short)
        long = _spelt(made[1].split(), short)
        if not named or long is None:
            continue
        names = [n for thing in named for n in getattr(thing.thing, "names", ())]
        if not any(_same(long, name) for name in names):
            found.setdefault(short, known.named(" ".join(long)))
    return found


def meant(
    founds: Iterable[Found], own: dict[str, tuple[Named, ...]], sentence: Sentence, text: str
) -> list[Found]:
    """Mentions of a sentence, those by a short form of the report's own given to whom it means
    there, left out where no table knows them.
    """
    if not own:
        return list(founds)
    kept = []
    for found in founds:
        start, end = sentence.offsets(found.first, found.last)
        named = own.get(key(text[start:end]))
        if named is not None:
            found.states = [getattr(n.thing, "state", None) or "" for n in named[:1]]
            found.states = [s for s in found.states if s]
            sector = getattr(named[0].thing, "sector", None) if named else None
            found.sector = Sector(sector) if sector else None
        if named is None or found.states:
            kept.append(found)
    return kept


def _spelt(words: list[str], short: str) -> list[str] | None:
    """The last words whose first letters are the short form; None where they are not."""
    letters = [c for c in short if c.isalpha()]
    for first in range(len(words) - 1, -1, -1):
        if not words[first][:1].isupper():
            continue
        heads = [w[0].upper() for w in words[first:] if w.lower() not in _SMALL]
        if len(heads) > len(letters):
            return None
        if heads == letters:
            return words[first:]
    return None


def _same(long: list[str], name: str) -> bool:
    """True of names that share half of their words."""
    told = {key(w).lower().rstrip("s") for w in long} - _SMALL
    held = {w.lower().rstrip("s") for w in key(name).split()} - _SMALL
    return 2 * len(told & held) >= len(told)
