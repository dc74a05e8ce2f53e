"""Whether two reports tell of one thing, by their words alone, whatever was read in them.

Most tellings that miss each other do so because one report's event was not read, or read as of
another type, pair or day; the reports themselves still share their names and open with each other's
words. What was read parts them: readouts of contacts on two days, or with other people, are of two.
The parts of the sum and their weights are in `retold.tsv`, how common a word is in
`common_words.tsv`. All this is a function of two reports and of what was read in each.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

from dragoman.codes import EventType
from dragoman.dates import parse_edtf
from dragoman.errors import ModelError
from dragoman.knowledge import load
from dragoman.merge.head import LENGTH, codes_in, contact_words, fold, mentions, named_code
from dragoman.merge.people import office
from dragoman.merge.telling import Occasion, Telling, window
from dragoman.merge.witness import surname
from dragoman.report import Span

WORDS = Path(__file__).with_name("common_words.tsv")
WEIGHTS = Path(__file__).with_name("retold.tsv")

THRESHOLD = 0.6
"""Reports at least so surely of one thing bear witness to each other's events."""

NEAR = 3
"""Days between two reports past which the same words are of something else."""

KEYS = 8
"""Rare names of a report under which others are looked for, in the order of the text."""

SHARED = 2
"""Rare names that two reports must have in common to be compared."""

BODY = 2500
"""Characters of a text in which the words of another report's title are looked for."""

OPENING = 250
"""Characters that stand for the title of a report that has none of its own."""

RARE = 0.005
"""The share of reports below which a word is rare: as rare as any that the table leaves out."""

KNOWN = 0.05
"""The share of reports from which on a name tells nothing."""

ALIKE = 0.7
"""How much a telling must be of what both reports tell: the share of its passage's words that the
other report has, and that of its own report's title which the passage has, together.
"""

COVERED = 0.45
"""The least share of a telling's words that a report has which bears it out."""

OF_TITLE = 0.5
"""The least share of a title that a passage has which stands late in its report."""

LAG = timedelta(days=NEAR)
"""How long before a report that is witness to an event the event may lie."""

LEAD = timedelta(days=31)
"""How long after it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a report opens with, and what it is of.

    `title` are the words of its title, `names` those with a capital in title and head, in order,
    `words` all that the title and the first part of the text have, `states` the codes that these
    name, and that of the office that publishes it; `own` is the title if it has one; `people` are
    the last names of those whom its title names among the people of its events, `held` is the
    contact that it is of.
    """

    title: tuple[str, ...]
    names: tuple[str, ...]
    words: frozenset[str]
    states: frozenset[str] = frozenset()
    own: str | None = None
    people: tuple[str, ...] = ()
    held: Occasion | None = None
    day: date | None = None

    @classmethod
    def of(
        cls,
        title: str | None,
        text: str,
        published: str | None = None,
        publisher: str | None = None,
        tellings: Collection[Telling] = (),
    ) -> Opening:
        """The opening of a report with its tellings; a path of headings is no title of its own."""
        own = _own(title)
        called = fold(own or text[:OPENING])
        said = f"{own or ''}\n{text[:BODY]}"
        states = {*codes_in(said), office(publisher) or ""}
        day = date.fromisoformat(published[:10]) if published else None
        found = cls(
            tuple(dict.fromkeys(_telling(called))),
            _names(own, text[:LENGTH]),
            frozenset(_telling(fold(said))),
            frozenset(states),
            own=own,
            day=day,
        )
        return found.with_read(tellings) if tellings else found

    def with_read(self, tellings: Collection[Telling]) -> Opening:
        """The same with what was read in the report: its tellings."""
        if not tellings:
            return self
        called = fold(self.own or "")
        return replace(
            self, people=_people(tellings, called), held=_held(tellings, self.own, called)
        )

    @property
    def rare(self) -> tuple[str, ...]:
        """The rare names under which the report is looked up."""
        return _rare(self.names)


def rare_names(title: str | None, text: str) -> tuple[str, ...]:
    """The rare names under which a report is looked up, in the order of its head."""
    return _rare(_names(_own(title), text[:LENGTH]))


def _own(title: str | None) -> str | None:
    return title if title and " > " not in title else None


@lru_cache(maxsize=4096)
def _names(title: str | None, start: str) -> tuple[str, ...]:
    """The words with a capital in a title and the first part of a text."""
    found = _CAPITAL.findall(f"{title or ''}\n{start}")
    return tuple(dict.fromkeys(_telling(fold(" ".join(found)))))


@lru_cache(maxsize=4096)
def _rare(names: tuple[str, ...]) -> tuple[str, ...]:
    """The first of some names that are rare; those of states tell too little."""
    rare = (w for w in names if w not in common_words())
    return tuple(islice((w for w in rare if not named_code(w.capitalize())), KEYS))


_CAPITAL = re.compile(r"\b[A-Z][\w’'-]*")


def _telling(words: Iterable[str]) -> list[str]:
    return [w for w in words if len(w) > 2 or w.isdigit()]


@lru_cache(maxsize=4096)
def _sides(title: str | None) -> tuple[tuple[str, ...], ...]:
    """The codes that each state in a title of a contact may go by; none of any other title."""
    if title is None or contact_words().keys().isdisjoint(fold(title)):
        return ()
    known = load().states
    named = ([c for c in codes if c in known] for codes in mentions(title))
    return tuple(tuple(codes) for codes in named if codes)


def _people(tellings: Iterable[Telling], title: Collection[str]) -> tuple[str, ...]:
    """Last names of the people of events whom a title names."""
    people = (a.name for t in tellings for a in t.event.actors + t.event.recipients if a.name)
    return tuple(sorted({n for p in people if (n := surname(p)) in title}))


def _held(
    tellings: Iterable[Telling], title: str | None, called: Collection[str]
) -> Occasion | None:
    """The contact that a report is of.

    One of whose people its title names nobody, nor all states, the report only speaks of.
    """
    held = next((t.source.occasion for t in tellings), None)
    if held is None or title is None:
        return held
    if any(surname(name) in called for _, name in held.named):
        return held
    return held if len(held.states) > 1 and set(held.states) <= set(codes_in(title)) else None


@dataclass(frozen=True, slots=True)
class Retold:
    """How surely two reports tell of one thing, 0 to 1, and what that rests on."""

    score: float
    why: str


def retold(a: Opening, b: Opening) -> Retold | None:
    """Compares two reports; the same either way round.

    Returns:
        How surely they tell of one thing, None where that is below `THRESHOLD` or cannot be.
    """
    rare = set(a.rare) & set(b.rare)
    parts = compared(a, b) if len(rare) >= SHARED else None
    # What goes by one title is a series, or stands under one heading.
    if parts is None or (a.own is not None and a.own == b.own) or apart(a, b):
        return None
    weights = _weights()
    total = weights["bias"] + sum(weights[name] * value for name, value in parts.items())
    score = 1 / (1 + math.exp(-total))
    if score < THRESHOLD:
        return None
    days = parts["gap"]
    shown = f"{days:.0f} days apart" if days > 1 else "a day apart" if days else "on one day"
    why = (
        f"told alike {score:.2f}: both name {', '.join(sorted(rare))}; "
        f"{parts['covered']:.0%} of the words of one's title in the other; published {shown}"
    )
    return Retold(round(score, 4), why)


def compared(a: Opening, b: Opening) -> dict[str, float] | None:
    """The parts of the comparison by their names in `retold.tsv`, None where the days part them."""
    if a.day is None or b.day is None or abs((a.day - b.day).days) > NEAR:
        return None
    return {
        "gap": float(abs((a.day - b.day).days)),
        "shared": sum(max(rareness(w) + math.log(KNOWN), 0.0) for w in _shared(a, b)),
        "covered": max(covered(a.title, b.words), covered(b.title, a.words)),
        "others": float(bool(set(a.people) - b.words or set(b.people) - a.words)),
    }


def apart(a: Opening, b: Opening) -> bool:
    """True of reports of two contacts: on two days, or of other people or states."""
    if a.held is None or b.held is None:
        return False
    days = _day(a), _day(b)
    return a.held.is_another(b.held) or (None not in days and days[0] != days[1])


def _day(opening: Opening) -> date | None:
    """The day of the contact that a report is of, None where it is not told to the day."""
    assert opening.held is not None
    if opening.held.when is None:
        return opening.day
    days = parse_edtf(opening.held.when)
    return days.first if days.first == days.last else None


def _shared(a: Opening, b: Opening) -> set[str]:
    return set(a.names) & set(b.names)


def covered(words: Iterable[str], among: Collection[str]) -> float:
    """The share of some words, by how rare they are, that stand among others."""
    known = _rareness()
    whole = there = 0.0
    for word in words:
        rare = known.get(word, _MOST)
        whole += rare
        if word in among:
            there += rare
    return there / whole if whole else 0.0


def rareness(word: str) -> float:
    """The natural logarithm of one in how many reports has a word."""
    return _rareness().get(word, _MOST)


_MOST = -math.log(RARE)


@cache
def _rareness() -> dict[str, float]:
    return {word: -math.log(share) for word, share in common_words().items()}


def witnessed_by(tellings: Iterable[Telling], own: Opening, other: Opening) -> Telling | None:
    """Of the tellings of one report, the one that another report, which tells the same, is of.

    It is the one whose passage has most of its own report's title, and most of whose words stand
    in the other, which must name all its states; the first of several; none of one state alone, or
    without a day, or told in passing, or far from the day, or late in a report of whose title it
    has little.
    """
    best, found = ALIKE, None
    for telling in sorted(tellings, key=lambda t: (t.event.evidence.start, t.event.id)):
        event = telling.event
        if event.background or event.when is None or not _in_time(telling, other):
            continue
        if len(telling.states) < 2 or not set(telling.states) <= other.states:
            continue
        passage = set(_telling(fold(event.evidence.text)))
        named = covered(own.title, passage)
        if event.evidence.start > 2 * LENGTH and named < OF_TITLE:
            continue
        told = covered(passage, other.words)
        mark = round(told + named, 1)
        if told >= COVERED and mark >= best and (found is None or mark > best):
            best, found = mark, telling
    return None if found is None or _with_others(found, other) else found


def _with_others(telling: Telling, opening: Opening) -> bool:
    """True of a contact where the other's title has one of a state that had no part in it."""
    if telling.event.type is not EventType.CONSULT or len(telling.states) < 2:
        return False
    return any(not set(codes) & set(telling.states) for codes in _sides(opening.own))


def _in_time(telling: Telling, opening: Opening) -> bool:
    days = window(telling)
    if days is None or opening.day is None:
        return False
    return days[0] <= opening.day + LEAD and opening.day - LAG <= days[1]


_SENTENCE = re.compile(r"\S(?:[^\n]*?[a-z”\"’)]{2}[.!?](?=\s)|[^\n]*)")


def words_for(telling: Telling, text: str) -> Span:
    """The words by which a text bears witness: of its first lines the one most like the telling."""
    wanted = set(_telling(fold(telling.event.evidence.text)))
    pieces = [m for m in _SENTENCE.finditer(text[: 2 * LENGTH]) if m.start() < LENGTH]
    if not pieces:
        return Span(text[:0], 0, 0)

    def mark(piece: re.Match[str]) -> tuple[float, int]:
        there = set(fold(piece[0]))
        return sum(rareness(w) for w in wanted if w in there), -piece.start()

    best = max(pieces, key=mark)
    return Span(best[0], best.start(), best.end())


@cache
def common_words() -> dict[str, float]:
    """The share of reports that has a word, from `common_words.tsv`.

    Raises:
        ModelError: a row is no word of its own with a number of a thousand reports.
    """
    found: dict[str, float] = {}
    for number, line in enumerate(WORDS.read_text(encoding="utf-8").splitlines()[1:], 2):
        word, _, share = line.partition("\t")
        known = share.isdigit() and RARE <= int(share) / 1000 <= 1
        if fold(word) != [word] or not known or word in found:
            raise ModelError(
                f"{WORDS.name}, line {number}: needs a word of its own, in small letters, and in "
                "how many of a thousand reports it stands, 5 at least"
            )
        found[word] = int(share) / 1000
    return found


PARTS = ("bias", "gap", "shared", "covered", "others")


@cache
def _weights() -> dict[str, float]:
    """The weight of each part of the comparison, from `retold.tsv`.

    Raises:
        ModelError: a part has no weight, or none that is a number.
    """
    found: dict[str, float] = {}
    for number, line in enumerate(WEIGHTS.read_text(encoding="utf-8").splitlines()[1:], 2):
        part, weight, *_ = (*line.split("\t"), "")
        try:
            found[part] = float(weight)
        except ValueError:
            raise ModelError(f"{WEIGHTS.name}, line {number}: {weight!r} is no number") from None
    if tuple(sorted(found)) != tuple(sorted(PARTS)):
        raise ModelError(f"{WEIGHTS.name}: needs the parts {', '.join(PARTS)}")
    return found
