"""What a temporal expression is reckoned from: the day of publication, tense, and dates told
before.

News reckons from the day it appears; a narrative of the past reckons from the date it told last.
Which of the two a text is shows in its own dates.
"""

from __future__ import annotations

import re
from bisect import bisect_right
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
    where only that is known. `told` is the last date told with its TIMEX3 value, `named_quarter`
    the last quarter told, `quarter` the one that figures are told for; `narrative` is true where
    the text tells of a past of its own.
    """

    day: date | None
    tense: Callable[[int], Tense]
    narrative: bool = False
    year: int | None = None
    told: date | None = None
    told_value: str = ""
    told_at: int = -1
    quarter: str = ""
    named_quarter: str = ""

    @property
    def base(self) -> date | None:
        """The day that deictic words ("today") are reckoned from."""
        return self.day

    @property
    def reference(self) -> date | None:
        """The day that "on Monday", "last May", "in October" are reckoned from.

        A report without a day has none: a year that it names lies anywhere before or after it.
        """
        if self.narrative and self.told is not None:
            return self.told
        return self.day

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
        if found.type == "DURATION" and found.value in ("P6M", "P9M"):
            # Figures for six or nine months: what they are set beside is no quarter.
            self.quarter = ""
        if found.vague or found.type not in ("DATE", "TIME"):
            return
        if found.compared and not self.narrative:
            return  # figures go on from what is compared, not from what it is compared with
        edtf = calendar.edtf_of(found.value)
        if edtf is not None and is_edtf(edtf):
            first = earliest(edtf)
            if first is not None and first > date.min:
                self.told, self.told_value, self.told_at = first, found.value, at
                if re.fullmatch(r"\d{4}-Q[1-4]", found.value):
                    self.named_quarter = found.value
                    if not self.quarter or self._is_over(found.value):
                        self.quarter = found.value

    def _is_over(self, quarter: str) -> bool:
        return self.day is None or quarter < calendar.at("Q", self.day)

    def past_or_ahead(self, offset: int) -> int:
        """-1 where the tense at `offset` points back, 1 where it points ahead, 0 where neither."""
        if self.narrative and self.told is not None:
            # A story's past tense says nothing of what lies before or after its last date.
            return 0
        tense = self.tense(offset)
        return {Tense.PAST: -1, Tense.FUTURE: 1}.get(tense, 0)


# Verb groups, longest first: what points ahead, what points back, and the present between them.
_VERB = re.compile(
    r"\b(?:(?P<missed>(?:had\s+(?:previously\s+|originally\s+)?been|was\s+to\s+have)\s+"
    r"(?:due|(?:(?<=is\s)|(?<=are\s))set|set(?!\s+(?:in|on|by|early|late|at)\b)|expected|scheduled|slated|planned|supposed)\b"
    r"|could(?:\s+not|n['’]t)\s+(?:immediately\s+)?be\b)"
    r"|(?P<ahead>(?:(?:will|shall|would|won['’]t|may|might|could|can|should|must)\b|(?:[’']ll)\b)"
    r"(?:\s+(?:not|also|then|now|be|have|been|[a-z]+ly)\b)*(?:\s+[a-z]+)?"
    r"|(?:(?:is|are|was|were|be|been|being|[’']s|it[’']s)\s+(?:also\s+|now\s+|still\s+|tentatively\s+)?)?"
    r"(?:due|(?:(?<=is\s)|(?<=are\s))set|set(?!\s+(?:in|on|by|early|late|at)\b)|expected|scheduled|slated|planned|likely|about|supposed|going|prepared|ready"
    r"|poised|bound|designed|projected)\s+(?:to\s+(?:be\s+)?[a-z]+|(?:for|in|on|by|early|late|next|at)\b)"
    r"|(?:is|are|was|were)\s+(?:due|expected|scheduled|planned|to)\b"
    r"|(?:plan|intend|hope|want|expect|need|aim|seek|prepar|agree|promise|vow|pledge|decid|threaten)"
    r"(?:s|ed|d|e|es|ing|ned|ning)?\s+to\s+(?:be\s+)?[a-z]+"
    r"|(?:postponed|delayed|adjourned|deferred|extended|rescheduled|put\s+off|pushed\s+back)\s+"
    r"(?:until|till|to)\b"
    r"|(?:has|have|gave|given)\s+(?:(?!until\b|till\b)[\w’'.-]+\s+){0,6}(?:until|till)\b|(?:has|have)\s+to\b"
    r"|(?:has|have)\s+(?:scheduled|planned|set|called|invited|organi[sz]ed)\s+(?:an?|the|his|her|its|their)\b"
    r"|plan(?:ned|s|ning)?\s+(?:an?|the|his|her|its|their)\b"
    r"|look(?:s|ed|ing)?\s+forward\s+to\b"
    r"|upcoming|scheduled\s+for|as\s+(?:soon|early|late)\s+as|effective|payable|ahead\s+of)"
    r"|(?P<back>(?:has|have|had|[’']ve|[’']d)\b|(?:was|were|did|said|told)\b"
    r"|(?!un)[a-z]{3,}ed\b|(?:met|took|came|went|began|held|made|gave|left|fell|rose|spoke|won|lost|got"
    r"|saw|kept|grew|ran|sent|became|broke|brought|sold|bought|led|shot|paid|set|hit|read|drew|flew"
    r"|threw|wrote|sought|taught|thought|found|felt|stood|built|cut|put|shut|struck|withdrew|swore"
    r"|drove|chose|rode|sank|sang|spent|lent|bid|fought|caught|heard|tore|wore|swept|slept|crept|wept|fled"
    r"|blew|knew|sped|slew|swung|stole|woke|beat|ate|froze|arose|rang|hid|lay|laid|dealt|meant|split"
    r"|burst|forbade|forgave|undertook|overthrew|withstood)\b)"
    r"|(?P<now>(?:is|are|am|says|say|does|do)\b))"
)
_END = re.compile(
    r"(?<![ap]\.m)(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)[.;!?][\"'”’)]*\s+(?=[\"“‘'`(]*[A-Z])"
    r"|\n\s*\n"
)


_REACH = 240
"""Characters within which a verb group tells the tense."""


def tense_by_words(text: str) -> Callable[[int], Tense]:
    """Tense by the verb group before a word in its sentence, else the one after it.

    On TempEval-3's training part the tree's governing verb does no better, and the two together
    do not either.
    """
    ends: list[int] = []
    groups: dict[int, list[tuple[int, int, str | None]]] = {}

    def verbs(offset: int) -> list[tuple[int, int, str | None]]:
        if not ends:
            ends.extend(m.end() for m in _END.finditer(text))
            ends.append(len(text) + 1)
        k = bisect_right(ends, offset)
        if k not in groups:
            low, high = ends[k - 1] if k else 0, ends[min(k, len(ends) - 1)]
            found = _VERB.finditer(text, low, high)
            groups[k] = [(m.start(), m.end(), m.lastgroup) for m in found]
        return groups[k]

    def tense(offset: int) -> Tense:
        before: str | None = None
        after: str | None = None
        for start, end, kind in verbs(offset):
            if end <= offset:
                before = kind if start >= offset - _REACH else None
            else:
                after = kind if start <= offset + _REACH else None
                break
        kind = before if before is not None and before != "now" else (after or before)
        if kind == "now":
            return Tense.PRESENT
        return {"ahead": Tense.FUTURE, "back": Tense.PAST, "missed": Tense.PAST}.get(
            kind or "", Tense.NONE
        )

    return tense
