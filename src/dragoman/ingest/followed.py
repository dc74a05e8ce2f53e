"""What is remembered of followed feeds between visits and between runs, in one small file.

Of each feed: the marks under which its server told what it sent, the entries that its last answer
held and that were dealt with, and when it may be asked again.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from dragoman.errors import InputError

MOST_SEEN = 2000
"""Entries of a feed that are remembered; feeds hold tens, archives hundreds."""


@dataclass(slots=True)
class Followed:
    """One feed.

    `seen` are keys of entries that need no more work, `tried` counts the visits to pages of others
    that failed for the time being. `asked` and `not_before` are seconds since 1970. `faults` counts
    the visits to the feed itself that failed in a row. `gone` is true where its server said that it
    will never come back.
    """

    etag: str | None = None
    modified: str | None = None
    seen: list[str] = field(default_factory=list)
    tried: dict[str, int] = field(default_factory=dict)
    asked: float = 0.0
    not_before: float = 0.0
    faults: int = 0
    gone: bool = False


class Memory:
    """What is remembered of all feeds.

    Args:
        path: The file; made at the first `save`.

    Raises:
        InputError: the file is there and is not ours.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._feeds: dict[str, Followed] = {}
        try:
            if path.exists():
                self._feeds = msgspec.json.decode(path.read_bytes(), type=dict[str, Followed])
        except msgspec.MsgspecError as error:
            raise InputError(
                f"{path}: this is no memory of feeds ({error}); name another file with --state"
            ) from error
        except OSError as error:
            raise InputError(f"{path}: cannot be read ({error.strerror})") from error

    def of(self, feed: str) -> Followed:
        """What is remembered of one feed."""
        return self._feeds.setdefault(feed, Followed())

    def put(self, feed: str, state: Followed) -> None:
        """Remembers something else of one feed."""
        self._feeds[feed] = state

    def save(self) -> None:
        """Writes the file, whole or not at all.

        Raises:
            InputError: it cannot be written.
        """
        made = self.path.with_name(self.path.name + ".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            made.write_bytes(msgspec.json.format(msgspec.json.encode(self._feeds), indent=1))
            os.replace(made, self.path)
        except OSError as error:
            raise InputError(
                f"{self.path}: cannot be written ({error.strerror}); name another file with --state"
            ) from error
