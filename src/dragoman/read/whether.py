"""Whether it happened: the status that the report gives an event.

Four things are asked in turn: the verb itself (auxiliaries, negation, "if"), the words that modify
a noun ("the planned visit"), what stands above ("refused to", "a proposal for", "postponed the"),
and, for nouns with nothing of the kind, whether such a thing goes on until something ends it (wars,
sanctions, support). The words are in `status.tsv`.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import EventType, Status
from dragoman.language import lexicon
from dragoman.language.sentence import Sentence, Token
from dragoman.read.clause import case_of
from dragoman.read.document import Candidate, Document
from dragoman.read.hints import UP, phrase, table
from dragoman.read.what import lemma

_NEGATORS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "nt"})
_NOBODY = frozenset({"no", "neither", "nobody", "none", "nothing"})
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
_ADVERBS = {
    **dict.fromkeys(
        "allegedly reportedly possibly perhaps maybe purportedly".split(), Status.POSSIBLE
    ),
    **dict.fromkeys(("almost", "nearly"), Status.DID_NOT_HAPPEN),
}
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
_SAID = frozenset(
    "offer request proposal bid petition objection claim demand appeal allegation accusation idea "
    "plan call charge criticism suggestion invitation ultimatum report statement ruling".split()
)
"""Nouns of what was said already when it was refused."""
_RANKS = frozenset("first second third only last latest next".split())
"""With these, "the first envoy to visit" has visited."""
_DEPTH = 6
_SAYS = frozenset(
    "say announce state declare add tell report note confirm insist stress warn explain "
    "reveal indicate write "
    "reiterate emphasize underscore reaffirm affirm promise pledge vow assure guarantee".split()
)
_STEADY = frozenset({EventType.SUPPORT, EventType.AID, EventType.COOPERATE, EventType.CONSULT})


def status(document: Document, candidate: Candidate) -> Candidate:
    """The candidate with its status, and with `background` where the report only names it in
    passing.
    """
    sentence = document.sentences[candidate.sentence]
    token = sentence.tokens[candidate.head]
    flags = _flags(candidate)
    heeds = "negated" not in _conditions(candidate)
    found = _of(sentence, candidate.head, 0, (candidate.first, candidate.last), heeds)
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
    if "future" in _conditions(candidate) and found is Status.PLANNED:
        found = Status.HAPPENED
    if (
        found is Status.ONGOING
        and candidate.type in {EventType.CONSULT}
        and not _is_durative(candidate, flags)
    ):
        found = Status.HAPPENED
    if found is Status.ONGOING and candidate.type in _DONE_AT_ONCE and token.upos == "VERB":
        found = Status.HAPPENED
    aside = _aside(sentence, candidate.head) or (
        "background" in flags and token.upos in {"NOUN", "PROPN"}
    )
    return replace(candidate, status=found, background=candidate.background or aside)


def of_word(sentence: Sentence, i: int) -> Status:
    """The status of whatever the word at `i` names, by its place in the sentence alone."""
    return _of(sentence, i, 0) or Status.HAPPENED


def _purpose_of_contact(sentence: Sentence, token: Token, told: EventType) -> bool:
    """True for a contact that is the purpose of what happened, or what was said at one: "met to
    urge".
    """
    above = sentence.head(token.index)
    if token.universal != "advcl" or above is None or above.upos not in {"VERB", "PROPN", "NOUN"}:
        return False
    if phrase(sentence, above) in table()["complement"]:
        return False
    entries = lexicon.load().of("verb", lemma(above))
    contact = told is EventType.CONSULT or any(e.type is EventType.CONSULT for e in entries)
    return contact and _of_verb(sentence, above.index, 1, None) is None


def _announced(sentence: Sentence, token: Token) -> bool:
    """True for the noun of a contact that is announced: it is yet to come."""
    above = sentence.head(token.index)
    return token.universal == "obj" and above is not None and lemma(above) == "announce"


def _flags(candidate: Candidate) -> frozenset[str]:
    entry = candidate.extra.get("entry")
    return entry.flags if entry is not None else frozenset()


def _conditions(candidate: Candidate) -> frozenset[str]:
    entry = candidate.extra.get("entry")
    return frozenset(c.name for c in entry.conditions) if entry is not None else frozenset()


def _is_durative(candidate: Candidate, flags: frozenset[str]) -> bool:
    return "durative" in flags


def _of(
    sentence: Sentence,
    i: int,
    depth: int,
    inner: tuple[int, int] | None = None,
    heeds: bool = True,
) -> Status | None:
    """The status of the word at `i`; None where the sentence says no more than that it is told.

    `heeds` is false where "not" is part of what the lexicon's entry names.
    """
    token = sentence.tokens[i]
    if token.upos in {"NOUN", "PROPN", "PRON", "NUM"} and not sentence.children(i, "cop"):
        return _of_noun(sentence, i, depth)
    return _of_verb(sentence, i, depth, inner, heeds)


def _of_verb(
    sentence: Sentence,
    i: int,
    depth: int,
    inner: tuple[int, int] | None,
    heeds: bool = True,
) -> Status | None:
    token = sentence.tokens[i]
    words = table()
    negated = any(c.lower in _NEGATORS for c in sentence.children(i, "advmod", "cc", "det")) or any(
        c.lower in _NOBODY or any(d.lower in _NOBODY for d in sentence.children(c.index, "det"))
        for c in sentence.children(i, "nsubj", "obj")
        if c.universal == "nsubj" or (inner is not None and inner[0] <= c.index < inner[1])
    )
    helpers = {c.lower for c in sentence.children(i, "aux")}
    marks = {c.lower for c in sentence.children(i, "mark")}
    own: Status | None = None
    for helper in helpers:
        if helper in words["auxiliary"]:
            own = Status(words["auxiliary"][helper])
    if own is Status.POSSIBLE and helpers & {"would", "'d"} and _reported(sentence, i):
        own = Status.PLANNED
    if "have" in helpers and own is Status.POSSIBLE and helpers & {"would", "could", "should"}:
        own = Status.DID_NOT_HAPPEN
    for mark in marks:
        if mark in words["mark"]:
            own = Status(words["mark"][mark])
    for adverb in sentence.children(i, "advmod"):
        own = _ADVERBS.get(adverb.lower, own)
    if negated and heeds:
        return Status.DID_NOT_HAPPEN
    if own is not None:
        return own
    if (
        "to" in marks
        and helpers & {"is", "are", "'s", "’s"}
        and token.universal not in {"xcomp", "advcl", "acl"}
    ):
        return Status.PLANNED
    progressive = (
        token.lower.endswith("ing")
        and bool(helpers & {"is", "are", "be", "been", "'s", "’s", "'re"})
        and not helpers & {"was", "were"}
    )
    over = _above(sentence, i, depth, "to" in marks)
    if over is not None:
        return over
    if progressive:
        return Status.ONGOING
    if token.universal == "conj" and not sentence.children(i, "nsubj", "aux") and depth < _DEPTH:
        head = sentence.head(i)
        if head is not None and head.upos in {"VERB", "ADJ"}:
            return _of_verb(sentence, head.index, depth + 1, None)
    return None


def _reported(sentence: Sentence, i: int) -> bool:
    """True for a "would" that is "will" in what somebody said."""
    for above in (sentence.tokens[i], *sentence.ancestors(i)):
        if above.universal in {"ccomp", "parataxis"} and above.head >= 0:
            return lemma(sentence.tokens[above.head]) in _SAYS
        if above.universal not in {"conj", "xcomp"}:
            return False
    return False


def _above(sentence: Sentence, i: int, depth: int, infinitive: bool) -> Status | None:
    """What the word over the verb at `i` makes of it."""
    token = sentence.tokens[i]
    above = sentence.head(i)
    if above is None or depth >= _DEPTH:
        return None
    relation = token.universal
    if (
        relation in {"acl", "advcl", "nmod"}
        and above.upos in {"NOUN", "PROPN"}
        and (case_of(sentence, i) in {"for", "of"} and token.lower.endswith("ing"))
    ):
        given = table()["complement"].get(lemma(above))
        return Status(given) if given not in {None, UP} else Status.POSSIBLE
    if relation == "acl" and (token.relation == "acl:relcl" or not infinitive):
        return None
    if relation in {"xcomp", "ccomp", "acl", "csubj", "advcl", "obl", "nmod"}:
        given = table()["complement"].get(phrase(sentence, above))
        if relation == "ccomp" and lemma(above) in _SAYS:
            return None
        if relation == "advcl" and not infinitive:
            mark = case_of(sentence, i)
            if given in {str(Status.DID_NOT_HAPPEN), str(Status.POSSIBLE)} and mark in {
                "from",
                "of",
                "for",
            }:
                return Status(given)
            return None
        if relation == "advcl" and given == UP:
            return _of(sentence, above.index, depth + 1)
        if relation == "advcl":
            over = _of(sentence, above.index, depth + 1)
            return (
                over
                if over in {Status.PLANNED, Status.CANCELLED, Status.DID_NOT_HAPPEN}
                else (Status.PLANNED if given == str(Status.PLANNED) else Status.POSSIBLE)
            )
        over_noun = sentence.head(above.index)
        if relation in {"acl", "xcomp"} and over_noun is not None and lemma(over_noun) == "accept":
            # An accepted invitation is a plan (codebook, rule 15).
            return Status.PLANNED
        if given == UP:
            return _of(sentence, above.index, depth + 1)
        if given is not None:
            return _combined(_of(sentence, above.index, depth + 1), Status(given))
        if relation == "acl":
            ranked = {c.lower for c in sentence.children(above.index, "amod", "nummod")} & _RANKS
            return _of(sentence, above.index, depth + 1) if ranked else Status.POSSIBLE
        if relation == "xcomp" and infinitive:
            return _of(sentence, above.index, depth + 1)
    return None


def _combined(over: Status | None, given: Status) -> Status:
    """The status of a complement whose governing word has one itself: a plan that fell through
    is off.
    """
    if over is Status.DID_NOT_HAPPEN and given in {Status.PLANNED, Status.POSSIBLE, Status.ONGOING}:
        return Status.DID_NOT_HAPPEN
    if over is Status.DID_NOT_HAPPEN and given is Status.DID_NOT_HAPPEN:
        return Status.HAPPENED
    if over in {Status.POSSIBLE, Status.CANCELLED, Status.POSTPONED}:
        return over
    return given


def _of_noun(sentence: Sentence, i: int, depth: int) -> Status | None:
    """The status of a noun: called off by the verb over it, else by its own words, else by that
    verb.
    """
    over = _over_noun(sentence, i, depth)
    if over in {Status.CANCELLED, Status.POSTPONED, Status.DID_NOT_HAPPEN}:
        return over
    words = table()
    for child in sentence.children(i, "amod", "det", "compound", "nmod", "acl"):
        given = words["modifier"].get(child.lower)
        if given is not None and child.index < i:
            return Status(given)
        if child.universal == "acl" and child.relation != "acl:relcl":
            verb = phrase(sentence, child)
            given = words["object"].get(verb) or words["complement"].get(verb)
            if given is not None and given != UP:
                return Status(given)
    return over


def _over_noun(sentence: Sentence, i: int, depth: int) -> Status | None:
    """What the word over the noun at `i` makes of it."""
    words = table()
    token = sentence.tokens[i]
    above = sentence.head(i)
    if above is None or depth >= _DEPTH:
        return None
    case = case_of(sentence, i) if token.universal in {"obl", "nmod"} else None
    if case in {"ahead", "before"}:
        return Status.PLANNED
    if case in {"after", "following"}:
        return Status.HAPPENED
    if token.universal == "conj":
        return (
            _of_noun(sentence, above.index, depth + 1) if above.upos in {"NOUN", "PROPN"} else None
        )
    if above.upos in {"VERB", "AUX"}:
        over = phrase(sentence, above)
        if token.universal in {"obj", "nsubj", "obl", "xcomp"} and (
            token.universal != "obl"
            or over != lemma(above)
            or case in {"", "for", "on", "in", "to", "with", "from", "of", "about", "against"}
        ):
            if token.universal == "nsubj" and token.relation != "nsubj:pass":
                return _up(sentence, above, depth)
            given = words["object"].get(over)
            if given is None and case in {"for", "on", "in"}:
                own = _of_verb(sentence, above.index, depth + 1, None)
                return own if own not in {Status.HAPPENED, Status.ONGOING} else None
            if given == str(Status.DID_NOT_HAPPEN) and lemma(token) in _SAID:
                return None
            if given is None and token.universal == "obl":
                given = words["complement"].get(over)
            if given == UP:
                return _of_verb(sentence, above.index, depth + 1, None) or Status.HAPPENED
            if given is not None:
                own = _of_verb(sentence, above.index, depth + 1, None)
                return _combined(own, Status(given)) if own is not Status.PLANNED else Status(given)
        return None
    if above.upos in {"NOUN", "PROPN", "ADJ"} and token.universal in {"nmod", "obl", "acl"}:
        given = words["complement"].get(lemma(above))
        if given is not None and given != UP:
            return Status(given)
        if lemma(above) in {"series", "round", "start", "beginning", "resumption", "opening"}:
            return _of_noun(sentence, above.index, depth + 1)
        if lemma(above) in {"cancellation", "suspension", "postponement", "delay"}:
            return (
                Status.POSTPONED if lemma(above) in {"postponement", "delay"} else Status.CANCELLED
            )
    return None


def _up(sentence: Sentence, above: Token, depth: int) -> Status | None:
    """The status of a subject that "takes place", "begins", "goes on" or "failed"."""
    given = table()["subject"].get(lemma(above))
    if given is None:
        return None
    own = _of_verb(sentence, above.index, depth + 1, None)
    return own or (Status.HAPPENED if given == UP else Status(given))


def _aside(sentence: Sentence, i: int) -> bool:
    """True for what stands only to place another event: after, following, amid, in light of."""
    token = sentence.tokens[i]
    if token.universal in {"advcl", "obl", "nmod", "acl"}:
        case = case_of(sentence, i)
        if case in _ASIDE:
            return True
        cases = [c.lower for c in sentence.children(i, "case")]
        start = sentence.phrase(i)[0]
        before = " ".join(t.lower for t in sentence.tokens[max(0, start - 4) : i])
        return bool(cases) and any(
            p in before
            for p in ("in light of", "in the face of", "in the wake of", "in response to")
        )
    return False
