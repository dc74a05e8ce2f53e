"""`dragoman knowledge`: the tables of states, offices and organisations looked over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from dragoman.cli import terminal
from dragoman.errors import ModelError, SettingsError


def knowledge(
    action: Literal["check", "refresh"],
    /,
    *,
    folder: Path | None = None,
    endpoint: str | None = None,
    json: terminal.AsJson = None,
) -> int:
    """Look the tables over for broken rows, overlaps and gaps, or renew the offices.

    Args:
        action: check, or refresh from Wikidata into your own folder.
        folder: Your own tables; by default the package's to check, DRAGOMAN_KNOWLEDGE's to renew.
        endpoint: The SPARQL service to renew from, if not Wikidata's.
        json: JSON, or with --no-json text for people, wherever the output goes.
    """
    if action == "refresh":
        return _refresh(folder, endpoint, json)
    from dragoman.knowledge import check

    if folder is not None and not folder.is_dir():
        raise ModelError(f"{folder}: there is no such folder of tables; name another one")
    found = check(folder)
    if terminal.as_json(json):
        terminal.write_json([{"file": f.file, "line": f.line, "message": f.message} for f in found])
    else:
        for fault in found:
            terminal.write(str(fault))
        terminal.write(f"{len(found)} findings")
    # A gap may be true: an office stood vacant, or the table does not know. It breaks nothing.
    broken = [f for f in found if not f.message.startswith("gap of")]
    return ModelError.exit_code if broken else 0


def _refresh(folder: Path | None, endpoint: str | None, json: bool | None) -> int:
    from dragoman.knowledge.refresh import ENDPOINT, refresh

    named = folder or os.environ.get("DRAGOMAN_KNOWLEDGE")
    if not named:
        raise SettingsError(
            "knowledge refresh: no folder to write to; give --folder or set DRAGOMAN_KNOWLEDGE"
        )
    done = refresh(named, endpoint=endpoint or ENDPOINT)
    if terminal.as_json(json):
        terminal.write_json({"table": str(done.table), "rows": done.rows, "unread": done.unread})
    else:
        for office, count in done.rows.items():
            terminal.write(f"{office.replace('_', ' ')}: {count}")
        terminal.write(f"{done.table} written; {done.unread} answers could not be read")
    return 0
