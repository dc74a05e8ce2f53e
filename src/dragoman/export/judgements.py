"""Analysts' judgements as JSON lines to learn from: text, event as it stood, verdict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec


def write(examples: Iterable[dict[str, Any]], file: BinaryIO) -> int:
    """Writes one example a line; returns how many there were."""
    written = 0
    for example in examples:
        file.write(msgspec.json.encode(example) + b"\n")
        written += 1
    return written
