"""What lies ahead: elections, summits, visits, meetings, deadlines and anniversaries.

Planned contacts come from the events of the report; what is only named ("preparations for the
summit in Riga", "ahead of her visit next week") comes from nouns, and travel of a single state's
people from verbs. A visit or meeting needs a date or a proper name, a summit only to lie ahead. One
thing told twice stands once, under its fullest name and with its date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.codes import Channel, EventType, MechanismKind, ScheduledKind, Status
from dragoman.language.sentence import Sentence, Token
from dragoman.read.datings import until
from dragoman.read.document import Candidate, Document
from dragoman.read.gatherings import is_proper, name_span, named, with_place
from dragoman.read.mood import OFF
from dragoman.read.phrases import (
    is_later,
    is_past,
    times_of,
    words,
)
from dragoman.read.series import pair_of
from dragoman.read.votes import Ahead, put_off_to, vague, votes
from dragoman.record import Mechanism, Scheduled, Time
from dragoman.report import Span

_STATUSES = frozenset([Status.PLANNED, Status.POSTPONED, Status.CANCELLED])
_MEETS = frozenset(["meet", "gather", "convene", "talk", "speak", "negotiate", "confer", "consult"])
_MANY = frozenset(
    "trilateral tripartite quadrilateral multilateral conference forum assembly council board "
    "general global world international regional plenary cabinet party".split()
)
"""Words of a meeting that two states alone do not hold."""


def scheduled(
    document: Document, candidates: Sequence[Candidate], standing: Sequence[Mechanism]
) -> tuple[Scheduled, ...]:
    """Every dated thing ahead, each once, in the order of the report.

    `standing` are the report's mechanisms, as `series` finds them.
    """
    found = [*votes(document)]
    found += [a for c in candidates if (a := _contact(document, c)) is not None]
    taken = {(a.sentence, a.head) for a in found}
    off = {(c.sentence, c.head): c.status for c in candidates if c.status in OFF}
    for sentence in document.sentences:
        for token in sentence.tokens:
            if (sentence.index, token.index) not in taken:
                ahead = named(document, sentence, token)
                told = off.get((sentence.index, token.index))
                if ahead is not None and told is not Status.DID_NOT_HAPPEN:
                    ahead.status = told or ahead.status
                    found.append(ahead)
    found += _of_mechanisms(document, standing, found)
    _sides(found, standing, pair_of(candidates))
    found.sort(key=lambda a: (a.sentence, a.head))
    return tuple(_written(document, a) for a in _once(found))


def _of_mechanisms(
    document: Document, standing: Sequence[Mechanism], found: Sequence[Ahead]
) -> list[Ahead]:
    """Announced next meetings of standing contacts that nothing else tells of."""
    more = []
    for mechanism in standing:
        meeting = mechanism.next
        if meeting is None or meeting.implied or meeting.when is None:
            continue
        if vague(document, meeting.when):
            continue
        told = [a for a in found if a.when == meeting.when and a.kind is not ScheduledKind.ELECTION]
        for ahead in told:
            if not ahead.proper and set(ahead.who) & set(mechanism.parties):
                ahead.who = tuple(dict.fromkeys([*ahead.who, *mechanism.parties]))
        if told:
            continue
        start = document.text.find(mechanism.name, mechanism.evidence.start)
        place = document.token_at(start)
        if place is None or is_past(document, meeting.when):
            continue
        kind = (
            ScheduledKind.SUMMIT
            if mechanism.kind is MechanismKind.SUMMIT
            else ScheduledKind.MEETING
        )
        name = Span.of(document.text, start, start + len(mechanism.name))
        more.append(
            Ahead(kind, place[0].index, place[1].index, name, mechanism.parties, meeting.when)
        )
    return more


def _sides(found: Sequence[Ahead], standing: Sequence[Mechanism], pair: tuple[str, ...]) -> None:
    """Whose a meeting is that names nobody: the parties of the contact it is a sitting of, else
    the two states that the report's contacts are between.
    """
    for ahead in found:
        if ahead.who or ahead.kind is not ScheduledKind.MEETING:
            continue
        name = ahead.name.text.lower()
        told = [m for m in standing if m.parties and re.search(rf"\b{re.escape(_bare(m))}\b", name)]
        if told:
            ahead.who = max(told, key=lambda m: len(m.name)).parties
        elif not ahead.proper and not set(name.split()) & _MANY:
            ahead.who = pair


def _bare(mechanism: Mechanism) -> str:
    """A contact's name without what a report may leave off: "joint commission"."""
    return mechanism.name.lower().removeprefix("the ").removeprefix("annual ")


def _written(document: Document, ahead: Ahead) -> Scheduled:
    sentence = document.sentences[ahead.sentence]
    return Scheduled(
        kind=ahead.kind,
        name=ahead.name.text,
        evidence=Span.of(document.text, sentence.start, sentence.end),
        who=ahead.who,
        when=ahead.when,
        where=ahead.where,
        status=ahead.status,
    )


def _contact(document: Document, candidate: Candidate) -> Ahead | None:
    """A planned, postponed or cancelled contact with a date or a proper name."""
    if candidate.type is not EventType.CONSULT or candidate.status not in _STATUSES:
        return None
    sentence = document.sentences[candidate.sentence]
    head = sentence.tokens[candidate.head]
    when, told = candidate.when, candidate.when_text
    if told is not None:
        when = until(document, told.start, told.text, (when or "").partition("T")[0] or None)
    if when is not None and is_past(document, when) and candidate.status is Status.PLANNED:
        return None
    if candidate.status is Status.POSTPONED and when is not None and told is not None:
        new = put_off_to(document, Time(told.text, told.start, told.end))
        when = _new_date(document, candidate, when) if "/" in when else when if new else None
    if when is not None and vague(document, when):
        when = None
    if when is not None and candidate.status is not Status.PLANNED and not is_later(document, when):
        when = None  # the day on which it was called off
    noun = _thing(sentence, candidate)
    if when is None and noun is not None:
        times = list(times_of(document, sentence, noun.index))
        if candidate.status is Status.POSTPONED:
            times = [t for t in times if put_off_to(document, t)]
        when = next((t.edtf for t in times), None)
        if when is not None and (vague(document, when) or is_past(document, when)):
            when = None
    proper = noun is not None and is_proper(sentence, noun)
    if when is None:
        return None  # where it lies ahead by its name alone, the noun tells
    kind = _kind(candidate, head, noun)
    if "/" in when and _is_aim(sentence, head):
        return None  # the days of the journey, not of what it is for
    name = (
        name_span(document, sentence, noun)
        if noun is not None
        else _deed(document, sentence, candidate)
    )
    who = dict.fromkeys(
        a.state for a in (*candidate.actors, *candidate.recipients) if a.state is not None
    )
    if not who and not proper:
        return None
    return Ahead(
        kind,
        candidate.sentence,
        noun.index if noun is not None else head.index,
        name,
        tuple(who),
        when,
        candidate.where,
        candidate.status,
        proper,
    )


def _is_aim(sentence: Sentence, head: Token) -> bool:
    """ "Will travel on May 14-16 to attend the meeting"."""
    above = sentence.head(head.index)
    to = any(c.lower == "to" for c in sentence.children(head.index, "mark"))
    return to and above is not None and head.universal == "advcl" and above.lemma in _GOING


_GOING = frozenset("travel go fly visit head".split())


def _new_date(document: Document, candidate: Candidate, when: str) -> str:
    """ "From May 3 to June 7": of what is put off, the second is the date."""
    span_ = candidate.when_text
    if span_ is None or not document.text[: span_.start].rstrip().lower().endswith("from"):
        return when
    return when.partition("/")[2] or when


def _thing(sentence: Sentence, candidate: Candidate) -> Token | None:
    """The noun that names the contact: the trigger, or what is held, attended or hosted."""
    head = sentence.tokens[candidate.head]
    nouns = (
        words("scheduled", "summit") | words("scheduled", "meeting") | words("scheduled", "visit")
    )
    if head.upos in ("NOUN", "PROPN"):
        return head
    above = sentence.head(head.index)
    if above is not None and head.universal == "acl" and above.lemma.lower() in nouns:
        return above  # "the summit, which the President will host"
    for child in sentence.children(head.index, "obj", "obl", "nsubj:pass"):
        if child.upos in ("NOUN", "PROPN") and child.lemma.lower() in nouns:
            return child
    return None


def _kind(candidate: Candidate, head: Token, noun: Token | None) -> ScheduledKind:
    if head.lemma.lower() in _MEETS:
        return ScheduledKind.MEETING
    lemma = noun.lemma.lower() if noun is not None else ""
    if lemma in words("scheduled", "summit") or candidate.extra.get("channel") is Channel.SUMMIT:
        return ScheduledKind.SUMMIT
    if lemma in words("scheduled", "meeting"):
        return ScheduledKind.MEETING
    if lemma in words("scheduled", "visit") or candidate.extra.get("channel") is Channel.VISIT:
        return ScheduledKind.VISIT
    return ScheduledKind.VISIT if candidate.mode == "visit" and not lemma else ScheduledKind.MEETING


def _deed(document: Document, sentence: Sentence, candidate: Candidate) -> Span:
    start, end = sentence.offsets(candidate.first, candidate.last)
    return with_place(document, sentence, candidate.head, start, end)


def _once(found: Sequence[Ahead]) -> list[Ahead]:
    """Each thing once: the dated telling before the undated, the fuller name before the shorter."""
    kept: list[Ahead] = []
    for ahead in found:
        twin = next((k for k in kept if _twins(k, ahead)), None)
        if twin is None:
            kept.append(ahead)
            continue
        if (ahead.kind, twin.kind) == (ScheduledKind.VISIT, ScheduledKind.VISIT) or (
            ahead.kind is twin.kind
        ):
            if _rank(ahead) > _rank(twin):
                twin.name, twin.proper = ahead.name, ahead.proper
                twin.sentence, twin.head = ahead.sentence, ahead.head
            if twin.status is Status.PLANNED:
                twin.status = ahead.status
        elif twin.kind is ScheduledKind.VISIT or ahead.kind is ScheduledKind.SUMMIT:
            twin.kind, twin.name, twin.proper = ahead.kind, ahead.name, ahead.proper
            twin.head = ahead.head
        if twin.when is None and ahead.when is not None:
            twin.when, twin.who = ahead.when, ahead.who or twin.who
            twin.where = ahead.where or twin.where
        elif twin.when == ahead.when:
            twin.who = tuple(dict.fromkeys([*twin.who, *ahead.who]))
        twin.where = twin.where or ahead.where
    return kept


def _rank(ahead: Ahead) -> tuple[bool, bool, int]:
    return ahead.proper, ahead.when is not None, min(len(ahead.name.text), 60)


def _twins(a: Ahead, b: Ahead) -> bool:
    if a.kind is not b.kind:
        # A visit for a meeting on the same day is that meeting; a forum's summit is one of both.
        contact = {ScheduledKind.VISIT, ScheduledKind.MEETING, ScheduledKind.SUMMIT}
        return (
            {a.kind, b.kind} <= contact
            and a.when is not None
            and a.sentence == b.sentence
            and a.when == b.when
        )
    shared = not a.who or not b.who or bool(set(a.who) & set(b.who))
    named = a.proper and b.proper and a.name.text == b.name.text
    if not shared and not named:
        return False
    if a.when is not None and b.when is not None:
        return a.when == b.when
    if a.kind is ScheduledKind.ELECTION:
        return not (_sort(a) and _sort(b)) or bool(_sort(a) & _sort(b))
    left, right = _telling(a), _telling(b)
    return bool(left & right) and (left <= right or right <= left)


def _sort(ahead: Ahead) -> set[str]:
    """What is elected: "presidential", "parliamentary"."""
    return set(ahead.name.text.lower().split()) & words("scheduled", "popular")


def _telling(ahead: Ahead) -> set[str]:
    return {w for w in ahead.name.text.lower().split() if len(w) > 2 and w not in ("the", "for")}
