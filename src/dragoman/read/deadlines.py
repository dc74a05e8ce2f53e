"""Deadlines and anniversaries ahead: what expires, ends or must be answered on a day, and what is
marked on one.
"""

from __future__ import annotations

from dragoman import dates
from dragoman.codes import ScheduledKind
from dragoman.language.sentence import Sentence, Token
from dragoman.read.counting import ordinal
from dragoman.read.document import Document
from dragoman.read.phrases import (
    Tense,
    clause,
    clause_head,
    is_ahead,
    is_past,
    place_of,
    states_of,
    subject_of,
    times_of,
    words,
)
from dragoman.read.votes import Ahead, span
from dragoman.report import Span


def deadline(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    """ "The deadline for a reply is May 3", "the lease expires in June", "a term ends in 2026"."""
    when = _first_ahead(document, sentence, token.index)
    if when is None and token.upos == "VERB":
        times = (t.edtf for t in times_of(document, sentence, token.index) if t.edtf)
        told = next(times, None)
        when = _week_on(document, told) if told is not None else None
    spoken = clause(sentence, token.index)
    if when is None or (spoken.tense is Tense.PAST and spoken.verb == token.index):
        return None
    if token.upos == "VERB":
        subject = sentence.child(token.index, "nsubj")
        if subject is None:
            return None
        lemma, noun = token.lemma.lower(), subject.lemma.lower()
        if lemma in ("end", "run") and noun not in words("scheduled", "terms"):
            return None
        first, _ = sentence.phrase(subject.index, "acl", "appos")
        start, end = sentence.offsets(first, token.index + 1)
        name = Span.of(document.text, start, end)
        who = states_of(document, sentence, sentence.subtree(subject.index))
    else:
        name = span(document, sentence, token.index, "for", "of", "to")
        who = states_of(document, sentence, range(len(sentence)))[:2]
    return Ahead(ScheduledKind.DEADLINE, sentence.index, token.index, name, who, when)


def time_left(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    """ "The two sides have until June 30 to answer": a deadline."""
    subject = sentence.child(token.index, "nsubj")
    time = next(times_of(document, sentence, token.index), None)
    if subject is None or time is None or time.edtf is None or not is_ahead(document, time.edtf):
        return None
    until = document.text[max(0, time.start - 8) : time.start].lower().split()
    if until[-1:] not in (["until"], ["till"]) or clause(sentence, token.index).negated:
        return None
    aim = document.text[time.end : sentence.end].split(",")[0].rstrip(" .;")
    if not aim.startswith(" to "):
        return None
    name = Span.of(document.text, time.end + len(" to "), time.end + len(aim))
    who = states_of(document, sentence, sentence.subtree(subject.index))
    who = who or states_of(document, sentence, range(len(sentence)))[:2]
    when = time.edtf.rpartition("/")[2]
    return Ahead(ScheduledKind.DEADLINE, sentence.index, token.index, name, who, when)


def _first_ahead(document: Document, sentence: Sentence, *anchors: int) -> str | None:
    """The first date with one of some words that lies ahead."""
    times = (t.edtf for i in anchors for t in times_of(document, sentence, i) if t.edtf)
    return next((t for t in times if is_ahead(document, t)), None)


def _week_on(document: Document, when: str) -> str | None:
    """A weekday taken for the last one, of what has yet to expire: the next one."""
    first, last = dates.earliest(when), dates.latest(when)
    if first is None or first != last:
        return None
    later = str(dates.shift(first, weeks=1))
    return later if is_past(document, when) and is_ahead(document, later) else None


def years(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    """ "Will mark 30 years of diplomatic relations on July 17"."""
    above = sentence.head(token.index)
    counted = sentence.child(token.index, "nummod")
    if above is None or counted is None or token.universal != "obj":
        return None
    spoken = clause(sentence, token.index)
    if above.lemma.lower() not in ("mark", "celebrate", "commemorate") or spoken.negated:
        return None
    when = _first_ahead(document, sentence, token.index)
    subject = subject_of(sentence, spoken.verb)
    if when is None or subject is None or spoken.tense is Tense.PAST:
        return None
    who = states_of(document, sentence, sentence.subtree(subject.index))
    name = span(document, sentence, token.index, "of", "since")
    kind = ScheduledKind.ANNIVERSARY
    return Ahead(kind, sentence.index, token.index, name, who, when)


def anniversary(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    """ "Will mark the 50th anniversary of relations on 3 October"."""
    i = token.index
    if token.relation == "compound":
        return None  # "the 50th Anniversary Summit"
    if not any(ordinal(c.text) for c in sentence.children(i)) and sentence.child(i, "nmod") is None:
        return None
    anchors = [i]
    verb = clause_head(sentence, i)
    above = sentence.head(verb)
    if above is not None:
        anchors.append(above.index)
    when = _first_ahead(document, sentence, *anchors)
    if when is None:
        return None
    name = span(document, sentence, i, "of")
    inside = sentence.subtree(i)
    who = states_of(document, sentence, inside)
    if not who:
        subject = sentence.child(verb, "nsubj") or sentence.child(anchors[-1], "nsubj")
        if subject is not None:
            who = states_of(document, sentence, sentence.subtree(subject.index))
    where = place_of(document, sentence, anchors[-1])
    return Ahead(ScheduledKind.ANNIVERSARY, sentence.index, i, name, who, when, where)
