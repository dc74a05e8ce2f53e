"""Whether a mention can act: a government that speaks, or a mere place or modifier.

Syntax decides ("Moscow said", "with Moscow", "Moscow's decision" against "in Moscow", "flew to
Moscow"). A capital in a place's position is a place; a demonym before a noun that is no body is a
modifier.
"""

from __future__ import annotations

from dragoman.language.sentence import Sentence, Token
from dragoman.read.document import MentionKind
from dragoman.read.names.found import Found

_IN = frozenset(
    "in at near into inside outside across around throughout within from onto off toward towards "
    "through via along above beyond outskirts en".split()
)
_MOVING = frozenset(
    "travel go come return fly arrive visit move head trip visit flight journey leave depart bring "
    "send back way travels tour sail drive cross flee transfer deploy extradite deport".split()
)
_DIRECT = frozenset(("visit", "tour", "leave", "reach", "enter", "host"))


def set_role(found: Found, sentence: Sentence) -> None:
    """Fills `agent`, `modifier` and, for capitals, `kind`."""
    token = sentence.tokens[found.head]
    if found.kind is MentionKind.PLACE:
        found.agent = False
        found.modifier = token.universal in ("compound", "amod")
        return
    if found.kind is MentionKind.DEMONYM:
        people = found.plural or (
            token.upos in ("NOUN", "PROPN")
            and token.universal
            not in (
                "amod",
                "compound",
            )
        )
        found.agent = people
        found.modifier = not people
        return
    if found.kind is MentionKind.METONYM:
        if _placed(found, token, sentence):
            found.kind, found.agent = MentionKind.PLACE, False
        elif token.universal in ("compound", "amod") or _dateline(found, sentence):
            found.agent = False
            found.modifier = token.universal in ("compound", "amod")
        return
    if found.kind in (MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.GROUP):
        if token.universal in ("compound", "amod") and _before_noun(token, sentence):
            found.agent, found.modifier = False, True
        elif (found.kind is MentionKind.STATE and _placed(found, token, sentence)) or _after_comma(
            found, sentence
        ):
            found.agent = False


def _before_noun(token: Token, sentence: Sentence) -> bool:
    above = sentence.head(token.index)
    return (
        above is not None and above.index > token.index and above.upos in ("NOUN", "PROPN", "ADJ")
    )


def _preposition(sentence: Sentence, found: Found) -> Token | None:
    """The preposition right before a name, an article and adjectives left out."""
    i = found.first - 1
    while i > 0 and sentence.tokens[i].upos in ("DET", "ADJ"):
        i -= 1
    return sentence.tokens[i] if i >= 0 and sentence.tokens[i].upos == "ADP" else None


def _placed(found: Found, token: Token, sentence: Sentence) -> bool:
    """True where a preposition or a verb of going makes the name a place."""
    before = _preposition(sentence, found)
    first = token
    while first.universal in ("conj", "appos", "flat", "compound") and first.head >= 0:
        if any(c.universal == "case" for c in sentence.children(first.index)):
            break
        first = sentence.tokens[first.head]
    case = before or sentence.child(first.index, "case")
    if token.relation == "nmod:poss":
        return False
    if case is not None:
        if case.lower in _IN:
            return True
        if case.lower in ("to", "for") and first.universal in ("obl", "nmod"):
            above = sentence.head(first.index)
            return above is not None and above.lemma.lower() in _MOVING
        return False
    if first.universal == "obj":
        above = sentence.head(first.index)
        return above is not None and above.lemma.lower() in _DIRECT and token.upos == "PROPN"
    return False


def _dateline(found: Found, sentence: Sentence) -> bool:
    """ "MOSCOW, Jan 15 (Tass) –", "Moscow:" at the head of a report."""
    if found.first > 0 or found.last >= len(sentence.tokens):
        return False
    return sentence.tokens[found.last].text in (":", ",", "(", "–", "—") and (
        sentence.tokens[found.last].text != "," or sentence.tokens[0].text.isupper()
    )


def _after_comma(found: Found, sentence: Sentence) -> bool:
    """The state after a town: "Poznan, Poland"."""
    if found.first < 2 or sentence.tokens[found.first - 1].text != ",":
        return False
    before = sentence.tokens[found.first - 2]
    token = sentence.tokens[found.head]
    return before.upos == "PROPN" and (
        token.universal in ("appos", "nmod") and before.name.endswith(("LOC", "GPE"))
    )
