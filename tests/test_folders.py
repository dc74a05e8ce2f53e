"""Data flows downwards: a folder imports from those above it, never from below."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1] / "src" / "dragoman"
ORDER = (
    *("ingest", "language", "knowledge", "read", "merge", "ledger", "dossier", "export"),
    *("serve", "scale", "cli"),
)
NOTEBOOK = "notebook"
"""How records and dossiers show themselves; they load it when a notebook asks."""

ASKED_OF_THE_LEDGER = ("ledger", "dossier")
"""`Ledger.dossier` is how a dossier is asked for, and makes it when it is asked."""


def place(name: str) -> int:
    """Where a folder stands in the order; modules beside the folders are plain data, before all."""
    return ORDER.index(name) if name in ORDER else -1


def low(path: tuple[str, ...]) -> int:
    """The last place that a module may import from."""
    if path == ("__init__",):
        return len(ORDER)
    return place("export" if path == (NOTEBOOK,) else path[0])


def imports(path: Path) -> Iterator[str]:
    """The first folder or module of the package that each import names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module == "dragoman":
            names = [f"dragoman.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names = [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        yield from (n.split(".")[1] for n in names if n.startswith("dragoman."))


def test_a_folder_imports_from_those_above_it_only() -> None:
    looked, below = 0, []
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        for name in imports(path):
            looked += 1
            if (parts[0], name) != ASKED_OF_THE_LEDGER and place(name) > low(parts):
                below.append(f"{'/'.join(parts)} imports {name}")
    assert looked > 300
    assert below == []
