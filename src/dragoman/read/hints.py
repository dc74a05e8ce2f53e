"""The words that tell whether something happened, by where they stand (`status.tsv`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dragoman.codes import Status
from dragoman.errors import ModelError
from dragoman.language.lexicon import FOLDER, rows_of
from dragoman.language.sentence import Sentence, Token
from dragoman.read.what import lemma

TABLE = FOLDER.parent / "status.tsv"
WHERE = frozenset(
    "subject auxiliary mark complement that gerund of object modifier denied deed decided spoken "
    "reason".split()
)
UP = "up"
AS_TOLD = "-"
"""The word leaves the event what it is without it."""
_KINDS = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_PHRASAL = {
    "call off": "cancel",
    "put off": "postpone",
    "push back": "postpone",
    "break off": "cancel",
    "rule out": "reject",
    "turn down": "reject",
    "look forward": "plan",
    "call for": "urge",
    "carry out": "conduct",
    "break up": "cancel",
    "wind up": "conclude",
    "wrap up": "conclude",
    "round off": "conclude",
    "kick off": "begin",
}


@cache
def table(path: str = "") -> dict[str, dict[str, str]]:
    """Words by where they stand, each with the status it gives.

    Raises:
        ModelError: a row breaks a rule.
    """
    file = Path(path) if path else TABLE
    found: dict[str, dict[str, str]] = {where: {} for where in WHERE}
    known = {str(s) for s in Status} | {UP, AS_TOLD}
    for number, line in rows_of(file):
        cells = line.split("\t")
        if len(cells) != 3 or cells[0] not in WHERE or cells[1] not in known:
            raise ModelError(
                f"{file}:{number}: a row is where, status, words; where is one of "
                f"{', '.join(sorted(WHERE))}"
            )
        for word in cells[2].split():
            told = found[cells[0]].setdefault(word, cells[1])
            if told != cells[1]:
                raise ModelError(
                    f"{file}:{number}: {word!r} is {told} and {cells[1]} as {cells[0]}"
                )
    return found


def told_by(where: str, sentence: Sentence, token: Token) -> str | None:
    """What the table says of a word: as its part of speech, else as any; None where it is silent.

    A verb with a particle is another word than the verb without ("set up").
    """
    rows = table()[where]
    word = phrase(sentence, token)
    if word == lemma(token) and token.upos == "VERB":
        for child in sentence.children(token.index, "compound"):
            if child.relation == "compound:prt":
                return rows.get(f"{word}_{child.lower}")
    kind = _KINDS.get(token.upos, "")
    for form in (word, f"{word}e", word[:-1]) if kind == "verb" else (word,):
        # A verb that the analysis has no lemma for has lost its ending alone: "oblig", "compell".
        whole = form != word[:-1] or word[-2:-1] == word[-1:]
        found = rows.get(f"{form}.{kind}", rows.get(form)) if whole else None
        if found is not None:
            return found
    return None


def phrase(sentence: Sentence, token: Token) -> str:
    """The lemma; with a particle or preposition, the plain verb that it amounts to."""
    word = lemma(token)
    for child in sentence.children(token.index):
        whole = f"{word} {child.lower}"
        if whole in _PHRASAL and (
            child.relation == "compound:prt" or child.universal in {"advmod", "case"}
        ):
            return _PHRASAL[whole]
    after = sentence.tokens[token.index + 1].lower if token.index + 1 < len(sentence) else ""
    return _PHRASAL.get(f"{word} {after}", word)
