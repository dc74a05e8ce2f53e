"""What a date of something ahead says with the words around it.

"By the end of 2025" is the time from the report's day to that end, two days told together are one
stretch, and a weekday with the simple present is the one that comes.
"""

from __future__ import annotations

import re

from dragoman import dates
from dragoman.read.document import Document
from dragoman.read.temporal.distance import Written
from dragoman.read.temporal.reckoned import coming_weekday, stretch_of
from dragoman.record import Time

_BEFORE = re.compile(r"\b(?:by|before|no later than)(?: the)?(?: end of)? ?(?P<mid>mid-)?\s*$")


def until(document: Document, start: int, text: str, edtf: str | None) -> str | None:
    """A date at `start`, or the time from the report's day to it behind "by" or "before"."""
    found = _BEFORE.search(document.text[max(0, start - 30) : start].lower())
    middle = "mid-" in document.text[max(0, start - 4) : start + len(text)].lower()
    if edtf is not None and middle and re.fullmatch(r"[\d-]+/\d{4}-\d\d", edtf):
        return f"{edtf}-15~"
    if found is None or edtf is None or document.report.published is None or "/" in edtf:
        return edtf
    today, last = dates.earliest(document.report.published[:10]), dates.latest(edtf)
    if today is None or last is None or last <= today:
        return edtf
    if found["mid"] or text.lower().startswith("mid"):
        return f"{today}/{last.replace(day=15)}~"
    return dates.interval(today, last)


_PUT_OFF = re.compile(
    r"\b(?:postpon|delay|defer|adjourn|reschedul|put(?:s|ting)? off|push|mov(?:ed?|es|ing))[^.;]*$"
)


def days_told(document: Document, time: Time, day: str | None, *, present: bool) -> str | None:
    """Two days told together as one stretch; a weekday with the simple present as the one that
    comes: "elects its president on Friday and Saturday".
    """
    whole = stretch_of(document, time) or day
    if whole != day and _PUT_OFF.search(document.text, max(0, time.start - 90), time.start):
        whole = day  # "postponed from June 4 to August 20"
    now = dates.earliest(document.day) if document.report.published and document.day else None
    if whole is None or now is None or not present:
        return whole
    return "/".join(coming_weekday(document, time, d, Written(now, now)) for d in whole.split("/"))
