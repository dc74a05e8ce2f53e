"""What follows "called", "described as": the name that somebody gives a relationship or a state."""

from __future__ import annotations

from dragoman.language.sentence import Sentence, Token
from dragoman.read.document import Document, MentionKind
from dragoman.read.phrases import words

_T = "relationship_words"
_OPENING = frozenset(["“", '"', "‘", "«", "„"])
_CLOSING = frozenset(["”", '"', "’", "»", "“"])


def is_relation(token: Token) -> bool:
    """True of a noun that by itself means the relationship: "ties", "alliance"."""
    return token.lemma.lower() in words(_T, "plain")


def called(
    document: Document, sentence: Sentence, verb: Token, lemma: str
) -> tuple[int, int] | None:
    """ "Called Norway an old friend", "described ties as excellent": what it is called."""
    thing = sentence.child(verb.index, "obj", "nsubj:pass") or _before_quotation(sentence, verb)
    if thing is None:
        return None
    quoted = _quoted(sentence, verb, thing)
    fits = is_relation(thing) or _names_state(document, sentence, thing)
    if not fits and (quoted is None or thing.lemma.lower() not in words(_T, "things")):
        return None
    if quoted is not None:
        return quoted
    for child in sentence.children(verb.index, "xcomp", "obl", "advcl", "ccomp", "obj", "nmod"):
        if child.index <= max(verb.index, thing.index):
            continue
        case = sentence.child(child.index, "case", "mark")
        as_such = case is not None and case.lower == "as"
        if (lemma in words(_T, "with_as") or case is not None) and not as_such:
            continue
        if child.upos not in ("NOUN", "ADJ", "PROPN", "VERB"):
            continue
        if not is_relation(thing) and child.lemma.lower() not in words(_T, "relations"):
            continue  # "recognised Peru as a party to the treaty" calls the relationship nothing
        first, last = sentence.phrase(child.index, "case", "mark", "punct", "conj")
        while first < last and sentence.tokens[first].lower in ("“", '"', "'", "‘", "as"):
            first += 1
        return first, last
    return None


def _before_quotation(sentence: Sentence, verb: Token) -> Token | None:
    """What stands between the verb and a quotation mark, if that is one noun phrase."""
    thing = None
    for token in sentence.tokens[verb.index + 1 : verb.index + 8]:
        if token.text in _OPENING:
            return thing
        if token.upos in ("NOUN", "PROPN"):
            thing = token
        elif token.upos not in ("DET", "ADJ", "PART", "PRON") and token.lower != "as":
            return None
    return None


def _names_state(document: Document, sentence: Sentence, thing: Token) -> bool:
    mention = document.mention_at(sentence.index, thing.index)
    if mention is None or not mention.states:
        return False
    return mention.kind in (MentionKind.STATE, MentionKind.METONYM, MentionKind.PLACE)


def _quoted(sentence: Sentence, verb: Token, thing: Token) -> tuple[int, int] | None:
    """What stands in quotation marks right behind what is called something."""
    start = max(verb.index, thing.index) + 1
    for token in sentence.tokens[start : start + 6]:
        if token.text in _OPENING:
            for end in sentence.tokens[token.index + 1 : token.index + 30]:
                if end.text in _CLOSING:
                    return (token.index + 1, end.index) if end.index > token.index + 1 else None
            return None
        if token.upos in ("VERB", "AUX") or token.text in (",", ".", ";"):
            return None
    return None
