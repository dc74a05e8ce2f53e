"""Where sides stand: around a noun, and further below a verb than its own arguments.

"Sent money to rebuild homes in Chad" is done to Chad, and "said it would free the crews of Fiji"
promises something to Fiji, though neither name hangs on the verb itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codes import EventType
from dragoman.language import lexicon
from dragoman.language.lexicon import Slot
from dragoman.language.sentence import Sentence, Token
from dragoman.read.clause import Clause, case_of, clause, conjuncts, possessors
from dragoman.read.namer import Namer
from dragoman.read.owners import premodifiers
from dragoman.read.what import lemma

HOLDERS = frozenset(
    "hold have make take give conduct carry start begin open launch continue resume end conclude "
    "complete lead attend host join enter engage order announce schedule plan cancel postpone "
    "suspend participate undertake seek propose want address pay cut impose offer provide express "
    "reaffirm reiterate receive send deliver extend step increase".split()
)
"""Verbs whose subject does what the noun below them names ("resumed talks with …")."""
_TOWARDS = frozenset("to with against on from for into at between".split())
_HELPS = frozenset({EventType.AID, EventType.SUPPORT})
_OTHER_CLAUSES = frozenset({"acl:relcl", "conj", "parataxis", "ccomp", "punct", "cc", "appos"})
"""Relations below which another thing is told."""


def towards(around: Clause, helps: bool = False) -> tuple[int, ...]:
    """Whom or what a clause is directed at: its objects, its receivers and who follows to; not
    against whom somebody is helped.
    """
    cases = _TOWARDS - {"against"} if helps else _TOWARDS
    aimed = (t for c, t in around.obliques if c in cases)
    return (*around.objects, *around.receivers, *aimed)


def in_clauses(sentence: Sentence, verb: int, slot: Slot) -> tuple[int, ...]:
    """Who stands in the clauses below the verb: of a "that" who does it, of others to whom it is
    done; with prepositions, who follows these.
    """
    places: list[int] = []
    for child in sentence.children(verb, slot.relation):
        if child.upos not in {"VERB", "ADJ", "NOUN"}:
            continue
        around = clause(sentence, child.index)
        if slot.cases:
            places.extend(t for c, t in around.obliques if c in slot.cases)
        elif slot.relation == "ccomp":
            places.extend(around.subjects or around.objects)
        else:
            places.extend(towards(around, _helps(child)))
    return tuple(places)


def _helps(verb: Token) -> bool:
    """True for "support" and "assist", which are done to one against another."""
    entries = lexicon.load().of("verb", lemma(verb))
    return any(e.type in _HELPS and e.inner is None for e in entries)


def told(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """To whom that is done which is said will be done."""
    clauses = (clause(sentence, c.index) for c in sentence.children(verb, "ccomp"))
    return tuple(place for around in clauses for place in towards(around))


def below(sentence: Sentence, verb: int, cases: tuple[str, ...], namer: Namer) -> tuple[int, ...]:
    """Who is named nearest below the verb behind one of the prepositions, in its own clause."""
    for token in inside(sentence, verb):
        mention = namer.mention(token.index)
        if mention is not None and mention.states and case_of(sentence, token.index) in cases:
            return (token.index,)
    return ()


def inside(sentence: Sentence, verb: int) -> Iterator[Token]:
    """The words below the verb that are told of it, nearest first; not its subject."""
    level = [c for c in sentence.children(verb) if c.universal != "nsubj"]
    while level:
        level = [c for c in level if c.relation not in _OTHER_CLAUSES]
        yield from level
        level = [c for token in level for c in sentence.children(token.index)]


def _companions(sentence: Sentence, i: int) -> tuple[int, ...]:
    """Who is joined to a word as his own: "the minister and his suite"."""
    return tuple(
        j
        for j in conjuncts(sentence, i)[1:]
        if any(t.upos == "PRON" for t in sentence.children(j, "nmod:poss"))
    )


def noun_places(sentence: Sentence, head: int, slot: Slot) -> tuple[int, ...]:
    """Where the words stand around a noun that a slot asks for."""
    if slot.relation in {"poss", "mod"}:
        return (possessors if slot.relation == "poss" else premodifiers)(sentence, head)
    if slot.relation == "doing":
        return in_clauses(sentence, head, Slot("acl"))
    ties = ("nmod", "acl", "obl") if sentence.tokens[head].upos == "VERB" else ("nmod", "acl")
    places = [
        c.index
        for c in sentence.children(head, *ties)
        if c.relation != "nmod:poss" and case_of(sentence, c.index) in slot.cases
    ]
    above = sentence.head(head)
    if (
        not places
        and above is not None
        and above.upos == "VERB"
        and sentence.tokens[head].universal in {"obj", "nsubj", "csubj"}
    ):
        places = [
            c.index
            for c in sentence.children(above.index, "obl")
            if c.index > head
            and case_of(sentence, c.index) in slot.cases
            and (
                lemma(above) in HOLDERS
                or case_of(sentence, c.index) in {"with", "against", "between"}
            )
        ]
    if not places and slot.cases != ("of",):
        # What a parser has hung one step too low: "a visit by the king of Tonga to Fiji".
        places = [
            c.index
            for child in sentence.children(head, "nmod")
            if child.relation != "nmod:poss"
            for joined in (child.index, *_companions(sentence, child.index))
            for c in sentence.children(joined, "nmod")
            if case_of(sentence, c.index) in slot.cases and c.index > joined
        ]
    if not places and sentence.tokens[head].universal == "conj" and above is not None:
        places = [
            c.index
            for c in sentence.children(above.index, "nmod")
            if case_of(sentence, c.index) in slot.cases
        ]
    if not places:
        for conjunct in conjuncts(sentence, head)[1:]:
            places += [
                c.index
                for c in sentence.children(conjunct, "nmod")
                if case_of(sentence, c.index) in slot.cases
            ]
    return tuple(places)
