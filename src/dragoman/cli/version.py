"""`dragoman version`: of the program, its reader, and what they run on."""

from __future__ import annotations

import platform
from importlib.metadata import version as installed

from dragoman.cli import terminal


def version(*, json: bool = False) -> None:
    """The versions of the program and its reader.

    Args:
        json: Write JSON.
    """
    from dragoman.read.version import reader

    told = {
        "dragoman": installed("dragoman"),
        **{part: digest for part, digest in reader().items() if part != "version"},
        "python": platform.python_version(),
        "onnxruntime": installed("onnxruntime"),
    }
    if json or terminal.piped():
        terminal.write_json(told)
    else:
        for name, value in told.items():
            terminal.write(f"{name:<12} {value}")
