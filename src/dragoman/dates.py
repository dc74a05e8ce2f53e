"""Dates as the codebook writes them (EDTF), and the arithmetic on them.

Every value stands for the days that `edtf.parse_edtf` says it covers, from an earliest to a latest;
an open end (`..`) has no bound. Arithmetic is on those days. A day of publication is checked by
pattern first and by the calendar second, so that what looks like a date and is none (31 February)
never passes.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import StrEnum

from dragoman.edtf import Days, is_edtf, parse_edtf
from dragoman.errors import InputError

__all__ = [
    "Days",
    "Standing",
    "before",
    "check_published",
    "contains",
    "earliest",
    "intersect",
    "interval",
    "is_edtf",
    "latest",
    "overlaps",
    "parse_edtf",
    "shift",
    "standing",
]


class Standing(StrEnum):
    """How a date stands to a day."""

    PAST = "past"
    CURRENT = "current"
    AHEAD = "ahead"


def earliest(value: str) -> date | None:
    """The first day that `value` covers, None where that end is open.

    Raises:
        ValueError: `value` is no EDTF date.
    """
    return parse_edtf(value).first


def latest(value: str) -> date | None:
    """The last day that `value` covers, None where that end is open.

    Raises:
        ValueError: `value` is no EDTF date.
    """
    return parse_edtf(value).last


def interval(first: date | None, last: date | None) -> str:
    """The EDTF value from `first` to `last`: one day if they are the same, `..` for an end of None.

    Raises:
        ValueError: both ends are None, or the last day is before the first.
    """
    if first is None and last is None:
        raise ValueError("an interval open at both ends says nothing")
    if first is not None and first == last:
        return first.isoformat()
    if first is not None and last is not None and last < first:
        raise ValueError(f"{last} is before {first}")
    start = ".." if first is None else first.isoformat()
    stop = ".." if last is None else last.isoformat()
    return f"{start}/{stop}"


def before(a: str, b: str) -> bool:
    """True where every day of `a` is before every day of `b`."""
    last, first = latest(a), earliest(b)
    return last is not None and first is not None and last < first


def overlaps(a: str, b: str) -> bool:
    """True where `a` and `b` share a day."""
    return not before(a, b) and not before(b, a)


def contains(a: str, b: str) -> bool:
    """True where every day of `b` is a day of `a`."""
    outer, inner = parse_edtf(a), parse_edtf(b)
    starts = outer.first is None or (inner.first is not None and outer.first <= inner.first)
    ends = outer.last is None or (inner.last is not None and inner.last <= outer.last)
    return starts and ends


def intersect(a: str, b: str) -> str | None:
    """The days that `a` and `b` share, None where they share none.

    Where one contains the other it is returned as written, with its qualifiers.
    """
    if contains(a, b):
        return b
    if contains(b, a):
        return a
    if not overlaps(a, b):
        return None
    one, two = parse_edtf(a), parse_edtf(b)
    firsts = [d for d in (one.first, two.first) if d is not None]
    lasts = [d for d in (one.last, two.last) if d is not None]
    return interval(max(firsts, default=None), min(lasts, default=None))


def standing(value: str, day: date) -> Standing:
    """Whether `value` is past, current or ahead as of `day`.

    A value with an open end is current as long as that end allows it.
    """
    days = parse_edtf(value)
    if days.last is not None and days.last < day:
        return Standing.PAST
    if days.first is not None and days.first > day:
        return Standing.AHEAD
    return Standing.CURRENT


def shift(day: date, *, years: int = 0, months: int = 0, weeks: int = 0, days: int = 0) -> date:
    """`day` moved: years and months first, to the last day of the month where it has no such day.

    Raises:
        OverflowError: the result is before the year 1 or after 9999.
    """
    count = day.year * 12 + day.month - 1 + years * 12 + months
    year, month = count // 12, count % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError(f"{day} moved by {years} years and {months} months leaves the calendar")
    moved = date(year, month, min(day.day, monthrange(year, month)[1]))
    return moved + timedelta(weeks=weeks, days=days)


_PUBLISHED = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[Tt ](?P<clock>\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)"
    r"\s?(?P<offset>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?"
)


def check_published(value: str, name: str) -> str:
    """Checks the day of publication of the report `name` and writes it in one form.

    Args:
        value: an ISO 8601 date (`2024-01-15`) or date and time, with offset
            (`2024-01-15T09:30+05:30`, `…Z`) or without.
        name: what the message calls the report, or the option that names the day (`--since`).

    Returns:
        The date as `YYYY-MM-DD`, or date and time as `YYYY-MM-DDTHH:MM:SS`, followed by the
        offset as `+HH:MM` where one was given. Fractions of a second are dropped.

    Raises:
        InputError: the value is no such date, or no day of the calendar.
    """
    found = _PUBLISHED.fullmatch(value.strip()) if isinstance(value, str) else None
    what = f"{name}: {value!r}" if name.startswith("--") else f"{name}: published {value!r}"
    if found is None:
        raise InputError(
            f"{what} is no ISO date; write it as 2024-01-15 or 2024-01-15T09:30:00+05:30"
        )
    day, clock, offset = found["day"], found["clock"], found["offset"]
    if clock is None:
        written = day
    else:
        written = f"{day}T{clock[:8]}"
        if offset is not None:
            digits = offset[1:].replace(":", "").ljust(4, "0")
            written += "+00:00" if offset in "Zz" else f"{offset[0]}{digits[:2]}:{digits[2:]}"
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise InputError(f"{what} names no day or hour there is; correct the date") from error
    return day if clock is None else moment.isoformat(timespec="seconds")
