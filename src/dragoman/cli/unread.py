"""Reports in languages that the reader cannot read: kept, without facts, and told."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.report import Report


def unreadable(reports: Iterable[Report]) -> int:
    """How many of the reports are kept unread for their language."""
    from dragoman.language.which import is_english
    from dragoman.read.reader import READABLE

    return sum(
        r.language not in READABLE if r.language is not None else not is_english(r.text)
        for r in reports
    )


def told_unread(count: int) -> str:
    """What a summary says of them: nothing where there are none."""
    return f"; {count} in languages that are not read yet, kept without facts" if count else ""
