"""Sentences with their tree from a compact notation, for tests that must not hang on the weights.

One word a field: `word/UPOS/relation>head`, head a word's number in the sentence from 1, 0 at the
root; a verb's tense after a second `>`: `met/VERB/root>0>Past`. A word glued to the one before it
begins with `+`.
"""

from __future__ import annotations

from dragoman.language.sentence import Sentence, Token

LEMMAS = {
    "met": "meet", "held": "hold", "is": "be", "was": "be", "spoke": "speak", "said": "say",
    "took": "take", "has": "have", "will": "will", "holding": "hold", "agreed": "agree",
    "planned": "plan", "condemned": "condemn", "visited": "visit", "signed": "sign",
    "discussed": "discuss", "talks": "talk", "elections": "election",
}  # fmt: skip


def sentence(source: str, offset: int = 0, index: int = 0) -> tuple[str, Sentence]:
    """The text of a sentence and its tree, its first character at `offset`."""
    text = ""
    tokens = []
    for i, field in enumerate(source.split()):
        word, upos, rest = field.rsplit("/", 2)
        relation, head, *tense = rest.split(">")
        glued = word.startswith("+")
        word = word.removeprefix("+")
        if text and not glued:
            text += " "
        features = {}
        if tense and tense[0] in ("Past", "Pres"):
            features = {"Tense": tense[0], "VerbForm": "Fin"}
        elif tense:
            features = {"VerbForm": tense[0]}
        start = offset + len(text)
        text += word
        tokens.append(
            Token(
                i, word, start, start + len(word), upos, int(head) - 1, relation, "O",
                LEMMAS.get(word.lower(), word.lower()), features,
            )
        )  # fmt: skip
    return text, Sentence(index, offset, offset + len(text), tuple(tokens))


def sentences(*sources: str) -> tuple[str, tuple[Sentence, ...]]:
    """A text of several sentences, with a space between them."""
    text = ""
    found = []
    for i, source in enumerate(sources):
        offset = len(text) + 1 if text else 0
        words, tree = sentence(source, offset, i)
        text = f"{text} {words}" if text else words
        found.append(tree)
    return text, tuple(found)
