"""Which of the days, months and years that a bare date could name is meant.

Tense and the words before it say whether it lies behind or ahead; a story goes on from the date it
told last; else the nearest is meant.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from dragoman.read.temporal import calendar
from dragoman.read.temporal.anchor import Anchor
from dragoman.read.temporal.pattern import Found, Match

CARRIES = 40
"""Characters over which a year goes on to the next month: "in March 1996, and in June"."""

PAST_WORDS = ("last", "past", "this past", "latest")


NEXT_WORDS = ("next", "coming", "this coming", "upcoming")


def two_digit_year(digits: int) -> int:
    """The year of two digits: 1940 to 2039."""
    # Only after an apostrophe or in a decade: a bare two-digit year is never read.
    return 1900 + digits if digits >= 40 else 2000 + digits


def number_of(value: Any) -> int:
    """The number in "3rd" or 3."""
    return int(re.sub(r"\D", "", value)) if isinstance(value, str) else int(value)


def year_of(match: Match, name: str = "year") -> int | None:
    """The year of four digits, or of two after an apostrophe."""
    value = match.value(name)
    if isinstance(value, str):
        return two_digit_year(number_of(value)) if value[0] in "'’`" else None
    return value if isinstance(value, int) else None


NO_DAY = Found("DATE", "XXXX-XX-XX", None, vague=True)
"""What names no day of the calendar, or could name two: found, and left undated."""


def day_found(day: date | None) -> Found | None:
    """A day as what an expression says; None where the calendar has none."""
    return None if day is None else Found("DATE", day.isoformat())


_LEADING = frozenset("early late mid - – the end beginning middle start of about around".split())


def _leads(word: str) -> bool:
    """True for what stands between a preposition and its time: "mid", "the end of" (one word)."""
    return word in _LEADING or word.endswith((" of", " in"))


_CLOCK = re.compile(r"\d\d?(?::\d\d)?|[ap]\.?m\.?|noon|midnight|o['’]clock|est|edt|gmt|utc")
"""The hour before a day: "until 9 a.m. Tuesday"."""


_BACK = frozenset(("ended", "since", "dated"))


_AHEAD = frozenset(("by", "until", "till", "ending", "effective", "through", "expires", "expire"))


def direction(match: Match, anchor: Anchor) -> int:
    """Where the words before, else the tense, point: -1 back, 1 ahead, 0 neither.

    "Friday's ruling" is past; "by Friday" and "until May" are ahead unless the tense is past. What
    has "ended" or runs "since" is past beyond doubt, -2.
    """
    back = 1
    while _leads(match.before(back)) or _CLOCK.fullmatch(match.before(back)):
        back += 1
    before = match.before(back)
    if before in _BACK:
        return -2
    if match.after() in ("'", "’") and match.after(1) == "s":
        return 1 if before in ("ahead", "advance") else -1  # "ahead of Sunday's vote"
    found = anchor.past_or_ahead(match.start)
    if before not in _AHEAD or found > 0:
        return found
    return 1 if found == 0 or (before in _LIMIT and yet_to_be(match, anchor)) else found


def yet_to_be(match: Match, anchor: Anchor) -> bool:
    """True where the tense points ahead, or a deed to be done stands before: "invited him to visit
    in the spring".
    """
    front = match.words.text[max(0, match.start - _INFINITIVE_REACH) : match.start]
    return anchor.past_or_ahead(match.start) > 0 or _INFINITIVE.search(front) is not None


_LIMIT = frozenset(("by", "until", "till"))
_INFINITIVE_REACH = 120
_INFINITIVE = re.compile(
    r"(?<!due )(?<!set )(?<!expected )(?<!planned )(?<!scheduled )(?<!supposed )"
    r"\bto (?!(?:the|an?|his|her|its|their|our|this|that|all|both|some)\b)[a-z]{2,}\b"
    r"(?!(?:[^.;]*\b(?:was|were|had|did)\b))[^.;]*$"
)
"""A deed yet to be done, before its "by Friday": "agreed on Monday to withdraw by Friday"."""


def nearest(days: list[date], reference: date, direction: int) -> date | None:
    """The day nearest to the reference, unless tense points the other way and is not far off."""
    if not days:
        return None
    nearest = min(days, key=lambda d: abs((d - reference).days))
    if direction == 0 or (nearest - reference).days * direction >= 0:
        return nearest
    other = [d for d in days if (d - reference).days * direction >= 0]
    chosen = min(other, key=lambda d: abs((d - reference).days), default=nearest)
    if abs(direction) > 1:
        return chosen
    far, near = abs((chosen - reference).days), abs((nearest - reference).days)
    # A day a few weeks off against the tense is likelier than one nearly a year off with it.
    return nearest if far - near > 120 else chosen


def nearest_day(match: Match, anchor: Anchor, month: int, number: int) -> date | None:
    """The day that "March 15" means, None where nothing tells the year."""
    told = anchor.told
    if told is not None and (anchor.narrative or told_near(match, anchor)):
        found = calendar.day(story_year(anchor, told, month), month, number)
        if found is not None:
            return found
    reference = anchor.reference
    if reference is None:
        return calendar.day(anchor.year, month, number) if anchor.year is not None else None
    days = [calendar.day(reference.year + step, month, number) for step in (-1, 0, 1)]
    known = [d for d in days if d is not None]
    return nearest(known, reference, direction(match, anchor))


def story_year(anchor: Anchor, told: date, month: int) -> int:
    """The year of a month in a story whose last date was `told`: it may go on over a new year."""
    if anchor.told_unit in ("D", "M") and told.month - month >= 9:
        return told.year + 1
    return told.year


def told_near(match: Match, anchor: Anchor) -> bool:
    """True where another year than that of publication was told just before, in one sentence.

    Not where the words point ahead and that year lies behind: "invited in 1997, will join on March
    12".
    """
    if anchor.told is None:
        return False
    if anchor.day is None:
        return _goes_on(match, anchor)
    if anchor.told.year == anchor.day.year:
        return False
    if anchor.told.year < anchor.day.year and direction(match, anchor) > 0:
        return False
    text, at = match.words.text, anchor.told_at
    if _BACKGROUND.search(text, max(0, at - 16), at):
        return False
    between = text[at : match.start]
    return len(between) < CARRIES and not re.search(r"[.;!?]\s|\n\s*\n", between)


_BACKGROUND = re.compile(r"\b(?:since|until|till|from|by|dated)\s+(?:the\s+)?$", re.IGNORECASE)
"""Words before a date that bounds a stretch: what is told next does not go on from it."""
_FULL_STOP = re.compile(r"[a-z\d)\]][.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])")
_NEXT_SENTENCE = 300
"""Characters within which a story without a day goes on from a date of the sentence before."""


def _goes_on(match: Match, anchor: Anchor) -> bool:
    """True where a text without a day tells a month right after a day or month with its year.

    "They met on 3 May 2021 and signed in June": in one sentence, or in the next one of the same
    paragraph, and not what lies ahead.
    """
    text, at = match.words.text, anchor.told_at
    if anchor.told_unit not in ("D", "M") or _BACKGROUND.search(text, max(0, at - 16), at):
        return False
    between = text[at : match.start]
    if len(between) > _NEXT_SENTENCE or "\n\n" in between or direction(match, anchor) > 0:
        return False
    return len(_FULL_STOP.findall(between)) <= 1


def year_of_month(match: Match, anchor: Anchor, month: int) -> int | None:
    """The year of the month that "in October" means, None where nothing tells it."""
    if anchor.told is not None and (anchor.narrative or told_near(match, anchor)):
        return story_year(anchor, anchor.told, month)
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
    if points < 0 and (months_back < 10 or points < -1):
        return back
    return back if months_back < 10 else ahead


def named_year(match: Match, anchor: Anchor) -> int | None:
    """The year that "this year", "last year", "of that year" beside a month means."""
    if match.value("unit") != "Y":
        return None
    if match.words.word(match.at("which")).lower().endswith(("that", "same")):
        return anchor.told.year if anchor.told is not None else None
    if anchor.day is None:
        return None
    which = match.words.word(match.at("which")).lower()
    if which == "the":
        reference = anchor.reference
        return reference.year if reference is not None else None
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
    return anchor.day.year + step.get(which, 0)
