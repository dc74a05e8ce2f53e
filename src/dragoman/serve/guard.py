"""Stands before every request: who may read, how large a body may be, which headers go out.

Reading is open to a client on this machine that asked for it by a loopback name; a name of another
kind means that a page elsewhere, or a proxy, stands between. Everybody else needs the token.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.serve.problems import Problem
from dragoman.serve.session import COOKIE, Keys, Session

MAX_BODY = 1_000_000
"""Bytes of a request: a report of 150,000 words."""
WRONG = 30
"""Wrong tokens that one client may send in a minute, so that none is found by trying."""

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_SAFE = ("GET", "HEAD", "OPTIONS")


class Guard:
    """Middleware that adds the headers, cuts off bodies that are too large, and lets nobody in
    who may not be.
    """

    def __init__(
        self,
        app: ASGIApp,
        keys: Keys,
        refuse: Callable[[Request, Problem], ASGIApp],
        max_body: int = MAX_BODY,
    ) -> None:
        self.app = app
        self.keys = keys
        self.refuse = refuse
        self.max_body = max_body
        self.wrong = Rate(WRONG)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers or passes on one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        scope.setdefault("state", {})["session"] = session_of(request, self.keys)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "private, no-cache")
            await send(message)

        problem = self._problem(request)
        if problem is None:
            body = await self._body(receive) if request.method not in _SAFE else b""
            if body is None:
                problem = self._too_large()
            else:
                await self.app(scope, _again(body, receive), sending)
                return
        await self.refuse(request, problem)(scope, receive, sending)

    def _problem(self, request: Request) -> Problem | None:
        told = request.headers.get("content-length", "0")
        if told.isdigit() and int(told) > self.max_body:
            return self._too_large()
        if request.method not in _SAFE and not same_origin(request.headers):
            return Problem(403, "the request comes from a page of another site")
        if "authorization" in request.headers and not bears_token(request, self.keys):
            try:
                self.wrong.check(request)
            except Problem as problem:
                return problem
        path = request.scope["path"]
        if "\x00" in path or b"%00" in request.scope["query_string"]:
            return Problem(422, "the address holds a NUL character; leave it out")
        if path.startswith("/static/") or path == "/sign-in":
            return None
        if path.endswith(".ics") and self.keys.is_feed_key(path, request.query_params.get("key")):
            return None
        if is_local(request) or may_write(request, self.keys):
            return None
        if not self.keys.set:
            return Problem(
                403, "this server answers on its own machine only; start it with --token for others"
            )
        return Problem(
            401,
            "this needs the token: sign in, or send it as Authorization: Bearer TOKEN",
            {"www-authenticate": "Bearer"},
        )

    async def _body(self, receive: Receive) -> bytes | None:
        """The whole body; None where it is too large, whatever its header said."""
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return b"".join(parts)
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > self.max_body:
                return None
            if not message.get("more_body"):
                return b"".join(parts)

    def _too_large(self) -> Problem:
        return Problem(413, f"the request is larger than {self.max_body:,} bytes; send one report")


def _again(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def is_local(request: HTTPConnection) -> bool:
    """True of a client on this machine that asked by a loopback name, with no proxy between."""
    if request.client is None or not is_loopback(request.client.host):
        return False
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return is_loopback(urlsplit(f"//{request.headers.get('host', '')}").hostname or "")
    except ValueError:  # brackets that hold no address
        return False


def is_loopback(host: str) -> bool:
    """True of localhost and of addresses that stay on the machine."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def same_origin(headers: Headers) -> bool:
    """False where a browser says that the request was made by another site."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    scheme, _, host = (origin or "").partition("://")
    return origin is None or (scheme in ("http", "https") and host == headers.get("host"))


def session_of(request: HTTPConnection, keys: Keys) -> Session | None:
    """The session of a request's cookie."""
    return keys.session(request.cookies.get(COOKIE))


def bears_token(request: HTTPConnection, keys: Keys) -> bool:
    """True where the request's header has the token."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return scheme.casefold() == "bearer" and keys.is_token(given.strip())


def may_write(request: HTTPConnection, keys: Keys) -> bool:
    """True of somebody with the token, in the header or signed in by it."""
    return bears_token(request, keys) or session_of(request, keys) is not None


class Rate:
    """At most `most` requests of a client in `seconds`, forgotten as time passes."""

    def __init__(self, most: int, seconds: float = 60.0) -> None:
        self.most = most
        self.seconds = seconds
        self._seen: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    def check(self, request: HTTPConnection) -> None:
        """Counts one request.

        Raises:
            Problem: it is one too many (429); `Retry-After` says how long to wait.
        """
        client = request.client.host if request.client is not None else ""
        now = time.monotonic()
        with self._lock:
            self._seen = {c: t for c, t in self._seen.items() if t[-1] > now - self.seconds}
            times = [t for t in self._seen.get(client, []) if t > now - self.seconds]
            if len(times) >= self.most:
                wait = str(int(times[0] + self.seconds - now) + 1)
                raise Problem(
                    429, f"too many requests; try again in {wait} seconds", {"retry-after": wait}
                )
            self._seen[client] = [*times, now]
