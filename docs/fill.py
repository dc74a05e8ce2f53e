"""Puts what commands print into a page, so that what it shows is what the program does.

    python docs/fill.py README.md [--ledger FILE]

A block that follows `<!-- output of: dragoman … -->` gets that command's output. Commands run in
this process, as in a pipe; FILE is the ledger that they ask.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
from pathlib import Path

from dragoman.cli.main import main as run

_BLOCK = re.compile(r"(<!-- output of: dragoman ([^\n]*?) -->\n+```text\n)(.*?)(^```)", re.M | re.S)


def output(line: str) -> str:
    """What a command prints.

    Raises:
        SystemExit: it fails.
    """
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        status = run(shlex.split(line))
    if status:
        raise SystemExit(f"dragoman {line}: exit status {status}")
    return "\n".join(x.rstrip() for x in told.getvalue().strip("\n").splitlines()) + "\n"


def main(arguments: list[str]) -> None:
    """Fills every block of a page."""
    page = Path(arguments[0])
    if "--ledger" in arguments:
        os.environ["DRAGOMAN_LEDGER"] = arguments[arguments.index("--ledger") + 1]
    text = page.read_text(encoding="utf-8")
    filled = _BLOCK.sub(lambda m: m[1] + output(m[2]) + m[4], text)
    page.write_text(filled, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
