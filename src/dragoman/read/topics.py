"""What an event was about, in the report's own words.

The topic slots of the lexicon entry are looked up (a complement, "about", "on"); to a contact
belong also the objects of "discussed", "reviewed" and the like in the sentences of those who met.
"""

from __future__ import annotations

import re

from dragoman.language.lexicon import Entry, Slot
from dragoman.language.sentence import Sentence
from dragoman.read.clause import case_of, clause
from dragoman.read.document import Candidate, Document, MentionKind
from dragoman.read.what import lemma
from dragoman.report import Span

DISCUSSED = frozenset(
    "discuss review address explore examine consider raise cover tackle underscore highlight "
    "emphasize emphasise stress "
    "debate assess touch focus exchange outline".split()
)
_DWELL = frozenset({"focus", "touch"})
"""Of these the subject is no matter, even where a parser takes it for an object."""
_LONGEST = 60
_HEARERS = frozenset({MentionKind.PERSON, MentionKind.BODY, MentionKind.COLLECTIVE})
_STRETCHES = frozenset("day week month year decade century time hour weekend".split())
"""What "over the past years" is, which no date could be told of."""
_CHANNEL = re.compile(
    r"(?:the |a )?(?:secure )?(?:tele)?phone(?: call)?$"
    r"|(?:the |a )?video[- ]?(?:link|call|conference)?$|the line$|zoom$"
    r"|(?:the |a )?(?:first|second|third|fourth|fifth|last|\w+th) time\b",
    re.IGNORECASE,
)
"""How they spoke ("over telephone") or how often ("for the first time") is not what about."""


_OPENERS = {")": "(", "”": "“", "»": "«", "’": "‘", '"': '"'}


def topics(document: Document, candidate: Candidate) -> tuple[Span, ...]:
    """The spans that tell what `candidate` was about, in order."""
    found: list[Span] = []
    for one in candidate.extra.get("group", (candidate,)):
        found.extend(_own(document, one))
    return apart([s for s in found if not _is_time(document, s) and not _CHANNEL.match(s.text)])


def _is_time(document: Document, span: Span) -> bool:
    """True where "on" opens a date ("on Monday") and no matter."""
    return any(t.start <= span.start and span.end <= t.end for t in document.times) or any(
        t.start == span.start for t in document.times_in(span.start, span.end)
    )


def discussed(document: Document, contact: Candidate) -> tuple[Span, ...]:
    """What the sides of a contact are said to have discussed, in the sentences that follow it."""
    states = {a.state for a in contact.actors + contact.recipients}
    found: list[Span] = []
    for sentence in document.sentences[contact.sentence :]:
        for token in sentence.tokens:
            if token.upos != "VERB" or lemma(token) not in DISCUSSED:
                continue
            around = clause(sentence, token.index)
            speakers = {
                a.state
                for place in around.subjects
                for m in [document.mention_at(sentence.index, place)]
                if m is not None
                for a in m.actors
            }
            if speakers and not speakers & states:
                continue
            if sentence.child(token.index, "compound:prt") is not None:
                continue  # "touched down"
            matters = tuple(t for c, t in around.obliques if c in {"on", "about"})
            above = sentence.head(token.index)
            # "The talks focused on …" may be taken for talks that are focused.
            finite = token.universal != "acl" or (above is not None and above.head < 0)
            dwells = lemma(token) in _DWELL and matters and finite
            places = matters if dwells else around.objects or matters
            places = tuple(p for p in places if not _is_addressed(document, sentence, p))
            if (
                lemma(token)
                in {
                    "underscore",
                    "highlight",
                    "emphasize",
                    "emphasise",
                    "stress",
                    "raise",
                    "outline",
                }
                and len(speakers) < 2
            ):
                continue
            found.extend(_span(document, sentence, place) for place in places)
    return apart([s for s in found if not _is_time(document, s)])


def _is_addressed(document: Document, sentence: Sentence, place: int) -> bool:
    """True for people and bodies who are spoken to, not of: "addressed parliament"."""
    if sentence.tokens[place].upos == "PRON":
        return True
    mention = document.mention_at(sentence.index, place)
    return mention is not None and mention.head == place and mention.kind in _HEARERS


def _own(document: Document, candidate: Candidate) -> list[Span]:
    entry = candidate.extra.get("entry")
    if not isinstance(entry, Entry) or entry.role is None:
        return []
    sentence = document.sentences[candidate.sentence]
    for alternative in entry.role.topic:
        found = [
            _span(document, sentence, place)
            for slot in alternative
            for place in _places(sentence, candidate, entry, slot)
            if not (candidate.first <= place < candidate.last)
            and lemma(sentence.tokens[place]) not in _STRETCHES
            and not (slot.relation == "obj" and _is_addressed(document, sentence, place))
        ]
        if found:
            return found
    return []


def _places(sentence: Sentence, candidate: Candidate, entry: Entry, slot: Slot) -> list[int]:
    head = candidate.head
    if entry.pos == "noun":
        return [
            c.index
            for c in sentence.children(head, "nmod", "acl")
            if case_of(sentence, c.index) in slot.cases
        ]
    around = clause(sentence, head)
    if slot.relation == "obj":
        return list(around.objects)
    if slot.relation == "obl":
        return [t for c, t in around.obliques if c in slot.cases]
    if slot.relation in {"xcomp", "ccomp", "advcl"}:
        return [
            c.index
            for c in sentence.children(head, slot.relation)
            if slot.relation != "advcl" or case_of(sentence, c.index) == "to"
        ]
    return []


def _span(document: Document, sentence: Sentence, i: int) -> Span:
    """The phrase of `i`, without the preposition or "to" that opens it."""
    first, last = sentence.phrase(i, "parataxis")
    while first < i and sentence.tokens[first].upos in {"ADP", "PART", "SCONJ", "PUNCT", "CCONJ"}:
        first += 1
    last = min(last, first + _LONGEST)
    while last - 1 > i and _hangs(sentence, first, last):
        last -= 1
    start, end = sentence.offsets(first, last)
    return Span.of(document.text, start, end)


def _hangs(sentence: Sentence, first: int, last: int) -> bool:
    """True where a phrase ends in a mark that belongs to what is around it: a comma, a quotation
    mark or bracket that opens outside.
    """
    token = sentence.tokens[last - 1]
    if token.upos != "PUNCT" and token.text not in _OPENERS:
        return False
    inside = [t.text for t in sentence.tokens[first : last - 1]]
    if token.text == '"':
        return inside.count('"') % 2 == 0
    opener = _OPENERS.get(token.text)
    return opener is None or inside.count(opener) <= inside.count(token.text)


def apart(spans: list[Span]) -> tuple[Span, ...]:
    """The spans, none inside another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
