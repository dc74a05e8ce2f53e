"""Who says what, on the tree: every cue of the table with its source and its content.

A cue has its source from `sources`. The content is looked for in the ways the table gives, best
first; where the cue interrupts or follows what is said, it is the sentence without the cue.
Relations are Universal Dependencies', so only the table is English.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language import lexicon
from dragoman.language.sentence import Sentence, Token
from dragoman.read.cues import Cue, cue
from dragoman.read.quoting import according_to, quoted_as
from dragoman.read.sources import joint, passive, source_of, source_tokens
from dragoman.read.statement import Statement, places

_CLAUSE = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADV"})


def statements(sentence: Sentence) -> tuple[Statement, ...]:
    """Every statement whose cue stands in the sentence, in the order of the cues."""
    found: list[Statement] = []
    second: set[int | None] = set()
    for token in sentence.tokens:
        made = according_to(sentence, token) or quoted_as(sentence, token)
        if made is not None:
            second.add(made.also)
        elif token.index not in second:
            word = _word(sentence, token)
            if word is not None:
                made = _stated(sentence, token, word)
        if made is not None:
            found.append(made)
    return tuple(found)


def _word(sentence: Sentence, token: Token) -> Cue | None:
    if token.upos not in {"VERB", "AUX", "NOUN", "ADJ"}:
        return None
    particle = sentence.child(token.index, "compound:prt")
    if particle is not None:
        joined = cue(f"{token.lemma} {particle.lower}", token.upos)
        if joined is not None:
            return joined
    return cue(token.lemma, token.upos)


def _stated(sentence: Sentence, token: Token, word: Cue) -> Statement | None:
    found = _content(sentence, token, word)
    if found is None:
        return None
    way, content, body = found
    if word.sort == "show" and way == "to" and body is not None:
        below = _word(sentence, sentence.tokens[body])
        if below is not None and _content(sentence, sentence.tokens[body], below) is not None:
            return None  # "appear to show", "seems to deny": the second verb is the cue
    speaker = source_of(sentence, token.index)
    if speaker is None and word.sort == "want" and passive(sentence, token.index):
        patient = sentence.child(token.index, "nsubj:pass", "nsubj")  # "is determined to"
        speaker = None if patient is None else patient.index
    if speaker is None and word.part == "verb":
        behind = _after_mark(sentence, token)
        if behind is not None:
            mark, speaker = behind
            content = tuple(i for i in content if i < mark or i > token.index) or content
    outside = set(content)
    if speaker is not None and speaker in outside and way != "source":
        speaker = None
    return Statement(
        sentence.index,
        token.index,
        word,
        way,
        () if speaker is None else places(sentence, source_tokens(sentence, speaker, token.index)),
        places(sentence, _cue_tokens(sentence, token, outside)),
        places(sentence, _whole(content, token.index, speaker)),
        speaker,
        body,
        negated=any(
            t.lemma in {"not", "never"} or t.features.get("Polarity") == "Neg"
            for t in sentence.children(token.index, "advmod")
        ),
    )


def _after_mark(sentence: Sentence, token: Token) -> tuple[int, int] | None:
    """A closing mark and the noun between it and the verb, which a parser may give to the verb of
    the quotation: "“We will pay,” the minister said".
    """
    i = token.index - 1
    nouns = []
    while i >= 0 and sentence.tokens[i].text not in _CLOSING:
        if sentence.tokens[i].upos in {"NOUN", "PROPN", "PRON"}:
            nouns.append(i)
        i -= 1
    near = i >= 0 and token.index - i <= WITHIN
    return (i, nouns[0]) if near and nouns and nouns[0] == token.index - 1 else None


_CLOSING = frozenset({"”", '"', "''", "»"})
WITHIN = 12
"""Words between a closing mark and the verb of saying."""


def _whole(content: tuple[int, ...], cue_at: int, speaker: int | None) -> tuple[int, ...]:
    """Content on one side of its cue without gaps: what a tree leaves out in the middle belongs to
    it all the same.
    """
    first, last = content[0], content[-1]
    if first < cue_at < last or (speaker is not None and first < speaker < last):
        return content
    return tuple(range(first, last + 1))


def _cue_tokens(sentence: Sentence, token: Token, content: set[int]) -> list[int]:
    """A verb with its auxiliaries, negation and adverbs as far as nothing stands between; a noun
    alone.
    """
    i = token.index
    first = last = i
    joined = {
        t.index
        for t in sentence.children(i, "aux", "advmod", "compound:prt", "cop", "mark")
        if t.index not in content and (t.relation != "mark" or t.lower == "to")
    }
    while first - 1 in joined:
        first -= 1
    while last + 1 in joined and sentence.tokens[last + 1].relation == "compound:prt":
        last += 1
    return list(range(first, last + 1))


def _content(
    sentence: Sentence, token: Token, word: Cue
) -> tuple[str, tuple[int, ...], int | None] | None:
    i = token.index
    for way in word.content:
        for body in _bodies(sentence, token, way):
            if way == "as":
                start = sentence.child(i, "obj")
                part: set[int] = set(sentence.subtree(body))
                if start is not None:
                    part |= set(sentence.subtree(start.index))
            elif way == "source":
                part = set(sentence.subtree(body))
                for t in sentence.children(i, "obl", "advcl"):
                    if t.index > body and joint(sentence, t.index) in {"of", "for", "with", "on"}:
                        part |= set(sentence.subtree(t.index))
            else:
                part = set(sentence.subtree(body))
                if way in _PREPOSITIONS:
                    part -= {t.index for t in sentence.children(body, "case") if t.lower == way}
            if way == "that":
                part |= _quote_rest(sentence, token, body)
            if body > i and way != "source":
                part |= _trailing(sentence, token, max(part, default=i))
            part.discard(i)
            if part:
                return way, tuple(sorted(part)), body
    if word.sort in {"deny", "doubt"} and token.universal in {"acl", "advcl"}:
        return _antecedent(sentence, token)
    if "that" in word.content and word.part == "verb":
        return _parenthesis(sentence, token)
    return None


def _antecedent(sentence: Sentence, token: Token) -> tuple[str, tuple[int, ...], int | None] | None:
    """What a relative clause denies: "the raid, which Mali denies": what it hangs on; the clause of
    that where it is nothing that happens ("lets Fiji use its ports, which Mali denies").
    """
    above = sentence.head(token.index)
    relative = any(
        t.features.get("PronType") == "Rel" or t.lower == "which"
        for t in sentence.children(token.index, "obj")
    )
    if above is None or not relative:
        return None
    if above.upos == "NOUN" and not lexicon.load().of("noun", above.lemma):
        verb = next((t for t in sentence.ancestors(above.index) if t.upos == "VERB"), None)
        while verb is not None and verb.universal == "xcomp":  # "lets Fiji | use its ports"
            verb = sentence.head(verb.index)
        above = above if verb is None or verb.index > token.index else verb
    whole = set(sentence.subtree(above.index)) - set(sentence.subtree(token.index))
    way = "that" if above.upos in {"VERB", "AUX"} else "thing"
    return (way, tuple(sorted(whole)), above.index) if whole else None


_PREPOSITIONS = frozenset({"of", "for", "on", "about", "against", "with"})


def _trailing(sentence: Sentence, token: Token, last: int) -> set[int]:
    """What follows the content at once and hangs on the cue, though it is as well part of what is
    said: "stressed the need | for talks | to resume".
    """
    rest: set[int] = set()
    for t in sentence.children(token.index, "obl", "nmod", "acl", "advcl", "xcomp", "ccomp"):
        below = sentence.subtree(t.index)
        whole = not sentence.children(t.index, "nsubj") and t.universal != "ccomp"
        if below[0] == last + 1 and (whole or _conditional(sentence, t)):
            rest.update(below)
            last = below[-1]
    return rest


def _conditional(sentence: Sentence, clause: Token) -> bool:
    """Whether a clause is the condition of something: "warned of reprisals if they left"."""
    return any(m.lower in {"if", "unless"} for m in sentence.children(clause.index, "mark"))


def _quote_rest(sentence: Sentence, token: Token, body: int) -> set[int]:
    """Other pieces of what is said, as where the cue splits a quotation in two."""
    rest: set[int] = set()
    for t in sentence.children(token.index, "ccomp", "parataxis"):
        if t.index != body and t.upos in _CLAUSE and not _is_cue(sentence, t):
            rest |= set(sentence.subtree(t.index))
    return rest


def _is_cue(sentence: Sentence, token: Token) -> bool:
    word = _word(sentence, token)
    return (
        word is not None and word.part == "verb" and bool(sentence.children(token.index, "nsubj"))
    )


def _bodies(sentence: Sentence, token: Token, way: str) -> Iterator[int]:
    """Words that may govern the content, in one way of the table."""
    i = token.index
    if way == "that":
        for t in sentence.children(i, "ccomp", "csubj", "root"):
            if not (_conditional(sentence, t) and _oblique(sentence, i, "of")):
                yield t.index
        for t in sentence.children(i, "obj"):
            if t.lower in _ASKING and sentence.children(t.index):  # "discussed how to …"
                yield t.index
        for t in sentence.children(i, "xcomp"):
            own = token.lemma in _OF_DEEDS and t.lower.endswith("ing")  # "denied sending troops"
            if own or sentence.children(t.index, "nsubj"):  # "show troops crossing the river"
                yield t.index
        for t in sentence.children(i, "acl", "advcl"):
            if token.upos != "VERB" and sentence.child(t.index, "mark") is not None:
                marks = {m.lower for m in sentence.children(t.index, "mark")}
                if marks & {"that", "whether"}:
                    yield t.index
        if token.upos == "VERB":
            for t in sentence.children(i, "parataxis"):
                between = sentence.tokens[min(i, t.index) : max(i, t.index)]
                ends = t.index < i and bool(sentence.children(i, "nsubj"))  # "…, he said"
                marked = any(p.text in _OPENING for p in between)
                if ends or (marked and not _is_cue(sentence, t)):
                    yield t.index
    elif way == "to":
        for t in sentence.children(i, "xcomp", "ccomp", "acl", "advcl"):
            if t.universal in {"acl", "advcl"} and token.upos == "VERB":
                continue
            if any(m.lower == "to" for m in sentence.children(t.index, "mark")):
                yield t.index
    elif way == "thing":
        for t in sentence.children(i, "obj"):
            if t.features.get("PronType") not in {"Rel", "Int"} and "Reflex" not in t.features:
                yield t.index
        if passive(sentence, i):
            for t in sentence.children(i, "nsubj:pass"):
                yield t.index
    elif way == "as":
        for t in sentence.children(i, "obl", "xcomp", "advcl"):
            if t.relation == "xcomp" or joint(sentence, t.index) == "as":
                yield t.index
    elif way == "source":
        for t in sentence.children(i, "obj", "nsubj:pass"):
            if any(_oblique(sentence, i, by) for by in ("of", "for", "with", "on")):
                yield t.index
    elif way in _PREPOSITIONS:
        for t in _oblique(sentence, i, way):
            yield t.index


_OF_DEEDS = frozenset({"deny", "admit", "acknowledge", "report"})
_ASKING = frozenset({"how", "why", "what", "whether"})
_OPENING = frozenset({"“", '"', ":", "``", "«", "‘", "''"})


def _oblique(sentence: Sentence, i: int, by: str) -> list[Token]:
    """What hangs on a cue, or on its object, behind the preposition `by`."""
    found = [
        t
        for t in sentence.children(i, "obl", "nmod", "advcl", "acl", "obj", "xcomp", "ccomp")
        if joint(sentence, t.index) == by and t.index > i
    ]
    if not found and sentence.tokens[i].upos in {"VERB", "AUX"}:
        for thing in sentence.children(i, "obj", "nsubj:pass"):
            found += [
                t
                for t in sentence.children(thing.index, "nmod", "acl", "advcl")
                if joint(sentence, t.index) == by
            ]
    return found


def _parenthesis(
    sentence: Sentence, token: Token
) -> tuple[str, tuple[int, ...], int | None] | None:
    """What a cue in parenthesis is about: "…, he said", "as he said, …": the clause it hangs on."""
    if token.relation not in {"parataxis", "advcl"}:
        return None
    above = sentence.head(token.index)
    if above is None or not sentence.children(token.index, "nsubj"):
        return None
    marks = {m.lower for m in sentence.children(token.index, "mark", "advmod")}
    if token.relation == "advcl" and not (marks & {"as"}):
        return None
    whole = set(sentence.subtree(above.index)) - set(sentence.subtree(token.index))
    return ("that", tuple(sorted(whole)), above.index) if whole else None
