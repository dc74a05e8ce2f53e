"""When a report must have been written, told from the gatherings that it goes to.

"On the margins of the G20 Summit in New Delhi" was written in those days; "the upcoming NATO Summit
in Madrid" before it ended, and not long before. A place, a number or a year beside the name tells
which sitting is meant; without them, any that the report's other bounds leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dragoman.knowledge import Knowledge
from dragoman.knowledge.gatherings import Sitting
from dragoman.language.sentence import Sentence
from dragoman.read.counting import ordinal
from dragoman.report import Span

_AT = re.compile(r"\b(?:margins?|sidelines?|fringes?)(?: of)?\b[^.;]*$", re.I)
_AHEAD = re.compile(
    r"\b(?:upcoming|forthcoming|ahead of|in advance of|prepar\w+ (?:for|to)|look\w* forward to"
    r"|before|will|to attend|to host|to participate in|plans?)\b[^.;]*$",
    re.I,
)
_PAST = re.compile(
    r"\b(?:last|previous|earlier|recent(?:ly)?|since|following|after|recall\w*"
    r"|buil(?:t|ds?|ding) on|inaugural|attended|hosted|was|were|had)\b[^.;]*$",
    re.I,
)
_DATED = re.compile(r"[^.;]{0,30}?\b(?:in|of|on) (?:[A-Z][a-z]+ (?:\d\d?, )?)20\d\d\b")
"""A sitting told with its month and year is recalled: who goes to one has no need to say when."""
_WHEN_GOING = timedelta(days=30)
"""How long after a gathering a report that tells what was done beside it may appear."""
_SOON = timedelta(days=300)
"""How long before a gathering it is called upcoming."""
_NEAR = 60
"""Characters before a name within which words say how the report stands to it."""

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Told:
    """A gathering named, with the days of writing that each sitting it may be leaves.

    `sure` is true where the words tell which sitting is meant.
    """

    span: Span
    days: tuple[Days, ...]
    sure: bool


def sittings(text: str, sentences: Sequence[Sentence], known: Knowledge) -> Iterator[Told]:
    """The gatherings that a text goes to or looks ahead to, in order of the tables."""
    for pattern, series in _series(known):
        for sentence in sentences:
            for found in pattern.finditer(text, sentence.start, sentence.end):
                told = _told(text, sentence, found, series)
                if told is not None:
                    yield told


@lru_cache(maxsize=4)
def _series(known: Knowledge) -> tuple[tuple[re.Pattern[str], tuple[Sitting, ...]], ...]:
    groups: dict[str, list[Sitting]] = {}
    for sitting in known.gatherings:
        groups.setdefault(sitting.name, []).append(sitting)
    made = []
    for name, group in groups.items():
        names = {name, *(a for s in group for a in s.aliases)}
        words = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
        made.append((re.compile(rf"\b(?:{words})(?: ?(?P<number>\d\d?)\b)?(?!\w)"), tuple(group)))
    return tuple(made)


def _told(
    text: str, sentence: Sentence, found: re.Match[str], series: tuple[Sitting, ...]
) -> Told | None:
    before = text[max(sentence.start, found.start() - _NEAR) : found.start()]
    at = _AT.search(before)
    if at is None and (_PAST.search(before) or not _AHEAD.search(before)):
        return None
    if found.group() == "COP":
        return None  # not without its number
    after = text[found.end() : min(sentence.end, found.end() + _NEAR)]
    if at is not None and _DATED.match(after):
        return None
    fits = _meant(before, after, found["number"], series)
    if not fits:
        return None
    days = [
        (s.first, s.last + _WHEN_GOING) if at is not None else (s.first - _SOON, s.last)
        for s in fits
    ]
    return Told(Span.of(text, found.start(), found.end()), tuple(days), len(fits) < len(series))


def _meant(
    before: str, after: str, number: str | None, series: tuple[Sitting, ...]
) -> list[Sitting]:
    """The sittings that number, year and place leave."""
    fits = list(series)
    words = re.findall(r"[\w-]+", before)
    count = int(number) if number else ordinal(words[-1]) if words else None
    if count is not None and any(s.number is not None for s in fits):
        fits = [s for s in fits if s.number == count]
    elif number is not None:
        return []
    year = re.search(r"\b(20\d\d)\b\W*$", before) or re.match(r"[^.;]{0,40}?\b(20\d\d)\b", after)
    if year is not None:
        fits = [s for s in fits if str(s.first.year) == year[1]]
    place = re.match(r",? (?:in|at) (?:the )?([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)", after)
    if place is not None:
        there = [s for s in fits if s.place and s.place.split()[0] == place[1].split()[0]]
        fits = there if there or any(s.place for s in fits) else fits
    return fits
