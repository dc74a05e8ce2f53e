"""Which reader wrote a record: the package's version and the hashes of all it reads with.

Two records of one report differ only where one of these does, so the ledger knows what to read
again.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_TABLES = (".yaml", ".tsv", ".csv", ".toml", ".txt", ".json")
_PARTS = {
    "weights": ("language/english/weights", (".onnx", ".bin", ".json")),
    "lexicon": ("language/english/lexicon", _TABLES),
    "tables": ("knowledge/tables", _TABLES),
}


@cache
def reader() -> dict[str, str]:
    """The version of the package, and 12 digits of SHA-256 of weights, lexicon and tables."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        found = {"version": version("dragoman")}
    except PackageNotFoundError:
        found = {"version": "0"}
    for part, (folder, suffixes) in _PARTS.items():
        found[part] = _digest(_PACKAGE / folder, suffixes)
    return found


@cache
def reader_id() -> str:
    """One short name for `reader()`: 12 hexadecimal digits."""
    parts = "\x1f".join(f"{k}={v}" for k, v in sorted(reader().items()))
    return hashlib.sha256(parts.encode()).hexdigest()[:12]


def _digest(folder: Path, suffixes: tuple[str, ...]) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in suffixes:
            total.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()[:12]
