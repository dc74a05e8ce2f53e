"""What several commands check of what they are given, before anything is opened."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from dragoman.dates import check_published
from dragoman.errors import InputError


def named(sources: tuple[str, ...], command: str) -> None:
    """Raises InputError where there is no source, or one is a slip in an option.

    For the sake of "-" anything may begin with a hyphen.
    """
    if not sources:
        raise InputError(
            f"{command}: name a file, a folder, an address, or - for standard input; "
            f"see `dragoman {command} --help`"
        )
    for source in sources:
        if source.startswith("-") and source != "-" and not os.path.exists(source):
            raise InputError(f"{source}: there is no such option; see `dragoman {command} --help`")


def there(sources: Iterable[str]) -> None:
    """Raises InputError where a path leads nowhere."""
    import glob

    from dragoman.ingest.web import is_url

    for source in sources:
        if not (is_url(source) or glob.has_magic(source) or Path(source).exists()):
            raise InputError(f"{source}: there is no such file or folder; check the path")


def day(published: str | None, option: str = "--published") -> str | None:
    """The day that an option names, in one form.

    Raises:
        InputError: it is none; the message names the option.
    """
    return check_published(published, option) if published is not None else None
