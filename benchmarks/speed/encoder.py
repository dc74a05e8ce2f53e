"""The reading encoder alone: words a second of its parts, and the memory that it takes.

    python -m benchmarks.speed.encoder [--reports N] [--threads N] [--again N]
                                       [--spacy PYTHON MODEL]

Measures, over the same real reports in a process of its own: the bare encoder (its layers and one
small head, the limit of what heads can leave), the encoder with all heads and well-formed trees,
and raw text to sentences and attributions. Words are the encoder's own. Beside them, where a Python
with spaCy and a model of `benchmarks.peers.spacy_trees` are given, the same texts through that, in
the same run. Written to `encoder.json`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.speed.end_to_end import sample

HERE = Path(__file__).parent


def main(arguments: Sequence[str]) -> int:
    """Measures and writes; with `--inner` does the reading itself."""
    settings = {
        name: int(arguments[arguments.index(f"--{name}") + 1])
        if f"--{name}" in arguments
        else usual
        for name, usual in (("reports", 400), ("threads", 2), ("again", 3))
    }
    if "--inner" in arguments:
        print(json.dumps(measure(settings["reports"], settings["threads"], settings["again"])))
        return 0
    command = [sys.executable, "-m", "benchmarks.speed.encoder", "--inner", *arguments]
    found = _told(command)
    if "--spacy" in arguments:
        python, model = arguments[arguments.index("--spacy") + 1 :][:2]
        command = [python, "-m", "benchmarks.peers.spacy_trees", "speed", model]
        found["spacy"] = _told([*command, "--reports", str(settings["reports"])])
    (HERE / "encoder.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for key, value in found.items():
        print(f"{key:<30} {value}")
    return 0


def _told(command: Sequence[str]) -> dict[str, Any]:
    """What a command prints as its last line, in JSON."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def bare(texts: Sequence[Any], threads: int, again: int) -> float:
    """The fewest seconds that the layers alone, with one small head, take for prepared texts."""
    import onnxruntime

    from dragoman.language import encoder

    session = encoder.session()
    only = onnxruntime.RunOptions()
    only.only_execute_path_to_fetches = True
    fed = [encoder.feed(batch, size) for batch, size in encoder.batches(texts)]

    def layers() -> None:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(lambda one: session.run(["factuality"], one, only), fed))

    return _seconds(layers, again)


def measure(count: int, threads: int, again: int) -> dict[str, Any]:
    """The best of several runs of each part."""
    from dragoman.language import analyse, encoder, heads
    from dragoman.language.split import split

    texts = [str(r["text"]) for r in sample(count)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    analyse(texts[:8], threads=threads)
    words = sum(len(split(t)) for t in texts)
    prepared = [encoder.prepare(split(t)) for t in texts]
    limit = bare(prepared, threads, again)
    full = _seconds(lambda: heads.read(prepared, threads), again)
    whole = _seconds(lambda: analyse(texts, threads=threads), again)
    alone = _seconds(lambda: analyse(texts, threads=1), again, time.process_time)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "reports": len(texts),
        "words": words,
        "threads": threads,
        "bare_encoder": round(words / limit),
        "with_heads_and_trees": round(words / full),
        "text_to_sentences": round(words / whole),
        "text_to_sentences_of_a_processor_second": round(words / alone),
        "megabytes_resident": round(after / 1024),
        "megabytes_before_reading": round(before / 1024),
    }


def _seconds(
    work: Callable[[], Any], again: int, clock: Callable[[], float] = time.perf_counter
) -> float:
    """The shortest of several runs."""
    best = float("inf")
    for _ in range(again):
        began = clock()
        work()
        best = min(best, clock() - began)
    return best


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
