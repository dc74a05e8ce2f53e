"""Trees mended where a verb of saying was taken for a noun: "The UN office | reports at least nine
people have been killed".

Without a "that" the parser may join "reports" to the name before it, which leaves the clause behind
it with two subjects, one before the word and one after. Then the word is the verb, what stands
before it is who says, and the clause is what is said.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.language.sentence import Sentence, Token

_SAYING = {"reports": "report", "claims": "claim", "states": "state", "estimates": "estimate"}
_PRESENT = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Pres", "Number": "Sing", "Person": "3"}


def mended(sentence: Sentence) -> Sentence:
    """The sentence, with its verb of saying over its clause."""
    for token in sentence.tokens:
        if token.lower in _SAYING and token.upos == "NOUN":
            who = _speaker(sentence, token)
            if who is not None:
                return _turned(sentence, token, who)
    return sentence


def _speaker(sentence: Sentence, token: Token) -> Token | None:
    """Who says it, where the clause has a subject on either side of the word."""
    clause, i = sentence.root, token.index
    subjects = sentence.children(clause.index, "nsubj")
    if clause.upos != "VERB" or clause.index < i or not any(s.index > i for s in subjects):
        return None
    above = sentence.head(i)
    if token.universal == "appos" and above in subjects:
        return above
    before = sentence.tokens[i - 1] if i else None
    named = before is not None and before.head == i and before.upos in {"PROPN", "NOUN"}
    return before if named and token in subjects else None


def _turned(sentence: Sentence, verb: Token, who: Token) -> Sentence:
    clause, i = sentence.root, verb.index
    tokens = list(sentence.tokens)
    for t in sentence.tokens:
        if t.index == who.index:
            tokens[t.index] = replace(t, head=i, relation="nsubj")
        elif t.index == i:
            lemma = _SAYING[t.lower]
            tokens[i] = replace(
                t, upos="VERB", head=-1, relation="root", lemma=lemma, features=_PRESENT
            )
        elif t.index == clause.index:
            tokens[t.index] = replace(t, head=i, relation="ccomp")
        elif t.head == i and t.index < i:
            tokens[t.index] = replace(t, head=who.index)
        elif t.head == clause.index and (t.index < i or t.index == len(tokens) - 1):
            tokens[t.index] = replace(t, head=i)
    return replace(sentence, tokens=tuple(tokens))
