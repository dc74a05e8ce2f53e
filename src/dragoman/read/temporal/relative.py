"""Dates told from another day: "on Monday", "last December", "two weeks ago", "later this year"."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.dates import latest
from dragoman.read.temporal import calendar
from dragoman.read.temporal.absolute import direction
from dragoman.read.temporal.anchor import Anchor
from dragoman.read.temporal.pattern import Found, Match, Outcome, rule

_PAST_WORDS = ("last", "past", "this past", "latest")
_NEXT_WORDS = ("next", "coming", "this coming", "upcoming")
_FINER = {"D": "D", "W": "D", "F": "D", "M": "D", "Q": "M", "Y": "M", "E": "Y", "C": "Y", "L": "Y"}


def _day_found(day: date | None) -> Found | None:
    return None if day is None else Found("DATE", day.isoformat())


@rule("day:TODAY")
def today(match: Match, anchor: Anchor) -> Outcome:
    """today, yesterday, tomorrow."""
    if anchor.base is None:
        return Found("DATE", "XXXX-XX-XX", None, vague=True)
    return _day_found(calendar.moved(anchor.base, "D", match.value("day")))


@rule("WDAY COMMA? part:POD", "WDA DOT? part:POD")
def weekday_part(match: Match, anchor: Anchor) -> Outcome:
    """Friday night."""
    return _part(_weekday(match, anchor, match.words.values[match.first]), match.value("part"))


@rule("day:TODAY part:POD", "THIS part:POD", "which:LAST/NEXT WDAY part:POD")
def day_part(match: Match, anchor: Anchor) -> Outcome:
    """yesterday evening; this morning; last Friday night."""
    if match.has("which"):
        weekday = match.words.values[match.at("which") + 1]
        return _part(_named_weekday(match, anchor, weekday), match.value("part"))
    if anchor.base is None:
        return None
    return _part(calendar.moved(anchor.base, "D", match.value("day") or 0), match.value("part"))


@rule("night:TONIGHT")
def tonight(match: Match, anchor: Anchor) -> Outcome:
    """tonight, overnight, last night."""
    if anchor.base is None:
        return None
    back = 1 if match.value("night") == "LN" else 0
    return _part(calendar.moved(anchor.base, "D", -back), "NI")


def _part(day: date | None, part: str) -> Found | None:
    return None if day is None else Found("TIME", f"{day.isoformat()}T{part}")


@rule("day:WDAY")
def weekday(match: Match, anchor: Anchor) -> Outcome:
    """on Monday: the last one not after the day of publication, unless the tense points ahead."""
    found = _weekday(match, anchor, match.value("day"))
    if found is None:
        return Found("DATE", f"XXXX-WXX-{match.value('day')}", None, vague=True)
    return _day_found(found)


def _weekday(match: Match, anchor: Anchor, number: int) -> date | None:
    reference = anchor.reference
    if reference is None:
        return None
    if anchor.narrative and anchor.told is not None:
        if anchor.told_unit != "D":
            return None
        return calendar.weekday_after(reference, number, strictly=True)
    points = direction(match, anchor)
    if points > 0:
        return calendar.weekday_after(reference, number)
    return calendar.weekday_before(reference, number)


@rule(
    "which:LAST/NEXT/THIS/THAT day:WDAY",
    "THE which:LAST/NEXT day:WDAY",
    "day:WDAY which:LAST/NEXT week:UNIT",
    "day:WDAY OF which:LAST/NEXT/THIS week:UNIT",
)
def named_weekday(match: Match, anchor: Anchor) -> Outcome:
    """last Friday; next Monday; this coming Sunday; Tuesday of last week."""
    if match.has("week"):
        if match.value("week") != "W" or anchor.day is None:
            return None
        step = {"last": -7, "next": 7}.get(match.word("which").lower(), 0)
        monday = anchor.day - timedelta(days=anchor.day.isoweekday() - 1)
        return _day_found(monday + timedelta(days=step + match.value("day") - 1))
    return _day_found(_named_weekday(match, anchor, match.value("day")))


def _named_weekday(match: Match, anchor: Anchor, number: int) -> date | None:
    word = match.word("which").lower()
    if word in ("previous", "preceding", "following", "that") and anchor.told is not None:
        reference: date | None = anchor.told
    else:
        reference = anchor.reference
    if reference is None:
        return None
    if word in ("last", "past", "previous", "preceding", "this past", "prior"):
        return calendar.weekday_before(reference, number, strictly=True)
    if word in ("next", "coming", "following", "upcoming", "this coming"):
        return calendar.weekday_after(reference, number, strictly=True)
    if word == "that":
        return calendar.weekday_before(reference, number)
    if anchor.past_or_ahead(match.start) < 0:
        return calendar.weekday_before(reference, number)
    return calendar.weekday_after(reference, number)


@rule("which:LAST/NEXT/THIS month:MONTHS DOT?", "THE which:LAST/NEXT month:MONTHS DOT?")
def named_month(match: Match, anchor: Anchor) -> Outcome:
    """last December; this September; next May."""
    word, month = match.word("which").lower(), match.value("month")
    reference = anchor.told if word in ("previous", "following", "preceding") else anchor.reference
    if reference is None:
        return Found("DATE", f"XXXX-{month:02d}", None, vague=True)
    year = reference.year
    if word in ("last", "past", "previous", "preceding", "this past"):
        year -= month >= reference.month
    elif word in ("next", "coming", "following", "upcoming", "this coming"):
        year += month <= reference.month
    return Found("DATE", f"{year:04d}-{month:02d}")


@rule(
    "which:LAST/NEXT/THIS/THAT season:SEASON",
    "THE which:LAST/NEXT season:SEASON",
    "THE season:SEASON",
    "IN season:SEASON",
)
def named_season(match: Match, anchor: Anchor) -> Outcome:
    """last fall; this summer; the spring."""
    word, season = match.word("which").lower(), match.value("season")
    reference = anchor.reference
    if reference is None or match.after()[:4].isdigit():
        return None
    if (
        not word
        and match.word("season").lower() == "fall"
        and match.after() in ("of", "in", "from")
    ):
        return None
    middle = date(reference.year, calendar.SEASON_MONTHS[season], 15)
    year = reference.year
    days = (middle - reference).days
    if word in _PAST_WORDS:
        year -= days > -45
    elif word in _NEXT_WORDS:
        year += days < 45
    elif not word and days > 120 and anchor.past_or_ahead(match.start) < 0:
        year -= 1
    return Found("DATE", f"{year:04d}-{season}")


@rule("which:LAST/NEXT/THIS unit:UNIT", "THE which:LAST/NEXT unit:UNIT")
def named_unit(match: Match, anchor: Anchor) -> Outcome:
    """last year; this week; the following month; the past decade."""
    word, unit = match.word("which").lower(), match.value("unit")
    if unit not in "DWFMQYECL":
        return Found("TIME", "PRESENT_REF", None, vague=True) if word == "this" else None
    the = match.at("which") > match.first
    if word in ("following", "previous", "preceding", "subsequent", "prior") or (
        unit == "D" and word == "next"
    ):
        return _from_told(
            match, anchor, unit, -1 if word in ("previous", "preceding", "prior") else 1
        )
    if word == "latest" and unit in "QMY":
        return _from_told(match, anchor, unit, 0)
    if (word == "past" or (the and word in ("last", "next"))) and unit != "D":
        return stretch(anchor, 1, unit, -1 if word != "next" else 1)
    if anchor.base is None:
        return _of_known_year(match, anchor, word, unit)
    step = {"last": -1, "past": -1, "this past": -1}.get(word, 1 if word in _NEXT_WORDS else 0)
    day = calendar.moved(anchor.base, unit, step)
    if day is None:
        return None
    return Found("DATE", calendar.at({"F": "W", "L": "C"}.get(unit, unit), day))


def _of_known_year(match: Match, anchor: Anchor, word: str, unit: str) -> Outcome:
    if unit == "Y" and anchor.year is not None:
        step = {"last": -1, "past": -1}.get(word, 1 if word in _NEXT_WORDS else 0)
        return Found("DATE", f"{anchor.year + step:04d}")
    return Found("DATE", "XXXX" if unit == "Y" else "XXXX-XX-XX", None, vague=True)


def _from_told(match: Match, anchor: Anchor, unit: str, step: int) -> Outcome:
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
    """A duration that ends (or begins) on the day of publication, with its interval where it is known."""
    from dragoman.read.temporal.lengths import length

    value = length(10, "Y") if unit == "E" and count == 1 else length(count, unit)
    edtf = None
    if anchor.base is not None and not isinstance(count, str) and float(count).is_integer():
        if unit in "DWFMQYECL":
            other = calendar.moved(anchor.base, unit, towards * int(count))
            if other is not None:
                edtf = _interval(anchor.base, other, unit)
    return Found("DURATION", value, edtf, vague=True)


def _interval(base: date, other: date, unit: str) -> str:
    finer = _FINER[unit]
    if direction_back := other < base:
        return f"{calendar.at(finer, other)}/{base.isoformat()}"
    return f"{base.isoformat()}/{calendar.at(finer, other)}" if not direction_back else ""


@rule(
    "THE? which:LAST/NEXT n:COUNT MORE? HYPHEN? unit:UNITS",
    "THE? which:LAST/NEXT n:FEW unit:UNITS",
    "THE? which:LAST/NEXT unit:UNITS",
)
def stretch_of_units(match: Match, anchor: Anchor) -> Outcome:
    """the past three decades; the next few days; recent months; the last six weeks."""
    word, unit = match.word("which").lower(), match.value("unit")
    towards = 1 if word in _NEXT_WORDS or word in ("following", "subsequent") else -1
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
    if how == "ago" and anchor.narrative and anchor.told is not None:
        reference = anchor.base
    if reference is None:
        return Found("DATE", "PAST_REF" if back else "FUTURE_REF", None, vague=True)
    if not float(count).is_integer():
        months = {"Y": 12, "Q": 3, "M": 1}.get(unit)
        if months is None:
            return None
        unit, count = "M", round(count * months)
    day = calendar.moved(reference, unit, -int(count) if back else int(count))
    if day is None:
        return None
    if how in ("earlier", "later") and unit in "YQM" and anchor.told_unit in ("Q", "M", "D", "Y"):
        told_unit = anchor.told_unit
        if told_unit == "D" and unit in "Y":
            told_unit = "D" if how == "later" else "D"
        coarse = {"Q": "Q", "M": "M", "D": "D", "Y": "Y"}[told_unit]
        if coarse == "Q" and not anchor.told_value[5:6] == "Q":
            return Found("DATE", f"{day.year:04d}{anchor.told_value[4:]}")
        return Found("DATE", calendar.at(coarse, day))
    return Found("DATE", calendar.at({"F": "W", "L": "C", "E": "E"}.get(unit, unit), day))


def _length_only(match: Match, count: float | str, unit: str) -> Outcome:
    from dragoman.read.temporal.lengths import length

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
            return _of_known_year(match, anchor, match.word("which").lower(), "Y")
        return None
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


@rule(
    "how:EARLIER day:WDAY/TODAY", "how:EARLY day:WDAY/TODAY", "how:EARLIER/EARLY ON? day:WDAY/TODAY"
)
def within_day(match: Match, anchor: Anchor) -> Outcome:
    """earlier Sunday; late yesterday."""
    if match.words.word(match.at("day")).lower() in ("today", "yesterday", "tomorrow"):
        if anchor.base is None:
            return None
        return _day_found(calendar.moved(anchor.base, "D", match.value("day")))
    return _day_found(_weekday(match, anchor, match.value("day")))


@rule("( THE | LAST | NEXT | THIS ) WEEKEND")
def weekend(match: Match, anchor: Anchor) -> Outcome:
    """the weekend; last weekend; this weekend."""
    reference = anchor.reference
    if reference is None:
        return None
    word = match.words.word(match.first).lower()
    monday = reference - timedelta(days=reference.isoweekday() - 1)
    if word in _PAST_WORDS or (
        word not in _NEXT_WORDS
        and reference.isoweekday() < 5
        and anchor.past_or_ahead(match.start) <= 0
    ):
        monday -= timedelta(days=7)
    elif word in _NEXT_WORDS:
        monday += timedelta(days=7)
    return Found("DATE", f"{calendar.week(monday)}-WE")


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
    if match.value("unit") == 1:
        return Found("DATE", anchor.quarter) if anchor.quarter and match.has("which") else None
    if unit == "Q" and match.has("which") and not anchor.quarter and anchor.day is not None:
        return Found("DATE", calendar.at("Q", calendar.moved(anchor.day, "Q", -1) or anchor.day))
    if unit not in "DWMQYEC" or unit == "C":
        return None
    if unit == "Q" and anchor.quarter:
        return Found("DATE", anchor.quarter)
    if unit == "Y" and match.after() in ("ended", "ending"):
        return Found("DURATION", "P1Y", None, vague=True)
    if not that and not (unit in "YQ" or (unit in "MW" and match.before() == "of")):
        return None
    reference = anchor.told if that or unit == "Q" else anchor.reference
    if reference is None or (unit == "D" and anchor.told_unit != "D"):
        return None
    return Found("DATE", calendar.at(unit, reference), vague=not that)


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
        year += -1 if word in _PAST_WORDS else (1 if word in _NEXT_WORDS else 0)
    elif number > now and anchor.past_or_ahead(match.start) <= 0:
        year -= 1
    return Found("DATE", f"{year:04d}-Q{number}")


@rule("which:NOW", "which:CURRENT")
def vague(match: Match, anchor: Anchor) -> Outcome:
    """now, recently, soon: no date, but a word of time."""
    value = match.value("which")
    if value == "NONE" or match.word("which").lower() in ("recent", "future"):
        return None
    if value == "SOON":
        value = "FUTURE_REF"
        if anchor.narrative or anchor.past_or_ahead(match.start) < 0:
            return None
    return Found("DATE", value, None, vague=True)


@rule("THE which:LAST", "THE which:CURRENT")
def the_past(match: Match, anchor: Anchor) -> Outcome:
    """in the past; in the future: only where no unit follows."""
    word = match.word("which").lower()
    if word == "future" or (
        word == "past" and match.after() not in ("",) and match.before() in ("in", "of", "from")
    ):
        return Found("DATE", "FUTURE_REF" if word == "future" else "PAST_REF", None, vague=True)
    if word == "current":
        return Found("DATE", match.value("which"), None, vague=True)
    return None
