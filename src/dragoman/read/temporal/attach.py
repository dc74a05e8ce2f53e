"""Which time belongs to which event.

Looked for in this order: the event's own phrase, its clause, the verb it depends on, what is
coordinated with it, a distance from another event; last the day that the report is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.codes import Status
from dragoman.dates import earliest, interval, is_edtf, latest, shift
from dragoman.language.sentence import Sentence, Token
from dragoman.read.document import Candidate, Document
from dragoman.read.temporal import calendar
from dragoman.read.temporal.anchor import Tense
from dragoman.read.temporal.tense import governor, verb_tense
from dragoman.record import Time
from dragoman.report import Span

Told = tuple[str | None, Span | None]


@dataclass(frozen=True, slots=True)
class Written:
    """When the report was written: from `first` to `last`, one day where it is known."""

    first: date | None
    last: date | None

    @property
    def edtf(self) -> str | None:
        """The interval as EDTF, None where both ends are open."""
        if self.first is None and self.last is None:
            return None
        return interval(self.first, self.last)


_CLAUSES = frozenset(("advcl", "ccomp", "acl", "parataxis", "csubj"))
_LIGHT = frozenset(
    "hold make have conduct pay launch carry begin open host convene take give issue sign stage"
    " deliver co-host cohost co-chair chair lead attend join welcome receive complete undertake"
    " conclude start end resume participate engage be kick wrap finish follow announce".split()
)
"""Verbs whose object is what happened: "held talks", "paid a visit", "took part in a meeting"."""


def date_of(document: Document, candidate: Candidate, written: Written | None) -> Told:
    """The EDTF date of an event and the words that tell it."""
    sentence = document.sentences[candidate.sentence]
    told = _told(document, sentence, candidate, written)
    if told is not None:
        return told
    if not _is_news(document, sentence, candidate):
        return _open(sentence, candidate, written)
    return _day_of(document, written)


def _told(
    document: Document, sentence: Sentence, candidate: Candidate, written: Written | None
) -> Told | None:
    placed = _placed(document, sentence)
    for tokens in _circles(sentence, candidate):
        found = [(i, t) for i, t in placed if i in tokens]
        if not found:
            continue
        for i, time in sorted(found, key=lambda p: (abs(p[0] - candidate.head), p[0])):
            edtf = _value(document, sentence, i, time, candidate, written)
            if edtf is not None:
                return edtf, _span(document, sentence, i, time)
    return None


def _placed(document: Document, sentence: Sentence) -> list[tuple[int, Time]]:
    """The times of a sentence with the token that governs each."""
    found = []
    for time in document.times_in(sentence.start, sentence.end):
        covered = [t for t in sentence.tokens if t.start < time.end and t.end > time.start]
        if covered:
            inside = {t.index for t in covered}
            head = next((t for t in covered if t.head not in inside), covered[0])
            found.append((head.index, time))
    return found


def _circles(sentence: Sentence, candidate: Candidate) -> Iterator[frozenset[int]]:
    """Ever wider sets of tokens in which the event's time may stand."""
    head = candidate.head
    own = frozenset(_clause(sentence, head))
    yield own
    current = sentence.tokens[head]
    seen = own
    for _ in range(4):
        above = sentence.head(current.index)
        if above is None:
            return
        if not _shares(sentence, current, above):
            return
        wider = frozenset(_clause(sentence, above.index)) - seen
        yield wider
        seen |= wider
        current = above


def _shares(sentence: Sentence, below: Token, above: Token) -> bool:
    """True where what governs an event lends it its time."""
    relation = below.universal
    if relation in ("conj", "xcomp", "compound", "flat", "fixed", "appos"):
        return True
    if relation in ("obj", "nsubj", "obl", "nmod") and below.upos in ("NOUN", "PROPN"):
        if above.upos in ("VERB", "AUX"):
            return relation != "obl" or above.lemma in _LIGHT or True
        return relation == "nmod" or sentence.child(above.index, "cop") is not None
    if relation == "ccomp":
        # "said on Friday that he spoke": the news is of that day.
        return verb_tense(sentence, below.index) is not Tense.FUTURE
    return relation in ("advcl", "acl") and not sentence.children(below.index, "mark")


def _clause(sentence: Sentence, head: int) -> Iterator[int]:
    """The tokens below `head`, clauses of their own left out."""
    yield head
    for child in sentence.children(head):
        if child.universal in _CLAUSES or (
            child.universal == "conj" and child.upos in ("VERB", "AUX")
        ):
            continue
        if child.universal == "xcomp" and child.upos == "VERB":
            continue
        yield from _clause(sentence, child.index)


_SINCE = frozenset(("since",))
_UNTIL = frozenset(("until", "till"))
_BY = frozenset(("by", "before"))


def _value(
    document: Document,
    sentence: Sentence,
    i: int,
    time: Time,
    candidate: Candidate,
    written: Written | None,
) -> str | None:
    """The event's date by a time of its clause, with its preposition."""
    edtf = time.edtf
    before = _word_before(document, time)
    after = document.text[time.end : time.end + 12].split()
    follower = after[0].lower() if after else ""
    if time.type in ("DURATION", "SET"):
        if follower in ("after", "before") and time.type == "DURATION":
            return _away(sentence, time, follower, document, written)
        return edtf if time.type == "DURATION" else None
    if edtf is None:
        return _weekday_in(time, written)
    edtf = _day_only(edtf)
    partner = _range_end(document, time)
    if partner is not None:
        return partner
    now = written.last if written is not None else None
    if before in _SINCE and now is not None:
        start = edtf.partition("/")[0]
        return f"{start}/{now}" if is_edtf(f"{start}/{now}") else edtf
    if before in _UNTIL or before in _BY:
        if candidate.status is Status.PLANNED or before == "before":
            return f"../{edtf.rpartition('/')[2]}"
        return f"../{edtf.rpartition('/')[2]}" if before in _UNTIL else edtf
    return edtf


def _word_before(document: Document, time: Time) -> str:
    words = re.findall(r"[\w'’]+", document.text[max(0, time.start - 24) : time.start].lower())
    return words[-1] if words else ""


def _day_only(edtf: str) -> str:
    return edtf[:10] if re.match(r"\d{4}-\d{2}-\d{2}T", edtf) else edtf


def _range_end(document: Document, time: Time) -> str | None:
    """The interval where the time is an end of one: "from 14 August to 2 September"."""
    for other in document.times:
        if other.edtf is None or other is time or other.type != "DATE" or time.edtf is None:
            continue
        first, second = (time, other) if time.start < other.start else (other, time)
        between = document.text[first.end : second.start]
        lead = _word_before(document, first)
        joined = re.fullmatch(r"\s*(?:-|–|—|to|through|until|till)\s*(?:the )?", between)
        if joined or (lead == "between" and re.fullmatch(r"\s+and\s+", between)):
            value = f"{_day_only(first.edtf or '')}/{_day_only(second.edtf or '')}"
            if "/" not in (first.edtf or "") + (second.edtf or "") and is_edtf(value):
                return value
    return None


def _weekday_in(time: Time, written: Written | None) -> str | None:
    """ "On Monday" in a report whose day is only bounded: from the first such day to the last."""
    found = re.fullmatch(r"XXXX-WXX-(\d)", time.value or "")
    if written is None or written.first is None or written.last is None:
        return None
    if found is not None:
        number = int(found[1])
        first = calendar.weekday_before(written.first, number)
        last = calendar.weekday_before(written.last, number)
        return interval(first, last)
    return written.edtf if time.value == "XXXX-XX-XX" else None


_REACH = {"D": (10, 2), "W": (8, 1), "M": (11, 1), "Y": (9, 1)}
"""How far "days", "weeks", "months", "years" after something lie from it, at most and at least."""


def _away(
    sentence: Sentence, time: Time, how: str, document: Document, written: Written | None
) -> str | None:
    """ "weeks after …": so far from the day of the report."""
    return None if written is None else _distance(time, written, 1 if how == "after" else -1)


def _distance(time: Time, written: Written, sign: int) -> str | None:
    found = re.fullmatch(r"P(X|\d+(?:\.\d+)?)([DWMY])", time.value or "")
    if found is None or written.first is None or written.last is None:
        return None
    unit = found[2]
    if found[1] != "X":
        count = -sign * round(float(found[1]))
        days = [calendar.moved(d, unit, count) for d in (written.first, written.last)]
        if days[0] is None or days[1] is None:
            return None
        if days[0] == days[1]:
            return f"{calendar.at({'D': 'D', 'W': 'D', 'M': 'M', 'Y': 'Y'}[unit], days[0])}~"
        return interval(days[0], days[1])
    most, least = _REACH[unit]
    first = calendar.moved(written.first, unit, -sign * (most if sign > 0 else least))
    last = calendar.moved(written.last, unit, -sign * (least if sign > 0 else most))
    if first is None or last is None or first > last:
        return None
    finer = {"D": "D", "W": "M", "M": "M", "Y": "Y"}[unit]
    start, stop = calendar.at(finer, first), calendar.at(finer, last)
    return f"{start}~" if start == stop else f"{start}~/{stop}~"


def _span(document: Document, sentence: Sentence, i: int, time: Time) -> Span:
    return Span.of(document.text, time.start, time.end)


def _is_news(document: Document, sentence: Sentence, candidate: Candidate) -> bool:
    """True where the report tells the event as what happened on its day (codebook, rule 19)."""
    if candidate.background or candidate.status in (
        Status.ONGOING,
        Status.PLANNED,
        Status.POSSIBLE,
        Status.POSTPONED,
    ):
        return False
    token = sentence.tokens[candidate.head]
    if token.upos in ("VERB", "AUX"):
        return _in_main_line(sentence, token)
    verb = governor(sentence, candidate.head)
    if verb is None:
        return token.universal == "root"
    if token.universal in ("obj", "nsubj", "obl", "xcomp", "root") and token.head == verb.index:
        return verb.lemma in _LIGHT and _in_main_line(sentence, verb)
    return verb.index == candidate.head


def _in_main_line(sentence: Sentence, verb: Token) -> bool:
    """True for a verb of the main clause, or of what is said there, in the past or the present."""
    auxiliaries = {t.lower for t in sentence.children(verb.index, "aux")}
    if auxiliaries & {"has", "have", "had"}:
        return False
    current: Token | None = verb
    while current is not None and current.head >= 0:
        if current.universal in ("conj", "ccomp", "xcomp", "parataxis"):
            current = sentence.head(current.index)
            continue
        return current.universal == "advcl" and not sentence.children(current.index, "mark")
    return True


def _open(sentence: Sentence, candidate: Candidate, written: Written | None) -> Told:
    """What has not happened so far is open at its beginning: "has not yet condemned"."""
    auxiliaries = {t.lower for t in sentence.children(candidate.head, "aux")}
    if (
        candidate.status is Status.DID_NOT_HAPPEN
        and auxiliaries & {"has", "have", "'ve", "’ve"}
        and written is not None
        and written.last is not None
    ):
        return f"../{written.last}", None
    return None, None


def _day_of(document: Document, written: Written | None) -> Told:
    """The day the report is about: the first past day that a main clause near its head tells."""
    if written is None or written.last is None:
        return None, None
    for sentence in document.sentences[:8]:
        if sentence.start > 1200:
            break
        for i, time in _placed(document, sentence):
            value = _weekday_in(time, written) if time.edtf is None else _day_only(time.edtf)
            if value is None or time.type not in ("DATE", "TIME"):
                continue
            if not re.match(r"\d{4}-\d{2}-\d{2}", value):
                continue
            if not _tells_news(sentence, i):
                continue
            first, last = earliest(value), latest(value)
            if first is None or last is None or last > written.last:
                continue
            if written.first is not None and first < shift(written.first, days=-14):
                continue
            return value, Span.of(document.text, time.start, time.end)
    return written.edtf, None


def _tells_news(sentence: Sentence, i: int) -> bool:
    verb = governor(sentence, i)
    if verb is None or not _in_main_line(sentence, verb):
        return False
    return verb_tense(sentence, verb.index) is not Tense.FUTURE and i in set(
        _clause(sentence, verb.index)
    )
