"""The engines daft and ray: the same work through Daft's two runners.

Items go to the workers, and what becomes of them comes back, as pickles in a column: no worker
needs the disk of another. By itself Daft would put functions of Python into one process and take
all items at once. Here each worker is a process, and memory stays bounded: on one machine items are
handed out as work comes back, one query for all, for every query starts its processes anew and
each of them loads the weights; on a cluster they go in waves of some items a worker, a query each.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator
from functools import cache
from itertools import islice
from queue import SimpleQueue
from typing import Any, TypeVar

from dragoman.errors import DragomanError, InputError

T = TypeVar("T")
R = TypeVar("R")

WAVE = 8
"""Items of a wave for each worker: more need more memory, with fewer all wait for the slowest."""

CARRIED = ("DRAGOMAN_KNOWLEDGE", "DRAGOMAN_LEXICON")
"""Variables on which reading depends; the workers of a cluster get ours."""


def check(engine: str) -> None:
    """Raises InputError where the engine needs a package that is not there."""
    _quiet()
    try:
        import daft  # noqa: F401 # only to see whether it is there

        if engine == "ray":
            import ray  # noqa: F401
    except ImportError as error:
        raise InputError(
            f"--engine {engine}: needs {error.name}; pip install 'dragoman[scale]'"
        ) from error


def run(
    work: Callable[[T], R], items: Iterable[T], workers: int | None, engine: str
) -> Iterator[R]:
    """Does `work` on each item through Daft; see `engine.run`."""
    check(engine)
    source = iter(items)
    # Without work there is nothing to start an engine for.
    held = list(islice(source, 1))
    if not held:
        return
    found = _begin(engine, workers)
    workers = workers or found
    if engine == "daft":
        yield from _stream(work, held, source, workers)
        return
    while held:
        held += islice(source, WAVE * workers - len(held))
        yield from _wave(work, held, workers)
        held = list(islice(source, 1))


def _stream(
    work: Callable[[T], R], first: list[T], source: Iterator[T], workers: int
) -> Iterator[R]:
    """All items in one query, each handed out when there is room for it."""
    import daft

    from dragoman.scale.engine import AHEAD

    given: SimpleQueue[bytes | None] = SimpleQueue()
    frame = _source(given).read()
    frame = frame.select(_hands(work, workers)(frame["item"]).alias("done"))
    results, out = _results(frame), 0
    try:
        for item in (*first, *islice(source, workers * AHEAD - len(first))):
            given.put(pickle.dumps(item))
            out += 1
        if out < workers * AHEAD:
            given.put(None)
        # Whoever is free takes the next: in order, each worker would wait for the slowest.
        with daft.execution_config_ctx(maintain_order=False):
            for found in results:
                yield found
                more = next(source, None)
                given.put(None if more is None else pickle.dumps(more))
    finally:
        given.put(None)  # for what reads waits for it, and what closes waits for what reads
        results.close()


def _source(given: SimpleQueue[bytes | None]) -> Any:
    """What a query reads: pickles of items as they are put into `given`, until None comes."""
    import pyarrow
    from daft import Schema
    from daft.io.source import DataSource, DataSourceTask
    from daft.recordbatch import RecordBatch

    shape = Schema.from_pyarrow_schema(pyarrow.schema([("item", pyarrow.large_binary())]))

    class Task(DataSourceTask):
        schema = shape

        async def read(self) -> AsyncIterator[RecordBatch]:
            while (item := await asyncio.to_thread(given.get)) is not None:
                yield RecordBatch.from_pydict({"item": [item]})

    class Items(DataSource):
        name = "items"
        schema = shape

        async def get_tasks(self, pushdowns: Any) -> AsyncIterator[DataSourceTask]:
            yield Task()

    return Items()


def _wave(work: Callable[[T], R], wave: list[T], workers: int) -> Iterator[R]:
    """Some items in a query of their own, each a partition, which the nodes share among them."""
    import daft

    frame = daft.from_pydict({"item": [pickle.dumps(item) for item in wave]})
    frame = frame.into_partitions(len(wave))
    yield from _results(frame.select(_hands(work, workers)(frame["item"]).alias("done")))


def _hands(work: Callable[[T], R], workers: int) -> Any:
    """`work` as a function of a column of pickles, which so many processes do, item by item."""
    import daft
    from daft import DataType

    from dragoman.read.version import reader

    class Work:
        """One worker's hands: Daft makes one of these in each process."""

        def __init__(self, expected: dict[str, str]) -> None:
            self.expected = expected

        @daft.method.batch(return_dtype=DataType.binary(), batch_size=1)
        def do(self, column: Any) -> list[bytes]:
            return [_safely(work, item, self.expected) for item in column.to_pylist()]

    hands: Any = daft.cls(Work, cpus=1, use_process=True, max_concurrency=workers)
    return hands(reader()).do


def _results(frame: Any) -> Generator[Any, None, None]:
    """What became of the items, as it comes back; errors of ours as themselves."""
    try:
        for row in frame.iter_rows():
            told, found = pickle.loads(row["done"])
            if not told:
                raise found
            yield found
    except DragomanError:
        raise
    except Exception as error:
        # What Daft raises for a worker that died or failed is of no one kind.
        raise DragomanError(
            f"a worker failed ({_last_line(error)}); run this again, it goes on where it stopped"
        ) from error


def _last_line(error: Exception) -> str:
    """What an error says last: above it these libraries write where they were."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1][:200] if lines else type(error).__name__


def _safely(work: Callable[[T], R], item: bytes, expected: dict[str, str]) -> bytes:
    """What becomes of an item, or the error that it is, as a pickle."""
    from dragoman.read.version import reader

    try:
        if reader() != expected:
            raise InputError(
                "a worker has another reader than this machine; install one version of dragoman "
                "and the same tables on all"
            )
        return pickle.dumps((True, work(pickle.loads(item))))
    except DragomanError as error:
        return pickle.dumps((False, error))


def _begin(engine: str, workers: int | None) -> int:
    """Sets Daft's runner, which it lets be set once in a process; returns the number of cores.

    Ray is the cluster that RAY_ADDRESS names, or is started here.
    """
    import daft

    from dragoman.scale.engine import cores

    if engine == "daft":
        if daft.get_or_infer_runner_type() == "ray":
            raise InputError(
                "--engine daft: Daft runs on Ray in this process already; use --engine ray"
            )
        _native()
        return cores()
    import ray

    cluster: Any = ray
    if not cluster.is_initialized():
        carried = {name: os.environ[name] for name in CARRIED if name in os.environ}
        address = os.environ.get("RAY_ADDRESS")
        try:
            cluster.init(
                num_cpus=None if address else workers,
                include_dashboard=False if address is None else None,
                log_to_driver=False,
                logging_level=logging.ERROR,
                runtime_env={"env_vars": carried},
            )
        except (OSError, RuntimeError, ValueError) as error:
            where = f"the cluster at {address} does not answer" if address else "cannot be started"
            raise DragomanError(f"--engine ray: {where} ({_last_line(error)})") from error
    daft.set_runner_ray(noop_if_initialized=True)
    return max(1, int(cluster.cluster_resources().get("CPU", 1)))


@cache
def _native() -> None:
    import daft

    daft.set_runner_native()


def _quiet() -> None:
    """Neither library reports to its makers that and how it is used, nor draws bars over ours."""
    for name, value in (
        ("DAFT_ANALYTICS_ENABLED", "0"),
        ("DO_NOT_TRACK", "true"),
        ("RAY_USAGE_STATS_ENABLED", "0"),
        ("DAFT_PROGRESS_BAR", "0"),
    ):
        os.environ.setdefault(name, value)
