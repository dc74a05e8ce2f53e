"""Whose a body, official or holder of office without a state is, by what is done around it.

Where it sits, if that is told ("the ministry in Seoul"). Of one who reports ("the foreign ministry
said"): the government that acts in what is told, else whose the same body was a little before, else
who acts last before it, else the last speaker, else the state of the dateline or of the outlet. Of
one in contact with another: the other of the report's two states.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.codes import Sector
from dragoman.knowledge import Knowledge, State
from dragoman.language.sentence import Sentence, Token
from dragoman.read.cues import cue
from dragoman.read.document import Document, MentionKind
from dragoman.read.names.found import Found
from dragoman.read.names.history import History, states

_HOSTS = frozenset("receive welcome host greet".split())
_MEETS = _HOSTS | frozenset("meet see visit call speak talk phone telephone confer".split())
"""Verbs of a contact of one who is of a state with one who is of another."""
_GUESTS = frozenset("embassy consulate commission mission legation delegation".split())
_ANYONE = frozenset(("official", "spokesperson", "deputy_spokesperson"))
_OFFICIAL = frozenset((Sector.GOV, None))
_SPEAKING = frozenset(
    (
        *(MentionKind.STATE, MentionKind.METONYM, MentionKind.OFFICE, MentionKind.PERSON),
        *(MentionKind.BODY, MentionKind.PRONOUN),
    )
)
_OF_PEOPLE = frozenset((MentionKind.DEMONYM, MentionKind.BODY))
_KIN = frozenset(
    "son daughter wife husband brother sister widow widower mother father nephew niece cousin "
    "spouse grandson granddaughter son-in-law stepson".split()
)
_NEAR = 3
_NOT = frozenset(("not", "n't", "n’t", "never"))
_DATELINE = re.compile(r"[^a-z\n]{3,40}(?:,|\s[-–—]|:|\()")


def may_be_bare(found: Found, sentence: Sentence) -> bool:
    """True of a body that a report may name without its state ("parliament", "the army")."""
    if found.definite:
        return True
    before = sentence.tokens[found.first - 1].lower if found.first else ""
    token = sentence.tokens[found.head]
    if before in ("a", "an", "any", "no", "some", "every", "each", "other", "such"):
        return False
    core = token.universal in ("nsubj", "obj", "iobj", "obl", "nmod", "conj", "root")
    return core and not found.plural and found.sector is not Sector.CVL


def reports(found: Found, sentence: Sentence) -> bool:
    """True of the subject of a verb that says a clause, and of whom "according to" names."""
    token = sentence.tokens[found.head]
    if any(c.lower == "according" for c in sentence.children(token.index, "case")):
        return True
    verb = sentence.head(token.index)
    if token.universal != "nsubj" or verb is None:
        return False
    if cue(verb.lemma.lower(), verb.upos) is None:
        return False
    return verb.universal == "parataxis" or sentence.child(verb.index, "ccomp") is not None


def placed(found: Found, row: Sequence[Found], sentence: Sentence) -> str | None:
    """The state in whose capital or town a government's body sits: "the ministry in Seoul". Guests
    of a state, such as an embassy, sit there and are another's.
    """
    if found.sector is not Sector.GOV or sentence.tokens[found.head].lemma.lower() in _GUESTS:
        return None
    for token in sentence.children(found.head, "nmod"):
        if any(c.lower == "in" for c in sentence.children(token.index, "case")):
            for other in row:
                if other is not found and other.first <= token.index < other.last:
                    return other.states[0] if len(other.states) == 1 else None
    return None


def actor(found: Found, sentence: Sentence, history: History) -> str | None:
    """The state of the government that acts in the words before, which `found` reports."""
    content = _content(found, sentence)
    if content is None:
        return None
    if any(c.lower in _NOT for c in sentence.children(content.index, "advmod")):
        return None  # who has not done it is as often the other side
    subject = _acting(sentence, content)
    if subject is None or subject.index >= found.first:
        return None
    for other in history.rows[found.sentence]:
        if other.first <= subject.index < other.last:
            return _government(other)
    return None


def _content(found: Found, sentence: Sentence) -> Token | None:
    token = sentence.tokens[found.head]
    verb = sentence.head(token.index)
    if verb is None:
        return None
    if token.universal != "nsubj":
        return verb  # "according to the ministry"
    if verb.universal == "parataxis":
        return sentence.head(verb.index)
    return next((c for c in sentence.children(verb.index, "ccomp") if c.index < token.index), None)


def _acting(sentence: Sentence, content: Token) -> Token | None:
    """Who does what a clause tells: its subject, of a passive whom "by" names."""
    verb: Token | None = content
    while verb is not None:
        agent = sentence.child(verb.index, "obl:agent")
        subject = sentence.child(verb.index, "nsubj")
        if agent is not None or subject is not None:
            return agent or subject
        verb = sentence.head(verb.index) if verb.universal in ("conj", "xcomp") else None
    return None


def _government(found: Found) -> str | None:
    sector = found.entity.sector if found.entity is not None else found.sector
    if found.kind not in _SPEAKING or sector not in _OFFICIAL or found.modifier:
        return None
    here = states(found)
    return here[0] if len(here) == 1 else None


def before(found: Found, history: History) -> str | None:
    """The state of the same body named a little before: "the ministry" after "X's ministry"."""
    own = _words(found)
    for n in range(found.sentence, max(-1, found.sentence - _NEAR - 1), -1):
        for other in reversed(history.rows[n]):
            if other.body is None or not states(other) or other.plural:
                continue
            said = _words(other)
            if own[-1:] == said[-1:] and (set(own) <= set(said) or set(said) <= set(own)):
                return states(other)[0]
    return None


def _words(found: Found) -> list[str]:
    return (found.title or found.text).lower().split()


def last_actor(found: Found, sentence: Sentence, history: History) -> str | None:
    """The state of who acts last before one who says what comes after, those acted upon left out:
    "after Chad had left, the ministry said that …".
    """
    if _content(found, sentence) is not None:
        return None
    row = [f for f in history.rows[found.sentence] if f.first < found.first]
    acting = [f for f in row if history.subject(f) and _government(f)]
    return _government(acting[-1]) if acting else None


def last_speaker(found: Found, history: History) -> str | None:
    """The state of the government that the sentence before is led by, for a bare "the ministry"."""
    if found.sentence == 0 or len(_words(found)) > 1:
        return None
    row = history.rows[found.sentence - 1]
    led = [f for f in row if history.subject(f) and _government(f)]
    return _government(led[0]) if led else None


def printed(document: Document, cut: Sequence[Found], history: History) -> str | None:
    """The state of a report's dateline, else of its outlet, where the report speaks of it."""
    first = cut[0] if cut and cut[0].first == 0 else None
    if first is not None and first.states and _DATELINE.match(document.text):
        return first.states[0]
    publisher = document.report.publisher or ""
    known = document.knowledge
    outlet = known.outlet(publisher) if publisher else None
    named = [outlet.state] if outlet is not None else _named(known, publisher)
    return next((s for s in named if s and history.weight[s]), None)


def _named(known: Knowledge, publisher: str) -> list[str]:
    """States in the name of an outlet: "The Belmopan Courier"."""
    found = [n.thing for word in publisher.split() for n in known.named(word) if word[0].isupper()]
    return [t.code for t in found if isinstance(t, State)]


def citizen_of(name: Token, row: Sequence[Found], sentence: Sentence) -> list[str]:
    """The state of people whom names are apposed to: "two Peruvian climbers, A and B,"."""
    first = sentence.head(name.index) if name.universal == "conj" else name
    told = sentence.head(first.index) if first and first.universal == "appos" else None
    if told is None or told.upos != "NOUN" or told.index > name.index:
        return []
    below = {told.index, *(c.index for c in sentence.children(told.index, "amod", "compound"))}
    for found in row:
        if found.kind in _OF_PEOPLE and found.geo and below & set(range(found.first, found.last)):
            return found.states[:1]
    return []


def kin_of(found: Found, row: Sequence[Found], sentence: Sentence) -> str | None:
    """The state of somebody's family: "A, the son of B", "B and his wife A"."""
    above = sentence.head(found.head)
    beside = [*sentence.children(found.head, "appos"), *([above] if above is not None else [])]
    for noun in (t for t in beside if t.upos == "NOUN" and t.lemma.lower() in _KIN):
        for token in sentence.children(noun.index, "nmod"):
            for other in row:
                inside = other.first <= token.index < other.last
                if inside and other is not found and other.entity is not None:
                    return other.entity.state
    return None


def struck(found: Found, row: Sequence[Found], sentence: Sentence) -> set[str]:
    """The states where weapons of nobody's strike, which are not theirs for that: "drones hit a
    depot in Fiji".
    """
    token = sentence.tokens[found.head]
    if found.body is None or found.body.kind != "thing" or token.universal != "nsubj":
        return set()
    below = set(sentence.subtree(token.head))
    return {s for f in row if f.first > token.head and f.head in below for s in f.states}


def is_anyone(found: Found) -> bool:
    """True of one who may be of any government: "an official", "a spokesman"."""
    return bool(found.titles) and found.titles[-1].office in _ANYONE


def other_side(
    found: Found, row: Sequence[Found], sentence: Sentence, named: set[str], known: Knowledge
) -> str | None:
    """The state of a holder of office in contact with one of another state; `row` are the others
    of the sentence, `named` the states that the report speaks of.

    It is the one of two that the other of the clause is not of, else, of a host, the one whose
    capital the sentence names; "" where it may be any of several but the other's.
    """
    verb = _verb(found, sentence)
    if verb is None or verb.lemma.lower() not in _MEETS:
        return None
    holders = [f for f in row if f.kind in (MentionKind.PERSON, MentionKind.OFFICE)]
    beside = [f for f in holders if _same(_verb(f, sentence), verb, sentence)]
    if verb.lemma.lower() in _HOSTS:
        # Guests who are named together are of one state: "King A of Tonga and Prince B".
        guests = [f for f in beside if _is_joined(sentence, f, found)]
        along = [s for f in guests for s in (states(f) or f.states)[:1]]
        if along:
            return along[0]
    others = {s for f in beside for s in (states(f) or f.states)[:1]}
    if len(others) == 1 and len(named) == 2 and others < named:
        return (named - others).pop()
    unknown = "" if len(others) == 1 and len(named) > 2 else None
    if verb.lemma.lower() not in _HOSTS or not others:
        return unknown
    capitals = [f for f in row if f.first < found.first and _is_capital(f, known)]
    hosts = [s for f in capitals for s in f.states[:1] if s not in others]
    return hosts[-1] if hosts else unknown


def _is_joined(sentence: Sentence, first: Found, second: Found) -> bool:
    """True of an object of a verb and one joined to it."""
    one, two = sentence.tokens[first.head], sentence.tokens[second.head]
    return one.universal == "obj" and two.universal == "conj" and two.head == one.index


def _verb(found: Found, sentence: Sentence) -> Token | None:
    return next((t for t in sentence.ancestors(found.head) if t.upos == "VERB"), None)


def _same(one: Token | None, two: Token, sentence: Sentence) -> bool:
    """True of one verb, and of two of one subject: "arrived and was received"."""
    if one is None:
        return False
    joined = two.universal == "conj" and sentence.head(two.index) == one
    return one.index == two.index or (joined and not sentence.children(two.index, "nsubj"))


def _is_capital(found: Found, known: Knowledge) -> bool:
    state = known.states.get(found.states[0]) if found.states else None
    places = (MentionKind.METONYM, MentionKind.PLACE)
    return found.kind in places and state is not None and found.text in state.capitals
