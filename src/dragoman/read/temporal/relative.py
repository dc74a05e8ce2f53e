"""Days, months and seasons told from another day: "on Monday", "last December", "this summer"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.read.temporal import calendar
from dragoman.read.temporal.anchor import Anchor
from dragoman.read.temporal.near import NEXT_WORDS, PAST_WORDS, day_found, direction, yet_to_be
from dragoman.read.temporal.pattern import Found, Match, Outcome, rule
from dragoman.read.temporal.words import table


@rule("day:TODAY")
def today(match: Match, anchor: Anchor) -> Outcome:
    """today, yesterday, tomorrow."""
    if anchor.base is None:
        return Found("DATE", "XXXX-XX-XX", None, vague=True)
    return day_found(calendar.moved(anchor.base, "D", match.value("day")))


@rule("WDAY COMMA? part:POD", "WDA DOT? part:POD")
def weekday_part(match: Match, anchor: Anchor) -> Outcome:
    """Friday night."""
    return _part(weekday_near(match, anchor, match.words.values[match.first]), match.value("part"))


@rule("day:TODAY part:POD", "THIS part:POD", "which:LAST/NEXT WDAY part:POD")
def day_part(match: Match, anchor: Anchor) -> Outcome:
    """yesterday evening; this morning; last Friday night."""
    if match.has("which"):
        weekday = match.words.values[match.at("which") + 1]
        return _part(_named_weekday(match, anchor, weekday), match.value("part"))
    if anchor.base is None:
        return None
    return _part(calendar.moved(anchor.base, "D", match.value("day") or 0), match.value("part"))


@rule("THAT part:POD", "THE? next:NEXT part:POD", "IN THE part:POD", "EARLY HYPHEN? part:POD")
def told_part(match: Match, anchor: Anchor) -> Outcome:
    """that afternoon; the next morning; in the morning, by mid-afternoon: of the day told last."""
    if match.has("next") and match.word("next").lower() not in ("next", "following"):
        return None
    early = match.words.classes[match.first] == table().codes["EARLY"]
    reference = anchor.told if anchor.told_unit == "D" else anchor.day
    if reference is None or (early and match.before() not in ("by", "until", "since")):
        return None
    day = calendar.moved(reference, "D", 1 if match.has("next") else 0)
    found = _part(day, match.value("part"))
    if found is None or early:
        return found
    return replace(found, first=match.at("part") - 1)


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
    found = weekday_near(match, anchor, match.value("day"))
    if found is None:
        return Found("DATE", f"XXXX-WXX-{match.value('day')}", None, vague=True)
    return day_found(found)


def weekday_near(match: Match, anchor: Anchor, number: int) -> date | None:
    """The day that "Monday" means (codebook, rule 10), None where nothing tells it."""
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
        return day_found(monday + timedelta(days=step + match.value("day") - 1))
    return day_found(_named_weekday(match, anchor, match.value("day")))


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
        year += month < reference.month or (month == reference.month and word != "upcoming")
    return Found("DATE", f"{year:04d}-{month:02d}")


@rule(
    "which:LAST/NEXT/THIS/THAT season:SEASON",
    "THE which:LAST/NEXT season:SEASON",
    "THE season:SEASON",
    "THE EARLY season:SEASON",
    "in:IN season:SEASON",
)
def named_season(match: Match, anchor: Anchor) -> Outcome:
    """last fall; this summer; the spring."""
    word, season = match.word("which").lower(), match.value("season")
    reference = anchor.reference
    if match.after()[:4].isdigit():
        return None
    if reference is None:
        return Found("DATE", f"XXXX-{season}", None, vague=True) if match.has("which") else None
    fall = match.word("season").lower() == "fall"
    if fall and not word and match.after() in ("of", "in", "from"):
        return None
    middle = date(reference.year, calendar.SEASON_MONTHS[season], 15)
    year = reference.year
    days = (middle - reference).days
    if word in PAST_WORDS:
        year -= days > -45
    elif word in NEXT_WORDS:
        year += days < 45
    elif not word and days > 120 and anchor.past_or_ahead(match.start) < 0:
        year -= 1
    elif not word and days < -45 and match.before() != "into" and yet_to_be(match, anchor):
        year += 1
    return Found("DATE", f"{year:04d}-{season}", first=match.first + match.has("in"))


@rule(
    "how:EARLIER day:WDAY/TODAY", "how:EARLY day:WDAY/TODAY", "how:EARLIER/EARLY ON? day:WDAY/TODAY"
)
def within_day(match: Match, anchor: Anchor) -> Outcome:
    """earlier Sunday; late yesterday."""
    if match.words.word(match.at("day")).lower() in ("today", "yesterday", "tomorrow"):
        if anchor.base is None:
            return None
        return day_found(calendar.moved(anchor.base, "D", match.value("day")))
    return day_found(weekday_near(match, anchor, match.value("day")))


@rule("( THE | LAST | NEXT | THIS ) WEEKEND")
def weekend(match: Match, anchor: Anchor) -> Outcome:
    """the weekend; last weekend; this weekend."""
    reference = anchor.reference
    if reference is None:
        return None
    word = match.words.word(match.first).lower()
    monday = reference - timedelta(days=reference.isoweekday() - 1)
    if word in PAST_WORDS or (
        word not in NEXT_WORDS
        and reference.isoweekday() < 5
        and anchor.past_or_ahead(match.start) <= 0
    ):
        monday -= timedelta(days=7)
    elif word in NEXT_WORDS:
        monday += timedelta(days=7)
    return Found("DATE", f"{calendar.week(monday)}-WE")


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
    if word in ("future", "current"):
        return Found("DATE", match.value("which"), None, vague=True)
    if word == "past" and match.before() in ("in", "of", "from"):
        return Found("DATE", "PAST_REF", None, vague=True)
    return None
