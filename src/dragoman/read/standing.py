"""Where a report names a recurring contact, and what it says of it there.

Each noun that may name one ("summit", "dialogue", "commission") is read with the name around it,
its ordinal and number, its parties, and what its clause says: that it recurs, who hosts, how often
it has met, when and where it sits. `series.py` puts the places together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dragoman.language.sentence import Sentence, Token
from dragoman.read.between import case_of, parties_of
from dragoman.read.counting import number, ordinal
from dragoman.read.document import Document
from dragoman.read.phrases import (
    Tense,
    clause,
    code_of,
    codes_in,
    goes_on,
    is_ahead,
    is_later,
    names_in,
    place_of,
    table,
    times_of,
    words,
)
from dragoman.read.proper import chained, heads, lexeme, name_of, told_after
from dragoman.read.temporal.reckoned import is_since
from dragoman.record import Meeting
from dragoman.report import Span


@dataclass(slots=True)
class Place:
    """One place in a report that names a recurring contact, or may."""

    sentence: int
    head: int
    noun: str
    name: Span
    proper: bool
    standing: bool
    kind: str
    definite: bool = False
    parties: tuple[str, ...] = ()
    ordinal: int | None = None
    count: int | None = None
    hosts: str | None = None
    recurs: bool = False
    yearly: bool = False
    last: Meeting | None = None
    next: Meeting | None = None
    refers: bool = False
    told_last: bool = False
    told_next: bool = False
    said: frozenset[str] = field(default_factory=frozenset)


def places(document: Document) -> list[Place]:
    """Every place that names a recurring contact, may, or refers to one, in order."""
    found = []
    for sentence in document.sentences:
        for token in sentence.tokens:
            place = None
            if token.upos in ("NOUN", "PROPN") and lexeme(token) in heads():
                place = _place(document, sentence, token)
            elif _is_reference(sentence, token):
                place = _reference(document, sentence, token)
            if place is not None:
                found.append(place)
    return found


_SEQUEL = frozenset(["last", "next", "previous", "latest", "first", "following"])
_GATHERS = frozenset(["meet", "gather", "convene", "sit", "assemble"])


def _is_reference(sentence: Sentence, token: Token) -> bool:
    """ "Its last session", "the next is", "the seventh was held", "it will gather again"."""
    lower = token.lower
    above = sentence.head(token.index)
    if lower in words("mechanisms", "sittings") or lower == "one":
        near = {c.lower for c in sentence.children(token.index, "amod", "nummod")}
        return bool(near & _SEQUEL) or any(ordinal(w) for w in near)
    if token.universal != "nsubj" or above is None:
        return False
    if lower in _SEQUEL or ordinal(lower) is not None:
        article = sentence.child(token.index, "det")
        return article is not None and above.lemma.lower() in words("mechanisms", "sits")
    return lower in ("it", "they") and above.lemma.lower() in _GATHERS


def _reference(document: Document, sentence: Sentence, token: Token) -> Place:
    told = [*sentence.children(token.index, "amod", "nummod"), token]
    name = Span(token.text, token.start, token.end)
    place = Place(
        sentence.index, token.index, token.lower, name, False, False, "forum", True, refers=True
    )
    _facts(document, sentence, token, place, told)
    if place.ordinal is not None and place.last is not None:
        # "The seventh was held in October" counts those that have been.
        place.count = place.ordinal
    return place


def _place(document: Document, sentence: Sentence, token: Token) -> Place | None:
    noun = lexeme(token)
    entry = heads()[noun]
    first, last, told = name_of(document, sentence, token)
    after = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence) else None
    if after is not None and token.relation == "compound" and lexeme(after) in heads():
        return None  # "Dialogue Partner", "summit meeting": the later noun is the head
    if _is_level(sentence, token):
        return None
    if noun in words("mechanisms", "wide") and _is_after_body(sentence, token):
        return None
    if noun in words("mechanisms", "sittings") and (
        _is_of_body(sentence, token) or _is_after_body(sentence, token)
    ):
        return None  # "the third meeting of the Commission" is told of the Commission
    inside = sentence.tokens[first:last]
    text = document.text[inside[0].start : inside[-1].end]
    states = {
        sentence.tokens[k].lower
        for _, i, j in names_in(document, sentence, first, token.index)
        for k in range(i, j)
    }
    low = text.lower()
    parts = frozenset(re.findall(r"[\w+]+(?:[’'-]\w+)*", low)) | {t.lower for t in inside}
    if parts & words("mechanisms", "domestic") or any(
        organ in low for organ in words("mechanisms", "organs")
    ):
        return None
    parties = codes_in(document, sentence, first, token.index)
    front = sentence.tokens[first : token.index]
    proper = token.text[:1].isupper() and any(
        t.text[:1].isupper() for t in inside if t.index != token.index
    )
    if proper:
        while inside[0].text[:1].islower():
            inside = inside[1:]  # "annual cabinet-level U.S.-Mexico Dialogue"
        text = document.text[inside[0].start : inside[-1].end]
    between = bool(parts & words("mechanisms", "between")) or _hyphened(parts)
    between = between or any(t.upos == "PROPN" and _is_place(document, t) for t in front)
    standing = bool(entry.get("standing"))
    if noun in words("mechanisms", "wide"):
        between = between and any(t.upos == "PROPN" for t in front)
    if noun in words("mechanisms", "bodies"):
        standing = standing and (between or len(parties) > 1)
        known = document.knowledge.organisation(text)
        if known is not None and known.international and noun != "group":
            return None
    if not proper:
        fixed = len(parties) > 1 or _fixed(sentence, token)
        standing = standing and token.features.get("Number") != "Plur" and fixed
        if noun not in words("mechanisms", "bodies"):
            standing = standing and bool(parts & words("mechanisms", "common"))
    place = Place(
        sentence.index,
        token.index,
        noun,
        Span(text, inside[0].start, inside[-1].end),
        proper,
        standing and (len(inside) > 1),
        _kind(noun, parts),
        definite=any(
            c.lower in ("the", "this", "that", "its", "their", "these", "last", "next")
            for c in sentence.children(token.index, "det", "nmod:poss", "amod")
        ),
        said=frozenset(
            t.lower
            for t in inside
            if t.text[:1].isalnum() and t.lower not in states and lexeme(t) not in heads()
        ),
    )
    _facts(document, sentence, token, place, told)
    value = told_after(sentence, token) if place.ordinal is None else None
    if value is not None:
        place.ordinal, place.recurs = value, True
        spoken = clause(sentence, token.index)
        if spoken.tense is Tense.PAST and not spoken.negated:
            place.count = place.count or value
    place.parties = parties if len(parties) > 1 else parties_of(document, sentence, token, parties)
    return place


def _is_of_body(sentence: Sentence, token: Token) -> bool:
    return any(
        lexeme(c) in heads() and case_of(sentence, c.index) == "of"
        for c in sentence.children(token.index, "nmod")
    )


def _is_after_body(sentence: Sentence, token: Token) -> bool:
    """ "The Contact Group meeting", "the Group (ECG) meeting"."""
    i = token.index - 1
    if i > 2 and sentence.tokens[i].text == ")":
        i -= 3
    before = sentence.tokens[i] if i >= 0 else token
    return i >= 0 and before.text[:1].isupper() and lexeme(before) in heads()


def _is_place(document: Document, token: Token) -> bool:
    return document.knowledge.place(token.text) is not None


def _fixed(sentence: Sentence, token: Token) -> bool:
    """True where an article or owner makes one contact of the noun: "the", not "more", dialogue."""
    return sentence.child(token.index, "det", "nmod:poss") is not None


def _hyphened(parts: frozenset[str]) -> bool:
    return any("high" in parts and p == "level" for p in parts)


def _kind(noun: str, parts: frozenset[str]) -> str:
    for word, kind in table("mechanisms")["kinds"].items():
        if word in parts:
            return str(kind)
    return str(heads()[noun]["kind"])


def _facts(
    document: Document, sentence: Sentence, token: Token, place: Place, told: list[Token]
) -> None:
    for word in told:
        value = ordinal(word.text)
        if value is not None:
            place.ordinal = value
        elif word.lower in words("mechanisms", "often") or word.lower.startswith(("bi-", "semi")):
            place.recurs = True
            place.yearly = place.yearly or word.lower in words("mechanisms", "yearly")
    _sitting_of(sentence, token, place)
    spoken = clause(sentence, token.index)
    verb = sentence.tokens[spoken.verb]
    low = document.text[sentence.start : sentence.end].lower()
    is_subject = token.head == spoken.verb and token.universal in ("nsubj", "obl", "nmod", "obj")
    for word in told:
        value = number(word.text) if ordinal(word.text) is None else None
        if (
            value is not None
            and value > 1
            and token.features.get("Number", "Plur") == "Plur"
            and spoken.tense is Tense.PAST
            and not chained(sentence.tokens, word.index)
            and (verb.lemma.lower() in _HELD or sentence.child(verb.index, "expl") is not None)
        ):
            place.count, place.recurs = value, True
    hosting = token.universal == "nsubj" and any(
        lexeme(c) in heads() for c in sentence.children(spoken.verb, "obj")
    )
    if hosting:
        pass  # "the initiative holds a meeting every year": the rule is the meeting's
    elif is_subject or spoken.verb == token.index or _possessed(sentence, token):
        times = re.search(r"\b(\w+(?:-\w+)?) times\b", low)
        if times and number(times[1]) and verb.lemma.lower() in ("meet", "sit", "convene", "hold"):
            place.count, place.recurs = number(times[1]), True
        turn = re.search(r"\bfor the (\w+(?:-\w+)?) time\b", low)
        if turn and (value := ordinal(turn[1])) is not None:
            place.ordinal, place.recurs = value, place.recurs or value > 1
        turns = verb.lemma.lower() in words("mechanisms", "sits") | {"alternate", "rotate"}
        if turns and any(f" {w}" in low for w in words("mechanisms", "alternate")):
            place.hosts, place.recurs = "alternate", True
        elif turns and any(re.search(rf"\b{w}\b", low) for w in words("mechanisms", "rotate")):
            place.hosts, place.recurs = "rotate", True
        if any(w in low for w in words("mechanisms", "yearly") if w != "annual"):
            place.recurs = place.yearly = True
    _hosted(document, sentence, place)
    founded = verb.lemma.lower() in ("launch", "inaugurate") and spoken.tense is Tense.PAST
    if founded and place.ordinal is None and place.proper and token.universal in ("obj", "nsubj"):
        place.ordinal = 1
    if place.ordinal is not None and place.ordinal > 1:
        place.recurs = True
    _when(document, sentence, token, place, told)


_HELD = frozenset("take hold have convene organise organize".split())


def _possessed(sentence: Sentence, token: Token) -> bool:
    above = sentence.head(token.index)
    return above is not None and lexeme(above) in words("mechanisms", "sittings")


def _is_level(sentence: Sentence, token: Token) -> bool:
    """True of the first half of "ministerial-level", which says who meets."""
    after = sentence.tokens[token.index + 1 : token.index + 3]
    return [t.lower for t in after] == ["-", "level"]


def _sitting_of(sentence: Sentence, token: Token, place: Place) -> None:
    """ "The seventh round of the Committee": the ordinal of the sitting is the Committee's."""
    above = sentence.head(token.index)
    steps = 0
    while above is not None and steps < 3 and token.universal in ("nmod", "compound", "obl"):
        if lexeme(above) not in words("mechanisms", "sittings"):
            return
        told = sentence.children(above.index, "amod", "nummod", "compound")
        levels = (t.index for t in told if t.lower == "level")
        more = [c for i in levels for c in sentence.children(i, "amod", "nummod", "compound")]
        for child in (*told, *more):  # "the second | ministerial-level meeting"
            value = ordinal(child.text)
            if value is not None:
                place.ordinal = value
                place.standing = place.standing or place.proper
            if child.lower in words("mechanisms", "often"):
                place.recurs = True
                place.yearly = place.yearly or child.lower in words("mechanisms", "yearly")
        token, above, steps = above, sentence.head(above.index), steps + 1


def _hosted(document: Document, sentence: Sentence, place: Place) -> None:
    """ "The OECD-hosted forum", "the U.S.-led group": hosted by one side always."""
    text = document.text[sentence.start : place.name.end]
    found = re.search(r"((?:[A-Z][\w.]*\s?){1,3})-(?:hosted|led|chaired|sponsored)\s", text)
    if found and place.name.end - sentence.start - found.end() < len(place.name.text) + 3:
        place.hosts = code_of(document, found[1].strip()) or place.hosts


def _when(
    document: Document, sentence: Sentence, token: Token, place: Place, told: list[Token]
) -> None:
    anchor = token.index
    above = sentence.head(anchor)
    if (
        above is not None
        and token.universal == "nmod"
        and lexeme(above) in words("mechanisms", "sittings")
    ):
        anchor = above.index
    times = (t for t in times_of(document, sentence, anchor) if not is_since(document, t))
    edtf = next((t.edtf for t in times), None)  # "held since 2012" is no sitting
    where = place_of(document, sentence, anchor)
    more = goes_on(sentence, anchor)
    if more is not None and more.lemma.lower() in words("mechanisms", "sits"):
        then = next((t.edtf for t in times_of(document, sentence, more.index)), None)
        there = place_of(document, sentence, more.index)
        if then is not None and is_ahead(document, then):
            place.next = Meeting(then, there.text if there else None)
    if edtf is None and where is None:
        return
    spoken = clause(sentence, anchor)
    lemma = sentence.tokens[spoken.verb].lemma.lower()
    if lemma not in words("mechanisms", "sits") and not any(
        w.lower in ("last", "next", "previous") for w in told
    ):
        return
    meeting = Meeting(edtf, where.text if where else None)
    front = {w.lower for w in told}
    place.told_last = bool(front & {"last", "previous", "latest"})
    place.told_next = bool(front & {"next", "upcoming", "forthcoming", "coming"})
    if place.told_next:
        place.next = meeting
    elif place.told_last:
        place.last = meeting
    elif spoken.negated:
        return
    elif (edtf is not None and is_later(document, edtf)) or (
        edtf is not None and is_ahead(document, edtf) and spoken.tense is not Tense.PAST
    ):
        place.next = meeting
    elif edtf is not None and spoken.tense is not Tense.FUTURE:
        place.last = meeting
    elif edtf is None and spoken.tense is Tense.FUTURE:
        place.next = meeting
    elif spoken.tense is Tense.PAST and any(
        t.edtf is None and t.type == "DATE" for t in document.times_in(sentence.start, sentence.end)
    ):
        place.last = meeting  # "last May" in a report without a day
