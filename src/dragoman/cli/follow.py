"""`dragoman follow`: feeds into a ledger, for as long as it runs.

What a visit brought is kept in the ledger first and remembered as seen after, so that a kill at any
moment costs a visit and never a report.
"""

from __future__ import annotations

import hashlib
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING

from dragoman.cli import terminal
from dragoman.cli.unread import told_unread, unreadable
from dragoman.errors import InputError, SettingsError

if TYPE_CHECKING:
    from dragoman.ingest.followed import Memory
    from dragoman.ingest.polite import Visitor
    from dragoman.ledger import Ledger

LEAST_MINUTES = 1.0
"""Asking a feed more often than this is no politeness."""


def follow(
    *feeds: str,
    ledger: str | None = None,
    every: float = 15.0,
    once: bool = False,
    pages: bool = True,
    pause: float = 1.0,
    state: str | None = None,
    json: terminal.AsJson = None,
) -> int:
    """Keep reading feeds into a ledger, until it is stopped. Started again, it goes on.

    Args:
        feeds: OPML files, and addresses of feeds.
        ledger: The ledger: a path, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.
        every: Minutes between two visits to a feed.
        once: Visit each feed that may be asked once, and end.
        pages: Fetch the page of an entry whose text the feed does not carry in full.
        pause: Seconds between two requests to one host, where it asks for no more itself.
        state: The file that remembers what has been seen; by default one for each ledger in the
            user's data folder.
        json: Write what each round brought as JSON, one object a line.
    """
    from dragoman.ingest.followed import Memory
    from dragoman.ingest.polite import Visitor
    from dragoman.ledger import Ledger

    if every < LEAST_MINUTES and not once:
        raise SettingsError(
            f"--every: {every:g} minutes is too often; give {LEAST_MINUTES:g} or more"
        )
    if pause < 0:
        raise SettingsError(f"--pause: {pause:g} is no number of seconds; give 0 or more")
    addresses = _addresses(feeds)
    told = terminal.as_json(json)
    failed = False
    with Ledger(ledger) as kept, Visitor(pause) as visitor, _until_stopped(visitor) as stopped:
        memory = Memory(Path(state) if state else _memory_of(kept.name))
        while not stopped.is_set():
            done = _round(addresses, kept, memory, visitor, every * 60, once)
            failed = failed or bool(done["failed"])
            if told:
                terminal.write_json(done)
            elif done["visited"]:
                terminal.write(
                    f"{time.strftime('%H:%M')}  {done['added']} added, {done['known']} known "
                    f"already, {done['failed']} failed, of {done['visited']} feeds visited"
                    + told_unread(int(str(done["unread"])))
                )
            if once and not stopped.is_set():
                return InputError.exit_code if failed else 0
            stopped.wait(_pause(addresses, memory, every * 60))
    terminal.note("dragoman: stopped; what was read is kept, and the next start goes on from here")
    return 0


def _round(
    addresses: list[str],
    ledger: Ledger,
    memory: Memory,
    visitor: Visitor,
    every: float,
    once: bool,
) -> dict[str, object]:
    """Visits the feeds that may be asked now and keeps what they bring."""
    from dragoman.ingest import Failure
    from dragoman.ingest.follow import due, visits
    from dragoman.report import Report

    now = time.time()
    # A round that was asked for by hand waits for no interval, but for a server that said later.
    ready = [
        (a, memory.of(a)) for a in addresses if due(memory.of(a), now, 0 if once else every) <= 0
    ]
    added = known = unread = 0
    failures: list[Failure] = []
    for visit in visits(ready, visitor, now=time.time, every=every):
        reports = [item for item in visit.found if isinstance(item, Report)]
        failures += [item for item in visit.found if isinstance(item, Failure)]
        if reports:
            done = ledger.add(reports)
            unread += unreadable(reports)
            added, known = added + done.added, known + done.known
            failures += [Failure(f.report, f.reason) for f in done.failed]
        memory.put(visit.feed, visit.state)
        memory.save()
    for failure in failures:
        terminal.note(f"dragoman: {failure}")
    return {
        "visited": len(ready),
        "added": added,
        "known": known,
        "unread": unread,
        "failed": len(failures),
        "errors": [f.to_dict() for f in failures],
    }


def _addresses(given: tuple[str, ...]) -> list[str]:
    """The addresses of feeds among what was given, and in its OPML files, each once."""
    from dragoman.ingest import opml
    from dragoman.ingest.web import is_url

    if not given:
        raise InputError("follow: name an OPML file, or the address of a feed")
    found: dict[str, None] = {}
    for source in given:
        if is_url(source):
            found[source] = None
            continue
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            raise InputError(
                f"{source}: cannot be read ({error.strerror}); name an OPML file"
            ) from error
        found |= dict.fromkeys(opml.feeds(data, source))
    return list(found)


def _memory_of(ledger: str) -> Path:
    """Where the memory of the feeds of a ledger lies: another ledger has seen none of them."""
    from dragoman.ledger.opening import default_path

    name = hashlib.sha256(ledger.encode()).hexdigest()[:12]
    return default_path().parent / f"follow-{name}.json"


def _pause(addresses: list[str], memory: Memory, every: float) -> float:
    """Seconds until the next feed may be asked."""
    from dragoman.ingest.follow import due

    now = time.time()
    return max(1.0, min(every, *(due(memory.of(a), now, every) for a in addresses)))


@contextmanager
def _until_stopped(visitor: Visitor) -> Iterator[Event]:
    """An event that is set by Ctrl-C or by a request to end; the second Ctrl-C ends at once."""
    stopped = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        stopped.set()
        visitor.stop()

    try:
        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    except ValueError:  # only the main thread of a program is told of signals
        yield stopped
        return
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
