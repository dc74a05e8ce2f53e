"""How alike two tellings are, and why: people, date, place, channel and words, weighed and summed.

What excludes itself ends the comparison: different people of one state, a call and a visit, an act
the other way round, days that cannot meet. What a report does not say counts half: silence is no
contradiction. Every part of the sum is kept as evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dragoman.codes import RECIPROCAL, Channel, EventType
from dragoman.merge.block import AHEAD, MOVED, SLACK, meet
from dragoman.merge.people import Part, codes, same_people, shared_names
from dragoman.merge.telling import Occasion, Telling, once, window

THRESHOLD = 0.62
"""Tellings at least this alike are one event; measured on the pairs of `benchmarks/merging`."""

WEAK = 0.45
"""Pairs at least this alike are remembered, for the average over a cluster."""

WEIGHTS = {"date": 0.30, "people": 0.25, "words": 0.25, "place": 0.10, "channel": 0.10}
CONTACT = {"date": 0.35, "people": 0.30, "words": 0.10, "place": 0.10, "channel": 0.15}
"""Who met, when and how tells one contact from another; what was said of it differs by reporter."""

UNKNOWN = 0.5

SPOKEN = frozenset(
    {
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.THREATEN,
    }
)
"""Types of what is done by saying so."""

REMOTE = frozenset({Channel.PHONE, Channel.VIDEO, Channel.LETTER})
IN_PERSON = frozenset({Channel.MEETING, Channel.VISIT, Channel.SUMMIT})


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two tellings are, 0 to 1, with the parts that the sum is made of."""

    score: float
    parts: tuple[Part, ...]

    def why(self) -> str:
        """The parts in one line."""
        return "; ".join(f"{p.name} {p.value:.2f} ({p.why})" for p in self.parts)


def compare(a: Telling, b: Telling) -> Match | None:
    """Compares two tellings; the same either way round.

    Returns:
        The match, None where they cannot be one event.
    """
    if not meet(a, b) or _reversed(a, b) or _elsewhere(a, b):
        return None
    a, b = sorted((a, b), key=lambda t: t.key)
    day, people = _date(a, b), same_people(a, b)
    if day is None or people is None:
        return None
    surely = day.value == 1.0 and people.value == 1.0
    parts = [day, people]
    for part in (_place(a, b, surely), _channel(a, b), _words(a, b)):
        if part is None:
            return None
        parts.append(part)
    weights = CONTACT if a.event.type is EventType.CONSULT else WEIGHTS
    total = sum(weights[p.name] * p.value for p in parts)
    if a.event.type is not b.event.type:
        total *= 0.9
    return Match(round(total, 4), tuple(parts))


def _reversed(a: Telling, b: Telling) -> bool:
    if a.event.type in RECIPROCAL or b.event.type in RECIPROCAL:
        return False
    for mine, theirs in (
        (codes(a.event.actors), codes(b.event.actors)),
        (codes(a.event.recipients), codes(b.event.recipients)),
    ):
        if mine and theirs and not mine & theirs:
            return True
    return False


def _elsewhere(a: Telling, b: Telling) -> bool:
    """True of words said at two contacts: who assures two callers of one thing does so twice."""
    if a.event.type not in SPOKEN and b.event.type not in SPOKEN:
        return False
    one, two = _said_at(a), _said_at(b)
    return one is not None and two is not None and one.is_another(two)


def _said_at(telling: Telling) -> Occasion | None:
    """The contact at which a telling has it said: not where it dates it to another day."""
    held = telling.source.occasion
    return held if held is not None and telling.event.when in (None, held.when) else None


def _date(a: Telling, b: Telling) -> Part | None:
    moved = _moved(a, b)
    one, two = window(a), window(b)
    if one is None or two is None:
        return moved
    gap = _gap(one, two)
    sure = a.event.when is not None and b.event.when is not None
    if gap > (SLACK.days if sure else 0):
        return moved
    shown = " and ".join(dict.fromkeys(t.event.when or "undated news" for t in (a, b)))
    if gap:
        if _one_pen(a, b):
            return moved  # who dates both by the same calendar means two days
        # The day of a contact differs by time zone; of two strikes or rebukes, hardly.
        contact = a.event.type is EventType.CONSULT
        return Part(
            "date", (0.6 if gap == 1 else 0.3) if contact else 0.6 - 0.15 * gap, f"{gap} days apart"
        )
    if not sure:
        # News of the same days is of the same thing more often than a plan is what came of it.
        told = _apart(a, b)
        close = told is not None and told <= 3
        plan = any(t.event.when is None and t.event.status in AHEAD for t in (a, b))
        # One pair meets seldom twice within days; it trades blows and words daily.
        contact = a.event.type is EventType.CONSULT
        near = 0.7 if contact else 0.5
        if not contact and not plan and told is not None and told > 1:
            return Part("date", 0.3 if close else 0.1, f"{shown}, told {told} days apart")
        if plan and not all(t.event.status in AHEAD for t in (a, b)):
            # What is said to be about to begin and what was held, told on one day, are one; so are
            # a plan and what was held of the same people within days.
            near = 0.6 if _about_to(a, b) or shared_names(a, b) else 0.3
        return Part("date", near if close else 0.05 if plan else 0.4, f"{shown} can be one")
    width = max((w[1] - w[0]).days for w in (one, two))
    value = 1.0 if width == 0 else 0.9 if width <= 7 else 0.8 if width <= 31 else 0.6
    return Part("date", value, shown if width == 0 else f"{shown} can be one")


def _about_to(a: Telling, b: Telling) -> bool:
    """True where what one holds to lie ahead is told on the day on which the other has it held."""
    plan, held = sorted((a, b), key=lambda t: t.event.status not in AHEAD)
    day, days = plan.source.published, window(held)
    return day is not None and days is not None and days == (date.fromisoformat(day[:10]),) * 2


def _one_pen(a: Telling, b: Telling) -> bool:
    """True of two reports of one publisher that name one day each."""
    by = a.source.publisher
    return (
        by is not None
        and by == b.source.publisher
        and all(d is not None and d[0] == d[1] for d in (window(a), window(b)))
    )


def _moved(a: Telling, b: Telling) -> Part | None:
    """The date of a contact that was put off and that of its plan need not meet."""
    statuses = {a.event.status, b.event.status}
    if not statuses & MOVED:
        return None
    if statuses <= MOVED | AHEAD:
        return Part("date", 0.7, "planned, then moved or called off")
    later, earlier = sorted((a, b), key=lambda t: t.event.status in MOVED)
    day, told = later.source.published, earlier.source.published
    if day and told and day[:10] > told[:10] and earlier.event.when and later.event.when:
        one, two = window(later), window(earlier)
        if one and two and _gap(one, two) <= SLACK.days:
            return Part("date", 0.9, "held on the day it was moved to")
    return None


def _apart(a: Telling, b: Telling) -> int | None:
    """Days between the publication of two reports, None where one is undated."""
    days = [t.source.published for t in (a, b)]
    if days[0] is None or days[1] is None:
        return None
    return abs((date.fromisoformat(days[0][:10]) - date.fromisoformat(days[1][:10])).days)


def _gap(one: tuple[date, date], two: tuple[date, date]) -> int:
    return max((two[0] - one[1]).days, (one[0] - two[1]).days, 0)


def _place(a: Telling, b: Telling, surely: bool) -> Part | None:
    """The place; two states exclude each other unless the same people met on the same day."""
    one, two = a.event.where, b.event.where
    if one is None or two is None:
        return Part("place", UNKNOWN, "named by one at most" if one or two else "not named")
    if one.text.casefold() == two.text.casefold():
        return Part("place", 1.0, one.text)
    shown = f"{one.text} and {two.text}"
    if one.state and two.state and one.state != two.state:
        excluded = a.event.type is EventType.CONSULT and not surely
        return None if excluded else Part("place", 0.0, shown)
    if one.state and one.state == two.state:
        return Part("place", 0.6 if a.event.type is EventType.CONSULT else 0.4, shown)
    return Part("place", 0.3, shown)


def _channel(a: Telling, b: Telling) -> Part | None:
    one, two = a.event.channel, b.event.channel
    if (one in REMOTE and two in IN_PERSON) or (two in REMOTE and one in IN_PERSON):
        return None
    if one and two:
        if one == two:
            return Part("channel", 1.0, one)
        return Part("channel", 0.2 if {one, two} <= REMOTE else 0.7, f"{one} and {two}")
    if a.event.mode and b.event.mode:
        same = a.event.mode == b.event.mode
        return Part("channel", 1.0 if same else 0.3, " and ".join({a.event.mode, b.event.mode}))
    return Part("channel", UNKNOWN, "not named by both")


def _words(a: Telling, b: Telling) -> Part:
    one, two = _content(a), _content(b)
    shared = one & two
    if not one or not two:
        return Part("words", 0.0, "none to compare")
    value = len(shared) / min(len(one), len(two))
    # A sentence of few words is easily covered: three shared words are the least that count full.
    value *= min(1.0, len(shared) / 3)
    return Part("words", round(value, 4), " ".join(sorted(shared)[:8]) or "none shared")


_WORD = re.compile(r"\w{3,}")
_COMMON = frozenset(
    "about after against also amid among and are been before being between both but can could "
    "country countries day during each for foreign from government had has have her him his how "
    "into its last leader leaders minister ministers more new next not now off official officials "
    "one other our out over president prime said say says secretary she side sides some state "
    "states than that the their them then there these they this those through today told two "
    "under until upon was week were when where which while who will with would year yesterday "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


@once
def _content(telling: Telling) -> frozenset[str]:
    event = telling.event
    names = " ".join(a.text for a in event.actors + event.recipients)
    text = " ".join([event.evidence.text, *(t.text for t in event.topics)])
    return _stems(text) - _stems(names)


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(w) for w in _WORD.findall(text.casefold()) if w not in _COMMON)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
