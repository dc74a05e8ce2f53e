"""Whether it happened: the status that the report gives an event.

The sentence is asked how it puts the word (`mood.py`); then what kind of event it is: wars and
sanctions go on until something ends them, an announced meeting is yet to come, what is said at a
meeting is said where the meeting was held.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import EventType, Status
from dragoman.language import lexicon
from dragoman.language.sentence import Sentence, Token
from dragoman.read import mood
from dragoman.read.clause import case_of
from dragoman.read.document import Candidate, Document
from dragoman.read.hints import told_by
from dragoman.read.what import lemma

_ASIDE = frozenset(
    {
        "after",
        "following",
        "amid",
        "since",
        "despite",
        "because",
        "when",
        "due",
        "given",
        "ahead",
        "before",
    }
)
_GRIEF = frozenset("condolence sympathy grief sorrow".split())
"""Nouns of what is felt for another over what has befallen him."""
_SPOKEN = frozenset(
    {
        EventType.REQUEST,
        EventType.SUPPORT,
        EventType.AGREE,
        EventType.ACCUSE,
        EventType.THREATEN,
        EventType.CONSULT,
    }
)
"""Types done by saying, which happen where the contact does that was held to say it."""
_DONE_AT_ONCE = _SPOKEN | {EventType.REJECT, EventType.SANCTION}
"""Types whose verbs tell of one act, even in "is urging"."""
_KNOWN = frozenset("the this that these".split())
_ANNOUNCES = frozenset({"announce", "confirm"})


def status(document: Document, candidate: Candidate) -> Candidate:
    """The candidate with its status, and with `background` where the report only names it in
    passing.
    """
    sentence = document.sentences[candidate.sentence]
    token = sentence.tokens[candidate.head]
    flags = _flags(candidate)
    heeds = "negated" not in _conditions(candidate)
    found = mood.of(sentence, candidate.head, 0, (candidate.first, candidate.last), heeds)
    if token.upos not in {"VERB", "AUX", "ADJ"} and found is None and "durative" in flags:
        found = Status.ONGOING
    if (
        found is Status.POSSIBLE
        and candidate.type in _SPOKEN
        and _purpose_of_contact(sentence, token, candidate.type)
    ):
        found = None
    if found is None and candidate.type is EventType.CONSULT and _announced(sentence, token):
        found = Status.PLANNED
    if found is None:
        found = Status.HAPPENED
    if found is Status.PLANNED:
        found = _fallen_through(document, candidate) or found
    if "future" in _conditions(candidate) and found is Status.PLANNED:
        found = Status.HAPPENED
    if found is Status.ONGOING and candidate.type is EventType.CONSULT and "durative" not in flags:
        found = Status.HAPPENED
    if found is Status.ONGOING and candidate.type in _DONE_AT_ONCE and token.upos == "VERB":
        found = Status.HAPPENED
    named = "background" in flags and token.upos in {"NOUN", "PROPN"}
    # "Ended without an agreement" tells of the agreement, and does not name it in passing.
    named = named and case_of(sentence, candidate.head) != "without"
    aside = _aside(sentence, candidate.head) or named
    return replace(candidate, status=found, background=candidate.background or aside)


def _fallen_through(document: Document, candidate: Candidate) -> Status | None:
    """What became of a plan that a noun behind it comes back to, in its sentence or the next: "was
    to visit in May, but the trip was called off".

    The noun names an event of the plan's type and stands with an article alone: who adds whose, or
    with whom, may speak of another.
    """
    last = min(candidate.sentence + 2, len(document.sentences))
    for sentence in document.sentences[candidate.sentence : last]:
        for token in sentence.tokens:
            if sentence.index == candidate.sentence and token.index < candidate.last:
                continue
            if token.upos != "NOUN" or not any(
                d.lower in _KNOWN for d in sentence.children(token.index, "det")
            ):
                continue
            if sentence.children(token.index, "nmod", "amod", "compound", "acl", "nummod"):
                continue
            entries = lexicon.load().of("noun", lemma(token))
            if any(e.type is candidate.type for e in entries):
                fate = mood.of(sentence, token.index)
                if fate in mood.OFF:
                    return fate
    return None


def of_word(sentence: Sentence, i: int) -> Status:
    """The status of whatever the word at `i` names, by its place in the sentence alone."""
    return mood.of(sentence, predicate(sentence, i)) or Status.HAPPENED


def predicate(sentence: Sentence, i: int) -> int:
    """The word at `i`; for an auxiliary or a copula, the predicate that it belongs to."""
    while sentence.tokens[i].universal in {"aux", "cop"} and sentence.tokens[i].head >= 0:
        i = sentence.tokens[i].head
    return i


def _purpose_of_contact(sentence: Sentence, token: Token, told: EventType) -> bool:
    """True for a contact that is the purpose of what happened, or what was said at one: "met to
    urge".
    """
    above = sentence.head(token.index)
    if token.universal != "advcl" or above is None or above.upos not in {"VERB", "PROPN", "NOUN"}:
        return False
    if told_by("complement", sentence, above) is not None:
        return False
    entries = lexicon.load().of("verb", lemma(above))
    contact = told is EventType.CONSULT or any(e.type is EventType.CONSULT for e in entries)
    return contact and mood.of_verb(sentence, above.index, 1) is None


def _announced(sentence: Sentence, token: Token) -> bool:
    """True for the noun of a contact that is announced or confirmed: it is yet to come."""
    above = sentence.head(token.index)
    return token.universal == "obj" and above is not None and lemma(above) in _ANNOUNCES


def _flags(candidate: Candidate) -> frozenset[str]:
    entry = candidate.extra.get("entry")
    return entry.flags if entry is not None else frozenset()


def _conditions(candidate: Candidate) -> frozenset[str]:
    entry = candidate.extra.get("entry")
    return frozenset(c.name for c in entry.conditions) if entry is not None else frozenset()


def _aside(sentence: Sentence, i: int) -> bool:
    """True for what stands only to place another event: after, following, amid, in light of."""
    token = sentence.tokens[i]
    if token.universal in {"advcl", "obl", "nmod", "acl"}:
        case = case_of(sentence, i)
        if case in _ASIDE or (case in {"over", "for", "on", "about"} and _mourned(sentence, token)):
            return True
        cases = [c.lower for c in sentence.children(i, "case")]
        start = sentence.phrase(i)[0]
        before = " ".join(t.lower for t in sentence.tokens[max(0, start - 4) : i])
        return bool(cases) and any(
            p in before
            for p in ("in light of", "in the face of", "in the wake of", "in response to")
        )
    return False


def _mourned(sentence: Sentence, token: Token) -> bool:
    """True for what somebody condoles with another for: "condolences over the killing"."""
    above = sentence.head(token.index)
    if above is None:
        return False
    objects = sentence.children(above.index, "obj") if above.upos == "VERB" else ()
    return any(lemma(t) in _GRIEF for t in (above, *objects))
