"""How a sentence puts what a word names: as done, under way, ahead, possible, or not so.

Three things are asked in turn: the verb itself (auxiliaries, negation, "if", an order, a question),
the words that modify a noun ("the planned visit"), and what stands above ("refused to", "a proposal
for", "postponed the"). A noun that the sentence brings in anew shares the fate of its verb ("will
sign a treaty"); one that is known already does not. The words are in `status.tsv`.
"""

from __future__ import annotations

from dragoman.codes import Status
from dragoman.language import lexicon
from dragoman.language.sentence import Sentence, Token
from dragoman.read.clause import case_of
from dragoman.read.forms import SAYS, negated, of_form, progressive, since, tense, was
from dragoman.read.hints import UP, phrase, table
from dragoman.read.what import lemma

DEPTH = 6
_SAID = frozenset(
    "offer request proposal bid petition objection claim demand appeal allegation accusation idea "
    "plan call charge criticism suggestion invitation ultimatum report statement ruling".split()
)
"""Nouns of what was said already when it was refused."""
_RANKS = frozenset("first second third only last latest next".split())
"""With these, "the first envoy to visit" has visited."""
_OPINION = frozenset("think believe expect suppose imagine reckon".split())
"""Verbs whose "not" belongs to what is held: "we do not think that they attacked"."""
_INSTEAD = frozenset({"without", "instead", "short"})
"""Before a gerund: what was not done."""
_CONDITIONS = frozenset({"if", "unless", "whether"})
_OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.DID_NOT_HAPPEN})
_VERBS = frozenset({"decline", "stop", "block", "bar", "press", "push", "show", "order"})
"""Nouns that mean something else than the verb of the same form."""
_JOINS = frozenset({"join", "enter", "participate"})
_KNOWN = frozenset("the this that these those its his her their our my your".split())
_NOMINAL = frozenset({"NOUN", "PROPN"})


def of(
    sentence: Sentence,
    i: int,
    depth: int = 0,
    inner: tuple[int, int] | None = None,
    heeds: bool = True,
) -> Status | None:
    """The status of the word at `i`; None where the sentence says no more than that it is told.

    `inner` are tokens that belong to what the word names ("hold talks"); `heeds` is false where
    "not" is part of what the lexicon's entry names.
    """
    token = sentence.tokens[i]
    if token.upos in {"NOUN", "PROPN", "PRON", "NUM"} and not sentence.children(i, "cop"):
        return of_noun(sentence, i, depth)
    return of_verb(sentence, i, depth, inner, heeds)


def of_verb(
    sentence: Sentence,
    i: int,
    depth: int,
    inner: tuple[int, int] | None = None,
    heeds: bool = True,
) -> Status | None:
    """The status of a verb, or of a noun or adjective that is a predicate."""
    token = sentence.tokens[i]
    helpers = {c.lower for c in sentence.children(i, "aux")}
    marks = {c.lower for c in sentence.children(i, "mark")}
    if heeds and negated(sentence, i, inner):
        return Status.POSSIBLE if marks & _CONDITIONS else Status.DID_NOT_HAPPEN
    own = of_form(sentence, i, helpers, marks)
    if own is not None:
        return own
    if _due(sentence, i):
        return Status.PLANNED
    if "to" in marks and token.universal not in {"xcomp", "advcl", "acl"}:
        headline = token.head < 0 and sentence.children(i, "nsubj")
        if headline or helpers & {"is", "are", "'s", "’s"}:
            return Status.PLANNED
    over = _above(sentence, i, depth, "to" in marks)
    if over is not None:
        return over
    if token.head < 0 and _bare(sentence, i, "to" in marks):
        return Status.POSSIBLE
    if progressive(token, helpers):
        return Status.ONGOING
    if token.universal == "conj" and not sentence.children(i, "nsubj", "aux") and depth < DEPTH:
        head = sentence.head(i)
        if head is not None and head.upos in {"VERB", "ADJ"}:
            return of_verb(sentence, head.index, depth + 1)
    return None


def _due(sentence: Sentence, i: int) -> bool:
    """Whether the word is the verb of "is due to travel", whose "due to" parsers take for a
    preposition.
    """
    token = sentence.tokens[i]
    before = [t.lower for t in sentence.tokens[max(0, i - 2) : i]]
    verb = token.upos == "VERB" or bool(lexicon.load().of("verb", token.lower))
    return before == ["due", "to"] and verb and bool(sentence.children(i, "cop"))


def _bare(sentence: Sentence, i: int, infinitive: bool) -> bool:
    """Whether an infinitive has no subject: "To turn back would be a mistake"."""
    return infinitive and not sentence.children(i, "nsubj", "aux")


def _above(sentence: Sentence, i: int, depth: int, infinitive: bool) -> Status | None:
    """What the word over the verb at `i` makes of it."""
    token = sentence.tokens[i]
    above = sentence.head(i)
    if above is None or depth >= DEPTH:
        return None
    relation = token.universal
    case = case_of(sentence, i)
    gerund = token.lower.endswith("ing")
    nominal = above.upos in _NOMINAL and relation in {"acl", "advcl", "nmod"}
    if nominal and gerund and case in {"for", "of"}:
        given = table()["complement"].get(lemma(above))
        return None if given == UP else Status(given or Status.POSSIBLE)
    if relation in {"advcl", "acl", "obl"} and gerund and case in _INSTEAD:
        return Status.DID_NOT_HAPPEN
    if gerund and case == "of" and _short(sentence, above):
        return Status.DID_NOT_HAPPEN
    if relation == "acl" and token.relation != "acl:relcl" and not infinitive:
        return _of_fact(sentence, i, above)
    if token.relation == "acl:relcl":
        return None
    if relation == "advcl":
        return _beside(sentence, i, above, depth, infinitive, case)
    if relation not in {"xcomp", "ccomp", "acl", "csubj", "obl", "nmod"}:
        return None
    given = table()["complement"].get(phrase(sentence, above))
    if relation == "ccomp" and lemma(above) in SAYS | {"know"}:
        unsaid = negated(sentence, above.index, None)
        return Status.POSSIBLE if unsaid or _bare(sentence, i, infinitive) else None
    over_noun = sentence.head(above.index)
    if relation in {"acl", "xcomp"} and over_noun is not None and lemma(over_noun) == "accept":
        # An accepted invitation is a plan (codebook, rule 15).
        return Status.PLANNED
    if relation == "ccomp" and lemma(above) in _OPINION and negated(sentence, above.index, None):
        return Status.DID_NOT_HAPPEN
    if relation == "xcomp" and infinitive and lemma(above) in {"go", "have"}:
        return _to_come(sentence, above, depth)
    if given == UP:
        return of(sentence, above.index, depth + 1)
    if given is not None:
        return combined(of(sentence, above.index, depth + 1), Status(given))
    if relation == "acl":
        ranked = {c.lower for c in sentence.children(above.index, "amod", "nummod")} & _RANKS
        return of(sentence, above.index, depth + 1) if ranked else Status.POSSIBLE
    if relation == "csubj" and infinitive:
        return Status.POSSIBLE
    if relation == "xcomp" and infinitive:
        over = of(sentence, above.index, depth + 1)
        return Status.POSSIBLE if over is Status.ONGOING else over
    return None


def _of_fact(sentence: Sentence, i: int, above: Token) -> Status | None:
    """The status in "the possibility that …", None in "the news that …"."""
    if "that" not in {c.lower for c in sentence.children(i, "mark")}:
        return None
    given = table()["complement"].get(lemma(above))
    return Status(given) if given not in {None, UP} else None


def _short(sentence: Sentence, above: Token) -> bool:
    """Whether "short" stands over "of": "fell short of endorsing"."""
    return above.lower == "short" or any(
        c.lower == "short" for c in sentence.children(above.index, "advmod", "xcomp", "obl")
    )


def _to_come(sentence: Sentence, above: Token, depth: int) -> Status | None:
    """The status in "is going to", "has to" and "has yet to"."""
    after = sentence.tokens[above.index + 1 : above.index + 3]
    if any(t.lower == "yet" for t in (*after, *sentence.children(above.index, "advmod"))):
        return Status.DID_NOT_HAPPEN
    over = of(sentence, above.index, depth + 1)
    if over not in {None, Status.ONGOING}:
        return over
    if lemma(above) == "have":
        return Status.POSSIBLE
    return Status.PLANNED if above.lower == "going" else over


def _beside(
    sentence: Sentence, i: int, above: Token, depth: int, infinitive: bool, case: str
) -> Status | None:
    """The status of a verb in an adverbial clause."""
    given = table()["complement"].get(phrase(sentence, above))
    if not infinitive:
        kept_from = case in {"from", "of", "for", "against"}
        if given in {str(Status.DID_NOT_HAPPEN), str(Status.POSSIBLE)} and kept_from:
            return Status(given)
        if given == str(Status.PLANNED) and case in {"at", "on", "of", "for"}:
            return Status.PLANNED
        if given == str(Status.PLANNED) and case == "against":  # "decided against going"
            return Status.DID_NOT_HAPPEN
        gerund = sentence.tokens[i].lower.endswith("ing") and not sentence.children(i, "nsubj")
        if gerund and case in {"", "by", "in"} and above.upos in {"VERB", "AUX"}:
            over = of_verb(sentence, above.index, depth + 1)
            return over if over in {Status.PLANNED, Status.POSSIBLE} else None
        if tense(sentence, i) == "Pres" and above.upos in {"VERB", "AUX"}:
            over = of_verb(sentence, above.index, depth + 1)
            return over if over is Status.PLANNED else None
        return None
    if above.head < 0 and above.upos in _NOMINAL and above.index < i:
        # The headline's "Kenya to cut ties".
        return Status.PLANNED
    over = of(sentence, above.index, depth + 1)
    if given == UP or (given is None and over is None and was(sentence, above.index)):
        # What was done for a purpose: "gathered to denounce".
        return over
    if over in {Status.PLANNED, Status.CANCELLED, Status.DID_NOT_HAPPEN}:
        return over
    return Status.PLANNED if given == str(Status.PLANNED) else Status.POSSIBLE


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


def of_noun(sentence: Sentence, i: int, depth: int) -> Status | None:
    """The status of a noun: called off by the verb over it, else by its own words, else by that
    verb.
    """
    over = _over_noun(sentence, i, depth)
    if over in _OFF:
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
    token = sentence.tokens[i]
    above = sentence.head(i)
    if above is None or depth >= DEPTH:
        return None
    case = case_of(sentence, i) if token.universal in {"obl", "nmod"} else None
    if case == "ahead" or (case == "before" and not since(sentence, i)):
        return Status.PLANNED
    if case in {"after", "following"}:
        return Status.HAPPENED
    if token.universal == "conj":
        return of_noun(sentence, above.index, depth + 1) if above.upos in _NOMINAL else None
    if above.upos in {"VERB", "AUX"}:
        found = _of_argument(sentence, i, above, depth, case)
        return _new(sentence, i, above, depth) if found is None else found
    if token.universal in {"nmod", "obl", "acl", "compound"}:
        return _of_part(sentence, i, above, depth)
    return None


def _of_argument(
    sentence: Sentence, i: int, above: Token, depth: int, case: str | None
) -> Status | None:
    """The status that the verb `above` gives to a noun beside it by what it means."""
    words = table()
    token = sentence.tokens[i]
    over = phrase(sentence, above)
    if token.universal not in {"obj", "nsubj", "obl", "xcomp"}:
        return None
    if token.universal == "nsubj" and token.relation != "nsubj:pass":
        return _up(sentence, above, depth)
    if (
        token.universal == "obl"
        and over == lemma(above)
        and case not in {"", "for", "on", "in", "to", "with", "from", "of", "about", "against"}
    ):
        return None
    given = words["object"].get(over)
    if given is None and case in {"for", "on", "in"}:
        own = of_verb(sentence, above.index, depth + 1)
        known = any(c.lower in _KNOWN for c in sentence.children(i, "det", "nmod"))
        return own if own in {Status.PLANNED, Status.POSSIBLE} and not known else None
    if given == str(Status.DID_NOT_HAPPEN) and lemma(token) in _SAID:
        return None
    if given is None and token.universal == "obl":
        given = words["complement"].get(over)
    if given == UP:
        own = of_verb(sentence, above.index, depth + 1) or Status.HAPPENED
        # What one has not joined is there all the same.
        apart = over in _JOINS and own is Status.DID_NOT_HAPPEN
        return None if apart else own
    if given is None:
        return None
    own = of_verb(sentence, above.index, depth + 1)
    return Status(given) if own is Status.PLANNED else combined(own, Status(given))


def _of_part(sentence: Sentence, i: int, above: Token, depth: int) -> Status | None:
    """The status that a noun gives to one that it governs: "a proposal for talks"."""
    word = lemma(above)
    given = None if word in _VERBS else table()["complement"].get(word)
    if given is not None and given != UP:
        return Status(given)
    if sentence.tokens[i].universal == "compound":
        return None
    if word in {"series", "round", "start", "beginning", "resumption", "opening"}:
        return of_noun(sentence, above.index, depth + 1)
    if word in {"postponement", "delay"}:
        return Status.POSTPONED
    if word in {"cancellation", "suspension"}:
        return Status.CANCELLED
    return None


def _new(sentence: Sentence, i: int, above: Token, depth: int) -> Status | None:
    """The status of the verb, for a noun that the sentence brings in anew: "will sign a treaty"."""
    token = sentence.tokens[i]
    if token.relation not in {"obj", "nsubj:pass"}:
        return None
    if not any(c.lower in {"a", "an"} for c in sentence.children(i, "det")):
        return None
    own = of_verb(sentence, above.index, depth + 1)
    return own if own in {Status.PLANNED, Status.POSSIBLE} else None


def _up(sentence: Sentence, above: Token, depth: int) -> Status | None:
    """The status of a subject that "takes place", "begins", "goes on" or "failed"."""
    given = table()["subject"].get(lemma(above))
    if given is None:
        return None
    own = of_verb(sentence, above.index, depth + 1)
    return own or (Status.HAPPENED if given == UP else Status(given))
