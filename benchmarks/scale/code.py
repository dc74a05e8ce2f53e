"""Reports an hour of `dragoman code`, on each engine, with one worker and with two.

    OMP_NUM_THREADS=1 python -m benchmarks.scale.code [--reports N] [--engines local,daft,ray]

Workers have one thread each. Rates are of the time from the moment when each worker has finished a
part to the last part, so that the start of an engine and the loading of weights, told beside them,
do not count; the reports are mixed, so that parts are alike. What two processes that share nothing
gain over one on this machine is measured in the same run, for the encoder alone, for Python alone
and for reading: where two "cores" are threads of one, that and not two is the most that any engine
can reach, and `of_the_machine` is the gain as a share of it. `load_before` is what else the machine
was doing: figures hold where it is near nought (`quiet`), and then a run takes some five minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.quality import shared
from benchmarks.speed.end_to_end import sample

HERE = Path(__file__).parent
RESULTS = HERE / "results"
PART = 8
QUIET = 0.3
"""Processes that may be waiting for a processor before a run whose figures are to hold."""
SECONDS = 8.0
"""How long each of the machine's limits is measured."""

READING = """
import sys, time, json
from pathlib import Path
from dragoman.scale import Corpus, code
started = time.perf_counter()
seen = []
def progress(consumed, rows):
    seen.append((time.perf_counter() - started, rows["reports"] + rows["errors"]))
if __name__ == "__main__":
    source, out, engine, workers, part = sys.argv[1:]
    done = code(Corpus((source,), part=int(part)), Path(out), workers=int(workers),
                engine=engine, format="jsonl", progress=progress)
    print(json.dumps({"seen": seen, "rows": done.counts}))
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=320)
    parser.add_argument("--engines", default="local,daft,ray")
    given = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    load = os.getloadavg()[0]
    if load >= QUIET:
        print(f"other processes are at work (load {load:.1f}): the figures are provisional")
    limits = {what: limit(what) for what in ("encoder", "python", "reading")}
    result: dict[str, Any] = {
        "reports": given.reports,
        "cores": len(os.sched_getaffinity(0)),
        "threads_per_core": threads_per_core(),
        "python": platform.python_version(),
        "load_before": round(load, 1),
        "quiet": load < QUIET,
        "two_processes_for_one": limits,
    }
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.jsonl"
        reports = sample(given.reports)
        random.Random(0).shuffle(reports)
        source.write_text("".join(json.dumps(r) + "\n" for r in reports), encoding="utf-8")
        words = sum(len(r["text"].split()) for r in reports) / len(reports)
        result["words_a_report"] = round(words)
        tables: dict[str, bytes] = {}
        for engine in given.engines.split(","):
            rates = {}
            for workers in (1, 2):
                out = Path(folder) / f"{engine}-{workers}"
                found = read(source, out, engine, workers)
                rates[workers] = found["reports_an_hour"]
                result.setdefault(engine, {})[f"{workers}_workers"] = found
                made = (out / "events.jsonl").read_bytes()
                if tables.setdefault("events", made) != made:
                    raise SystemExit(f"{engine} with {workers} workers made another table")
            gain = round(rates[2] / rates[1], 2)
            result[engine] |= {
                "gain_of_two": gain,
                "of_the_machine": round(gain / limits["reading"], 2),
                "reports_a_day": rates[2] * 24,
                "machines_for_300000_a_day": round(300_000 / (rates[2] * 24), 2),
            }
            print(
                f"{engine:<6} {rates[1]:>8,} reports an hour with one worker, {rates[2]:>8,} with "
                f"two: {gain:.2f} times; the machine {limits['reading']:.2f} times",
                flush=True,
            )
            RESULTS.mkdir(exist_ok=True)
            (RESULTS / "code.json").write_text(json.dumps(result, indent=1) + "\n")
    told = ", ".join(f"{what} {gain:.2f}" for what, gain in limits.items())
    print(f"two plain processes for one: {told}; threads a core: {result['threads_per_core']}")


def read(source: Path, out: Path, engine: str, workers: int) -> dict[str, float]:
    """Reads the sample in a process of its own."""
    program = out.parent / "reading.py"
    program.write_text(READING)
    command = [sys.executable, str(program), str(source), str(out), engine, str(workers), str(PART)]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, cwd=shared.ROOT, check=False)
    if done.returncode:
        raise SystemExit(f"{engine}: {done.stderr[-2000:]}")
    seen = json.loads(done.stdout.splitlines()[-1])["seen"]
    # When one of two workers has finished a part, the other has all but finished one, too.
    (first, had), (last, have) = seen[workers - 1], seen[-1]
    return {
        "reports_an_hour": round(3600 * (have - had) / (last - first)),
        "start_seconds": round(seen[0][0], 1),
        "whole_seconds": round(time.perf_counter() - began, 1),
    }


def limit(what: str) -> float:
    """What two processes that share nothing do for what one does."""
    alone = sum(at_once(what, 1))
    return round(sum(at_once(what, 2)) / alone, 2)


def at_once(what: str, count: int) -> list[float]:
    """How much each of some processes does in a second while they all work."""
    command = [sys.executable, "-m", "benchmarks.scale.limit", what, str(SECONDS)]
    running = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=shared.ROOT
        )
        for _ in range(count)
    ]
    for one in running:
        assert one.stdout is not None
        one.stdout.readline()  # it has loaded all it needs
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [one.communicate()[0] for one in running]
    if not all(told):
        raise SystemExit(f"{what}: a process failed; what it said stands above")
    return [float(words) for words in told]


def threads_per_core() -> int | None:
    """Threads that the processor runs on one core, None where the system does not tell."""
    try:
        told = Path("/sys/devices/system/cpu/cpu0/topology/thread_siblings_list").read_text()
    except OSError:
        return None
    first, _, last = told.strip().replace(",", "-").partition("-")
    return int(last) - int(first) + 1 if last and "-" in told else len(told.strip().split(","))


if __name__ == "__main__":
    main()
