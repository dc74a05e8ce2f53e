"""The times of a sentence in its tree, and what they say as of the day of the report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from dragoman.dates import interval
from dragoman.language.sentence import Sentence, Token
from dragoman.read.dayname import WEEKDAYS
from dragoman.read.document import Document
from dragoman.read.temporal import calendar
from dragoman.read.temporal.distance import Written
from dragoman.record import Time

LIGHT = frozenset(
    "hold make have conduct pay launch carry begin open host convene take give issue sign stage"
    " deliver co-host cohost co-chair chair lead attend join receive complete undertake conclude"
    " start end resume participate engage be kick wrap finish follow announce schedule occur"
    " happen postpone cancel set plan".split()
)
"""Verbs whose object is what happened: "held talks", "paid a visit", "took part in a meeting"."""


_CLAUSES = frozenset(("advcl", "ccomp", "acl", "parataxis", "csubj"))


_NO_HEADS = frozenset(("DET", "ADJ", "PUNCT", "ADP", "CCONJ"))


def times_between(document: Document, start: int, end: int) -> Iterator[Time]:
    """The times that lie between two characters, in order."""
    times = document.times
    for k in range(bisect_left(times, start, key=lambda t: t.start), len(times)):
        time = times[k]
        if time.start >= end:
            return
        if time.end <= end:
            yield time


def placed_times(document: Document, sentence: Sentence) -> list[tuple[int, Time]]:
    """The times of a sentence with the token that governs each."""
    found = []
    tokens = sentence.tokens
    for time in times_between(document, sentence.start, sentence.end):
        low = bisect_right(tokens, time.start, key=lambda t: t.end)
        high = bisect_left(tokens, time.end, key=lambda t: t.start)
        covered = tokens[low:high]
        if covered:
            inside = {t.index for t in covered}
            heads = [t for t in covered if t.head not in inside and t.upos not in _NO_HEADS]
            found.append((heads[-1].index if heads else covered[-1].index, time))
    return found


_DAYS = WEEKDAYS | {"today", "yesterday"}


def is_named_day(token: Token) -> bool:
    """True for a day of the week, "today" and "yesterday", and "the following day"."""
    return token.lower in _DAYS or token.lower == "day"


def trails(sentence: Sentence, i: int, noun: Token) -> bool:
    """True for a day at the end of what a verb takes, which the parser may hang on that noun:
    "criticised the trip on Tuesday".
    """
    token = sentence.tokens[i]
    if not is_named_day(token) or noun.universal not in ("obj", "obl") or i < noun.index:
        return False
    return all(c.lower == "on" for c in sentence.children(i, "case"))


def leading_time(document: Document, sentence: Sentence) -> Time | None:
    """The time that stands alone right before a sentence, cut off: "In 2018 | Ghana met"."""
    if sentence.index == 0:
        return None
    front = document.sentences[sentence.index - 1]
    if len(front.tokens) > _LEADING or document.text[front.end : sentence.start].count("\n"):
        return None
    times = list(times_between(document, front.start, front.end))
    if len(times) != 1 or times[0].end != front.tokens[-1].end or times[0].type != "DATE":
        return None
    alone = front.tokens[0].upos == "ADP" and front.tokens[1].start == times[0].start
    return times[0] if alone else None


_LEADING = 5
"""Words of a time with its preposition."""


def clause_of(sentence: Sentence, head: int) -> Iterator[int]:
    """The tokens below `head`, clauses of their own left out."""
    yield head
    for child in sentence.children(head):
        if child.universal in _CLAUSES or child.universal == "conj":
            continue
        if child.universal == "xcomp" and child.upos == "VERB":
            continue
        yield from clause_of(sentence, child.index)


def weekday_within(time: Time, written: Written | None) -> str | None:
    """ "On Monday" in a report whose day is only bounded: from the first such day to the last."""
    found = re.fullmatch(r"XXXX-WXX-(\d)", time.value or "")
    if written is None or written.first is None or written.last is None or not written.tells:
        return None
    if found is not None:
        number = int(found[1])
        first = calendar.weekday_before(written.first, number)
        last = calendar.weekday_before(written.last, number)
        return interval(first, last)
    return written.edtf if time.value == "XXXX-XX-XX" else None


def without_clock(edtf: str) -> str:
    """The day of a date and time; any other value as it is."""
    return edtf[:10] if re.match(r"\d{4}-\d{2}-\d{2}T", edtf) else edtf


def listed(sentence: Sentence, tokens: frozenset[int]) -> frozenset[int]:
    """The names joined to one of a clause, with what hangs on the last of them: "will travel to
    Ghana, Togo, and Benin August 2-12".
    """
    return frozenset(
        j
        for i in tokens
        if sentence.tokens[i].upos == "PROPN"
        for name in sentence.children(i, "conj")
        if name.upos == "PROPN"
        for j in sentence.subtree(name.index)
    )


def cut_off(sentence: Sentence, root: int) -> Iterator[int]:
    """The words of phrases without a verb right before a root, which the parser left to themselves:
    "In January 2018 Ghana and Togo agreed".
    """
    for token in reversed(sentence.tokens[:root]):
        if token.head >= 0:
            continue
        below = list(sentence.subtree(token.index))
        if any(sentence.tokens[i].upos in ("VERB", "AUX") for i in below):
            return
        yield from below
