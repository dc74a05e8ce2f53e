"""Where an event takes place: the place as written, with its state and coordinates.

The places of the sentence are followed up the tree: the one that hangs on the event's word, or on
the verb that word belongs to, by "in", "at", "near", is its place; a visit's is where it goes, an
invasion's the state it is of. A town with its state behind a comma is one place. Nothing is guessed
from datelines or capitals.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codes import EventType
from dragoman.knowledge import Located
from dragoman.language.sentence import Sentence, Token
from dragoman.read.document import Candidate, Document, Mention, MentionKind
from dragoman.record import Place

_AT = frozenset(
    "in at near inside into across throughout on outside off along around within over".split()
)
_TO = frozenset("to for toward towards".split())
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern northern- upper lower".split()
)
_LAND = frozenset((EventType.ASSAULT, EventType.MOBILIZE))
_ON_LAND = frozenset(
    "invasion war aggression occupation offensive incursion annexation siege".split()
)
_PLACES = frozenset((MentionKind.PLACE, MentionKind.STATE, MentionKind.METONYM))
_GOING = frozenset("travel visit go fly come arrive trip journey head return tour".split())
_GATHERINGS = frozenset(
    "sideline margin summit meeting conference forum session ceremony assembly event talk visit "
    "gathering congress fringe".split()
)
_SEIZING = frozenset((EventType.COERCE, EventType.ASSAULT, EventType.MOBILIZE))
_RECEIVING = frozenset(("welcome", "receive", "host"))
_CLIMB = frozenset(("obj", "nsubj", "xcomp", "conj", "compound", "appos"))
_THROUGH = frozenset(
    (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.BODY, MentionKind.PRONOUN)
)
_STEPS = 4
_FAR = 150
"""Words beyond which no place of a sentence is the event's: such a sentence is a list."""


def place(document: Document, candidate: Candidate) -> Place | None:
    """The place of an event, None where the sentence names none for it."""
    sentence = document.sentences[candidate.sentence]
    anchors = list(_anchors(sentence, candidate.head))
    best: tuple[tuple[int, int, int], Mention] | None = None
    for mention in document.mentions_in(candidate.sentence):
        if mention.kind not in _PLACES or candidate.first <= mention.head < candidate.last:
            continue
        if abs(mention.head - candidate.head) > _FAR:
            continue
        rank = _rank(document, sentence, candidate, mention, anchors)
        if rank is not None and (best is None or rank < best[0]):
            best = rank, mention
    return _written(document, sentence, best[1]) if best is not None else None


def _anchors(sentence: Sentence, head: int) -> Iterator[int]:
    """The event's word, what of it names the deed ("war of aggression"), and the verb above."""
    yield head
    yield from (c.index for c in sentence.children(head, "nmod") if c.lemma.lower() in _ON_LAND)
    token = sentence.tokens[head]
    for _ in range(_STEPS):
        if token.head < 0 or token.universal not in _CLIMB:
            return
        token = sentence.tokens[token.head]
        yield token.index
        if token.upos == "VERB" and token.universal != "xcomp":
            return


def _rank(
    document: Document,
    sentence: Sentence,
    candidate: Candidate,
    mention: Mention,
    anchors: list[int],
) -> tuple[int, int, int] | None:
    """How well a place fits, lower is better: by its anchor, a town before a state, nearness."""
    first = _first(sentence, mention.head)
    case = _case(sentence, mention, first)
    word = case.lower if case is not None else ""
    town = 0 if mention.kind is MentionKind.PLACE else 1
    away = abs(mention.head - candidate.head)
    if case is not None and word in _AT and 0 <= case.index - candidate.last <= 1:
        return -1, town, away
    above = sentence.head(first.index)
    steps = 0
    while above is not None and above.index not in anchors and steps < _STEPS:
        if word not in _AT and not (word == "to" and _receives(sentence, candidate)):
            return None
        named = above.universal == "nmod" and above.head in anchors and above.upos == "PROPN"
        if not named and not _passes(document, sentence, above, candidate.type):
            return None  # not "a meeting of the Contact Group in Oslo" either
        above, steps = sentence.head(above.index), steps + 1
    if above is None or above.index not in anchors:
        return None
    if not _fits(candidate, mention, first, word, above):
        return None
    return anchors.index(above.index) + steps, town, away


def _case(sentence: Sentence, mention: Mention, first: Token) -> Token | None:
    """The preposition before a place, else that of the first of a list of places."""
    i = mention.first - 1
    while i > 0 and (sentence.tokens[i].upos in ("DET", "ADJ") or _part(sentence, i)):
        i -= 1
    if i >= 0 and sentence.tokens[i].upos == "ADP":
        return sentence.tokens[i]
    return sentence.child(first.index, "case") if first.index != mention.head else None


def _part(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].lower in _DIRECTIONS


def _passes(document: Document, sentence: Sentence, token: Token, type: EventType) -> bool:
    """True of a word that a place hangs on only by its order: a person, a day, "at a summit"."""
    around = document.mention_at(sentence.index, token.index)
    if around is not None:
        return around.kind in _THROUGH and around.agent
    if any(t.start <= token.start < t.end for t in document.times):
        return True
    if token.universal in ("obl", "nmod"):
        return token.lemma.lower().rstrip("s") in _GATHERINGS
    return token.universal == "obj" and type in _SEIZING and token.upos == "NOUN"


def _fits(candidate: Candidate, mention: Mention, first: Token, case: str, above: Token) -> bool:
    lemma = above.lemma.lower()
    if case in _AT:
        return True
    if case in _TO and lemma in _GOING:
        return True
    if case == "to" and lemma in _RECEIVING:
        return candidate.type is EventType.CONSULT
    if candidate.type is EventType.CONSULT and candidate.mode == "visit":
        if first.universal == "obj" and lemma in _GOING:
            return True
        if case == "to" and above.index == candidate.head:
            return True
    if candidate.type in _LAND and mention.kind is MentionKind.STATE and not _owns(first):
        return case in ("of", "against") and lemma in _ON_LAND
    return False


def _receives(sentence: Sentence, candidate: Candidate) -> bool:
    return sentence.tokens[candidate.head].lemma.lower() in _RECEIVING


def _owns(token: Token) -> bool:
    return token.relation == "nmod:poss"


def _first(sentence: Sentence, i: int) -> Token:
    """The first of a list of joined places, or the noun whose part the word is."""
    token = sentence.tokens[i]
    while token.universal in ("conj", "flat", "appos") and token.head >= 0:
        if sentence.child(token.index, "case") is not None:
            break
        token = sentence.tokens[token.head]
    return token


def _written(document: Document, sentence: Sentence, mention: Mention) -> Place:
    """The place as written, a direction before and its state behind it included."""
    first, last = mention.first, mention.last
    while first > 0 and sentence.tokens[first - 1].lower in _DIRECTIONS:
        first -= 1
    state = mention.states[0] if mention.states else None
    name = mention.text
    after = next((m for m in document.mentions_in(sentence.index) if m.first == last + 1), None)
    comma = last < len(sentence) and sentence.tokens[last].text == ","
    if comma and after is not None and state in after.states and after.kind in _PLACES:
        last = after.last
    start, end = sentence.offsets(first, last)
    known = _located(document, name, state)
    if known is None:
        return Place(document.text[start:end], state, start, end)
    return Place(
        document.text[start:end], state or known.state, start, end, known.latitude, known.longitude
    )


def _located(document: Document, name: str, state: str | None) -> Located | None:
    """The gazetteer's place, by the name or another name of the same capital."""
    known = document.knowledge
    here = known.states.get(state) if state is not None else None
    names = here.capitals if here is not None and name in here.capitals else (name,)
    found = (known.place(n, state) for n in (name, *names))
    return next((p for p in found if p is not None), None) or known.place(name)
