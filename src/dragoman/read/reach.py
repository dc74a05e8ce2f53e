"""Sides that stand further below a verb than its own arguments.

"Sent money to rebuild homes in Chad" is done to Chad, and "said it would free the crews of Fiji"
promises something to Fiji, though neither name hangs on the verb itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.lexicon import Slot
from dragoman.language.sentence import Sentence, Token
from dragoman.read.clause import Clause, case_of, clause
from dragoman.read.namer import Namer

_TOWARDS = frozenset("to with against on from for into at".split())
_OTHER_CLAUSES = frozenset({"acl:relcl", "conj", "parataxis", "ccomp", "punct", "cc", "appos"})
"""Relations below which another thing is told."""


def towards(around: Clause) -> tuple[int, ...]:
    """Whom or what a clause is directed at: its objects, its receivers and who follows to."""
    aimed = (t for c, t in around.obliques if c in _TOWARDS)
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
            places.extend(towards(around))
    return tuple(places)


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
