"""Which time belongs to which event.

Looked for in this order: the event's own phrase, its clause, the verb it depends on, what is
coordinated with it, a distance from another event, the main clause it is tied to ("after meeting");
last the day that the report is about. What was put off takes its new date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from dragoman.codes import EventType, Status
from dragoman.dates import earliest, is_edtf, latest
from dragoman.language.sentence import Sentence, Token
from dragoman.read.clause import case_of
from dragoman.read.document import Candidate, Document
from dragoman.read.temporal.anchor import Tense
from dragoman.read.temporal.clauses import (
    LIGHT,
    clause_of,
    cut_off,
    leading_time,
    listed,
    placed_times,
    trails,
    without_clock,
)
from dragoman.read.temporal.distance import Written, distance, distance_word, told_by_distance
from dragoman.read.temporal.fits import can_be, of_another, other_year, told_ahead, too_coarse
from dragoman.read.temporal.news import Told, at_once, day_of, is_news, open_until
from dragoman.read.temporal.putoff import new_date, was_to_have
from dragoman.read.temporal.reckoned import coming_weekday, is_since, value_of
from dragoman.read.temporal.tense import governor, verb_tense
from dragoman.record import Time
from dragoman.report import Span

_GOING = frozenset(
    "arrive travel come go leave meet visit fly return head speak talk confer gather depart call"
    " invite see land".split()
)
"""Verbs whose adjunct is what they are done for: "arrived on Monday for talks"."""
_TRAVEL = frozenset("travel go fly come head visit arrive return".split())
_THROUGH = frozenset(("during", "on", "at", "for", "in"))
"""Prepositions of a noun that hands on its time: "signed during a visit in May"."""
_PARTS = frozenset("end beginning start middle close half course turn".split())
"""Parts of a stretch of time: "by the end of the month"."""


def date_of(document: Document, candidate: Candidate, written: Written | None) -> Told:
    """The EDTF date of an event and the words that tell it."""
    sentence = document.sentences[candidate.sentence]
    if candidate.status is Status.POSTPONED:
        return new_date(document, sentence, written)
    if was_to_have(sentence, candidate):
        return None, None
    told = _told(document, sentence, candidate, written)
    if told is not None:
        return told
    beside = _with_its_main_clause(document, sentence, candidate, written)
    if beside is not None:
        return beside
    if candidate.status is Status.PLANNED and at_once(sentence, candidate.head):
        return day_of(document, written, sentence.index)
    if not is_news(sentence, candidate):
        return open_until(sentence, candidate, written)
    return day_of(document, written, sentence.index)


def _told(
    document: Document, sentence: Sentence, candidate: Candidate, written: Written | None
) -> Told | None:
    placed = [
        p for p in placed_times(document, sentence) if _same_stretch(document, candidate, p[1])
    ]
    for i, time in placed:
        how = distance_word(document, time)
        if how and candidate.head in told_by_distance(sentence, i):
            base = _base(document, sentence, i, candidate, written)
            edtf = distance(time, base, how == "after")
            if edtf is not None:
                return edtf, Span.of(document.text, time.start, time.end)
    return _of_its_circles(document, sentence, candidate, written)


def _of_its_circles(
    document: Document, sentence: Sentence, candidate: Candidate, written: Written | None
) -> Told | None:
    """The time told in the event's phrase, its clause, or one that lends it its time."""
    placed = [
        (i, t)
        for i, t in placed_times(document, sentence)
        if _same_stretch(document, candidate, t) and not distance_word(document, t)
    ]
    for top, tokens in _circles(sentence, candidate) if placed else ():
        found = [(i, t) for i, t in placed if i in tokens and _reaches(sentence, i, top, candidate)]
        for i, time in sorted(found, key=lambda p: _rank(document, candidate, p)):
            edtf = value_of(document, time, candidate, written)
            if time.edtf is not None and _opened_by(sentence, i, candidate):
                edtf = without_clock(time.edtf)
            if edtf is not None and of_another(sentence, i, candidate, edtf, written):
                continue
            if edtf is not None and told_ahead(sentence, candidate):
                edtf = coming_weekday(document, time, edtf, written)
            if edtf is not None and not can_be(edtf, sentence, candidate, written):
                edtf = other_year(edtf, time, candidate)
            if edtf is None or not can_be(edtf, sentence, candidate, written):
                continue
            if too_coarse(edtf, time, document, sentence, candidate, written):
                continue
            return edtf, Span.of(document.text, time.start, time.end)
    lead = leading_time(document, sentence)
    verb = governor(sentence, candidate.head)
    if lead is not None and verb is not None and verb.universal in ("root", "conj"):
        edtf = value_of(document, lead, candidate, written)
        if edtf is not None and can_be(edtf, sentence, candidate, written):
            return edtf, Span.of(document.text, lead.start, lead.end)
    return None


_SAME_TIME = frozenset(("while", "when", "as", "at", "during"))
_NEXT_TO = frozenset(("after", "before", "following", "upon"))
"""What links a deed to its main clause: done at the same time, or just before or after it."""
_EARLIER = frozenset(("previously", "earlier", "already", "once", "repeatedly", "long"))
_LENGTH = re.compile(r"(?:day|week|month|year|decade)s?")


def _with_its_main_clause(
    document: Document, sentence: Sentence, candidate: Candidate, written: Written | None
) -> Told | None:
    """ "Said on Tuesday after meeting X": about the day of what it is told with, None if unknown.

    What another did before it ("said on Tuesday after X demanded") lies on that day or before.
    """
    if candidate.status not in (Status.HAPPENED, Status.PLANNED):
        return None
    linked = _linked(sentence, candidate)
    if linked is None:
        return None
    token, link, above = linked
    ahead = verb_tense(sentence, above.index) is Tense.FUTURE
    if ahead is (candidate.status is Status.HAPPENED):
        return None
    main = replace(candidate, head=above.index, first=above.index, last=above.index + 1)
    told = _told(document, sentence, main, written)
    deed = token.upos in ("VERB", "AUX") or candidate.type is EventType.CONSULT
    if told is None and deed and is_news(sentence, replace(main, background=False)):
        # News of the day; "following an investigation" is no deed of one day.
        told = day_of(document, written, sentence.index)
    edtf, span = told if told is not None else (None, None)
    if edtf is None or "/" in edtf:
        return None
    if link not in _NEXT_TO:
        return edtf, span
    if sentence.children(token.index, "nsubj"):
        return (f"../{edtf}" if link == "after" and is_edtf(f"../{edtf}") else None), span
    rough = len(edtf) == len("2024-04-10") and is_edtf(f"{edtf}~")
    return (f"{edtf}~" if rough else edtf), span


def _linked(sentence: Sentence, candidate: Candidate) -> tuple[Token, str, Token] | None:
    """An event's clause or noun, the word that ties it to a verb before it, and that verb.

    None where a length sets the two apart ("weeks after"), or "had" and "previously" do.
    """
    token = sentence.tokens[candidate.head]
    if token.upos in ("NOUN", "PROPN") and token.universal in ("obj", "nsubj"):
        carrier = sentence.head(token.index)
        if carrier is None or carrier.lemma not in LIGHT:
            return None
        token = carrier  # "after holding talks"
    above = sentence.head(token.index)
    if above is None or token.universal not in ("advcl", "obl"):
        return None
    beside = {t.lower for t in sentence.children(token.index, "aux", "advmod")}
    if beside & (_EARLIER | {"had", "having"}):
        return None
    links = sentence.children(token.index, "mark", "case", "advmod")
    link = next((t for t in links if t.lower in _SAME_TIME | _NEXT_TO), None)
    if link is None or link.index > token.index:
        return None
    if link.index and _LENGTH.fullmatch(sentence.tokens[link.index - 1].lower):
        return None
    between = sentence.tokens[above.index + 1 : link.index]
    # The parser may hang the clause beyond the verb that it stands beside.
    finite = [t for t in between if t.upos == "VERB" and t.universal in ("root", "conj")]
    above = finite[-1] if finite else above
    return (token, link.lower, above) if above.upos in ("VERB", "AUX") else None


def _opened_by(sentence: Sentence, i: int, candidate: Candidate) -> bool:
    """ "Since May 2020, when Peru expelled the envoy": the stretch begins with the deed."""
    marks = {t.lower for t in sentence.children(candidate.head, "advmod", "mark")}
    return "when" in marks and i < candidate.head and i not in sentence.subtree(candidate.head)


def _rank(
    document: Document, candidate: Candidate, placed: tuple[int, Time]
) -> tuple[bool, int, int]:
    """The nearest time first; "since" last: who is there since Monday does what he does later."""
    i, time = placed
    begun = candidate.status is not Status.ONGOING and is_since(document, time)
    return begun, abs(i - candidate.head), i


def _base(
    document: Document, sentence: Sentence, i: int, candidate: Candidate, written: Written | None
) -> Written | None:
    """What a distance at token `i` is told from: the date of the deed it stands with, else the day
    of the news.
    """
    told_of = told_by_distance(sentence, i)
    verb = governor(sentence, i)
    while verb is not None and verb.index in told_of and verb.head >= 0:
        verb = governor(sentence, verb.head)
    if verb is not None and verb.index not in told_of:
        main = replace(
            candidate, head=verb.index, first=verb.index, last=verb.index + 1,
            status=Status.HAPPENED, background=False,
        )  # fmt: skip
        told = _of_its_circles(document, sentence, main, written)
        edtf = told[0] if told is not None else None
        first, last = (earliest(edtf), latest(edtf)) if edtf is not None else (None, None)
        if first is not None and last is not None:
            return Written(first, last)
    day, _ = day_of(document, written, sentence.index)
    return None if day is None else Written(earliest(day), latest(day))


_STOP = re.compile(r"(?<=[a-z\d)][a-z\d)])[.!?][\"”’)]*\s+[\"“‘(]?[A-Z]|\n\s*\n")


@lru_cache(maxsize=8)
def _stops(text: str) -> tuple[list[int], list[int]]:
    """Where full stops and empty lines begin in a text, and where each ends."""
    found = list(_STOP.finditer(text))
    return [m.start() for m in found], [m.end() for m in found]


_FAR = 1500
"""Characters over which no time is lent: a sentence as long is a list that was not divided."""


def _same_stretch(document: Document, candidate: Candidate, time: Time) -> bool:
    """False where a full stop lies between, or a whole page: what was not divided lends no time."""
    at = document.sentences[candidate.sentence].tokens[candidate.head].start
    low, high = sorted((at, time.start))
    if high - low > _FAR:
        return False
    begins, ends = _stops(document.text)
    after = bisect_left(begins, low)
    return after == len(begins) or ends[after] > high


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
        if above.lemma in _PARTS:
            continue
        if trails(sentence, i, above):
            continue
        if above.upos == "NOUN" and not _hands_on(sentence, above, candidate):
            return False
    return i == top


def _hands_on(sentence: Sentence, noun: Token, candidate: Candidate) -> bool:
    """True for a noun that lends its time to what it stands with: "arrived for talks on Monday",
    but not "thanked them for their help during the floods of last year".
    """
    case = case_of(sentence, noun.index)
    verb = sentence.tokens[candidate.head]
    going = verb.upos != "VERB" or verb.lemma in _GOING | LIGHT
    if case == "for" and not going and not _LENGTH.fullmatch(noun.lower):
        return False
    return case in _THROUGH


def _circles(sentence: Sentence, candidate: Candidate) -> Iterator[tuple[int, frozenset[int]]]:
    """Ever wider sets of tokens in which the event's time may stand, each with its top."""
    seen = frozenset(clause_of(sentence, candidate.head))
    yield candidate.head, seen
    yield candidate.head, listed(sentence, seen) - seen
    for child in sentence.children(candidate.head, "xcomp"):
        # "promised to do so in 2019": "do so" is no deed that the time could be of.
        empty = child.lemma == "do" and any(c.lower == "so" for c in sentence.children(child.index))
        if empty or candidate.status is Status.PLANNED:
            yield child.index, frozenset(clause_of(sentence, child.index))
    if sentence.tokens[candidate.head].upos in ("NOUN", "PROPN"):
        beside = frozenset(_beside(sentence, candidate)) - seen
        yield -1, beside
        seen |= beside
    current = sentence.tokens[candidate.head]
    for _ in range(4):
        above = sentence.head(current.index)
        if above is None:
            yield -1, frozenset(cut_off(sentence, current.index))
            return
        if not _shares(sentence, current, above, candidate):
            return
        wider = frozenset(clause_of(sentence, above.index)) - seen
        yield above.index, wider
        seen |= wider
        current = above


_IN_A_PHRASE = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "PART"))
_OTHER_TIME = frozenset(("since", "after", "before", "until", "till"))
"""What begins the time of something else: "the first visit since the war of 2011"."""
_BESIDE = 12
"""Words within which a time follows an event's noun in one phrase."""


def _beside(sentence: Sentence, candidate: Candidate) -> Iterator[int]:
    """The words beside an event's noun in one phrase, wherever the parser hung them.

    "The April summit", "their meeting with President X in Rome on January 27": no verb, no other
    clause and no comma between.
    """
    for token in sentence.tokens[candidate.head + 1 : candidate.last + _BESIDE]:
        ends = (
            token.upos in ("VERB", "AUX", "SCONJ", "CCONJ", "PUNCT") or token.lower in _OTHER_TIME
        )
        if ends and token.text not in "-–'’":
            break
        yield token.index
    for token in reversed(sentence.tokens[max(0, candidate.first - 6) : candidate.first]):
        if token.upos not in _IN_A_PHRASE or token.text in ",;:(":
            break
        yield token.index


def _shares(sentence: Sentence, below: Token, above: Token, candidate: Candidate) -> bool:
    """True where what governs an event lends it its time."""
    relation = below.universal
    if relation in ("compound", "flat", "fixed", "appos"):
        return True
    if below.upos in ("NOUN", "PROPN"):
        if relation == "nsubj":
            return True
        if relation == "obl" and case_of(sentence, below.index) == "for" and _goes(sentence, above):
            return True  # "was in Oslo from Monday to Friday for talks"
        if candidate.background or candidate.status is Status.ONGOING:
            return False
        if relation in ("obj", "xcomp", "root"):
            return above.lemma in LIGHT
        if relation == "obl":
            return above.lemma in LIGHT or above.lemma in _GOING
        return relation == "conj" and above.upos in ("VERB", "AUX")
    if relation == "conj" and any(
        t.lower in ("has", "have") for t in sentence.children(below.index, "aux")
    ):
        # "condemned the arrest on Monday and has since frozen its aid"
        return any(t.lower in ("has", "have") for t in sentence.children(above.index, "aux"))
    if relation in ("conj", "xcomp", "root"):
        return verb_tense(sentence, below.index) is verb_tense(sentence, above.index) or (
            relation == "xcomp"
        )
    if relation == "ccomp":
        # "said on Friday that he spoke": the news is of that day.
        return verb_tense(sentence, below.index) is not Tense.FUTURE
    marks = {t.lower for t in sentence.children(below.index, "mark")}
    if marks == {"to"} and relation == "advcl":
        return above.lemma in _TRAVEL  # "travels to Oslo on May 3 to meet"
    return relation in ("advcl", "acl") and not marks


def _goes(sentence: Sentence, above: Token) -> bool:
    """True for going somewhere, or being there."""
    if above.lemma in _GOING:
        return True
    return sentence.child(above.index, "cop") is not None and case_of(sentence, above.index) == "in"
