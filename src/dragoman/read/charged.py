"""What somebody is charged with or denies: whose deed it is, to whom it was done, and when it is an
event.

Who is accused of a deed did it, and to the accuser where nobody else is named; what he refuses is
no event beside the refusal, while what he denies to have done is one, and then the denial is none
(codebook, rules 11 and 20).
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import EventType, Sector, Stance, Status
from dragoman.language.sentence import Sentence, Token
from dragoman.read.cues import cue, words
from dragoman.read.denied import ANSWERED
from dragoman.read.document import Candidate, Document
from dragoman.read.forms import negated
from dragoman.record import Actor

JUDGING = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT})
"""Types that judge what another has done."""
_DONE_TO = frozenset({EventType.COERCE, EventType.ASSAULT})
_DONE = frozenset({Status.HAPPENED, Status.ONGOING})
_TAKES = frozenset({"claim", "take", "accept", "assume"})
_CLAUSES = frozenset({"root", "ccomp", "conj", "parataxis"})
CHARGED = 8
"""Sentences back to a charge that the charged may answer."""

Charges = dict[tuple[int, int], Candidate]


def settled(document: Document, candidate: Candidate, charges: Charges) -> Candidate:
    """The candidate with the sides that a charge, its denial or its teller gives it."""
    candidate = _taken(document, _claimed(document, candidate))
    return suffered(document, answered(document, charged(candidate, charges), charges))


def _claimed(document: Document, candidate: Candidate) -> Candidate:
    """What is only claimed is possible, also where the word for it comes last: "Chad's army crossed
    the border, Mali claimed" (codebook, rule 20).
    """
    sentence = document.sentences[candidate.sentence]
    token = sentence.tokens[candidate.head]
    if candidate.status is not Status.HAPPENED or token.universal not in _CLAUSES:
        return candidate
    holding = document.frames_at(token.start)
    cued = document.token_at(holding[-1].cue[0]) if holding and holding[-1].cue else None
    if cued is None or cued[0].index != sentence.index or cued[1].index < token.index:
        return candidate
    claims = cued[1].upos == "VERB" and cued[1].lemma in words("claiming")
    if not claims:
        return candidate
    return replace(candidate, status=Status.POSSIBLE, extra={**candidate.extra, "claimed": True})


def _taken(document: Document, candidate: Candidate) -> Candidate:
    """What somebody claims responsibility for he did."""
    sentence = document.sentences[candidate.sentence]
    thing = sentence.head(candidate.head)
    verb = sentence.head(thing.index) if thing is not None else None
    if candidate.actors or thing is None or verb is None or thing.lemma != "responsibility":
        return candidate
    subject = sentence.child(verb.index, "nsubj")
    if verb.lemma not in _TAKES or subject is None or negated(sentence, verb.index, None):
        return candidate
    who = document.mention_at(sentence.index, subject.index)
    return replace(candidate, actors=who.actors) if who is not None and who.agent else candidate


def joint(sentence: Sentence, candidate: Candidate) -> tuple[Candidate, Token]:
    """The candidate and the word by which it stands below another: of verbs that are joined the
    first. What is joined to a charge is charged too: "accused Chad of arming rebels and of having
    shelled a post".
    """
    first = _first(sentence, sentence.tokens[candidate.head])
    charge = sentence.head(first.index)
    if first.index == candidate.head or candidate.status not in _DONE or charge is None:
        return candidate, first
    word = cue(charge.lemma, charge.upos)
    if word is not None and word.sort == "accuse" and word.word not in words("responsible"):
        candidate = replace(candidate, status=Status.POSSIBLE)
    return candidate, first


def _first(sentence: Sentence, token: Token) -> Token:
    """The first of the verbs that a verb without a subject of its own is joined to, where that
    stands below another; else the word itself.
    """
    first = token
    while first.universal == "conj" and not sentence.children(first.index, "nsubj"):
        above = sentence.head(first.index)
        if above is None or above.upos != "VERB" or token.upos != "VERB":
            return token
        first = above
    return first if first.universal in {"xcomp", "acl", "advcl"} else token


def refused(document: Document, candidate: Candidate) -> bool:
    """True for what somebody refuses to do; what he denies to have done is told of all the same."""
    if candidate.extra.get("below") != "REJECT,clause":
        return False
    return not denied(document, candidate)


def denied(document: Document, candidate: Candidate) -> bool:
    """True for what somebody denies where the candidate stands."""
    here = document.sentences[candidate.sentence].tokens[candidate.head].start
    return any(f.stance is Stance.DENIES for f in document.frames_at(here))


def only_denied(
    document: Document, candidate: Candidate, candidates: tuple[Candidate, ...]
) -> bool:
    """True for the denial of a deed that is itself told of: "Mali accused Chad of shelling a post;
    Chad rejected the charge".
    """
    if candidate.type is not EventType.REJECT:
        return False
    sentence = document.sentences[candidate.sentence]
    start = sentence.tokens[candidate.head].start
    word = cue(sentence.tokens[candidate.head].lemma, sentence.tokens[candidate.head].upos)
    if word is None or word.sort != "deny" or candidate.status not in _DONE:
        return False
    states = {a.state for a in candidate.actors}
    for other in candidates:
        if other.type in JUDGING or not 0 <= candidate.sentence - other.sentence <= ANSWERED:
            continue
        here = document.sentences[other.sentence].tokens[other.head].start
        voices = [v for f in document.frames_at(here) for v in f.voices]
        told = any(v.stance is Stance.ASSERTS and v.state not in states for v in voices)
        denied = any(v.stance is Stance.DENIES and v.state in states for v in voices)
        if here < start and told and denied:
            return True
    return False


def charged(candidate: Candidate, charges: Charges) -> Candidate:
    """What somebody is charged with is done by the charged, and to the accuser where the doer alone
    stands for both sides ("accused Chad's navy of harassing its ships").
    """
    charge = charges.get((candidate.sentence, candidate.extra.get("above", -1)))
    if charge is None or candidate.type not in _DONE_TO:
        return candidate
    if not candidate.actors:  # "blamed Chad for the raid on its port"
        hit = {a.state for a in candidate.recipients}
        charged = tuple(a for a in charge.recipients if a.state not in hit)
        return replace(candidate, actors=charged) if charged else candidate
    doers = {a.state for a in candidate.actors if a.state}
    hit = {a.state for a in candidate.recipients if a.state}
    accusers = tuple(a for a in charge.actors if a.state and a.state not in doers)
    if not accusers or not hit or not hit <= doers:
        return candidate
    extra = {**candidate.extra, "implied": True}
    return replace(candidate, recipients=accusers, extra=extra)


def answered(document: Document, candidate: Candidate, charges: Charges) -> Candidate:
    """What somebody denies to have done, to nobody in particular, is done to whoever has accused
    him shortly before: "Mali accused Chad of …. Chad denied that it had shelled villages".
    """
    if candidate.type not in _DONE_TO or candidate.recipients:
        return candidate
    here = document.sentences[candidate.sentence].tokens[candidate.head]
    holding = document.frames_at(here.start)
    doers = {a.state for a in candidate.actors if a.state}
    if not holding or holding[-1].stance is not Stance.DENIES:
        return candidate
    for place, charge in sorted(charges.items(), key=lambda item: item[0], reverse=True):
        if not 0 <= candidate.sentence - place[0] <= CHARGED or place[1] == candidate.head:
            continue
        accusers = tuple(a for a in charge.actors if a.state and a.state not in doers)
        before = place < (candidate.sentence, candidate.head)
        if before and accusers and doers & {a.state for a in charge.recipients}:
            extra = {**candidate.extra, "implied": True}
            return replace(candidate, recipients=accusers, extra=extra)
    return candidate


def suffered(document: Document, candidate: Candidate) -> Candidate:
    """What a state tells of another's deed, done to nobody in particular, was done to itself where
    the report tells of no third: "Mali said Chad's troops had opened fire".
    """
    if candidate.type not in _DONE_TO or candidate.recipients or candidate.where is not None:
        return candidate
    here = document.sentences[candidate.sentence].tokens[candidate.head]
    holding = document.frames_at(here.start)
    doers = {a.state for a in candidate.actors if a.state}
    if not holding or not holding[-1].voices or len(doers) != 1:
        return candidate
    things = document.sentences[candidate.sentence].children(candidate.head, "obj")
    if any(not candidate.first <= t.index < candidate.last for t in things):
        return candidate  # "shot down a drone": whose it was is not told
    voice = next((v for v in reversed(holding[-1].voices) if v.stance is Stance.ASSERTS), None)
    states = document.knowledge.states
    if voice is None or voice.state in doers or voice.state not in states or doers - states.keys():
        return candidate
    named = {s for m in document.mentions for s in m.states if s in states}
    if named != doers | {voice.state}:
        return candidate
    teller = Actor(voice.text, voice.state, Sector.GOV, start=voice.start, end=voice.end)
    extra = {**candidate.extra, "implied": True}
    return replace(candidate, recipients=(teller,), extra=extra)
