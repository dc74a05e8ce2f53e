"""Records as an Excel workbook: a sheet each of events, quotations and reports.

The columns are those of the tables that `dragoman code` writes. Days are dates and figures numbers;
all else is text, so that no cell is ever taken for a formula. The first row is frozen and filters.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, BinaryIO

from dragoman.errors import InputError
from dragoman.export.columns import TABLES, rows
from dragoman.export.shared import need
from dragoman.record import Record

SHEETS = ("events", "quotations", "reports")
ROWS = 1_048_576
"""Rows of a sheet, at most (Excel's own limit), with the names of the columns."""
CHARACTERS = 32_767
"""Characters of a cell, at most (Excel's own limit)."""
_DAYS = frozenset({"date", "date_end"})
_OLDEST = 1900
_MADE = datetime(2024, 1, 1)  # of the file's properties: the same records give the same file
_WIDE = frozenset({"evidence", "content", "title"})


def write(records: Iterable[Record], file: BinaryIO) -> int:
    """Writes records as a workbook.

    Args:
        records: What to write, one at a time; memory does not grow with them.
        file: Open for writing in binary.

    Returns:
        How many events were written.

    Raises:
        SettingsError: xlsxwriter is not installed.
        InputError: there are more rows than a sheet holds.
    """
    xlsxwriter = need("xlsxwriter", "xlsx")
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    try:
        book.set_properties({"created": _MADE, "comments": "Written by Dragoman."})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheets = {name: book.add_worksheet(name) for name in SHEETS}
        for name, sheet in sheets.items():
            _head(sheet, TABLES[name], bold)
        filled = dict.fromkeys(SHEETS, 0)
        for record in records:
            for name, row in rows(record):
                filled[name] += 1
                if filled[name] >= ROWS:
                    raise InputError(
                        f"xlsx: a sheet holds {ROWS - 1:,} {name}; narrow the export, as with "
                        "--since, or take parquet"
                    )
                for place, column in enumerate(TABLES[name]):
                    _cell(sheets[name], filled[name], place, column, row.get(column), day)
        for name, sheet in sheets.items():
            sheet.autofilter(0, 0, max(filled[name], 1), len(TABLES[name]) - 1)
    finally:
        book.close()
    return filled["events"]


def _head(sheet: Any, columns: tuple[str, ...], bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, 60 if column in _WIDE else 16)
        sheet.write_string(0, place, column, bold)


def _cell(sheet: Any, row: int, place: int, column: str, value: Any, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, (int, float)):
        sheet.write_number(row, place, value)
    elif column in _DAYS and int(str(value)[:4]) >= _OLDEST:
        sheet.write_datetime(row, place, datetime.fromisoformat(str(value)), day)
    else:
        text = str(value)
        if len(text) > CHARACTERS:
            text = text[: CHARACTERS - 1] + "…"
        sheet.write_string(row, place, text)
