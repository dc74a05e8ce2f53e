"""Recurring contacts between states: their name, rule, count, last and next meeting.

Places that name one contact are put together: the same noun with names and parties that agree, or a
bare "the summit", "its last session" after it. A contact stands in the record where its name tells
that it is a standing one ("Strategic Dialogue", "2+2 Ministerial") or the report tells its rule: an
ordinal, a count, "annual", "by turns". Where the next meeting is not announced, what the rule
implies is marked `implied`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from dragoman import dates
from dragoman.codes import EventType, MechanismKind
from dragoman.read.document import Candidate, Document
from dragoman.read.phrases import code_of, words
from dragoman.read.standing import Place, places
from dragoman.record import Mechanism, Meeting
from dragoman.report import Span


def mechanisms(document: Document, candidates: Sequence[Candidate]) -> tuple[Mechanism, ...]:
    """Every recurring contact that the report names, in order."""
    pair = pair_of(candidates)
    found = []
    for group in _groups(places(document)):
        if not _rules(group):
            continue
        found.append(_mechanism(document, group, pair, candidates))
    return tuple(found)


def _ruled(place: Place) -> bool:
    return place.recurs or place.count is not None or place.hosts in ("alternate", "rotate")


_REACH = 2


def _rules(group: Sequence[Place]) -> bool:
    return any(p.standing or _ruled(p) for p in group)


def _groups(found: Sequence[Place]) -> list[list[Place]]:
    groups: list[list[Place]] = []
    for place in found:
        sequel = place.told_last or place.told_next
        sitting = place.noun in words("mechanisms", "sittings") and not _telling(place)
        if place.refers or (sequel and sitting and place.definite and not place.proper):
            # "Its last session": of the contact named nearest before, not far off.
            near = [g for g in groups if place.sentence - g[-1].sentence <= _REACH]
            if near and (place.last or place.next or place.count):
                max(near, key=lambda g: (_rules(g), g[-1].sentence, g[-1].head)).append(place)
                continue
            if place.refers:
                continue
        home = next((g for g in groups if _fits(g, place)), None)
        if home is None and not place.proper and not _ruled(place) and place.definite:
            home = next((g for g in reversed(groups) if _refers(g, place)), None)
        if home is None:
            groups.append([place])
        else:
            home.append(place)
    return groups


def _fits(group: Sequence[Place], place: Place) -> bool:
    """True where some name of the group agrees with the place, and no proper name of it differs."""
    named = [p for p in group if p.proper]
    if place.proper and named:
        return all(_same(p, place) for p in named)
    return any(_same(p, place) for p in group)


def _same(a: Place, b: Place) -> bool:
    """True where two names agree: one noun, and neither says more than the other allows."""
    if a.noun != b.noun and not (a.said & b.said and a.kind == b.kind and a.proper == b.proper):
        return False
    if a.parties and b.parties and not set(a.parties) & set(b.parties):
        return False
    left, right = _telling(a), _telling(b)
    if a.proper and b.proper and left and right:
        return left == right  # the Cities Summit of a region is not its Summit
    return left <= right or right <= left


def _telling(place: Place) -> frozenset[str]:
    often = words("mechanisms", "often") | words("mechanisms", "dropped")
    return frozenset(w for w in place.said if w not in often and len(w) > 2)


def _refers(group: Sequence[Place], place: Place) -> bool:
    """ "The last session", "the dialogue": the contact named before, of that noun or sitting."""
    if any(p.noun == place.noun for p in group):
        return not _telling(place)
    sitting = place.noun in words("mechanisms", "sittings")
    return sitting and not _telling(place) and any(p.standing or _ruled(p) for p in group)


def pair_of(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """The two states that the report's contacts are about, or the three or four that all of them
    meet each other in; none where it is about several pairs.
    """
    counted: Counter[tuple[str, str]] = Counter()
    for c in candidates:
        if c.type in (EventType.CONSULT, EventType.AGREE):
            codes = sorted({a.state for a in (*c.actors, *c.recipients) if a.state})
            if len(codes) <= 4:
                counted.update(combinations(codes, 2))
    if not counted:
        return ()
    most = max(counted.values())
    best = [pair for pair, count in counted.items() if count == most]
    circle = tuple(sorted({code for pair in best for code in pair}))
    return circle if len(best) == len(circle) * (len(circle) - 1) // 2 else ()


def _mechanism(
    document: Document,
    group: Sequence[Place],
    pair: tuple[str, ...],
    candidates: Sequence[Candidate],
) -> Mechanism:
    named = max(
        (p for p in group if not p.refers),
        key=lambda p: (p.proper, _ruled(p), len(p.name.text), -p.sentence),
    )
    parties = named.parties
    if len(parties) < 2:
        parties = max((p.parties for p in group), key=len)
    alone = named.proper and named.kind in ("forum", "summit")
    if len(parties) < 2 and (set(parties) <= set(pair) if parties else not alone):
        parties = pair or parties
    if len(parties) == 2 and named.said & {"trilateral", "tripartite", "quadrilateral"}:
        parties = ()  # there is a third that the report names elsewhere
    last = next((p.last for p in group if p.last is not None and p.told_last), None)
    if last is None:
        last = next((p.last for p in reversed(group) if p.last is not None), None)
    following = next((p.next for p in group if p.next is not None), None)
    if last is None and following is None:
        last, following = _from_events(group, candidates)
    hosts = next((p.hosts for p in group if p.hosts is not None), None)
    if following is None:
        following = _implied(document, hosts, any(p.yearly for p in group), parties, last)
    sentence = document.sentences[named.sentence]
    return Mechanism(
        name=named.name.text,
        kind=MechanismKind(named.kind),
        evidence=Span.of(document.text, sentence.start, sentence.end),
        parties=parties,
        ordinal=next((p.ordinal for p in group if p.ordinal is not None), None),
        count=next((p.count for p in group if p.count is not None), None),
        hosts=hosts,
        last=last,
        next=following,
    )


def _from_events(
    group: Sequence[Place], candidates: Sequence[Candidate]
) -> tuple[Meeting | None, Meeting | None]:
    """The meeting of an event that the report tells by the contact's own noun."""
    for place in group:
        for c in candidates:
            if c.type is EventType.CONSULT and c.sentence == place.sentence and c.when:
                if not (c.head == place.head or c.first <= place.head < c.last):
                    continue
                if c.when.endswith("/.."):
                    continue  # "held by turns since 2016" tells of no single meeting
                meeting = Meeting(c.when, c.where.text if c.where else None)
                if c.status in ("happened", "ongoing"):
                    return meeting, None
                if c.status == "planned":
                    return None, meeting
    return None, None


def _implied(
    document: Document,
    hosts: str | None,
    yearly: bool,
    parties: tuple[str, ...],
    last: Meeting | None,
) -> Meeting | None:
    """What the rule says of the meeting after `last`: a year later, on the other side's soil."""
    if last is None:
        return None
    when = where = None
    day = dates.latest(last.when) if last.when else None
    if yearly and day is not None:
        when = str(day.year + 1)
    if hosts == "alternate" and len(parties) == 2 and last.where:
        host = _host(document, last.where, parties)
        if host is not None:
            other = parties[1] if host == parties[0] else parties[0]
            where = document.knowledge.code_name(other)
    if when is None and where is None:
        return None
    return replace(Meeting(), when=when, where=where, implied=True)


def _host(document: Document, place: str, parties: tuple[str, ...]) -> str | None:
    code = code_of(document, place)
    if code in parties:
        return code
    for party in parties:
        state = document.knowledge.states.get(party)
        if state is not None and place in state.capitals:
            return party
        if document.knowledge.place(place, party) is not None:
            return party
    return None
