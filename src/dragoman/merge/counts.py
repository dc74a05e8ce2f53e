"""How many of what a passage tells, so that reports that count differently stand side by side.

A count is a number before the plural that it counts, "at least 14 people", as an interval: "at
least" has no upper end, "about" reaches a fifth up and down. What is counted more than once in a
passage is left out, for nothing says which number answers to which of another report; so are
stretches of time, money, distances and ages, which are no counts of the event.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

_WORDS = {
    word: number
    for number, word in enumerate(
        "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split(),
        3,
    )
} | {w: 10 * n for n, w in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}
_MANY = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_BOUNDS = {
    "at least": (1.0, math.inf),
    "more than": (1.0, math.inf),
    "over": (1.0, math.inf),
    "up to": (0.0, 1.0),
    "fewer than": (0.0, 1.0),
    "less than": (0.0, 1.0),
    "as many as": (0.0, 1.0),
    "about": (0.8, 1.2),
    "around": (0.8, 1.2),
    "some": (0.8, 1.2),
    "nearly": (0.8, 1.0),
    "almost": (0.8, 1.0),
    "approximately": (0.8, 1.2),
    "roughly": (0.8, 1.2),
    "dozens of": (0.0, math.inf),
}
"""What a word before a number makes of its ends."""

_NO_COUNT = frozenset(
    "years months weeks days hours minutes seconds times dollars euros pounds yuan rubles roubles "
    "rupees yen percent points kilometers kilometres miles meters metres feet degrees tons tonnes "
    "barrels decades centuries others sides ways parts steps acres hectares "
    "goes does says has".split()
)
_COUNT = re.compile(
    rf"(?:\b(?P<bound>{'|'.join(_BOUNDS)})\s+)?"
    rf"(?<![\w.,$€£-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{'|'.join(_WORDS)})"
    rf"(?:\s+(?P<many>{'|'.join(_MANY)}))?"
    r"(?:\s+(?!and\b|or\b|of\b|in\b|on\b|to\b|the\b|were\b|was\b|have\b|had\b|are\b)[a-z-]+){0,2}?"
    r"\s+(?P<what>[a-z]{3,}(?:(?<![sui])s|ren|men|ple|ice))\b",
    re.IGNORECASE,
)


_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=4096)
def counts(passage: str) -> dict[str, tuple[float, float, str]]:
    """What a passage counts once: of each noun the least and the most, and the words."""
    found: dict[str, tuple[float, float, str]] = {}
    twice: set[str] = set()
    for match in _COUNT.finditer(passage):
        what = match["what"].casefold()
        if what in _NO_COUNT or any(w in _NO_COUNT for w in match[0].casefold().split()):
            continue
        if what in found:
            twice.add(what)
        raw = match["number"].casefold().replace(",", "")
        if _YEAR.fullmatch(match["number"]):
            continue
        number = float(_WORDS[raw] if raw in _WORDS else int(raw))
        number *= _MANY.get((match["many"] or "").casefold(), 1)
        low, high = _BOUNDS.get((match["bound"] or "").casefold(), (1.0, 1.0))
        found[what] = (number * low, number * high, " ".join(match[0].split()))
    return {k: v for k, v in found.items() if k not in twice}


def differ(one: tuple[float, float, str], two: tuple[float, float, str]) -> bool:
    """True of two counts of one thing that cannot both be right."""
    return one[1] < two[0] or two[1] < one[0]
