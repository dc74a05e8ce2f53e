"""When an undated report must have been written, told from its own dates.

What it tells as past lies behind it, what it tells as ahead lies before it; "this year" beside a
date that lies ahead ties it to that year. Where only one side is bounded, news is taken to tell of
what is no more than a year off. Each bound keeps the clause that gives it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from dragoman.dates import earliest, interval, latest
from dragoman.language.sentence import Sentence, Token
from dragoman.read.clause import case_of
from dragoman.read.temporal.anchor import Tense
from dragoman.read.temporal.tense import FUTURE_VERBS, governor, verb_tense
from dragoman.record import Dated, Time
from dragoman.report import Span

WITHIN = timedelta(days=364)
"""How far off a dated plan, or a dated piece of news, is taken to lie at most."""

NEWS_SENTENCES = 3
"""Sentences, from the head of a report, in which it tells its news."""

_MOVED = re.compile(
    r"\b(?:postponed|delayed|deferred|adjourned|extended|put off|pushed back|moved back)\b"
    r"[^.;]*\b(?:until|to)\s+(?:(?:the )?(?:first|second) half of |(?:early|mid|late)[ -])?$",
    re.I,
)
_TIMETABLED = frozenset(
    "hold begin start open close end expire vote elect host fall convene resume arrive".split()
)
"""Verbs whose present, with a day, tells of what is fixed for that day."""
_PLANS = re.compile(r"\b(?:prepar(?:ing|ations?)|plan(?:s|ning)?) for\b[^.;,]*$", re.I)
_GOAL = re.compile(
    r"\b(?:targets?|goals?|levels?|by|agenda|until|through|beyond|to|vision|strategy|before|end)\b",
    re.I,
)
_THIS_YEAR = re.compile(r"\b(?:(?:later|earlier) )?(?:in )?this year\b|\blater in the year\b", re.I)
_UPCOMING = re.compile(
    r"\b(?:upcoming|forthcoming)(?: [\w'’-]+){1,6}?(?=[,.;]| (?:in|on|of) )", re.I
)
_OPEN = re.compile(
    r"(?:will|upcoming|forthcoming|plan|plans|planned|planning|prepar\w*|schedul\w*|ahead|next"
    r"|targets?|goals?|deadline|proposed|expected)$"
)
"""Words in a sentence whose dates may lie ahead."""
_ANNIVERSARY = re.compile(r"\b(?:anniversary|jubilee)\b", re.I)
_FOR = re.compile(r"\b(?:for|towards?|ahead of|(?:in )?advance of)\b[^,.;]*$", re.I)
"""What a year is told of as a purpose: "a roadmap for elections in 2024"."""
_NAMED = re.compile(
    r"\b(?:during|following|after|since|at) (?:the|an?|his|her|its|their|our)(?: [\w’'-]+){1,7}"
    r"(?: held)?(?: on| in)?\s*$",
    re.I,
)
"""A day that belongs to what was: "build on talks held during their summit on March 12"."""
_BELONGS = re.compile(
    r"\b(?:during|following|after|since|in the wake of)\b(?: [\w’',-]+){1,8}(?: on| in)?\s*$"
)
"""The same of a day that no verb has for itself."""
_FISCAL = re.compile(r"\b(?:fiscal|financial|FY)\b", re.I)


class Points(Enum):
    """What a time says of the day of the report: it lies behind, ahead, in that year."""

    PAST = auto()
    NEWS = auto()
    AHEAD = auto()
    YEAR_AHEAD = auto()
    YEAR_OF = auto()


@dataclass(frozen=True, slots=True)
class _Evidence:
    points: Points
    first: date
    last: date
    time: Time
    sentence: Sentence


def written(text: str, sentences: Sequence[Sentence], times: Sequence[Time]) -> Dated | None:
    """The interval in which the text must have been written; None where nothing bounds it."""
    starts = [s.start for s in sentences]
    found = []
    for time in times:
        k = bisect_right(starts, time.start) - 1
        if k >= 0 and (evidence := _evidence(text, sentences[k], time)) is not None:
            found.append(evidence)
    ahead = [e for e in found if e.points is Points.AHEAD]
    stop = min(ahead, key=lambda e: e.first, default=None)
    past = [
        e
        for e in found
        if e.points in (Points.PAST, Points.NEWS) and (stop is None or e.first < stop.first)
    ]
    start = max(past, key=lambda e: e.first, default=None)
    first = start.first if start is not None else None
    spans = [_clause(text, e) for e in (start, stop) if e is not None]
    said = _THIS_YEAR.search(text)
    last: date | None
    if stop is not None:
        upcoming = _upcoming(text, stop)
        spans += upcoming
        # What "is upcoming" has not begun; a visit told as ahead may begin on the day itself.
        last = stop.first - timedelta(days=1 if upcoming else 0)
        if said is not None:
            first = max(first or date.min, date(last.year, 1, 1))
            spans.append(_sentence_of(text, sentences, said.start(), said.end()))
        elif first is None or last - first > WITHIN:
            first = last - WITHIN
    else:
        first, last, more = _one_sided(found, first, start)
        spans += [_clause(text, e) for e in more]
    if (first is None and last is None) or (first and last and first > last):
        return None
    return Dated(interval(first, last), tuple(sorted(dict.fromkeys(spans), key=lambda s: s.start)))


def _one_sided(
    found: Sequence[_Evidence], first: date | None, start: _Evidence | None
) -> tuple[date | None, date | None, list[_Evidence]]:
    """The interval where no day ahead bounds the report."""
    of = [e for e in found if e.points is Points.YEAR_OF]
    if of and (first is None or first <= of[-1].last):
        return max(first or of[-1].first, of[-1].first), of[-1].last, of[-1:]
    years = [e for e in found if e.points is Points.YEAR_AHEAD]
    if years:
        # A plan for a year that is named is mostly told in the year before: of its own year one
        # says "this year".
        year = min(years, key=lambda e: e.first)
        last = year.first - timedelta(days=1)
        if first is None or first <= last:
            return max(first or date(last.year, 1, 1), date(last.year, 1, 1)), last, [year]
    if start is not None and start.points is Points.NEWS and first is not None:
        return first, first + WITHIN, []
    return first, None, []


def _evidence(text: str, sentence: Sentence, time: Time) -> _Evidence | None:
    if time.edtf is None or time.type not in ("DATE", "TIME"):
        return None
    first, last = earliest(time.edtf), latest(time.edtf)
    if first is None or last is None or (last - first).days > 366 or first.year <= 1:
        return None
    if not re.search(r"\d{4}", time.text):
        return None
    says = points(text, sentence, time, whole_year=(last - first).days >= 180)
    return None if says is None else _Evidence(says, first, last, time, sentence)


def points(text: str, sentence: Sentence, time: Time, *, whole_year: bool) -> Points | None:
    """What a time that names its year says of the day of the report, None where nothing."""
    before = text[sentence.start : time.start]
    near = before[-60:]
    if whole_year and _ANNIVERSARY.search(text[time.end : time.end + 40]):
        return Points.YEAR_OF
    if re.search(r"\b(?:since|dated)\s*$", before):
        return Points.PAST
    purpose = _FISCAL.search(near[-12:] + time.text) or _FOR.search(before[-100:])
    if whole_year and purpose and not _PLANS.search(near):
        return None
    if re.search(r"\bthis\s*$", before):
        return None  # "commemorate this April 25, 2022": near, before or after
    if not whole_year and _MOVED.search(before):
        return Points.AHEAD
    if re.search(r"\b(?:until|through)\s*$", before) and not whole_year:
        # "remains in effect until April": it has not ended yet.
        verb = governor(sentence, _head(sentence, time).index)
        now = verb is not None and verb_tense(sentence, verb.index) is Tense.PRESENT
        return Points.AHEAD if now else None
    if re.search(r"\b(?:until|by|through|before|beyond|than|as of|effective)\s*(?:the )?$", before):
        return None
    if whole_year and _PLANS.search(near) and not _GOAL.search(near[-16:]):
        return Points.YEAR_AHEAD
    token = _head(sentence, time)
    verb = _verb_of(sentence, token)
    if verb is None:
        return _by_noun(sentence, token, near, whole_year=whole_year)
    tense = _tense(sentence, verb, token)
    if tense is Tense.PAST and _is_infinitive(sentence, verb):
        # "announced a delegation to attend the opening on May 6": that day may lie ahead.
        return None
    if tense is Tense.PRESENT and time.edtf is not None and len(time.edtf) == len("2024-04-10"):
        # "the election, which Togo holds on April 10, 2024": the present of what is timetabled.
        return Points.AHEAD if verb.lemma.lower() in _TIMETABLED else None
    if tense is Tense.FUTURE or _is_progressive(sentence, verb):
        return None if whole_year or _NAMED.search(before[-80:]) else Points.AHEAD
    if tense is Tense.PAST and not (whole_year and _GOAL.search(near[-16:])):
        main = verb.universal in ("root", "conj") and sentence.index <= NEWS_SENTENCES
        day = len(time.edtf or "") >= len("2024-04-10")
        return Points.NEWS if main and day else Points.PAST
    return None


def _by_noun(sentence: Sentence, token: Token, near: str, *, whole_year: bool) -> Points | None:
    """What a time beside a noun tells: "during her August 2021 visit", "upcoming May talks"."""
    noun = sentence.head(token.index)
    if _follows_infinitive(sentence, token):
        return None
    if _UPCOMING.search(near + " ,"):
        return None if whole_year else Points.AHEAD
    if noun is None or any(_OPEN.match(t.lower) for t in sentence.tokens):
        return None
    verb = governor(sentence, noun.index)
    if verb is None or not _is_told_as_past(sentence, verb):
        return None
    if whole_year:
        return None if _GOAL.search(near[-16:]) or _modifies(sentence, token) else Points.PAST
    tied = case_of(sentence, noun.index) in ("during", "after", "following")
    first = tied and sentence.index <= NEWS_SENTENCES
    return Points.NEWS if first else Points.PAST


def _is_told_as_past(sentence: Sentence, verb: Token) -> bool:
    if any(t.lower in ("was", "were", "had") for t in sentence.children(verb.index, "aux", "cop")):
        return True
    return verb_tense(sentence, verb.index) is Tense.PAST


def _modifies(sentence: Sentence, token: Token) -> bool:
    """True for a year before a noun: "its 2030 target", "the 2021 sinking"."""
    if token.head <= token.index:
        return False
    return sentence.tokens[token.head].upos in ("NOUN", "PROPN")


def _head(sentence: Sentence, time: Time) -> Token:
    """The word of a time that the rest of the sentence governs."""
    covered = [t for t in sentence.tokens if t.start < time.end and t.end > time.start]
    inside = {t.index for t in covered}
    heads = [t for t in covered if t.head not in inside]
    return heads[-1] if heads else covered[-1] if covered else sentence.root


def _verb_of(sentence: Sentence, token: Token) -> Token | None:
    """The verb that a time modifies itself, None where it modifies a noun."""
    above = sentence.head(token.index)
    if above is None or token.universal not in ("obl", "advmod", "nmod", "conj", "obj"):
        return None
    while above is not None and above.upos == "PROPN" and above.universal == "obl":
        # "met in Rome in May 2023", hung on Rome.
        above = sentence.head(above.index)
    if above is None:
        return None
    predicate = above.upos in ("VERB", "AUX") or sentence.child(above.index, "cop") is not None
    return above if predicate else None


def _tense(sentence: Sentence, verb: Token, token: Token) -> Tense:
    if verb.lemma.lower() in FUTURE_VERBS:
        if any(verb.index < t.index < token.index for t in sentence.children(verb.index, "xcomp")):
            # "decided to proceed on June 19": the parser may hang the day on either verb.
            return Tense.FUTURE
        if verb.universal in ("acl", "amod") and verb.lower.endswith("ed"):
            # "completion expected in 2027"
            return Tense.FUTURE
    auxiliaries = {t.lower for t in sentence.children(verb.index, "aux", "cop")}
    if auxiliaries & {"was", "were", "had"}:
        return Tense.PAST
    return verb_tense(sentence, verb.index)


def tells_when(text: str, sentence: Sentence, time: Time) -> bool:
    """True of a time that a verb has for itself: not "the May 4 protests", nor an anniversary."""
    if _ANNIVERSARY.search(text[max(sentence.start, time.start - 60) : time.start]):
        return False
    token = _head(sentence, time)
    return _verb_of(sentence, token) is not None or _follows_infinitive(sentence, token)


def stands_as_when(text: str, sentence: Sentence, time: Time) -> bool:
    """True of a day after "on", "at" or a place and a comma, on whatever the parser hung it.

    Not of an anniversary, nor of a day that belongs to what was ("following their talks on May 4").
    """
    before = text[sentence.start : time.start]
    if _ANNIVERSARY.search(before[-60:]) or _BELONGS.search(before[-80:]):
        return False
    return re.search(r"(?:\b(?:on|at|from)|,)\s*(?:the )?$", before) is not None


def _follows_infinitive(sentence: Sentence, token: Token) -> bool:
    """True where the nearest verb before a time is "to attend", on whatever word the time hangs."""
    for before in reversed(sentence.tokens[: token.index]):
        if before.upos in ("VERB", "AUX"):
            return _is_infinitive(sentence, before)
    return False


def _is_infinitive(sentence: Sentence, verb: Token) -> bool:
    return any(t.lower == "to" for t in sentence.children(verb.index, "mark"))


def _is_progressive(sentence: Sentence, verb: Token) -> bool:
    """ "is holding an election from March 15": the present that tells of what is arranged."""
    if not verb.lower.endswith("ing"):
        return False
    leading = sentence.tokens[max(0, verb.index - 3) : verb.index]
    return any(t.lower in ("is", "are", "'s", "’s") for t in leading)


def _clause(text: str, evidence: _Evidence) -> Span:
    return _sentence_span(text, evidence.sentence, evidence.time.start, evidence.time.end)


def _sentence_of(text: str, sentences: Sequence[Sentence], start: int, end: int) -> Span:
    sentence = next((s for s in sentences if s.start <= start < s.end), None)
    return _sentence_span(text, sentence, start, end)


def _sentence_span(text: str, sentence: Sentence | None, start: int, end: int) -> Span:
    """The sentence without its full stop where it is short enough to be read as one clause."""
    if sentence is None or sentence.end - sentence.start > 160:
        return Span.of(text, start, end)
    stop = sentence.end
    while stop > end and text[stop - 1] in ".!? \n":
        stop -= 1
    return Span.of(text, sentence.start, stop)


def _upcoming(text: str, stop: _Evidence | None) -> list[Span]:
    """Where the report calls "upcoming" what the dated clause tells of."""
    if stop is None or stop.sentence is None:
        return []
    nouns = {t.lemma.lower() for t in stop.sentence.tokens if t.upos == "NOUN"}
    for found in _UPCOMING.finditer(text):
        words = {w.lower().rstrip("s") for w in found.group().split()[1:]}
        if words & {n.rstrip("s") for n in nouns}:
            return [Span.of(text, found.start(), found.end())]
    return []
