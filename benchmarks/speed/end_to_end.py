"""From report to record: words a second, the encoder's share, memory, and how soon the first comes.

    python -m benchmarks.speed.end_to_end [--reports N] [--threads N] [--again N]

The bare encoder (8 bits, no heads but one small one, the same windows) is the limit: it reads the
same reports in the same process, and the share of its speed that is left is told.

Reads real reports (`news/` of the development folder; without it the examples, over and over) in a
process of its own, so that memory is that of reading alone. Words are what white space divides.
Written to `end_to_end.json`.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.quality import shared

HERE = Path(__file__).parent
EXAMPLES = shared.ROOT / "examples" / "reports"
FILES = ("state_gov", "wikipedia_current_events_2015_2025", "whitehouse")


def main(arguments: Sequence[str]) -> int:
    """Measures and writes; with `--inner` does the reading itself."""
    count, threads = _number(arguments, "--reports", 400), _number(arguments, "--threads", 2)
    if "--inner" in arguments:
        print(json.dumps(read(count, threads)))
        return 0
    again = _number(arguments, "--again", 3)
    runs = [_inner(count, threads) for _ in range(again)]
    best = max(runs, key=lambda r: float(r["words_per_second"]))
    found = {
        **best,
        "words_per_second_of_all_runs": [round(r["words_per_second"]) for r in runs],
        "cold_start_seconds": round(cold_start(again + 2), 2),
        "threads": threads,
        "cores": len(os.sched_getaffinity(0)),
        "processor": _processor(),
        "python": platform.python_version(),
    }
    (HERE / "end_to_end.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for key, value in found.items():
        print(f"{key:<30} {value}")
    return 0


def read(count: int, threads: int) -> dict[str, Any]:
    """Reads `count` reports once, after a warm-up on a few of them."""
    from benchmarks.speed.encoder import bare
    from dragoman import language
    from dragoman.language.encoder import prepare
    from dragoman.language.split import split
    from dragoman.read.reader import read_many

    reports = sample(count)
    words = sum(len(str(r["text"]).split()) for r in reports)
    list(read_many(reports[:8], threads=threads))

    inside = 0.0
    analyse = language.analyse

    def timed(*args: Any, **kwargs: Any) -> Any:
        nonlocal inside
        began = time.perf_counter()
        found = analyse(*args, **kwargs)
        inside += time.perf_counter() - began
        return found

    language.analyse = timed
    started = time.perf_counter()
    events = sum(len(r.events) for r in read_many(reports, threads=threads))
    seconds = time.perf_counter() - started
    resident = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    limit = bare([prepare(split(str(r["text"]))) for r in reports], threads, 2)
    return {
        "reports": len(reports),
        "words": words,
        "events": events,
        "words_per_second": round(words / seconds),
        "encoder_share_percent": round(100 * inside / seconds, 1),
        "bare_encoder_words_per_second": round(words / limit),
        "percent_of_bare_encoder": round(100 * limit / seconds, 1),
        "resident_megabytes": resident,
    }


def sample(count: int) -> list[dict[str, str]]:
    """Reports at even distances through the news, the same each time."""
    found: list[dict[str, str]] = []
    if shared.folder() is not None:
        for file in FILES:
            rows = [r for r in shared.rows(f"news/{file}.jsonl") if (r.get("lang") or "en") == "en"]
            share = -(-count // len(FILES))
            found += [_report(r) for r in rows[:: max(1, len(rows) // share)][:share]]
        return found[:count]
    from dragoman.ingest import reports
    from dragoman.report import Report

    given = [r for r in reports([EXAMPLES]) if isinstance(r, Report)]
    return [
        {"id": f"{r.id}-{i}", "text": r.text, "published": r.published or "2024-05-01"}
        for i, r in enumerate(islice(cycle(given), count))
    ]


def cold_start(again: int) -> float:
    """Seconds from the command to the record of one report, the middle of several runs."""
    command = [
        sys.executable,
        "-m",
        "dragoman.cli",
        "read",
        str(EXAMPLES / "02-japan-korea-call.md"),
    ]
    taken = []
    for _ in range(again):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def _inner(count: int, threads: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.speed.end_to_end", "--inner"]
    command += ["--reports", str(count), "--threads", str(threads)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=shared.ROOT)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _report(row: dict[str, Any]) -> dict[str, str]:
    fields = ("id", "text", "title", "published", "publisher")
    return {f: row[f] for f in fields if row.get(f)} | {"language": "en"}


def _number(arguments: Sequence[str], name: str, default: int) -> int:
    return int(arguments[arguments.index(name) + 1]) if name in arguments else default


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    told = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(told, platform.processor())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
