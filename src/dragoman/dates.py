"""Dates as the codebook writes them.

A day of publication is checked by pattern first and by the calendar second, so that what looks like a date and is
none (31 February) never passes.
"""

from __future__ import annotations

import re
from datetime import datetime

from dragoman.errors import InputError

_PUBLISHED = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[Tt ](?P<clock>\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)"
    r"\s?(?P<offset>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?"
)


def check_published(value: str, name: str) -> str:
    """Checks the day of publication of the report `name` and writes it in one form.

    Args:
        value: an ISO 8601 date (`2024-01-15`) or date and time, with offset (`2024-01-15T09:30+05:30`, `…Z`) or
            without.
        name: what the message calls the report.

    Returns:
        The date as `YYYY-MM-DD`, or date and time as `YYYY-MM-DDTHH:MM:SS`, followed by the offset as `+HH:MM`
        where one was given. Fractions of a second are dropped.

    Raises:
        InputError: the value is no such date, or no day of the calendar.
    """
    found = _PUBLISHED.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise InputError(
            f"{name}: published {value!r} is no ISO date; write it as 2024-01-15 or 2024-01-15T09:30:00+05:30"
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
        raise InputError(
            f"{name}: published {value!r} names no day or hour there is; correct the date"
        ) from error
    return day if clock is None else moment.isoformat(timespec="seconds")
