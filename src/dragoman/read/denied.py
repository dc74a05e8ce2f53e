"""Deeds that a clause behind them denies: "shelled a village, which Chad denies", "…, a charge that
Chad rejected", "…, a claim denied by Chad".

The denial is found on the tree: a word of denying in a clause on "which", or on a noun for what was
claimed that stands behind a comma. What it denies is the clause before it, as far as one deed goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.sentence import Sentence, Token
from dragoman.read.cues import Cue, cue
from dragoman.read.document import Document
from dragoman.read.forms import negated
from dragoman.read.sources import agent, source_of, source_tokens
from dragoman.read.statement import places
from dragoman.read.told import Told

_CLAIMED = frozenset({"say", "accuse", "think"})


def denials(document: Document) -> Iterator[Told]:
    """The denials of the report that stand behind what they deny, each with that as its content."""
    for sentence in document.sentences:
        for token in sentence.tokens:
            word = cue(token.lemma, token.upos)
            if word is None or word.part != "verb" or word.sort != "deny":
                continue
            told = _denial(sentence, token, word)
            if told is not None:
                yield told


def _denial(sentence: Sentence, token: Token, word: Cue) -> Told | None:
    if token.universal != "acl" or negated(sentence, token.index, None):
        return None
    which = next((t for t in sentence.children(token.index, "obj") if t.lower == "which"), None)
    noun = sentence.head(token.index)
    if noun is None:
        return None
    end: int | None
    if which is not None:
        first = min(sentence.subtree(token.index))
        comma = _comma(sentence, first)
        end = first if comma is None else comma
    else:
        claim = cue(noun.lemma, noun.upos)
        if claim is None or claim.part != "noun" or claim.sort not in _CLAIMED:
            return None
        end = _comma(sentence, min(i for i in sentence.subtree(noun.index) if i <= token.index))
    deed = None if end is None else _deed(sentence, noun, which is not None, end)
    speaker = _denier(sentence, token)
    if deed is None or end is None or speaker is None:
        return None
    content = [i for i in sentence.subtree(deed.index) if i < end]
    source = places(sentence, source_tokens(sentence, speaker, token.index))
    return Told(
        source,
        ((token.start, token.end),),
        places(sentence, content),
        at=(sentence.index, token.index),
        speaker=(sentence.index, speaker),
        word=word,
        way="clause",
        plain=places(sentence, content),
        body=deed.index,
    )


def _comma(sentence: Sentence, i: int) -> int | None:
    """The comma or dash that a phrase beginning at `i` is set off by, None where it is not."""
    for place in (i, i - 1):
        if place > 0 and sentence.tokens[place].text in {",", "–", "—", "--", "-"}:
            return place
    return None


def _deed(sentence: Sentence, noun: Token, which: bool, end: int) -> Token | None:
    """The verb of what is denied: the last before the comma that "which" can stand for, with the
    verbs that it only completes ("allows it to use"); of a noun beside the clause, the verb it
    hangs on.
    """
    path = (noun, *sentence.ancestors(noun.index)) if which else sentence.ancestors(noun.index)
    deed = next((t for t in path if t.upos == "VERB" and t.index < end), None)
    while deed is not None and deed.universal == "xcomp":
        above = sentence.head(deed.index)
        if above is None or above.upos != "VERB":
            break
        deed = above
    return deed


def _denier(sentence: Sentence, token: Token) -> int | None:
    """The head of who denies it: of a passive its agent, else the subject of its own clause."""
    by = agent(sentence, token.index)
    if by is not None:
        return by
    subject = sentence.child(token.index, "nsubj")
    return source_of(sentence, token.index) if subject is not None else None
