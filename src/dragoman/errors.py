"""Errors that a user can act on.

Each message is one line that names the thing at fault and says what to do. The command line prints
the message and exits with `exit_code`; a batch turns it into an error row and goes on.
"""

from __future__ import annotations


class DragomanError(Exception):
    """Base of every error that this package raises on purpose."""

    exit_code = 1


class InputError(DragomanError):
    """A report, file, address, date or name that cannot be read."""

    exit_code = 2


class ConflictError(InputError):
    """What is asked for is so already, or cannot be as things stand in the ledger."""


class ModelError(DragomanError):
    """The weights, the lexicon or a knowledge table is missing or broken."""

    exit_code = 3


class LedgerError(DragomanError):
    """The ledger cannot be opened, read or written."""

    exit_code = 4


class SettingsError(DragomanError):
    """An option or an environment variable has a value that cannot be used."""

    exit_code = 5
