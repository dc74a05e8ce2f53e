"""Whether a date that stands beside an event can be its date.

What happened lies behind the day of the report, what is planned ahead of it; a date without its
year may be moved by one, and the simple present may tell of what is to come.
"""

from __future__ import annotations

import re
from datetime import timedelta

from dragoman.codes import EventType, Status
from dragoman.dates import contains, earliest, is_edtf, latest
from dragoman.language.sentence import Sentence
from dragoman.read.document import Candidate, Document
from dragoman.read.temporal.anchor import Tense
from dragoman.read.temporal.distance import Written
from dragoman.read.temporal.news import day_of, is_news
from dragoman.read.temporal.tense import governor, verb_tense
from dragoman.record import Time

_HEADLINE_REACH = timedelta(days=60)
"""How far back what a headline's present tense tells can lie at most."""


def can_be(edtf: str, sentence: Sentence, candidate: Candidate, written: Written | None) -> bool:
    """False where an event that happened would lie ahead, or one that is planned behind.

    Nor does what is told in the historic present ("signs a treaty") lie far back.
    """
    if written is None or written.first is None or written.last is None:
        return True
    first, last = earliest(edtf), latest(edtf)
    if candidate.status is Status.HAPPENED:
        far = last is not None and last < written.first - _HEADLINE_REACH
        if far and not candidate.background and is_news(sentence, candidate):
            verb = governor(sentence, candidate.head)
            if verb is not None and verb_tense(sentence, verb.index) is Tense.PRESENT:
                return False
        return first is None or first <= written.last or told_ahead(sentence, candidate)
    return candidate.status is not Status.PLANNED or last is None or last >= written.first


def too_coarse(
    edtf: str,
    time: Time,
    document: Document,
    sentence: Sentence,
    candidate: Candidate,
    written: Written | None,
) -> bool:
    """True for "this month" beside the news of a day that is known."""
    if len(edtf) > 7 or candidate.status is not Status.HAPPENED:
        return False
    if time.text.lower().startswith("earlier"):
        return False  # not on the day of the report
    day, _ = day_of(document, written, sentence.index)
    return day is not None and contains(edtf, day) and is_news(sentence, candidate)


def other_year(edtf: str, time: Time, candidate: Candidate) -> str | None:
    """A date told without its year, moved by one: the event's status says on which side it lies."""
    if re.search(r"\d{4}|this|last|next", time.text) or not re.match(r"\d{4}-\d{2}", edtf):
        return None
    if not _MONTH.search(time.text):  # "Monday" and "yesterday" leave no year open
        return None
    step = 1 if candidate.status is Status.PLANNED else -1
    moved = re.sub(r"\d{4}(?=-)", lambda m: f"{int(m.group()) + step:04d}", edtf)
    return moved if is_edtf(moved) else None


_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)


def of_another(
    sentence: Sentence, i: int, candidate: Candidate, edtf: str, written: Written | None
) -> bool:
    """True for a day gone by that stands inside what a verb in the historic present takes: "accuses
    the army of the killings on Wednesday" is told of the killings.
    """
    verb = sentence.tokens[candidate.head]
    last = latest(edtf)
    if verb.upos != "VERB" or candidate.status is not Status.HAPPENED or last is None:
        return False
    if written is None or written.first is None or last >= written.first:
        return False
    bare = not sentence.children(verb.index, "aux")
    if not bare or verb.features.get("Tense") != "Pres" or not is_news(sentence, candidate):
        return False
    return sentence.tokens[i].head != verb.index


_SET_FOR_A_DAY = frozenset(
    "begin close convene end expire hand host launch leave open receive resume sign start".split()
)
"""What is set for a day, so that the present may tell of it before it comes."""


def told_ahead(sentence: Sentence, candidate: Candidate) -> bool:
    """True for a simple present, which may tell of what is to come ("meet in Oslo tomorrow"), and
    for what is looked forward to.
    """
    if _looked_forward_to(sentence, candidate.head):
        return True
    verb = governor(sentence, candidate.head)
    if verb is None or sentence.children(verb.index, "aux"):
        return False
    if candidate.type is not EventType.CONSULT and verb.lemma not in _SET_FOR_A_DAY:
        return False
    return verb_tense(sentence, verb.index) is Tense.PRESENT and is_news(sentence, candidate)


def _looked_forward_to(sentence: Sentence, head: int) -> bool:
    """ "They looked forward to meeting at the summit in June": the summit with the meeting."""
    return any(
        above.lemma == "look" and any(t.lower == "forward" for t in sentence.children(above.index))
        for above in sentence.ancestors(head)
    )
