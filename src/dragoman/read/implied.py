"""To whom a directed act is done that names nobody: the other side that the report deals with.

Looked for in turn: the one other state that the words of the act itself name; the one other state
of the sentence; the one state that the same side had to do with in the events told before, in this
paragraph or the one above it. Where more than one would do, nobody is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.codes import EventType, Sector
from dragoman.language.lexicon import Entry
from dragoman.language.sentence import Sentence
from dragoman.read.clause import clause
from dragoman.read.document import Candidate, Document, MentionKind
from dragoman.read.what import lemma
from dragoman.record import Actor

_DIRECTED = frozenset(
    {
        EventType.REJECT,
        EventType.REQUEST,
        EventType.SANCTION,
        EventType.THREATEN,
    }
)
"""Types that are aimed at somebody; a charge may be laid against nobody in particular."""
_WORDED = frozenset({EventType.CONCEDE, EventType.RETREAT, EventType.SANCTION})
"""Types whose object may name whom they are aimed at: "lifted its ban on maize from Chad"."""
_ABROAD = frozenset({Sector.GOV, Sector.MIL, Sector.COP, Sector.SPY, Sector.IGO, Sector.REB, None})
"""Sectors that deal with other states; an opposition or a court deals with its own."""
_PUT = frozenset(
    "accusation allegation appeal call charge claim criticism demand idea invitation it offer "
    "plan proposal protest remark request statement suggestion term that this threat ultimatum "
    "warning".split()
)
"""What the other side has put forward, where it is rejected."""
_TELL = frozenset(
    "answer be comment confirm describe detail disclose discuss elaborate explain give identify "
    "name provide reply respond reveal say speak specify talk".split()
)
"""What the press is refused: "declined to comment"."""
_HARMS = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.SANCTION, EventType.REJECT}
)
"""Types that a warning is a threat of."""


def completed(document: Document, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those without the recipient that their kind asks for given the other side
    that is plain from the report; one that lacks a side still is left out.
    """
    found: list[Candidate] = []
    for candidate in candidates:
        lacking = bool(candidate.extra.get("lacking"))
        if lacking and not _is_threat(candidate, candidates):
            continue
        sentence = document.sentences[candidate.sentence]
        aimed = candidate.type in _DIRECTED | _WORDED and _is_directed(sentence, candidate)
        if aimed and not candidate.recipients and is_abroad(document, candidate):
            recipients = _other_side(document, candidate, found)
            if recipients:
                extra = {**candidate.extra, "implied": True}
                candidate = replace(candidate, recipients=recipients, extra=extra)
        if candidate.recipients or not lacking:
            found.append(candidate)
    return found


def _is_directed(sentence: Sentence, candidate: Candidate) -> bool:
    entry: Entry | None = candidate.extra.get("entry")
    if entry is None or entry.role is None or entry.pos != "verb" or "denies" in entry.flags:
        return False  # a denial answers a charge, whoever made it
    if entry.role.kind != "directed" or len(_states(candidate.actors)) != 1:
        return False
    # "urged its members to vote": who is asked is told, though by no name.
    told = sentence.children(candidate.head, "obj", "iobj") and sentence.child(
        candidate.head, "xcomp"
    )
    return candidate.type is not EventType.REQUEST or not told


def is_abroad(document: Document, candidate: Candidate) -> bool:
    """False for what a state's own people settle among themselves: a resignation, a budget."""
    if any(a.sector not in _ABROAD for a in candidate.actors):
        return False
    sentence = document.sentences[candidate.sentence]
    objects = clause(sentence, candidate.head).objects
    if candidate.type is EventType.REJECT and objects:
        return any(lemma(sentence.tokens[i]) in _PUT for i in objects)
    asked = {lemma(c) for c in sentence.children(candidate.head, "xcomp")}
    if candidate.type is EventType.REJECT and asked & _TELL:
        return False
    below = (sentence.tokens[i].lower for i in sentence.subtree(candidate.head))
    return not any(word.startswith("resign") for word in below)


def _is_threat(candidate: Candidate, others: Iterable[Candidate]) -> bool:
    """True save for a warning of what the one who warns would not do: "warned of a drought"."""
    if candidate.type is not EventType.THREATEN:
        return True
    mine = _states(candidate.actors)
    return any(
        c.sentence == candidate.sentence
        and c.extra.get("above") == candidate.head
        and c.type in _HARMS
        and _states(c.actors) == mine
        for c in others
    )


def _other_side(
    document: Document, candidate: Candidate, before: Sequence[Candidate]
) -> tuple[Actor, ...]:
    """Who else is told of, by the nearest words that name one other state and no more."""
    mine = _states(candidate.actors)
    sentence = document.sentences[candidate.sentence]
    below = set(sentence.subtree(candidate.head))
    here = [m for m in document.mentions_in(candidate.sentence) if m.agent]
    worded = [
        m
        for m in document.mentions_in(candidate.sentence)
        if m.head in below and m.kind in {MentionKind.STATE, MentionKind.DEMONYM}
    ]
    if candidate.type not in _DIRECTED:
        others = [a for m in worded for a in m.actors if a.state and a.state not in mine]
        return tuple(others[:1]) if len(_states(others)) == 1 else ()
    for named in (
        [a for m in here if m.head in below for a in m.actors],
        [a for m in worded for a in m.actors if candidate.type in _WORDED],
        [a for m in here for a in m.actors],
        [a for c in _near(document, candidate, before) for a in c.actors + c.recipients],
    ):
        others = [a for a in named if a.state and a.state not in mine]
        if others:
            return _named(document, candidate, others) if len(_states(others)) == 1 else ()
    return ()


def _named(document: Document, candidate: Candidate, others: Sequence[Actor]) -> tuple[Actor, ...]:
    """The state of `others` where it was last named itself, else the first of them."""
    (state,) = _states(others)
    plain = [
        m.actors[0]
        for i in range(candidate.sentence + 1)
        for m in document.mentions_in(i)
        if m.kind is MentionKind.STATE and m.states == (state,) and m.agent
    ]
    return (plain[-1],) if plain else (others[0],)


def _near(document: Document, candidate: Candidate, before: Sequence[Candidate]) -> list[Candidate]:
    """The events between the actor and another side, told in this paragraph or the one above."""
    mine = _states(candidate.actors)
    start = document.sentences[candidate.sentence].start
    return [
        c
        for c in before
        if (c.sentence, c.head) < (candidate.sentence, candidate.head)
        and document.text.count("\n\n", document.sentences[c.sentence].start, start) < 2
        and mine & _states(c.actors + c.recipients)
        and not c.background
    ]


def _states(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(a.state for a in actors if a.state)
