"""Words of a page: dates as people write them, and whether two phrases speak of one thing."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date
from functools import lru_cache

from dragoman.dates import is_edtf, parse_edtf

MONTH = 31
"""Days past which an interval is taken for a bound on a date, and no stretch of time."""

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_QUARTERS = {33: "first", 34: "second", 35: "third", 36: "fourth"}
_COMMON = frozenset(
    "the and for with from into upon about their there this that these those its his her our your "
    "are was were been has have had will would should could may might can not also both each other "
    "all any more most such than then when where which who whom whose while between among within "
    "against over under after before during new further including well towards toward out per "
    "country countries side sides state states".split()
)


def day_words(edtf: str | None) -> str:
    """An EDTF date in words: "15 January 2024", "about December 2021", "before 15 March 2024"."""
    if edtf is None:
        return "no date"
    if not is_edtf(edtf):
        return edtf
    if "/" in edtf:
        return _interval(*edtf.split("/"))
    days = parse_edtf(edtf)
    about = "about " if days.approximate else ""
    doubt = " (uncertain)" if days.uncertain else ""
    return about + _plain(edtf.strip("~?%")) + doubt


def _plain(value: str) -> str:
    parts = value.partition("T")[0].split("-")
    if any(not p.isdigit() for p in parts) or len(parts) > 3:
        return value
    year = parts[0]
    if len(parts) == 1:
        return year
    month = int(parts[1])
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    if month in _QUARTERS:
        return f"{_QUARTERS[month]} quarter of {year}"
    if not 1 <= month <= 12:
        return value
    if len(parts) == 2:
        return f"{month_name[month]} {year}"
    return f"{int(parts[2])} {month_name[month]} {year}"


def _interval(start: str, stop: str) -> str:
    if start in ("..", ""):
        return f"until {day_words(stop)}"
    if stop in ("..", ""):
        return f"from {day_words(start)}"
    one, two = parse_edtf(start), parse_edtf(stop)
    if one.approximate or two.approximate:
        return f"between about {_plain(start.strip('~?%'))} and about {_plain(stop.strip('~?%'))}"
    if one.first and two.last and one.first.year == two.last.year:
        if (one.first.month, one.first.day, two.last.month, two.last.day) == (1, 1, 12, 31):
            return str(one.first.year)
        exact = one.first == one.last and two.first == two.last
        if exact and one.first.month == two.last.month:
            return f"{one.first.day}–{two.last.day} {month_name[one.first.month]} {one.first.year}"
    if one.first and two.last and (two.last - one.first).days > MONTH:
        return f"between {_plain(start)} and {_plain(stop)}"
    return f"{_plain(start)} – {_plain(stop)}"


def sort_key(edtf: str | None) -> tuple[date, date]:
    """Sorts EDTF dates by their first day; without a date last."""
    if edtf is None or not is_edtf(edtf):
        return date.max, date.max
    days = parse_edtf(edtf)
    return days.first or days.last or date.max, days.last or date.max


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The content words of a phrase, without their endings."""
    words = re.findall(r"[^\W\d_]{3,}", text.casefold())
    return frozenset(_stem(w) for w in words if w not in _COMMON)


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "al", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def alike(one: str, two: str, share: float = 0.5) -> bool:
    """True where two phrases share `share` of the content words of the shorter one."""
    a, b = stems(one), stems(two)
    if not a or not b:
        return one.casefold() == two.casefold()
    return len(a & b) >= share * min(len(a), len(b))
