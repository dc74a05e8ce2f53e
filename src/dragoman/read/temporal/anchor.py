"""What a temporal expression is reckoned from: the day of publication, tense, and dates told before.

News reckons from the day it appears; a narrative of the past reckons from the date it told last.
Which of the two a text is shows in its own dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.dates import earliest, is_edtf
from dragoman.read.temporal import calendar
from dragoman.read.temporal.pattern import Found


class Tense(StrEnum):
    """Where the verb that governs a word points."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


@dataclass(slots=True)
class Anchor:
    """Where a reading of a text's times stands.

    `day` is the day of publication in the publisher's local time, None if unknown; `year` the year
    where only that is known. `told` is the last date told with its TIMEX3 value; `narrative` is
    true where the text tells of a past of its own.
    """

    day: date | None
    tense: Callable[[int], Tense]
    narrative: bool = False
    year: int | None = None
    told: date | None = None
    told_value: str = ""
    told_at: int = -1

    @property
    def base(self) -> date | None:
        """The day that deictic words ("today") are reckoned from."""
        return self.day

    @property
    def reference(self) -> date | None:
        """The day that bare dates ("in October") are reckoned from."""
        if self.narrative and self.told is not None:
            return self.told
        return self.day if self.day is not None else self.told

    @property
    def told_unit(self) -> str:
        """How fine the last date told is: D, W, M, Q, Y, or empty."""
        value = self.told_value
        if re.match(r"\d{4}-\d{2}-\d{2}", value):
            return "D"
        if re.match(r"\d{4}-W\d{2}", value):
            return "W"
        if re.fullmatch(r"\d{4}-\d{2}", value):
            return "M"
        if re.match(r"\d{4}-(?:Q|H|SP|SU|FA|WI)", value):
            return "Q"
        return "Y" if re.fullmatch(r"\d{4}", value) else ""

    def tell(self, found: Found, at: int) -> None:
        """Notes a date that later expressions may refer to."""
        if found.vague or found.type not in ("DATE", "TIME"):
            return
        edtf = calendar.edtf_of(found.value)
        if edtf is not None and is_edtf(edtf):
            first = earliest(edtf)
            if first is not None:
                self.told, self.told_value, self.told_at = first, found.value, at

    def past_or_ahead(self, offset: int) -> int:
        """-1 where the tense at `offset` points back, 1 where it points ahead, 0 where neither."""
        tense = self.tense(offset)
        return {Tense.PAST: -1, Tense.FUTURE: 1}.get(tense, 0)


_FUTURE = re.compile(
    r"\b(?:will|shall|won['’]t|’ll|'ll|to be|(?:is|are|was|were|be) (?:due|set|expected|scheduled"
    r"|slated|planned|likely|about|supposed|going) (?:to|for|on|in)|plans? to|intends? to|hopes? to|wants? to"
    r"|expects? to|(?:is|are) to|upcoming|would|expected|scheduled|planned|due)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|[a-z]{2,}ed|met|took|came|went|began|held|made|gave|left|fell"
    r"|rose|spoke|won|lost|got|saw|kept|grew|ran|sent|became|broke|brought|sold|bought|led)\b"
)
_CLAUSE = re.compile(r"[.;!?\n]|,\s+(?:and|but|which|who|while|after|before)\b")


def tense_by_words(text: str) -> Callable[[int], Tense]:
    """Tense by the nearest word that shows one in the same clause: what is used where there is no tree."""

    def tense(offset: int) -> Tense:
        low = 0
        for m in _CLAUSE.finditer(text, max(0, offset - 200), offset):
            low = m.end()
        low = max(low, offset - 200)
        high_match = _CLAUSE.search(text, offset, min(len(text), offset + 120))
        high = high_match.start() if high_match else min(len(text), offset + 120)
        clause = text[low:high]
        here = offset - low

        def nearest(pattern: re.Pattern[str]) -> int:
            return min((abs(m.start() - here) for m in pattern.finditer(clause)), default=999)

        future, past = nearest(_FUTURE), nearest(_PAST)
        if future == past == 999:
            return Tense.NONE
        return Tense.FUTURE if future <= past else Tense.PAST

    return tense
