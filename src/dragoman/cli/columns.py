"""The option --columns: which column of a table holds which field of a report."""

from __future__ import annotations

from dragoman.errors import SettingsError
from dragoman.ingest.rows import NAMES


def mapped(told: str | None) -> dict[str, str]:
    """The fields and columns in a text such as "text=Body,published=Day".

    Raises:
        SettingsError: a pair has no equals sign, or its field is none of a report's.
    """
    found: dict[str, str] = {}
    for pair in (told or "").split(","):
        if not pair.strip():
            continue
        field, sign, column = (p.strip() for p in pair.partition("="))
        if not sign or not column:
            raise SettingsError(f"--columns: {pair.strip()} is no pair; write text=Body")
        if field not in NAMES:
            raise SettingsError(
                f"--columns: a report has no field {field}; it has {', '.join(NAMES)}"
            )
        found[field] = column
    return found
