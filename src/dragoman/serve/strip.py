"""The contacts of a pair as a strip of weeks, drawn as SVG without a style or a script.

A column is a week, a row a level. A contact of a known day is a dot in its week, one that is known
less exactly a bar over the weeks in which it may lie; planned ones are hollow and dashed, those
that did not come about struck through. Under the rows stands what the ledger has heard: weeks with
reports, and, hatched, weeks without any, of which silence says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.codes import Level, Status
from dragoman.dates import earliest, latest
from dragoman.dossier import Dossier
from dragoman.dossier.model import Contact
from dragoman.dossier.words import day_words

BACK, AHEAD = 78, 26
"""Weeks that are shown before and after the day, at most."""
WIDE, ROW, LEFT, TOP = 9, 22, 86, 8
_STRUCK = frozenset({Status.CANCELLED, Status.DID_NOT_HAPPEN})
_HELD = frozenset({Status.HAPPENED, Status.ONGOING})
_ROWS = (*map(str, Level), "not told")


@dataclass(frozen=True, slots=True)
class Shape:
    """One contact as drawn: a box, whether it is a bar, how it is drawn, where it leads, words."""

    x: float
    y: float
    width: float
    bar: bool
    style: str
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the strip: where, how many reports tell of the pair, and what that means."""

    x: float
    reports: int
    words: str


@dataclass(frozen=True, slots=True)
class Strip:
    """What the template draws; `before` and `after` are contacts outside the weeks shown."""

    width: float
    height: float
    rows: tuple[tuple[str, float], ...]
    months: tuple[tuple[str, float], ...]
    today: float
    shapes: tuple[Shape, ...]
    weeks: tuple[Week, ...]
    before: int
    after: int
    undated: int


def strip(dossier: Dossier, reports: Sequence[str]) -> Strip | None:
    """The strip of a dossier; None without a day, or without a dated contact or report."""
    if dossier.as_of is None or not (reports or any(c.when for c in dossier.contacts)):
        return None
    day = _monday(date.fromisoformat(dossier.as_of))
    dated = [(c, *_days(c)) for c in dossier.contacts if c.when is not None and _days(c)]
    told = [_monday(date.fromisoformat(d)) for d in reports]
    firsts = [f for _, f, _ in dated] + told
    lasts = [x for _, _, x in dated]
    first = max(_monday(min(firsts, default=day)), day - timedelta(weeks=BACK))
    first = min(first, day - timedelta(weeks=12)) - timedelta(weeks=1)
    last = min(max((*lasts, day)), day + timedelta(weeks=AHEAD)) + timedelta(weeks=2)
    last = max(_monday(last), day + timedelta(weeks=4))
    number = (last - first).days // 7 + 1
    shown = [(c, f, x) for c, f, x in dated if x >= first and f <= last]
    used = {str(c.level) if c.level else "not told" for c, _, _ in shown}
    rows = tuple((r, TOP + i * ROW) for i, r in enumerate(r for r in _ROWS if r in used))
    bottom = TOP + len(rows) * ROW
    return Strip(
        width=LEFT + number * WIDE + 8,
        height=bottom + 44,
        rows=rows,
        months=_months(first, number),
        today=_at(first, date.fromisoformat(dossier.as_of)),
        shapes=_shapes(shown, dict(rows), first, last),
        weeks=_weeks(told, first, number, day),
        before=sum(x < first for _, _, x in dated),
        after=sum(f > last for _, f, _ in dated),
        undated=len(dossier.contacts) - len(dated),
    )


def _days(contact: Contact) -> tuple[date, date] | tuple[()]:
    first, last = earliest(contact.when or ""), latest(contact.when or "")
    return (first, last) if first is not None and last is not None else ()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _at(first: date, day: date) -> float:
    return LEFT + (day - first).days / 7 * WIDE


def _shapes(
    shown: Iterable[tuple[Contact, date, date]], rows: dict[str, float], first: date, last: date
) -> tuple[Shape, ...]:
    found = []
    met: Counter[tuple[str, int]] = Counter()
    for contact, start, end in shown:
        row = str(contact.level) if contact.level else "not told"
        bar = (end - start).days > 6
        x = _at(first, max(start, first) if bar else _monday(start))
        key = (row, round(x))
        # Several in one week stand above each other, as far as the row has room.
        y = rows[row] + 4 + 4 * min(met[key], 3)
        met[key] += 1
        style = "struck" if contact.status in _STRUCK else "held"
        if contact.status not in _HELD | _STRUCK:
            style = "lapsed" if contact.lapsed else "planned"
        kind = str(contact.channel or contact.mode or "contact")
        told = str(contact.status).replace("_", " ")
        width = _at(first, min(end, last)) - x + WIDE / 7 if bar else WIDE - 2
        words = f"{day_words(contact.when)}: {kind}, {told}"
        found.append(Shape(x, y, max(width, WIDE - 2), bar, style, contact.id, words))
    return tuple(found)


def _months(first: date, number: int) -> tuple[tuple[str, float], ...]:
    """Labels of quarters, or of months where the strip is short; the year with January."""
    step = 3 if number > 60 else 1 if number < 26 else 2
    found: list[tuple[str, float]] = []
    for week in range(number):
        monday = first + timedelta(weeks=week)
        if monday.day <= 7 and (monday.month - 1) % step == 0:
            label = f"{monday:%b}" if monday.month != 1 and found else f"{monday:%b %Y}"
            found.append((label, _at(first, monday)))
    return tuple(found)


def _weeks(told: Sequence[date], first: date, number: int, day: date) -> tuple[Week, ...]:
    counted = Counter(told)
    found = []
    for week in range(number):
        monday = first + timedelta(weeks=week)
        if monday > day:
            break
        n = counted[monday]
        said = f"{n} report{'s' * (n != 1)}" if n else "no report: no coverage"
        found.append(Week(_at(first, monday), n, f"week of {monday.day} {monday:%B %Y}: {said}"))
    return tuple(found)


def spark(days: Iterable[str | None], first: str | None, last: str | None) -> tuple[int, ...]:
    """How many of `days` fall in each of 24 equal parts of `first`–`last`; none without bounds."""
    if first is None or last is None or first == last:
        return ()
    start, length = date.fromisoformat(first), 0
    length = (date.fromisoformat(last) - start).days + 1
    bins = [0] * 24
    for day in days:
        if day is not None:
            at = (date.fromisoformat(day[:10]) - start).days * 24 // length
            if 0 <= at < 24:
                bins[at] += 1
    return tuple(bins)
