"""A sheet as a workbook that Excel opens (openpyxl, which is imported only when a workbook is asked for)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.tables_export import LONGEST_CELL, LONGEST_NAME, Column, Sheet, Value, is_formula

_TOP = Alignment(vertical="top", wrap_text=True)
_BOLD = Font(bold=True)
_HEADING = PatternFill("solid", fgColor="E4EEF2")
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\']")


def workbook(sheet: Sheet) -> bytes:
    """The table with a fixed heading and a filter, then the remarks on a sheet of their own."""
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
        if is_formula(value):
            cell.quotePrefix = True  # and Excel would on the next edit
    elif value is not None:
        cell.value = value
    cell.alignment = _TOP


def _lay_out(table: Worksheet, columns: Sequence[Column]) -> None:
    for place, column in enumerate(columns, start=1):
        table.column_dimensions[get_column_letter(place)].width = column.width
        heading = table.cell(row=1, column=place)
        heading.font, heading.fill = _BOLD, _HEADING
    table.freeze_panes = "A2"
    table.auto_filter.ref = table.dimensions
