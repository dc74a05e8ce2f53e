"""Nouns and verbs that name a dated thing ahead, one place at a time.

A summit, visit or meeting that the words around it set ahead ("upcoming", "12 days before", a later
date beside it), travel told by a future verb, a deadline, an anniversary.
"""

from __future__ import annotations

import re

from dragoman import dates
from dragoman.codes import ScheduledKind, Status
from dragoman.language.sentence import Sentence, Token
from dragoman.read.counting import number
from dragoman.read.deadlines import anniversary, deadline, time_left, years
from dragoman.read.document import Document
from dragoman.read.phrases import (
    Tense,
    clause,
    clause_head,
    codes_in,
    goes_on,
    is_ahead,
    is_later,
    is_past,
    located,
    own,
    place_of,
    states_of,
    subject_of,
    time_head,
    times_of,
    words,
)
from dragoman.read.proper import name_of
from dragoman.read.votes import Ahead, marked_ahead, put_off_to, span, status_of, vague
from dragoman.record import Place, Time
from dragoman.report import Span

_OFF = re.compile(
    r"(?P<count>\w+) (?P<unit>day|week)s?(?: left| away| to go)? (?:to|until|till|before|from) "
)
_TRAVEL = frozenset(["travel", "visit"])
_HOUSES = frozenset("parliament cabinet senate court assembly chamber congress duma".split())
"""Bodies of one state, which sit by themselves."""
_MEETS = frozenset(["meet", "convene", "reconvene", "gather", "assemble"])


def is_proper(sentence: Sentence, token: Token) -> bool:
    """True where the noun bears a proper name: "the NATO Summit", "the Riga Conference"."""
    if token.index == 0:
        return False
    if not token.text[:1].isupper():
        # "the ASEAN Foreign Ministers’ meeting"
        front = sentence.tokens[max(1, token.index - 4) : token.index]
        capitals = [t for t in front if t.text[:1].isupper()]
        return len(capitals) > 1 and front[-1].lower in ("’", "'", "’s", "'s")
    before = sentence.tokens[token.index - 1]
    if before.lower in ("’", "'", "’s", "'s", "-") and token.index > 1:
        before = sentence.tokens[token.index - 2]
    after = sentence.tokens[token.index + 1 : token.index + 3]
    of = len(after) == 2 and after[0].lower in ("of", "on", "for") and after[1].text[:1].isupper()
    return (before.text[:1].isupper() and before.index > 0) or of


def name_span(document: Document, sentence: Sentence, token: Token) -> Span:
    """The proper name around a noun, else its phrase."""
    if not is_proper(sentence, token):
        return span(document, sentence, token.index, "of", "on", "for", "to")
    first, last, _ = name_of(document, sentence, token)
    start, end = sentence.offsets(first, last)
    return Span.of(document.text, start, end)


def with_place(document: Document, sentence: Sentence, head: int, start: int, end: int) -> Span:
    """The words of a deed with the place it goes to: "travel to Riga"."""
    for mention in document.mentions_in(sentence.index):
        relation = sentence.tokens[mention.head].universal
        if (
            mention.start >= end
            and relation in ("obl", "obj")
            and (sentence.tokens[mention.head].head == head)
        ):
            return Span.of(document.text, start, mention.end)
    return Span.of(document.text, start, end)


def named(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    """The dated thing ahead that a word names; None where it names none."""
    lemma = token.lemma.lower()
    if token.upos == "VERB":
        if lemma in _TRAVEL or lemma in _MEETS:
            return _journey(document, sentence, token)
        if lemma in words("scheduled", "expiring"):
            return deadline(document, sentence, token)
        if lemma == "run" and sentence.child(token.index, "compound:prt") is not None:
            return deadline(document, sentence, token)  # "runs out"
        if lemma == "have":
            return time_left(document, sentence, token)
        if lemma == "expect":
            return _expected(document, sentence, token)
        return None
    if token.upos == "ADJ" and lemma == "due":
        return _expected(document, sentence, token)
    if token.upos not in ("NOUN", "PROPN"):
        return None
    if lemma == "round" and _of_vote(sentence):
        return _second_round(document, sentence, token)
    if lemma == "year":
        return years(document, sentence, token)
    if lemma in words("scheduled", "anniversaries"):
        return anniversary(document, sentence, token)
    if lemma in words("scheduled", "deadlines"):
        return deadline(document, sentence, token)
    for kind, key in (
        (ScheduledKind.SUMMIT, "summit"),
        (ScheduledKind.VISIT, "visit"),
        (ScheduledKind.MEETING, "meeting"),
    ):
        if lemma in words("scheduled", key):
            return _gathering(document, sentence, token, kind)
    return None


def _gathering(
    document: Document, sentence: Sentence, token: Token, kind: ScheduledKind
) -> Ahead | None:
    """A summit, visit or meeting that the words around it set ahead."""
    i = token.index
    if token.relation == "compound" or _is_treaty(sentence, token):
        return None
    spoken = clause(sentence, i)
    again = goes_on(sentence, i)
    begins = _begins(sentence, token) or again
    if begins is not None:
        spoken = clause(sentence, begins.index)
    status = status_of(sentence, i, spoken)
    when = _days_off(document, sentence, token)
    times = list(times_of(document, sentence, i)) if when is None else []
    if status is Status.POSTPONED:
        times = [t for t in times if put_off_to(document, t)]
    time = next(iter(times), None) if again is None else None
    if begins is not None and time is None:
        time = next(times_of(document, sentence, begins.index), None)
    near = when is not None or (time is not None and _close(sentence, i, time.start))
    when = time.edtf if time is not None else when
    proper = is_proper(sentence, token)
    marked = (when is not None and time is None) or _marked(document, sentence, token)
    if marked and time is not None and when is not None:
        when = _next_one(document, time.text, when)
    if when is None and proper and (trip := _trip(sentence, token)) is not None:
        when = next((t.edtf for t in times_of(document, sentence, trip.index)), None)
        near = marked = marked or when is not None
    rest = time is not None and time.text.lower().startswith("later")
    if when is not None and vague(document, when) and not (rest and is_ahead(document, when)):
        when, near = None, False
    later = when is not None and is_ahead(document, when)
    if when is not None and not later and (status is None or is_past(document, when)):
        return None
    if status is None:
        if marked and spoken.negated and not later:
            return None
        sits = sentence.tokens[spoken.verb].lemma.lower() in (
            words("mechanisms", "sits") | words("scheduled", "planning")
        )
        held = (
            spoken.tense is Tense.FUTURE or _is_set(document, sentence, spoken.verb, when)
        ) and (begins is not None or (sits and token.universal in ("nsubj", "obj", "obl")))
        if not marked and not (later and (near or held) and spoken.tense is not Tense.PAST):
            return None
        status = Status.PLANNED
    if not later and not (proper and kind is not ScheduledKind.VISIT):
        return None
    name = name_span(document, sentence, token)
    if "Conference of the Parties" in name.text:
        kind = ScheduledKind.SUMMIT  # the heads of government open it
    part = token.universal in ("nsubj", "obj")
    where = place_of(document, sentence, i, clause_too=part)
    raised = sentence.child(spoken.verb, "xcomp")
    if where is None and part and raised is not None:  # "is expected to take place in Tunis"
        where = place_of(document, sentence, raised.index)
    who = codes_in(document, sentence, *_range(sentence, name))
    if not who:
        who = states_of(document, sentence, own(sentence, i), agents=True)  # not where it sits
    if len(who) < 2 and not proper:
        subject = subject_of(sentence, spoken.verb)
        if subject is not None and subject.index != i:
            more = states_of(document, sentence, sentence.subtree(subject.index))
            who = tuple(dict.fromkeys([*who, *more]))
    return Ahead(kind, sentence.index, i, name, who, when, where, status, proper)


def _is_set(document: Document, sentence: Sentence, verb: int, when: str | None) -> bool:
    """True for a simple present with a day to come: "opens in Geneva on 1 March"."""
    told = sentence.tokens[verb]
    finite = told.upos == "VERB" and told.features.get("Tense") == "Pres"
    bare = finite and not sentence.children(verb, "aux", "cop")
    return bare and when is not None and is_later(document, when)


def _is_treaty(sentence: Sentence, token: Token) -> bool:
    """ "The Framework Convention on Climate Change": no gathering."""
    after = sentence.tokens[token.index + 1 : token.index + 2]
    return token.lemma.lower() == "convention" and any(
        t.lower in ("on", "against", "relating", "concerning") for t in after
    )


def _trip(sentence: Sentence, token: Token) -> Token | None:
    """The journey that a gathering is the aim of: "will travel to Riga to attend the Forum"."""
    for above in sentence.ancestors(token.index):
        if above.upos == "VERB" and above.lemma.lower() in _TRAVEL:
            spoken = clause(sentence, above.index)
            return above if spoken.tense is Tense.FUTURE and not spoken.negated else None
        if above.universal in ("ccomp", "acl", "parataxis", "conj"):
            return None
    return None


_BEGINS = frozenset(["begin", "start", "take", "hold", "resume", "convene", "open", "occur"])


def _begins(sentence: Sentence, token: Token) -> Token | None:
    """The verb of "the talks … will begin", by the order of words: trees lose long subjects."""
    willed = False
    for after in sentence.tokens[token.index + 1 :]:
        if after.lower in ("will", "would") and after.upos == "AUX":
            willed = after.lower == "will"
        elif after.upos == "VERB" and after.universal not in ("amod", "acl"):
            return after if willed and after.lemma.lower() in _BEGINS else None
        elif after.text in (",", ";", ".") and not willed:
            return None
    return None


def _marked(document: Document, sentence: Sentence, token: Token) -> bool:
    """Marked as ahead itself, or joined by "and" to a noun that is."""
    if marked_ahead(document, sentence, token.index):
        return True
    above = sentence.head(token.index)
    joined = sentence.child(token.index, "cc") is not None and above is not None
    return joined and above is not None and marked_ahead(document, sentence, above.index)


def _next_one(document: Document, text: str, when: str) -> str:
    """A day without a year that was taken for the last such day, told of what lies ahead."""
    first = dates.earliest(when)
    if first is None or str(first.year) in text or not is_past(document, when):
        return when
    later = when.replace(str(first.year), str(first.year + 1))
    return when if is_past(document, later) else later


def _range(sentence: Sentence, name: Span) -> tuple[int, int]:
    inside = [t.index for t in sentence.tokens if t.start < name.end and name.start < t.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _days_off(document: Document, sentence: Sentence, token: Token) -> str | None:
    """The day that "12 days before the summit", "three weeks left to the talks" reckons to."""
    day = dates.earliest(document.day) if document.report.published and document.day else None
    front = document.text[sentence.start : token.start].lower()
    found = list(_OFF.finditer(front))
    if day is None or not found or len(front) - found[-1].end() > 60:
        return None
    count = number(found[-1]["count"])
    if count is None:
        return None
    shift = dates.shift(day, **{found[-1]["unit"] + "s": count})
    return str(shift)


def _of_vote(sentence: Sentence) -> bool:
    lowers = {t.lower for t in sentence.tokens}
    return bool(lowers & {"election", "elections", "candidate", "candidates", "votes", "voters"})


def _second_round(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    """The next round of an election: "the two will meet in a second round on May 8"."""
    ahead = _gathering(document, sentence, token, ScheduledKind.ELECTION)
    if ahead is not None and not ahead.who:
        ahead.who = states_of(document, sentence, range(len(sentence)))[:1]
    return ahead


def _close(sentence: Sentence, i: int, offset: int) -> bool:
    """True where a date hangs on noun `i` itself or stands right beside it."""
    token = sentence.at(offset)
    if token is None:
        return False
    return i in {a.index for a in sentence.ancestors(token.index)} or abs(token.index - i) <= 4


def _journey(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    """Travel that a future verb tells of, with its date: "will travel to Accra on May 3"."""
    spoken = clause(sentence, token.index)
    accepted = _accepted(sentence, token)
    time = next(times_of(document, sentence, token.index), None)
    day = time.edtf if time is not None else None
    own_day = time is not None and _is_of(sentence, time, token)
    set_for = own_day and _is_set(document, sentence, token.index, day)
    ahead = spoken.tense is Tense.FUTURE or set_for
    if not accepted and (spoken.verb != token.index or not ahead or spoken.modal):
        return None
    if time is None or time.edtf is None or is_past(document, time.edtf) or spoken.negated:
        return None
    where = place_of(document, sentence, token.index)
    name = with_place(document, sentence, token.index, token.start, token.end)
    subject = subject_of(sentence, token.index)
    if subject is None and accepted:
        subject = subject_of(sentence, clause_head(sentence, sentence.tokens[token.index].head))
    if where is None and token.lemma.lower() == "visit":
        where = _visited(document, sentence, token)
    who: tuple[str, ...] = ()
    if subject is not None:
        who = states_of(document, sentence, sentence.subtree(subject.index))
    if where is not None and where.state is not None:
        who = tuple(dict.fromkeys([*who, where.state]))
    if token.lemma.lower() in _MEETS:
        house = subject is not None and subject.lemma.lower() in _HOUSES
        if not who or (house and len(who) < 2):
            return None
        kind = ScheduledKind.MEETING
    else:
        kind = ScheduledKind.VISIT
    return Ahead(kind, sentence.index, token.index, name, who, time.edtf, where)


def _is_of(sentence: Sentence, time: Time, verb: Token) -> bool:
    """True where a time hangs on the verb itself, not on what is done or talked of there."""
    head = time_head(sentence, time)
    return head is not None and sentence.tokens[head].head == verb.index


def _visited(document: Document, sentence: Sentence, token: Token) -> Place | None:
    """The place that is the object of "visit"."""
    for mention in document.mentions_in(sentence.index):
        head = sentence.tokens[mention.head]
        if head.head == token.index and head.universal == "obj" and mention.states:
            return located(document, mention.text, mention.start, mention.end, mention.states[0])
    return None


def _accepted(sentence: Sentence, token: Token) -> bool:
    """ "Accepted an invitation to visit Peru": an accepted invitation is a planned visit."""
    above = sentence.head(token.index)
    if above is None or above.lemma.lower() != "invitation":
        return False
    spoken = clause(sentence, above.index)
    return sentence.tokens[spoken.verb].lemma.lower() == "accept" and not spoken.negated


def _expected(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    """ "The king is expected in Muscat on Thursday", "is due in Muscat": a visit."""
    subject = sentence.child(token.index, "nsubj:pass", "nsubj")
    place = place_of(document, sentence, token.index)
    time = next(times_of(document, sentence, token.index), None)
    if subject is None or place is None or time is None or time.edtf is None:
        return None
    if not is_ahead(document, time.edtf) or clause(sentence, token.index).negated:
        return None
    if sentence.child(token.index, "xcomp", "ccomp") is not None:
        return None  # expected to do something there
    guests = {
        code
        for m in document.mentions_in(sentence.index)
        if m.agent and m.head in sentence.subtree(subject.index)
        for code in m.states
    }
    if not guests or place.state in guests:
        return None
    last = next((t for t in sentence.tokens if t.end >= (place.end or 0)), token)
    name = Span.of(document.text, token.start, last.end)
    who = tuple(dict.fromkeys([*sorted(guests), *([place.state] if place.state else [])]))
    return Ahead(ScheduledKind.VISIT, sentence.index, token.index, name, who, time.edtf, place)
