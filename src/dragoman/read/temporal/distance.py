"""How far one event lies from another: "weeks after the minister visited", "two days before"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dragoman.dates import interval
from dragoman.language.sentence import Sentence
from dragoman.read.document import Document
from dragoman.read.temporal import calendar
from dragoman.record import Time


@dataclass(frozen=True, slots=True)
class Written:
    """When the report was written: from `first` to `last`, one day where it is known."""

    first: date | None
    last: date | None

    @property
    def tells(self) -> bool:
        """False where both ends are more than a year apart: that dates no event."""
        if self.first is None or self.last is None:
            return True
        return (self.last - self.first).days <= 366

    @property
    def edtf(self) -> str | None:
        """The interval as EDTF, None where both ends are open."""
        if self.first is None and self.last is None:
            return None
        return interval(self.first, self.last)


_REACH = {"D": (10, 2), "W": (8, 2), "M": (11, 2), "Y": (9, 2)}
"""How far "days", "weeks", "months", "years" after something lie from it, at most and at least."""


def distance(time: Time, base: Written | None, after: bool) -> str | None:
    """ "weeks after …": so far from the day of the news."""
    sign = 1 if after else -1
    one_day = base is not None and base.first == base.last
    if one_day and re.fullmatch(r"PT(?:X|\d+)[HM]", time.value or ""):
        return base.edtf if base is not None else None  # hours after
    found = re.fullmatch(r"P(X|\d+(?:\.\d+)?)([DWMY])", time.value or "")
    if found is None or base is None or base.first is None or base.last is None:
        return None
    unit = found[2]
    if found[1] != "X":
        count = -sign * round(float(found[1]))
        days = [calendar.moved(d, unit, count) for d in (base.first, base.last)]
        if days[0] is None or days[1] is None:
            return None
        if days[0] == days[1]:
            rough = "" if unit == "D" else "~"  # "three days after" is told by who counted them
            return f"{calendar.at({'D': 'D', 'W': 'D', 'M': 'M', 'Y': 'Y'}[unit], days[0])}{rough}"
        return interval(days[0], days[1])
    most, least = _REACH[unit]
    first = calendar.moved(base.first, unit, -sign * (most if sign > 0 else least))
    last = calendar.moved(base.last, unit, -sign * (least if sign > 0 else most))
    if first is None or last is None or first > last:
        return None
    finer = {"D": "D", "W": "M", "M": "M", "Y": "Y"}[unit]
    start, stop = calendar.at(finer, first), calendar.at(finer, last)
    return f"{start}~" if start == stop else f"{start}~/{stop}~"


def distance_word(document: Document, time: Time) -> str:
    """ "after" or "before" where a length is told as the distance from an event, else empty."""
    if time.type != "DURATION":
        return ""
    follows = document.text[time.end : time.end + 12].split()[:1]
    return follows[0] if follows in (["after"], ["before"]) else ""


_AT_THE_HEAD = 4
"""Words of a sentence within which a length opens it."""


def told_by_distance(sentence: Sentence, i: int) -> frozenset[int]:
    """What "weeks after" at token `i` dates: the event named next, with what hangs on it."""
    for token in sentence.tokens[i + 1 : i + 16]:
        if token.text == "," and i < _AT_THE_HEAD:
            break  # "Two days after the talks, Ghana recalled": the talks
        if token.upos == "VERB":
            return frozenset(sentence.subtree(token.index))
    nouns = [t for t in sentence.tokens[i + 2 : i + 10] if t.upos == "NOUN"]
    return frozenset(sentence.subtree(nouns[0].index)) if nouns else frozenset()
