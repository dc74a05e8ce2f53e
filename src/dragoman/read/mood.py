"""How a sentence puts what a word names: as done, under way, ahead, possible, or not so.

Three things are asked in turn: the verb itself (auxiliaries, negation, "if", an order, a question),
the words that modify a noun ("the planned visit"), and what stands above ("refused to", "a proposal
for", "postponed the"). A noun that the sentence brings in anew shares the fate of its verb ("will
sign a treaty"); one that is known already does not. The words are in `status.tsv`.
"""

from __future__ import annotations

from dragoman.codes import Status
from dragoman.language.sentence import Sentence, Token
from dragoman.read.clause import case_of
from dragoman.read.embedding import (
    COVERS,
    KNOWN,
    by_saying,
    combined,
    covered,
    fixed,
    headline,
    known_before,
    of_clause,
    of_fact,
    short,
    subjunctive,
    turned_down,
)
from dragoman.read.forms import SAYS, done, due, finite, negated, of_form, progressive, since, tense
from dragoman.read.hints import AS_TOLD, UP, phrase, table, told_by
from dragoman.read.what import lemma

DEPTH = 6
_RANKS = frozenset("first second third only last latest next".split())
"""With these, "the first envoy to visit" has visited."""
_OPINION = frozenset("think believe expect suppose imagine reckon".split())
"""Verbs whose "not" belongs to what is held: "we do not think that they attacked"."""
_INSTEAD = frozenset({"without", "instead", "short"})
"""Before a gerund: what was not done."""
_CONDITIONS = frozenset({"if", "unless", "whether"})
OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.DID_NOT_HAPPEN})
"""What was planned and did not come about as it was."""
_APART = frozenset({"in", "at", "from", "by", "with"})
"""Between two nouns, what does not tell what the first is of: "the treaty with", "suspect in"."""
_WHERE = frozenset({"in", "at", "during"})
_LIGHT = frozenset({"have", "make", "take", "give", "get"})
_JOINS = frozenset({"join", "enter", "participate"})
_PARTS = frozenset("series round start beginning resumption opening day hour week".split())
"""Of these, an event shares what is said: "wound up two days of talks"."""
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
    if due(sentence, i):
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
            if finite(token) and sentence.children(head.index, "aux"):
                # "was not told and left": an auxiliary has no share in a finite verb.
                return _above(sentence, head.index, depth + 1, infinitive=False)
            return of_verb(sentence, head.index, depth + 1)
    return None


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
        given = told_by("gerund", sentence, above) or told_by("complement", sentence, above)
        return None if given in {UP, AS_TOLD} else Status(given or Status.POSSIBLE)
    if gerund and (case in {"toward", "towards"} or (nominal and case == "against")):
        return Status.POSSIBLE
    if relation in {"advcl", "obl"} and gerund and case == "to" and above.upos == "VERB":
        # "looked forward to meeting": what the verb says of a complement
        given = told_by("complement", sentence, above)
        return (
            None if given in {None, UP, AS_TOLD} else under(sentence, above, depth, Status(given))
        )
    if relation in {"advcl", "acl", "obl"} and gerund and case in _INSTEAD:
        return Status.DID_NOT_HAPPEN
    if gerund and case == "of" and short(sentence, above):
        return Status.DID_NOT_HAPPEN
    if infinitive and headline(sentence, i, above):
        return Status.PLANNED
    if relation == "acl" and token.relation != "acl:relcl" and not infinitive:
        return of_fact(sentence, i, above)
    if token.relation == "acl:relcl":
        return None
    if relation == "advcl":
        return _beside(sentence, i, above, depth, infinitive, case)
    if relation not in {"xcomp", "ccomp", "acl", "csubj", "obl", "nmod"}:
        return None
    given = told_by("complement", sentence, above)
    if relation == "ccomp" and not infinitive:
        given = of_clause(sentence, i, above, given)
    if infinitive and by_saying(sentence, i, above):
        return None
    if relation == "ccomp" and lemma(above) in SAYS | {"know"}:
        if given == str(Status.POSSIBLE) and subjunctive(sentence, i):
            return Status.POSSIBLE
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
        over = of(sentence, above.index, depth + 1)
        denied = told_by("denied", sentence, above) if over is Status.DID_NOT_HAPPEN else None
        if over is None and fixed(sentence, i, above):
            return Status.PLANNED
        return over if denied in {None, UP, AS_TOLD} else Status(str(denied))
    if given not in {None, AS_TOLD}:
        if turned_down(sentence, above):
            return Status.DID_NOT_HAPPEN
        return under(sentence, above, depth, Status(given))
    if relation == "acl":
        ranked = {c.lower for c in sentence.children(above.index, "amod", "nummod")} & _RANKS
        return of(sentence, above.index, depth + 1) if ranked else Status.POSSIBLE
    if relation == "csubj" and infinitive:
        return Status.POSSIBLE
    if relation == "xcomp" and infinitive:
        over = of(sentence, above.index, depth + 1)
        return Status.POSSIBLE if over is Status.ONGOING else over
    return None


def _to_come(sentence: Sentence, above: Token, depth: int) -> Status | None:
    """The status in "is going to", "has to" and "has yet to"."""
    after = sentence.tokens[above.index + 1 : above.index + 3]
    if any(t.lower == "yet" for t in (*after, *sentence.children(above.index, "advmod"))):
        return Status.DID_NOT_HAPPEN
    over = of(sentence, above.index, depth + 1)
    if over not in {None, Status.ONGOING}:
        return over
    if lemma(above) == "have":
        return None if done(sentence, above.index) else Status.POSSIBLE
    return Status.PLANNED if above.lower == "going" else over


def _beside(
    sentence: Sentence, i: int, above: Token, depth: int, infinitive: bool, case: str
) -> Status | None:
    """The status of a verb in an adverbial clause."""
    given = told_by("complement", sentence, above)
    if not infinitive:
        kept_from = case in {"from", "of", "for", "against"}
        ruled = case == "" and phrase(sentence, above) != lemma(above)  # "ruled out sending"
        if given in {str(Status.DID_NOT_HAPPEN), str(Status.POSSIBLE)} and (kept_from or ruled):
            return under(sentence, above, depth, Status(given))
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
    for held in sentence.children(above.index, "obj") if lemma(above) in _LIGHT else ():
        whole = told_by("complement", sentence, held)
        if held.index < i and whole not in {None, UP, AS_TOLD}:
            return combined(over, Status(whole))
    if given == UP or (given is None and over is None and done(sentence, above.index)):
        # What was done for a purpose: "gathered to denounce".
        return over
    if over in {Status.PLANNED, Status.CANCELLED, Status.DID_NOT_HAPPEN}:
        return over
    return Status.PLANNED if given == str(Status.PLANNED) else Status.POSSIBLE


def under(sentence: Sentence, above: Token, depth: int, given: Status) -> Status | None:
    """The status of a complement of `above`, by what that word says of it and how it is itself."""
    over = of(sentence, above.index, depth + 1)
    if over is Status.DID_NOT_HAPPEN:
        denied = told_by("denied", sentence, above)
        if denied is not None:
            return None if denied in {UP, AS_TOLD} else Status(denied)
    return combined(over, given)


def of_noun(sentence: Sentence, i: int, depth: int) -> Status | None:
    """The status of a noun: called off by the verb over it, else by its own words, else by that
    verb.
    """
    over = _over_noun(sentence, i, depth)
    if over in OFF:
        return over
    words = table()
    for child in sentence.children(i, "amod", "det", "compound", "nmod", "acl"):
        given = words["modifier"].get(child.lower)
        if given is not None and child.index < i:
            # "The first flight will leave": a rank does not tell that it was.
            ahead = child.lower in _RANKS and over in {Status.PLANNED, Status.POSSIBLE}
            return over if ahead else Status(given)
        participle = child.relation == "acl" and not sentence.children(child.index, "mark")
        if participle and not child.lower.endswith("ing"):
            given = told_by("object", sentence, child) or told_by("complement", sentence, child)
            if given not in {None, UP, AS_TOLD}:
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
    if case == "without" and not any(c.lower in KNOWN for c in sentence.children(i, "det", "nmod")):
        return Status.DID_NOT_HAPPEN
    if token.universal == "conj":
        return of_noun(sentence, above.index, depth + 1) if above.upos in _NOMINAL else None
    predicate = token.universal == "nsubj" and sentence.children(above.index, "cop")
    if above.upos in {"VERB", "AUX"} or predicate:
        found = _of_argument(sentence, i, above, depth, case)
        return _new(sentence, i, above, depth) if found is None else found
    if token.universal in {"nmod", "obl", "acl", "compound"}:
        return _of_part(sentence, i, above, depth)
    return None


def _of_argument(
    sentence: Sentence, i: int, above: Token, depth: int, case: str | None
) -> Status | None:
    """The status that the verb `above` gives to a noun beside it by what it means."""
    token = sentence.tokens[i]
    over = phrase(sentence, above)
    if token.universal not in {"obj", "nsubj", "obl", "xcomp"}:
        return None
    if token.universal == "nsubj" and token.relation != "nsubj:pass":
        return _up(sentence, i, above, depth)
    if (
        token.universal == "obl"
        and over == lemma(above)
        and case not in {"", "for", "on", "in", "to", "with", "from", "of", "about", "against"}
    ):
        return None
    given = told_by("object", sentence, above)
    if given != UP and (case in _WHERE or (case == "on" and given == str(Status.POSSIBLE))):
        # "killed in the attack", "asked on a visit"
        given = None
    if lemma(above) in COVERS and token.universal == "obj":
        return covered(sentence, above)
    if case in {"for", "over"} and told_by("reason", sentence, above) is not None:
        return Status.HAPPENED
    if given is None and case in {"for", "on", "in"}:
        own = of_verb(sentence, above.index, depth + 1)
        known = any(c.lower in KNOWN for c in sentence.children(i, "det", "nmod"))
        return own if own in {Status.PLANNED, Status.POSSIBLE} and not known else None
    if given == str(Status.DID_NOT_HAPPEN) and known_before(sentence, i, lemma(above)):
        return None
    beside = (
        not sentence.children(above.index, "obj", "nsubj:pass")
        if case == "with"
        else case in _WHERE
    )
    if given is None and token.universal == "obl" and not beside:
        given = told_by("complement", sentence, above)
    if given == UP:
        own = of_verb(sentence, above.index, depth + 1) or Status.HAPPENED
        # What one has not joined is there all the same.
        apart = over in _JOINS and own is Status.DID_NOT_HAPPEN
        return None if apart else own
    if given is None and told_by("decided", sentence, above) is not None:
        given = told_by("deed", sentence, token)
    if given in {None, AS_TOLD}:
        return None
    if of_verb(sentence, above.index, depth + 1) is Status.PLANNED:
        return Status(given)
    return under(sentence, above, depth, Status(given))


def _of_part(sentence: Sentence, i: int, above: Token, depth: int) -> Status | None:
    """The status that a noun gives to one that it governs: "a proposal for talks"."""
    word = lemma(above)
    given = told_by("of", sentence, above) or told_by("complement", sentence, above)
    case = case_of(sentence, i)
    if given not in {None, UP, AS_TOLD} and case not in _APART:
        return Status.DID_NOT_HAPPEN if turned_down(sentence, above) else Status(given)
    if case in {"on", "about"} and any(c.lower == "no" for c in sentence.children(above.index)):
        return Status.POSSIBLE
    if sentence.tokens[i].universal == "compound":
        return None
    if word in _PARTS:
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
    own = of_verb(sentence, above.index, depth + 1)
    if any(c.lower in {"a", "an"} for c in sentence.children(i, "det")):
        return own if own in {Status.PLANNED, Status.POSSIBLE} else None
    bare = token.upos == "NOUN" and not sentence.children(i, "det", "nmod:poss", "nummod")
    return own if own is Status.POSSIBLE and bare and lemma(above) not in SAYS else None


def _up(sentence: Sentence, i: int, above: Token, depth: int) -> Status | None:
    """The status of the subject at `i`: of what "takes place", "begins" or "failed", of what "is
    likely" or "will be difficult", and of "a strike" that "would anger" somebody.
    """
    given = told_by("subject", sentence, above)
    for word in sentence.children(above.index, "xcomp") if given is None else ():
        given = told_by("subject", sentence, word) if word.upos == "ADJ" else None
    own = of_verb(sentence, above.index, depth + 1)
    if given is not None:
        if given == str(Status.ONGOING) and own is Status.PLANNED:
            return Status.ONGOING
        return Status(given) if own is None and given != UP else own or Status.HAPPENED
    # Its own "would" alone: what is denied of a known deed leaves the deed as it was.
    form = of_form(sentence, above.index, {c.lower for c in sentence.children(above.index, "aux")})
    if form is Status.PLANNED and own is Status.PLANNED:
        return own if sentence.children(above.index, "cop") else None
    if form is not Status.POSSIBLE:
        return None
    new = not any(c.lower in KNOWN for c in sentence.children(i, "det", "nmod:poss"))
    return form if new or sentence.children(above.index, "cop") else None
