"""When a report must have been written, told from what is called by its year: "the 2022 Awards".

Only of a name that the table knows to come back every year or so, in the first sentences, as what
the report tells of: who wins it, what is released, where it is. What was agreed at one, or is still
to come, tells nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib import resources

from dragoman.errors import ModelError
from dragoman.language.sentence import Sentence
from dragoman.read.temporal.sittings import Told
from dragoman.report import Span

_SENTENCES = 2
"""Sentences, from the head of a report, in which an edition is its news."""
_REACH = 60
"""Characters before a name within which words put it into another time."""


def editions(text: str, sentences: Sequence[Sentence]) -> Iterator[Told]:
    """The editions that a text tells of as its news, each with the year that it comes from."""
    named, other = _patterns()
    years = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", text)]
    for sentence in sentences[:_SENTENCES]:
        for found in named.finditer(text, sentence.start, sentence.end):
            year = int(found["year"] or found["late"])
            before = text[max(sentence.start, found.start() - _REACH) : found.start("what")]
            if other.search(before) or any(year < y <= year + 3 for y in years):
                continue
            whole = date(year, 1, 1), date(year, 12, 31)
            yield Told(Span.of(text, *found.span("what")), (whole,), True)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What names an edition, and what puts it into another time.

    Raises:
        ModelError: the table is missing or broken.
    """
    try:
        table = tomllib.loads(
            resources.files(__package__).joinpath("editions.toml").read_text(encoding="utf-8")
        )
        nouns, leads, others = (
            "|".join(re.escape(w) for w in sorted(table[key], key=len, reverse=True))
            for key in ("nouns", "leads", "other_times")
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ModelError(f"read/temporal/editions.toml cannot be read: {error}") from error
    words = r"(?:(?:[A-Z0-9][\w.’'-]*|of|for|to|the|and|on|&) ){0,7}?"
    name = rf"{words}(?:{nouns})s?\b"
    head = r"(?:^|(?<=\n))"
    at = rf"(?:{head}|(?<=[.!?] ))At "
    lead = rf"(?:{head}|{at}|\b(?i:{leads}) )(?:[Tt]he |its |their |his |her )?"
    after = rf"{words}(?:{nouns}) (?P<late>20\d\d)\b"
    return (
        re.compile(rf"{lead}(?P<what>(?P<year>20\d\d) {name}|{after})"),
        re.compile(rf"\b(?:{others})\b", re.IGNORECASE),
    )
