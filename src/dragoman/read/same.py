"""Which candidates name one thing: a report that says "spoke by telephone", "the talks" and "the
conversation" tells of one.

Before that, what a candidate leaves unsaid is filled from the contact it belongs to (in a readout
"he urged restraint" is said to the one he spoke with). Two candidates are one event where their
types, sides and statuses agree and nothing between them differs: other persons, another date,
another status.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import Channel, EventType, Status
from dragoman.language.sentence import Sentence
from dragoman.read import contacts
from dragoman.read.document import Candidate, Document
from dragoman.read.owners import key, unique
from dragoman.read.unsaid import anaphoric, filled, states
from dragoman.record import Actor

_TOGETHER = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
_ONCE = frozenset(
    {
        EventType.CONSULT,
        EventType.ASSAULT,
        EventType.MOBILIZE,
        EventType.SANCTION,
        EventType.COERCE,
        EventType.RETREAT,
        EventType.AID,
        EventType.PROTEST,
        EventType.COOPERATE,
    }
)
"""Types of which a report rarely tells two between the same sides."""
_FEW = 3
"""Words that two tellings of a deed must share, the deed's own among them."""
_REMOTE = frozenset({"phone"})


def merge(document: Document, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """One candidate for each event, in the order of the report."""
    whole = tuple(filled(document, candidates))
    groups: list[list[Candidate]] = []
    for candidate in whole:
        for group in groups:
            visit = any(_received(other, candidate) for other in group)
            if not visit and any(_apart(other, candidate) for other in group):
                continue
            if any(_one(document, other, candidate) for other in group):
                group.append(candidate)
                break
        else:
            groups.append([candidate])
    return tuple(_joined(document, g) for g in groups)


def _apart(first: Candidate, second: Candidate) -> bool:
    """True where the text gives both a day of their own, and not the same: then no third word that
    would go with either makes them one.
    """
    told = first.when_text is not None and second.when_text is not None
    return told and not _dates_agree(first, second)


def _pointing(sentence: Sentence, candidate: Candidate) -> bool:
    """True for "this dialogue", which points back whatever is said of it."""
    head = sentence.tokens[candidate.head]
    return head.upos in {"NOUN", "PROPN"} and any(
        t.lower in {"this", "these"} for t in sentence.children(candidate.head, "det")
    )


def _one(document: Document, first: Candidate, second: Candidate) -> bool:
    if first.type is not second.type:
        return False
    if first.sentence == second.sentence and first.head == second.head:
        return True
    if _received(first, second):
        return True
    if "roll" in _entry_flags(second) and first.type is EventType.CONSULT:
        return first.status is second.status and not first.background
    if _pointing(document.sentences[second.sentence], second) and _sides_agree(first, second):
        return True
    if (
        not _sides_agree(first, second)
        or not _statuses_agree(first, second)
        or not _dates_agree(first, second)
    ):
        return False
    if first.type is EventType.CONSULT:
        return _contacts_agree(document, first, second)
    if first.type in _ONCE:
        return first.mode == second.mode or first.mode is None or second.mode is None
    if first.sentence == second.sentence and _told_in(document, first, second):
        return True
    same_word = first.entry == second.entry and (
        first.sentence == second.sentence or _alike(document, first, second)
    )
    return same_word or anaphoric(document.sentences[second.sentence], second)


def _received(first: Candidate, second: Candidate) -> bool:
    """True where a sentence tells of an arrival and of how the host received the visitors, be it
    a day later (codebook, rule 17).
    """
    if first.sentence != second.sentence or {_kind(first), _kind(second)} != {"visit"}:
        return False
    came, host = {a.state for a in first.actors}, states(second) | {None}
    return (
        first.status is second.status
        and not first.background
        and _hosts(second)
        and not _hosts(first)
        and came == {a.state for a in second.actors}
        and host <= states(first) | {None}
    )


def _hosts(candidate: Candidate) -> bool:
    """True for a contact told from the host's side: "received the envoy"."""
    entry = candidate.extra.get("entry")
    role = entry.role if entry is not None else None
    return role is not None and role.kind == "visit" and role.actor[0][0].relation == "obj"


def _told_in(document: Document, first: Candidate, second: Candidate) -> bool:
    """True where the second says what the first's object does, or what the first was done for:
    "filed a suit accusing Chad", "summoned the envoy to protest".
    """
    sentence = document.sentences[second.sentence]
    token = sentence.tokens[second.head]
    if token.universal == "advcl" and token.head == first.head:
        return any(c.lower == "to" for c in sentence.children(token.index, "mark"))
    return token.universal == "acl" and first.first <= token.head < first.last


def _alike(document: Document, first: Candidate, second: Candidate) -> bool:
    """True where two sentences tell one deed in mostly the same words: one quotes the other."""
    a, b = (_words(document.sentences[c.sentence], c.head) for c in (first, second))
    return states(first) == states(second) and len(a & b) >= max(_FEW, len(a | b) / 2)


def _words(sentence: Sentence, head: int) -> set[str]:
    return {
        sentence.tokens[i].lemma.lower()
        for i in sentence.subtree(head)
        if sentence.tokens[i].upos in {"VERB", "NOUN", "PROPN", "ADJ", "NUM"}
    }


def _sides_agree(first: Candidate, second: Candidate) -> bool:
    if first.type in _TOGETHER:
        a, b = states(first), states(second)
        if not a or not b or not (a <= b or b <= a):
            return False
        if first.type is EventType.CONSULT and a != b and min(len(a), len(b)) > 1:
            # With others present it is another contact, unless a word points back to it.
            return bool(second.extra.get("implied")) or "detail" in _entry_flags(second)
        # One side alone is too little to know a contact by, unless a word points back to it.
        if "detail" in _entry_flags(second) and first.type is EventType.CONSULT:
            return True
        few = min(len(a), len(b)) < 2 and a != b
        return (
            not few
            or first.sentence == second.sentence
            or second.type is not EventType.CONSULT
            or (
                _kind(first) == "visit"
                or _kind(second) == "visit"
                or bool(second.extra.get("implied"))
            )
        )
    for mine, other in ((first.actors, second.actors), (first.recipients, second.recipients)):
        here, there = {x.state for x in mine if x.state}, {x.state for x in other if x.state}
        if here and there and not (here <= there or there <= here):
            return False
        if not here and not there and {x.text for x in mine} != {x.text for x in other}:
            return False
    return bool({x.state for x in first.actors} & {x.state for x in second.actors}) or not (
        first.actors and second.actors
    )


def _entry_flags(candidate: Candidate) -> frozenset[str]:
    entry = candidate.extra.get("entry")
    return entry.flags if entry is not None else frozenset()


def _statuses_agree(first: Candidate, second: Candidate) -> bool:
    if first.status is second.status:
        return True
    loose = {Status.HAPPENED, Status.ONGOING}
    return first.status in loose and second.status in loose


def _dates_agree(first: Candidate, second: Candidate) -> bool:
    if _goes_on(first) != _goes_on(second):
        return False
    if first.when is None or second.when is None or first.when == second.when:
        return True
    short, long = sorted((first.when, second.when), key=len)
    return long.startswith(short) or short in long


def _goes_on(candidate: Candidate) -> bool:
    """True for what is "held by turns since 2016" in a report without a day: no single meeting."""
    return (candidate.when or "").endswith("/..")


def _contacts_agree(document: Document, first: Candidate, second: Candidate) -> bool:
    """Two contacts of the same states are two where other people hold them, or one is named as
    past.
    """
    if (
        {first.mode, second.mode} & _REMOTE
        and None not in {first.mode, second.mode}
        and first.mode != second.mode
    ):
        return False
    if (_remote(document, first) and _in_person(second)) or (
        _remote(document, second) and _in_person(first)
    ):
        return False
    if first.background != second.background and not anaphoric(
        document.sentences[second.sentence], second
    ):
        return False
    a, b = _people(first), _people(second)
    for state in {s for s, _ in a} & {s for s, _ in b}:
        mine, other = {n for s, n in a if s == state}, {n for s, n in b if s == state}
        if not mine & other and first.extra.get("visit") is None:
            return (
                first.mode == "visit"
                and len({s for s, _ in a} | {s for s, _ in b}) <= 2
                and bool({n for _, n in a} & {n for _, n in b})
            )
    return True


def _remote(document: Document, candidate: Candidate) -> bool:
    return candidate.mode != "visit" and contacts.channel_of(document, candidate) in {
        Channel.PHONE,
        Channel.VIDEO,
    }


def _in_person(candidate: Candidate) -> bool:
    """True for a visit, which no telephone call is a part of."""
    return candidate.mode == "visit" or (_kind(candidate) == "visit" and candidate.mode is None)


def _people(candidate: Candidate) -> set[tuple[str | None, str]]:
    return {
        (a.state, (a.name or a.office or "").lower())
        for a in candidate.actors + candidate.recipients
        if a.name or a.office
    }


def _joined(document: Document, group: list[Candidate]) -> Candidate:
    if len(group) == 1:
        return group[0]
    best = min(
        group,
        key=lambda c: (
            "roll" in _entry_flags(c),
            c.background,
            -len(states(c)),
            _verbless(document, c),
            c.sentence,
            c.head,
        ),
    )
    visit = next((c for c in group if _kind(c) == "visit"), None)
    base = best
    if visit is not None and len(states(visit)) > 1 and len(states(visit)) >= len(states(best)):
        base = visit
    actors, recipients = list(base.actors), list(base.recipients)
    for other in group:
        if other is base:
            continue
        hosts = {a.state for a in base.recipients} if _received(base, other) else set()
        for actor in other.actors + other.recipients:
            if actor.state is None and len(hosts) == 1 and actor in other.recipients:
                actor = replace(actor, state=next(iter(hosts)))
            _add(actor, actors, recipients)
    return replace(
        base,
        actors=unique(actors),
        recipients=unique(recipients),
        mode=base.mode or next((c.mode for c in group if c.mode), None),
        when=base.when or next((c.when for c in group if c.when), None),
        when_text=base.when_text or next((c.when_text for c in group if c.when_text), None),
        where=base.where or next((c.where for c in group if c.where), None),
        background=all(c.background for c in group),
        confidence=max(c.confidence for c in group),
        extra={**base.extra, "group": tuple(group)},
    )


def _add(actor: Actor, actors: list[Actor], recipients: list[Actor]) -> None:
    """A side of another mention of the event joins the people of its state, where it is not
    there yet.
    """
    if not actor.state:
        return
    for side in (actors, recipients):
        if any(a.state == actor.state for a in side):
            known = any(key(a) == key(actor) for a in side)
            people = [a for a in side if a.state == actor.state and (a.name or a.office)]
            new = not people or (actor.name and all(a.name != actor.name for a in people))
            if not known and (actor.name or actor.office) and new:
                side.append(actor)
            return
    (recipients if recipients else actors).append(actor)


def _kind(candidate: Candidate) -> str:
    entry = candidate.extra.get("entry")
    return entry.role.kind if entry is not None and entry.role is not None else ""


def _verbless(document: Document, candidate: Candidate) -> bool:
    return document.sentences[candidate.sentence].tokens[candidate.head].upos not in {"VERB", "AUX"}
