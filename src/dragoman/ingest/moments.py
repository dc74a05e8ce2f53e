"""Days and hours of publication as sources write them, in one form."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime

from dragoman.dates import check_published
from dragoman.errors import InputError


def iso(value: object, name: str) -> str:
    """ISO 8601 of an ISO date, of the date of a mail or feed (RFC 2822), or of a date as data.

    Raises:
        InputError: it is none of these; nothing is guessed, for 03/04/2024 means two days.
    """
    if isinstance(value, datetime):
        return check_published(value.isoformat(timespec="seconds"), name)
    if isinstance(value, date):
        return value.isoformat()
    told = str(value).strip()
    try:
        return check_published(told, name)
    except InputError:
        # A mail's date begins with the day of the week or of the month and names the month.
        if not any(letter.isalpha() for letter in told[:8]):
            raise
        try:
            found = parsedate_to_datetime(told)
        except (ValueError, TypeError, OverflowError):
            found = None
        if found is None:
            raise
        return found.isoformat(timespec="seconds")
