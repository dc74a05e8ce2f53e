"""The order of the questions: a report goes in, its record comes out.

Sentences first, then times, then who is who; then who says what; then each event with its sides,
its status, its date, its place and those who say it; last what recurs, lies ahead, moves, or is
called by a name. Pure: no clock, no network, no database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice

from dragoman import knowledge, language
from dragoman.errors import DragomanError, InputError
from dragoman.language.sentence import Analysis
from dragoman.language.which import is_english
from dragoman.read import (
    characterisations,
    events,
    people,
    says,
    scheduled,
    series,
    signals,
    spoken,
    when,
    who,
)
from dragoman.read.document import Document
from dragoman.read.mended import mended
from dragoman.read.version import reader, reader_id
from dragoman.record import Record
from dragoman.report import Report, Span

READABLE = frozenset({"en"})
"""Languages that can be read; a report in another is kept, with a record that holds no facts."""

OnError = Callable[[object, DragomanError], None]


def read(
    text: str,
    id: str | None = None,
    title: str | None = None,
    url: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
) -> Record:
    """Reads one report.

    Args:
        text: The body. All offsets of the record are code points of it.
        id: A name for the report; by default a hash of text, publisher and day.
        title: Its headline, which helps to resolve names and holds no facts.
        url: Where it came from.
        published: ISO date, or date and time with offset; relative dates are anchored to it.
        publisher: Who printed it; gives local time, and whose "the Secretary" is meant.
        language: ISO 639-1 code; recognised where it is not given.

    Returns:
        The record, as the codebook has it.

    Raises:
        InputError: the text is empty or no text, or `published` is no date.
        ModelError: the weights or a table is missing or broken.
    """
    report = Report.make(
        text,
        id=id,
        title=title,
        url=url,
        publisher=publisher,
        published=published,
        language=language,
    )
    return next(read_many([report]))


def read_many(
    reports: Iterable[Report | dict[str, str] | str],
    batch_size: int = 64,
    threads: int | None = None,
    on_error: OnError | None = None,
) -> Iterator[Record]:
    """Reads reports in batches, in order, one record each.

    Args:
        reports: Reports, mappings with the arguments of `read`, or bare texts.
        batch_size: Reports that go through the encoder together; memory grows with it. Two batches
            are under way at once, so that as many reports are asked for ahead.
        threads: Threads of the encoder; by default one for each core. With 1, all is done in the
            thread that asks, and one batch at a time.
        on_error: Called with the report and its error where one cannot be read, and the rest goes
            on; without it the error is raised.

    Yields:
        A record for each report that could be read.
    """
    if batch_size < 1:
        raise InputError(f"batch_size: {batch_size} is no number of reports; give 1 or more")
    for batch, analyses in _analysed(_batches(reports, batch_size, on_error), batch_size, threads):
        yield from _read_batch(batch, analyses, on_error)


def _batches(
    reports: Iterable[Report | dict[str, str] | str], batch_size: int, on_error: OnError | None
) -> Iterator[tuple[int, list[Report]]]:
    """How many were asked for at a time, and the reports made of them, in a known language."""
    source = iter(reports)
    while batch := list(islice(source, batch_size)):
        made = []
        for item in batch:
            try:
                report = _report(item)
            except DragomanError as error:
                if on_error is None:
                    raise
                on_error(item, error)
            else:
                made.append(replace(report, language=report.language or _recognised(report)))
        yield len(batch), made


def _analysed(
    batches: Iterator[tuple[int, list[Report]]], batch_size: int, threads: int | None
) -> Iterator[tuple[list[Report], list[Analysis]]]:
    """Each batch with its analyses. With more than one thread the encoder reads the next batch
    while the rules read this one: they need the interpreter, the encoder hardly does.
    """
    if threads == 1:
        for _, batch in batches:
            yield batch, _analyses(batch, threads)
        return
    given, now = next(batches, (0, []))
    if given < batch_size:
        yield now, _analyses(now, threads)
        return
    with ThreadPoolExecutor(1, "encoder") as pool:
        coming = pool.submit(_analyses, now, threads)
        for _, following in batches:
            ready, coming = coming, pool.submit(_after, coming, following, threads)
            yield now, ready.result()
            now = following
        yield now, coming.result()


def _after(
    before: Future[list[Analysis]], reports: list[Report], threads: int | None
) -> list[Analysis]:
    """The analyses of a batch; none where the batch before failed, which stops the reading."""
    return [] if before.exception() else _analyses(reports, threads)


def _analyses(reports: list[Report], threads: int | None) -> list[Analysis]:
    """Body and title of each report that can be read, one after the other."""
    texts: list[str] = []
    for report in reports:
        if report.language in READABLE:
            texts += [report.text, report.title or ""]
    return language.analyse(texts, threads=threads) if texts else []


def _report(item: Report | dict[str, str] | str) -> Report:
    if isinstance(item, Report):
        return item
    if isinstance(item, str):
        return Report.make(item)
    if isinstance(item, dict):
        known = {"id", "title", "url", "publisher", "published", "language"}
        given = {k: v for k, v in item.items() if k in known and v is not None}
        given.setdefault("language", item.get("lang") or None)  # type: ignore[arg-type]
        return Report.make(item.get("text", ""), **given)
    raise InputError(f"{type(item).__name__} is no report; give a Report, a mapping or a text")


def _read_batch(
    reports: list[Report], found: list[Analysis], on_error: OnError | None
) -> Iterator[Record]:
    analyses = iter(found)
    for report in reports:
        if report.language not in READABLE:
            yield _record(report, None)
            continue
        body, title = next(analyses), next(analyses)
        try:
            yield read_analysed(report, body, title)
        except DragomanError as error:
            if on_error is None:
                raise
            on_error(report, error)


def read_analysed(report: Report, body: Analysis, title: Analysis | None = None) -> Record:
    """The record of a report whose sentences are known already."""
    return _record(report, document_of(report, body, title))


def document_of(report: Report, body: Analysis, title: Analysis | None = None) -> Document:
    """A report with its times, mentions and frames: all that is asked before its events."""
    document = Document(
        report,
        tuple(map(mended, body.sentences)),
        knowledge.load(),
        attributions=body.attributions,
        title=title.sentences if title is not None else (),
        signals=body.signals,
    )
    document = document.having(times=when.times(document))
    if report.published is None:
        document = document.having(dated=when.dated(document))
    document = document.having(mentions=who.mentions(document))
    document = document.having(told=says.told(document))
    document = document.having(mentions=spoken.mentions(document))
    return document.having(frames=says.frames(document))


def _recognised(report: Report) -> str | None:
    return "en" if is_english(report.text) else None


def _record(report: Report, document: Document | None) -> Record:
    record = Record(
        id=report.id,
        text=report.text,
        record_id=hashlib.sha256(
            f"{report.id}\x1f{report.text}\x1f{reader_id()}".encode()
        ).hexdigest()[:16],
        reader=reader(),
        url=report.url,
        publisher=report.publisher,
        published=report.published,
        language=report.language,
        title=report.title,
    )
    if document is None:
        return record
    candidates = events.found(document)
    standing = series.mechanisms(document, candidates)
    return replace(
        record,
        dated=document.dated,
        events=events.written(document, candidates),
        quotations=says.quotations(document),
        mechanisms=standing,
        scheduled=scheduled.scheduled(document, candidates, standing),
        signals=signals.signals(document, series.pair_of(candidates)),
        characterisations=characterisations.characterisations(document),
        people=people.people(document),
        times=document.times,
        sentences=tuple(Span.of(report.text, s.start, s.end) for s in document.sentences),
    )
