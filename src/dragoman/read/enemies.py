"""Against whom forces strike where the words name no state: the one other side that is plain.

A town that no table knows, "ten people", "three hospitals": they are of whoever tells of the attack
if it is another state, else of the one other state that the sentence names, else of the one that
the report has named so far. Where several would do, nobody is taken.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.codes import EventType, Sector
from dragoman.language import lexicon
from dragoman.read.clause import case_of, clause
from dragoman.read.document import Candidate, Document, MentionKind
from dragoman.read.lemmas import lemma
from dragoman.read.phrases import place_of
from dragoman.record import Actor, Place

_FORCES = frozenset({Sector.MIL, Sector.GOV, Sector.SPY, None})
_NAMING = frozenset(
    {
        MentionKind.BODY,
        MentionKind.DEMONYM,
        MentionKind.METONYM,
        MentionKind.OFFICE,
        MentionKind.PERSON,
        MentionKind.PLACE,
        MentionKind.STATE,
    }
)
_WEAPONS = frozenset({"aerial", "drone", "heavy-weapons", "unconventional"})
"""Modes of what is done to an enemy; a government may well kill its own people by other means."""
_TALKING = frozenset(
    {
        EventType.ACCUSE,
        EventType.AGREE,
        EventType.AID,
        EventType.CONSULT,
        EventType.REQUEST,
        EventType.SUPPORT,
    }
)
_CAUSE = frozenset({"in", "by", "from", "during", "after"})


def enemy(document: Document, candidate: Candidate) -> str | None:
    """The state that an attack by another's forces was against, None where it is not plain."""
    mine = {a.state for a in candidate.actors}
    if candidate.type is not EventType.ASSAULT or len(mine) != 1 or None in mine:
        return None
    if any(a.sector not in _FORCES for a in candidate.actors):
        return None
    if not mine <= document.knowledge.states.keys():
        return None
    teller = told_by(document, candidate)
    if teller is not None:
        return teller
    of_weapons = candidate.mode in _WEAPONS or all(a.sector is Sector.MIL for a in candidate.actors)
    of_weapons = of_weapons or _by_attack(document, candidate)
    if not of_weapons and not candidate.recipients:
        return None
    here = _others(document, candidate.sentence, candidate.sentence, mine)
    if here:
        return here.pop() if len(here) == 1 else None
    before = _others(document, 0, candidate.sentence, mine)
    return before.pop() if len(before) == 1 else None


def _by_attack(document: Document, candidate: Candidate) -> bool:
    """True where an attack is the subject: "Chad's air raids killed nine"."""
    sentence = document.sentences[candidate.sentence]
    if sentence.tokens[candidate.head].upos != "VERB":
        return False
    nouns = (lemma(sentence.tokens[i]) for i in clause(sentence, candidate.head).subjects)
    words = lexicon.load()
    return any(e.type is EventType.ASSAULT for noun in nouns for e in words.of("noun", noun))


def told_by(document: Document, candidate: Candidate) -> str | None:
    """The other state whose people tell of a deed, where the sentence names none but these two."""
    mine = {a.state for a in candidate.actors}
    start = document.sentences[candidate.sentence].tokens[candidate.head].start
    frames = document.frames_at(start)
    voices = {v.state for f in frames for v in f.voices if v.state} - mine
    others = _others(document, candidate.sentence, candidate.sentence, mine)
    return voices.pop() if len(voices) == 1 and voices == others else None


def bystanders(document: Document, told: Iterable[Candidate]) -> set[str | None]:
    """States that talk to others, judge them and help them, and that of an office that publishes
    the report: none of these is at war for that, save whom others help.
    """
    outlet = document.knowledge.outlet(document.report.publisher or "")
    mine: set[str | None] = {outlet.state} if outlet is not None and outlet.official else set()
    found: set[str | None] = set()
    helped: set[str | None] = set()
    for c in told:
        if c.type in _TALKING:
            found |= {a.state for a in c.actors}
        if c.type is EventType.AID:
            helped |= {a.state for a in c.recipients}
    return (found - helped) | mine


def besides(document: Document, aside: set[str | None]) -> tuple[Actor, ...]:
    """The one state that the report tells of besides some; nobody where there are several."""
    states = _others(document, 0, len(document.sentences) - 1, aside)
    acting = [m for m in document.mentions if m.agent and states & set(m.states)]
    named = {s for m in acting for s in m.states if s in states}
    return acting[0].actors[:1] if len(named) == 1 else ()


def placed(document: Document, candidate: Candidate) -> Place | None:
    """The place of the verb that an attack hangs on, with its state, where that is not the
    attacker's: "were hurt in Togo in Malian raids".
    """
    sentence = document.sentences[candidate.sentence]
    token = sentence.tokens[candidate.head]
    above = sentence.head(candidate.head)
    if token.upos != "NOUN" or above is None or above.upos != "VERB":
        return None
    if token.universal != "obl" or case_of(sentence, candidate.head) not in _CAUSE:
        return None
    place = place_of(document, sentence, above.index)
    if place is None or place.state is None or place.state in {a.state for a in candidate.actors}:
        return None
    return place


def _others(document: Document, first: int, last: int, mine: set[str | None]) -> set[str]:
    """States that the sentences name besides those of the attacker."""
    states = document.knowledge.states
    return {
        s
        for i in range(first, last + 1)
        for m in document.mentions_in(i)
        if m.kind in _NAMING
        for s in m.states
        if s not in mine and s in states
    }
