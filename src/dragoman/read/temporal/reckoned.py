"""The date that a time of an event's clause gives it, with the words before it.

"Since Monday" runs to the day of the report, "by the end of June" from it, "in two weeks" is so far
from it; two times joined by "to" are one interval.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.codes import Status
from dragoman.dates import is_edtf, latest
from dragoman.read.document import Candidate, Document
from dragoman.read.temporal import calendar
from dragoman.read.temporal.clauses import times_between, weekday_within, without_clock
from dragoman.read.temporal.distance import Written
from dragoman.read.temporal.units import stretch_days
from dragoman.record import Time

_LIMIT = re.compile(
    r"\b(?P<how>by|before|until|till|no later than)(?: the)?"
    r"(?: (?:very )?(?:end|close) of(?: the)?)?"
    r"(?: ?(?P<mid>mid)-?| early| late)?\s*$"
)
"""What makes a time the end of a stretch: "by the end of", "until mid-"."""
_AHEAD = frozenset((Status.PLANNED, Status.ONGOING, Status.POSTPONED))
_UNITS_OFF = {"D": "D", "W": "D", "M": "M", "Y": "Y"}
"""How fine "in two weeks", "in three months" is told: to about a day, a month."""


def value_of(
    document: Document, time: Time, candidate: Candidate, written: Written | None
) -> str | None:
    """The event's date by a time of its clause, with its preposition."""
    now = written.last if written is not None else None
    if time.type == "DURATION":
        if time.edtf is not None or now is None:
            return time.edtf
        return _so_far_ahead(document, time, candidate, now) or stretch_days(time, now)
    if time.type == "SET":
        return None
    if time.edtf is None:
        return weekday_within(time, written)
    edtf = without_clock(time.edtf)
    partner = stretch_of(document, time)
    if partner is not None:
        return partner
    start, stop = edtf.partition("/")[0], edtf.rpartition("/")[2]
    if is_since(document, time):
        open_end = f"{start}/{now if now is not None else '..'}"
        return open_end if is_edtf(open_end) else edtf
    limit = _LIMIT.search(document.text[max(0, time.start - 30) : time.start].lower())
    if limit is None or (
        limit["how"] in ("by", "no later than") and candidate.status not in _AHEAD
    ):
        return edtf
    return _up_to(stop, limit["mid"] is not None, candidate, now)


def _up_to(stop: str, middle: bool, candidate: Candidate, now: date | None) -> str:
    """The stretch that a time ends: from the day of the report on for what lies ahead."""
    last = latest(stop)
    if candidate.status not in _AHEAD or now is None or last is None or last <= now:
        return f"../{stop}"
    if middle and len(stop) == len("2024-07"):
        return f"{now}/{stop}-15~"
    return f"{now}/{last}"


def coming_weekday(document: Document, time: Time, edtf: str, written: Written | None) -> str:
    """ "Returns to Oslo on Friday", told on another day of the week: the Friday that comes; not
    "Friday's meeting".
    """
    if document.text[time.end : time.end + 2] in ("'s", "’s"):
        return edtf
    day = written.first if written is not None and written.first == written.last else None
    if day is None or not _WEEKDAY.fullmatch(time.text) or len(edtf) != len("2024-01-15"):
        return edtf
    told = date.fromisoformat(edtf)
    if not day - timedelta(days=6) <= told < day:
        return edtf
    return str(told + timedelta(days=7))


_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")


def is_since(document: Document, time: Time) -> bool:
    """True for the beginning of a stretch: "since Monday"."""
    return re.search(r"\bsince\s+(?:(?:early|mid|late)[ -])?$", _front(document, time)) is not None


def _so_far_ahead(document: Document, time: Time, candidate: Candidate, now: date) -> str | None:
    """ "In two weeks", "within ten days", of what lies ahead: so far from the day of the report."""
    length = re.fullmatch(r"P(\d+)([DWMY])|PT(\d+)H", time.value or "")
    how = re.search(r"\b(in|within)\s+(?:about |around |some )?$", _front(document, time))
    if length is None or how is None or candidate.status is not Status.PLANNED:
        return None
    if length[3]:
        far = calendar.moved(now, "D", -(-int(length[3]) // 24))
    else:
        far = calendar.moved(now, length[2], int(length[1]))
    if far is None:
        return None
    if how[1] == "within":
        return f"{now}/{far}"
    unit = length[2] or "D"
    return calendar.at(_UNITS_OFF[unit], far) + ("" if unit == "D" else "~")


def _front(document: Document, time: Time) -> str:
    return document.text[max(0, time.start - 24) : time.start].lower()


def _word_before(document: Document, time: Time) -> str:
    words = re.findall(r"[\w'’]+", _front(document, time))
    while words and words[-1] in ("mid", "early", "late"):
        words.pop()
    return words[-1] if words else ""


def stretch_of(document: Document, time: Time) -> str | None:
    """The interval where the time is an end of one: "from 14 August to 2 September"."""
    for other in times_between(document, time.start - 40, time.end + 40):
        if other.edtf is None or other is time or other.type != "DATE" or time.edtf is None:
            continue
        first, second = (time, other) if time.start < other.start else (other, time)
        between = document.text[first.end : second.start]
        lead = _word_before(document, first)
        joined = re.fullmatch(r"\s*(?:-|–|—|to|through|until|till)\s*(?:the )?", between)
        if joined or (lead == "between" and re.fullmatch(r"\s+and\s+", between)):
            value = f"{without_clock(first.edtf or '')}/{without_clock(second.edtf or '')}"
            if "/" not in (first.edtf or "") + (second.edtf or "") and is_edtf(value):
                return value
        if re.fullmatch(r",?\s+and\s+(?:the )?", between) and _next_day(first, second):
            return f"{without_clock(first.edtf or '')}/{without_clock(second.edtf or '')}"
    return None


def _next_day(first: Time, second: Time) -> bool:
    """ "June 4 and 5": two days in a row are one stretch."""
    one, two = first.edtf or "", second.edtf or ""
    if len(one) != 10 or len(two) != 10:
        return False
    return (date.fromisoformat(two) - date.fromisoformat(one)).days == 1
