"""A corpus, whole: what to read, what has been read, and the tables that come of it.

`OUT/manifest.json` says what was asked and by which reader; with the same question the work goes on
where it stopped, with another it is refused. The tables depend neither on the number of workers nor
on the engine.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import InputError
from dragoman.export.columns import MERGED, TABLES
from dragoman.ingest import reports
from dragoman.ingest.sources import files_of
from dragoman.scale import engine as engines
from dragoman.scale import joining, merging
from dragoman.scale.engine import Engine
from dragoman.scale.joining import Format
from dragoman.scale.parts import UNREAD, Part, counts_of, is_done, keep, parts, read_part

PARTS = ".parts"
MANIFEST = "manifest.json"
Progress = Callable[[int, dict[str, int]], None]
"""Called with the bytes read so far, and the rows of each table so far."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """What to read: sources as `ingest.reports` takes them, and how.

    With `merge`, events of different reports that are one are found, too.
    """

    sources: tuple[str, ...]
    published: str | None = None
    publisher: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    part: int = 256
    merge: bool = False

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that come of it."""
        return (*TABLES, MERGED) if self.merge else tuple(TABLES)

    def question(self) -> dict[str, Any]:
        """What the tables depend on: sources with their sizes and times, options, the reader."""
        from dragoman.read.version import reader

        seen = hashlib.sha256()
        for path in files_of(self.sources):
            told = path.stat()
            seen.update(f"{path}\x1f{told.st_size}\x1f{told.st_mtime_ns}\n".encode())
        return {
            "sources": list(self.sources),
            "files": seen.hexdigest()[:16],
            "published": self.published,
            "publisher": self.publisher,
            "columns": dict(self.columns),
            "part": self.part,
            "merge": self.merge,
            "reader": reader(),
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a corpus: rows of each table, their files, and parts read now.

    `unread` reports are in languages that are not read: each has its row, and no facts.
    """

    counts: dict[str, int]
    files: dict[str, str]
    parts: int
    read_now: int
    unread: int = 0


def code(
    corpus: Corpus,
    out: Path,
    *,
    workers: int | None = None,
    engine: Engine = "local",
    format: Format = "parquet",
    progress: Progress | None = None,
) -> Summary:
    """Reads a corpus into tables of events, quotations, reports and errors.

    Args:
        corpus: What to read.
        out: The folder for the tables and `manifest.json`; made where there is none.
        workers: Processes that read; by default one for each core of the machine or cluster.
        engine: Who reads: processes of this machine, or Daft here or on a Ray cluster.
        format: Of the tables.
        progress: Called now and then.

    Raises:
        InputError: the folder holds other work, or cannot be written, or the format or the engine
            needs a package that is not there.
        DragomanError: a worker died; what is done is kept.
    """
    if corpus.part < 1:
        raise InputError(f"--part: {corpus.part} is no number of reports; give 1 or more")
    if workers is not None and workers < 1:
        raise InputError(f"--workers: {workers} is no number of processes; give 1 or more")
    joining.check(format)
    engines.check(engine)
    question = corpus.question()
    told = _begin(out, question)
    named = {table: f"{table}.{format}" for table in corpus.tables}
    if told.get("complete") and all((out / name).is_file() for name in named.values()):
        return Summary(told["rows"], named, told["parts"], 0, told[UNREAD])
    held = out / PARTS
    total = dict.fromkeys((*TABLES, UNREAD), 0)
    consumed, numbers = 0, []

    def advance(size: int) -> None:
        nonlocal consumed
        consumed += size

    def count(found: dict[str, int]) -> None:
        for table, rows in found.items():
            total[table] += rows
        if progress is not None:
            progress(consumed, total)

    def undone() -> Iterator[Part]:
        found = reports(
            corpus.sources,
            published=corpus.published,
            publisher=corpus.publisher,
            columns=corpus.columns,
            advance=advance,
        )
        for part in parts(found, corpus.part, corpus.merge):
            numbers.append(part.number)
            if is_done(held, part.number):
                count(counts_of(held, part.number))
            else:
                yield part

    read_now = 0
    for found in engines.run(read_part, undone(), workers, engine):
        read_now += 1
        count(keep(found, held))
    unread = total.pop(UNREAD)
    if corpus.merge:
        total[MERGED] = merging.merge(held, numbers, workers, engine)
    files = joining.join(out, held, numbers, TABLES, format)
    if corpus.merge:
        files |= joining.join(out, *merging.finished(held), (MERGED,), format)
    summary = Summary(total, files, len(numbers), read_now, unread)
    done = {
        "rows": total,
        UNREAD: unread,
        "parts": len(numbers),
        "tables": files,
        "engine": engine,
        "python": sys.version.split()[0],
        "complete": True,
    }
    _write(out, {**question, **done})
    shutil.rmtree(held, ignore_errors=True)
    return summary


def _begin(out: Path, question: dict[str, Any]) -> dict[str, Any]:
    """Makes the folder ready; returns what its manifest tells of earlier work."""
    manifest = out / MANIFEST
    told: dict[str, Any] = {}
    try:
        if manifest.exists():
            told = msgspec.json.decode(manifest.read_bytes())
            changed = [k for k, v in question.items() if told.get(k) != v]
            if changed:
                raise InputError(
                    f"{out}: holds the work of another question ({', '.join(changed)} differ); "
                    "name another folder, or remove this one"
                )
        elif out.exists() and any(out.iterdir()):
            raise InputError(f"{out}: is no empty folder; name another one")
        (out / PARTS).mkdir(parents=True, exist_ok=True)
        if not manifest.exists():
            _write(out, {**question, "complete": False})
        return told
    except msgspec.DecodeError as error:
        raise InputError(f"{manifest}: is no manifest of ours; name another folder") from error
    except OSError as error:
        raise InputError(
            f"{out}: cannot be written ({error.strerror}); name another folder"
        ) from error


def _write(out: Path, told: dict[str, Any]) -> None:
    made = out / f"{MANIFEST}.new"
    made.write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")
    os.replace(made, out / MANIFEST)
