"""A meeting of a series that names no side of its own: "the last summit took place in Accra".

Its sides are those of the standing mechanism that the report tells of, where the noun is in the
mechanism's name. Only one meeting is an event: a singular noun that was held, with a day or a
place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.codes import EventType
from dragoman.language.sentence import Sentence
from dragoman.read import series
from dragoman.read.clause import clause
from dragoman.read.document import Candidate, Document, Mention, MentionKind
from dragoman.read.phrases import words
from dragoman.record import Actor, Mechanism

_KNOWN = frozenset("the this that".split())
_HELD = frozenset("take hold convene occur happen conclude meet".split())
"""Verbs of which a meeting is the subject where it was held ("took place", "was held")."""


def sided(
    document: Document, waiting: Sequence[Candidate], found: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """The candidates of `waiting` that are meetings of a series, with its parties as actors."""
    meetings = [c for c in waiting if _is_meeting(document.sentences[c.sentence], c)]
    if not meetings:
        return ()
    standing = series.mechanisms(document, found)
    return tuple(
        replace(c, actors=actors, extra={**c.extra, "implied": True})
        for c in meetings
        if (actors := _parties(document, c, standing))
    )


def of_series(document: Document, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates; a meeting that a standing body holds ("the commission is to hold its first
    session") with the body's parties as actors, instead of whoever was named before.
    """
    if not any(_sits(document.sentences[c.sentence], c) for c in candidates):
        return list(candidates)
    standing = series.mechanisms(document, candidates)
    found = []
    for candidate in candidates:
        body = _sits(document.sentences[candidate.sentence], candidate)
        actors = _of(document, body, standing) if body else ()
        if len(actors) > 1:
            extra = {**candidate.extra, "implied": True}
            candidate = replace(candidate, actors=actors, recipients=(), extra=extra)
        found.append(candidate)
    return found


def _sits(sentence: Sentence, candidate: Candidate) -> str | None:
    """The standing body that holds a meeting of no two states' own: "the commission"."""
    told = {a.state for a in candidate.actors + candidate.recipients if a.state}
    verb = sentence.tokens[candidate.head]
    if candidate.type is not EventType.CONSULT or verb.upos != "VERB" or len(told) > 1:
        return None
    for i in clause(sentence, candidate.head).subjects:
        noun = sentence.tokens[i]
        known = any(c.lower in _KNOWN for c in sentence.children(i, "det"))
        if known and noun.upos == "NOUN" and noun.lemma.lower() in words("mechanisms", "bodies"):
            return noun.lemma.lower()
    return None


def _is_meeting(sentence: Sentence, candidate: Candidate) -> bool:
    noun = sentence.tokens[candidate.head]
    verb = sentence.head(candidate.head)
    return (
        candidate.type is EventType.CONSULT
        and noun.upos == "NOUN"
        and noun.features.get("Number") == "Sing"
        and noun.universal == "nsubj"
        and verb is not None
        and verb.lemma.lower() in _HELD
        and any(t.universal == "obl" for t in sentence.children(verb.index))
    )


def _parties(
    document: Document, candidate: Candidate, standing: Sequence[Mechanism]
) -> tuple[Actor, ...]:
    noun = document.sentences[candidate.sentence].tokens[candidate.head].lemma.lower()
    return _of(document, noun, standing)


def _of(document: Document, noun: str, standing: Sequence[Mechanism]) -> tuple[Actor, ...]:
    """The parties of the mechanism that has the noun in its name."""
    for mechanism in standing:
        name = {w.rstrip("s") for w in mechanism.name.lower().split()}
        if noun.rstrip("s") not in name or len(mechanism.parties) < 2:
            continue
        actors = tuple(_actor(document, party) for party in mechanism.parties)
        return tuple(a for a in actors if a is not None)
    return ()


def _actor(document: Document, state: str) -> Actor | None:
    """Who stands for a party: its first mention in the report that can act, of the state itself
    where there is one, else its first.
    """
    named = [(m, a) for m in document.mentions for a in m.actors if a.state == state]
    if not named:
        return None
    return min(named, key=lambda pair: (not _alone(pair[0]), not _whole(pair[0]), pair[0].start))[1]


def _whole(mention: Mention) -> bool:
    """True for the state itself: who comes to the meeting need not be anybody named so far."""
    return mention.kind is MentionKind.STATE


def _alone(mention: Mention) -> bool:
    return mention.agent and not mention.modifier and len(mention.actors) == 1
