"""Sentences into a record, one module a question.

`dragoman.read` is this package and the contract's function at once: called, it reads a report.
See `docs/decisions/0002-read-is-called.md`.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Reading(ModuleType):
    """A package that reads a report where it is called."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from dragoman.read.reader import read

        return read(*args, **kwargs)


sys.modules[__name__].__class__ = _Reading
