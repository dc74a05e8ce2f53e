"""What a report tells as its news, and the day it is about.

Simple past and historic present in the main line are news (codebook, rule 19); what is planned,
possible, going on, or named in passing is not.
"""

from __future__ import annotations

import re

from dragoman.codes import Status
from dragoman.dates import earliest, latest, shift
from dragoman.language.sentence import Sentence, Token
from dragoman.read.clause import case_of
from dragoman.read.document import Candidate, Document
from dragoman.read.temporal.anchor import Tense
from dragoman.read.temporal.clauses import (
    LIGHT,
    clause_of,
    is_named_day,
    placed_times,
    trails,
    weekday_within,
    without_clock,
)
from dragoman.read.temporal.distance import Written
from dragoman.read.temporal.tense import governor, verb_tense
from dragoman.report import Span

Told = tuple[str | None, Span | None]
"""A date and the words that tell it."""


_HAS = frozenset({"has", "have", "'ve", "’ve"})


def is_news(sentence: Sentence, candidate: Candidate) -> bool:
    """True where the report tells the event as what happened on its day (codebook, rule 19)."""
    if candidate.background or candidate.status in (
        Status.ONGOING,
        Status.PLANNED,
        Status.POSSIBLE,
        Status.POSTPONED,
    ):
        return False
    token = sentence.tokens[candidate.head]
    token = _first_of(sentence, token)
    if token.upos in ("VERB", "AUX"):
        refused = candidate.status is Status.DID_NOT_HAPPEN
        if refused and (
            verb_tense(sentence, token.index) is Tense.FUTURE or _has_yet_to(sentence, token)
        ):
            return False
        return _in_main_line(sentence, token)
    verb = governor(sentence, token.index)
    if verb is None:
        return token.universal == "root"
    if token.universal == "obl" and token.head == verb.index:
        harmed = verb.lemma in _HARM and case_of(sentence, token.index) in _BY
        if harmed or _is_latest(sentence, token):
            return _in_main_line(sentence, verb)
    if token.universal in ("obj", "nsubj", "obl", "xcomp", "root") and token.head == verb.index:
        cancelled = candidate.status is Status.CANCELLED
        if cancelled and verb_tense(sentence, verb.index) is Tense.FUTURE:
            return False
        return (cancelled or verb.lemma in LIGHT) and _in_main_line(sentence, verb)
    return verb.index == candidate.head


_MANY = frozenset("series wave string spate barrage number".split())


def _first_of(sentence: Sentence, token: Token) -> Token:
    """The noun through which a sentence tells of another: "in a series of airstrikes", "the first
    day and the sixth round of talks begin".
    """
    while token.upos == "NOUN" and token.head >= 0:
        above = sentence.tokens[token.head]
        joined = token.universal == "conj" and above.upos == "NOUN"
        one_of = token.universal == "nmod" and above.lemma in _MANY
        if not joined and not (one_of and case_of(sentence, token.index) == "of"):
            break
        token = above
    return token


_HARM = frozenset("kill die injure wound hurt damage destroy hit displace perish".split())
_BY = frozenset(("in", "by", "during", "from"))
"""What tells the deed by the harm done: "three people are killed in an airstrike"."""


_LATEST = frozenset("first second third latest such".split())


def _is_latest(sentence: Sentence, token: Token) -> bool:
    """ "In the first such visit since": what the main verb tells, by its rank."""
    below = sentence.children(token.index)
    return any(t.lower == "in" for t in below) and any(t.lower in _LATEST for t in below)


_PERFECT = frozenset(("has", "have", "had", "'ve", "’ve"))


def _in_main_line(sentence: Sentence, verb: Token) -> bool:
    """True for a verb of the main clause, or of what is said there, in the past or the present."""
    perfect = {t.lower for t in sentence.children(verb.index, "aux")} & _PERFECT
    if perfect and not (perfect <= _HAS and _opens(sentence, verb)):
        return False
    current: Token | None = verb
    while current is not None and current.head >= 0:
        # A second root is a clause that the parser could not join: on the main line as well.
        if current.universal in ("conj", "ccomp", "xcomp", "parataxis", "root"):
            current = sentence.head(current.index)
            continue
        if current.relation == "acl:relcl" and _in_the_historic_present(sentence, current):
            current = governor(sentence, current.head)
            continue
        marks = {t.lower for t in sentence.children(current.index, "mark")}
        # "offering condolences", "met to urge": done with the main verb.
        return current.universal == "advcl" and marks <= {"to"}
    return True


_BY_NOW = frozenset(
    "already ever never not n't n’t yet previously repeatedly always long often since so".split()
)


def _opens(sentence: Sentence, verb: Token) -> bool:
    """True for the perfect of a report's first sentence, which tells its news: "has recalled its
    envoy"; not of what has been done so far ("has already visited", "has met four times").
    """
    told = sentence.head(verb.index) if verb.universal == "ccomp" else verb  # "says it has hit"
    if sentence.index or told is None or told.head >= 0:
        return False
    if verb.features.get("VerbForm") == "Ger" or verb.features.get("Tense") == "Pres":
        return False  # "has been carrying out"
    below = [sentence.tokens[i] for i in clause_of(sentence, verb.index)]
    return not any(t.lower in _BY_NOW or t.lower in ("times", "years") for t in below)


def _in_the_historic_present(sentence: Sentence, verb: Token) -> bool:
    """True for a clause in the simple present below a main clause in it: "gives a speech in which
    he proposes".
    """
    above = governor(sentence, verb.head)
    return above is not None and all(
        v.features.get("Tense") == "Pres"
        and v.features.get("VerbForm") == "Fin"
        and not sentence.children(v.index, "aux")
        for v in (verb, above)
    )


def at_once(sentence: Sentence, head: int) -> bool:
    """True for what is to be done on the day of the news: "will immediately suspend the treaty",
    "with immediate effect".
    """
    for i in clause_of(sentence, head):
        token = sentence.tokens[i]
        if token.lower == "immediately" and token.head == head:
            return True
        if token.lower == "effect" and any(
            c.lower == "immediate" for c in sentence.children(i, "amod")
        ):
            return True
    return False


def open_until(sentence: Sentence, candidate: Candidate, written: Written | None) -> Told:
    """What has not happened so far is open at its beginning: "has not yet condemned", "has yet to
    condemn".
    """
    auxiliaries = {t.lower for t in sentence.children(candidate.head, "aux")}
    if (
        candidate.status is Status.DID_NOT_HAPPEN
        and (auxiliaries & _HAS or _has_yet_to(sentence, sentence.tokens[candidate.head]))
        and written is not None
        and written.last is not None
    ):
        return f"../{written.last}", None
    return None, None


def _has_yet_to(sentence: Sentence, token: Token) -> bool:
    above = sentence.head(token.index)
    return token.universal == "xcomp" and above is not None and above.lower in _HAS


def day_of(document: Document, written: Written | None, at: int = 0) -> Told:
    """The day that sentence `at` goes on from: the day of the week, "today" or "yesterday" that a
    main clause told last before it, else the first past day that one near the head of the report
    tells.
    """
    if written is None or written.last is None:
        return None, None
    near = [s for s in document.sentences[:8] if s.start <= 1200]
    before = [s for s in reversed(near) if s.index < at]
    for sentence, moved_on in (*((s, True) for s in before), *((s, False) for s in near)):
        for i, time in placed_times(document, sentence):
            value = weekday_within(time, written) if time.edtf is None else without_clock(time.edtf)
            if value is None or time.type not in ("DATE", "TIME"):
                continue
            if not re.match(r"\d{4}-\d{2}-\d{2}", value):
                continue
            if not _tells_news(sentence, i) or (moved_on and not _moves_on(sentence, i)):
                continue
            first, last = earliest(value), latest(value)
            if first is None or last is None or last > written.last:
                continue
            if first < last and time.text.lower().startswith("this"):
                continue  # "this week" tells no day
            if written.first is not None and first < shift(written.first, days=-14):
                continue
            return value, Span.of(document.text, time.start, time.end)
    if not written.tells:
        return None, None  # bounded by offices alone: what is of some year is of no day
    return written.edtf, None


def _moves_on(sentence: Sentence, i: int) -> bool:
    """True for a day with which a story goes on, not a date that it looks back on: "on Tuesday"."""
    token, above = sentence.tokens[i], sentence.head(i)
    if above is None or not is_named_day(token):
        return False
    return above.upos in ("VERB", "AUX") or trails(sentence, i, above)


def _tells_news(sentence: Sentence, i: int) -> bool:
    verb = governor(sentence, i)
    if verb is None or not _in_main_line(sentence, verb):
        return False
    for above in (sentence.tokens[i], *sentence.ancestors(i)):
        if above.index == verb.index:
            break
        if above.universal == "nsubj" or (above.universal == "obj" and i < above.index):
            return False  # "Sunday's clashes were the worst"
    return verb_tense(sentence, verb.index) is not Tense.FUTURE and i in set(
        clause_of(sentence, verb.index)
    )
