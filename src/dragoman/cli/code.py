"""`dragoman code`: a corpus into tables of events, quotations, reports and errors."""

from __future__ import annotations

from pathlib import Path

from dragoman.cli import terminal
from dragoman.errors import InputError
from dragoman.ingest.sources import total_bytes
from dragoman.scale.joining import Format


def code(
    *sources_and_out: str,
    workers: int | None = None,
    format: Format = "parquet",
    part: int = 256,
    published: str | None = None,
    publisher: str | None = None,
    json: bool = False,
) -> int:
    """A corpus into tables of events, quotations, reports and errors, with no ledger.

    Stopped and run again, it goes on where it was. The tables are the same whatever the number of
    workers.

    Args:
        sources_and_out: Files, folders, patterns or addresses, and last the folder to write to.
        workers: Processes that read; by default one for each core.
        format: parquet, jsonl or csv.
        part: Reports that are read together: what a stop may cost in work.
        published: The day of publication of all of them, where they do not say it right themselves.
        publisher: Who printed all of them.
        json: Write the numbers as JSON.
    """
    from dragoman.scale import Corpus
    from dragoman.scale import code as run

    if len(sources_and_out) < 2:
        raise InputError("code: name what to read, and last the folder to write to")
    *sources, out = sources_and_out
    if "-" in sources:
        raise InputError("code: standard input cannot be read again to go on; write it to a file")
    total = total_bytes(sources)
    with terminal.progress(total is not None) as bar:
        task = bar.add_task("reading", total=total, told="")

        def progress(consumed: int, rows: dict[str, int]) -> None:
            told = f"{rows['reports']} reports, {rows['events']} events, {rows['errors']} errors"
            bar.update(task, completed=consumed if total is not None else 0, told=told)

        corpus = Corpus(tuple(sources), published, publisher, part=part)
        done = run(corpus, Path(out), workers=workers, format=format, progress=progress)
    if json or terminal.piped():
        terminal.write_json({"out": out, **done.counts, "files": done.files})
    else:
        told = ", ".join(f"{number} {table}" for table, number in done.counts.items())
        terminal.write(f"{told}; in {out}")
    return InputError.exit_code if done.counts["errors"] else 0
