"""When a report must have been written, told from the offices that it gives people.

"President X met Foreign Minister Y": both held their office then, so the report was written while
their terms ran. Each titled name that the tables know gives the days of its terms; the report's day
lies where most of them agree. Whoever had left office by then belongs to the past that it tells of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dragoman.dates import earliest, latest
from dragoman.knowledge import Knowledge, Person, Term
from dragoman.knowledge.spelling import plain_name
from dragoman.language.sentence import Sentence
from dragoman.read.document import MentionKind
from dragoman.read.names.assemble import Assembler
from dragoman.read.names.atoms import atoms
from dragoman.read.names.found import Found
from dragoman.read.names.titles import names_term
from dragoman.report import Span

_SLACK = timedelta(days=10)
"""How long before and after a term its title is still given: news lags, tables differ by a day."""
_GUESSED = timedelta(days=60)
"""The same of a bound that was inferred from a successor."""
_OPEN = timedelta(days=400)
"""How near to the ends of the calendar a bound is none."""
_NOT_NOW = re.compile(
    r"\b(?:elect|designate|nominee|candidate|hopeful|incoming|likely|next|would-be|to be|then"
    r"|first|late|jure|alternate|opposition|assassinat\w+|kill\w+|murder\w*|death|slain|funeral"
    r"|memory|legacy|predecessors?|successors?|under|former|ex|emeritus|longtime|appointed by)\b",
    re.I,
)
"""Words before a titled name, or in it, that put the office into another time than the report's."""
_LOWER = re.compile(r"\b(?:deputy|vice|assistant|associate|acting|under)\b", re.I)
"""Words that make another office of a title; a term must have them as well."""

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Held:
    """A titled name, and the stretches of days on which its bearer held that office."""

    span: Span
    offices: frozenset[tuple[str, str]]
    days: tuple[Days, ...]


@dataclass(frozen=True, slots=True)
class Tenure:
    """The days on which those named held their offices together; a bound is None where none is.

    `spans` are the names that give the bounds.
    """

    first: date | None
    last: date | None
    spans: tuple[Span, ...]


def people(
    text: str, sentences: Sequence[Sentence], known: Knowledge
) -> list[tuple[Sentence, Found]]:
    """Every person that a text names, with the sentence."""
    named: set[str] = set()
    return [
        (sentence, found)
        for sentence in sentences
        for found in Assembler(sentence, atoms(sentence, text, known), known, named).found()
        if found.kind is MentionKind.PERSON
    ]


def tenure(
    text: str, named: Iterable[tuple[Sentence, Found]], known: Knowledge, home: str | None
) -> Tenure | None:
    """When those whom a text gives an office all held it; None where it names nobody known.

    Args:
        text: the report's text.
        named: the people that it names.
        known: the tables.
        home: the state whose government publishes the report, whose bare titles are its own.
    """
    held = _distinct(_held(text, named, known, home))
    if not held:
        return None
    counts = _counts(held)
    most = max(n for _, n in counts)
    best = [days for days, n in counts if n == most]
    first, last = best[0][0], best[-1][1]
    outside = [h for h in held if not any(_meet(d, b) for d in h.days for b in best)]
    if any(h.days[-1][1] >= first for h in outside) or (most == 1 and len(held) > 1):
        # They do not agree, and who is of the past does not show: all had taken office.
        latest_start = max(held, key=lambda h: h.days[0][0])
        return _bounded(latest_start.days[0][0], None, (latest_start.span,))
    inside = [h for h in held if h not in outside]
    lower = max(inside, key=lambda h: min(d[0] for d in h.days if _reaches(d, best)))
    upper = min(inside, key=lambda h: max(d[1] for d in h.days if _reaches(d, best)))
    return _bounded(first, last, (lower.span, upper.span))


def _bounded(first: date, last: date | None, spans: Iterable[Span]) -> Tenure | None:
    start = None if first <= date.min + _OPEN else first
    stop = None if last is None or last >= date.max - _OPEN else last
    if start is None and stop is None:
        return None
    return Tenure(start, stop, tuple(dict.fromkeys(spans)))


def _meet(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _reaches(days: Days, best: Sequence[Days]) -> bool:
    return any(_meet(days, b) for b in best)


def _counts(held: Sequence[Held]) -> list[tuple[Days, int]]:
    """The stretches between any two bounds, with how many held their office all through each."""
    marks = sorted(
        {d[0] for h in held for d in h.days} | {_after(d[1]) for h in held for d in h.days}
    )
    found = []
    for start, stop in pairwise(marks):
        last = stop - timedelta(days=1) if stop < date.max else stop
        n = sum(any(d[0] <= start and last <= d[1] for d in h.days) for h in held)
        if n:
            found.append(((start, last), n))
    return found


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _distinct(held: Iterable[Held]) -> list[Held]:
    """One of each office, the holder who came last; of one holder the first name."""
    found: dict[frozenset[tuple[str, str]], Held] = {}
    for each in held:
        other = found.setdefault(each.offices, each)
        if each.days[-1][0] > other.days[-1][0]:
            found[each.offices] = each
    return list(found.values())


def _held(
    text: str, named: Iterable[tuple[Sentence, Found]], known: Knowledge, home: str | None
) -> Iterator[Held]:
    for sentence, found in named:
        if not found.titles or found.former:
            continue
        start, end = sentence.offsets(found.first, found.last)
        around = text[max(sentence.start, start - 24) : end]
        if _NOT_NOW.search(around) or any(t.office == "leader" for t in found.titles):
            continue
        lower = frozenset(w.lower() for w in _LOWER.findall(text[start:end]))
        terms = [t for t in terms_of(found, known, home) if lower <= set(t.title.lower().split())]
        days = tuple(sorted(set(_stretches(terms))))
        if days:
            offices = frozenset((t.state, t.office) for t in terms)
            yield Held(Span.of(text, start, end), offices, days)


def terms_of(found: Found, known: Knowledge, home: str | None) -> list[Term]:
    """The terms in which the one named may bear the title."""
    name = plain_name(found.name or "")
    whole = " " in name
    people: Iterable[Person] = found.people or known.people(name)
    if not whole:
        people = dict.fromkeys((*people, *known.surnamed(name)))
    states = found.states or ([home] if home is not None and not whole else [])
    return [
        t
        for p in people
        for t in p.terms
        if names_term(found.titles, t) and (not states or t.state in states)
    ]


def _stretches(terms: Iterable[Term]) -> Iterator[Days]:
    for term in terms:
        slack = _GUESSED if term.inferred else _SLACK
        first = earliest(term.start) if term.start else None
        last = latest(term.end) if term.end else None
        yield (
            date.min if first is None else max(first, date.min + slack) - slack,
            date.max if last is None else min(last, date.max - slack) + slack,
        )
