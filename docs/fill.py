"""Puts what commands print into a page, so that what it shows is what the program does.

    python docs/fill.py README.md [--ledger FILE]

A block that follows `<!-- output of: dragoman … -->` gets that command's output, the place between
`<!-- figures -->` and `<!-- /figures -->` the figures of the quality gate and of the speed.
Commands run in this process, as in a pipe; FILE is the ledger that they ask.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import sys
from pathlib import Path

from dragoman.cli.main import main as run

_BLOCK = re.compile(r"(<!-- output of: dragoman ([^\n]*?) -->\n+```text\n)(.*?)(^```)", re.M | re.S)


_FIGURES = re.compile(r"(<!-- figures -->\n)(.*?)(<!-- /figures -->)", re.S)
_BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
_ROWS = (
    ("core events of 40 real reports, F1", "records", "core.events"),
    ("pairs of states of the same reports, F1", "records", "all.dyads"),
    ("quotations of the same reports, F1", "records", "all.quotes"),
    ("source, exact words, F1 (PolNeAR)", "polnear", "source"),
    ("content, exact words, F1 (PolNeAR)", "polnear", "content"),
    ("trees from raw text, LAS (English-GUM)", "trees", "gum.las"),
    ("dates, value F1 (TempEval-3)", "times", "te3.value"),
    ("dates, value F1 (WikiWars)", "times", "wikiwars.value"),
)


def figures() -> str:
    """What was measured last, as a table."""
    told = json.loads((_BENCHMARKS / "quality/results.json").read_text("utf-8"))["figures"]
    speed = json.loads((_BENCHMARKS / "speed/end_to_end.json").read_text("utf-8"))
    lines = ["| measured on development sets | |", "|---|---|"]
    lines += [f"| {words} | {told[group][key]:.1f} |" for words, group, key in _ROWS]
    lines += [
        f"| words a second, report to record, {speed['threads']} cores | "
        f"{speed['words_per_second']:,} |",
        f"| memory while reading | {speed['resident_megabytes']} MB |",
        f"| `dragoman read`, from the command to the record | {speed['cold_start_seconds']} s |",
    ]
    return "\n" + "\n".join(lines) + "\n\n"


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
    filled = _FIGURES.sub(lambda m: m[1] + figures() + m[3], filled)
    page.write_text(filled, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
