"""Who does the work: this process, a process a core, or Daft on one machine or a Ray cluster.

All three do the same: a function of one item, over items that are handed out as they come and no
more than some ahead, so that memory does not grow with the corpus. Only the caller writes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Literal, TypeVar

from dragoman.errors import DragomanError, InputError

Engine = Literal["local", "daft", "ray"]
T = TypeVar("T")
R = TypeVar("R")

AHEAD = 2
"""Items that wait for each worker beside the one it has."""


def run(
    work: Callable[[T], R], items: Iterable[T], workers: int | None, engine: Engine = "local"
) -> Iterator[R]:
    """Does `work` on each item; yields what becomes of them, in no set order.

    Args:
        work: A function of a module, which another process can import.
        items: What to work on; they and what becomes of them can be pickled.
        workers: Processes; by default one for each core of the machine or of the cluster.
        engine: Who does the work.

    Raises:
        InputError: `workers` is no number of processes, or the engine is not installed.
        DragomanError: a worker died, most often for want of memory.
    """
    if workers is not None and workers < 1:
        raise InputError(f"--workers: {workers} is no number of processes; give 1 or more")
    if engine == "local":
        return _local(work, items, cores() if workers is None else workers)
    from dragoman.scale import by_daft

    return by_daft.run(work, items, workers, engine)


def check(engine: Engine) -> None:
    """Raises InputError where the engine needs a package that is not there."""
    if engine != "local":
        from dragoman.scale import by_daft

        by_daft.check(engine)


def cores() -> int:
    """Cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system can tell
        return os.cpu_count() or 1


def died(error: Exception) -> DragomanError:
    """What is told when a worker died under its work."""
    return DragomanError(
        "a worker died, most often for want of memory; run this again with fewer --workers, "
        "it goes on where it stopped"
    )


def _local(work: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R]:
    if workers == 1:
        for item in items:
            yield work(item)
        return
    # Forked processes may inherit locks held by the threads of this one; spawned ones do not.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        waiting: set[Future[R]] = set()
        for item in items:
            waiting.add(pool.submit(work, item))
            if len(waiting) >= workers * AHEAD:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        for future in waiting:
            yield future.result()
    except BrokenProcessPool as error:
        raise died(error) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
