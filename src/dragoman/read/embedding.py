"""What a word makes of what stands below it, by what it means: "agreed to", "fell short of".

Each question is answered from the words of `status.tsv` and the form of the clause alone; `mood.py`
asks them on its way up the tree.
"""

from __future__ import annotations

from dragoman.codes import Status
from dragoman.language.sentence import Sentence, Token
from dragoman.read.clause import case_of
from dragoman.read.fitting import is_day
from dragoman.read.forms import done, finite, negated
from dragoman.read.hints import AS_TOLD, UP, told_by
from dragoman.read.what import lemma

_SAID = frozenset(
    "offer request proposal bid petition objection claim demand appeal allegation accusation idea "
    "plan call charge criticism suggestion invitation ultimatum report statement ruling".split()
)
"""Nouns of what was said already when it was refused."""
COVERS = frozenset("include involve comprise entail contain foresee envisage feature".split())
"""What a plan does with what is planned."""
_IS = frozenset("is are am 's ’s 're ’re 'm ’m".split())
KNOWN = frozenset("the this that these those its his her their our my your".split())


def of_fact(sentence: Sentence, i: int, above: Token) -> Status | None:
    """The status in "the possibility that …", None in "the news that …"."""
    if "that" not in {c.lower for c in sentence.children(i, "mark")}:
        return None
    given = told_by("complement", sentence, above)
    return Status(given) if given not in {None, UP, AS_TOLD} else None


def of_clause(sentence: Sentence, i: int, above: Token, given: str | None) -> str | None:
    """What a verb says of the finite clause at `i` below it: "hopes that", "insists that they go";
    `given` is what it says of an infinitive.
    """
    seen = sentence.tokens[i].lower.endswith("ing") and not sentence.children(i, "aux", "cop")
    if seen or subjunctive(sentence, i):  # "appear to show the army moving"
        return given
    told = told_by("that", sentence, above)
    return told or (None if given == str(Status.PLANNED) else given)


def subjunctive(sentence: Sentence, i: int) -> bool:
    """Whether the clause asks that something be done: "insists that she sign"."""
    token, subject = sentence.tokens[i], sentence.child(i, "nsubj")
    if subject is None or sentence.children(i, "aux") or token.lower != lemma(token):
        return False
    one = subject.features.get("Number") == "Sing" or subject.upos == "PROPN"
    return token.features.get("VerbForm") == "Inf" or (
        one and token.features.get("Tense") != "Past" and subject.lower not in {"i", "you"}
    )


def headline(sentence: Sentence, i: int, above: Token) -> bool:
    """Whether the infinitive is the verb of a headline: "Kenya to cut ties"."""
    return (
        above.head < 0
        and above.upos == "PROPN"
        and above.index < i
        and not any(finite(t) for t in sentence.tokens[:i])
    )


def by_saying(sentence: Sentence, i: int, above: Token) -> bool:
    """Whether the infinitive is done by saying so: "would like to thank", "let me express"."""
    word = lemma(above)
    wishes = word == "like" or (word in {"want", "wish"} and _first(sentence, above))
    lets = word == "let" and any(c.lower == "me" for c in sentence.children(above.index))
    return (wishes or lets) and told_by("spoken", sentence, sentence.tokens[i]) is not None


def _first(sentence: Sentence, verb: Token) -> bool:
    """Whether the speaker is the subject: "I want to thank"."""
    return any(c.lower in {"i", "we"} for c in sentence.children(verb.index, "nsubj"))


def short(sentence: Sentence, above: Token) -> bool:
    """Whether "short" stands over "of": "fell short of endorsing"."""
    return above.lower == "short" or any(
        c.lower == "short" for c in sentence.children(above.index, "advmod", "xcomp", "obl")
    )


def combined(over: Status | None, given: Status) -> Status:
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


def known_before(sentence: Sentence, i: int, verb: str) -> bool:
    """Whether the noun names what was there when it was refused or stopped: "rejected the offer",
    "to stop the war".
    """
    said = lemma(sentence.tokens[i]) in _SAID
    return said or (
        verb == "stop"
        and not done(sentence, sentence.tokens[i].head)
        and any(c.lower in KNOWN for c in sentence.children(i, "det", "nmod"))
    )


def turned_down(sentence: Sentence, noun: Token) -> bool:
    """Whether what was proposed was refused: "rejected a proposal to merge"."""
    above = sentence.head(noun.index)
    if above is None or noun.relation not in {"obj", "nsubj:pass"} or lemma(noun) not in _SAID:
        return False
    return told_by("object", sentence, above) == str(Status.DID_NOT_HAPPEN) and not negated(
        sentence, above.index, None
    )


def covered(sentence: Sentence, above: Token) -> Status | None:
    """The status of what a plan "includes" or a proposal "calls for"."""
    clause = above.relation == "acl:relcl" and above.head >= 0
    holder = sentence.tokens[above.head] if clause else sentence.child(above.index, "nsubj")
    given = told_by("complement", sentence, holder) if holder is not None else None
    known = holder is not None and holder.upos == "NOUN" and given not in {None, UP, AS_TOLD}
    return Status(given) if given is not None and known else None


def fixed(sentence: Sentence, i: int, above: Token) -> bool:
    """Whether somebody is glad of what has a day still: "is pleased to welcome him on May 13"."""
    is_so = any(c.lower in _IS for c in sentence.children(above.index, "cop", "aux"))
    to_do = any(c.lower == "to" for c in sentence.children(i, "mark"))
    ahead = is_so and to_do and not sentence.children(i, "aux")
    days = sentence.children(i, "obl") if ahead else ()
    return any(
        case_of(sentence, day.index) == "on" and (is_day(day) or is_day(inner))
        for day in days
        for inner in (day, *sentence.children(day.index))
    )
