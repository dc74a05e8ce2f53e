"""Who reads the parts: this process, or one process a core.

Parts are handed out as they come and no more than a few ahead, so that memory does not grow with
the corpus. Each process reads with one thread: two processes of one thread are faster than one of
two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.scale.parts import Part, read_part

AHEAD = 2
"""Parts that wait for each worker beside the one it reads."""


def run(parts: Iterable[Part], out: Path, workers: int) -> Iterator[dict[str, int]]:
    """Reads parts; yields how many rows each has got, as they are done.

    Raises:
        DragomanError: a worker died, most often for want of memory. What is done is kept.
    """
    if workers == 1:
        for part in parts:
            yield read_part(part, out, 1)
        return
    # Forked processes may inherit locks held by the threads of this one; spawned ones do not.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        waiting: set[Future[dict[str, int]]] = set()
        for part in parts:
            waiting.add(pool.submit(read_part, part, out, 1))
            if len(waiting) >= workers * AHEAD:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        for future in waiting:
            yield future.result()
    except BrokenProcessPool as error:
        raise DragomanError(
            f"{out.parent}: a worker died, most often for want of memory; run this again with "
            "fewer --workers, it goes on where it stopped"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
