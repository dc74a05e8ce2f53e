"""Numbers and ordinals in words and figures: "fourteenth", "14th", "twenty-one"."""

from __future__ import annotations

import re

_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
        " twentieth".split(),
        1,
    )
}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_TENTHS = {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70}
_NUMBERS = {
    word: n
    for n, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
}
_FIGURE = re.compile(r"(\d{1,3})(?:st|nd|rd|th)(?:-|$)?")


def ordinal(word: str) -> int | None:
    """The number that an ordinal says: 14 for "14th", "fourteenth", 21 for "twenty-first"."""
    word = word.lower()
    if word in _ORDINALS:
        return _ORDINALS[word]
    if word in _TENTHS:
        return _TENTHS[word]
    if word == "inaugural":
        return 1
    tens, _, unit = word.partition("-")
    if tens in _TENS and unit in _ORDINALS:
        return _TENS[tens] + _ORDINALS[unit]
    found = _FIGURE.fullmatch(word)
    return int(found[1]) if found else None


def number(word: str) -> int | None:
    """The number that a cardinal says: 21 for "21", 7 for "seven"."""
    word = word.lower()
    if word in _NUMBERS:
        return _NUMBERS[word]
    tens, _, unit = word.partition("-")
    if tens in _TENS:
        return _TENS[tens] + _NUMBERS.get(unit, 0)
    return int(word) if word.isdigit() and len(word) <= 3 else None
