"""From report to record: words a second, the encoder's share, memory, and how soon the first comes.

    python -m benchmarks.speed.end_to_end [--reports N] [--threads N] [--again N]

One process with two threads reads, as `dragoman read` and `read_many` do; then, as `dragoman code`
does, as many processes of one thread as there are threads, side by side, each its share of the same
reports (`workers`). The bare encoder (8 bits, no heads but one small one, the same windows) is the
limit: it reads the same reports in the same processes, and the share of its speed that is left is
told. Where others are at work on the machine, only figures of a processor's second hold.

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
    if "--worker" in arguments:
        work(count, _number(arguments, "--worker", 0), threads)
        return 0
    again = _number(arguments, "--again", 3)
    load = os.getloadavg()[0]
    runs = [_inner(count, threads) for _ in range(again)]
    best = max(runs, key=lambda r: float(r["words_per_second"]))
    beside = [side_by_side(count, threads) for _ in range(again)]
    found = {
        **best,
        "words_per_second_of_all_runs": [round(r["words_per_second"]) for r in runs],
        "workers": max(beside, key=lambda r: float(r["words_per_second"])),
        "words_per_second_of_all_runs_of_workers": [r["words_per_second"] for r in beside],
        "cold_start_seconds": round(cold_start(again + 2), 2),
        "load_before": round(load, 1),
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


def work(count: int, number: int, workers: int) -> None:
    """One of several processes of one thread: reads its share of the reports, then with the bare
    encoder alone. Begins each when it is told to, so that all are at the same.
    """
    from benchmarks.speed.encoder import bare
    from dragoman.language.encoder import prepare
    from dragoman.language.split import split
    from dragoman.read.reader import read_many

    reports = sample(count)[number::workers]
    list(read_many(reports[:8], threads=1))
    prepared = [prepare(split(str(r["text"]))) for r in reports]
    bare(prepared[:8], 1, 1)
    _told_to_begin()
    began, busy = time.perf_counter(), time.process_time()
    list(read_many(reports, threads=1))
    print(time.perf_counter() - began, time.process_time() - busy, flush=True)
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _told_to_begin()
    busy = time.process_time()
    print(bare(prepared, 1, 1), time.process_time() - busy, round(resident), flush=True)


def side_by_side(count: int, workers: int) -> dict[str, Any]:
    """What processes of one thread do together; the slowest says when they were done."""
    words = sum(len(str(r["text"]).split()) for r in sample(count))
    command = [sys.executable, "-m", "benchmarks.speed.end_to_end", "--reports", str(count)]
    running = [
        subprocess.Popen(
            [*command, "--threads", str(workers), "--worker", str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=shared.ROOT,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        for number in range(workers)
    ]
    reading = _together(running)
    encoding = _together(running)
    for one in running:
        one.wait()
    seconds, limit = max(r[0] for r in reading), max(r[0] for r in encoding)
    busy, least = sum(r[1] for r in reading), sum(r[1] for r in encoding)
    return {
        "processes": workers,
        "words_per_second": round(words / seconds),
        "words_per_processor_second": round(words / busy),
        "bare_encoder_words_per_second": round(words / limit),
        "percent_of_bare_encoder": round(100 * limit / seconds, 1),
        "percent_of_bare_encoder_by_processor": round(100 * least / busy, 1),
        "resident_megabytes_of_the_largest": max(r[2] for r in encoding),
    }


def _told_to_begin() -> None:
    print("ready", flush=True)
    sys.stdin.readline()


def _together(running: Sequence[subprocess.Popen[str]]) -> list[list[float]]:
    """Lets processes that are ready begin, and returns the figures that each prints."""
    for one in running:
        assert one.stdout is not None
        one.stdout.readline()
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [one.stdout.readline().split() for one in running if one.stdout is not None]
    if not all(told):
        raise SystemExit("a process failed; what it said stands above")
    return [[float(figure) for figure in line] for line in told]


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
