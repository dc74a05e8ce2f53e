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
from itertools import groupby

from dragoman.codes import Level, Status
from dragoman.dates import earliest, latest
from dragoman.dossier import Dossier
from dragoman.dossier.model import Contact
from dragoman.dossier.words import day_words

BACK, AHEAD, ALL = 104, 26, 520
"""Weeks that are shown before and after the day, and before it where all years are asked for."""
ROW, LEFT, TOP, DOT = 22, 86, 8, 7
NARROW, BROAD, FULL = 2.0, 30.0, 1080
"""Pixels of a week, at least and at most, and of the strip."""
YEARS = 1000, 9900
"""Years whose days have others before and after them."""
LABEL = 62
"""Pixels that the label of a month needs."""
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
    """A week of the strip, or a run of weeks without a report: where, how many reports, words, and
    its first and last day.
    """

    x: float
    reports: int
    words: str
    width: float
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Strip:
    """What the template draws; `before` and `after` are contacts outside the weeks shown, and what
    lies to the left of `left` are the names of the levels.
    """

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
    left: int = LEFT


def strip(dossier: Dossier, reports: Sequence[str], every_year: bool = False) -> Strip | None:
    """The strip of a dossier; None without a day, or without a dated contact or report.

    It goes back two years, and ten where that leaves out most contacts or `every_year` is true.
    """
    if dossier.as_of is None or not YEARS[0] <= int(dossier.as_of[:4]) <= YEARS[1]:
        return None
    if not (reports or any(c.when for c in dossier.contacts)):
        return None
    day = _monday(date.fromisoformat(dossier.as_of))
    dated = [(c, *_days(c)) for c in dossier.contacts if c.when is not None and _days(c)]
    told = [_monday(date.fromisoformat(d)) for d in reports]
    firsts = [f for _, f, _ in dated] + told
    lasts = [x for _, _, x in dated]
    recent = sum(x >= day - timedelta(weeks=BACK) for _, _, x in dated)
    back = ALL if every_year or 2 * recent < len(dated) else BACK
    first = max(_monday(min(firsts, default=day)), day - timedelta(weeks=back))
    first = min(first, day - timedelta(weeks=12)) - timedelta(weeks=1)
    last = min(max((*lasts, day)), day + timedelta(weeks=AHEAD)) + timedelta(weeks=2)
    last = max(_monday(last), day + timedelta(weeks=4))
    number = (last - first).days // 7 + 1
    scale = _Scale(first, min(BROAD, max(NARROW, (FULL - LEFT) / number)))
    shown = [(c, f, x) for c, f, x in dated if x >= first and f <= last]
    used = {str(c.level) if c.level else "not told" for c, _, _ in shown}
    rows = tuple((r, TOP + i * ROW) for i, r in enumerate(r for r in _ROWS if r in used))
    bottom = TOP + len(rows) * ROW
    return Strip(
        width=round(LEFT + number * scale.week + 30),
        height=bottom + 44,
        rows=rows,
        months=_months(scale, number),
        today=scale.at(date.fromisoformat(dossier.as_of)),
        shapes=_shapes(shown, dict(rows), scale, last),
        weeks=_weeks(told, scale, number, day),
        before=sum(x < first for _, _, x in dated),
        after=sum(f > last for _, f, _ in dated),
        undated=len(dossier.contacts) - len(dated),
    )


def _days(contact: Contact) -> tuple[date, date] | tuple[()]:
    first, last = earliest(contact.when or ""), latest(contact.when or "")
    return (first, last) if first is not None and last is not None else ()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where days are: the first week's Monday, and the pixels of a week."""

    first: date
    week: float

    def at(self, day: date) -> float:
        return round(LEFT + (day - self.first).days / 7 * self.week, 1)


def _shapes(
    shown: Iterable[tuple[Contact, date, date]], rows: dict[str, float], scale: _Scale, last: date
) -> tuple[Shape, ...]:
    found = []
    met: Counter[tuple[str, date]] = Counter()
    for contact, start, end in shown:
        row = str(contact.level) if contact.level else "not told"
        bar = (end - start).days > 6
        x = scale.at(max(start, scale.first) if bar else start)
        key = (row, _monday(start))
        # Several in one week stand above each other, as far as the row has room.
        y = rows[row] + 4 + 4 * min(met[key], 3)
        met[key] += 1
        style = "struck" if contact.status in _STRUCK else "held"
        if contact.status not in _HELD | _STRUCK:
            style = "lapsed" if contact.lapsed else "planned"
        kind = str(contact.channel or contact.mode or "contact")
        told = str(contact.status).replace("_", " ")
        width = scale.at(min(end, last)) - x + scale.week / 7 if bar else DOT
        words = f"{day_words(contact.when)}: {kind}, {told}"
        found.append(Shape(x, y, round(max(width, DOT), 1), bar, style, contact.id, words))
    return tuple(found)


def _months(scale: _Scale, number: int) -> tuple[tuple[str, float], ...]:
    """Labels of months as far apart as they need; the year with the first and with January."""
    month = scale.week * 52 / 12
    step = next((n for n in (1, 2, 3, 6) if n * month >= LABEL), 12)
    found: list[tuple[str, float]] = []
    for week in range(number):
        monday = scale.first + timedelta(weeks=week)
        if monday.day <= 7 and (monday.month - 1) % step == 0:
            named = f"{monday:%b %Y}" if monday.month == 1 or not found else f"{monday:%b}"
            found.append((f"{monday:%Y}" if step == 12 else named, scale.at(monday)))
    return tuple(found)


def _weeks(told: Sequence[date], scale: _Scale, number: int, day: date) -> tuple[Week, ...]:
    """A bar for each week with reports, and one for each run of weeks without any."""
    counted = Counter(told)
    mondays = [scale.first + timedelta(weeks=w) for w in range(number)]
    found = []
    for heard, run in groupby((m for m in mondays if m <= day), lambda m: counted[m]):
        weeks = list(run)
        for part in [[m] for m in weeks] if heard else [weeks]:
            first, last = part[0], part[-1] + timedelta(days=6)
            time = f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
            said = f"{heard} report{'s' * (heard != 1)}" if heard else "no report: no coverage"
            width = round(len(part) * scale.week, 1)
            days = first.isoformat(), last.isoformat()
            found.append(Week(scale.at(first), heard, f"{time}: {said}", width, *days))
    return tuple(found)


PARTS = 24
"""Parts of time that the reports on a topic are counted in."""


@dataclass(frozen=True, slots=True)
class Bar:
    """So many reports of one of the equal parts of a time; `first` is the place of the first."""

    place: int
    count: int
    first: int


def spark(days: Sequence[str | None], first: str | None, last: str | None) -> tuple[Bar, ...]:
    """Counts `days` in equal parts of `first`–`last`; those of none, and without bounds, nothing.

    Args:
        days: When each report was published (ISO), None where that is unknown.
        first: The first day of the time.
        last: Its last day.
    """
    if first is None or last is None or first == last:
        return ()
    start = date.fromisoformat(first)
    length = (date.fromisoformat(last) - start).days + 1
    held: dict[int, list[int]] = {}
    for number, day in enumerate(days):
        if day is not None:
            at = (date.fromisoformat(day[:10]) - start).days * PARTS // length
            if 0 <= at < PARTS:
                held.setdefault(at, []).append(number)
    return tuple(Bar(at, len(found), found[0]) for at, found in sorted(held.items()))
