"""Pages fetched by address: one request, a few redirects, a limit on size and time."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from dragoman.errors import InputError
from dragoman.ingest.decode import MAX_BYTES

SECONDS = 20.0
"""How long a server may keep silent."""

AGENT = "dragoman/0.1 (reads diplomatic news; one page at a time)"


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered: the address after redirects, the bytes, and what it says they are."""

    url: str
    data: bytes
    media_type: str | None = None
    charset: str | None = None


def is_url(source: str) -> bool:
    """True where the source is an address rather than a path."""
    return source.lower().startswith(("http://", "https://"))


def fetch(url: str, seconds: float = SECONDS) -> Page:
    """Fetches one page.

    Raises:
        InputError: the address is none, nobody answers, the answer is an error or is too long.
    """
    import httpx

    if not urlsplit(url).hostname:
        raise InputError(f"{url}: this is no address; write it as https://example.org/page")
    try:
        with (
            httpx.Client(
                follow_redirects=True,
                max_redirects=5,
                timeout=seconds,
                headers={"User-Agent": AGENT},
            ) as client,
            client.stream("GET", url) as answer,
        ):
            if answer.status_code >= 400:
                raise InputError(
                    f"{url}: the server answered {answer.status_code} {answer.reason_phrase}; "
                    "check the address"
                )
            parts, size = [], 0
            for part in answer.iter_bytes():
                parts.append(part)
                size += len(part)
                if size > MAX_BYTES:
                    raise InputError(f"{url}: the page is longer than {MAX_BYTES // 2**20} MB")
            media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
            return Page(
                str(answer.url), b"".join(parts), media_type or None, answer.charset_encoding
            )
    except httpx.TimeoutException as error:
        raise InputError(f"{url}: no answer within {seconds:g} seconds; try again later") from error
    except httpx.TooManyRedirects as error:
        raise InputError(f"{url}: the address is redirected without end; check it") from error
    except httpx.InvalidURL as error:
        raise InputError(f"{url}: this is no address ({error}); correct it") from error
    except httpx.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise InputError(
            f"{url}: the page cannot be fetched ({reason}); check the address and the network"
        ) from error
