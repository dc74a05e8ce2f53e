"""The calendar that times are reckoned on: weeks, quarters, movable days, TIMEX3 to EDTF."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from dragoman.dates import is_edtf, shift
from dragoman.read.temporal.words import Holiday

SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
SEASON_MONTHS = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}
"""A month that lies within each season, to tell the nearest one."""

_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_SUB_YEAR = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])")
_DAY_PART = re.compile(r"(\d{4}-\d{2}-\d{2})T(?:MO|AF|EV|NI|MI)")
_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(?:Z|[+-]\d{2}:\d{2})?")
_PLAIN = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def edtf_of(value: str | None) -> str | None:
    """The EDTF value that says what a TIMEX3 value of a date says, None where none can."""
    if value is None:
        return None
    written: str | None = None
    if _PLAIN.fullmatch(value):
        written = value
    elif found := _WEEK.fullmatch(value):
        try:
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            return None
        first = monday + timedelta(days=5) if found[3] else monday
        written = f"{first}/{monday + timedelta(days=6)}"
    elif found := _SUB_YEAR.fullmatch(value):
        code = found[2]
        number = SEASON_CODES.get(code) or int(code[1]) + (32 if code[0] == "Q" else 39)
        written = f"{found[1]}-{number}"
    elif found := re.fullmatch(r"BC(\d{4})", value):
        # EDTF counts a year 0, which the Christian era does not: 480 BC is -0479.
        ago = int(found[1]) - 1
        written = f"-{ago:04d}" if ago else "0000"
    elif re.fullmatch(r"\d{3}", value):
        written = f"{value}X"
    elif re.fullmatch(r"\d{2}", value):
        written = f"{value}XX"
    elif found := _DAY_PART.fullmatch(value):
        written = found[1]
    elif found := _CLOCK.fullmatch(value):
        # The hour is told in the place's own time; an offset would be a guess where none is
        # written.
        clock = f"{found[1]}T{found[2]}:{found[3]}:{found[4] or '00'}"
        written = found[1] if found[2] == "24" else clock  # "midnight on Sunday": that day's end
    return written if written is not None and is_edtf(written) else None


def day(year: int, month: int, number: int) -> date | None:
    """The day of the calendar, None where there is none (31 February)."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return date(year, month, number) if 1 <= number <= monthrange(year, month)[1] else None


def week(of: date) -> str:
    """The TIMEX3 value of the ISO week of a day."""
    year, number, _ = of.isocalendar()
    return f"{year}-W{number:02d}"


def quarter(of: date) -> int:
    """The quarter of a day, 1 to 4."""
    return (of.month + 2) // 3


def at(unit: str, of: date) -> str:
    """The TIMEX3 value of the unit (D, W, M, Q, Y, E, C) that `of` lies in."""
    year = f"{of.year:04d}"
    return {
        "D": of.isoformat(),
        "W": week(of),
        "M": f"{year}-{of.month:02d}",
        "Q": f"{year}-Q{quarter(of)}",
        "Y": year,
        "E": year[:3],
        "C": year[:2],
    }[unit]


def moved(of: date, unit: str, count: int) -> date | None:
    """`of` moved by `count` units, None where that leaves the calendar."""
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}
    try:
        if unit in months:
            return shift(of, months=count * months[unit])
        return shift(of, days=count * {"D": 1, "W": 7, "F": 14}[unit])
    except OverflowError:
        return None


def weekday_before(of: date, weekday: int, *, strictly: bool = False) -> date:
    """The last `weekday` (1 Monday … 7 Sunday) not after `of`; before it if `strictly`."""
    back = (of.isoweekday() - weekday) % 7
    return of - timedelta(days=7 if strictly and back == 0 else back)


def weekday_after(of: date, weekday: int, *, strictly: bool = False) -> date:
    """The first `weekday` not before `of`; after it if `strictly`."""
    ahead = (weekday - of.isoweekday()) % 7
    return of + timedelta(days=7 if strictly and ahead == 0 else ahead)


def month_ends(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The `nth` such weekday of a month, its last where `nth` is below 0, None if it has none."""
    first, last = month_ends(year, month)
    if nth < 0:
        return weekday_before(last, weekday)
    found = weekday_after(first, weekday) + timedelta(days=7 * (nth - 1))
    return found if nth and found <= last else None


def holiday(which: Holiday, year: int) -> date | None:
    """The day of a holiday in a year."""
    if which.day is not None:
        return day(year, *which.day)
    if which.weekday is not None:
        nth, weekday, month = which.weekday
        return nth_weekday(year, month, weekday, nth)
    if which.easter is None or not 1583 <= year <= 9998:
        return None
    return easter(year, orthodox=which.orthodox) + timedelta(days=which.easter)


def easter(year: int, *, orthodox: bool = False) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    if orthodox:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        month, rest = divmod(d + e + 114, 31)
        # The Julian calendar's day, moved by the distance between the calendars in that century.
        return date(year, month, rest + 1) + timedelta(days=year // 100 - year // 400 - 2)
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, rest = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, rest + 1)
