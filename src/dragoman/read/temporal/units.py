"""Dates told by a count or a name of units: "last week", "two weeks ago", "later this year"."""

from __future__ import annotations

import re
from datetime import date

from dragoman.dates import latest
from dragoman.read.temporal import calendar
from dragoman.read.temporal.anchor import Anchor
from dragoman.read.temporal.lengths import length
from dragoman.read.temporal.near import NEXT_WORDS, PAST_WORDS
from dragoman.read.temporal.pattern import Found, Match, Outcome, rule
from dragoman.record import Time

_FINER = {"D": "D", "W": "D", "F": "D", "M": "M", "Q": "M", "Y": "M", "E": "Y", "C": "Y", "L": "Y"}


_BEFORE_TOLD = ("previous", "preceding", "prior")
_AFTER_TOLD = ("following", "subsequent")


@rule("which:LAST/NEXT/THIS unit:UNIT", "THE which:LAST/NEXT unit:UNIT")
def named_unit(match: Match, anchor: Anchor) -> Outcome:
    """last year; this week; the following month; the past decade."""
    word, unit = match.word("which").lower(), match.value("unit")
    if unit not in "DWFMQYECL":
        return Found("TIME", "PRESENT_REF", None, vague=True) if word == "this" else None
    the = match.at("which") > match.first
    if word in _BEFORE_TOLD:
        return _from_told(anchor, unit, -1)
    if word in _AFTER_TOLD or (unit == "D" and word == "next"):
        return _from_told(anchor, unit, 1)
    if word == "latest" and unit in "QMY":
        return _from_told(anchor, unit, 0)
    if (word == "past" or (the and word in ("last", "next"))) and unit != "D":
        return stretch(anchor, 1, unit, -1 if word != "next" else 1)
    if anchor.base is None:
        return _of_known_year(anchor, word, unit)
    step = {"last": -1, "past": -1, "this past": -1}.get(word, 1 if word in NEXT_WORDS else 0)
    day = calendar.moved(anchor.base, unit, step)
    if day is None:
        return None
    return Found("DATE", calendar.at({"F": "W", "L": "C"}.get(unit, unit), day))


def _of_known_year(anchor: Anchor, word: str, unit: str) -> Found:
    if unit == "Y" and anchor.year is not None:
        step = {"last": -1, "past": -1}.get(word, 1 if word in NEXT_WORDS else 0)
        return Found("DATE", f"{anchor.year + step:04d}")
    return Found("DATE", "XXXX" if unit == "Y" else "XXXX-XX-XX", None, vague=True)


def _from_told(anchor: Anchor, unit: str, step: int) -> Outcome:
    reference = anchor.told if anchor.told is not None else anchor.day
    if reference is None:
        return None
    if unit in "DW" and anchor.told is not None and anchor.told_unit not in ("D", "W"):
        return Found("DATE", "XXXX-XX-XX", None, vague=True)
    day = calendar.moved(reference, unit, step)
    if day is None:
        return None
    return Found("DATE", calendar.at({"F": "W", "L": "C"}.get(unit, unit), day))


def stretch(anchor: Anchor, count: float | str, unit: str, towards: int) -> Found:
    """A duration from or to the day of publication; of years, with its interval.

    Shorter ones are lengths, as TimeML has them: an event that takes one is dated by
    `stretch_days`.
    """
    value = (
        length(count * 10, "Y")
        if unit == "E" and not isinstance(count, str)
        else length(count, unit)
    )
    edtf = None
    known = anchor.base is not None and not isinstance(count, str) and float(count).is_integer()
    if known and anchor.base is not None and unit in "YECL":
        other = calendar.moved(anchor.base, unit, towards * int(count))
        edtf = _interval(anchor.base, other, unit) if other is not None else None
    return Found("DURATION", value, edtf, vague=True)


_STRETCH = re.compile(r"(?:the )?(?:(last|past|previous)|next|coming)\b", re.IGNORECASE)


def stretch_days(time: Time, base: date) -> str | None:
    """The interval of "the last six weeks", "the next few days" as of a day, None where vague."""
    found = _STRETCH.match(time.text)
    length_of = re.fullmatch(r"P(\d+)([DWMQY])", time.value or "")
    if found is None or length_of is None:
        return None
    count = int(length_of[1]) * (-1 if found[1] else 1)
    other = calendar.moved(base, length_of[2], count)
    return _interval(base, other, length_of[2]) if other is not None else None


def _interval(base: date, other: date, unit: str) -> str:
    far = calendar.at(_FINER[unit], other)
    return f"{far}/{base.isoformat()}" if other < base else f"{base.isoformat()}/{far}"


@rule(
    "THE? which:LAST/NEXT n:COUNT MORE? HYPHEN? unit:UNITS",
    "THE? which:LAST/NEXT n:FEW unit:UNITS",
    "THE? which:LAST/NEXT unit:UNITS",
)
def stretch_of_units(match: Match, anchor: Anchor) -> Outcome:
    """the past three decades; the next few days; recent months; the last six weeks."""
    word, unit = match.word("which").lower(), match.value("unit")
    towards = 1 if word in NEXT_WORDS or word in ("following", "subsequent") else -1
    few = match.words.values[match.at("n")] if match.has("n") else "X"
    count: float | str | None = "X" if few == "X" else match.count("n")
    if count is None or (isinstance(count, float) and count > 999):
        return None
    told = word in ("following", "subsequent", "preceding", "previous", "prior") or anchor.narrative
    if not match.has("n"):
        if word in ("coming", "upcoming", "next"):
            return Found("DATE", "FUTURE_REF", _coming(anchor, unit), vague=True)
        return stretch(Anchor(None, anchor.tense), "X", unit, towards)
    base = Anchor(None, anchor.tense) if told else anchor
    return stretch(base, count, unit, towards)


def _coming(anchor: Anchor, unit: str) -> str | None:
    # Codebook, rule 22: "in the coming days" is a week from the day of publication.
    if unit != "D" or anchor.base is None:
        return None
    last = calendar.moved(anchor.base, "W", 1)
    return None if last is None else f"{anchor.base.isoformat()}/{last.isoformat()}~"


@rule("which:CURRENT unit:UNITS")
def recent_units(match: Match, anchor: Anchor) -> Outcome:
    """recent weeks; future quarters."""
    word = match.word("which").lower()
    if word == "future":
        return Found("DATE", "FUTURE_REF", None, vague=True)
    return stretch(Anchor(None, anchor.tense), "X", match.value("unit"), -1)


@rule("THE? CURRENT ( FISCAL )? unit:UNIT")
def current_unit(match: Match, anchor: Anchor) -> Outcome:
    """the current quarter; the current fiscal year."""
    if anchor.base is None or match.value("unit") not in "DWMQYEC" or "recent" in match.before(0):
        return None
    return Found("DATE", calendar.at(match.value("unit"), anchor.base))


@rule(
    "n:COUNT MORE? HYPHEN? unit:UNIT/UNITS ( ORSO )? how:AGO",
    "A n:ONES? unit:UNIT ( ORSO )? how:AGO",
    "n:FEW unit:UNITS how:AGO",
    "many:UNITS how:AGO",
    "n:COUNT unit:UNIT/UNITS how:EARLIER/BEFORE",
    "A unit:UNIT how:EARLIER/BEFORE",
    "n:FEW unit:UNITS how:EARLIER/BEFORE",
    "n:COUNT unit:UNIT/UNITS how:AFTER",
    "A unit:UNIT how:AFTER",
    "n:FEW unit:UNITS how:AFTER",
    "n:COUNT unit:UNIT/UNITS how:FROMNOW",
    "A unit:UNIT how:FROMNOW",
)
def units_away(match: Match, anchor: Anchor) -> Outcome:
    """two weeks ago; a year earlier; three days later; six months from now; weeks after …"""
    if match.has("many"):
        return Found("DATE", "PAST_REF", None, vague=True)
    unit, how = match.value("unit"), match.word("how").lower()
    few = match.words.values[match.at("n")] if match.has("n") else 1
    count: float | str | None = "X" if few == "X" else (match.count("n") if match.has("n") else 1)
    if count is None:
        return None
    if how in ("before", "after") or unit not in "DWFMQYECL":
        return _length_only(match, count, unit)
    back = how in ("ago", "earlier")
    if unit == "Y" and count == 1 and back and anchor.quarter:
        return _quarter_a_year_before(anchor)
    if isinstance(count, str):
        return Found("DATE", "PAST_REF" if back else "FUTURE_REF", None, vague=True)
    reference = anchor.base if how == "ago" or "now" in how or how == "hence" else None
    if reference is None and how not in ("ago",):
        reference = anchor.told if anchor.told is not None else anchor.day
    if reference is None:
        return Found("DATE", "PAST_REF" if back else "FUTURE_REF", None, vague=True)
    if how == "later" and match.before() == "," and match.before(2) in ("today", "now"):
        return None  # "today, eight years later": that day
    if not float(count).is_integer():
        months = {"Y": 12, "Q": 3, "M": 1}.get(unit)
        if months is None:
            return None
        unit, count = "M", round(count * months)
    day = calendar.moved(reference, unit, -int(count) if back else int(count))
    if day is None:
        return None
    if how in ("earlier", "later") and unit in "YQM" and anchor.told_unit in ("Q", "M", "D", "Y"):
        if anchor.told_unit == "Q" and anchor.told_value[5:6] != "Q":
            return Found(
                "DATE", f"{day.year:04d}{anchor.told_value[4:]}", compared=how == "earlier"
            )
        return Found("DATE", calendar.at(anchor.told_unit, day), compared=how == "earlier")
    return Found("DATE", calendar.at({"F": "W", "L": "C", "E": "E"}.get(unit, unit), day))


def _length_only(match: Match, count: float | str, unit: str) -> Outcome:

    return Found("DURATION", length(count, unit), None, last=match.at("how"), vague=True)


@rule("THE? ago:AGOADJ ORDW? unit:UNIT/PERIOD", "ago:AGOADJ")
def year_ago(match: Match, anchor: Anchor) -> Outcome:
    """the year-ago quarter: that of the quarter that figures were told for."""
    if anchor.quarter:
        return _quarter_a_year_before(anchor)
    reference = anchor.day if anchor.day is not None else anchor.told
    if reference is None:
        return None
    return Found("DATE", f"{reference.year - 1:04d}", compared=True)


def _quarter_a_year_before(anchor: Anchor) -> Found:
    return Found("DATE", f"{int(anchor.quarter[:4]) - 1:04d}{anchor.quarter[4:]}", compared=True)


@rule("how:EARLIER/EARLY which:THIS/LAST/NEXT unit:UNIT", "how:EARLIER IN which:THE unit:UNIT")
def within_unit(match: Match, anchor: Anchor) -> Outcome:
    """later this year (the rest of it); earlier this week; early next year."""
    if anchor.base is None:
        if match.value("unit") == "Y" and anchor.year is not None:
            found = _of_known_year(anchor, match.word("which").lower(), "Y")
            if match.word("how").lower() == "later":
                return Found("DATE", found.value, f"{found.value}-01-01/{found.value}-12-31")
            return found
        return Found(
            "DATE", "XXXX" if match.value("unit") == "Y" else "XXXX-XX-XX", None, vague=True
        )
    word, unit = match.word("which").lower(), match.value("unit")
    if unit not in "DWMQYEC":
        return None
    step = {"last": -1, "next": 1}.get(word, 0)
    day = calendar.moved(anchor.base, unit, step)
    if day is None:
        return None
    value = calendar.at(unit, day)
    edtf: str | None = ""
    if step == 0 and unit in "WMQY" and match.word("how").lower() == "later":
        edtf = _rest(anchor.base, value)
    return Found("DATE", value, edtf)


def _rest(day: date, value: str) -> str:
    """What is left of a unit from a day on, the day with it: codebook, rule 10."""
    whole = calendar.edtf_of(value)
    last = latest(whole) if whole is not None else None
    return f"{day}/{last}" if last is not None and day < last else ""


_WITHIN_THE = frozenset(("early in", "earlier in", "late in", "later in"))


@rule(
    "THAT unit:UNIT",
    "THE unit:UNIT",
    "THE MORE? FISCAL? unit:UNIT",
    "THE which:LAST FISCAL? unit:UNIT/PERIOD",
)
def told_unit(match: Match, anchor: Anchor) -> Outcome:
    """that day; the same month; the fiscal year; the latest quarter: the one told last."""
    unit = match.value("unit")
    that = match.words.word(match.first).lower() != "the"
    if match.has("which") and match.word("which").lower() != "latest":
        return None
    if match.word("unit")[0].isupper():
        # "Banker of the Year" is a title.
        return None
    if match.value("unit") == 1:
        return Found("DATE", anchor.quarter) if anchor.quarter and match.has("which") else None
    if unit == "Q" and match.has("which") and not anchor.quarter and anchor.day is not None:
        return Found("DATE", calendar.at("Q", calendar.moved(anchor.day, "Q", -1) or anchor.day))
    if unit not in "DWMQYEC" or unit == "C":
        return None
    if unit == "Q" and anchor.named_quarter:
        return Found("DATE", anchor.quarter or anchor.named_quarter)
    if unit == "Y" and match.after() in ("ended", "ending"):
        return Found("DURATION", "P1Y", None, vague=True)
    within = match.before().endswith("of") or match.before() in _WITHIN_THE
    begins = unit == "D" and match.before() in _WITHIN_THE
    if not (that or begins or unit in "YQ" or (unit in "MWE" and within)):
        return None
    reference = anchor.told if that or unit == "Q" else anchor.reference
    if unit == "D" and anchor.told_unit == "D":
        reference = anchor.told  # "later in the day": of the day that is told of
    if reference is None or (that and unit == "D" and anchor.told_unit != "D"):
        return None
    return Found("DATE", calendar.at(unit, reference), vague=not that)


@rule(
    "( THE CORRESPONDING | THAT ) unit:UNIT/PERIOD OF? LAST year:UNIT",
    "( THE CORRESPONDING | THAT ) unit:UNIT/PERIOD A year:UNIT how:AGO/EARLIER/BEFORE",
    "LAST year:UNIT APOS S unit:UNIT/PERIOD",
)
def same_a_year_before(match: Match, anchor: Anchor) -> Outcome:
    """the same period last year; the corresponding month a year ago; last year's quarter."""
    unit, word = match.value("unit"), match.word("unit").lower()
    if match.value("year") != "Y" or (unit not in ("Q", "M") and word != "period"):
        return None
    if match.has("how") and match.word("how").lower() == "later":
        return None
    if unit == "M":
        if anchor.told is None or anchor.told_unit not in ("M", "D"):
            return None
        return Found("DATE", f"{anchor.told.year - 1:04d}-{anchor.told.month:02d}", compared=True)
    return _quarter_a_year_before(anchor) if anchor.quarter else None


@rule("THE? year:YEAR unit:UNIT/PERIOD")
def quarter_of_year(match: Match, anchor: Anchor) -> Outcome:
    """the 1988 quarter: the one that figures are told for, in that year."""
    if not anchor.quarter or match.value("unit") not in ("Q", 1):
        return None
    return Found("DATE", f"{match.value('year'):04d}{anchor.quarter[4:]}", compared=True)


@rule("YEAREND", "THE YEAREND")
def year_end(match: Match, anchor: Anchor) -> Outcome:
    """by year-end."""
    reference = anchor.reference
    if reference is None:
        return None
    year = reference.year
    if match.before() == "since" or anchor.past_or_ahead(match.start) < 0:
        year -= 1
    return Found("DATE", f"{year:04d}-12-31")


@rule(
    "( THE ) n:ORD/ORDW HYPHEN? unit:UNIT",
    "n:ORD/ORDW HYPHEN? unit:UNIT",
    "n:ORD/ORDW HYPHEN unit:UNIT",
    "ITS n:ORD/ORDW unit:UNIT",
    "which:LAST/NEXT/THIS UNIT ( APOS S )? n:ORDW HYPHEN? unit:UNIT",
    "THE? FISCAL n:ORDW HYPHEN? unit:UNIT",
)
def quarter_of_known_year(match: Match, anchor: Anchor) -> Outcome:
    """third-quarter earnings; the second quarter."""
    number = match.value("n")
    if match.value("unit") != "Q" or not isinstance(number, int) or number > 4:
        return None
    reference = anchor.day if not anchor.narrative else anchor.told
    if reference is None:
        return Found("DATE", f"XXXX-Q{number}", None, vague=True)
    year = reference.year
    now = calendar.quarter(reference)
    if match.has("which"):
        word = match.word("which").lower()
        year += -1 if word in PAST_WORDS else (1 if word in NEXT_WORDS else 0)
    elif number > now and anchor.past_or_ahead(match.start) <= 0:
        year -= 1
    elif now - number >= 2 and anchor.past_or_ahead(match.start) > 0:
        # In November, "expects first-quarter sales to rise": those of next year.
        year += 1
    return Found("DATE", f"{year:04d}-Q{number}")
