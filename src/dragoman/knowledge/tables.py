"""Tables of knowledge: tab-separated files with a header, read leanly and checked cell by cell.

A row is split and matched against the header. The package's own tables are trusted when loaded and
checked by `dragoman knowledge check`; a user's are checked as they are loaded, and the first broken
row is named.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TypeVar

from dragoman.codes import Sector
from dragoman.errors import ModelError

S = TypeVar("S")
T = TypeVar("T")
HERE = Path(__file__).parent / "tables"

_SECTORS = frozenset(str(s) for s in Sector)
_DAY = re.compile(r"~?\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")
_STATE = re.compile(r"[A-Z][A-Z0-9]{1,6}\Z")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, whether a cell may be empty, and what a cell must be.

    `test` takes the cell and says whether it will do, `wanted` says in words what would.
    """

    name: str
    required: bool = False
    test: Callable[[str], bool] | None = None
    wanted: str = ""


def code(name: str = "state", required: bool = True) -> Column:
    """A column of codes of states or organisations."""
    return Column(
        name, required, lambda c: _STATE.match(c) is not None, "a code such as IND or EUU"
    )


def day(name: str) -> Column:
    """A column of days, months or years, `~` before one that is inferred."""
    return Column(name, False, _is_day, "a date such as 2024-01-15, 2024-01 or ~2024")


def whole_day(name: str, required: bool = True) -> Column:
    """A column of days of the calendar."""
    return Column(
        name, required, lambda c: len(c) == 10 and c[0] != "~" and _is_day(c), "a day, 2024-01-15"
    )


def sector(name: str = "sector") -> Column:
    """A column of PLOVER sectors."""
    return Column(
        name, True, lambda c: c in _SECTORS, "one of PLOVER's sectors, such as GOV or REB"
    )


def among(name: str, *values: str) -> Column:
    """A column that holds one of a few words."""
    return Column(name, True, lambda c: c in values, f"one of {', '.join(values)}")


def among_or_none(name: str, *values: str) -> Column:
    """A column that holds one of a few words, or nothing."""
    return Column(name, False, lambda c: c in values, f"one of {', '.join(values)}, or nothing")


def degrees(name: str, limit: int) -> Column:
    """A column of degrees of latitude or longitude."""
    return Column(name, False, lambda c: _within(c, limit), f"degrees between -{limit} and {limit}")


def _is_day(cell: str) -> bool:
    if _DAY.match(cell) is None:
        return False
    parts = cell.lstrip("~").split("-")
    if len(parts) < 3:
        return True
    from datetime import date

    try:
        date(*map(int, parts))
    except ValueError:
        return False
    return True


def _within(cell: str, limit: int) -> bool:
    try:
        return abs(float(cell)) <= limit
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a table: the file, the line, and what is wrong with it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}"


def rows(path: Path, columns: tuple[Column, ...]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table as (line number, cells in the order of `columns`); empty cells are "".

    Columns are found by their names in the header, so a user's file may leave out those that may
    be empty. Lines that begin with `#` are comments.

    Raises:
        ModelError: the file cannot be read, or its header lacks a column that must be there.
    """
    lines = _lines(path)
    order: list[int] | None = None
    straight, width = False, 0
    for number, line in enumerate(lines, 1):
        if not line or line[0] == "#" or line == "\r":
            continue
        cells = (line[:-1] if line[-1] == "\r" else line).split("\t")
        if straight and len(cells) == width:
            yield number, cells
            continue
        if order is None:
            order = _order(path, number, cells, columns)
            width = len(cells)
            straight = order == list(range(width))
            continue
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        elif len(cells) > width:
            raise ModelError(
                str(Fault(path.name, number, f"{len(cells)} cells under {width} columns"))
                + "; divide cells by one tab each"
            )
        yield number, cells if straight else [cells[i] if i >= 0 else "" for i in order]


def cells(path: Path, columns: tuple[Column, ...]) -> list[list[str]]:
    """The cells of `rows`, all at once: much quicker where the header is ours."""
    found = [line.split("\t") for line in _lines(path) if line and line[0] != "#"]
    width = len(columns)
    if not found or found[0] != [c.name for c in columns]:
        return [row for _, row in rows(path, columns)]
    del found[0]
    for row in [row for row in found if len(row) != width]:
        if len(row) > width or row == ["\r"]:
            return [row for _, row in rows(path, columns)]
        row += [""] * (width - len(row))
    return found


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(
            f"{path}: the table cannot be read ({error}); it must be UTF-8 text"
        ) from error


def _order(path: Path, line: int, header: list[str], columns: tuple[Column, ...]) -> list[int]:
    names = [c.strip() for c in header]
    wanted = [c.name for c in columns]
    unknown = [n for n in names if n not in wanted]
    lacking = [c.name for c in columns if c.required and c.name not in names]
    if unknown or lacking:
        what = f"unknown column {unknown[0]!r}" if unknown else f"column {lacking[0]!r} is missing"
        raise ModelError(f"{path.name}, line {line}: {what}; columns are {', '.join(wanted)}")
    return [names.index(n) if n in names else -1 for n in wanted]


def faults(path: Path, columns: tuple[Column, ...]) -> Iterator[Fault]:
    """What is wrong with the cells of a table, row by row."""
    for number, cells in rows(path, columns):
        for column, cell in zip(columns, cells, strict=True):
            if cell != cell.strip():
                yield Fault(
                    path.name, number, f"{column.name} {cell!r} has white space at its edge"
                )
            elif not cell:
                if column.required:
                    yield Fault(path.name, number, f"{column.name} is empty")
            elif column.test is not None and not column.test(cell):
                yield Fault(path.name, number, f"{column.name} {cell!r} is not {column.wanted}")


def checked(path: Path, columns: tuple[Column, ...]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a user's table, each checked.

    Raises:
        ModelError: a row is broken; the message names file, line and cell.
    """
    for fault in faults(path, columns):
        raise ModelError(f"{path.parent}/{fault}; correct the row or take it out")
    yield from rows(path, columns)


def to_stay(make: Callable[[S], T]) -> Callable[[S], T]:
    """`make` without the collector of garbage: it would look a dozen times through what is made,
    of which nothing is.
    """

    @wraps(make)
    def made(held: S) -> T:
        if not gc.isenabled():
            return make(held)
        gc.disable()
        try:
            return make(held)
        finally:
            gc.enable()

    return made


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, divided by ";"."""
    return tuple([v.strip() for v in cell.split(";")]) if cell else ()
