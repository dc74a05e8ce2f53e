"""Cuts a text into words and gives each its class: the alphabet that temporal patterns are written
in.

One regular expression cuts, the tables `words.toml` and `holidays.toml` and the shape of a number
give the class. A class is one character, so that a text becomes a string as long as it has words
and a pattern over classes is an ordinary regular expression over that string.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from dragoman.errors import ModelError

_CUT = re.compile(
    r"""
      (?P<ISO>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-]))
    | (?P<CLOCK>\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
    | (?P<SLASHED>\d{1,2}/\d{1,2}/\d{2,4}(?![\d/])|\d{4}/\d{1,2}/\d{1,2}(?![\d/]))
    | (?P<DOTTED>\d{1,2}\.\d{1,2}\.\d{4}(?!\d|\.\d))
    | (?P<BIG>\d{1,3}(?:,\d{3})+(?!\d))
    | (?P<DECADE>(?:\d{3}0|['’`]\d0|(?<![\w.,])\d0)['’]?s(?!\w))
    | (?P<SHORTYEAR>['’`]\d{2}(?!\w))
    | (?P<DECIMAL>\d+\.\d+(?!\w))
    | (?P<FRACTION>\d/\d(?![\d/])|[½¼¾])
    | (?P<ORD>\d{1,2}(?:st|nd|rd|th)(?!\w))
    | (?P<GLUED>\d{1,2}(?=[ap]\.?m\b))
    | (?P<QUARTER>Q[1-4](?!\w)|[1-4]Q(?!\w))
    | (?P<FISCALYEAR>FY\s?\d{2,4}(?!\w))
    | (?P<NUMBER>\d+(?![^\W\d_]))
    | (?P<INITIALS>[A-Za-z]\.[A-Za-z](?:\.[A-Za-z])*\.?)
    | (?P<WORD>[^\W\d_]+(?:['’]clock)?)
    | (?P<BREAK>\n[^\S\n]*\n\s*)
    | (?P<MARK>[^\w\s]|_)
    | (?P<OTHER>\w+)
    """,
    re.VERBOSE,
)

_MARKS = {
    ",": "COMMA", ".": "DOT", "-": "HYPHEN", "–": "DASH", "—": "DASH", "/": "SLASH",
    "(": "PAREN", ")": "PAREN", "'": "APOS", "’": "APOS",
}  # fmt: skip

# Numbers by what they can be: an hour and a month (1–12), an hour (13–24, and 0), a day (25–31), a
# minute (32–59), two digits, a year, anything else.
_NUMBERS = ("N12", "N24", "N31", "N59", "N99", "YEAR", "MANY")
_SHAPES = (
    "ISO", "CLOCK", "SLASHED", "DOTTED", "DECADE", "SHORTYEAR", "FRACTION", "ORD", "QUARTER",
    "FISCALYEAR",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day: fixed (`month`, `day`), the n-th weekday of a month, or counted from Easter."""

    day: tuple[int, int] | None = None
    weekday: tuple[int, int, int] | None = None
    easter: int | None = None
    orthodox: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The words by class: `single` for one word, `phrases` by their first word, longest first."""

    codes: dict[str, str]
    single: dict[str, tuple[str, Any]]
    capital: dict[str, tuple[str, Any]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, Any], ...]]
    holidays: dict[str, tuple[tuple[tuple[str, ...], Holiday], ...]]


@dataclass(slots=True)
class Words:
    """A text in words: `classes` has a character for each, the lists its place and what it is."""

    text: str
    classes: str
    starts: list[int]
    ends: list[int]
    values: list[Any]

    def word(self, i: int) -> str:
        """Word `i` as written."""
        return self.text[self.starts[i] : self.ends[i]]


def _load(name: str) -> dict[str, Any]:
    try:
        text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
        return tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"read/temporal/{name} cannot be read: {error}") from error


def cut_phrase(phrase: str) -> tuple[str, ...]:
    """The words of a table entry, cut as a text is."""
    return tuple(m.group() for m in _CUT.finditer(phrase))


@cache
def table() -> Table:
    """The tables, checked and indexed.

    Raises:
        ModelError: a table is missing or broken; the message names the entry.
    """
    words = _load("words.toml")
    names = [*words["any"], *words["capital"], *_SHAPES, *_NUMBERS, *_MARKS.values()]
    names += ["HOLIDAY", "BREAK", "DEC"]
    codes = {name: chr(0x100 + i) for i, name in enumerate(dict.fromkeys(names))}
    single: dict[str, tuple[str, Any]] = {}
    capital: dict[str, tuple[str, Any]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
    for group, target in (("any", single), ("capital", capital)):
        for name, entries in words[group].items():
            for entry, value in entries.items():
                parts = cut_phrase(entry)
                if not parts or entry != entry.lower():
                    raise ModelError(f"read/temporal/words.toml: {name}: bad entry {entry!r}")
                if len(parts) == 1:
                    target[entry] = (codes[name], value)
                else:
                    phrases.setdefault(parts[0], []).append((parts, codes[name], value))
    holidays: dict[str, list[tuple[tuple[str, ...], Holiday]]] = {}
    for key, row in _load("holidays.toml").items():
        holiday = _holiday(key, row)
        for name in row["names"]:
            parts = cut_phrase(name)
            holidays.setdefault(parts[0], []).append((parts, holiday))
    return Table(
        codes,
        single,
        capital,
        {k: tuple(sorted(v, key=lambda e: -len(e[0]))) for k, v in phrases.items()},
        {k: tuple(sorted(v, key=lambda e: -len(e[0]))) for k, v in holidays.items()},
    )


def _holiday(key: str, row: dict[str, Any]) -> Holiday:
    try:
        if "day" in row:
            month, day = map(int, row["day"].split("-"))
            date(2000, month, day)  # a leap year: raises where no year has such a day
            return Holiday(day=(month, day))
        if "weekday" in row:
            nth, weekday, month = row["weekday"]
            if nth not in (-1, 1, 2, 3, 4) or not 1 <= weekday <= 7 or not 1 <= month <= 12:
                raise ValueError(f"no such weekday: {row['weekday']}")
            return Holiday(weekday=(nth, weekday, month))
        return Holiday(easter=int(row["easter"]), orthodox=bool(row.get("orthodox", False)))
    except (KeyError, ValueError, TypeError) as error:
        raise ModelError(f"read/temporal/holidays.toml: {key}: {error}") from error


def _number(digits: str) -> tuple[str, int]:
    number = int(digits)
    if len(digits) == 4 and 1000 <= number <= 2199:
        return "YEAR", number
    if len(digits) > 2:
        return "MANY", number
    if 1 <= number <= 12:
        return "N12", number
    if number <= 24:
        return "N24", number
    if number <= 31:
        return "N31", number
    return ("N59" if number <= 59 else "N99"), number


def cut(text: str) -> Words:
    """Cuts `text` into words with their classes; a word of no class is a full stop in `classes`."""
    known = table()
    codes, single, capital = known.codes, known.single, known.capital
    found = [(m.lastgroup, m.group(), m.start(), m.end()) for m in _CUT.finditer(text)]
    classes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[Any] = []
    i, count = 0, len(found)
    while i < count:
        kind, word, start, end = found[i]
        code, value, width = ".", None, 1
        if kind == "WORD" or kind == "INITIALS":
            lower = word.lower()
            phrase = None
            if word in known.holidays:
                phrase = _holiday_at(known, found, i)
            if phrase is None and lower in known.phrases:
                phrase = _phrase_at(known, found, i)
            if phrase is not None:
                code, value, width = phrase
                end = found[i + width - 1][3]
            elif word[0].isupper() and lower in capital:
                code, value = capital[lower]
            elif lower in single:
                code, value = single[lower]
        elif kind == "NUMBER" or kind == "GLUED":
            name, value = _number(word) if len(word) < 10 else ("MANY", None)
            code = codes[name]
        elif kind == "MARK":
            name = _MARKS.get(word, "")
            code = codes[name] if name else "."
        elif kind == "BIG":
            code, value = codes["MANY"], int(word.replace(",", "")) if len(word) < 13 else None
        elif kind == "DECIMAL":
            code, value = codes["DEC"], float(word) if len(word) < 10 else None
        elif kind == "BREAK":
            code = codes["BREAK"]
        elif kind in codes:
            code, value = codes[kind], word
        classes.append(code)
        starts.append(start)
        ends.append(end)
        values.append(value)
        i += width
    return Words(text, "".join(classes), starts, ends, values)


_Found = list[tuple[str | None, str, int, int]]


def _phrase_at(known: Table, found: _Found, i: int) -> tuple[str, Any, int] | None:
    for parts, code, value in known.phrases[found[i][1].lower()]:
        if len(parts) <= len(found) - i and all(
            found[i + k][1].lower() == part for k, part in enumerate(parts)
        ):
            return code, value, len(parts)
    return None


def _holiday_at(known: Table, found: _Found, i: int) -> tuple[str, Any, int] | None:
    for parts, holiday in known.holidays[found[i][1]]:
        if len(parts) <= len(found) - i and all(
            found[i + k][1] == part for k, part in enumerate(parts)
        ):
            return known.codes["HOLIDAY"], holiday, len(parts)
    return None
