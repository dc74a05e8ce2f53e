"""When a report must have been written, told from who takes an office, leaves it, or once held it.

"President-elect X" was written before X's term began, "former President Y" after Y's ended; who "is
sworn in" or "resigns" does so at the ends of a term, and "after two years in office" counts from
its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from dragoman.dates import earliest, latest, shift
from dragoman.knowledge import Knowledge, Term
from dragoman.language.sentence import Sentence
from dragoman.read.counting import number
from dragoman.read.names.found import Found
from dragoman.read.temporal.dating import NEWS_SENTENCES
from dragoman.read.temporal.sittings import Days, Told
from dragoman.read.temporal.tenure import terms_of
from dragoman.report import Span

_SLACK = timedelta(days=15)
"""How far the terms of the tables are trusted."""
_ELECT = timedelta(days=200)
"""How long before a term its holder is elected at most."""
_BEGINNING = timedelta(days=45)
"""How long after a term began a report tells of it as news at most."""
_ENDING = timedelta(days=120)
"""How long before a term ends its holder is outgoing, or says that he resigns."""
_AROUND = 24
"""Characters before a titled name in which words belong to it."""
_IS_ELECT = re.compile(r"\b(?:elect|designate)\b|^incoming\b", re.I)
_IS_OUTGOING = re.compile(r"^outgoing\b", re.I)
_LEADING = re.compile(r"\b(?:incoming|outgoing) (?:[\w.’']+ )?$", re.I)
_AGAIN = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|new|another) (?:[\w-]+ )?(?:term|time)\b"
)
"""A term of one who held the office before, for which the tables may have one row."""
_ENTERS = re.compile(
    r"(?:,[^,.;]{1,70},)? (?:(?:is|has been) (?:sworn in|inaugurated)|takes office|assumes office"
    r"|becomes|is sworn)\b",
)
_LEAVES = re.compile(
    r"(?:,[^,.;]{1,70},)? (?:resigns|steps down|leaves office|is ousted|is removed from office"
    r"|announces (?:his|her|their) resignation|loses a (?:vote of )?(?:no[- ])?confidence)\b"
)
_IN_OFFICE = re.compile(
    r"\bafter (?P<how>(?:nearly|almost|over|more than|just|only) )?(?P<count>[a-z]+|\d\d?) years?"
    r" in (?:office|power|the post|the job)\b",
    re.I,
)


def changes(
    text: str,
    named: Iterable[tuple[Sentence, Found]],
    known: Knowledge,
    home: str | None,
) -> Iterator[Told]:
    """The days of writing that those leave whom a text shows at an end of their term.

    Args:
        text: the report's text.
        named: the people that it names.
        known: the tables.
        home: the state whose government publishes the report, whose bare titles are its own.
    """
    for sentence, found in named:
        start, end = sentence.offsets(found.first, found.last)
        before = text[max(sentence.start, start - _AROUND) : start]
        terms = terms_of(found, known, home) if found.titles else _all_terms(found)
        days = list(_days(text, sentence, found, (start, end), before, terms))
        if days:
            yield Told(Span.of(text, start, end), tuple(days), True)


def _all_terms(found: Found) -> list[Term]:
    """Every term of one whose name is known and whole."""
    whole = " " in (found.name or "")
    return [t for p in found.people for t in p.terms] if whole and len(found.people) == 1 else []


def _days(
    text: str,
    sentence: Sentence,
    found: Found,
    place: tuple[int, int],
    before: str,
    terms: Sequence[Term],
) -> Iterator[Days]:
    start, end = place
    leading = _LEADING.search(before)
    words = (leading.group() if leading else "") + text[start:end]
    early = sentence.index < NEWS_SENTENCES
    after = text[end : sentence.end]
    begins = [d for t in terms if not t.inferred and (d := _first(t)) is not None]
    ends = [d for t in terms if not t.inferred and (d := _last(t)) is not None]
    if found.titles and _IS_ELECT.search(words):
        firsts = [d for t in _elected_to(found, words) if (d := _first(t)) is not None]
        yield from ((d - _ELECT, d + _SLACK) for d in firsts)
    elif found.titles and _IS_OUTGOING.search(words):
        yield from ((d - _ENDING, d + _SLACK) for d in ends)
    elif found.titles and found.former:
        if " and " not in words and ends and len(ends) == len(terms):
            yield min(ends) - _SLACK, date.max
    elif early and _ENTERS.match(after) and not _AGAIN.search(after[:160]):
        said = after[:160].lower()
        entered = [t for t in terms if t.title.lower() in said and not t.inferred]
        firsts = [d for t in entered if (d := _first(t)) is not None]
        yield from ((d - _BEGINNING, d + _BEGINNING) for d in firsts)
    elif early and found.titles and _LEAVES.match(after):
        yield from ((d - _ENDING, d + _SLACK) for d in ends)
    elif early and found.titles and (years := _IN_OFFICE.search(after)) is not None:
        count = number(years["count"])
        if count is not None:
            how = (years["how"] or "").strip().lower()
            low, high = {"nearly": (-180, 15), "almost": (-180, 15)}.get(how, (-60, 300))
            for first in begins:
                day = shift(first, years=count)
                yield day + timedelta(days=low), day + timedelta(days=high)


def _elected_to(found: Found, words: str) -> list[Term]:
    """The terms of the office that "President-elect" or "Prime Minister-designate" names."""
    said = set(re.findall(r"\w+", words.lower()))
    terms = [t for p in found.people for t in p.terms if not t.inferred]
    return [
        t
        for t in terms
        if set(t.title.lower().split()) <= said and ("vice" in said) == ("Vice" in t.title)
    ]


def _first(term: Term) -> date | None:
    return earliest(term.start) if term.start and len(term.start) == len("2024-01-15") else None


def _last(term: Term) -> date | None:
    return latest(term.end) if term.end and len(term.end) == len("2024-01-15") else None
