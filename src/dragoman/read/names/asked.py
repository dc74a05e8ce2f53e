"""Whose a body is that another asks for something or condemns: "we call on the military to stop".

Never his who asks: it is of the one other state that the title of the report names, else of the one
that the text speaks of most.
"""

from __future__ import annotations

from collections.abc import Collection

from dragoman.codes import EventType
from dragoman.language import lexicon
from dragoman.language.sentence import Sentence, Token
from dragoman.read.document import MentionKind
from dragoman.read.names.found import Found
from dragoman.read.names.history import History, states

_AIMED = frozenset({EventType.ACCUSE, EventType.REQUEST})
_UPON = frozenset(("on", "upon"))
_WE = frozenset(("we", "us"))
_ABROAD = frozenset((MentionKind.COLLECTIVE, MentionKind.ORGANISATION, MentionKind.STATE))
"""Those who ask others only; a minister may well ask the army of his own state."""


def of_another(
    found: Found, sentence: Sentence, history: History, known: Collection[str]
) -> str | None:
    """The state of a body that is asked or condemned by others; "" where it may be any but theirs;
    None where nobody asks it, or it may be theirs.
    """
    verb = _asking(sentence, sentence.tokens[found.head])
    subject = sentence.child(verb.index, "nsubj") if verb is not None else None
    if subject is None:
        return None
    askers = [f for f in history.rows[found.sentence] if _is_of(f, subject, sentence)]
    mine = {s for f in askers for s in states(f)}
    mine |= {a.state for f in askers for a in f.actors if a.state}
    if not mine:
        return None
    others = len(mine) > 1 or any(f.kind in _ABROAD or f.text.lower() in _WE for f in askers)
    about = [s for s in history.titled if s not in mine and s in known]
    if len(about) == 1 and (others or not mine & set(history.titled)):
        return about[0]
    if not others:
        return None
    ranked = [(s, n) for s, n in history.weight.most_common() if s not in mine and s in known]
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return ""
    return ranked[0][0] if ranked else None


def _asking(sentence: Sentence, token: Token) -> Token | None:
    """The verb by which the word is asked or condemned."""
    while token.universal == "conj" and token.head >= 0:
        token = sentence.tokens[token.head]
    if token.relation == "nmod:poss":  # "condemned the junta's attacks"
        token = sentence.tokens[token.head]
    verb = sentence.head(token.index)
    wished = token.universal == "nsubj" and verb is not None and verb.universal == "ccomp"
    if wished and verb is not None:
        verb = sentence.head(verb.index)  # "demanded that the junta free them"
    if verb is None or verb.upos != "VERB":
        return None
    cases = {c.lower for c in sentence.children(token.index, "case")}
    aimed = token.universal in ("obj", "iobj") or (token.universal == "obl" and cases & _UPON)
    if not aimed and not wished:
        return None
    types = {EventType.REQUEST} if wished else _AIMED
    entries = lexicon.load().of("verb", verb.lemma.lower())
    fits = (e for e in entries if e.type in types)
    return verb if any(not e.case or e.case in cases for e in fits) else None


def _is_of(found: Found, subject: Token, sentence: Sentence) -> bool:
    """True of the subject, and of one joined to it."""
    token = sentence.tokens[found.head]
    return token.index == subject.index or (
        token.universal == "conj" and token.head == subject.index
    )
