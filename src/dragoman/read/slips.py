"""Regular slips of the parser, undone: a subject that it hangs elsewhere, a second name beside the
first.
"""

from __future__ import annotations

from dragoman.language.sentence import Sentence, Token

_ASIDE = ("appos", "conj", "parataxis", "compound", "nmod")
_PREPOSITIONS = frozenset("against at for on to upon with".split())
_NAMES = frozenset({"NOUN", "PROPN"})


def joined(sentence: Sentence, i: int) -> tuple[Token, ...]:
    """What is coordinated with a word though the tree has it elsewhere."""
    if sentence.child(i, "conj") is None and (found := _listed(sentence, i)):
        return found
    return _beside(sentence, i) or _of_name(sentence, i)


def _of_name(sentence: Sentence, i: int) -> tuple[Token, ...]:
    """Of "with Director Sow and Minister Ba" the second, hung on the name and not on its title."""
    token = sentence.tokens[i]
    if token.upos not in _NAMES or sentence.child(i, "conj") is not None:
        return ()
    names = sentence.children(i, "flat")
    return tuple(c for t in names for c in sentence.children(t.index, "conj"))


def with_object(sentence: Sentence, i: int) -> bool:
    """True where the object above does it too: "joined Mali in | condemning"."""
    above = sentence.head(i)
    marks = {c.lower for c in sentence.children(i, "mark", "case")}
    return above is not None and above.lemma == "join" and "in" in marks


def _beside(sentence: Sentence, i: int) -> tuple[Token, ...]:
    """Of "talks between Chad and the Front" the second name, where it hangs beside the first."""
    token = sentence.tokens[i]
    if token.universal not in {"nmod", "obl"} or token.head < 0:
        return ()
    if sentence.child(i, "case") is None:
        return ()
    beside = [t for t in sentence.children(token.head, token.universal) if t.index > i]
    if not beside or sentence.child(beside[0].index, "case") is not None:
        return ()
    joined = sentence.child(beside[0].index, "cc") is not None
    return (beside[0],) if joined and beside[0].upos in _NAMES else ()


def _listed(sentence: Sentence, i: int) -> tuple[Token, ...]:
    """Of "Chad, Mali and Niger condemned" the second name, where it is taken for an aside."""
    token = sentence.tokens[i]
    if token.universal != "nsubj" or token.upos != "PROPN":
        return ()
    for child in sentence.children(i, "appos"):
        named = child.upos == "PROPN" and not sentence.children(child.index, "det")
        last = sentence.child(child.index, "conj")
        if named and last is not None and last.upos == "PROPN" and sentence.child(last.index, "cc"):
            return (child,)
    return ()


def subject(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The subject of a verb that a parser has hung elsewhere, if it has.

    Either the verb stands between it and the word that it is taken for an aside to, which no aside
    does ("Chad's president X received Y": X beside Y), or it stands right before the verb ("Chad's
    army shelled"), or it is in the phrase before the verb (see `_fronted`).
    """
    if sentence.children(verb, "nsubj", "csubj"):
        return ()
    for after in sentence.children(verb, "obj", "obl"):
        for child in sentence.children(after.index, *_ASIDE):
            if child.index < verb < after.index and child.upos in _NAMES:
                return (child.index,)
    before = sentence.tokens[verb - 1] if verb else None
    if (
        before is not None
        and before.head == verb
        and before.universal == "compound"
        and before.upos == "NOUN"
        and sentence.tokens[verb].upos == "VERB"
        and sentence.child(verb, "obj") is not None
    ):
        return (before.index,)
    return _fronted(sentence, verb)


def particle(sentence: Sentence, i: int) -> str:
    """The preposition of an oblique that is taken for a particle of its verb: "called | for an
    immediate truce".
    """
    token = sentence.tokens[i]
    if token.universal != "obl" or token.relation != "obl" or token.head < 0:
        return ""
    for child in sentence.children(token.head, "compound:prt"):
        between = sentence.tokens[child.index + 1 : i]
        inside = sentence.subtree(i)
        if child.lower in _PREPOSITIONS and child.index < i:
            return child.lower if all(t.index in inside for t in between) else ""
    return ""


def undergoer(sentence: Sentence, verb: int) -> bool:
    """True for a verb with an object behind it that has no preposition."""
    return any(
        c.index > verb and sentence.child(c.index, "case") is None
        for c in sentence.children(verb, "obj")
    )


def undergoes(sentence: Sentence, agent: Token) -> bool:
    """True for the subject of a passive that is taken for its agent, the conjunction before it for
    a preposition: "after | its owner was fined by Mali".
    """
    verb = agent.head
    if agent.index > verb or sentence.children(verb, "nsubj", "csubj"):
        return False
    if any(c.lower == "by" for c in sentence.children(agent.index, "case")):
        return False
    agents = (t.index for t in sentence.children(verb, "obl:agent"))
    return any(i > verb for i in agents)


def beyond_sum(sentence: Sentence, noun: int) -> tuple[Token, ...]:
    """What follows the sum that a thing is worth: "deals worth a million dollars | with Mali"."""
    return tuple(
        c
        for worth in sentence.children(noun, "acl", "amod")
        if worth.lower in {"worth", "valued"} and worth.index > noun
        for amount in sentence.children(worth.index, "obj", "obl")
        for c in sentence.children(amount.index, "nmod")
    )


def _fronted(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The subject of a verb that a parser has taken for an aside in the phrase before it: "At the
    invitation of the King of Tonga, the President of Chad, X, paid a visit".

    It is the first name or title set off by a comma in an oblique before a finite verb that has
    no subject of its own.
    """
    if sentence.tokens[verb].universal != "root":
        return ()
    fronted = [c for c in sentence.children(verb, "obl") if c.index < verb]
    if not fronted or any(c.upos == "VERB" and c.index < verb for c in sentence.children(verb)):
        return ()
    for i in sentence.subtree(fronted[-1].index):
        there = sentence.tokens[i]
        if i <= fronted[-1].index or there.universal not in {"appos", "conj", "parataxis"}:
            continue
        first = min(sentence.subtree(i))
        set_off = any(sentence.tokens[k].text == "," for k in (first, first - 1) if k > 0)
        if set_off and there.upos in _NAMES and not sentence.child(i, "cc"):
            return (i,)
    return ()


def opens_clause(sentence: Sentence, i: int) -> bool:
    """True for a name that stands as the subject behind the phrase that holds it."""
    if sentence.tokens[i].universal != "conj" or sentence.child(i, "cc") is not None:
        return False
    root = sentence.root
    found = subject(sentence, root.index)
    return any(place <= i < root.index for place in found)
