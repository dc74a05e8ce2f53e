"""Whether a verb is in the passive, as far as tree and tags tell."""

from __future__ import annotations

from dragoman.language.sentence import Sentence, Token
from dragoman.read import slips


def is_passive(sentence: Sentence, i: int) -> bool:
    """True for a verb in the passive, and for a past participle that modifies a noun."""
    token = sentence.tokens[i]
    if sentence.children(i, "aux:pass"):
        return True
    if any(t.lemma == "have" for t in sentence.children(i, "aux")):
        return False  # "had fired", whatever a parser calls its subject
    helped = sentence.child(i, "aux", "cop") is not None or token.universal in {"conj", "xcomp"}
    if sentence.child(i, "nsubj:pass") is not None and not helped and slips.undergoer(sentence, i):
        return False  # "a court sentenced three men"
    if sentence.children(i, "nsubj:pass", "csubj:pass"):
        return True
    done = sentence.child(i, "nsubj") is not None or bool(slips.subject(sentence, i))
    active = sentence.child(i, "obj") is not None and done
    # A tagger's slip: a verb with a subject and no auxiliary ("Fiji offered to go") is active.
    plain = sentence.child(i, "nsubj") is not None and token.head < 0
    slip = plain and not sentence.children(i, "aux")
    if token.features.get("Voice") == "Pass" and not active and not slip:
        return True
    if any(t.lower == "get" or t.lemma == "get" for t in sentence.children(i, "aux")):
        return True
    past = token.features.get("VerbForm") == "Part" and token.features.get("Tense") == "Past"
    if (
        token.universal in {"acl", "amod"}
        and token.relation != "acl:relcl"
        and (past or _ends_as_past(token))
        and not sentence.children(i, "nsubj")  # "the claim that Chad had bombed a hospital"
    ):
        return True
    if (
        token.universal == "conj"
        and not sentence.children(i, "nsubj", "aux")
        and (past or _ends_as_past(token))
    ):
        above = sentence.head(i)
        if above is not None and above.upos == "VERB" and not sentence.children(i, "obj"):
            return is_passive(sentence, above.index)
    alone = not sentence.children(i, "nsubj", "aux", "obj")
    return token.universal == "advcl" and past and alone


def _ends_as_past(token: Token) -> bool:
    return (
        token.lower.endswith(("ed", "en", "wn", "ught", "eld", "nt"))
        and token.features.get("VerbForm", "Part") == "Part"
    )
