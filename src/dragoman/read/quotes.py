"""Quotation marks: what stands between which two of them.

The marks of a paragraph are walked from left to right. A mark that looks the same at both ends (")
is told by what stands on its two sides, so that a missing mark is noticed where the next one opens.
A quotation never runs past its paragraph: one that no mark closes ends with its sentence, or with
the paragraph where the next paragraph opens with a mark again (a running quotation, which goes on
there). So an unbalanced mark costs one sentence, never the rest of the report.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

DOUBLE = {"“": "”", "„": "“”", "«": "»", "‹": "›", "”": "”", "``": "''", "''": "''", '"': '"'}
"""Opening marks, and what may close each. Some reports open with ” as well."""
_MARK = re.compile(r"``|''|[\"“”„«»‹›]|(?<!\w)['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)")
_PARAGRAPH = re.compile(r"[^\r\n]+")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”'’)\]]*(?=\s|$)")
_ELISION = re.compile(r"['‘](?:\d|(?:em|til|tis|twas|cause|n|s|re|ve|ll|d|m|t)\b)", re.IGNORECASE)
_PUNCTUATION = ".,!?…"
_OPENS_AFTER = frozenset("([{—–-/:;,“‘\"'")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: characters `start`–`end` with its marks, `inner` without.

    `closed` is false where the closing mark is missing; `continues` is true where it goes on with
    the quotation of the paragraph before. `single` is true between single marks, which are also
    apostrophes and therefore less sure.
    """

    start: int
    end: int
    inner: tuple[int, int]
    closed: bool = True
    continues: bool = False
    single: bool = False

    def holds(self, offset: int) -> bool:
        """True where the character at `offset` is quoted."""
        return self.start <= offset < self.end

    def words(self, text: str) -> int:
        """How many words are quoted; one or two are often no more than a name or a hint of
        doubt.
        """
        return len(text[self.inner[0] : self.inner[1]].split())


def quoted(text: str, ends: Sequence[int] = ()) -> tuple[Quoted, ...]:
    """Every quotation of `text` that stands in no other, in order.

    Args:
        text: The report.
        ends: Offsets at which its sentences end, ascending; without them full stops are taken.
    """
    found: list[Quoted] = []
    carried = False
    for paragraph in _PARAGRAPH.finditer(text):
        if not paragraph[0].strip():
            continue
        inside = _paragraph(text, paragraph.start(), paragraph.end(), ends)
        if carried and inside and _begins(text, paragraph.start(), inside[0]):
            inside[0] = replace(inside[0], continues=True)
            before = found[-1]
            stop = _paragraph_end(text, before.start)
            found[-1] = replace(before, end=stop, inner=(before.inner[0], stop))
        found += inside
        carried = bool(inside) and not inside[-1].closed
    return tuple(found)


def quotation_at(found: Sequence[Quoted], offset: int) -> Quoted | None:
    """The quotation of `found` that holds the character at `offset`, None where none does."""
    i = bisect_right([q.start for q in found], offset) - 1
    return found[i] if i >= 0 and found[i].holds(offset) else None


def _paragraph(text: str, start: int, stop: int, ends: Sequence[int]) -> list[Quoted]:
    found: list[Quoted] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, start, stop):
        sign = mark[0]
        if sign in "'’‘":
            if opened is None and not (found and mark.start() < found[-1].end):
                single = _single(text, mark, stop)
                if single is not None:
                    found.append(single)
            continue
        if found and mark.start() < found[-1].end and found[-1].single:
            found.pop()  # a double mark inside: what looked like a single quotation was none
        if opened is None:
            if _opens(text, mark, start, stop):
                opened = mark
        elif _closes(text, opened[0], mark, start):
            found.append(
                Quoted(opened.start(), mark.end(), _trim(text, opened.end(), mark.start()))
            )
            opened = None
        elif _opens(text, mark, start, stop):
            found.append(_unclosed(text, opened, mark.start(), ends))
            opened = mark
    if opened is not None:
        found.append(_unclosed(text, opened, stop, ends))
    return [q for q in found if q.inner[0] < q.inner[1]]


def _opens(text: str, mark: re.Match[str], start: int, stop: int) -> bool:
    """Whether a mark can open: not one that only closes, nor one stuck to the word before it."""
    sign = mark[0]
    if sign in "»›" or sign not in DOUBLE:
        return False
    after = text[mark.end()] if mark.end() < stop else " "
    if sign in "“„«‹`" or sign == "``":
        return mark.end() < stop
    before = text[mark.start() - 1] if mark.start() > start else " "
    if after.isspace():
        return False
    return before.isspace() or before in _OPENS_AFTER


def _closes(text: str, opener: str, mark: re.Match[str], start: int) -> bool:
    sign = mark[0]
    if sign not in DOUBLE[opener] and not (opener in '“"' and sign in '”"'):
        return opener == "“" and sign == "''"
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    if sign in '"' or sign == "''":  # the same at both ends: it opens where only a word follows
        return not (before.isspace() and after.isalnum())
    return True


def _unclosed(text: str, opened: re.Match[str], limit: int, ends: Sequence[int]) -> Quoted:
    if ends:
        i = bisect_left(ends, opened.end() + 1)
        stop = min(ends[i], limit) if i < len(ends) else limit
    else:
        stopped = _SENTENCE_END.search(text, opened.end(), limit)
        stop = stopped.end() if stopped else limit
    inner = _trim(text, opened.end(), stop)
    return Quoted(opened.start(), inner[1], inner, closed=False)


def _single(text: str, opened: re.Match[str], stop: int) -> Quoted | None:
    """A quotation in single marks: the first mark after punctuation closes it, else the first that
    is no plural's apostrophe, else the first.
    """
    if opened[0] == "’" or text[opened.end() : opened.end() + 1].isspace():
        return None
    if _ELISION.match(text, opened.start()):
        return None
    if opened.start() and not (
        text[opened.start() - 1].isspace() or text[opened.start() - 1] in _OPENS_AFTER
    ):
        return None
    plural: int | None = None
    for mark in _MARK.finditer(text, opened.end(), min(stop, opened.end() + LONGEST)):
        if mark[0] not in "'’":
            return None
        before = text[mark.start() - 1]
        if before in _PUNCTUATION:
            return _made(text, opened, mark.start())
        if not mark[0].isspace() and mark.start() + 1 <= stop:
            if before != "s":
                return _made(text, opened, mark.start())
            plural = mark.start() if plural is None else plural
    return None if plural is None else _made(text, opened, plural)


LONGEST = 2000
"""Characters within which a single mark must close, so that stray ones cost little."""


def _made(text: str, opened: re.Match[str], close: int) -> Quoted:
    return Quoted(opened.start(), close + 1, _trim(text, opened.end(), close), single=True)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _begins(text: str, start: int, first: Quoted) -> bool:
    return not text[start : first.start].strip()


def _paragraph_end(text: str, offset: int) -> int:
    match = _PARAGRAPH.match(text, offset)
    end = match.end() if match else len(text)
    return _trim(text, offset, end)[1]
