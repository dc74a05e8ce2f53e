"""A whole archive through `dragoman code`: errors, reports an hour, what a day of news would take.

    python -m benchmarks.scale.news [--reports N] [--workers N] [--engine local|daft|ray] [--merge]

The archive is every English report of the development folder's `news/`, 16,652 of them; `--reports`
takes so many at even distances. Workers have one thread each, as many as there are cores unless
told otherwise. Of a machine that others use, processor time says more than the clock:
`reports_a_processor_hour` counts the workers' own. Written to `results/news.json`; ends with an
error where a report could not be read.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.quality import shared

RESULTS = Path(__file__).parent / "results"
A_DAY = 300_000
"""Reports in a day of the world's news, as the project reckons."""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--engine", default="local", choices=("local", "daft", "ray"))
    parser.add_argument("--merge", action="store_true")
    given = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "news.jsonl", Path(folder) / "coded"
        count, words = write(source, given.reports)
        command = [sys.executable, "-m", "dragoman.cli", "code", str(source), str(out)]
        command += ["--workers", str(given.workers), "--engine", given.engine, "--format", "jsonl"]
        command += ["--merge"] if given.merge else []
        began = time.perf_counter()
        done = subprocess.run(
            command,
            cwd=shared.ROOT,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            stdout=subprocess.DEVNULL,
            check=False,
        )
        seconds = time.perf_counter() - began
        if not (out / "errors.jsonl").exists():
            return done.returncode or 1
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = counted(out) | {
            "words": words,
            "engine": given.engine,
            "workers": given.workers,
            "cores": len(os.sched_getaffinity(0)),
            "python": platform.python_version(),
            "load_before": round(load, 1),
        }
        result |= rates(count, words, seconds, used.ru_utime + used.ru_stime)
        result["megabytes_of_the_largest_process"] = used.ru_maxrss // 1024
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "news.json").write_text(json.dumps(result, indent=1) + "\n")
    for name, value in result.items():
        print(
            f"{name.replace('_', ' '):<36} {value:,}" if isinstance(value, int | float) else value
        )
    return 1 if result["errors"] else 0


def write(file: Path, wanted: int | None) -> tuple[int, int]:
    """Writes the archive in a mixed order, so that progress is even; returns reports and words."""
    rows = list(news())
    if wanted is not None:
        rows = [rows[i * len(rows) // wanted] for i in range(min(wanted, len(rows)))]
    random.Random(0).shuffle(rows)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return len(rows), sum(len(row["text"].split()) for row in rows)


def news() -> Iterator[dict[str, Any]]:
    """Every English report, under the name of its file and its place there."""
    for path in sorted(shared.path("news").glob("*.jsonl")):
        for place, row in enumerate(shared.rows(f"news/{path.name}")):
            if (row.get("lang") or "en") == "en":
                yield {
                    "id": f"{path.stem}-{place}",
                    "text": row["text"],
                    "title": row.get("title"),
                    "published": row.get("published"),
                    "publisher": row.get("publisher"),
                    "language": "en",
                }


def counted(out: Path) -> dict[str, Any]:
    """Rows of each table; errors are printed, the first of each reason."""
    told = json.loads((out / "manifest.json").read_text())
    seen: dict[str, str] = {}
    for line in (out / "errors.jsonl").open(encoding="utf-8"):
        error = json.loads(line)
        seen.setdefault(error["reason"], error["source"])
    for reason, where in seen.items():
        print(f"{where}: {reason}")
    return {**told["rows"], "unread": told["unread"]}


def rates(count: int, words: int, seconds: float, busy: float) -> dict[str, float]:
    """What was done in a time on the clock, and in one of the processor."""
    a_day = count / seconds * 86_400
    return {
        "seconds": round(seconds, 1),
        "processor_seconds": round(busy, 1),
        "words_a_second": round(words / seconds),
        "reports_an_hour": round(count / seconds * 3600),
        "reports_a_processor_hour": round(count / busy * 3600),
        "reports_a_day": round(a_day),
        "machines_for_300000_a_day": round(A_DAY / a_day, 3),
    }


if __name__ == "__main__":
    sys.exit(main())
