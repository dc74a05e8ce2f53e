"""`dragoman knowledge`: the tables of states, offices and organisations looked over."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from dragoman.cli import terminal
from dragoman.errors import ModelError


def knowledge(
    action: Literal["check"], /, *, folder: Path | None = None, json: bool = False
) -> int:
    """Look the tables over: broken rows, terms of office that overlap or leave gaps.

    Args:
        action: check.
        folder: Your own tables; by default the package's.
        json: Write JSON.
    """
    from dragoman.knowledge import check

    if folder is not None and not folder.is_dir():
        raise ModelError(f"{folder}: there is no such folder of tables; name another one")
    found = check(folder)
    if json or terminal.piped():
        terminal.write_json([{"file": f.file, "line": f.line, "message": f.message} for f in found])
    else:
        for fault in found:
            terminal.write(str(fault))
        terminal.write(f"{len(found)} findings")
    # A gap may be true: an office stood vacant, or the table does not know. It breaks nothing.
    broken = [f for f in found if not f.message.startswith("gap of")]
    return ModelError.exit_code if broken else 0
