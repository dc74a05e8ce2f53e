"""What each format of `dragoman export` costs: rows a second of CPU time, bytes, and memory.

    python -m benchmarks.speed.exports [--again N]

Writes the records and events of the example reports, N times over under other ids, each format in a
process of its own. Written to `exports.json`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REPORTS = HERE.parents[1] / "examples" / "reports"
AGAIN = 300


def main(arguments: Sequence[str]) -> int:
    """Measures and writes; with `--inner FORMAT LEDGER` writes one format."""
    again = int(arguments[arguments.index("--again") + 1]) if "--again" in arguments else AGAIN
    if "--inner" in arguments:
        name, ledger = arguments[arguments.index("--inner") + 1 :][:2]
        print(json.dumps(measure(name, Path(ledger), again)))
        return 0
    from dragoman.export.formats import FORMATS, From
    from dragoman.ingest import reports
    from dragoman.ledger import Ledger
    from dragoman.report import Report

    found = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "examples.db"
        with Ledger(path) as kept:
            kept.add([r for r in reports([REPORTS]) if isinstance(r, Report)])
        for name, kind in FORMATS.items():
            if kind.source in (From.RECORDS, From.EVENTS):
                command = [sys.executable, "-m", "benchmarks.speed.exports", "--again", str(again)]
                done = subprocess.run(
                    [*command, "--inner", name, str(path)], capture_output=True, check=True
                )
                found[name] = json.loads(done.stdout)
                print(f"{name:<10} {found[name]}")
    (HERE / "exports.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def measure(name: str, ledger: Path, again: int) -> dict[str, float]:
    """What writing one format takes; memory is what it adds to what was there before."""
    from dragoman.export.formats import FORMATS, From
    from dragoman.ledger import Ledger

    kind = FORMATS[name]
    with Ledger(ledger, create=False) as kept:
        held: list[Any] = list(kept.records() if kind.source is From.RECORDS else kept.events())
    write = kind.writer()
    with tempfile.TemporaryFile() as file:
        before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        rows = write(_repeated(held, again), file)
        seconds = time.process_time() - start
        size = file.seek(0, 2)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "rows": rows,
        "rows_a_second": round(rows / seconds),
        "megabytes": round(size / 1e6, 1),
        "megabytes_of_memory": round((after - before) / 1024),
    }


def _repeated(held: Sequence[Any], again: int) -> Iterator[Any]:
    """Records or events over and over, under ids of their own."""
    from dragoman.merge import Merged, Telling

    for number in range(again):
        for what in held:
            if isinstance(what, Merged):
                tellings = (
                    Telling(replace(t.source, report=f"{t.source.report}-{number}"), t.event)
                    for t in what.tellings
                )
                yield Merged(tuple(tellings))
            else:
                yield replace(what, id=f"{what.id}-{number}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
