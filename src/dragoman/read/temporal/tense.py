"""Where a verb points: past, present or ahead, read off the tree.

The verb that governs a word is found by going up; auxiliaries ("will", "has") and the verb above an
infinitive ("plans to visit", "is set to hold") tell the rest.
"""

from __future__ import annotations

from dragoman.language.sentence import Sentence, Token
from dragoman.read.temporal.anchor import Tense

FUTURE_AUXILIARIES = frozenset(("will", "shall", "'ll", "’ll", "wo", "would", "may", "might"))
FUTURE_VERBS = frozenset(
    "plan intend expect schedule set due invite hope want prepare seek agree promise pledge vow"
    " decide aim slate ready go propose offer urge ask wait arrange".split()
)
"""Words whose infinitive is yet to come."""


def verb_tense(sentence: Sentence, i: int) -> Tense:
    """The tense of the verb or predicate at token `i`, with its auxiliaries and what governs it."""
    token = sentence.tokens[i]
    auxiliaries = sentence.children(i, "aux", "cop")
    words = {a.lower for a in auxiliaries}
    if words & FUTURE_AUXILIARIES:
        return Tense.FUTURE
    above = sentence.head(i)
    infinitive = token.features.get("VerbForm") == "Inf" or any(
        t.lower == "to" for t in sentence.children(i, "mark")
    )
    if infinitive and not auxiliaries:
        if above is not None and _points_ahead(above):
            return Tense.FUTURE
        if above is not None and token.universal in ("xcomp", "advcl", "acl"):
            # "travelled to Delhi to meet": the infinitive happens when its verb does.
            return (
                verb_tense(sentence, above.index) if above.upos in ("VERB", "AUX") else Tense.NONE
            )
        return Tense.NONE
    for form in (*auxiliaries, token):
        tense = form.features.get("Tense")
        if form.features.get("VerbForm") == "Part" and form is token and auxiliaries:
            continue
        if tense == "Past":
            return Tense.PAST
        if tense == "Pres" and form.features.get("VerbForm") == "Fin":
            if token.features.get("VerbForm") == "Part" and token.features.get("Tense") == "Past":
                # "has met": the past; "is expected": what is expected lies ahead.
                return Tense.FUTURE if _points_ahead(token) else Tense.PAST
            return Tense.FUTURE if _points_ahead(token) else Tense.PRESENT
    if token.universal in ("conj", "acl", "advcl", "xcomp", "ccomp") and above is not None:
        return verb_tense(sentence, above.index) if above.upos in ("VERB", "AUX") else Tense.NONE
    return Tense.NONE


def _points_ahead(token: Token) -> bool:
    return token.lemma.lower() in FUTURE_VERBS


def governor(sentence: Sentence, i: int) -> Token | None:
    """The nearest verb (or predicate with a copula) at or above token `i`."""
    token = sentence.tokens[i]
    for each in (token, *sentence.ancestors(i)):
        if each.upos in ("VERB", "AUX") or sentence.child(each.index, "cop") is not None:
            return each
    return None
