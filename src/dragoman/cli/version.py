"""`dragoman version`: of the program, its reader, and what they run on."""

from __future__ import annotations

import platform
from importlib.metadata import version as installed

from dragoman.cli import terminal


def version(*, json: terminal.AsJson = None) -> None:
    """The versions of the program and its reader.

    Args:
        json: JSON, or with --no-json text for people, wherever the output goes.
    """
    from dragoman.read.version import reader

    told = {
        "dragoman": installed("dragoman"),
        **{part: digest for part, digest in reader().items() if part != "version"},
        "python": platform.python_version(),
        "onnxruntime": installed("onnxruntime"),
    }
    if terminal.as_json(json):
        terminal.write_json(told)
    else:
        for name, value in told.items():
            terminal.write(f"{name:<12} {value}")
