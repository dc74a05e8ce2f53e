"""What lies ahead: elections, summits, visits, meetings, deadlines and anniversaries.

Planned contacts come from the events of the report; what is only named ("preparations for the
summit in Riga", "ahead of her visit next week") comes from nouns, and travel of a single state's
people from verbs. A visit or meeting needs a date or a proper name, a summit only to lie ahead. One
thing told twice stands once, under its fullest name and with its date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman import dates
from dragoman.codes import Channel, EventType, MechanismKind, ScheduledKind, Status
from dragoman.language.sentence import Sentence, Token
from dragoman.read.document import Candidate, Document
from dragoman.read.phrases import (
    Tense,
    clause,
    clause_head,
    codes_in,
    is_ahead,
    is_past,
    place_of,
    states_of,
    subject_of,
    times_of,
    words,
)
from dragoman.read.series import mechanisms
from dragoman.read.standing import name_of, number, ordinal
from dragoman.read.votes import Ahead, marked_ahead, span, status_of, votes
from dragoman.record import Scheduled
from dragoman.report import Span

_STATUSES = frozenset([Status.PLANNED, Status.POSTPONED, Status.CANCELLED])
_OFF = re.compile(
    r"(?P<count>\w+) (?P<unit>day|week)s?(?: left| away| to go)? (?:to|until|till|before|from) "
)
_MEETS = frozenset(["meet", "gather", "convene", "talk", "speak", "negotiate", "confer", "consult"])
_TRAVEL = frozenset(["travel", "visit"])


def scheduled(document: Document, candidates: Sequence[Candidate]) -> tuple[Scheduled, ...]:
    """Every dated thing ahead, each once, in the order of the report."""
    found = [*votes(document)]
    found += [a for c in candidates if (a := _contact(document, c)) is not None]
    taken = {(a.sentence, a.head) for a in found}
    for sentence in document.sentences:
        for token in sentence.tokens:
            if (sentence.index, token.index) not in taken:
                ahead = _named(document, sentence, token)
                if ahead is not None:
                    found.append(ahead)
    found += _of_mechanisms(document, candidates, found)
    found.sort(key=lambda a: (a.sentence, a.head))
    return tuple(_written(document, a) for a in _once(found))


def _of_mechanisms(
    document: Document, candidates: Sequence[Candidate], found: Sequence[Ahead]
) -> list[Ahead]:
    """Announced next meetings of standing contacts that nothing else tells of."""
    more = []
    for mechanism in mechanisms(document, candidates):
        meeting = mechanism.next
        if meeting is None or meeting.implied or meeting.when is None:
            continue
        if any(a.when == meeting.when and a.kind is not ScheduledKind.ELECTION for a in found):
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
    when = candidate.when
    if when is not None and is_past(document, when) and candidate.status is Status.PLANNED:
        return None
    if candidate.status is Status.POSTPONED and when is not None and "/" in when:
        when = _new_date(document, candidate, when)
    noun = _thing(sentence, candidate)
    proper = noun is not None and _proper(sentence, noun)
    if when is None and not proper:
        return None
    kind = _kind(candidate, head, noun)
    if when is None and kind is ScheduledKind.VISIT:
        return None
    name = (
        _name(document, sentence, noun)
        if noun is not None
        else _deed(document, sentence, candidate)
    )
    who = dict.fromkeys(
        a.state for a in (*candidate.actors, *candidate.recipients) if a.state is not None
    )
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


def _proper(sentence: Sentence, token: Token) -> bool:
    """True where the noun bears a proper name: "the NATO Summit", "the Riga Conference"."""
    if not token.text[:1].isupper() or token.index == 0:
        return False
    before = sentence.tokens[token.index - 1]
    if before.lower in ("’", "'", "’s", "'s", "-") and token.index > 1:
        before = sentence.tokens[token.index - 2]
    after = sentence.tokens[token.index + 1 : token.index + 3]
    of = len(after) == 2 and after[0].lower in ("of", "on", "for") and after[1].text[:1].isupper()
    return (before.text[:1].isupper() and before.index > 0) or of


def _name(document: Document, sentence: Sentence, token: Token) -> Span:
    """The proper name around a noun, else its phrase."""
    if not _proper(sentence, token):
        return span(document, sentence, token.index, "of", "on", "for", "to")
    first, last, _ = name_of(document, sentence, token)
    start, end = sentence.offsets(first, last)
    return Span.of(document.text, start, end)


def _deed(document: Document, sentence: Sentence, candidate: Candidate) -> Span:
    start, end = sentence.offsets(candidate.first, candidate.last)
    return _with_place(document, sentence, candidate.head, start, end)


def _with_place(document: Document, sentence: Sentence, head: int, start: int, end: int) -> Span:
    for mention in document.mentions_in(sentence.index):
        relation = sentence.tokens[mention.head].universal
        if (
            mention.start >= end
            and relation in ("obl", "obj")
            and (sentence.tokens[mention.head].head == head)
        ):
            return Span.of(document.text, start, mention.end)
    return Span.of(document.text, start, end)


def _named(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    lemma = token.lemma.lower()
    if token.upos == "VERB":
        if lemma in _TRAVEL:
            return _journey(document, sentence, token)
        if lemma in words("scheduled", "expiring"):
            return _deadline(document, sentence, token)
        return None
    if token.upos not in ("NOUN", "PROPN"):
        return None
    if lemma == "round" and _of_vote(sentence):
        return _second_round(document, sentence, token)
    if lemma in words("scheduled", "anniversaries"):
        return _anniversary(document, sentence, token)
    if lemma in words("scheduled", "deadlines"):
        return _deadline(document, sentence, token)
    for kind, key in (
        (ScheduledKind.SUMMIT, "summit"),
        (ScheduledKind.VISIT, "visit"),
        (ScheduledKind.MEETING, "meeting"),
    ):
        if lemma in words("scheduled", key):
            return _gathering(document, sentence, token, kind)
    return None


def _gathering(
    document: Document, sentence: Sentence, token: Token, kind: ScheduledKind
) -> Ahead | None:
    """A summit, visit or meeting that the words around it set ahead."""
    i = token.index
    if token.relation == "compound":
        return None
    spoken = clause(sentence, i)
    when = _days_off(document, sentence, token)
    time = next(times_of(document, sentence, i), None) if when is None else None
    own = when is not None or (time is not None and _close(sentence, i, time.start))
    when = time.edtf if time is not None else when
    proper = _proper(sentence, token)
    marked = (when is not None and time is None) or marked_ahead(document, sentence, i)
    later = when is not None and is_ahead(document, when)
    status = status_of(sentence, i, spoken)
    if when is not None and not later and (status is None or is_past(document, when)):
        return None
    if status is None:
        if marked and spoken.negated and not later:
            return None
        held = spoken.tense is Tense.FUTURE and token.universal in ("nsubj", "obj", "obl")
        if not marked and not (later and (own or held) and spoken.tense is not Tense.PAST):
            return None
        status = Status.PLANNED
    if not later and not (proper and kind is not ScheduledKind.VISIT):
        return None
    name = _name(document, sentence, token)
    if "Conference of the Parties" in name.text:
        kind = ScheduledKind.SUMMIT  # the heads of government open it
    where = place_of(document, sentence, i)
    who = codes_in(document, sentence, *_range(sentence, name))
    if not who:
        first, last = sentence.phrase(i, "acl", "advcl", "appos", "parataxis")
        who = states_of(document, sentence, range(first, last))
    if len(who) < 2 and not proper:
        subject = subject_of(sentence, spoken.verb)
        if subject is not None:
            more = states_of(document, sentence, sentence.subtree(subject.index))
            who = tuple(dict.fromkeys([*who, *more]))
    return Ahead(kind, sentence.index, i, name, who, when, where, status, proper)


def _range(sentence: Sentence, name: Span) -> tuple[int, int]:
    inside = [t.index for t in sentence.tokens if t.start < name.end and name.start < t.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _days_off(document: Document, sentence: Sentence, token: Token) -> str | None:
    """The day that "12 days before the summit", "three weeks left to the talks" reckons to."""
    day = dates.earliest(document.day) if document.report.published and document.day else None
    front = document.text[sentence.start : token.start].lower()
    found = list(_OFF.finditer(front))
    if day is None or not found or len(front) - found[-1].end() > 60:
        return None
    count = number(found[-1]["count"])
    if count is None:
        return None
    shift = dates.shift(day, **{found[-1]["unit"] + "s": count})
    return str(shift)


def _of_vote(sentence: Sentence) -> bool:
    lowers = {t.lower for t in sentence.tokens}
    return bool(lowers & {"election", "elections", "candidate", "candidates", "votes", "voters"})


def _second_round(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    """The next round of an election: "the two will meet in a second round on May 8"."""
    ahead = _gathering(document, sentence, token, ScheduledKind.ELECTION)
    if ahead is not None and not ahead.who:
        ahead.who = states_of(document, sentence, range(len(sentence)))[:1]
    return ahead


def _close(sentence: Sentence, i: int, offset: int) -> bool:
    """True where a date hangs on noun `i` itself or stands right beside it."""
    token = sentence.at(offset)
    if token is None:
        return False
    return i in {a.index for a in sentence.ancestors(token.index)} or abs(token.index - i) <= 4


def _journey(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    """Travel that a future verb tells of, with its date: "will travel to Accra on May 3"."""
    spoken = clause(sentence, token.index)
    if spoken.verb != token.index or spoken.tense is not Tense.FUTURE or spoken.modal:
        return None
    time = next(times_of(document, sentence, token.index), None)
    if time is None or time.edtf is None or is_past(document, time.edtf) or spoken.negated:
        return None
    where = place_of(document, sentence, token.index)
    name = _with_place(document, sentence, token.index, token.start, token.end)
    subject = subject_of(sentence, token.index)
    who: tuple[str, ...] = ()
    if subject is not None:
        who = states_of(document, sentence, sentence.subtree(subject.index))
    if where is not None and where.state is not None:
        who = tuple(dict.fromkeys([*who, where.state]))
    return Ahead(ScheduledKind.VISIT, sentence.index, token.index, name, who, time.edtf, where)


def _deadline(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    times = times_of(document, sentence, token.index)
    when = next((t.edtf for t in times if t.edtf and is_ahead(document, t.edtf)), None)
    spoken = clause(sentence, token.index)
    if when is None or (spoken.tense is Tense.PAST and spoken.verb == token.index):
        return None
    if token.upos == "VERB":
        subject = sentence.child(token.index, "nsubj")
        if subject is None:
            return None
        first, _ = sentence.phrase(subject.index, "acl", "appos")
        start, end = sentence.offsets(first, token.index + 1)
        name = Span.of(document.text, start, end)
        who = states_of(document, sentence, sentence.subtree(subject.index))
    else:
        name = span(document, sentence, token.index, "for", "of", "to")
        who = states_of(document, sentence, range(len(sentence)))[:2]
    return Ahead(ScheduledKind.DEADLINE, sentence.index, token.index, name, who, when)


def _anniversary(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    i = token.index
    if not any(ordinal(c.text) for c in sentence.children(i)) and sentence.child(i, "nmod") is None:
        return None
    anchors = [i]
    verb = clause_head(sentence, i)
    above = sentence.head(verb)
    if above is not None:
        anchors.append(above.index)
    when = next(
        (
            t.edtf
            for anchor in anchors
            for t in times_of(document, sentence, anchor)
            if t.edtf and is_ahead(document, t.edtf)
        ),
        None,
    )
    if when is None:
        return None
    name = span(document, sentence, i, "of")
    inside = sentence.subtree(i)
    who = states_of(document, sentence, inside)
    if not who:
        subject = sentence.child(verb, "nsubj") or sentence.child(anchors[-1], "nsubj")
        if subject is not None:
            who = states_of(document, sentence, sentence.subtree(subject.index))
    where = place_of(document, sentence, anchors[-1])
    return Ahead(ScheduledKind.ANNIVERSARY, sentence.index, i, name, who, when, where)


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
        elif twin.kind is ScheduledKind.VISIT:
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
        # A visit for a meeting on the same day is that meeting.
        contact = {ScheduledKind.VISIT, ScheduledKind.MEETING, ScheduledKind.SUMMIT}
        return (
            {a.kind, b.kind} <= contact
            and ScheduledKind.VISIT in (a.kind, b.kind)
            and a.sentence == b.sentence
            and a.when == b.when
        )
    shared = not a.who or not b.who or bool(set(a.who) & set(b.who))
    if not shared:
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
