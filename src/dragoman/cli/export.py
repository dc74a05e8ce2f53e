"""`dragoman export`: what a ledger holds, in a format that others read."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Literal

from cyclopts import Parameter

from dragoman.cli import terminal
from dragoman.codes import EventType, Level, Status
from dragoman.errors import InputError
from dragoman.export.formats import FORMATS, Format, From

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.ledger.overview import Wanted

Name = Literal[
    "csv",
    "jsonl",
    "parquet",
    "xlsx",
    "plover",
    "gdelt",
    "gdelt-mentions",
    "ftm",
    "gexf",
    "jsonld",
    "judgements",
    "ical",
]


def export(
    format: Name,
    /,
    *,
    output: Annotated[Path | None, Parameter(alias="-o", allow_leading_hyphen=True)] = None,
    ledger: str | None = None,
    pair: tuple[str, str] | None = None,
    side: str | None = None,
    type: EventType | None = None,
    status: Status | None = None,
    level: Level | None = None,
    outlet: str | None = None,
    words: str | None = None,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    header: bool = True,
) -> None:
    """What a ledger holds, in a format that others read.

    Args:
        format: What each report says: csv, parquet, xlsx or plover (events), jsonl (whole records).
            Events merged over reports, with judgements laid over them: gdelt and gdelt-mentions
            (GDELT 2.0's tables), ftm (FollowTheMoney), gexf (a network), jsonld (schema.org and
            PROV). What analysts said of events, to learn from: judgements (JSON lines). The dates
            ahead of one pair: ical.
        output: The file to write, - for standard output, which it is by default.
        ledger: The ledger: a path, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.
        pair: Only events between two states, by names or codes.
        side: Only events that this state has a side in.
        type: Only of this type, as CONSULT.
        status: Only of this status, as planned.
        level: Only of this level, as leaders.
        outlet: Only from reports of this publisher.
        words: Only from reports that hold all of these words.
        since: Only on or after this day (2024-01-15).
        until: Only on or before this day.
        as_of: For ical, the day on which it is asked what lies ahead.
        header: The names of the columns first; GDELT's own files have none.
    """
    from dragoman.ledger import Ledger
    from dragoman.ledger.overview import Wanted

    kind = FORMATS[format]
    wanted = Wanted(
        words=words or None,
        pair=_pair(pair) if pair is not None else None,
        type=type,
        status=status,
        level=level,
        side=_code(side) if side is not None else None,
        outlet=outlet or None,
        since=_day(since, "--since"),
        until=_day(until, "--until"),
    )
    _check(kind, wanted, as_of, header)
    with Ledger(ledger, create=False) as kept, _opened(output, kind) as file:
        written = _write(kept, kind, wanted, as_of, header, file)
    terminal.note(f"{written} {kind.counts} written")


def _write(
    kept: Ledger, kind: Format, wanted: Wanted, as_of: str | None, header: bool, file: BinaryIO
) -> int:
    from dragoman.ledger import overview

    more: dict[str, Any] = {"header": header} if kind.names else {}
    write = kind.writer()
    if kind.source is From.RECORDS:
        return write(overview.records(kept, wanted), file)
    if kind.source is From.EVENTS:
        return write(overview.walk(kept, wanted), file, **more)
    if kind.source is From.MENTIONS:
        return write(overview.walk(kept, wanted), kept.records, file, **more)
    if kind.source is From.JUDGEMENTS:
        return write(kept.examples(), file)
    assert wanted.pair is not None
    return write(kept.dossier(*wanted.pair, as_of), file)


def _check(kind: Format, wanted: Wanted, as_of: str | None, header: bool) -> None:
    """Refuses what a format cannot hold.

    Raises:
        InputError: the message says which option, and what to do.
    """
    from dataclasses import fields

    if not header and not kind.names:
        raise InputError(f"--no-header: {kind.name} is no table of GDELT's; leave it out")
    if kind.source is not From.DOSSIER and as_of is not None:
        raise InputError(f"--as-of: {kind.name} holds what is there; narrow it with --until")
    if kind.source is From.JUDGEMENTS:
        if wanted != type(wanted)():
            raise InputError(f"{kind.name}: holds all that analysts said; leave the filters out")
        return
    if kind.source is not From.DOSSIER:
        return
    if wanted.pair is None:
        raise InputError(f"{kind.name}: holds the dates ahead of two states; give --pair IND RUS")
    given = [f.name for f in fields(wanted) if f.name != "pair" and getattr(wanted, f.name)]
    if given:
        raise InputError(
            f"--{given[0]}: {kind.name} holds all dates ahead of a pair; leave it out, or take "
            "another format"
        )


def _pair(pair: tuple[str, str]) -> tuple[str, str]:
    one, two = sorted(map(_code, pair))
    if one == two:
        raise InputError(f"--pair {' '.join(pair)}: are the same state; give two")
    return one, two


def _code(name: str) -> str:
    from dragoman.dossier import side

    return side(name)


def _day(given: str | None, option: str) -> str | None:
    from dragoman.dates import check_published

    return check_published(given, option)[:10] if given is not None else None


@contextlib.contextmanager
def _opened(output: Path | None, kind: Format) -> Iterator[BinaryIO]:
    """The file to write. One that is not finished is not left behind, and replaces none."""
    if output is None or str(output) == "-":
        if kind.binary and sys.stdout.isatty():
            raise InputError(f"{kind.name}: is no text that a terminal could show; give -o FILE")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    plain = not output.exists() or output.is_file()
    made = output.with_name(output.name + ".part") if plain else output
    try:
        with made.open("wb") as file:
            yield file
        if plain:
            os.replace(made, output)
    except OSError as error:
        raise InputError(
            f"{output}: cannot be written ({error.strerror}); name another file"
        ) from error
    finally:
        if plain:
            with contextlib.suppress(OSError):
                made.unlink()
