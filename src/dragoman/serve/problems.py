"""What goes wrong in a request: a status and one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from dragoman.errors import ConflictError, DragomanError, InputError, LedgerError, ModelError

T = TypeVar("T")


class Problem(Exception):
    """A request that cannot be answered: `status` is HTTP's, `line` says why and what to do."""

    def __init__(self, status: int, line: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(line)
        self.status = status
        self.line = " ".join(line.split())
        self.headers = headers or {}


def of_error(error: DragomanError) -> Problem:
    """What an error of the package is to a client: its own fault, or a ledger out of reach."""
    if isinstance(error, ConflictError):
        return Problem(409, str(error))
    if isinstance(error, InputError):
        return Problem(422, str(error))
    return Problem(503 if isinstance(error, (LedgerError, ModelError)) else 500, str(error))


def or_404(what: Callable[..., T], *given: Any) -> T:
    """Calls `what`; a name that it does not know is "not found".

    Raises:
        Problem: it knows no such name (404).
    """
    try:
        return what(*given)
    except InputError as error:
        raise Problem(404, str(error)) from error
