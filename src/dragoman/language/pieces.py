"""Words into the numbers that the encoder reads: word pieces, and what the pieces cannot show.

The pieces are in lower case and say nothing of spacing, so each word brings a `shape`: how it is
written (lower case, capital, all capitals, figures) and what stands before it. A word is cut into
pieces once and remembered, in arrays, so that a text costs one look-up a word and no list of its
pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]

CLS, SEP, UNKNOWN, PAD = 101, 102, 100, 0
LONGEST = 24
"""Pieces of a word that are read; a longer word is known by its beginning."""
CASES = 8
GAPS = 3
SHAPES = CASES * GAPS * 2
_REMEMBERED = 200_000


def shapes(cases: Ints, gaps: npt.NDArray[Any], may: npt.NDArray[np.bool_]) -> Ints:
    """One number for a word's writing, what stands before it, and whether a sentence may begin with
    it.
    """
    return np.asarray((cases * GAPS + gaps) * 2 + may, np.int32)


def case_of(word: str) -> int:
    """How a word is written: 0 signs, 1 lower, 2 Capital, 3 UPPER, 4 one capital, 5 mIxed, 6
    figures, 7 both.
    """
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if not letters:
        return 6 if digits else 0
    if digits:
        return 7
    upper = [c for c in letters if not c.islower()]
    if not upper:
        return 1
    if len(upper) == len(letters):
        return 3 if len(letters) > 1 else 4
    return 2 if len(upper) == 1 and letters[0] is upper[0] else 5


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a run of words: `counts[i]` of them for word `i`, all in a row in `ids`;
    `cases[i]` its writing.
    """

    ids: Ints
    counts: Ints
    cases: Ints


class Cutter:
    """Cuts words into pieces, and remembers each."""

    def __init__(self, tokenizer: Path) -> None:
        """Load the word pieces.

        Args:
            tokenizer: A `tokenizer.json` of the `tokenizers` library.
        """
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._forget()

    def _forget(self) -> None:
        self._number: dict[str, int] = {}
        self._starts = np.zeros(4096, np.int32)
        self._counts = np.zeros(4096, np.int32)
        self._cases = np.zeros(4096, np.int32)
        self._flat = np.zeros(16384, np.int32)
        self._used = 0

    def _learn(self, words: list[str]) -> None:
        known = len(self._number)
        # Half a surrogate pair is no character that the tokenizer takes.
        valid = [word.encode("utf-8", "replace").decode("utf-8") for word in words]
        encodings = self._tokenizer.encode_batch(valid, add_special_tokens=False)
        for word, encoding in zip(words, encodings, strict=True):
            ids = encoding.ids[:LONGEST] or [UNKNOWN]
            if known == len(self._starts):
                self._starts = np.concatenate([self._starts, np.zeros_like(self._starts)])
                self._counts = np.concatenate([self._counts, np.zeros_like(self._counts)])
                self._cases = np.concatenate([self._cases, np.zeros_like(self._cases)])
            if self._used + len(ids) > len(self._flat):
                self._flat = np.concatenate([self._flat, np.zeros_like(self._flat)])
            self._flat[self._used : self._used + len(ids)] = ids
            self._starts[known], self._counts[known] = self._used, len(ids)
            self._cases[known] = case_of(word)
            self._number[word] = known
            self._used += len(ids)
            known += 1

    def cut(self, words: Sequence[str]) -> Pieces:
        """The pieces of `words`, in order."""
        if len(self._number) > _REMEMBERED:
            self._forget()
        get = self._number.get
        numbers = [get(word, -1) for word in words]
        if -1 in numbers:
            new = list(dict.fromkeys(w for w, k in zip(words, numbers, strict=True) if k < 0))
            self._learn(new)
            get = self._number.get
            numbers = [get(word, -1) for word in words]
        index = np.array(numbers, np.int32)
        counts = self._counts[index]
        total = int(counts.sum())
        before = np.cumsum(counts) - counts
        places = np.arange(total, dtype=np.int32) + np.repeat(self._starts[index] - before, counts)
        return Pieces(self._flat[places], counts, self._cases[index])
