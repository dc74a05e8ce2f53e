"""Feeds that are visited again and again: what is new in them, each entry once.

A feed that has not changed costs one small request. A teaser is followed to its page; where the
page cannot be had, the teaser is the report. A feed that fails is asked again later, each time
after twice as long, or when its server says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from dragoman.errors import DragomanError, InputError
from dragoman.ingest import feeds
from dragoman.ingest.failure import Failure
from dragoman.ingest.feeds import Entry
from dragoman.ingest.followed import MOST_SEEN, Followed
from dragoman.ingest.formats import kind_at, open_bytes
from dragoman.ingest.polite import LONGEST_WAIT, Gone, Later, Visitor
from dragoman.ingest.rows import Fields
from dragoman.ingest.sources import report_of
from dragoman.report import Report

TRIES = 3
"""Visits to the page of an entry before it is given up."""

AT_ONCE = 8
"""Hosts that are visited at the same time, each by itself one request after the other."""

TEASER = 80
"""Characters below which the text that a feed carries is no report."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit to a feed brought: reports and failures, and what to remember of it."""

    feed: str
    found: tuple[Report | Failure, ...]
    state: Followed
    changed: bool = True


def due(state: Followed, now: float, every: float) -> float:
    """Seconds until a feed may be asked, 0 where it may now.

    Args:
        state: What is remembered of it.
        now: Seconds since 1970.
        every: Seconds between two visits.
    """
    if state.gone:
        return float("inf")
    return max(0.0, state.not_before - now, state.asked + every - now if state.asked else 0.0)


def visits(
    given: Sequence[tuple[str, Followed]],
    visitor: Visitor,
    *,
    now: Callable[[], float],
    every: float,
    pages: bool = True,
) -> Iterator[Visit]:
    """Visits feeds, several at a time; yields what each brought as soon as it is there.

    Args:
        given: Addresses with what is remembered of them.
        visitor: Who asks the servers.
        now: Tells the time in seconds since 1970.
        every: Seconds between two visits, from which waiting after a failure is reckoned.
        pages: Follow teasers to their pages.
    """
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="feed")
    try:
        waiting = [
            pool.submit(visit, feed, state, visitor, now=now, every=every, pages=pages)
            for feed, state in given
        ]
        for future in as_completed(waiting):
            if visitor.stopped:
                return  # what was under way broke off, which is nobody's fault
            yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def visit(
    feed: str,
    state: Followed,
    visitor: Visitor,
    *,
    now: Callable[[], float],
    every: float,
    pages: bool = True,
) -> Visit:
    """Visits one feed; see `visits`. `state` is left as it is."""
    try:
        return _visit(feed, state, visitor, now, pages)
    except DragomanError as error:
        return _failed(feed, state, error, now(), every)
    except Exception as error:
        # Whatever a parser makes of one broken feed, the others are followed on.
        fault = InputError(f"{feed}: the feed cannot be parsed ({type(error).__name__})")
        return _failed(feed, state, fault, now(), every)


def _visit(
    feed: str, state: Followed, visitor: Visitor, now: Callable[[], float], pages: bool
) -> Visit:
    # With entries still to be had, the feed must be sent again even if it is the same.
    marks = (None, None) if state.tried else (state.etag, state.modified)
    answer = visitor.get(feed, *marks)
    if answer.page is None:
        same = Followed(state.etag, state.modified, state.seen, {}, now())
        return Visit(feed, (), same, changed=False)
    known = set(state.seen)
    found: list[Report | Failure] = []
    seen: list[str] = []
    tried: dict[str, int] = {}
    for entry in _once(feeds.read(answer.page.data, feed)):
        if entry.key in known:
            seen.append(entry.key)
            continue
        got, again = _report(entry, visitor, pages)
        tries = state.tried.get(entry.key, 0) + 1
        if again and tries < TRIES:
            tried[entry.key] = tries
            continue
        seen.append(entry.key)
        found.append(got)
    # What a server sends by turns is not new when it comes back.
    kept = list(dict.fromkeys(seen + state.seen))[:MOST_SEEN]
    return Visit(feed, tuple(found), Followed(answer.etag, answer.modified, kept, tried, now()))


def _once(entries: Iterable[Entry]) -> Iterator[Entry]:
    keys: set[str] = set()
    for entry in entries:
        if entry.key not in keys:
            keys.add(entry.key)
            yield entry


def _failed(feed: str, state: Followed, error: DragomanError, now: float, every: float) -> Visit:
    faults = state.faults + 1
    wait = min(every * 2**faults, LONGEST_WAIT)
    if isinstance(error, Later) and error.seconds is not None:
        wait = error.seconds
    gone = isinstance(error, Gone)
    reason = Failure.of(feed, error).reason
    if not gone:
        reason += f"; asked again in {_span(wait)}"
    state = Followed(
        state.etag, state.modified, state.seen, state.tried, now, now + wait, faults, gone
    )
    return Visit(feed, (Failure(feed, reason),), state)


def _report(entry: Entry, visitor: Visitor, pages: bool) -> tuple[Report | Failure, bool]:
    """What becomes of an entry, and whether another visit may bring more."""
    if entry.fault is not None:
        return Failure(entry.place, entry.fault), False
    again = False
    failure = Failure(entry.place, "the entry has neither a text nor the address of a page")
    if pages and entry.link is not None and not entry.full:
        try:
            page = visitor.get(entry.link).page
            if page is not None:
                for part in open_bytes(page.data, entry.place, kind_at(page), None, page):
                    if isinstance(part, Failure):
                        failure = part
                        continue
                    # The page says more, but the feed knows when it was put there.
                    told = {k: v for k, v in entry.fields.items() if k not in ("text", "url")}
                    return _made({**part[1], **told}, entry.place), False  # type: ignore[typeddict-item]
        except Later as error:
            failure, again = Failure.of(entry.place, error), True
        except InputError as error:
            failure = Failure.of(entry.place, error)
    if len(entry.fields.get("text", "")) >= TEASER:
        # The last time that a page is asked for in vain, what the feed says is the report.
        return _made(entry.fields, entry.place), again
    return failure, again


def _made(fields: Fields, place: str) -> Report | Failure:
    try:
        return report_of(fields, place)
    except DragomanError as error:
        return Failure.of(place, error)


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{seconds:.0f} seconds"
    return f"{minutes} minutes" if minutes < 120 else f"{minutes / 60:.0f} hours"
