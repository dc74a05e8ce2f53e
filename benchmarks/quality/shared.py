"""The development sets and their scorers, which lie outside the repository.

They are looked for in the folder that `DRAGOMAN_SHARED` names, else in `../shared`.
"""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def folder() -> Path | None:
    """Where the development sets are, None where they are not at hand."""
    named = os.environ.get("DRAGOMAN_SHARED")
    found = Path(named) if named else ROOT.parent / "shared"
    return found if (found / "score").is_dir() else None


def path(name: str) -> Path:
    """A file of the folder, such as `gold/time/te3.dev.jsonl`."""
    found = folder()
    if found is None:
        raise FileNotFoundError("the development sets are not at hand; set DRAGOMAN_SHARED")
    return found / name


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL file of the folder."""
    with path(name).open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


@cache
def scorer(name: str) -> ModuleType:
    """A scorer, such as `record_score`, as a module."""
    spec = importlib.util.spec_from_file_location(name, path(f"score/{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
