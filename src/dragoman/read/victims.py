"""People and things that are sides and are named by no state: "killed 101 people".

Those a deed is done to belong to the state that it took place in; without a place, to the state
whose own forces or authorities did it, for then it is a domestic deed (codebook, rule 4). A thing
counts where the words place it in that state ("an Afghan army base"). Those who act ("protesters")
are of no state that the words tell. The words for people stand in `people.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache

from dragoman.codes import EventType, Sector
from dragoman.errors import ModelError
from dragoman.language.lexicon import FOLDER
from dragoman.language.sentence import Sentence
from dragoman.read import enemies
from dragoman.read.clause import case_of, clause, possessors
from dragoman.read.document import Candidate, Document
from dragoman.read.owners import owners
from dragoman.record import Actor

TABLE = FOLDER.parent / "people.toml"
_DEEDS = frozenset(EventType) - {EventType.CONSULT, EventType.AGREE, EventType.COOPERATE}
"""Types that are done to somebody."""
_HITTING = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.CONCEDE,
        EventType.REJECT,
        EventType.RETREAT,
        EventType.SANCTION,
    }
)
"""Types that are done to things as well as to people."""
_FORCES = frozenset({Sector.GOV, Sector.MIL, Sector.COP, Sector.SPY, Sector.JUD, Sector.REB})
_WHOSE = frozenset({"by", "of", "from", "with"})
_THERE = frozenset({"across", "against", "at", "in", "into", "near", "on", "over", "throughout"})
_HIT = frozenset({"on", "at", "against", "into", "to", "of"})


@cache
def sectors() -> dict[str, Sector]:
    """The sector of each word for people.

    Raises:
        ModelError: the table names a sector that is none.
    """
    found: dict[str, Sector] = {}
    for name, words in tomllib.loads(TABLE.read_text("utf-8")).items():
        try:
            found |= dict.fromkeys(words, Sector(name))
        except ValueError:
            raise ModelError(f"{TABLE}: {name} is no sector; see the codebook") from None
    return found


def named(document: Document, candidate: Candidate) -> Candidate:
    """The candidate with the people it was done to, where it names nobody else."""
    if candidate.type not in _DEEDS:
        return candidate
    if candidate.recipients and not candidate.actors:
        return _by_people(document, candidate)
    if candidate.recipients or not candidate.actors:
        return candidate
    entry = candidate.extra.get("entry")
    if entry is not None and "implicit" in entry.flags:
        return candidate
    states = {a.state for a in candidate.actors}
    if len(states) != 1 or any(a.sector not in _FORCES for a in candidate.actors if a.sector):
        return candidate
    sentence = document.sentences[candidate.sentence]
    place = candidate.where.state if candidate.where is not None else None
    foe = enemies.enemy(document, candidate)
    state = place or _elsewhere(document, candidate) or foe or next(iter(states))
    told = place is None and foe is not None and enemies.told_by(document, candidate) == foe
    named_by = entry.inner if entry is not None else None
    for i in _undergoing(sentence, candidate):
        sector = sector_of(sentence, i)
        if sector is None and sentence.tokens[i].lemma.lower() == named_by:
            continue
        if sector is Sector.MIL and candidate.type in {EventType.MOBILIZE, EventType.RETREAT}:
            continue  # those who are sent
        mention = document.mention_at(candidate.sentence, i)
        if mention is not None and mention.head == i and mention.agent:
            continue
        thing = candidate.type in _HITTING and (
            _lies_in(document, sentence, i, state)
            or (told and sentence.tokens[i].universal == "obj" and mention is None)
        )
        if sector is None and not thing:
            continue
        actor = _described(document, sentence, i, state, sector)
        extra = {**candidate.extra, "implied": True}
        return replace(candidate, recipients=(actor,), extra=extra)
    return candidate


def _by_people(document: Document, candidate: Candidate) -> Candidate:
    """The candidate with the people who did it, of no state that the words tell: "protesters"."""
    sentence = document.sentences[candidate.sentence]
    if sentence.tokens[candidate.head].upos not in {"VERB", "AUX"}:
        return candidate
    for i in clause(sentence, candidate.head).subjects:
        sector = sector_of(sentence, i)
        if sector is not None and document.mention_at(candidate.sentence, i) is None:
            return replace(candidate, actors=(_described(document, sentence, i, None, sector),))
    return candidate


def _described(
    document: Document, sentence: Sentence, i: int, state: str | None, sector: Sector | None
) -> Actor:
    """Those that the phrase around a word describes."""
    first, last = sentence.phrase(i, "acl", "appos", "conj", "cc", "punct", "obl", "det", "case")
    start, end = sentence.offsets(first, last)
    return Actor(document.text[start:end], state, sector, start=start, end=end)


def _elsewhere(document: Document, candidate: Candidate) -> str | None:
    """Where the attack that is the subject was: "Chad's air raids across Mali killed nine"."""
    sentence = document.sentences[candidate.sentence]
    if candidate.type is not EventType.ASSAULT or sentence.tokens[candidate.head].upos != "VERB":
        return None
    for subject in clause(sentence, candidate.head).subjects:
        for i in sentence.subtree(subject):
            here = document.mention_at(candidate.sentence, i)
            if here is not None and here.head == i and case_of(sentence, i) in _THERE:
                return next(iter(here.states), None)
    return None


def _lies_in(document: Document, sentence: Sentence, i: int, state: str | None) -> bool:
    """True for a thing that the words place in a state: "an Afghan base", "the port of Aden"."""
    near = owners(document, sentence, i)
    places = document.mention_at(sentence.index, i)
    here = places is not None and state in places.states
    possessed = any(sentence.tokens[p].upos == "PRON" for p in possessors(sentence, i))
    return state is not None and not possessed and (here or any(a.state == state for a in near))


def _undergoing(sentence: Sentence, candidate: Candidate) -> tuple[int, ...]:
    if sentence.tokens[candidate.head].upos not in {"VERB", "AUX"}:
        return ()
    around = clause(sentence, candidate.head)
    found = (*around.objects, *(i for case, i in around.obliques if case in _HIT))
    owning = (
        c.index
        for i in around.objects
        for c in sentence.children(i, "nmod")
        if case_of(sentence, c.index) in _WHOSE and sector_of(sentence, c.index) is not None
    )
    return (*(i for i in found if sector_of(sentence, i) is not None), *owning, *found)


def sector_of(sentence: Sentence, i: int) -> Sector | None:
    """The sector of a word for people or for a body of them, with the word before it if need be."""
    lemma = sentence.tokens[i].lemma.lower()
    known = sectors()
    for before in sentence.children(i, "compound", "amod"):
        for word in (before.lemma.lower(), before.lower):
            if (whole := f"{word} {lemma}") in known:
                return known[whole]
    return known.get(lemma)
