"""When a report must have been written, told from happenings that it recalls or looks ahead to.

"The second anniversary of the full-scale invasion" was written two years after it began; what
recalls it, after that; "ahead of Ghana's presidential election" before the vote, and not long. A
vote is known by its state, and of several by a year or a day beside it; without them, any is meant
that the report's other bounds leave.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dragoman.dates import shift
from dragoman.knowledge import Knowledge
from dragoman.knowledge.happenings import Happening
from dragoman.language.sentence import Sentence
from dragoman.read.counting import number, ordinal
from dragoman.read.temporal.dating import NEWS_SENTENCES
from dragoman.read.temporal.sittings import Days, Told
from dragoman.record import Time
from dragoman.report import Span

_OPEN = date.max
_BEFORE_IT = timedelta(days=150)
_AFTER_IT = timedelta(days=45)
"""How long before and after an anniversary news speaks of it."""
_SOON = timedelta(days=300)
"""How long before a vote it is called upcoming."""
_LONG = timedelta(days=730)
"""How long before a vote its candidates and its preparation are told of."""
_AFTER = timedelta(days=240)
"""How long after a vote a report may tell as its news that it was held or won."""
_NEAR = 60
"""Characters beside a name within which words say how the report stands to it."""
_ANNIVERSARY = re.compile(
    r"\b(\d{1,3}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)(?:[- ]year)? (?i:anniversary) (?:of|since) "
    r"(?:[\w’'.-]+ ){0,4}$"
)
_OWN_ANNIVERSARY = re.compile(
    r"(?:’s?|'s?)? (\d{1,3}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)(?:[- ]year)? (?i:anniversary)\b"
)
_YEARS = re.compile(
    r"(?:^|[,;:] |\b(?P<how>more than|over|nearly|almost|about) )(?P<count>[A-Za-z]+|\d{1,3})"
    r" years? (?:after|since|on from|into) (?:[\w’'.-]+ ){0,4}$",
    re.I,
)
_UNSURE = re.compile(
    r"\b(?:possible|potential|threat\w*|feared?|imminent|any|an?|another|further|new|if|prevent\w*"
    r"|deter\w*|avert\w*|avoid\w*|proposed|planned|next|a future)\b[^.;]{0,24}$",
    re.I,
)
"""Words that make of a name something that has not happened."""
_SOON_AHEAD = re.compile(
    r"\b(?:upcoming|forthcoming|ahead of|in advance of|lead-?up to|run-?up to"
    r"|(?:next|this) (?:week|month|year)[’']s|scheduled|slated|look\w* forward to)\b[^.;]*$",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:prepar\w+ (?:for|to)|before|prior to|until|candida\w+|nominee|nominat\w+|campaign\w*"
    r"|contest\w*|hopeful|postpon\w+|delay\w*|run (?:for|in)|stand in|to hold|will hold|will vote"
    r"|call\w* for|hold (?:free|credible|the))\b[^.;]*$",
    re.I,
)
_AHEAD_AFTER = re.compile(
    r"\W*(?:[\w’',]+ ){0,5}?(?:scheduled|slated|set for|due|expected|to be held"
    r"|(?:will|shall) be held|will take place)\b",
    re.I,
)
_BEHIND = re.compile(
    r"\b(?:congratulat\w+|results?(?: of)?|wins?|won|winner of|victory in|successful|conduct of"
    r"|recent|conducted)\b[^.;]*$",
    re.I,
)
_RECALLED = re.compile(
    r"\b(?:following|after|since|in the wake of|concluded|fraudulent|disputed|held|interfer\w+"
    r"|meddl\w+|last|previous|was|were|had)\b[^.;]*$",
    re.I,
)
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of the table: of what is told by itself, of what takes a state, and of states."""

    single: re.Pattern[str]
    by_single: dict[str, Happening]
    stateful: re.Pattern[str]
    by_state: dict[tuple[str, str], tuple[Happening, ...]]
    states: re.Pattern[str]
    codes: dict[str, str]


def happenings(
    text: str,
    sentences: Sequence[Sentence],
    times: Sequence[Time],
    known: Knowledge,
    home: str | None = None,
) -> Iterator[Told]:
    """The happenings that a text tells how it stands to, in order of the text.

    Args:
        text: the report's text.
        sentences: its sentences.
        times: its times.
        known: the tables.
        home: the state whose government publishes the report, whose votes need not be named.
    """
    names = _names(known)
    starts = [s.start for s in sentences]
    for found in names.single.finditer(text):
        k = bisect_right(starts, found.start()) - 1
        if k >= 0 and (told := _recalled(text, sentences[k], found, names)) is not None:
            yield told
    for found in names.stateful.finditer(text):
        k = bisect_right(starts, found.start()) - 1
        if k >= 0:
            told = _of_state(text, sentences[k], found, times, names, home)
            if told is not None:
                yield told


@lru_cache(maxsize=4)
def _names(known: Knowledge) -> _Names:
    by_single: dict[str, Happening] = {}
    by_state: dict[tuple[str, str], tuple[Happening, ...]] = {}
    kinds: set[str] = set()
    for each in known.happenings:
        for name in each.names:
            if each.state is None:
                by_single.setdefault(name, each)
            else:
                kinds.add(name)
                key = each.state, name.lower()
                by_state[key] = (*by_state.get(key, ()), each)
    codes: dict[str, str] = {}
    for state in known.states.values():
        for name in (*state.names, *state.adjectives, *state.people):
            codes.setdefault(name, state.code)
    return _Names(
        re.compile(rf"\b(?:{_either(by_single)})(?!\w)"),
        by_single,
        re.compile(rf"\b(?:{_either(kinds)})(?:s|(?!\w))", re.IGNORECASE),
        by_state,
        re.compile(rf"(?<!\w)(?:{_either(codes)})(?!\w)"),
        codes,
    )


def _either(names: dict[str, object] | dict[str, Happening] | dict[str, str] | set[str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))


def _recalled(text: str, sentence: Sentence, found: re.Match[str], names: _Names) -> Told | None:
    """What is told of by a name of its own: an anniversary, else what came before the report."""
    happening = names.by_single[found.group()]
    before = text[sentence.start : found.start()]
    marked = _marked(text, sentence, found, before, happening)
    if marked is not None:
        return Told(Span.of(text, found.start(), found.end()), (marked,), True)
    after = text[found.end() : min(sentence.end, found.end() + _NEAR)]
    if _SOON_AHEAD.search(before[-_NEAR:]) or _AHEAD_AFTER.match(after):
        days = happening.first - _SOON, happening.last
    elif _UNSURE.search(before):
        return None
    else:
        days = happening.first, _OPEN
    return Told(Span.of(text, found.start(), found.end()), (days,), True)


def _marked(
    text: str, sentence: Sentence, found: re.Match[str], before: str, happening: Happening
) -> Days | None:
    """The days around an anniversary, or those of "two years after" at the head of a sentence."""
    clean = re.sub(r"</?sup>", "", before)
    own = _OWN_ANNIVERSARY.match(text, found.end(), sentence.end)
    counted = _ANNIVERSARY.search(clean) or own
    if counted is not None:
        count = number(counted[1]) if counted[1] in ("one", "two") else ordinal(counted[1])
        if count is None:
            return None
        day = shift(happening.first, years=count)
        if re.search(r"\byear\b", text[sentence.start : sentence.end]):
            # "This year marks the 70th anniversary": any day of that year.
            return date(day.year, 1, 1), date(day.year, 12, 31)
        return day - _BEFORE_IT, day + _AFTER_IT
    years = _YEARS.search(clean)
    if years is None or sentence.index >= NEWS_SENTENCES:
        return None
    count = number(years["count"])
    if count is None:
        return None
    day = shift(happening.first, years=count)
    how = (years["how"] or "").lower()
    if how in ("more than", "over"):
        return day, day + timedelta(days=364)
    if how in ("nearly", "almost"):
        return day - timedelta(days=150), day + _AFTER_IT
    return day - timedelta(days=60), day + timedelta(days=300)


def _of_state(
    text: str,
    sentence: Sentence,
    found: re.Match[str],
    times: Sequence[Time],
    names: _Names,
    home: str | None,
) -> Told | None:
    """A vote or an independence of a state that the sentence names."""
    name = found.group().lower()
    state = _state(text, sentence, found, names)
    if state is None:
        state = home if name != "independence" else _state_of_head(text, names)
    rows = () if state is None else _rows(names, state, name)
    if not rows:
        return None
    span = Span.of(text, found.start(), found.end())
    before = text[max(sentence.start, found.start() - 2 * _NEAR) : found.start()]
    if name == "independence":
        marked = _marked(text, sentence, found, before, rows[0])
        return None if marked is None else Told(span, (marked,), True)
    fits = _meant(text, sentence, found, times, rows)
    if not fits:
        return None
    days = list(_windows(text, sentence, found, before, fits))
    return Told(span, tuple(days), len(fits) < len(rows)) if days else None


def _rows(names: _Names, state: str, name: str) -> tuple[Happening, ...]:
    """Those of a state by a name in lower case, or by its singular."""
    singular = names.by_state.get((state, name.removesuffix("s")), ())
    return names.by_state.get((state, name), singular)


def _state(text: str, sentence: Sentence, found: re.Match[str], names: _Names) -> str | None:
    """The state named nearest before a name, else after it, in its sentence."""
    before = list(names.states.finditer(text, sentence.start, found.start()))
    after = names.states.search(text, found.end(), sentence.end)
    near = before[-1] if before else None
    if after is not None and re.fullmatch(
        r"(?: \w+){0,2} (?:in|of) (?:the )?", text[found.end() : after.start()]
    ):
        near = after
    near = near or after
    return None if near is None else names.codes[near.group()]


def _state_of_head(text: str, names: _Names) -> str | None:
    """The one state that the head of a report congratulates, but for the publisher's own."""
    found = re.search(r"\b(?:people|government|Republic|Kingdom) of (?:the )?", text[:600])
    named = names.states.search(text, found.start() if found else 0, 600)
    return None if found is None or named is None else names.codes[named.group()]


def _meant(
    text: str,
    sentence: Sentence,
    found: re.Match[str],
    times: Sequence[Time],
    rows: tuple[Happening, ...],
) -> list[Happening]:
    """The rows that a year, a month or a day beside the name leaves."""
    fits = list(rows)
    before = text[max(sentence.start, found.start() - _NEAR) : found.start()]
    after = text[found.end() : min(sentence.end, found.end() + _NEAR)]
    year = re.search(r"\b(20\d\d)(?: [\w.’']+){0,3} ?$", before) or re.match(
        r"\W*(?:(?:held|scheduled|set|due)? ?(?:for|in|of|on) (?:[\w,]+ ){0,4}?)?(20\d\d)\b", after
    )
    if year is not None:
        fits = [r for r in fits if year[1] in (str(r.first.year), str(r.last.year))]
    for time in times:
        near = 0 <= time.start - found.end() < 24 or 0 <= found.start() - time.end < 12
        told = re.match(r"(?:XXXX|\d{4})-(\d{2})(?:-(\d{2}))?$", time.value or "") if near else None
        if told is None:
            continue
        month, day = int(told[1]), int(told[2]) if told[2] else None
        fits = [
            r
            for r in fits
            if month in (r.first.month, r.last.month)
            and (
                day is None or r.first.day <= day <= r.last.day or day in (r.first.day, r.last.day)
            )
        ]
    return fits


def _windows(
    text: str, sentence: Sentence, found: re.Match[str], before: str, fits: Sequence[Happening]
) -> Iterator[Days]:
    """The days of writing that each vote leaves, by the words beside it."""
    after = text[found.end() : min(sentence.end, found.end() + _NEAR)]
    soon = _SOON_AHEAD.search(before) or _AHEAD_AFTER.match(after)
    ahead = soon or _AHEAD.search(before)
    behind = _BEHIND.search(before)
    recalled = _RECALLED.search(before)
    for each in fits:
        if ahead and not behind and not recalled:
            yield each.first - (_SOON if soon else _LONG), each.last
        elif behind and not ahead and not recalled and sentence.index < NEWS_SENTENCES:
            yield each.first, each.last + _AFTER
        elif (behind or recalled) and not ahead:
            yield each.first, _OPEN
