"""Reads an EDTF string (ISO 8601-2, as far as the codebook uses it) into its first and last day.

Levels 0 to 2: dates, intervals, seasons and other sub-years, unspecified digits, sets, qualifiers.
A pattern takes the string apart, the calendar says which days it can mean. What is no date (31
February, a 13th month, an interval that ends before it begins) is refused. Years before the year 1
(`0000` is 1 BC, `-0043` 44 BC) count as the first day of the calendar. Not read: years written with
`Y`, `E` or `S`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

_QUALIFIER = "[?~%]?"
_DATE = re.compile(
    rf"(?P<q1>{_QUALIFIER})(?P<year>-?[0-9X]{{4}})(?P<q2>{_QUALIFIER})"
    rf"(?:-(?P<q3>{_QUALIFIER})(?P<month>[0-9X]{{2}})(?P<q4>{_QUALIFIER})"
    rf"(?:-(?P<q5>{_QUALIFIER})(?P<day>[0-9X]{{2}})(?P<q6>{_QUALIFIER}))?)?"
)
_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-](?:[01]\d|2[0-3])(?::[0-5]\d)?)?")
_QUALIFIERS = ("q1", "q2", "q3", "q4", "q5", "q6")

# First month of each sub-year code and its length in months. Seasons without a hemisphere
# (21–24) are those of the northern one, by the meteorological calendar; a winter is named by the
# year it begins in.
_SUB_YEARS = {
    **{code: (3 * (code - 20), 3) for code in range(21, 25)},
    **{code: (3 * (code - 24), 3) for code in range(25, 29)},
    **{code: (3 * ((code - 27) % 4 + 1), 3) for code in range(29, 33)},
    **{code: (3 * (code - 33) + 1, 3) for code in range(33, 37)},
    **{code: (4 * (code - 37) + 1, 4) for code in range(37, 40)},
    **{code: (6 * (code - 40) + 1, 6) for code in range(40, 42)},
}


@dataclass(frozen=True, slots=True)
class Days:
    """The days that an EDTF value covers: from `first` to `last`, None where an end is open or
    unknown.

    `approximate` (`~`, `%`) and `uncertain` (`?`, `%`) are true where any part is so marked.
    """

    first: date | None
    last: date | None
    approximate: bool = False
    uncertain: bool = False


@lru_cache(maxsize=4096)
def parse_edtf(value: str) -> Days:
    """The days that `value` covers.

    Args:
        value: an EDTF string: `2024-01-15`, `2021-12`, `2022-21`, `198X`, `2024-03-15/2024-03-17`,
        `../2024`,
            `[2023,2024]`, `{2023..2025}`, with `~`, `?` or `%`.

    Raises:
        ValueError: it is no EDTF value that this module reads, or names no day of the calendar.
    """
    if value[:1] in ("[", "{"):
        return _set(value)
    if "/" in value:
        return _interval(value)
    if "T" in value:
        if not _CLOCK.fullmatch(value):
            raise ValueError(f"{value!r} is no EDTF date and time")
        day = datetime.fromisoformat(value.replace("Z", "+00:00")).date()
        return Days(day, day)
    return _date(value)


def is_edtf(value: str) -> bool:
    """True where `parse_edtf` reads `value`."""
    try:
        parse_edtf(value)
    except (ValueError, OverflowError):
        return False
    return True


def _date(value: str) -> Days:
    found = _DATE.fullmatch(value)
    if found is None:
        raise ValueError(f"{value!r} is no EDTF date")
    marks = "".join(found[q] for q in _QUALIFIERS if found[q])
    year, month, day = found["year"], found["month"], found["day"]
    approximate, uncertain = bool(set(marks) & set("~%")), bool(set(marks) & set("?%"))
    years = sorted(int(year.replace("X", d)) for d in ("0", "9"))
    if years[1] < 1:
        return _ancient(value, found, approximate, uncertain)
    first_year, last_year = max(years[0], 1), years[1]
    if month is None:
        first, last = date(first_year, 1, 1), date(last_year, 12, 31)
    elif month.isdigit() and int(month) in _SUB_YEARS:
        if day is not None:
            raise ValueError(f"{value!r}: a season or quarter has no day")
        start, length = _SUB_YEARS[int(month)]
        first = date(first_year, start, 1)
        last = _end_of_month(last_year, start + length - 1)
    else:
        months = [m for m in range(1, 13) if _fits(month, m)]
        found_days = [
            (m, d)
            for m in months
            for d in range(1, _longest(m, first_year, last_year) + 1)
            if day is None or _fits(day, d)
        ]
        if not found_days:
            raise ValueError(f"{value!r} names no day of the calendar")
        (m0, d0), (m1, d1) = found_days[0], found_days[-1]
        # Where years are unspecified, 29 February falls back on the nearest year that has it.
        first = _first_with(range(first_year, last_year + 1), m0, d0)
        last = _first_with(range(last_year, first_year - 1, -1), m1, d1)
    return Days(first, last, approximate, uncertain)


def _ancient(value: str, found: re.Match[str], approximate: bool, uncertain: bool) -> Days:
    """A date before the year 1, which counts as the first day of the calendar."""
    month, day = found["month"], found["day"]
    if month is not None and month.isdigit() and not 1 <= int(month) <= 12:
        if int(month) not in _SUB_YEARS or day is not None:
            raise ValueError(f"{value!r} names no day of the calendar")
    elif day is not None and day.isdigit() and "X" not in (month or "X"):
        # 2000 is a leap year as every fourth of them is.
        date(2000, int(month), int(day))
    return Days(date.min, date.min, approximate, uncertain)


def _fits(pattern: str, number: int) -> bool:
    return all(p in ("X", n) for p, n in zip(pattern, f"{number:02d}", strict=True))


def _longest(month: int, first_year: int, last_year: int) -> int:
    years = range(first_year, min(last_year, first_year + 8) + 1)
    return max(monthrange(year, month)[1] for year in years)


def _first_with(years: range, month: int, day: int) -> date:
    for year in years:
        if day <= monthrange(year, month)[1]:
            return date(year, month, day)
    raise ValueError(f"no year from {years[0]} to {years[-1]} has {month}-{day}")


def _end_of_month(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _interval(value: str) -> Days:
    ends = value.split("/")
    if len(ends) != 2 or all(end in ("", "..") for end in ends):
        raise ValueError(f"{value!r} is no EDTF interval")
    if any(end[:1] in ("[", "{") for end in ends):
        raise ValueError(f"{value!r}: an interval has no set for an end")
    start, stop = (None if end in ("", "..") else parse_edtf(end) for end in ends)
    first = start.first if start else None
    last = stop.last if stop else None
    if first is not None and last is not None and first > last:
        raise ValueError(f"{value!r} ends before it begins")
    known = [end for end in (start, stop) if end is not None]
    return Days(
        first, last, any(end.approximate for end in known), any(end.uncertain for end in known)
    )


def _set(value: str) -> Days:
    closing = {"[": "]", "{": "}"}[value[0]]
    if not value.endswith(closing) or len(value) < 3:
        raise ValueError(f"{value!r} is no EDTF set")
    members: list[Days] = []
    for part in value[1:-1].split(","):
        part = part.strip()
        if ".." in part:
            start, stop = part.split("..", 1)
            members.append(_interval(f"{start or '..'}/{stop or '..'}"))
        else:
            members.append(_date(part))
    firsts, lasts = [m.first for m in members], [m.last for m in members]
    return Days(
        None if None in firsts else min(d for d in firsts if d is not None),
        None if None in lasts else max(d for d in lasts if d is not None),
        any(m.approximate for m in members),
        any(m.uncertain for m in members),
    )
