"""One process that works alone for some seconds, and says how much it got done in each.

    python -m benchmarks.scale.limit encoder|python|reading SECONDS

Prints "ready" when it has loaded what it needs, and begins when it reads a line. `encoder` is the
bare layers in onnxruntime on one thread, `python` counting words without any library, `reading`
reports into records. See `benchmarks.scale.code`.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable

from benchmarks.speed.end_to_end import sample

REPORTS = 20


def main(what: str, seconds: float) -> None:
    step = {"encoder": _encoder, "python": _python, "reading": _reading}[what]()
    step()
    print("ready", flush=True)
    sys.stdin.readline()
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        done += step()
    print(done / (time.perf_counter() - began))


def _texts() -> list[str]:
    return [report["text"] for report in sample(REPORTS)]


def _encoder() -> Callable[[], int]:
    import onnxruntime

    from dragoman.language import encoder
    from dragoman.language.split import split

    session = encoder.session()
    only = onnxruntime.RunOptions()
    only.only_execute_path_to_fetches = True
    prepared = [encoder.prepare(split(text)) for text in _texts()]
    fed = [encoder.feed(batch, size) for batch, size in encoder.batches(prepared)]
    left = iter(fed)

    def step() -> int:
        nonlocal left
        one = next(left, None)
        if one is None:
            left = iter(fed)
            one = next(left)
        session.run(["factuality"], one, only)
        return 1

    return step


def _python() -> Callable[[], int]:
    words = " ".join(_texts()).split()

    def step() -> int:
        return len(Counter(w.casefold() for w in words)) and 1

    return step


def _reading() -> Callable[[], int]:
    from dragoman.read.reader import read_many

    reports = sample(REPORTS)
    place = 0

    def step() -> int:
        nonlocal place
        list(read_many(reports[place : place + 4], threads=1))
        place = (place + 4) % REPORTS
        return 4

    return step


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
