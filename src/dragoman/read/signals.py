"""Quantities between two states and the way they move: "imports of Norwegian gas have doubled".

A quantity ("imports", "arrivals of tourists") is found with what moves it: a verb it is the subject
of ("rose"), a verb that changes it ("cut"), a noun or adjective above or beside it ("a drop in",
"record"). Which side it runs from follows from the noun: the importer buys, the exporter sells.
"Bilateral trade" that names nobody is of the two states that the report's contacts are between.
Wishes, plans and commands ("to increase exports") are no movement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.codes import Direction
from dragoman.language.sentence import Sentence, Token
from dragoman.read.document import Document
from dragoman.read.phrases import Clause, Tense, clause, codes_in, table, times_of, voices
from dragoman.record import Signal

_WAYS = (("up", Direction.UP), ("down", Direction.DOWN), ("flat", Direction.FLAT))


@dataclass(frozen=True, slots=True)
class _Move:
    direction: Direction
    verb: int


@cache
def _lemmas(way: str, key: str) -> frozenset[str]:
    return frozenset(table("quantities")[way].get(key, ()))


@cache
def _owners() -> dict[str, str]:
    return {noun: row["owner"] for noun, row in table("quantities")["quantities"].items()}


def signals(document: Document, pair: Sequence[str] = ()) -> tuple[Signal, ...]:
    """Every quantity between two states that the report says has moved, in order.

    `pair` are the states that the report is about, as `series.pair_of` finds them.
    """
    found: dict[tuple[int, int], Signal] = {}
    for sentence in document.sentences:
        for token in sentence.tokens:
            lemma = token.lemma.lower()
            if lemma not in _owners() or not _is_noun(sentence, token):
                continue
            signal = _signal(document, sentence, token, lemma, pair)
            if signal is not None and not any(
                s.start < signal.end and signal.start < s.end for s in found.values()
            ):
                found[signal.start, signal.end] = signal
    return tuple(sorted(found.values(), key=lambda s: s.start))


def _is_noun(sentence: Sentence, token: Token) -> bool:
    """A noun, or a word at the head of a sentence that only its tag calls a verb."""
    if token.upos in ("NOUN", "PROPN"):
        return True
    after = sentence.tokens[token.index + 1].lower if token.index + 1 < len(sentence) else ""
    first = token.index == 0 and sentence.child(token.index, "nsubj") is None
    return first and after in ("between", "of", "from", "with")


def _signal(
    document: Document, sentence: Sentence, token: Token, lemma: str, pair: Sequence[str]
) -> Signal | None:
    top = _top(sentence, token)
    move = _move(sentence, top)
    if move is None:
        return None
    sides = _sides(document, sentence, token, top, move.verb, _owners()[lemma])
    if sides is None:
        sides = _mutual(sentence, token, top, pair)
    if sides is None:
        return None
    first, last = sentence.phrase(top.index, "acl", "advcl", "parataxis", "appos", "case")
    while first < top.index and sentence.tokens[first].upos in ("DET", "ADP", "PUNCT"):
        first += 1
    what_start, what_end = sentence.offsets(first, last)
    for mention in document.mentions_in(sentence.index):
        if _owns(sentence, mention.last, min(token.index, top.index)):
            what_start = min(what_start, mention.start)
    verb = sentence.tokens[move.verb]
    start = min(what_start, verb.start)
    end = max(what_end, _end(sentence, move.verb))
    period = next((t.edtf for t in times_of(document, sentence, move.verb) if t.edtf), None)
    return Signal(
        what=document.text[what_start:what_end],
        direction=move.direction,
        text=document.text[start:end],
        start=start,
        end=end,
        source=sides[0],
        target=sides[1],
        period=period,
        says=voices(document, start, end),
    )


def _end(sentence: Sentence, verb: int) -> int:
    """Where the movement ends: the verb with its particle and adverbs ("gone up significantly")."""
    last = verb
    for child in sentence.children(verb, "compound:prt", "advmod", "advcl", "xcomp"):
        if verb < child.index <= last + 2 and child.universal != "advcl":
            last = child.index
    if sentence.tokens[verb].lemma.lower() in _lemmas("reached", "verbs"):
        thing = sentence.child(verb, "obj")
        last = max(last, thing.index) if thing is not None else last
    return sentence.tokens[last].end


def _top(sentence: Sentence, token: Token) -> Token:
    """The noun that measures the quantity, where there is one: "the volume of trade"."""
    measures = frozenset(table("quantities")["measures"]["words"])
    for _ in range(3):
        above = sentence.head(token.index)
        if above is None or token.universal not in ("nmod", "compound"):
            break
        lemma = above.lemma.lower()
        if lemma not in measures:
            break
        token = above
    return token


def _moved(sentence: Sentence, verb: Token, key: str) -> Direction | None:
    lemma = verb.lemma.lower()
    particle = sentence.child(verb.index, "compound:prt", "advmod")
    phrase = f"{lemma} {particle.lower}" if particle is not None else lemma
    for way, direction in _WAYS:
        if phrase in _lemmas(way, key) or lemma in _lemmas(way, key):
            return direction
    return None


def _move(sentence: Sentence, top: Token) -> _Move | None:
    above = sentence.head(top.index)
    if above is not None and above.upos in ("VERB", "ADJ", "AUX", "ADV"):
        subject = top.universal == "nsubj"
        if subject or top.universal in ("obj", "conj"):
            direction = _moved(sentence, above, "verbs" if subject else "causes")
            if direction is None and subject:
                direction = _moved(sentence, above, "causes")
            if direction is None and subject:
                direction = _state(sentence, above)
            if direction is not None and _real(sentence, above):
                return _Move(direction, above.index)
    if above is not None and above.upos == "NOUN" and top.universal == "nmod":
        case = sentence.child(top.index, "case")
        if case is not None and case.lower in ("in", "of"):
            for way, direction in _WAYS:
                if above.lemma.lower() in _lemmas(way, "nouns") and _real(sentence, above):
                    return _Move(direction, above.index)
    for child in sentence.children(top.index, "amod"):
        for way, direction in _WAYS:
            if child.lower in _lemmas(way, "adjectives") and _real(sentence, top):
                return _Move(direction, child.index)
    return None if above is not None and top.universal == "obj" else _next_verb(sentence, top)


def _next_verb(sentence: Sentence, top: Token) -> _Move | None:
    """The first finite verb after the quantity, in its own words: where the tree went astray."""
    for token in sentence.tokens[top.index + 1 : top.index + 14]:
        if token.upos == "PUNCT" and token.text not in ("-", "–", "’", "'"):
            return None
        if token.lower in ("that", "which", "who", "to") and token.upos in (
            "PRON",
            "PART",
            "SCONJ",
        ):
            return None
        if token.upos == "VERB" and token.features.get("VerbForm") in ("Fin", "Part"):
            direction = _moved(sentence, token, "verbs")
            following = sentence.tokens[token.index + 1 : token.index + 2]
            if direction is None and token.lemma.lower() in _lemmas("flat", "states"):
                flat = any(f.lower in _lemmas("flat", "adjectives") for f in following)
                direction = Direction.FLAT if flat else None
            if direction is None or not _real(sentence, token):
                return None
            return _Move(direction, token.index)
    return None


def _state(sentence: Sentence, predicate: Token) -> Direction | None:
    """What a predicate says without a verb of motion: "remained flat", "hit a record"."""
    near = [predicate, *sentence.children(predicate.index, "xcomp", "obj", "advmod", "obl")]
    lowers = {t.lower for t in near if t.upos in ("ADJ", "ADV", "ADP", "VERB", "NOUN")}
    if predicate.lemma.lower() in _lemmas("reached", "verbs"):
        inside = {sentence.tokens[j].lower for j in sentence.subtree(predicate.index)}
        for way, direction in _WAYS:
            if inside & _lemmas("reached", way):
                return direction
        return None
    for way, direction in _WAYS:
        if lowers & (_lemmas(way, "predicates") | _lemmas(way, "adjectives")) and not (
            predicate.upos == "VERB" and predicate.lemma.lower() not in _lemmas("flat", "states")
        ):
            return direction
    return None


def _real(sentence: Sentence, token: Token) -> bool:
    spoken: Clause = clause(sentence, token.index)
    if spoken.negated or spoken.modal or spoken.tense is Tense.FUTURE:
        return False
    # "plans to cut imports": the infinitive is no report of a movement.
    verb = sentence.tokens[spoken.verb]
    return verb.features.get("VerbForm") != "Inf" and verb.features.get("Mood") != "Imp"


def _sides(
    document: Document, sentence: Sentence, token: Token, top: Token, verb: int, owner: str
) -> tuple[str, str] | None:
    """The states from and to which the quantity runs, None where they are not two."""
    source: str | None = None
    target: str | None = None
    others: list[str] = []
    subject = sentence.child(verb, "nsubj")
    inside = set(sentence.subtree(top.index)) | set(sentence.subtree(token.index))
    for mention in document.mentions_in(sentence.index):
        owns = _owns(sentence, mention.last, min(token.index, top.index))
        word = _case(sentence, mention.first, mention.head)
        led = word in ("to", "from", "into") and (
            sentence.tokens[mention.head].head == verb or mention.first - 2 in inside
        )
        if not mention.states or not (mention.head in inside or owns or led):
            continue
        inside.update(range(mention.first, mention.last))
        code = mention.states[0]
        role = "owner" if owns else _role(sentence, mention.head, word, token, top)
        if role == "via":
            continue
        if role == "from" and owner != "both":
            source = source or code
        elif role == "to" and owner != "both":
            target = target or code
        elif role == "owner" and owner != "both" and len(mention.states) == 1:
            if owner == "to":
                target = target or code
            else:
                source = source or code
        else:
            others += mention.states
    if not others and source is None and target is None:
        others += codes_in(document, sentence, min(inside), max(inside) + 1)
    if subject is not None and subject.index not in inside:
        acting = [
            c
            for m in document.mentions_in(sentence.index)
            if m.head in set(sentence.subtree(subject.index))
            for c in m.states
        ]
        if len(set(acting)) == 1:
            if owner == "to":
                target = target or acting[0]
            else:
                source = source or acting[0]
    for code in others:
        if code in (source, target):
            continue
        if owner == "to":
            if source is None:
                source = code
            else:
                target = target or code
        elif target is None and source is not None:
            target = code
        elif source is None:
            source = code
    if source is None or target is None or source == target:
        return None
    return source, target


def _mutual(
    sentence: Sentence, token: Token, top: Token, pair: Sequence[str]
) -> tuple[str, str] | None:
    """The two states that the report is about, of what the report calls bilateral."""
    said = {c.lower for t in (token, top) for c in sentence.children(t.index, "amod", "compound")}
    if len(pair) != 2 or not said & frozenset(table("quantities")["mutual"]["words"]):
        return None
    return pair[0], pair[1]


def _owns(sentence: Sentence, last: int, noun: int) -> bool:
    """True where a name ends in "'s" right before the quantity."""
    if last >= len(sentence) or not last < noun <= last + 3:
        return False
    return sentence.tokens[last].lower in ("'s", "’s", "’", "'")


def _case(sentence: Sentence, first: int, head: int) -> str:
    """The preposition right before a name, else the one the tree gives it."""
    for i in (first - 1, first - 2):
        if i >= 0 and sentence.tokens[i].upos in ("ADP", "PART"):
            return sentence.tokens[i].lower
        if i < 0 or sentence.tokens[i].upos != "DET":
            break
    case = sentence.child(head, "case")
    if case is None and sentence.tokens[head].universal == "conj":
        return _case(sentence, sentence.tokens[head].head, sentence.tokens[head].head)
    return case.lower if case is not None else ""


def _role(sentence: Sentence, head: int, word: str, token: Token, top: Token) -> str:
    """How a state stands to the quantity: its owner, where it comes from, where it goes."""
    if word in ("through", "via", "across"):
        return "via"
    if word in ("from", "out"):
        return "from"
    if word in ("to", "into", "towards", "for"):
        return "to"
    if word == "by" or (word == "in" and head > top.index):
        return "to" if token.lemma.lower() in ("arrival", "tourist", "visitor") else "owner"
    if word in ("'s", "’s", "'", "’") or sentence.tokens[head].relation == "nmod:poss":
        return "owner"
    relation = sentence.tokens[head].universal
    governor = sentence.head(head)
    if relation in ("amod", "compound") and governor is not None:
        if governor.index in (token.index, top.index) and head < min(token.index, top.index):
            return "owner"
        return "good"
    return "other"
