"""Pages fetched by address: one request, a few redirects, a limit on size and time."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dragoman.errors import InputError
from dragoman.ingest.decode import MAX_BYTES

if TYPE_CHECKING:
    import httpx

SECONDS = 20.0
"""How long a server may keep silent."""

LONGEST = 120.0
"""How long an answer may take as a whole: a server that sends a byte now and then is given up."""

AGENT = "dragoman/0.1 (reads diplomatic news; one page at a time)"


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered: the address after redirects, the bytes, and what it says they are."""

    url: str
    data: bytes
    media_type: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An answer of whatever status, with its headers in small letters."""

    url: str
    status: int
    reason: str
    headers: Mapping[str, str]
    data: bytes
    charset: str | None

    def page(self) -> Page:
        """The answer as a page."""
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Page(self.url, self.data, kind or None, self.charset)

    def said(self) -> str:
        """Status and its name."""
        return f"{self.status} {self.reason}".strip()


class Silent(InputError):
    """Nobody answered, or not to the end: it may be otherwise at another time."""


def is_url(source: str) -> bool:
    """True where the source is an address rather than a path."""
    return source.lower().startswith(("http://", "https://"))


def client(seconds: float = SECONDS) -> httpx.Client:
    """What asks servers; to be closed after use."""
    import httpx

    return httpx.Client(
        follow_redirects=True,
        max_redirects=5,
        timeout=seconds,
        headers={"User-Agent": AGENT},
    )


def fetch(url: str, seconds: float = SECONDS) -> Page:
    """Fetches one page.

    Raises:
        InputError: the address is none, nobody answers, the answer is an error or is too long.
    """
    if not urlsplit(url).hostname:
        raise InputError(f"{url}: this is no address; write it as https://example.org/page")
    with client(seconds) as asking:
        told = ask(asking, url)
    if told.status >= 400:
        raise InputError(f"{url}: the server answered {told.said()}; check the address")
    return told.page()


def ask(asking: httpx.Client, url: str, headers: Mapping[str, str] | None = None) -> Told:
    """Sends one request and takes the answer, whatever its status.

    Raises:
        Silent: nobody answers, or the answer breaks off.
        InputError: the address is none, is redirected without end, or the answer is too long.
    """
    import httpx

    until = time.monotonic() + LONGEST
    try:
        with asking.stream("GET", url, headers=dict(headers or {})) as answer:
            parts, size = [], 0
            for part in answer.iter_bytes():
                parts.append(part)
                size += len(part)
                if size > MAX_BYTES:
                    raise InputError(f"{url}: the page is longer than {MAX_BYTES // 2**20} MB")
                if time.monotonic() > until:
                    raise Silent(f"{url}: the answer took over {LONGEST:g} seconds; given up")
            return Told(
                str(answer.url),
                answer.status_code,
                answer.reason_phrase,
                {k.lower(): v for k, v in answer.headers.items()},
                b"".join(parts),
                answer.charset_encoding,
            )
    except httpx.TimeoutException as error:
        seconds = asking.timeout.read
        raise Silent(f"{url}: no answer within {seconds:g} seconds; try again later") from error
    except httpx.TooManyRedirects as error:
        raise InputError(f"{url}: the address is redirected without end; check it") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise InputError(f"{url}: this is no address ({error}); correct it") from error
    except (httpx.HTTPError, RuntimeError) as error:
        # A client that was closed meanwhile is a RuntimeError.
        reason = str(error) or type(error).__name__
        raise Silent(
            f"{url}: the page cannot be fetched ({reason}); check the address and the network"
        ) from error
