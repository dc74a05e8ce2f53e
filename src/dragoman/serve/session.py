"""Who may do what: the token, the signed cookie that stands for it, and keys against forgery.

Everything is derived from the token by HMAC, so the server keeps no sessions and a new token ends
them all. A form carries a key that only its own session's page can know.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass

COOKIE = "dragoman"
LASTS = 12 * 3600
"""Seconds for which a sign-in holds."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in: the name that judgements are kept under, and the key of their forms."""

    author: str
    form_key: str


class Keys:
    """What one token opens. Without a token nothing is opened, and nobody can sign in."""

    def __init__(self, token: str | None) -> None:
        self._token = token.encode() if token else None
        self._secret = hashlib.sha256(b"dragoman session\x00" + (self._token or b"")).digest()

    @property
    def set(self) -> bool:
        """True where there is a token."""
        return self._token is not None

    def is_token(self, given: str | None) -> bool:
        """True of the token itself, compared in constant time."""
        if self._token is None or not given:
            return False
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token)

    def cookie(self, author: str, now: float | None = None) -> str:
        """A cookie for somebody who gave the token."""
        told = {"a": author, "e": int((now or time.time()) + LASTS), "n": secrets.token_hex(8)}
        body = base64.urlsafe_b64encode(json.dumps(told).encode()).decode()
        return f"{body}.{self._sign('cookie', body)}"

    def session(self, cookie: str | None, now: float | None = None) -> Session | None:
        """The session of a cookie; None where it is forged, too old or missing."""
        if self._token is None or not cookie:
            return None
        body, _, signature = cookie.partition(".")
        if not hmac.compare_digest(signature.encode(), self._sign("cookie", body).encode()):
            return None
        told = json.loads(base64.urlsafe_b64decode(body))
        if told["e"] < (now or time.time()):
            return None
        return Session(told["a"], self._sign("form", body))

    def feed_key(self, name: str) -> str:
        """Opens one calendar feed and nothing else, for programs that cannot send the token."""
        return self._sign("feed", name)[:32]

    def is_feed_key(self, name: str, given: str | None) -> bool:
        """True of the key of the feed `name`."""
        if self._token is None or not given:
            return False
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.feed_key(name).encode())

    def _sign(self, purpose: str, what: str) -> str:
        return hmac.new(self._secret, f"{purpose}\x00{what}".encode(), hashlib.sha256).hexdigest()
