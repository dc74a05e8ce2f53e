"""The new date of what was put off: the old one is not the event's (codebook, rule 18).

The new date stands after the word that puts off and "to", "until" or "for". "Was to have visited in
April" tells of an old date alone.
"""

from __future__ import annotations

import re

from dragoman.dates import is_edtf
from dragoman.language.sentence import Sentence
from dragoman.read.document import Candidate, Document
from dragoman.read.temporal.clauses import placed_times, weekday_within, without_clock
from dragoman.read.temporal.distance import Written
from dragoman.read.temporal.news import Told
from dragoman.report import Span

_TO_A_NEW_DATE = re.compile(
    r"\b(?:postpon(?:ed?|es|ing)|delay(?:ed|s|ing)?|defer(?:red|s|ring)?|adjourn(?:ed|s|ing)?"
    r"|reschedul(?:ed?|es|ing)|put(?:s|ting)? off|push(?:ed|es|ing)? back|mov(?:ed?|es|ing) back)\b"
    r"(?P<what>[^.;]*?)\b(?:until|till|to|for)\s+(?:the )?(?:(?:early|mid|late)[ -])?$",
    re.IGNORECASE,
)
_OLD = re.compile(r"\b(?:planned|scheduled|set|due|slated|fixed)\s*$", re.IGNORECASE)


def new_date(document: Document, sentence: Sentence, written: Written | None) -> Told:
    """The day to which a postponed event was moved and the words that tell it, else None."""
    for _, time in placed_times(document, sentence):
        if time.type not in ("DATE", "TIME"):
            continue
        moved = _TO_A_NEW_DATE.search(document.text, sentence.start, time.start)
        # "Postponed talks scheduled for May 4": that is the old date still.
        if moved is None or _OLD.search(moved["what"]):
            continue
        edtf = weekday_within(time, written) if time.edtf is None else without_clock(time.edtf)
        if edtf is not None and is_edtf(edtf):
            return edtf, Span.of(document.text, time.start, time.end)
    return None, None


def was_to_have(sentence: Sentence, candidate: Candidate) -> bool:
    """True for "was to have visited": what had been planned, and did not come about."""
    token = sentence.tokens[candidate.head]
    helpers = {t.lower for t in sentence.children(token.index, "aux", "cop")}
    marked = any(t.lower == "to" for t in sentence.children(token.index, "mark"))
    return marked and "have" in helpers and bool(helpers & {"was", "were"})
