"""Deeds that a clause behind them denies or confirms: "shelled a village, which Chad denies", "…, a
charge that Chad rejected", "…, a claim denied by Chad", "…, which Chad confirmed".

It is found on the tree: a word of denying or confirming in a clause on "which", or on a noun for
what was claimed that stands behind a comma. What it is about is the clause before it, as far as one
deed goes. In a sentence of its own it answers what another has said before ("Chad rejected the
claim", "Chad confirmed the arrest").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.codes import Stance
from dragoman.language import lexicon
from dragoman.language.sentence import Sentence, Token
from dragoman.read.cues import Cue, cue, words
from dragoman.read.document import Document
from dragoman.read.forms import negated
from dragoman.read.sources import agent, source_of, source_tokens
from dragoman.read.speakers import voices
from dragoman.read.statement import places
from dragoman.read.told import Told
from dragoman.record import Voice

_CLAIMED = frozenset({"say", "accuse", "think"})
_IT = frozenset({"it", "this", "that"})
_ANY = frozenset({"any", "such"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def denials(document: Document) -> Iterator[Told]:
    """The denials of the report that stand behind what they deny, and what is confirmed so, each
    with that as its content.
    """
    for sentence in document.sentences:
        for token in sentence.tokens:
            word = cue(token.lemma, token.upos)
            if word is None or word.part != "verb":
                continue
            if word.sort != "deny" and word.word not in words("confirming"):
                continue
            told = _denial(sentence, token, word)
            if told is not None:
                yield told


def _denial(sentence: Sentence, token: Token, word: Cue) -> Told | None:
    beside = token.relation == "advcl:relcl"  # a clause on the whole of what stands before it
    if not (token.universal == "acl" or beside) or negated(sentence, token.index, None):
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


def answered(
    document: Document, found: Sequence[Told], carrying: Sequence[Told]
) -> dict[int, tuple[Voice, ...]]:
    """Who denies or confirms what somebody has said just before: "Chad rejected the accusation"
    answers "Mali accused Chad of …", and stands behind it as one who denies (codebook, rule 11).
    """
    answers: dict[int, tuple[Voice, ...]] = {}
    starts = [t.start for t in carrying]
    for t in found:
        false = _is_called_false(document, t)
        if not (false or is_answer(document, t) or _denies_any(document, t)):
            continue
        mine = voices(document, t)
        if false:
            mine = tuple(replace(v, stance=Stance.DENIES) for v in mine)
        states = {v.state for v in mine}
        before = bisect_left(starts, t.start) - 1
        while before >= 0 and t.at is not None:
            other = carrying[before]
            if other.at is None or t.at[0] - other.at[0] > ANSWERED:
                break
            theirs = {v.state for v in voices(document, other)}
            if not states & theirs and (false or _is_of(document, t, other)):
                answers[before] = answers.get(before, ()) + mine
                break
            before -= 1
    return answers


def _is_called_false(document: Document, t: Told) -> bool:
    """Whether a statement is called untrue: "called the report false", "described it as a lie"."""
    if t.at is None or t.body is None or t.word is None or t.way != "as" or t.negated:
        return False
    sentence = document.sentences[t.at[0]]
    thing = sentence.child(t.at[1], "obj", "nsubj:pass")
    if thing is None or not t.source or t.word.sort not in {"say", "deny", "think"}:
        return False
    claim = cue(thing.lemma, thing.upos)
    said = thing.lower in _IT or (claim is not None and claim.sort in _CLAIMED)
    called = {sentence.tokens[i].lemma for i in sentence.subtree(t.body)}
    return said and (t.word.sort == "deny" or bool(called & words("false")))


def _denies_any(document: Document, t: Told) -> bool:
    """Whether what is denied is any of its kind: "denied that any such raid took place"."""
    return _any_of(document, t) is not None


def _any_of(document: Document, t: Told) -> Token | None:
    if t.word is None or t.word.sort != "deny" or t.way not in {"that", "thing"}:
        return None
    if t.at is None or not t.source or t.negated:
        return None
    for token in document.sentences[t.at[0]].tokens:
        if token.upos == "NOUN" and t.holds(token.start):
            before = document.sentences[t.at[0]].children(token.index, "det", "amod")
            deed = lexicon.load().of("noun", token.lemma)
            if deed and any(d.lower in _ANY for d in before):
                return token
    return None


def _is_of(document: Document, t: Told, other: Told) -> bool:
    """Whether what is denied or confirmed as a deed ("confirmed the arrest") is told in another
    statement; a claim or a charge may be of anything.
    """
    if t.at is None or t.body is None:
        return False
    body = _any_of(document, t) or document.sentences[t.at[0]].tokens[t.body]
    kinds = {e.type for e in lexicon.load().of("noun", body.lemma)}
    if not kinds or cue(body.lemma, body.upos) is not None:
        return True
    return any(
        e.type in kinds
        for start, end in other.content
        if (sentence := document.sentence_at(start)) is not None
        for token in sentence.tokens
        if start <= token.start < end and token.upos in {"VERB", "NOUN"}
        for e in lexicon.load().of(token.upos.lower(), token.lemma)
    )


def meets(document: Document, denial: Told, told: Told) -> bool:
    """Whether a denial is of what another has said in the same sentence."""
    if told.at is None or denial.at is None or told.at[0] != denial.at[0]:
        return False
    start, end = denial.content[0]
    meets = any(a < end and start < b for a, b in told.content)
    states = {v.state for v in voices(document, denial)}
    return meets and not states & {v.state for v in voices(document, told)}


def is_answer(document: Document, t: Told) -> bool:
    """Whether somebody denies or confirms a statement as such: "denied it", "rejected the claim",
    "confirmed the report"; or denies to have had a part in it.
    """
    denies = t.word is not None and t.word.sort == "deny"
    if t.word is None or not (denies or t.word.word in words("confirming")) or not t.source:
        return False
    if t.at is None or t.body is None or t.negated or t.way != "thing":
        return False
    body = document.sentences[t.at[0]].tokens[t.body]
    claim = cue(body.lemma, body.upos)
    part = denies and body.lemma in words("responsible")
    known = _known(document.sentences[t.at[0]], body)
    said = claim is not None and claim.sort == "say"
    return body.lower in _IT or part or said or known


def _known(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun names a deed that the report has told of: "confirmed the arrest"."""
    definite = any(d.lower in _DEFINITE for d in sentence.children(noun.index, "det"))
    deed = lexicon.load().of("noun", noun.lemma)
    return noun.upos == "NOUN" and definite and any(e.type is not None for e in deed)


ANSWERED = 3
"""Sentences back to what a denial may answer."""
