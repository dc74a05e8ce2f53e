"""When: the times of a report, the date of each event, and when an undated report was written.

Times are found over the words of the text (`temporal/tagger.py`) and reckoned from the day of
publication in the publisher's local time. An event takes the time that its clause tells, else that
of the clause above it, else the day the report is about (`temporal/attach.py`). A report without a
day is bounded by the dates it tells as past and as ahead, by the offices it gives people, and by
gatherings, votes and other happenings whose days are known (`temporal/within.py`).
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dragoman.dates import earliest, latest
from dragoman.read.document import Candidate, Document
from dragoman.read.temporal import attach, dating, within
from dragoman.read.temporal.distance import Written
from dragoman.read.temporal.tagger import tag
from dragoman.record import Dated, Time
from dragoman.report import Span


def times(document: Document) -> tuple[Time, ...]:
    """Every temporal expression of the report, in order of the text.

    Where the day of publication is unknown, words like "today" have no EDTF value; "this year" has
    one where the report's own dates leave a single year.
    """
    day = local_day(document)
    found = tag(document.text, day)
    if day is not None:
        return found
    written = dating.written(document.text, document.sentences, found)
    if written is None:
        return found
    first, last = earliest(written.edtf), latest(written.edtf)
    if first is None or last is None or first.year != last.year:
        return found
    return tag(document.text, None, year=first.year)


def date_of(document: Document, candidate: Candidate) -> tuple[str | None, Span | None]:
    """The EDTF date of an event with the words that tell it; None where nothing does.

    Rules 10, 18, 19 and 22 of the codebook: a time in the event's own clause, one that governs it,
    a distance from another event ("weeks after …"); else the day that the report is about for
    what it tells as news, and None for what is planned, possible, going on, or named in passing.
    """
    return attach.date_of(document, candidate, _anchor(document))


def dated(document: Document) -> Dated | None:
    """The interval in which a report without a day must have been written, with what bounds it.

    None where `published` is known, or nothing in the text bounds it.
    """
    if document.report.published is not None:
        return None
    return _written(document, document.times)


def local_day(document: Document) -> date | None:
    """The day of publication as the publisher's readers saw it; None if unknown.

    A time in UTC is moved to the time zone of the outlet, where the table of outlets knows it; a
    time with another offset is local already.
    """
    published = document.report.published
    if published is None:
        return None
    if "T" not in published:
        return date.fromisoformat(published)
    moment = datetime.fromisoformat(published)
    offset = moment.utcoffset()
    zone = zone_of(document)
    if zone is not None and offset is not None and not offset:
        moment = moment.astimezone(zone)
    return moment.date()


def zone_of(document: Document) -> ZoneInfo | None:
    """The time zone of the outlet that published the report, None if unknown."""
    knowledge = document.knowledge
    for name in (document.report.publisher, document.report.url):
        outlet = knowledge.outlet(name) if name and knowledge is not None else None
        if outlet is not None:
            try:
                return ZoneInfo(outlet.zone)
            except (ZoneInfoNotFoundError, ValueError):
                return None
    return None


def _written(document: Document, found: tuple[Time, ...]) -> Dated | None:
    home = None
    for name in (document.report.publisher, document.report.url):
        outlet = document.knowledge.outlet(name) if name else None
        if outlet is not None and outlet.official:
            home = outlet.state
    return within.written(document.text, document.sentences, found, document.knowledge, home)


def _anchor(document: Document) -> Written | None:
    day = local_day(document)
    if day is not None:
        return Written(day, day)
    if document.dated is None:
        return None
    return Written(earliest(document.dated.edtf), latest(document.dated.edtf))
