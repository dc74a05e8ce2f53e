"""Runs of words that are read in one pass: windows of several sentences.

A window holds as many sentences as fit, so that what one sentence says helps to read the next. It
ends where a sentence may well begin; a sentence too long for a window is cut at a comma or wherever
it must, and its pieces are joined again after reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LIMIT = 190
"""Word pieces in a window, without the two marks at its ends."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first` up to, not with, `last` of a text; `continued` where it begins inside a
    sentence.
    """

    first: int
    last: int
    continued: bool = False


def windows(
    counts: npt.NDArray[np.int32],
    breaks: npt.NDArray[np.int8],
    forms: Sequence[str],
    limit: int = LIMIT,
) -> list[Window]:
    """Cut a text into windows.

    Args:
        counts: Pieces of each word.
        breaks: Where sentences may or must begin, as `split.Words.breaks`.
        forms: The words.
        limit: Most pieces in a window.
    """
    found: list[Window] = []
    n = len(counts)
    total = np.concatenate([[0], np.cumsum(counts)])
    begins = np.flatnonzero(breaks > 0)
    first, continued = 0, False
    while first < n:
        reach = int(np.searchsorted(total, total[first] + limit, side="right")) - 1
        reach = max(reach, first + 1)
        if reach >= n:
            found.append(Window(first, n, continued))
            break
        k = int(np.searchsorted(begins, reach, side="right")) - 1
        last = int(begins[k]) if k >= 0 else 0
        cut = last <= first
        if cut:
            last = _somewhere(forms, first, reach)
        found.append(Window(first, last, continued))
        first, continued = last, cut
    return found


def _somewhere(forms: Sequence[str], first: int, reach: int) -> int:
    """A place to cut a sentence that has none: after the last sign in the second half, else at the
    limit.
    """
    for marks in (";:", ",–—)"):
        for i in range(reach, first + (reach - first) // 2, -1):
            if forms[i - 1] in marks:
                return i
    return reach
