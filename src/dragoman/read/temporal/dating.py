"""When an undated report must have been written, told from its own dates.

What it tells as past lies before it, what it tells as ahead lies after it; a year it calls "this
year", or the year of what is near ahead, ties it to that year. Each bound keeps the words that give
it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.dates import earliest, interval, latest
from dragoman.language.sentence import Sentence
from dragoman.read.temporal.anchor import Tense
from dragoman.read.temporal.tense import tense_by_tree
from dragoman.record import Dated, Time
from dragoman.report import Span

_AHEAD = re.compile(r"\b(?:upcoming|forthcoming|scheduled|ahead of|due|planned|next)\b", re.I)
_THIS_YEAR = re.compile(r"\b(?:later|earlier)?\s*(?:in )?this year\b|\blater in the year\b", re.I)


def written(text: str, sentences: Sequence[Sentence], times: Sequence[Time]) -> Dated | None:
    """The interval in which the text must have been written; None where nothing bounds it."""
    tense = tense_by_tree(sentences, text)
    past: list[tuple[date, Time]] = []
    ahead: list[tuple[date, Time]] = []
    for time in times:
        if time.edtf is None or time.type == "SET":
            continue
        first, last = earliest(time.edtf), latest(time.edtf)
        if first is None or last is None or last.year - first.year > 1:
            continue
        where = tense(time.start)
        if where is Tense.FUTURE or _marked_ahead(text, time):
            ahead.append((last, time))
        else:
            past.append((first, time))
    if not past and not ahead:
        return None
    after = max((d for d, _ in past), default=None)
    # A report is written no later than the last day of what it tells as ahead begins.
    before = min((earliest(t.edtf or "") or d for d, t in ahead), default=None)
    if after is not None and before is not None and after >= before:
        # What contradicts the later bound was not past after all ("the 2030 target").
        past = [(d, t) for d, t in past if d < before]
        after = max((d for d, _ in past), default=None)
    bounds = [t for d, t in past if d == after][:1]
    bounds += [t for d, t in ahead if (earliest(t.edtf or "") or d) == before][:1]
    said = _THIS_YEAR.search(text)
    stop = before - timedelta(days=1) if before is not None else None
    year = _year(text, said, bounds, after, before)
    if year is not None:
        after = max(after or date(year, 1, 1), date(year, 1, 1))
        stop = min(stop or date(year, 12, 31), date(year, 12, 31))
        if said is not None:
            bounds.append(Time(said.group(), said.start(), said.end()))
    if after is not None and stop is not None and after > stop:
        return None
    return Dated(
        interval(after, stop),
        tuple(Span.of(text, t.start, t.end) for t in sorted(bounds, key=lambda t: t.start)),
    )


def _marked_ahead(text: str, time: Time) -> bool:
    before = text[max(0, time.start - 60) : time.start]
    return bool(_AHEAD.search(re.split(r"[.;!?\n]", before)[-1]))


def _year(
    text: str,
    said: re.Match[str] | None,
    bounds: Sequence[Time],
    after: date | None,
    before: date | None,
) -> int | None:
    if said is None:
        return None
    if before is not None:
        return before.year
    return after.year if after is not None else None
