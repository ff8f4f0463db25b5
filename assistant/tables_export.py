"""Tables to take along: the register and the figures as XLSX and as CSV that Excel opens in Chinese.

What documents say is written as text, never as a formula: in a workbook by the cell's type, in CSV, which has no types,
by an apostrophe before the sign (OWASP, “CSV Injection”).
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

Value = str | int | float | None

XLSX_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_MEDIA = "text/csv"
LONGEST_CELL = 32_767  # characters that Excel holds in one cell
LONGEST_NAME = 31  # characters of a sheet's name
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")  # Excel for Chinese reads the full-width signs as formulas too


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


def as_xlsx(sheet: Sheet) -> bytes:
    """The sheet as a workbook."""
    from assistant.workbook import workbook

    return workbook(sheet)


def as_csv(sheet: Sheet) -> bytes:
    """Heading and rows as CSV in UTF-8 with a byte order mark, without which Excel takes Chinese for a legacy encoding."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([_as_text(column.name) for column in sheet.columns])
    writer.writerows([[_as_text(value) for value in row] for row in sheet.rows])
    return lines.getvalue().encode("utf-8-sig")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would calculate the text."""
    return _FORMULA.match(text) is not None


def _as_text(value: Value) -> Value:
    """A cell of CSV: numbers as they are, text guarded where a spreadsheet would calculate it."""
    return "'" + value if isinstance(value, str) and is_formula(value) else value
