"""Days that name themselves, with or without their year; holidays; the time of day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dragoman.read.temporal import calendar
from dragoman.read.temporal.anchor import Anchor
from dragoman.read.temporal.near import (
    NO_DAY,
    day_found,
    direction,
    named_year,
    nearest,
    nearest_day,
    number_of,
    year_of,
    year_of_month,
)
from dragoman.read.temporal.pattern import Found, Match, Outcome, rule


@rule("ISO")
def iso(match: Match, anchor: Anchor) -> Outcome:
    """2024-01-15, 2024-01-15T09:30:00Z."""
    text = match.words.word(match.first)
    if calendar.day(int(text[:4]), int(text[5:7]), int(text[8:10])) is None:
        return NO_DAY
    return Found("TIME" if "T" in text else "DATE", text)


@rule("SLASHED")
def slashed(match: Match, anchor: Anchor) -> Outcome:
    """3/25/2024, 25/03/2024, 2024/03/25: only where one order makes a day."""
    parts = match.words.word(match.first).split("/")
    if len(parts[0]) == 4:
        return day_found(calendar.day(*map(int, parts)))
    if len(parts[2]) != 4:
        return None
    a, b, year = map(int, parts)
    days = {d for d in (calendar.day(year, a, b), calendar.day(year, b, a)) if d is not None}
    return day_found(days.pop()) if len(days) == 1 else NO_DAY


@rule("DOTTED")
def dotted(match: Match, anchor: Anchor) -> Outcome:
    """25.03.2024: day, month, year."""
    day, month, year = map(int, match.words.word(match.first).split("."))
    return day_found(calendar.day(year, month, day)) or NO_DAY


@rule(
    "( WDAY COMMA? | WDA DOT? COMMA? )? month:MONTHS DOT? THE? day:DAYS ( COMMA | OF )?"
    " year:YEAR/SHORTYEAR",
    "( WDAY COMMA? | WDA DOT? COMMA? )? THE? day:DAYS OF? month:MONTHS DOT? COMMA? OF?"
    " year:YEAR/SHORTYEAR",
)
def full_date(match: Match, anchor: Anchor) -> Outcome:
    """Friday, March 15, 2024; the 15th of March 2024."""
    year = year_of(match)
    if year is None:
        return None
    day = calendar.day(year, match.value("month"), number_of(match.value("day")))
    return day_found(day) or NO_DAY


@rule(
    "month:MONTHS DOT? first:DAYS TO last:DAYS ( COMMA? OF? year:YEAR )?",
    "THE? first:DAYS TO THE? last:DAYS OF? month:MONTHS DOT? ( COMMA? year:YEAR )?",
    "BETWEEN THE? first:DAYS AND THE? last:DAYS OF? month:MONTHS DOT? ( COMMA? year:YEAR )?",
    "BETWEEN month:MONTHS DOT? first:DAYS AND last:DAYS ( COMMA? year:YEAR )?",
)
def days_of_a_month(match: Match, anchor: Anchor) -> Outcome:
    """March 15-17, 2024; 15–17 March; between 3 and 7 May."""
    month = match.value("month")
    days = number_of(match.value("first")), number_of(match.value("last"))
    year = year_of(match) if match.has("year") else None
    known = year is not None
    if year is None:
        near = nearest_day(match, anchor, month, days[0])
        if near is None:
            return Found("DATE", f"XXXX-{month:02d}-{days[0]:02d}", None, vague=True)
        year = near.year
    first, last = (calendar.day(year, month, d) for d in days)
    if first is None or last is None or last < first:
        # "by March 15 to 20 envoys" is no range; the first day still is one.
        return None if known else day_found(first)
    return Found("DATE", first.isoformat(), f"{first}/{last}")


@rule(
    "month:MONTHS DOT? THE? first:DAYS ( COMMA DAYS )* COMMA? AND/OR last:DAYS"
    " ( COMMA? year:YEAR )?",
    "THE? first:DAYS ( COMMA DAYS )* AND/OR THE? last:DAYS OF? month:MONTHS DOT?"
    " ( COMMA? year:YEAR )?",
)
def listed_days(match: Match, anchor: Anchor) -> Outcome:
    """April 24 and 25; 3, 4 and 5 May 2024: one date each."""
    month = match.value("month")
    year = year_of(match) if match.has("year") else None
    if year is None:
        near = nearest_day(match, anchor, month, number_of(match.value("first")))
        year = near.year if near is not None else None
    at = [
        i
        for i in range(match.at("first"), match.at("last") + 1)
        if isinstance(match.words.values[i], int)
        or match.words.word(i)[-2:] in ("st", "nd", "rd", "th")
    ]
    at = [i for i in at if match.words.word(i)[0].isdigit()]
    found = []
    for i in at:
        day = None if year is None else calendar.day(year, month, number_of(match.words.values[i]))
        if day is not None:
            first = match.first if i == at[0] else i
            last = match.last if i == at[-1] else i + 1
            found.append(Found("DATE", day.isoformat(), first=first, last=last))
    return found


@rule(
    "( WDAY COMMA? | WDA DOT? COMMA? )? month:MONTHS DOT? THE? day:DAYS",
    "( WDAY COMMA? THE? | WDA DOT? COMMA? | THE )? day:DAYS OF? month:MONTHS DOT?",
    "( WDAY COMMA? )? month:MONTHS THE? ordinal:ORDW",
    "THIS WDAY COMMA month:MONTHS ( day:DAYS | ordinal:ORDW )",
    "month:MONTHS THE? ordinal:TENS HYPHEN? more:ORDW",
    "THE ordinal:ORDW OF month:MONTHS",
)
def day_of_month(match: Match, anchor: Anchor) -> Outcome:
    """March 15; Friday, 15 March; without a year."""
    month = match.value("month")
    number = number_of(match.value("day") if match.has("day") else match.value("ordinal"))
    number += match.value("more") or 0
    if calendar.day(2000, month, number) is None:
        return NO_DAY
    near = nearest_day(match, anchor, month, number)
    if near is None:
        return Found("DATE", f"XXXX-{month:02d}-{number:02d}", None, vague=True)
    return day_found(near)


@rule("ON THE day:ORD")
def bare_day(match: Match, anchor: Anchor) -> Outcome:
    """on the 18th: of the month told last, or of the nearest month; not "on the 18th floor"."""
    if match.after() not in ("", ".", ",", ";", "and", "at", "in", "to", "with", "by", "for"):
        return None
    reference = anchor.told if anchor.told_unit in ("D", "M") else anchor.reference
    if reference is None:
        return None
    number = number_of(match.value("day"))
    months = (0,) if reference is anchor.told else (-1, 0, 1)
    near = [calendar.moved(reference.replace(day=1), "M", step) for step in months]
    days = [calendar.day(d.year, d.month, number) for d in near if d is not None]
    found = nearest([d for d in days if d is not None], reference, direction(match, anchor))
    return Found("DATE", found.isoformat(), first=match.at("day")) if found else None


@rule("LAST month:MONTHS DOT? day:DAYS")
def last_day_of_month(match: Match, anchor: Anchor) -> Outcome:
    """last Oct. 23."""
    if anchor.reference is None:
        return None
    for step in (0, -1):
        day = calendar.day(
            anchor.reference.year + step, match.value("month"), number_of(match.value("day"))
        )
        if day is not None and day < anchor.reference:
            return day_found(day)
    return None


@rule(
    "THE? unit:UNIT OF month:MONTHS DOT? day:DAYS", "THE? unit:UNIT OF day:DAYS month:MONTHS DOT?"
)
def week_of_day(match: Match, anchor: Anchor) -> Outcome:
    """the week of March 6."""
    if match.value("unit") != "W":
        return None
    near = nearest_day(match, anchor, match.value("month"), number_of(match.value("day")))
    return None if near is None else Found("DATE", calendar.week(near))


@rule(
    "month:MONTHS DOT? THE? day:DAYS ( COMMA? OF? ) which:THIS/LAST/NEXT/THAT unit:UNIT",
    "THE? day:DAYS OF? month:MONTHS ( COMMA? OF? ) which:THIS/LAST/NEXT/THAT unit:UNIT",
)
def day_of_a_year(match: Match, anchor: Anchor) -> Outcome:
    """July 25 of that year; 3 May last year."""
    year = named_year(match, anchor)
    if year is None:
        return None
    return day_found(calendar.day(year, match.value("month"), number_of(match.value("day"))))


@rule(
    "THE? n:ORDW/ORD/LAST day:WDAY ( OF | IN ) month:MONTHS DOT? ( COMMA? OF? year:YEAR )?",
    "THE? n:ORDW/ORD/LAST unit:UNIT ( OF | IN ) month:MONTHS DOT? ( COMMA? OF? year:YEAR )?",
)
def counted_in_a_month(match: Match, anchor: Anchor) -> Outcome:
    """the first Tuesday of September; the second week of June, the last days of which are cut off
    with the month.
    """
    month = match.value("month")
    year = match.value("year") if match.has("year") else year_of_month(match, anchor, month)
    last = match.word("n").lower() == "last"
    if year is None or (not last and match.word("n").lower() in _NO_ORDINAL):
        return None
    nth = -1 if last else number_of(match.value("n"))
    ends = calendar.month_ends(year, month)
    if match.has("day"):
        return day_found(calendar.nth_weekday(year, month, match.value("day"), nth))
    if match.value("unit") != "W" or nth > 4:
        return None
    first = ends[1] - timedelta(days=6) if last else ends[0] + timedelta(days=7 * (nth - 1))
    return Found("DATE", f"{year:04d}-{month:02d}", f"{first}/{first + timedelta(days=6)}")


_NO_ORDINAL = frozenset(("past", "previous", "preceding", "prior", "latest"))
"""Words of the class LAST that do not say which of a month's weeks is meant."""


@rule(
    "( THE | LAST | NEXT | THIS )? holiday:HOLIDAY COMMA? year:YEAR",
    "which:LAST/NEXT/THIS holiday:HOLIDAY",
    "holiday:HOLIDAY which:LAST/NEXT/THIS UNIT",
    "holiday:HOLIDAY",
)
def holiday(match: Match, anchor: Anchor) -> Outcome:
    """Thanksgiving Day; last Christmas; Easter 2024."""
    which = match.value("holiday")
    if match.has("year"):
        return day_found(calendar.holiday(which, match.value("year")))
    reference = anchor.reference
    if reference is None:
        return None
    days = [calendar.holiday(which, reference.year + step) for step in (-1, 0, 1)]
    known = [d for d in days if d is not None]
    if not known:
        return None
    if match.has("which"):
        word = match.word("which").lower()
        if word.startswith(("last", "past", "previous")):
            return day_found(max((d for d in known if d < reference), default=None))
        if word.startswith(("next", "coming", "following", "upcoming")):
            return day_found(min((d for d in known if d > reference), default=None))
    return day_found(nearest(known, reference, direction(match, anchor)))


@rule(
    "clock:CLOCK/NOON AMPM? ( ZONE | PAREN ZONE PAREN )?",
    "hour:HOUR ampm:AMPM ( ZONE | PAREN ZONE PAREN )?",
    "hour:HOUR/ONES/TEENS OCLOCK",
    "hour:ONES/TEENS ampm:AMPM",
    "hour:N12/ONES/TEENS IN THE part:POD",
)
def clock(match: Match, anchor: Anchor) -> Outcome:
    """10:35 a.m.; 6 p.m.; noon. The day is the last day told, or that of publication."""
    text = match.value("clock") or f"{number_of(match.value('hour')):02d}:00"
    hour, minute = (int(part) for part in text.split(":")[:2])
    codes = match.words.classes[match.first : match.last]
    half_day = next(
        (v for v, w in _words(match) if w.lower().replace(".", "") in ("am", "pm")), None
    )
    if match.has("part"):
        half_day = 0 if match.value("part") == "MO" else 12
    if half_day is not None and 1 <= hour <= 12:
        hour = hour % 12 + half_day
    elif match.before() in ("by", "beat", "score", "verse") and half_day is None and codes:
        return None
    if hour > 24 or minute > 59 or (hour == 24 and minute > 0):
        return None
    day = _clock_day(anchor)
    stamp = f"T{hour:02d}:{minute:02d}"
    if day is None:
        return Found("TIME", f"XXXX-XX-XX{stamp}", None, vague=True)
    zone = "Z" if _in_utc(match) else ""
    return Found("TIME", f"{day.isoformat()}{stamp}{zone}", vague=True)


def _in_utc(match: Match) -> bool:
    return any(word in ("UTC", "GMT") for _, word in _words(match))


def _words(match: Match) -> list[tuple[Any, str]]:
    return [(match.words.values[i], match.words.word(i)) for i in range(match.first, match.last)]


def _clock_day(anchor: Anchor) -> date | None:
    return anchor.told if anchor.told_unit == "D" else anchor.day


@rule(
    "( THE? DAYS OF? )? FOREIGN ( DAYS COMMA? )? ( YEAR | MANY | N12 | N24 | N31 | N59 | N99 )?"
    " FOREIGNERA?",
    "( YEAR | MANY ) FOREIGNERA",
    "FOREIGN ( YEAR | MANY | N12 | N24 | N31 | N59 | N99 ) FOREIGNERA?",
)
def other_calendar(match: Match, anchor: Anchor) -> Outcome:
    """15 Ramadan 1445; 1402 AH: a date that is not reckoned here."""
    words = match.words.text[match.start : match.end]
    if not any(c.isdigit() for c in words):
        return None
    return NO_DAY
