"""Where an event takes place: the place as written, with its state and coordinates.

The places of the sentence are followed up the tree: the one that hangs on the event's word, or on
the verb that word belongs to, by "in", "at", "near", is its place; a visit's is where it goes, an
invasion's the state it is of. A town with its state behind a comma is one place. Nothing is guessed
from datelines or capitals.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codes import EventType
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
_CLIMB = frozenset(
    ("obj", "nsubj", "obl", "nmod", "xcomp", "advcl", "conj", "acl", "appos", "compound")
)
_STEPS = 3


def place(document: Document, candidate: Candidate) -> Place | None:
    """The place of an event, None where the sentence names none for it."""
    sentence = document.sentences[candidate.sentence]
    anchors = list(_anchors(sentence, candidate.head))
    best: tuple[tuple[int, int, int], Mention] | None = None
    for mention in document.mentions_in(candidate.sentence):
        if mention.kind not in _PLACES or candidate.first <= mention.head < candidate.last:
            continue
        rank = _rank(sentence, candidate, mention, anchors)
        if rank is not None and (best is None or rank < best[0]):
            best = rank, mention
    return _written(document, sentence, best[1]) if best is not None else None


def _anchors(sentence: Sentence, head: int) -> Iterator[int]:
    """The event's word and those it belongs to, nearest first."""
    yield head
    token = sentence.tokens[head]
    for _ in range(_STEPS):
        if token.head < 0 or token.universal not in _CLIMB:
            return
        if token.universal == "acl" and token.relation == "acl:relcl":
            return
        token = sentence.tokens[token.head]
        yield token.index
        if token.upos == "VERB" and token.universal not in ("xcomp", "advcl"):
            return


def _rank(
    sentence: Sentence, candidate: Candidate, mention: Mention, anchors: list[int]
) -> tuple[int, int, int] | None:
    """How well a place fits, lower is better: by its anchor, a town before a state, nearness."""
    first = _first(sentence, mention.head)
    case = next((c.lower for c in sentence.children(first.index, "case")), "")
    above = sentence.head(first.index)
    if above is None:
        return None
    via = 0
    if above.index not in anchors and first.universal in ("nmod", "obl") and case in _AT:
        # "at a summit in Delhi": the place of what the event hangs on.
        higher = sentence.head(above.index)
        if higher is None or higher.index not in anchors or above.universal not in ("obl", "nmod"):
            return None
        above, via = higher, 1
    if above.index not in anchors:
        return None
    if not _fits(candidate, mention, first, case, above):
        return None
    town = 0 if mention.kind is MentionKind.PLACE else 1
    return anchors.index(above.index) + via, town, abs(mention.head - candidate.head)


def _fits(candidate: Candidate, mention: Mention, first: Token, case: str, above: Token) -> bool:
    lemma = above.lemma.lower()
    if case in _AT and first.universal in ("obl", "nmod"):
        return True
    if case in _TO and lemma in _GOING:
        return True
    if candidate.type is EventType.CONSULT and candidate.mode == "visit":
        if first.universal == "obj" and lemma in _GOING:
            return True
        if case == "to" and above.index == candidate.head:
            return True
    if candidate.type in _LAND and mention.kind is MentionKind.STATE:
        return case in ("of", "against") and lemma in _ON_LAND
    return False


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
    known = document.knowledge.place(name, state) or document.knowledge.place(name)
    if known is None:
        return Place(document.text[start:end], state, start, end)
    return Place(
        document.text[start:end], state or known.state, start, end, known.latitude, known.longitude
    )
