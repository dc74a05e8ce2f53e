"""Dragoman reads diplomatic news and keeps the sourced record of a relationship between states.

The public names, and nothing else. They are loaded when they are first used, so that importing the
package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.errors import (
        DragomanError,
        InputError,
        LedgerError,
        ModelError,
        SettingsError,
    )
    from dragoman.language import sentences
    from dragoman.ledger import Ledger
    from dragoman.read.reader import read, read_many
    from dragoman.read.relation import relation
    from dragoman.record import Record
    from dragoman.report import Report, Span

_HOMES = {
    "DragomanError": "dragoman.errors",
    "InputError": "dragoman.errors",
    "LedgerError": "dragoman.errors",
    "ModelError": "dragoman.errors",
    "SettingsError": "dragoman.errors",
    "Ledger": "dragoman.ledger",
    "Record": "dragoman.record",
    "Report": "dragoman.report",
    "Span": "dragoman.report",
    "read": "dragoman.read.reader",
    "read_many": "dragoman.read.reader",
    "relation": "dragoman.read.relation",
    "sentences": "dragoman.language",
}

__all__ = [
    "DragomanError",
    "InputError",
    "Ledger",
    "LedgerError",
    "ModelError",
    "Record",
    "Report",
    "SettingsError",
    "Span",
    "read",
    "read_many",
    "relation",
    "sentences",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    from importlib import import_module

    module = import_module(home)
    # Importing `dragoman.read.reader` binds `read` to the package of that name, which is callable.
    if name not in globals():
        globals()[name] = getattr(module, name)
    return globals()[name]


def __dir__() -> list[str]:
    return sorted(__all__)
