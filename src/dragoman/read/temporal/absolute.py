"""Dates and clock times that name themselves: days, months, years, seasons, quarters, centuries, holidays.

Where a part is left out (a year, a month) it is taken from what the text refers to: see `anchor.py`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from dragoman.read.temporal import calendar
from dragoman.read.temporal.anchor import Anchor
from dragoman.read.temporal.pattern import Found, Match, Outcome, rule


def _two_digit_year(digits: int) -> int:
    # Only after an apostrophe or in a decade: a bare two-digit year is never read.
    return 1900 + digits if digits >= 40 else 2000 + digits


def _number(value: Any) -> int:
    return int(re.sub(r"\D", "", value)) if isinstance(value, str) else int(value)


def _year(match: Match, name: str = "year") -> int | None:
    value = match.value(name)
    if isinstance(value, str):
        return _two_digit_year(_number(value)) if value[0] in "'’`" else None
    return value if isinstance(value, int) else None


def _day_found(day: date | None) -> Found | None:
    return None if day is None else Found("DATE", day.isoformat())


@rule("ISO")
def iso(match: Match, anchor: Anchor) -> Outcome:
    """2024-01-15, 2024-01-15T09:30:00Z."""
    text = match.words.word(match.first)
    if calendar.day(int(text[:4]), int(text[5:7]), int(text[8:10])) is None:
        return None
    return Found("TIME" if "T" in text else "DATE", text)


@rule("SLASHED")
def slashed(match: Match, anchor: Anchor) -> Outcome:
    """3/25/2024, 25/03/2024, 2024/03/25: only where one order makes a day."""
    parts = match.words.word(match.first).split("/")
    if len(parts[0]) == 4:
        return _day_found(calendar.day(*map(int, parts)))
    if len(parts[2]) != 4:
        return None
    a, b, year = map(int, parts)
    days = {d for d in (calendar.day(year, a, b), calendar.day(year, b, a)) if d is not None}
    return _day_found(days.pop()) if len(days) == 1 else None


@rule("DOTTED")
def dotted(match: Match, anchor: Anchor) -> Outcome:
    """25.03.2024: day, month, year."""
    day, month, year = map(int, match.words.word(match.first).split("."))
    return _day_found(calendar.day(year, month, day))


@rule(
    "( WDAY COMMA? | WDA DOT? COMMA? )? month:MONTHS DOT? THE? day:DAYS COMMA? year:YEAR/SHORTYEAR",
    "( WDAY COMMA? | WDA DOT? COMMA? )? THE? day:DAYS ( THE? WORDDAY )? OF? month:MONTHS DOT? COMMA? OF?"
    " year:YEAR/SHORTYEAR".replace("( THE? WORDDAY )? ", ""),
)
def full_date(match: Match, anchor: Anchor) -> Outcome:
    """Friday, March 15, 2024; the 15th of March 2024."""
    year = _year(match)
    if year is None:
        return None
    return _day_found(calendar.day(year, match.value("month"), _number(match.value("day"))))


@rule(
    "month:MONTHS DOT? first:DAYS TO last:DAYS ( COMMA? OF? year:YEAR )?",
    "THE? first:DAYS TO THE? last:DAYS OF? month:MONTHS DOT? ( COMMA? year:YEAR )?",
    "BETWEEN THE? first:DAYS AND THE? last:DAYS OF? month:MONTHS DOT? ( COMMA? year:YEAR )?",
    "BETWEEN month:MONTHS DOT? first:DAYS AND last:DAYS ( COMMA? year:YEAR )?",
)
def days_of_a_month(match: Match, anchor: Anchor) -> Outcome:
    """March 15-17, 2024; 15–17 March; between 3 and 7 May."""
    month = match.value("month")
    days = _number(match.value("first")), _number(match.value("last"))
    year = _year(match) if match.has("year") else None
    known = year is not None
    if year is None:
        near = _nearest_day(match, anchor, month, days[0])
        if near is None:
            return Found("DATE", f"XXXX-{month:02d}-{days[0]:02d}", None, vague=True)
        year = near.year
    first, last = (calendar.day(year, month, d) for d in days)
    if first is None or last is None or last < first:
        # "by March 15 to 20 envoys" is no range; the first day still is one.
        return None if known else _day_found(first)
    return Found("DATE", first.isoformat(), f"{first}/{last}")


@rule(
    "month:MONTHS DOT? THE? first:DAYS ( COMMA DAYS )* COMMA? AND/OR last:DAYS ( COMMA? year:YEAR )?",
    "THE? first:DAYS ( COMMA DAYS )* AND/OR THE? last:DAYS OF? month:MONTHS DOT? ( COMMA? year:YEAR )?",
)
def listed_days(match: Match, anchor: Anchor) -> Outcome:
    """April 24 and 25; 3, 4 and 5 May 2024: one date each."""
    month = match.value("month")
    year = _year(match) if match.has("year") else None
    if year is None:
        near = _nearest_day(match, anchor, month, _number(match.value("first")))
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
        day = None if year is None else calendar.day(year, month, _number(match.words.values[i]))
        if day is not None:
            first = match.first if i == at[0] else i
            last = match.last if i == at[-1] else i + 1
            found.append(Found("DATE", day.isoformat(), first=first, last=last))
    return found


@rule(
    "( WDAY COMMA? | WDA DOT? COMMA? )? month:MONTHS DOT? THE? day:DAYS",
    "( WDAY COMMA? THE? | WDA DOT? COMMA? | THE )? day:DAYS OF? month:MONTHS DOT?",
    "month:MONTHS THE? ordinal:ORDW",
    "THE ordinal:ORDW OF month:MONTHS",
)
def day_of_month(match: Match, anchor: Anchor) -> Outcome:
    """March 15; Friday, 15 March; without a year."""
    month = match.value("month")
    number = _number(match.value("day") if match.has("day") else match.value("ordinal"))
    if calendar.day(2000, month, number) is None:
        return None
    near = _nearest_day(match, anchor, month, number)
    if near is None:
        return Found("DATE", f"XXXX-{month:02d}-{number:02d}", None, vague=True)
    return _day_found(near)


@rule("LAST month:MONTHS DOT? day:DAYS")
def last_day_of_month(match: Match, anchor: Anchor) -> Outcome:
    """last Oct. 23."""
    if anchor.reference is None:
        return None
    for step in (0, -1):
        day = calendar.day(
            anchor.reference.year + step, match.value("month"), _number(match.value("day"))
        )
        if day is not None and day < anchor.reference:
            return _day_found(day)
    return None


@rule("THE? unit:UNIT OF month:MONTHS DOT? day:DAYS")
def week_of_day(match: Match, anchor: Anchor) -> Outcome:
    """the week of March 6."""
    if match.value("unit") != "W":
        return None
    near = _nearest_day(match, anchor, match.value("month"), _number(match.value("day")))
    return None if near is None else Found("DATE", calendar.week(near))


@rule(
    "month:MONTHS DOT? THE? day:DAYS ( COMMA? OF? ) which:THIS/LAST/NEXT/THAT unit:UNIT",
    "THE? day:DAYS OF? month:MONTHS ( COMMA? OF? ) which:THIS/LAST/NEXT/THAT unit:UNIT",
)
def day_of_a_year(match: Match, anchor: Anchor) -> Outcome:
    """July 25 of that year; 3 May last year."""
    year = _named_year(match, anchor)
    if year is None:
        return None
    return _day_found(calendar.day(year, match.value("month"), _number(match.value("day"))))


@rule("month:MONTHS DOT? COMMA? OF? year:YEAR/SHORTYEAR")
def month_of_year(match: Match, anchor: Anchor) -> Outcome:
    """December 2021; Feb. of 1940."""
    year = _year(match)
    return None if year is None else Found("DATE", f"{year:04d}-{match.value('month'):02d}")


@rule("month:MONTHS COMMA? OF? which:THIS/LAST/NEXT/THAT unit:UNIT")
def month_of_a_year(match: Match, anchor: Anchor) -> Outcome:
    """January this year; October of last year."""
    year = _named_year(match, anchor)
    return None if year is None else Found("DATE", f"{year:04d}-{match.value('month'):02d}")


def _named_year(match: Match, anchor: Anchor) -> int | None:
    if match.value("unit") != "Y":
        return None
    if match.words.word(match.at("which")).lower().endswith(("that", "same")):
        return anchor.told.year if anchor.told is not None else None
    if anchor.day is None:
        return None
    which = match.words.word(match.at("which")).lower()
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
    return anchor.day.year + step.get(which, 0)


@rule("month:MONTH", "month:MON DOT?")
def month_alone(match: Match, anchor: Anchor) -> Outcome:
    """In October; the March accession. "May" and "March" are words of other uses too."""
    word = match.words.word(match.first)
    if match.has("month") and word in ("May", "March", "Mar", "Jan", "Dec", "Jun", "Sep", "Apr"):
        before = match.before()
        if word in ("May", "March") and not _opens_a_date(match, before):
            return None
        if word not in ("May", "March") and match.last - match.first < 2 and before != "in":
            return None
    month = match.value("month")
    year = _year_of_month(match, anchor, month)
    if year is None:
        return Found("DATE", f"XXXX-{month:02d}", None, vague=True)
    return Found("DATE", f"{year:04d}-{month:02d}")


_BEFORE_A_MONTH = frozenset(
    "in by since until till during of early late mid last next this from to through and between"
    " before after - the every each for".split()
)


def _opens_a_date(match: Match, before: str) -> bool:
    if before not in _BEFORE_A_MONTH:
        return False
    # "the March on Washington", "of May" (a person), but "the May summit", "of May 2".
    follower = match.after()
    return not (
        before in ("the", "of", "and", "to", "for") and follower in ("on", "to", "’", "'", "said")
    )


@rule("year:YEAR")
def year_alone(match: Match, anchor: Anchor) -> Outcome:
    """In 1988; the 1996 campaign. Not a price, a quantity, or a number of something."""
    year = match.value("year")
    before, after = match.before(), match.after()
    if before in _NO_YEAR_AFTER or after in _NO_YEAR_BEFORE or not 1400 <= year <= 2100:
        return None
    if year % 100 == 0 and before not in ("in", "of", "since", "by", "until", "to", "the", "and"):
        return None
    return Found("DATE", f"{year:04d}")


_NO_YEAR_AFTER = frozenset(
    "$ £ € # ¥ no. no number nearly almost over exactly page pp resolution flight room".split()
)
_NO_YEAR_BEFORE = frozenset(
    "% people troops soldiers men women dollars euros pounds rubles rupees miles km kilometers"
    " kilometres meters metres feet tons tonnes barrels points degrees percent hours times jobs"
    " employees workers members cases prisoners civilians refugees shares votes gmt hrs others"
    " tanks aircraft planes missiles megawatts mw acres hectares million billion".split()
)


@rule("YEAR JOIN short:TWODIGITS", "YEAR SLASH short:TWODIGITS")
def years_shortened(match: Match, anchor: Anchor) -> Outcome:
    """1915-17; 2023/24: two years."""
    year, short = match.words.values[match.first], match.value("short")
    second = year - year % 100 + short
    if second <= year or second - year > 60:
        return None
    last = match.at("short")
    return [
        Found("DATE", f"{year:04d}", first=match.first, last=last - 1),
        Found("DATE", f"{second:04d}", first=last, last=match.last),
    ]


@rule("century:TEENS ( rest:TENS ( HYPHEN? one:ONES )? | teen:TEENS )")
def spoken_year(match: Match, anchor: Anchor) -> Outcome:
    """nineteen ninety-six."""
    century = match.value("century")
    if not 15 <= century <= 19:
        return None
    rest = (match.value("rest") or 0) + (match.value("one") or 0) + (match.value("teen") or 0)
    return Found("DATE", f"{century * 100 + rest:04d}")


@rule("THE? ( EARLY HYPHEN? )? decade:DECADE")
def decade(match: Match, anchor: Anchor) -> Outcome:
    """the 1990s; the '80s; the mid-1970s."""
    digits = re.sub(r"\D", "", match.word("decade"))
    if len(digits) == 2:
        # "in her 80s", "temperatures in the 70s": an age or a reading, unless an apostrophe says otherwise.
        if match.word("decade")[0].isdigit() and match.before() not in ("of", "in", "since", "and"):
            return None
        if match.words.word(match.first).lower() in ("his", "her", "their"):
            return None
        digits = f"{_two_digit_year(int(digits)):04d}"
    return Found("DATE", digits[:3])


@rule("THE ( EARLY HYPHEN? )? tens:DECADES")
def decade_in_words(match: Match, anchor: Anchor) -> Outcome:
    """the nineties."""
    return Found("DATE", f"19{match.value('tens')}")


@rule(
    "THE? ( EARLY HYPHEN? )? n:ORD/ORDW HYPHEN? unit:UNIT",
    "THE? ( EARLY HYPHEN? )? tens:TENS HYPHEN n:ORDW HYPHEN? unit:UNIT",
)
def century(match: Match, anchor: Anchor) -> Outcome:
    """the 20th century; the late nineteenth century."""
    if match.value("unit") != "C":
        return None
    number = _number(match.value("n")) + (match.value("tens") or 0)
    return Found("DATE", f"{number - 1:02d}") if 1 <= number <= 21 else None


@rule(
    "( THE | EARLY HYPHEN? | THE EARLY HYPHEN? )? season:SEASON ( COMMA | OF )? year:YEAR",
    "year:YEAR HYPHEN? season:SEASON",
)
def season_of_year(match: Match, anchor: Anchor) -> Outcome:
    """spring 2022; the winter of 1994."""
    return Found("DATE", f"{match.value('year'):04d}-{match.value('season')}")


@rule("season:SEASON ( OF )? which:THIS/LAST/NEXT/THAT unit:UNIT")
def season_of_a_year(match: Match, anchor: Anchor) -> Outcome:
    """summer of this year."""
    year = _named_year(match, anchor)
    return None if year is None else Found("DATE", f"{year:04d}-{match.value('season')}")


@rule(
    "( THE | EARLY HYPHEN? )? n:ORDW HYPHEN? unit:UNIT/HALF ( COMMA | OF )? ( FISCAL UNIT? )? year:YEAR",
    "THE? year:YEAR ( POSS )? n:ORDW HYPHEN? unit:UNIT/HALF".replace("( POSS )? ", ""),
    "q:QUARTER ( COMMA | OF )? year:YEAR",
    "year:YEAR q:QUARTER",
    "THE? part:LAST/NEXT HALF OF year:YEAR",
)
def part_of_year(match: Match, anchor: Anchor) -> Outcome:
    """the third quarter of 1989; Q1 2024; the second half of 2024."""
    year = match.value("year")
    if match.has("q"):
        return Found("DATE", f"{year:04d}-Q{_number(match.value('q'))}")
    if match.has("part"):
        return Found("DATE", f"{year:04d}-H2") if match.value("part") == 1 else None
    number = match.value("n")
    if match.value("unit") == "Q" and number <= 4:
        return Found("DATE", f"{year:04d}-Q{number}")
    half = match.word("unit").lower() == "half"
    return Found("DATE", f"{year:04d}-H{number}") if half and number <= 2 else None


@rule("THE? FISCAL unit:UNIT? year:YEAR", "year:YEAR FISCAL unit:UNIT", "fy:FISCALYEAR")
def fiscal_year(match: Match, anchor: Anchor) -> Outcome:
    """fiscal year 2024; FY24. Which months it has depends on the country: the year stands for it."""
    if match.has("fy"):
        digits = _number(match.value("fy"))
        return Found("DATE", f"{digits if digits > 999 else 2000 + digits % 100:04d}")
    if match.value("unit") not in ("Y", None):
        return None
    return Found("DATE", f"{match.value('year'):04d}")


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
        return _day_found(calendar.holiday(which, match.value("year")))
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
            return _day_found(max((d for d in known if d < reference), default=None))
        if word.startswith(("next", "coming", "following", "upcoming")):
            return _day_found(min((d for d in known if d > reference), default=None))
    return _day_found(_choose(known, reference, direction(match, anchor)))


_LEADING = frozenset("early late mid - – the end beginning middle start of about around".split())
_BACK = frozenset(("ended", "since", "dated"))
_AHEAD = frozenset(("by", "until", "till", "ending", "effective", "through", "expires", "expire"))


def direction(match: Match, anchor: Anchor) -> int:
    """Where the words before, else the tense, point: -1 back, 1 ahead, 0 neither.

    "Friday's ruling" is past; "by Friday" and "until May" are ahead unless the tense is past.
    """
    back = 1
    while match.before(back) in _LEADING:
        back += 1
    before = match.before(back)
    if before in _BACK or (match.after() in ("'", "’") and match.after(1) == "s"):
        return -1
    found = anchor.past_or_ahead(match.start)
    return 1 if found == 0 and before in _AHEAD else found


def _choose(days: list[date], reference: date, direction: int) -> date | None:
    """The day nearest to the reference, unless tense points the other way and no more than 300 days off."""
    if not days:
        return None
    nearest = min(days, key=lambda d: abs((d - reference).days))
    if direction == 0 or (nearest - reference).days * direction >= 0:
        return nearest
    other = [d for d in days if (d - reference).days * direction >= 0]
    chosen = min(other, key=lambda d: abs((d - reference).days), default=nearest)
    far, near = abs((chosen - reference).days), abs((nearest - reference).days)
    # A day a few weeks off against the tense is likelier than one nearly a year off with it.
    return nearest if far - near > 180 else chosen


def _nearest_day(match: Match, anchor: Anchor, month: int, number: int) -> date | None:
    told = anchor.told
    if told is not None and (anchor.narrative or _told_near(match, anchor)):
        found = calendar.day(_story_year(anchor, told, month), month, number)
        if found is not None:
            return found
    reference = anchor.reference
    if reference is None:
        return calendar.day(anchor.year, month, number) if anchor.year is not None else None
    days = [calendar.day(reference.year + step, month, number) for step in (-1, 0, 1)]
    known = [d for d in days if d is not None]
    return _choose(known, reference, direction(match, anchor))


def _story_year(anchor: Anchor, told: date, month: int) -> int:
    """The year of a month in a story whose last date was `told`: it may go on over a new year."""
    if anchor.told_unit in ("D", "M") and told.month - month >= 9:
        return told.year + 1
    return told.year


def _told_near(match: Match, anchor: Anchor) -> bool:
    """True where another year than that of publication was told in the same sentence."""
    if anchor.told is None or anchor.day is None or anchor.told.year == anchor.day.year:
        return anchor.day is None and anchor.told is not None
    between = match.words.text[anchor.told_at : match.start]
    return len(between) < 150 and not re.search(r"[.;!?]\s|\n\s*\n", between)


def _year_of_month(match: Match, anchor: Anchor, month: int) -> int | None:
    if anchor.told is not None and (anchor.narrative or _told_near(match, anchor)):
        return _story_year(anchor, anchor.told, month)
    reference = anchor.reference
    if reference is None:
        return anchor.year
    if month == reference.month:
        return reference.year
    points = direction(match, anchor)
    back = reference.year if month < reference.month else reference.year - 1
    ahead = reference.year if month > reference.month else reference.year + 1
    months_back, months_ahead = (reference.month - month) % 12, (month - reference.month) % 12
    # A month ten months gone is seldom told without "last": the one that comes is meant.
    if points > 0 and months_ahead < 10:
        return ahead
    if points < 0 and months_back < 10:
        return back
    return back if months_back <= months_ahead else ahead


@rule(
    "clock:CLOCK/NOON AMPM? ( ZONE | PAREN ZONE PAREN )?",
    "hour:HOUR ampm:AMPM ( ZONE | PAREN ZONE PAREN )?",
    "hour:HOUR/ONES/TEENS OCLOCK",
    "hour:ONES/TEENS ampm:AMPM",
)
def clock(match: Match, anchor: Anchor) -> Outcome:
    """10:35 a.m.; 6 p.m.; noon. The day is the last day told, or that of publication."""
    text = match.value("clock") or f"{_number(match.value('hour')):02d}:00"
    hour, minute = (int(part) for part in text.split(":")[:2])
    codes = match.words.classes[match.first : match.last]
    half_day = next(
        (v for v, w in _words(match) if w.lower().replace(".", "") in ("am", "pm")), None
    )
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
    "( ABOUT | THE )? first:MANY/YEAR/N99/N59 TO last:MANY/YEAR/N99/N59 era:ERA",
    "( ABOUT | THE )? first:MANY/YEAR/N99/N59 era1:ERA TO last:MANY/YEAR/N99/N59 era:ERA",
    "( ABOUT | THE )? last:MANY/YEAR/N99/N59 era:ERA",
    "era:ERA last:MANY/YEAR/N99/N59",
)
def year_of_era(match: Match, anchor: Anchor) -> Outcome:
    """480 BC; 490-480 BC; AD 79: TIMEX3's `BC0480`, beyond the years that EDTF is read for here."""
    era = match.value("era")
    letters = match.word("era")
    if not letters.isupper() and "." not in letters:
        return None

    def year(name: str) -> str:
        number = match.value(name)
        if not isinstance(number, int) or not 0 < number < 10_000:
            return ""
        return f"BC{number:04d}" if era < 0 else f"{number:04d}"

    if not match.has("first"):
        return Found("DATE", year("last"), vague=era < 0) if year("last") else None
    if not year("first") or not year("last"):
        return None
    at = match.at("first")
    stop = match.at("era1") + 1 if match.has("era1") else at + 1
    return [
        Found("DATE", year("first"), first=match.first, last=stop, vague=era < 0),
        Found("DATE", year("last"), first=match.at("last"), last=match.last, vague=era < 0),
    ]
