"""Reports that tell of a contact though no event was read in them: witnesses of others' tellings.

Two reports tell of one meeting, and one of them is its transcript: what is said in it names no
meeting, its title does. Such a report bears witness to a telling of another report where its head
(`merge.head`) names all sides and the people of two of them, in a word for a contact of that kind,
on the day; and where what was read in it is no other contact of them. It is a function of the
telling and the report alone, so that no order of arrival shows, and it joins no groups: it is shown
with the event, with what it rests on, and can be parted from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.codes import Channel, EventType
from dragoman.merge.block import AHEAD
from dragoman.merge.head import FEW, LENGTH, Head, fold
from dragoman.merge.telling import Occasion, Source, Telling, window
from dragoman.report import Span

LONGEST = timedelta(days=10)
"""Days within which a contact must lie for its day to tell it from another."""

BEFORE = timedelta(days=1)
"""How long before a contact that was held a report may be dated: time zones."""

ANNOUNCED = timedelta(days=3)
"""How long before one that is planned."""

AFTER = timedelta(days=1)
"""How long after it."""

PEOPLE = 2
"""Sides of which somebody must be named by both."""

_REMOTE = frozenset({Channel.PHONE, Channel.VIDEO, Channel.LETTER})


@dataclass(frozen=True, slots=True)
class Witness:
    """A report that bears witness to an event, its words, and what that rests on."""

    source: Source
    words: Span
    why: str


def days_of(telling: Telling) -> tuple[date, date] | None:
    """The days on which a witness of a telling may be published, None where it can have none."""
    event = telling.event
    if event.type is not EventType.CONSULT or event.background:
        return None
    if not 2 <= len(telling.states) <= FEW:
        return None
    days = window(telling)
    if days is None or days[1] - days[0] > LONGEST:
        return None
    return days[0] - (ANNOUNCED if event.status in AHEAD else BEFORE), days[1] + AFTER


def bears(telling: Telling, source: Source, head: Head) -> str | None:
    """What makes the report `source` with that head a witness of a telling, None if it is none."""
    days = days_of(telling)
    if days is None or source.published is None or source.report == telling.source.report:
        return None
    day = date.fromisoformat(source.published[:10])
    if not days[0] <= day <= days[1] or not set(telling.states) <= set(head.states):
        return None
    met = _named(telling, head)
    if met is None or not _same_way(telling, head) or _of_another(telling, source, head):
        return None
    return f"names {', '.join(met)}; {', '.join(telling.states)}; published {day.isoformat()}"


def _named(telling: Telling, head: Head) -> tuple[str, ...] | None:
    """Who is named by both, None where a side's people are not, or too few sides have any."""
    words = set(head.words)
    found: list[str] = []
    people = telling.event.actors + telling.event.recipients
    for state in telling.states:
        names = [a.name for a in people if a.state == state and a.name]
        met = [n for n in names if surname(n) in words]
        if names and not met:
            return None
        found += met[:1]
    return tuple(found) if len(found) >= PEOPLE else None


_PIECE = re.compile(r"\S(?:[^\n]*?[a-z”\"’)]{2}[.!?](?=\s)|[^\n]*)")


def words_of(telling: Telling, text: str) -> Span:
    """The words by which a text bears witness: of its first lines the one with most of the names.

    Where none is named in the text, but in the title alone, it is the first line.
    """
    people = telling.event.actors + telling.event.recipients
    wanted = {surname(a.name) for a in people if a.name}
    pieces = [m for m in _PIECE.finditer(text[: 2 * LENGTH]) if m.start() < LENGTH]
    if not pieces:
        return Span(text[:0], 0, 0)
    best = max(pieces, key=lambda m: (len(wanted & set(fold(m[0]))), -m.start()))
    return Span(best[0], best.start(), best.end())


def surname(name: str) -> str:
    """The last word of a name, folded, numerals of monarchs left out."""
    words = [w for w in fold(name) if len(w) > 2 and w not in ("iii", "vii")]
    return words[-1] if words else ""


def _same_way(telling: Telling, head: Head) -> bool:
    """True where the head has a word for a contact of the telling's kind."""
    hows = set(head.hows)
    if telling.event.channel in _REMOTE:
        return bool(hows & {"remote", "either"})
    return "person" in hows or ("remote" not in hows and "either" in hows)


def _of_another(telling: Telling, source: Source, head: Head) -> bool:
    """True where the report is read as of a contact that is not this one.

    Where it has both sides of it, comparing the two tellings decides. A contact of people whom the
    head does not name is one that the report speaks of, not the one that it is of.
    """
    held = source.occasion
    if held is None:
        return False
    words = set(head.words)
    if held.named and not any(surname(name) in words for _, name in held.named):
        return False
    if set(telling.states) <= set(held.states):
        return True
    mine = Occasion.of((telling.event,))
    return mine is not None and mine.is_another(held)
