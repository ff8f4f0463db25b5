"""Tables to take along: the register and the figures as XLSX (openpyxl) and as CSV that Excel opens in Chinese.

What documents say is written as text, never as a formula: in a workbook by the cell's type, in CSV, which has no types,
by an apostrophe before the sign (OWASP, “CSV Injection”).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | None

XLSX_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_MEDIA = "text/csv"
LONGEST_CELL = 32_767  # characters that Excel holds in one cell
LONGEST_NAME = 31  # characters of a sheet's name
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")  # Excel for Chinese reads the full-width signs as formulas too
_TOP = Alignment(vertical="top", wrap_text=True)
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its heading and its width in half-width characters."""

    name: str
    width: int


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table to be written: ``remarks`` (what was chosen, what is missing) go onto a sheet of their own."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    remarks: tuple[str, ...] = ()
    remarks_name: str = "说明"


def as_csv(sheet: Sheet) -> bytes:
    """Heading and rows as CSV in UTF-8 with a byte order mark, without which Excel takes Chinese for a legacy encoding."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([_as_text(column.name) for column in sheet.columns])
    writer.writerows([[_as_text(value) for value in row] for row in sheet.rows])
    return lines.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook: the table with a fixed heading and a filter, then the remarks."""
    book = Workbook()
    table = book.worksheets[0]
    table.title = _sheet_name(sheet.name)
    _fill(table, [[column.name for column in sheet.columns], *sheet.rows])
    _lay_out(table, sheet.columns)
    if sheet.remarks:
        notes = book.create_sheet(_sheet_name(sheet.remarks_name))
        _fill(notes, [[remark] for remark in sheet.remarks])
        notes.column_dimensions["A"].width = 100
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _as_text(value: Value) -> Value:
    """A cell of CSV: numbers as they are, text guarded where a spreadsheet would calculate it."""
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value


def _sheet_name(name: str) -> str:
    return _NOT_IN_NAME.sub(" ", name)[:LONGEST_NAME].strip() or "1"


def _fill(table: Worksheet, rows: Iterable[Sequence[Value]]) -> None:
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            _write(table.cell(row=number, column=column), value)


def _write(cell: Cell | MergedCell, value: Value) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
        cell.data_type = "s"  # openpyxl would take "=…" for a formula
        if _FORMULA.match(value):
            cell.quotePrefix = True  # and Excel would on the next edit
    elif value is not None:
        cell.value = value
    cell.alignment = _TOP


def _lay_out(table: Worksheet, columns: Sequence[Column]) -> None:
    for place, column in enumerate(columns, start=1):
        table.column_dimensions[get_column_letter(place)].width = column.width
        heading = table.cell(row=1, column=place)
        heading.font = Font(bold=True)
        heading.fill = PatternFill("solid", fgColor="E4EEF2")
    table.freeze_panes = "A2"
    table.auto_filter.ref = table.dimensions
