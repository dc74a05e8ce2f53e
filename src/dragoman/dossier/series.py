"""Standing mechanisms across reports: rule, count, last meeting, whose turn it is, overdue or not.

What each report tells of a series is put together; meetings of that kind which reports tell of as
events belong to it too. With a rule of turns, the side that did not host last is next; with a
period, the next meeting is due within the year, or the months, that the period names after the
last. Both are marked as implied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dragoman.codes import Channel, EventType, Level, MechanismKind, Status
from dragoman.dates import earliest, latest, overlaps, shift
from dragoman.dossier.contacts import between
from dragoman.dossier.model import Attested, Held, Series
from dragoman.dossier.sourcing import attested, basis, of_tellings
from dragoman.dossier.words import sort_key, stems
from dragoman.knowledge import load
from dragoman.merge import Merged, Source
from dragoman.record import Mechanism, Meeting, Record

Told = tuple[Source, Mechanism]

_PERIODS = (
    (r"\bannual|\byearly|\bevery year|\beach year|\bonce a year", 12),
    (r"\bbiennial|\bevery (two|other) years?|\bevery second year", 24),
    (r"\bsemi-?annual|\bbiannual|\btwice a year|\bevery six months|\bhalf-yearly", 6),
    (r"\bquarterly|\bevery three months", 3),
    (r"\bmonthly|\bevery month", 1),
)
_GENERIC = stems(
    "annual yearly biennial regular bilateral trilateral joint high level summit meeting session "
    "round dialogue talks ministerial minister ministers consultations commission committee "
    "council working group forum exercise mechanism format"
)
_SHORT = re.compile(r"\b(?:\d\+\d|[A-Z]+\d+|[A-Z]{2,})(?![\w.])")
"""Names too short, or of too few letters, to be words of their own: "2+2", "G7", "TPF"."""


def mechanisms(
    records: Iterable[Record],
    events: Sequence[Merged],
    sources: dict[str, Source],
    a: str,
    b: str,
    day: date | None,
) -> tuple[Series, ...]:
    """The standing mechanisms of `a` and `b`."""
    told = [(sources[r.id], m) for r in records for m in r.mechanisms if {a, b} <= set(m.parties)]
    told.sort(key=_order)
    groups: list[list[Told]] = []
    # Those with a name of their own first: "the annual summit" is the one of its kind, or nameless.
    for item in sorted(told, key=lambda t: not _own_words(t[1])):
        alike = [g for g in groups if any(_same(item[1], other) for _, other in g)]
        if alike and (len(alike) == 1 or _own_words(item[1])):
            alike[0].append(item)
        else:
            groups.append([item])
    for group in groups:
        group.sort(key=_order)
    found = [_series(g, events, a, b, day) for g in groups]
    return tuple(sorted(found, key=_rank))


def _order(told: Told) -> tuple[str, str, int]:
    source, mechanism = told
    return source.published or "", source.report, mechanism.evidence.start


def _rank(series: Series) -> tuple[bool, int, int, str]:
    """Those of the two alone first, then those of which most is told, by most reports."""
    parts = (series.hosts, series.period, series.count, series.last, series.next)
    told = sum(p is not None for p in parts)
    return len(series.parties) > 2, -told, -series.basis.reports, series.name


def _same(one: Mechanism, two: Mechanism) -> bool:
    if one.kind is not two.kind or set(one.parties) != set(two.parties):
        return False
    mine, theirs = (_own_words(m) for m in (one, two))
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))


def _own_words(mechanism: Mechanism) -> frozenset[str]:
    """The words that tell a mechanism from others of its kind: not its parties', not "annual"."""
    known = load()
    parties = " ".join(
        word
        for code in mechanism.parties
        if (state := known.states.get(code)) is not None
        for word in (*state.names, *state.adjectives)
    )
    short = {s for s in _SHORT.findall(mechanism.name) if known.state(s) is None}
    return (stems(mechanism.name) - stems(parties) - _GENERIC) | short


def _series(told: list[Told], events: Sequence[Merged], a: str, b: str, day: date | None) -> Series:
    kind = told[0][1].kind
    sources = [attested(s, m.evidence) for s, m in told]
    hosts = _last(m.hosts for _, m in told)
    period = _period(" ".join(f"{m.name} {m.evidence.text}" for _, m in told))
    meetings = _meetings(told, kind, events, a, b, sources)
    held = [
        m
        for m in meetings
        if m.status in (Status.HAPPENED, Status.ONGOING)
        and (day is None or (first := _first(m)) is None or first <= day)
    ]
    last = held[-1] if held else None
    ahead = [m for m in meetings if m not in held and not _past(m, day)]
    count, counted = _count(told)
    turn = _turn(hosts, last, a, b)
    due = _due(last, period)
    following: Held | None = ahead[0] if ahead else None
    if following is not None and following.state is not None:
        turn = None  # announced: nothing needs to be implied
    if following is None and (due is not None or turn is not None):
        following = Held(due, load().code_name(turn) if turn else None, turn, implied=True)
    overdue = None
    if not ahead and due is not None and day is not None:
        end = latest(due)
        if end is not None and end < day:
            overdue = (end + timedelta(days=1)).isoformat()
    return Series(
        name=max((m.name for _, m in told), key=lambda n: (len(stems(n)), len(n), n)),
        kind=kind,
        parties=tuple(sorted(set(told[0][1].parties))),
        hosts=hosts,
        period=period,
        count=count,
        counted=counted,
        last=last,
        next=following,
        turn=turn,
        overdue_since=overdue,
        meetings=tuple(meetings),
        basis=basis(sources, a, b),
        sources=tuple(dict.fromkeys(sources)),
    )


def _meetings(
    told: list[Told],
    kind: MechanismKind,
    events: Sequence[Merged],
    a: str,
    b: str,
    sources: list[Attested],
) -> list[Held]:
    """Every meeting that a report gives the series or tells as an event, in order of time."""
    found: list[Held] = []
    for _, mechanism in told:
        if mechanism.last is not None:
            _put(found, _held(mechanism.last, Status.HAPPENED, a, b))
        if mechanism.next is not None and not mechanism.next.implied:
            _put(found, _held(mechanism.next, Status.PLANNED, a, b))
    for event in events:
        if event.when is None or not between(event, a, b) or not _belongs(event, told, kind, a, b):
            continue
        place = event.where
        _put(
            found,
            Held(
                event.when,
                place.text if place is not None else None,
                place.state if place is not None else None,
                status=event.status,
            ),
        )
        sources += of_tellings(event.tellings)
    return sorted(found, key=lambda m: sort_key(m.when))


_FOR = re.compile(
    r"\b(for|attend\w*|chair\w*|h[eo]ld\w*|join\w*|open\w*|conven\w*|(meeting|session|round) of)\b"
    r"[^.;]{0,60}$"
)
"""What stands before the name of a series where a sentence tells of a meeting of it."""

_ONE_OF = re.compile(r"^(the |a |their )?(\w+ )?(meeting|session|round) of (the )?$", re.IGNORECASE)
_WILL = re.compile(r"\b(will|would|is to|are to|to be held|due to|plans? to|expected to|set to)\b")


def _belongs(event: Merged, told: list[Told], kind: MechanismKind, a: str, b: str) -> bool:
    """True of a contact that is a meeting of the series.

    Between leaders at a summit, of the two alone, it is one of a series of summits; any other where
    its sentence says that it was held for the series by its name.
    """
    if event.type is not EventType.CONSULT or event.status is Status.DID_NOT_HAPPEN:
        return False
    if kind is MechanismKind.SUMMIT and event.channel is Channel.SUMMIT:
        return event.level in (Level.LEADERS, None) and set(event.states) <= {a, b}
    names = {m.name for _, m in told if len(m.name.split()) > 1}
    for telling in event.tellings:
        sentence = telling.event.evidence.text
        for name in names:
            at = sentence.find(name)
            if at >= 0 and _FOR.search(sentence[:at]):
                return True
            if any(
                _ONE_OF.search(t.text.partition(name)[0])
                for t in telling.event.topics
                if name in t.text
            ):
                return True
    return False


def _put(found: list[Held], meeting: Held) -> None:
    """Adds a meeting, or what it tells to one that can be the same; a settled one to its plan."""
    if meeting.when is None and meeting.where is None:
        return
    for i, other in enumerate(found):
        if meeting.when is None or other.when is None or not overlaps(meeting.when, other.when):
            continue
        if meeting.state and other.state and meeting.state != other.state:
            continue
        narrow = min((meeting, other), key=lambda m: _width(m.when))
        settled = Status.HAPPENED in (meeting.status, other.status)
        found[i] = Held(
            narrow.when,
            other.where or meeting.where,
            other.state or meeting.state,
            status=Status.HAPPENED if settled else meeting.status,
        )
        return
    found.append(meeting)


def _width(when: str | None) -> int:
    first, last = (earliest(when), latest(when)) if when else (None, None)
    return (last - first).days if first and last else 10**6


def _held(meeting: Meeting, status: Status, a: str, b: str) -> Held:
    return Held(meeting.when, meeting.where, _state_of(meeting.where, a, b), status=status)


def _state_of(place: str | None, a: str, b: str) -> str | None:
    """The state of a place as written; of several places of that name, the one in `a` or `b`."""
    if place is None:
        return None
    known = load()
    state = known.state(place)
    if state is not None:
        return state.code
    for side in (a, b):
        if (found := known.place(place, side)) is not None:
            return found.state
        held = known.states.get(side)
        if held is not None and place in held.capitals:
            return side
    found = known.place(place)
    return found.state if found is not None else None


def _first(meeting: Held) -> date | None:
    return earliest(meeting.when) if meeting.when else None


def _past(meeting: Held, day: date | None) -> bool:
    if day is None or meeting.when is None:
        return False
    last = latest(meeting.when)
    return last is not None and last < day


def _period(text: str) -> int | None:
    low = text.casefold()
    for pattern, months in _PERIODS:
        if re.search(pattern, low):
            return months
    return None


def _last(values: Iterable[str | None]) -> str | None:
    given = [v for v in values if v]
    return given[-1] if given else None


def _count(told: list[Told]) -> tuple[int | None, str | None]:
    """The highest number that a report counts to, and the day of that report."""
    best: tuple[int, str | None] | None = None
    for source, mechanism in told:
        number = mechanism.count
        if mechanism.ordinal is not None:
            # "The 22nd summit" counts 22 once it was held, and 21 while it is ahead.
            done = mechanism.ordinal - int(bool(_WILL.search(mechanism.evidence.text)))
            number = max(number or 0, done) or None
        if number is not None and (best is None or number > best[0]):
            best = number, source.day
    if best is None:
        return None, None
    return best


def _turn(hosts: str | None, last: Held | None, a: str, b: str) -> str | None:
    if hosts == "alternate":
        if last is None or last.state not in (a, b):
            return None
        return b if last.state == a else a
    if hosts in (None, "rotate"):
        return None
    return _state_of(hosts, a, b)


def _due(last: Held | None, period: int | None) -> str | None:
    """When the rule wants the next meeting: by years, the whole year; by months, the month."""
    if last is None or last.when is None or period is None:
        return None
    day = latest(last.when)
    if day is None:
        return None
    due = shift(day.replace(day=1), months=period)
    return str(due.year) if period % 12 == 0 else f"{due.year}-{due.month:02d}"
