"""Sides that no table knows, kept as the text calls them: a company, a newspaper, a named person.

Where a slot of a coded deed holds nobody known, but the other side is a state, its organs, an
organisation or an armed or political group, what stands in the slot is that side if it is a name of
somebody, a word for people or for a body of them (`people.toml`), or a thing that the words place
in a state. Its state is the one whose it is or in which it lies, else, for what organs of a state
do at home, theirs (codebook, rule 4); else it has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.codes import EventType, Sector
from dragoman.language.lexicon import Slot, Slots
from dragoman.language.sentence import Sentence
from dragoman.read.clause import case_of, conjuncts, content, possessors
from dragoman.read.document import Candidate, Document
from dragoman.read.finder import Finder
from dragoman.read.owners import called, owners
from dragoman.read.reach import inside
from dragoman.read.victims import sector_of
from dragoman.record import Actor

_AT_HOME = frozenset({Sector.GOV, Sector.JUD, Sector.COP, Sector.LEG, Sector.SPY, Sector.MIL})
"""Sectors that have to do with their own people, if with nobody abroad."""
_PUBLIC = _AT_HOME | {Sector.IGO, Sector.REB, Sector.PTY, Sector.OPP}
_DONE_TO = frozenset(EventType) - {EventType.CONSULT, EventType.AGREE, EventType.COOPERATE}
_THINGS = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.RETREAT, EventType.SANCTION, EventType.AID}
)
"""Types that are done to things and places as well as to people."""
_JUDGED = frozenset({EventType.SUPPORT})
"""Types that a state does not do to its own."""
_NAMES = frozenset({"PER", "ORG", "NORP", ""})
_PLACES = frozenset({"LOC", "GPE", "FAC"})
"""Labels of names that are a place's, or that of somebody unknown taken for one."""
_COURTS = frozenset({Sector.JUD, Sector.COP, Sector.LEG})
_PLAIN = frozenset({"nsubj", "obj", "iobj", "obl", "nmod"})
_IN = frozenset("in at near across throughout outside inside within of from around over".split())


def completed(
    finder: Finder, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and recipients, a side that is missing taken as the text describes it."""
    if finder.role.kind != "directed" or finder.entry.type not in _DONE_TO:
        return actors, recipients
    if actors and not recipients and _acts(actors):
        recipients = tuple(_all(finder, finder.role.recipient, actors))
    elif recipients and not actors and any(r.state for r in recipients):
        actors = tuple(_all(finder, finder.role.actor, ()))
    return actors, recipients


def given(candidate: Candidate) -> Candidate:
    """The candidate with the recipients that its words describe, where nobody better was found."""
    meant = candidate.extra.get("described")
    return replace(candidate, recipients=meant) if meant and not candidate.recipients else candidate


def _acts(actors: tuple[Actor, ...]) -> bool:
    return any(a.state and (a.sector is None or a.sector in _PUBLIC) for a in actors)


def _all(finder: Finder, slots: Slots, others: tuple[Actor, ...]) -> list[Actor]:
    """Whom the first slot describes in which somebody stands."""
    for alternative in slots:
        found = [
            actor
            for slot in alternative
            for place in _places(finder, slot)
            for i in conjuncts(finder.sentence, place)
            for actor in _one(finder, content(finder.sentence, i), others)
        ]
        if found:
            return found
    return []


def _places(finder: Finder, slot: Slot) -> tuple[int, ...]:
    if slot.relation == "below":
        words = inside(finder.sentence, finder.head)
        return tuple(t.index for t in words if case_of(finder.sentence, t.index) in slot.cases)
    return finder.places(slot) if slot.relation in _PLAIN else ()


def _one(finder: Finder, i: int, others: tuple[Actor, ...]) -> Iterator[Actor]:
    document, sentence = finder.document, finder.sentence
    token = sentence.tokens[i]
    if token.upos not in {"NOUN", "PROPN"} or token.lemma.lower() == finder.entry.inner:
        return
    mention = document.mention_at(sentence.index, i)
    if mention is not None and mention.head == i and mention.agent:
        return  # the tables know it, and it was no side
    sector = sector_of(sentence, i)
    label = token.name[2:]
    place = label in _PLACES and (mention is None or not mention.states)
    named = token.upos == "PROPN" and (label in _NAMES or place)
    where = _state(document, sentence, i)
    thing = finder.entry.type in _THINGS and where is not None and bool(others)
    known = named if others else label == "ORG" and finder.entry.type is not EventType.AID
    if sector is None and not thing and not known:
        return
    state = where
    if finder.entry.type in _JUDGED:
        if where in {a.state for a in others}:
            return
    elif where is None:
        abroad = sector is None and _roam(others)
        struck = abroad and finder.entry.type is EventType.ASSAULT and finder.entry.pos == "verb"
        # A lone name that armed forces hit is a place, whatever it was taken for.
        state = None if (place and abroad) or struck else _home(others)
    actor = described(document, sentence, i, state, sector)
    if sector is not None or label == "PER":
        finder.people.append(actor)
    yield actor


def _home(others: tuple[Actor, ...]) -> str | None:
    """The state of organs that act at home."""
    states = {a.state for a in others}
    if len(states) == 1 and all(a.sector in _AT_HOME for a in others):
        return next(iter(states))
    return None


def _roam(others: tuple[Actor, ...]) -> bool:
    """True for those who act abroad as well as at home."""
    return not all(a.sector in _COURTS for a in others)


def _state(document: Document, sentence: Sentence, i: int) -> str | None:
    """Whose the thing is, or where the words of its own phrase place it."""
    if any(sentence.tokens[p].upos == "PRON" for p in possessors(sentence, i)):
        return None
    for actor in owners(document, sentence, i):
        if actor.state:
            return actor.state
    first, last = sentence.phrase(i, "acl", "advcl", "conj", "parataxis")
    for mention in document.mentions_in(sentence.index):
        within = first <= mention.head < last and mention.head in sentence.subtree(i)
        if within and mention.states and case_of(sentence, mention.head) in _IN:
            return mention.states[0]
    return None


def described(
    document: Document, sentence: Sentence, i: int, state: str | None, sector: Sector | None
) -> Actor:
    """Those that the phrase around a word describes."""
    text, start, end = called(document, sentence, i)
    return Actor(text, state, sector, start=start, end=end)
