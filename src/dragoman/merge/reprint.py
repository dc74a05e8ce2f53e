"""Which reports reprint which: MinHash bands find candidates, the texts themselves decide.

A wire report printed by ten newspapers is one telling. Runs of five words are hashed; 80 minima in
20 bands of 4 bring together texts that share about half of their runs or more (Broder 1997;
Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3). Whether one reprints the
other is then measured on the whole sets of runs, so that chance in the bands decides nothing.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

RUN = 5
MINIMA = 80
BANDS = 20
THRESHOLD = 0.75
"""The share of the shorter report's runs that the longer one must hold."""

LEAST = 12
"""A report with fewer runs of words is too short to tell a reprint from a formula."""

NEAR = 10
"""Days between publications past which the same words are no reprint but a formula used again."""

SPAN = 30
"""Days of a span: reports of one lie near each other, and are kept together."""

UNDATED = 0

_WORD = re.compile(r"\w+")
_PLAIN = re.compile(rb"\w+")


def runs(text: str) -> NDArray[np.uint64]:
    """Hashes of all runs of five words of a text, sorted, each once."""
    if text.isascii():
        words = _PLAIN.findall(text.lower().encode())
    else:
        words = [w.casefold().encode() for w in _WORD.findall(text)]
    joined = b" ".join(words)
    starts = [0, *accumulate(len(w) + 1 for w in words)]
    marked = hashlib.blake2b
    found = [
        marked(joined[start : end - 1], digest_size=8).digest()
        for start, end in zip(starts, starts[RUN:], strict=False)
    ]
    return np.unique(np.frombuffer(b"".join(found), dtype=">u8").astype(np.uint64))


def bands(hashes: NDArray[np.uint64]) -> tuple[int, ...]:
    """The bands of a text's signature, as signed 64-bit numbers: texts that share one are worth
    comparing.
    """
    if len(hashes) < LEAST:
        return ()
    factors, offsets = _permutations()
    minima = np.full(MINIMA, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(hashes), 4096):
        chunk = hashes[start : start + 4096, None] * factors + offsets
        # The high bits of a product are the well-mixed ones.
        np.minimum(minima, (chunk ^ (chunk >> np.uint64(29))).min(axis=0), out=minima)
    rows = minima.reshape(BANDS, -1)
    return tuple(
        int.from_bytes(
            hashlib.blake2b(bytes([n]) + row.tobytes(), digest_size=8).digest(), "big", signed=True
        )
        for n, row in enumerate(rows)
    )


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    generator = np.random.Generator(np.random.PCG64(20240115))
    top = np.iinfo(np.uint64).max
    factors = generator.integers(1, top, MINIMA, dtype=np.uint64) | np.uint64(1)
    return factors, generator.integers(0, top, MINIMA, dtype=np.uint64)


def share(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> float:
    """The share of the shorter text's runs that stand in the longer one."""
    if not len(a) or not len(b):
        return 0.0
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / min(len(a), len(b))


def is_reprint(part: float, shorter: int, longer: int) -> bool:
    """True where so large a `part` in common makes the shorter report a copy of the longer.

    A paragraph quoted whole in a long article is no reprint of it: the shorter must have a quarter
    of the longer one's length.
    """
    return part >= THRESHOLD and shorter >= LEAST and shorter * 4 >= longer


def span(published: str | None) -> int:
    """The span of days in which a report was published, `UNDATED` where that is not known."""
    if published is None:
        return UNDATED
    return date.fromisoformat(published[:10]).toordinal() // SPAN + 1


def near_spans(published: str) -> tuple[int, ...]:
    """The spans in which those reports were published that a dated report may reprint."""
    day = date.fromisoformat(published[:10]).toordinal()
    first, last = ((d // SPAN) + 1 for d in (day - NEAR, day + NEAR))
    return (UNDATED, *range(first, last + 1))
