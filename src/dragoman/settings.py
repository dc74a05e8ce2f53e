"""What a user may set: the ledger, and how many threads read.

An option of the command line goes before an environment variable, which goes before the default.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from dragoman.errors import SettingsError

LEDGER = "DRAGOMAN_LEDGER"
"""The variable that names the ledger: a database URL, or the path of a SQLite file."""

THREADS = "DRAGOMAN_THREADS"
"""The variable that limits the threads of the encoder."""


def data_folder() -> Path:
    """The folder where the ledger lies by default; it need not exist yet."""
    from platformdirs import user_data_path

    return user_data_path("dragoman", appauthor=False)


def ledger_url(given: str | None = None, environment: Mapping[str, str] | None = None) -> str:
    """The URL of the ledger to use.

    Args:
        given: What the user named: a database URL, or a path, which means a SQLite file.
        environment: The variables to look into; by default the process's.

    Raises:
        SettingsError: the URL names a kind of database that a ledger cannot be kept in.
    """
    told = given or (os.environ if environment is None else environment).get(LEDGER) or ""
    if not told.strip():
        return f"sqlite:///{data_folder() / 'ledger.db'}"
    scheme, colon, _ = told.partition("://")
    if not colon:
        return f"sqlite:///{Path(told).expanduser().absolute()}"
    if scheme.partition("+")[0] not in {"sqlite", "postgresql"}:
        raise SettingsError(
            f"{told}: a ledger is kept in SQLite or PostgreSQL; give a path, sqlite:///… "
            "or postgresql+psycopg://…"
        )
    return told


def threads(environment: Mapping[str, str] | None = None) -> int | None:
    """Threads of the encoder, None for as many as there are cores.

    Raises:
        SettingsError: `DRAGOMAN_THREADS` is no number from 1 up.
    """
    told = (os.environ if environment is None else environment).get(THREADS, "").strip()
    if not told:
        return None
    if not told.isascii() or not told.isdigit() or int(told) < 1:
        raise SettingsError(f"{THREADS}: {told!r} is no number of threads; set 1 or more")
    return int(told)
