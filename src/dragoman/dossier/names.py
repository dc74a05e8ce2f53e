"""Which states a passage names, and which phrases are a matter and no bare name or date."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.dossier.words import stems
from dragoman.knowledge import Organisation, State, load

_HOW = ("name", "adjective", "people", "capital")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?")
_LONGEST = 6
_IN = frozenset({"in", "at", "near", "from", "via", "outside"})
_CALENDAR = stems(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december today yesterday tomorrow morning "
    "afternoon evening week month year last next early late time date visit trip meeting request "
    "talks issue issues matter matters number range discussion conversation two-day day days "
    "million billion trillion percent dollars tweet statement"
)
"""Words that tell when or that something was, and not what about."""


@lru_cache(maxsize=16384)
def named_states(words: str, places: bool = True) -> tuple[str, ...]:
    """Codes of the states that a passage names, by name, adjective or capital, each once.

    Without `places`, a capital that is only where something is ("in Paris") names no state.
    """
    return tuple(dict.fromkeys(code for code, _, _ in _found(words, places)))


def _found(words: str, places: bool = True) -> list[tuple[str, int, int]]:
    """Every naming of a state: its code, and from which word up to which, longest phrases first."""
    known = load()
    tokens = _WORD.findall(words)
    found = []
    i = 0
    while i < len(tokens):
        for length in range(min(_LONGEST, len(tokens) - i), 0, -1):
            phrase = " ".join(tokens[i : i + length])
            if not phrase[0].isupper():
                continue
            located = not places and bool(i) and tokens[i - 1].casefold() in _IN
            named = known.named(phrase)
            if length > 1 and any(_joint(n.thing) for n in named):
                # The "American States" of the Organization of American States are not the USA.
                i += length - 1
                break
            states = [
                n.thing.code
                for n in named
                if isinstance(n.thing, State)
                and n.how in _HOW
                and not (located and n.how == "capital")
            ]
            if states:
                found.append((states[0], i, i + length))
                i += length - 1
                break
        i += 1
    return found


def _joint(thing: object) -> bool:
    """True of an organisation of several states, whose name means none of them."""
    return isinstance(thing, Organisation) and thing.international


@lru_cache(maxsize=16384)
def is_matter(phrase: str) -> bool:
    """True of words that say what something is about; false of a bare name or date.

    "Tuesday", "Seoul" and "President Ruto" are no matter; "the Moyale crossing" is one.
    """
    known = load()
    tokens = _WORD.findall(phrase)
    if not stems(phrase) - _CALENDAR:
        return False
    states = {n for _, start, stop in _found(phrase) for n in range(start, stop)}
    left = [t for n, t in enumerate(tokens) if n not in states and t[0].isalpha()]
    if not stems(" ".join(left)) - _CALENDAR:
        return False
    capitals = [t for t in left if t[0].isupper()]
    if len(capitals) < len([t for t in left if len(t) > 3]):
        return True
    name = " ".join(capitals)
    titled = " ".join(capitals[1:])
    return not (known.people(name) or (titled and known.people(titled)))
