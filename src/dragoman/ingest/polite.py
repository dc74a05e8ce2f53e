"""Visits that a site does not mind: its robots.txt is kept to, its hosts are asked one request at a
time with a pause between, what has not changed is not sent again, and "later" means later.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dragoman.errors import InputError
from dragoman.ingest import web

if TYPE_CHECKING:
    import httpx

PAUSE = 1.0
"""Seconds between two requests to one host, where its robots.txt asks for no more."""

LONGEST_PAUSE = 60.0
"""A host that asks for longer pauses than this gets these."""

ROBOTS_LAST = 24 * 3600.0
"""Seconds for which a robots.txt is believed; RFC 9309 allows a day."""

LONGEST_WAIT = 24 * 3600.0
"""Seconds after which a host is asked again whatever it said."""


class Later(InputError):
    """Nothing came now; it may at another time. `seconds`, where the host said when."""

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


class Gone(InputError):
    """The host says that there will never be anything again at this address (status 410)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a visit: a page, or None where it is still what it was; and marks of it."""

    page: web.Page | None
    etag: str | None = None
    modified: str | None = None


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    closed_until: float = 0.0
    robots: Any = None
    robots_until: float = 0.0


class Visitor:
    """Fetches pages politely. Many threads may use one; a host is still asked one at a time.

    Args:
        pause: Seconds between two requests to one host.
        seconds: How long a server may keep silent.
        clock: Tells the time in seconds.
    """

    def __init__(
        self,
        pause: float = PAUSE,
        seconds: float = web.SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.pause, self.seconds, self.clock = pause, seconds, clock
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._client: httpx.Client | None = None

    def __enter__(self) -> Visitor:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Ends all waiting; visits that have not begun are not made."""
        self._stopped.set()
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    @property
    def stopped(self) -> bool:
        """True after `stop`."""
        return self._stopped.is_set()

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Answer:
        """Fetches one page, when its host is free.

        Args:
            url: Its address.
            etag: The mark of what we have of it.
            modified: The day of what we have of it, as the host told it.

        Raises:
            Later: nobody answers, or the host asks us to come again.
            Gone: there will never be anything.
            InputError: the address is none, robots.txt forbids it, or the answer is an error.
        """
        parts = urlsplit(url)
        if not parts.hostname:
            raise InputError(f"{url}: this is no address; write it as https://example.org/page")
        place = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            host = self._hosts.setdefault(place, _Host())
        with host.lock:
            if (left := host.closed_until - self.clock()) > 0:
                raise Later(f"{url}: its host asked us to come again later", left)
            self._keep_to_robots(host, place, url)
            headers = {"If-None-Match": etag, "If-Modified-Since": modified}
            return self._ask(host, url, {k: v for k, v in headers.items() if v})

    def _ask(self, host: _Host, url: str, headers: dict[str, str]) -> Answer:
        if self._stopped.wait(max(0.0, host.free_at - self.clock())):
            raise Later(f"{url}: stopped before it was asked")
        try:
            told = web.ask(self._opened(), url, headers)
        except web.Silent as error:
            raise Later(str(error)) from error
        finally:
            host.free_at = self.clock() + self._pause_of(host)
        status = told.status
        if status == 304:
            return Answer(None, told.headers.get("etag"), told.headers.get("last-modified"))
        if status == 410:
            raise Gone(f"{url}: the server says that it is gone for ever; take it off the list")
        if status in (408, 425, 429) or status >= 500:
            seconds = retry_after(told.headers.get("retry-after"))
            if seconds is not None:
                host.closed_until = self.clock() + seconds
            raise Later(f"{url}: the server answered {told.said()}; it is asked again", seconds)
        if status >= 400:
            raise InputError(f"{url}: the server answered {told.said()}; check the address")
        return Answer(told.page(), told.headers.get("etag"), told.headers.get("last-modified"))

    def _keep_to_robots(self, host: _Host, place: str, url: str) -> None:
        from protego import Protego

        if host.robots is None or host.robots_until < self.clock():
            try:
                page = self._ask(host, f"{place}/robots.txt", {}).page
                text = page.data[: 512 * 1024].decode("utf-8", "replace") if page else ""
            except Later as error:
                # A host that cannot say now what it allows is not read now (RFC 9309, 2.3.1.4).
                raise Later(f"{url}: its robots.txt cannot be had now", error.seconds) from error
            except InputError:
                text = ""
            host.robots = Protego.parse(text)
            host.robots_until = self.clock() + ROBOTS_LAST
        if not host.robots.can_fetch(url, web.AGENT):
            raise InputError(f"{url}: the site's robots.txt does not allow it; ask its owner")

    def _pause_of(self, host: _Host) -> float:
        asked = host.robots.crawl_delay(web.AGENT) if host.robots is not None else None
        return max(self.pause, min(float(asked or 0.0), LONGEST_PAUSE))

    def _opened(self) -> httpx.Client:
        with self._lock:
            if self._client is None:
                self._client = web.client(self.seconds)
            return self._client


def retry_after(told: str | None) -> float | None:
    """Seconds that a Retry-After header asks for, a number or a date; a day at most."""
    if told is None:
        return None
    told = told.strip()
    if told.isdecimal():
        return min(float(told[:9]), LONGEST_WAIT)
    try:
        day = parsedate_to_datetime(told)
    except (ValueError, TypeError, OverflowError):
        return None
    if day.tzinfo is None:
        day = day.replace(tzinfo=UTC)
    return min(max((day - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_WAIT)
