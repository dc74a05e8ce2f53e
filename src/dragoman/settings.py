"""What a user may set in the environment, beside the ledger and the folder of knowledge tables.

`DRAGOMAN_LEDGER` is read where ledgers are opened, `DRAGOMAN_KNOWLEDGE` where tables are.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from dragoman.errors import SettingsError

THREADS = "DRAGOMAN_THREADS"
"""The variable that limits the threads of the encoder."""


def threads(environment: Mapping[str, str] | None = None) -> int | None:
    """Threads of the encoder, None for as many as there are cores.

    Raises:
        SettingsError: `DRAGOMAN_THREADS` is no number from 1 up.
    """
    told = (os.environ if environment is None else environment).get(THREADS, "").strip()
    if not told:
        return None
    if not (told.isascii() and told.isdigit()) or int(told) < 1:
        raise SettingsError(f"{THREADS}: {told!r} is no number of threads; set 1 or more")
    return int(told)
