"""Which time belongs to which event.

Looked for in this order: the event's own phrase, its clause, the verb it depends on, what is
coordinated with it, a distance from another event; last the day that the report is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.codes import Status
from dragoman.dates import earliest, interval, is_edtf, latest, shift
from dragoman.language.sentence import Sentence, Token
from dragoman.read.clause import case_of
from dragoman.read.document import Candidate, Document
from dragoman.read.temporal import calendar
from dragoman.read.temporal.anchor import Tense
from dragoman.read.temporal.distance import Written, distance, distance_word, told_by_distance
from dragoman.read.temporal.tense import governor, verb_tense
from dragoman.read.temporal.units import stretch_days
from dragoman.record import Time
from dragoman.report import Span

Told = tuple[str | None, Span | None]


_CLAUSES = frozenset(("advcl", "ccomp", "acl", "parataxis", "csubj"))
_LIGHT = frozenset(
    "hold make have conduct pay launch carry begin open host convene take give issue sign stage"
    " deliver co-host cohost co-chair chair lead attend join receive complete undertake conclude"
    " start end resume participate engage be kick wrap finish follow announce schedule occur"
    " happen postpone cancel set plan".split()
)
"""Verbs whose object is what happened: "held talks", "paid a visit", "took part in a meeting"."""
_GOING = frozenset(
    "arrive travel come go leave meet visit fly return head speak talk confer gather depart call"
    " invite see land".split()
)
"""Verbs whose adjunct is what they are done for: "arrived on Monday for talks"."""
_THROUGH = frozenset(("during", "on", "at", "for", "in"))
"""Prepositions of a noun that hands on its time: "signed during a visit in May"."""


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
    placed = [p for p in _placed(document, sentence) if _same_stretch(document, candidate, p[1])]
    for i, time in placed:
        how = distance_word(document, time)
        if how and candidate.head in told_by_distance(sentence, i):
            edtf = distance(time, _base(document, written), how == "after")
            if edtf is not None:
                return edtf, Span.of(document.text, time.start, time.end)
    placed = [(i, t) for i, t in placed if not distance_word(document, t)]
    for top, tokens in _circles(sentence, candidate) if placed else ():
        found = [(i, t) for i, t in placed if i in tokens and _reaches(sentence, i, top, candidate)]
        for _, time in sorted(found, key=lambda p: (abs(p[0] - candidate.head), p[0])):
            edtf = _value(document, time, candidate, written)
            if edtf is not None and not _can_be(edtf, candidate, written):
                edtf = _other_year(edtf, time, candidate)
            if edtf is not None and _can_be(edtf, candidate, written):
                return edtf, Span.of(document.text, time.start, time.end)
    return None


def _base(document: Document, written: Written | None) -> Written | None:
    """The day of the news that a distance is told from."""
    day, _ = _day_of(document, written)
    return None if day is None else Written(earliest(day), latest(day))


def _can_be(edtf: str, candidate: Candidate, written: Written | None) -> bool:
    """False where an event that happened would lie ahead, or one that is planned behind."""
    if written is None or written.first is None or written.last is None:
        return True
    first, last = earliest(edtf), latest(edtf)
    if candidate.status is Status.HAPPENED:
        return first is None or first <= written.last
    return candidate.status is not Status.PLANNED or last is None or last >= written.first


def _other_year(edtf: str, time: Time, candidate: Candidate) -> str | None:
    """A date told without its year, moved by one: the event's status says on which side it lies."""
    if re.search(r"\d{4}", time.text) or not re.match(r"\d{4}-\d{2}", edtf):
        return None
    step = 1 if candidate.status is Status.PLANNED else -1
    moved = re.sub(r"\d{4}(?=-)", lambda m: f"{int(m.group()) + step:04d}", edtf)
    return moved if is_edtf(moved) else None


_STOP = re.compile(r"[a-z\d)]{2,}[.!?][\"”’)]*\s+[\"“‘(]?[A-Z]|\n\s*\n")


def _same_stretch(document: Document, candidate: Candidate, time: Time) -> bool:
    """False where a full stop lies between: a sentence that was not divided lends no time."""
    at = document.sentences[candidate.sentence].tokens[candidate.head].start
    low, high = sorted((at, time.start))
    return _STOP.search(document.text, low, high) is None


def _reaches(sentence: Sentence, i: int, top: int, candidate: Candidate) -> bool:
    """True where nothing between a time and the head of its phrase claims the time for itself."""
    own = range(candidate.first, candidate.last)
    token = sentence.tokens[i]
    if token.universal in ("compound", "amod", "nummod", "nmod:poss") and token.head >= 0:
        owner = token.head
        if owner != top and owner not in own and owner != candidate.head:
            return False
    if top < 0:
        return True
    for above in sentence.ancestors(i):
        if above.index == top or above.index in own:
            return True
        if above.upos == "NOUN" and case_of(sentence, above.index) not in _THROUGH:
            return False
    return i == top


_NO_HEADS = frozenset(("DET", "ADJ", "PUNCT", "ADP", "CCONJ"))


def _placed(document: Document, sentence: Sentence) -> list[tuple[int, Time]]:
    """The times of a sentence with the token that governs each."""
    found = []
    for time in document.times_in(sentence.start, sentence.end):
        covered = [t for t in sentence.tokens if t.start < time.end and t.end > time.start]
        if covered:
            inside = {t.index for t in covered}
            heads = [t for t in covered if t.head not in inside and t.upos not in _NO_HEADS]
            found.append((heads[-1].index if heads else covered[-1].index, time))
    return found


def _circles(sentence: Sentence, candidate: Candidate) -> Iterator[tuple[int, frozenset[int]]]:
    """Ever wider sets of tokens in which the event's time may stand, each with its top."""
    seen = frozenset(_clause(sentence, candidate.head))
    yield candidate.head, seen
    if candidate.status is Status.PLANNED:
        for child in sentence.children(candidate.head, "xcomp"):
            yield child.index, frozenset(_clause(sentence, child.index))
    if sentence.tokens[candidate.head].upos in ("NOUN", "PROPN"):
        beside = frozenset(_beside(sentence, candidate)) - seen
        yield -1, beside
        seen |= beside
    current = sentence.tokens[candidate.head]
    for _ in range(4):
        above = sentence.head(current.index)
        if above is None or not _shares(sentence, current, above, candidate):
            return
        wider = frozenset(_clause(sentence, above.index)) - seen
        yield above.index, wider
        seen |= wider
        current = above


_IN_A_PHRASE = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "PART"))
_BESIDE = 12
"""Words within which a time follows an event's noun in one phrase."""


def _beside(sentence: Sentence, candidate: Candidate) -> Iterator[int]:
    """The words beside an event's noun in one phrase, wherever the parser hung them.

    "The April summit", "their meeting with President X in Rome on January 27": no verb, no other
    clause and no comma between.
    """
    for token in sentence.tokens[candidate.head + 1 : candidate.last + _BESIDE]:
        if token.upos in ("VERB", "AUX", "SCONJ", "CCONJ", "PUNCT") and token.text not in "-–'’":
            break
        yield token.index
    for token in reversed(sentence.tokens[max(0, candidate.first - 6) : candidate.first]):
        if (
            token.upos not in ("NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "PART")
            or token.text in ",;:("
        ):
            break
        yield token.index


def _shares(sentence: Sentence, below: Token, above: Token, candidate: Candidate) -> bool:
    """True where what governs an event lends it its time."""
    relation = below.universal
    if relation in ("compound", "flat", "fixed", "appos"):
        return True
    if below.upos in ("NOUN", "PROPN"):
        if candidate.background or candidate.status is Status.ONGOING:
            return False
        if relation == "nsubj":
            return True
        if relation in ("obj", "xcomp", "root"):
            return above.lemma in _LIGHT
        if relation == "obl":
            return above.lemma in _LIGHT or above.lemma in _GOING
        return relation == "conj" and above.upos in ("VERB", "AUX")
    if relation in ("conj", "xcomp", "root"):
        return verb_tense(sentence, below.index) is verb_tense(sentence, above.index) or (
            relation == "xcomp"
        )
    if relation == "ccomp":
        # "said on Friday that he spoke": the news is of that day.
        return verb_tense(sentence, below.index) is not Tense.FUTURE
    return relation in ("advcl", "acl") and not sentence.children(below.index, "mark")


def _clause(sentence: Sentence, head: int) -> Iterator[int]:
    """The tokens below `head`, clauses of their own left out."""
    yield head
    for child in sentence.children(head):
        if child.universal in _CLAUSES or child.universal == "conj":
            continue
        if child.universal == "xcomp" and child.upos == "VERB":
            continue
        yield from _clause(sentence, child.index)


_UNTIL = frozenset(("until", "till", "before"))
_BY = frozenset(("by",))


def _value(
    document: Document, time: Time, candidate: Candidate, written: Written | None
) -> str | None:
    """The event's date by a time of its clause, with its preposition."""
    before = _word_before(document, time)
    if time.type == "DURATION":
        now = written.last if written is not None else None
        return time.edtf or (stretch_days(time, now) if now is not None else None)
    if time.type == "SET":
        return None
    if time.edtf is None:
        return _weekday_in(time, written)
    edtf = _day_only(time.edtf)
    partner = _range_end(document, time)
    if partner is not None:
        return partner
    now = written.last if written is not None else None
    start, stop = edtf.partition("/")[0], edtf.rpartition("/")[2]
    if before == "since" and now is not None and is_edtf(f"{start}/{now}"):
        return f"{start}/{now}"
    if before in _BY and candidate.status is Status.PLANNED and now is not None:
        return f"{now}/{stop}" if is_edtf(f"{now}/{stop}") else f"../{stop}"
    return f"../{stop}" if before in _UNTIL else edtf


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
        if re.fullmatch(r",?\s+and\s+(?:the )?", between) and _next_day(first, second):
            return f"{_day_only(first.edtf or '')}/{_day_only(second.edtf or '')}"
    return None


def _next_day(first: Time, second: Time) -> bool:
    """ "June 4 and 5": two days in a row are one stretch."""
    one, two = first.edtf or "", second.edtf or ""
    if len(one) != 10 or len(two) != 10:
        return False
    return (date.fromisoformat(two) - date.fromisoformat(one)).days == 1


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
        refused = candidate.status is Status.DID_NOT_HAPPEN
        if refused and verb_tense(sentence, candidate.head) is Tense.FUTURE:
            return False
        return _in_main_line(sentence, token)
    verb = governor(sentence, candidate.head)
    if verb is None:
        return token.universal == "root"
    if token.universal in ("obj", "nsubj", "obl", "xcomp", "root") and token.head == verb.index:
        return verb.lemma in _LIGHT and _in_main_line(sentence, verb)
    return verb.index == candidate.head


_PERFECT = frozenset(("has", "have", "had", "'ve", "’ve"))


def _in_main_line(sentence: Sentence, verb: Token) -> bool:
    """True for a verb of the main clause, or of what is said there, in the past or the present."""
    if {t.lower for t in sentence.children(verb.index, "aux")} & _PERFECT:
        return False
    current: Token | None = verb
    while current is not None and current.head >= 0:
        # A second root is a clause that the parser could not join: on the main line as well.
        if current.universal in ("conj", "ccomp", "xcomp", "parataxis", "root"):
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
