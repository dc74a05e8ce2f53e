"""What handing out work costs on each engine: items that only wait, with one worker and with two.

    python -m benchmarks.scale.handing [--engines local,daft,ray]

An item waits as long as a part takes to read, and the first of each process as long as weights take
to load; so that workers share no processor, two can do twice as much as one, and what is short of
that the engine loses. The figure holds where others use the machine, too, as `code`'s does not.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time

from benchmarks.quality import shared

ITEMS = 40
LOADING = 0.8
_loaded = False


def wait(seconds: float) -> float:
    """One item."""
    global _loaded
    time.sleep(seconds + (0 if _loaded else LOADING))
    _loaded = True
    return seconds


def rate(engine: str, workers: int) -> float:
    """Items a second, from when each worker has done one."""
    from dragoman.scale.engine import run

    draw = random.Random(1)
    items = [draw.uniform(0.15, 0.55) for _ in range(ITEMS)]
    began = time.perf_counter()
    done = [time.perf_counter() - began for _ in run(wait, items, workers, engine)]  # type: ignore[arg-type]
    return (len(done) - workers) / (done[-1] - done[workers - 1])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--engines", default="local,daft,ray")
    parser.add_argument("--inner", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inner:
        # Under this name the workers find what to do.
        from benchmarks.scale import handing

        print(handing.rate(given.inner[0], int(given.inner[1])))
        return
    for engine in given.engines.split(","):
        rates = []
        for workers in ("1", "2"):
            command = [sys.executable, "-m", "benchmarks.scale.handing", "--inner", engine, workers]
            done = subprocess.run(
                command, check=True, capture_output=True, text=True, cwd=shared.ROOT
            )
            rates.append(float(done.stdout.splitlines()[-1]))
        one, two = rates
        print(
            f"{engine:<6} {one:.2f} and {two:.2f} items a second: {two / one:.2f} times", flush=True
        )


if __name__ == "__main__":
    main()
