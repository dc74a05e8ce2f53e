"""Between whom a recurring contact is: its parties, from the words around its noun."""

from __future__ import annotations

from dragoman.language.sentence import Sentence, Token
from dragoman.read.document import Document
from dragoman.read.phrases import clause_head, states_of
from dragoman.read.proper import lexeme


def parties_of(
    document: Document, sentence: Sentence, token: Token, named: tuple[str, ...]
) -> tuple[str, ...]:
    """States behind "between" and "with", before "'s", else those that act in the clause."""
    below = _under_case(sentence, token.index, ("between", "among", "with", "of"))
    found = list(named)
    if (
        found
        and lexeme(token) == "group"
        and all(c not in document.knowledge.states for c in found)
    ):
        around = [c for m in document.mentions_in(sentence.index) for c in m.states]
        return tuple(dict.fromkeys(c for c in around if c in document.knowledge.states))
    owner = sentence.child(token.index, "nmod:poss")
    if owner is not None:
        found += states_of(document, sentence, sentence.subtree(owner.index))
    found += states_of(document, sentence, below) if below else ()
    if len(set(found)) > 1:
        return tuple(dict.fromkeys(found))
    verb = clause_head(sentence, token.index)
    acting = [
        i
        for child in sentence.children(verb, "nsubj", "obl")
        for i in sentence.subtree(child.index)
        if child.universal == "nsubj" or case_of(sentence, child.index) in ("with", "by", "between")
    ]
    acting = [i for i in acting if i != token.index]
    more = states_of(document, sentence, acting) if acting else ()
    joined = tuple(dict.fromkeys([*found, *more]))
    return joined if len(joined) > 1 else tuple(dict.fromkeys(found))


def case_of(sentence: Sentence, i: int) -> str:
    """The preposition before a word, "" where it has none."""
    case = sentence.child(i, "case")
    return case.lower if case is not None else ""


def _under_case(sentence: Sentence, i: int, cases: tuple[str, ...]) -> list[int]:
    """The words below word `i` that such a preposition governs, or governs a word above them."""
    found: set[int] = set()
    todo = [(child.index, False) for child in sentence.children(i)]
    seen = {i}
    while todo:
        index, under = todo.pop()
        if index in seen:
            continue
        seen.add(index)
        under = under or case_of(sentence, index) in cases
        if under:
            found.add(index)
        todo += [(child.index, under) for child in sentence.children(index)]
    return sorted(found)
