"""How long and how often: durations ("two weeks") and sets ("every year")."""

from __future__ import annotations

from functools import cache

from dragoman.read.temporal.anchor import Anchor
from dragoman.read.temporal.pattern import Found, Match, Outcome, rule
from dragoman.read.temporal.words import table

_CLOCK_UNITS = {"s": "S", "m": "M", "h": "H"}


def length(count: float | str, unit: str) -> str:
    """The TIMEX3 value of a duration: `P3M`, `PT2H`, `PXY`; halves of a year as months."""
    if unit == "F":
        return length(count if isinstance(count, str) else count * 2, "W")
    if isinstance(count, str):
        return f"PT{count}{_CLOCK_UNITS[unit]}" if unit in _CLOCK_UNITS else f"P{count}{unit}"
    if unit == "h" and count >= 24 and count % 24 == 0:
        return f"P{count / 24:g}D" if count == 24 else f"PT{count:g}H"
    if unit in _CLOCK_UNITS and not float(count).is_integer():
        whole, rest = int(count), count - int(count)
        finer = {"h": "M", "m": "S"}.get(unit)
        if finer is not None:
            return f"PT{whole}{_CLOCK_UNITS[unit]}{round(rest * 60)}{finer}"
    if unit in _CLOCK_UNITS:
        return f"PT{count:g}{_CLOCK_UNITS[unit]}"
    return f"P{count:g}{unit}"


def _duration(count: float | str | None, unit: str) -> Found | None:
    if count is None or (not isinstance(count, str) and not 0 < count < 100_000):
        return None
    if unit == "E" and not isinstance(count, str):
        return Found("DURATION", f"P{count * 10:g}Y", None, vague=True)
    return Found("DURATION", length(count, unit), None, vague=True)


@rule(
    "THE? n:COUNT MORE? HYPHEN? unit:UNIT/UNITS",
    "n:COUNT HYPHEN? unit:UNIT/UNITS HYPHEN? age:OLD",
)
def counted(match: Match, anchor: Anchor) -> Outcome:
    """two weeks; five-year; a hundred days. An age is none."""
    if match.has("age"):
        return Found("DURATION", "")
    part = "-" in match.words.text[match.start : match.end] or match.after() == "of"
    if match.value("unit") == "Q" and part:
        # "three quarters of its imports"
        return None
    year = match.value("n") in range(1400, 2200) and match.word("unit").lower() in _SINGULAR
    if year:
        # "the 1988 quarter" is no length.
        return None
    if _some_day(match):
        return (
            Found("DATE", "FUTURE_REF", None, vague=True)
            if anchor.past_or_ahead(match.start) > 0
            else None
        )
    return _duration(match.count("n"), match.value("unit"))


_SINGULAR = frozenset("quarter year month week day".split())


def _some_day(match: Match) -> bool:
    """ "one day": some day, where nothing shows that it is a length."""
    words = match.words.text[match.start : match.end].lower()
    return words == "one day" and match.before() not in (*_BEFORE_A_LENGTH, "only", "least", "just")


@rule("( A | THE )? n:FEW ( MORE )? HYPHEN? unit:UNITS", "n:FEW HYPHEN unit:UNIT")
def some(match: Match, anchor: Anchor) -> Outcome:
    """several years; a few days; a couple of weeks."""
    value = match.value("n")
    return _duration(value if value == "X" else float(value), match.value("unit"))


@rule(
    "n:COUNT OR/RANGE m:DIGITS/ONES/TEENS HYPHEN? unit:UNITS/UNIT",
    "n:DIGITS JOIN m:DIGITS HYPHEN? unit:UNITS/UNIT",
)
def from_to(match: Match, anchor: Anchor) -> Outcome:
    """two or three weeks: the longer of the two."""
    other = match.value("m")
    return _duration(other if isinstance(other, (int, float)) else None, match.value("unit"))


@rule("A unit:UNIT ( AND A HALF )?")
def one(match: Match, anchor: Anchor) -> Outcome:
    """a month; an hour; a year and a half. After an amount it says how often: "$5 a year"."""
    unit = match.value("unit")
    if match.last - match.first > 2:
        return _duration(1.5, unit)
    before = match.before()
    if _is_amount(match) or before in ("once", "twice", "times"):
        return Found("SET", length(1, unit), None, vague=True)
    if unit in "DmhC" and before not in _BEFORE_A_LENGTH:
        return None
    return _duration(1, unit)


_BEFORE_A_LENGTH = frozenset("for in within than nearly almost about after half".split())


@cache
def _number_words() -> str:
    return "".join(table().codes[c] for c in ("ONES", "TEENS", "TENS", "HUNDRED", "THOUSAND"))


def _is_amount(match: Match) -> bool:
    words = match.words
    for back in (1, 2):
        i = match.first - back
        if i >= 0 and (
            words.word(i)[0].isdigit()
            or words.word(i) in ("%", "percent")
            or (back > 1 and words.classes[i] in _number_words())
        ):
            return True
    return match.before() in (
        "million",
        "billion",
        "percent",
        "dollars",
        "tons",
        "barrels",
        "people",
    )


@rule("unit:UNITS")
def many(match: Match, anchor: Anchor) -> Outcome:
    """for years; within weeks; decades of war."""
    unit = match.value("unit")
    if unit == "Q":
        return None
    tied = match.before() in ("for", "within", "in", "after", "of")
    told_from = unit != "s" and match.after() in ("after", "before")
    if unit in _CLOCK_UNITS and not tied and not told_from:
        return None
    return _duration("X", unit)


@rule(
    "EACH unit:UNIT",
    "EACH n:ONES/TEENS/N12/N24/N31 unit:UNITS",
    "EVERYOTHER unit:UNIT",
    "EVERYOTHER unit:UNITS",
)
def every(match: Match, anchor: Anchor) -> Outcome:
    """every year; every two weeks; alternate years."""
    other = (
        2
        if match.words.word(match.first).lower() in ("every other", "every second", "alternate")
        else 1
    )
    count = match.value("n") or other
    return Found("SET", length(float(count), match.value("unit")), None, vague=True)


@rule("EACH day:WDAY ( part:POD )?", "day:WDAYS", "day:WDAY part:PODS")
def weekly_day(match: Match, anchor: Anchor) -> Outcome:
    """each Thursday; on Mondays; Tuesday nights."""
    part = f"T{match.value('part')}" if match.has("part") else ""
    return Found("SET", f"XXXX-WXX-{match.value('day')}{part}", None, vague=True)


@rule("EACH month:MONTHS")
def yearly_month(match: Match, anchor: Anchor) -> Outcome:
    """each July."""
    return Found("SET", f"XXXX-{match.value('month'):02d}", None, vague=True)


@rule("EACH season:SEASON")
def yearly_season(match: Match, anchor: Anchor) -> Outcome:
    """every summer."""
    return Found("SET", f"XXXX-{match.value('season')}", None, vague=True)


_QUANTITIES = frozenset(
    "sales revenue revenues income profit profits earnings dividend rate rates growth inflation"
    " budget salary salaries cost costs output production rent fee fees interest return report"
    " average total turnover yield deficit surplus limit capacity".split()
)


@rule("often:OFTEN")
def often(match: Match, anchor: Anchor) -> Outcome:
    """daily, weekly, annual. "The Daily Mail" is a name, "annual sales" a quantity."""
    if match.word("often").lower() == "annual" and match.after() in _QUANTITIES:
        return None
    if match.word("often").lower() == "annually" and _is_amount(match):
        # "20% annually" is a rate.
        return None
    if match.word("often")[0].isupper() and match.before() not in ("", ".", '"', "“"):
        return None
    return Found("SET", match.value("often"), None, vague=True)
