"""From a text to its times: words, patterns, values, in order of the text.

Each value is worked out when its turn comes, so that what a text told before is known by then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from dragoman.dates import is_edtf
from dragoman.read.temporal import days, lengths, parts, relative, units
from dragoman.read.temporal.anchor import Anchor, tense_by_words
from dragoman.read.temporal.calendar import edtf_of, moved
from dragoman.read.temporal.pattern import Found, Match, clusters
from dragoman.read.temporal.words import Words, cut, table
from dragoman.record import Time

RULES_OF = (days, lengths, parts, relative, units)
"""The modules whose rules are read; importing them registered these."""


def tag(
    text: str,
    day: date | None,
    *,
    year: int | None = None,
) -> tuple[Time, ...]:
    """Every temporal expression of `text`, in order.

    Args:
        text: the report's text.
        day: the day of publication in the publisher's local time, None if unknown.
        year: the year of publication where only that is known.
    """
    words = cut(text)
    anchor = Anchor(day, tense_by_words(text), _is_narrative(words, day), year)
    times: list[Time] = []
    for cluster in clusters(words):
        for time, found in _meant(words, cluster, anchor):
            if not (anchor.narrative and time.text.lower() in _DEICTIC):
                anchor.tell(found, time.start)
            times.append(time)
    return tuple(_joined(text, times))


def _meant(words: Words, cluster: list[Match], anchor: Anchor) -> list[tuple[Time, Found]]:
    taken: set[int] = set()
    kept: list[tuple[Time, Found]] = []
    for match in cluster:
        if not taken.isdisjoint(range(match.first, match.last)):
            continue
        outcome = match.rule.meaning(match, anchor)
        if outcome is None:
            continue
        taken.update(range(match.first, match.last))
        told = (outcome,) if isinstance(outcome, Found) else outcome
        kept.extend((_time(words, match, each), each) for each in told if each.value)
    return sorted(kept, key=lambda pair: pair[0].start)


def _time(words: Words, match: Match, found: Found) -> Time:
    first = found.first if found.first >= 0 else match.first
    last = found.last if found.last >= 0 else match.last
    codes = table().codes
    if words.classes[last - 2 : last] == codes["MONTH"] + codes["DOT"]:
        last -= 1  # the full stop of the sentence, not of an abbreviation
    start, end = words.starts[first], words.ends[last - 1]
    edtf = edtf_of(found.value) if found.edtf == "" else found.edtf
    if edtf is not None and not is_edtf(edtf):
        edtf = None
    if edtf is not None and found.type == "DATE" and "/" not in edtf and edtf[-1] not in "~?%":
        edtf += _qualifier(words, first, last)
    return Time(words.text[start:end], start, end, edtf, found.type, found.value)


def _qualifier(words: Words, first: int, last: int) -> str:
    """EDTF's mark for "around Nov. 1", "a week or so ago" (`~`) and "perhaps 1862" (`?`)."""
    codes = table().codes
    before = words.classes[max(0, first - 2) : first]
    rough = codes["ABOUT"] in before[-1:] or codes["ORSO"] in words.classes[first:last]
    unsure = codes["MAYBE"] in before[-1:] or (rough and codes["MAYBE"] in before)
    return "%" if rough and unsure else "~" if rough else "?" if unsure else ""


def _is_narrative(words: Words, day: date | None) -> bool:
    """True where the text tells of a past of its own: most of its years are far off."""
    code = table().codes["YEAR"]
    years = [
        value
        for value, c in zip(words.values, words.classes, strict=True)
        if c == code and 1400 <= value <= 2100
    ]
    if day is None or len(years) < 4:
        return False
    deictic = sum(words.classes.count(table().codes[c]) for c in ("WDAY", "TODAY", "TONIGHT"))
    far = sum(abs(year - day.year) > 1 for year in years)
    return far >= 0.7 * len(years) and deictic < 0.2 * len(years)


_DEICTIC = frozenset(
    (
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "this year",
        "last year",
        "this month",
        "this week",
    )
)
"""What a narrative says of its own day, which its story does not go on from."""

_BETWEEN = re.compile(r"\s*,?\s*(?:on|at|of)?\s*")


def _joined(text: str, times: Iterable[Time]) -> list[Time]:
    """Joins a clock time and the day beside it: "10 p.m. Wednesday"."""
    kept: list[Time] = []
    for each in times:
        time = _anniversary(text, each)
        last = kept[-1] if kept else None
        if last is not None and (from_day := _counted_from(text, last, time)) is not None:
            whole = text[last.start : time.end]
            kept[-1] = Time(whole, last.start, time.end, from_day, "DATE", from_day)
            continue
        if (
            last is not None
            and {last.type, time.type} == {"TIME", "DATE"}
            and _BETWEEN.fullmatch(text, last.end, time.start)
        ):
            clock, day = (last, time) if last.type == "TIME" else (time, last)
            if re.fullmatch(r"[\dX-]{10}T\d{2}:\d{2}Z?", clock.value or "") and re.fullmatch(
                r"\d{4}-\d{2}-\d{2}", day.value or ""
            ):
                value = f"{day.value}{(clock.value or '')[10:]}"
                whole = text[last.start : time.end]
                kept[-1] = Time(whole, last.start, time.end, edtf_of(value), "TIME", value)
                continue
        kept.append(time)
    return kept


_ANNIVERSARY = re.compile(
    r"(?:the )?(?:(\d+)(?:st|nd|rd|th)|(\w+)) anniversary of (?:the )?$", re.IGNORECASE
)


def _anniversary(text: str, day: Time) -> Time:
    """ "the 80th anniversary of 7 August 1942": so many years on; any other time as it is."""
    found = _ANNIVERSARY.search(text, max(0, day.start - 60), day.start)
    if found is None or not re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", day.edtf or ""):
        return day
    entry = table().single.get((found[2] or "").lower(), ("", None))
    ordinal = entry[0] == table().codes["ORDW"]
    years = int(found[1]) if found[1] else entry[1] if ordinal else None
    if years is None or day.edtf is None:
        return day
    value = f"{int(day.edtf[:4]) + years:04d}{day.edtf[4:]}"
    if not is_edtf(value):
        return day
    return Time(text[found.start() : day.end], found.start(), day.end, value, "DATE", value)


def _counted_from(text: str, length: Time, day: Time) -> str | None:
    """The day of "two weeks before 13 May 1999", None where the two times are not so joined."""
    how = text[length.end : day.start].strip()
    count = re.fullmatch(r"P(\d+)([DW])", length.value or "")
    if how not in ("before", "after") or length.type != "DURATION" or count is None:
        return None
    if day.edtf is None or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day.edtf):
        return None
    step = int(count[1]) * (1 if how == "after" else -1)
    found = moved(date.fromisoformat(day.edtf), count[2], step)
    return found.isoformat() if found is not None else None
