"""`dragoman code`: a corpus into tables of events, quotations, reports and errors."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dragoman.cli import terminal
from dragoman.cli.columns import mapped
from dragoman.cli.given import day, there
from dragoman.cli.unread import told_unread
from dragoman.errors import InputError
from dragoman.ingest.sources import total_bytes
from dragoman.scale.engine import Engine
from dragoman.scale.joining import Format


def code(
    *sources_and_out: str,
    workers: int | None = None,
    engine: Engine = "local",
    format: Format = "parquet",
    merge: bool = False,
    part: int = 256,
    published: str | None = None,
    publisher: str | None = None,
    columns: str | None = None,
    json: terminal.AsJson = None,
) -> int:
    """A corpus into tables of events, quotations, reports and errors, with no ledger.

    Stopped and run again, it goes on where it was. The tables are the same whatever the number of
    workers and whatever the engine.

    Args:
        sources_and_out: Files, folders, patterns or addresses, and last the folder to write to.
        workers: Processes that read; by default one for each core of the machine or the cluster.
        engine: local, daft (through Daft on this machine) or ray (on the cluster that the variable
            RAY_ADDRESS names, or on this machine).
        format: parquet, jsonl or csv.
        merge: Find the events that several reports tell of, too, and write merged_events.
        part: Reports that are read together: what a stop may cost in work.
        published: The day of publication of all of them, where they do not say it right themselves.
        publisher: Who printed all of them.
        columns: For tables, our names of fields and theirs: "text=Body,published=Day".
        json: The numbers as JSON, or with --no-json in words, wherever the output goes.
    """
    from dragoman.scale import Corpus
    from dragoman.scale import code as run

    if len(sources_and_out) < 2:
        raise InputError("code: name what to read, and last the folder to write to")
    *sources, out = sources_and_out
    if "-" in sources:
        raise InputError("code: standard input cannot be read again to go on; write it to a file")
    there(sources)
    published = day(published)
    total = total_bytes(sources)
    with terminal.progress(total is not None) as bar:
        task = bar.add_task("reading", total=total, told="")

        def progress(consumed: int, rows: dict[str, int]) -> None:
            told = f"{rows['reports']} reports, {rows['events']} events, {rows['errors']} errors"
            bar.update(task, completed=consumed if total is not None else 0, told=told)

        corpus = Corpus(
            tuple(sources), published, publisher, mapped(columns), part=part, merge=merge
        )
        try:
            done = run(
                corpus, Path(out), workers=workers, engine=engine, format=format, progress=progress
            )
        except KeyboardInterrupt:
            bar.stop()
            return _stopped(engine)
    if terminal.as_json(json):
        terminal.write_json({"out": out, **done.counts, "unread": done.unread, "files": done.files})
    else:
        told = ", ".join(f"{number} {table}" for table, number in done.counts.items())
        terminal.write(f"{told}{told_unread(done.unread)}; in {out}")
    return InputError.exit_code if done.counts["errors"] else 0


def _stopped(engine: Engine) -> int:
    """Says that the work goes on when it is asked for again; returns the exit status."""
    from dragoman.cli.main import INTERRUPTED

    terminal.note("dragoman: stopped; run this again, and it goes on after the last finished part")
    if engine != "local":
        # Threads of Daft that are still at work would abort the program when Python takes itself
        # down, and leave a core dump.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(INTERRUPTED)
    return INTERRUPTED
