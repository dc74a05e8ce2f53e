"""The interval in which a report without a day was written, from all that bounds it.

Each kind of evidence has its words: the dates it tells as past or ahead (`dating.py`), the offices
it gives people (`tenure.py`) and who takes or leaves one (`changes.py`), the gatherings it goes to
(`sittings.py`), the happenings it recalls or awaits (`happenings.py`), what is called by its year
(`editions.py`), the latest day told, and, once the years are few, weekdays told with a day of the
month but no year, which fit some years only. Where the rest gainsays dates, the dates stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.dates import earliest, interval, latest
from dragoman.knowledge import Knowledge
from dragoman.language.sentence import Sentence
from dragoman.read.temporal import calendar, dating
from dragoman.read.temporal.anchor import Tense, tense_by_words
from dragoman.read.temporal.changes import changes
from dragoman.read.temporal.editions import editions
from dragoman.read.temporal.happenings import happenings
from dragoman.read.temporal.sittings import Told, sittings
from dragoman.read.temporal.tenure import Tenure, people, tenure
from dragoman.read.temporal.words import table
from dragoman.record import Dated, Time
from dragoman.report import Span

_BEHIND = timedelta(days=200)
"""How far back a day without its year lies at most, of what is told as past."""
_AHEAD = timedelta(days=330)
"""How far ahead a day without its year lies at most."""
_COUNTED = re.compile(
    r"\b(\d{1,3}(?:st|nd|rd|th)|[A-Za-z]+th) anniversary\b|\b(\d{1,3}|[a-z]+) years ago\b"
)
_FEW = 5
"""Years below which a count fits too many of the years that a report tells."""
_LATEST = 2100
"""A year that no report comes from, so that a count that leads there is of something else."""
_BESIDE = 160
"""Characters within which a year is the one that an anniversary is counted from."""
_NEAR = timedelta(days=182)
"""How far from a day, told as neither past nor ahead, a report of it is written at most."""
_DELAY = timedelta(days=2)
"""How long after the day of its dateline a report may appear."""
_HEAD = 200
"""Characters at the head of a report in which a line with a date alone is its own."""
_HEADED = re.compile(
    r"\W*(?:for immediate release|updated|published|posted|issued|dated|date|as of)?\W*"
    r"(?:[A-Z][\w.]*,? ){0,4}\W*",
    re.I,
)
_PLACED = re.compile(r"\W*(?:[A-Z][\w.]*[, ]*){0,6}\W*")
_CITY = re.compile(r"\s*[A-Z][A-Z .'’/-]+(?:, [A-Z][\w.]*)*,? ?(?:\([\w ]+\),? ?)?")
_DASHED = re.compile(r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:[-–—:]|\s--\s)")
_TODAY = re.compile(r"\b[Tt]oday,? (?:\()?(?:on )?$")
_YEARS = 12
"""Years beyond which a weekday fits too many of them to tell anything."""


@dataclass(frozen=True, slots=True)
class _Bounds:
    first: date | None
    last: date | None
    spans: tuple[Span, ...]

    def cut(self, first: date | None, last: date | None, spans: Sequence[Span]) -> _Bounds | None:
        """These bounds with further ones; None where nothing is left between them."""
        low = max((d for d in (self.first, first) if d is not None), default=None)
        high = min((d for d in (self.last, last) if d is not None), default=None)
        if low is not None and high is not None and low > high:
            return None
        fresh = () if (low, high) == (self.first, self.last) else tuple(spans)
        return _Bounds(low, high, (*self.spans, *fresh))


def written(
    text: str,
    sentences: Sequence[Sentence],
    times: Sequence[Time],
    known: Knowledge,
    home: str | None = None,
) -> Dated | None:
    """The interval in which a text must have been written; None where nothing bounds it.

    Args:
        text: the report's text.
        sentences: its sentences.
        times: its times, read without a day.
        known: the tables.
        home: the state whose government publishes the report, None if none does.
    """
    told = dating.written(text, sentences, times)
    bounds = _Bounds(None, None, ())
    if told is not None:
        bounds = _Bounds(earliest(told.edtf), latest(told.edtf), told.bounds)
    named = people(text, sentences, known)
    held = tenure(text, named, known, home)
    bounds = _by_offices(bounds, held)
    bounds = _by_told(bounds, changes(text, named, known, home))
    bounds = _by_dateline(bounds, text, times)
    bounds = _by_latest_day(bounds, text, sentences, times, held)
    bounds = _by_told(bounds, sittings(text, sentences, known))
    bounds = _by_told(bounds, happenings(text, sentences, times, known, home))
    bounds = _by_told(bounds, editions(text, sentences))
    bounds = _by_anniversary(bounds, text, times)
    bounds = _by_weekdays(bounds, text, times)
    if bounds.first is None and bounds.last is None:
        return None
    spans = sorted(dict.fromkeys(bounds.spans), key=lambda s: (s.start, s.end))
    return Dated(interval(bounds.first, bounds.last), tuple(spans))


def _by_offices(bounds: _Bounds, held: Tenure | None) -> _Bounds:
    if held is None:
        return bounds
    return bounds.cut(held.first, held.last, held.spans) or bounds


def _by_dateline(bounds: _Bounds, text: str, times: Sequence[Time]) -> _Bounds:
    """The day of a dateline, or of a line that holds a date and no sentence, first or last."""
    for time in (*times[:3], *times[-1:]):
        day = _full_day(time)
        if day is None:
            continue
        start = text.rfind("\n", 0, time.start) + 1
        stop = text.find("\n", time.end)
        stop = len(text) if stop < 0 else stop
        alone = _HEADED.fullmatch(text, start, time.start) and _PLACED.fullmatch(
            text, time.end, stop
        )
        edge = not text[:start].strip() or not text[stop:].strip() or start < _HEAD
        line = _CITY.fullmatch(text, 0, time.start) and _DASHED.match(text, time.end)
        line = line or _TODAY.search(text, max(start, time.start - 24), time.start)
        if (alone and edge and stop - start < len(text.strip())) or line:
            span = Span.of(text, time.start, time.end)
            return bounds.cut(day[0], day[1] + _DELAY, (span,)) or bounds
    return bounds


def _by_latest_day(
    bounds: _Bounds,
    text: str,
    sentences: Sequence[Sentence],
    times: Sequence[Time],
    held: Tenure | None,
) -> _Bounds:
    """The latest day told with its year: news is written within a year of it.

    Only of a day on which those told in office held it, else of one in the first sentences.
    """
    days = [(*day, t) for t in times if (day := _full_day(t)) is not None]
    if not days:
        return bounds
    first, last, time = max(days, key=lambda d: d[0])
    k = bisect_right([s.start for s in sentences], time.start) - 1
    if k < 0:
        return bounds
    says = dating.points(text, sentences[k], time, whole_year=False)
    early = k < dating.NEWS_SENTENCES
    tells = says is not None or dating.tells_when(text, sentences[k], time)
    if not tells and not (early and dating.stands_as_when(text, sentences[k], time)):
        return bounds
    if held is not None and held.first is not None:
        if first < held.first:
            return bounds
    elif not early or says is dating.Points.PAST:
        return bounds
    if says in (dating.Points.PAST, dating.Points.NEWS):
        low, high = first, first + dating.WITHIN
    elif says is dating.Points.AHEAD:
        low, high = last - dating.WITHIN, last
    else:
        low, high = first - _NEAR, first + _NEAR
    return bounds.cut(low, high, (Span.of(text, time.start, time.end),)) or bounds


def _by_told(bounds: _Bounds, told: Iterable[Told]) -> _Bounds:
    """The sittings and happenings that are named, those of them that the other bounds leave."""
    for each in told:
        first, last = bounds.first, bounds.last
        if not each.sure and (first is None or last is None):
            continue
        fits = [
            d
            for d in each.days
            if (last is None or d[0] <= last) and (first is None or d[1] >= first)
        ]
        if fits:
            low, high = min(d[0] for d in fits), max(d[1] for d in fits)
            stop = None if high == date.max else high
            bounds = bounds.cut(low, stop, (each.span,)) or bounds
    return bounds


def _by_anniversary(bounds: _Bounds, text: str, times: Sequence[Time]) -> _Bounds:
    """ "The 61st anniversary of their independence in 1960"; "in 1960, sixty years ago".

    A year near by and the count give the year of writing, where those told in office held it then
    or the sentence holds both.
    """
    first, last = bounds.first, bounds.last
    known = first is not None and last is not None
    found: dict[int, tuple[Span, Span]] = {}
    for counted in _COUNTED.finditer(text):
        count = _number(counted[1] or counted[2])
        if count is None or count < _FEW:
            continue
        for time in times:
            year = re.search(r"\b(1[5-9]\d\d|20\d\d)\b", time.text)
            gap = text[min(counted.end(), time.end) : max(counted.start(), time.start)]
            if year is None or time.type != "DATE" or len(gap) > _BESIDE:
                continue
            then = int(year[1]) + count
            if counted[1] and time.start < counted.start() and not known:
                continue  # "in 2023, the 60th anniversary": the year of the anniversary itself
            inside = first is not None and last is not None and first.year <= then <= last.year
            if inside or (not known and then < _LATEST and not re.search(r"[.;\n]", gap)):
                spans = Span.of(text, *counted.span()), Span.of(text, time.start, time.end)
                found.setdefault(then, spans)
    if len(found) != 1:
        return bounds
    ((year_then, spans),) = found.items()
    return bounds.cut(date(year_then, 1, 1), date(year_then, 12, 31), spans) or bounds


def _number(words: str) -> int | None:
    """The number in "61st" or "ten", None of other words."""
    if words[0].isdigit():
        return int(re.sub(r"\D", "", words))
    code, value = table().single.get(words.lower(), ("", None))
    codes = table().codes
    known = code in (codes["ONES"], codes["TEENS"], codes["TENS"], codes["ORDW"])
    return value if known and isinstance(value, int) else None


def _full_day(time: Time) -> tuple[date, date] | None:
    """The days of a time that names its year and no more than a month of days."""
    if time.edtf is None or time.type not in ("DATE", "TIME") or time.edtf[0] == "-":
        return None
    if len(time.edtf) < len("2024-01-15") or not re.search(r"\d{4}", time.text):
        return None
    first, last = earliest(time.edtf), latest(time.edtf)
    if first is None or last is None or not 1900 < first.year < 9000:
        return None
    return (first, last) if (last - first).days <= 31 else None


def _by_weekdays(bounds: _Bounds, text: str, times: Sequence[Time]) -> _Bounds:
    tense = tense_by_words(text)
    for time in times:
        first, last = bounds.first, bounds.last
        if first is None or last is None or (last - first).days < 7:
            return bounds
        if last.year - first.year > _YEARS:
            return bounds
        day = _weekday_and_day(time)
        if day is None:
            continue
        windows = list(_windows(day, first.year - 1, last.year + 1, tense(time.start)))
        fits = [w for w in windows if w[0] <= last and w[1] >= first]
        if not fits:
            continue
        span = Span.of(text, time.start, time.end)
        bounds = bounds.cut(fits[0][0], fits[-1][1], (span,)) or bounds
    return bounds


def _weekday_and_day(time: Time) -> tuple[int, int, int] | None:
    """Weekday, month and day of "Monday, March 4"; None of a time of another form."""
    found = re.fullmatch(r"XXXX-(\d{2})-(\d{2})", time.value or "")
    word = re.match(r"[A-Z][a-z]+", time.text)
    if found is None or word is None:
        return None
    code, value = table().capital.get(word.group().lower(), ("", None))
    if code not in (table().codes["WDAY"], table().codes["WDA"]) or not isinstance(value, int):
        return None
    return value, int(found[1]), int(found[2])


def _windows(
    day: tuple[int, int, int], start: int, stop: int, tense: Tense
) -> Iterator[tuple[date, date]]:
    """The days of writing that each year leaves in which the day falls on that weekday."""
    weekday, month, number = day
    for year in range(max(start, 2), min(stop, 9997) + 1):
        found = calendar.day(year, month, number)
        if found is None or found.isoweekday() != weekday:
            continue
        first = found if tense is Tense.PAST else found - _AHEAD
        last = found if tense is Tense.FUTURE else found + _BEHIND
        yield first, last
