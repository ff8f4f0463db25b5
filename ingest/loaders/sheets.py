"""Spreadsheets as blocks: title lines, a header and rows, with merged cells carried and figures as the sheet prints them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import takewhile
from typing import Any

import openpyxl
import python_calamine

from ingest.errors import UnreadableFileError
from ingest.loaders.archive import Archive, locked
from ingest.loaders.cell_format import printed
from ingest.loaders.header_labels import looks_like_header
from ingest.loaders.ods import read_ods
from ingest.loaders.spaces import tidy
from ingest.loaders.tables import GridCell, GridRow, table_blocks
from ingest.loaders.xls_formats import Formats, sheet_formats
from ingest.records import Block, LoadedFile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MAX_ROWS = 100_000
_MAX_COLUMNS = 200
_MAX_MERGED = 100_000
_SECTOR = 512  # calamine panics over an .xls that ends within a sector; zeros fill it up
_EMPTY_FORMULA = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>|</c>)")
_NO_NAME = re.compile(r"(?:Sheet|工作表|表)\s*\d*", re.IGNORECASE)
_FRACTION = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: its printed texts by row and column, and its merged ranges (top, left, bottom, right), both from 0."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


def load_xlsx(name: str, data: bytes) -> LoadedFile:
    """The visible sheets of an .xlsx file; raises UnreadableFileError where it is damaged or holds no text."""
    archive = Archive(name, data)
    archive.refuse_declarations()
    notes: list[str] = []
    workbook = _calamine(name, data)
    hidden = _hidden(workbook)
    merged = {title: _merged(workbook, title) for title in _worksheets(workbook) if title not in hidden}
    try:
        sheets = [sheet for sheet in _xlsx_sheets(data, merged) if sheet.name not in hidden]
    except Exception:  # openpyxl raises whatever it stumbles over in styles that other programs write
        sheets = list(_calamine_sheets(workbook, hidden))
        notes += _format_note(sheets)
    notes += _hidden_note(hidden)
    empty = sum(
        len(_EMPTY_FORMULA.findall(archive.read(part)))
        for part in archive.names
        if part.startswith("xl/worksheets/sheet")
    )
    if empty:
        notes.append(f"有 {empty} 个公式没有保存计算结果，未能读出数值；请用 Excel 或 WPS 打开并保存后重新加入")
    return _loaded(name, XLSX, sheets, notes)


def load_xls(name: str, data: bytes) -> LoadedFile:
    """The visible sheets of an old .xls file; a note says where its number formats cannot be read."""
    workbook = _calamine(name, data)
    hidden = _hidden(workbook)
    formats = sheet_formats(data)
    sheets = list(_calamine_sheets(workbook, hidden, formats))
    return _loaded(name, XLS, sheets, [*([] if formats else _format_note(sheets)), *_hidden_note(hidden)])


def load_ods(name: str, data: bytes) -> LoadedFile:
    """The visible sheets of an OpenDocument spreadsheet, its cells as they are displayed."""
    sheets = [Sheet(name=table.name, rows=table.rows, merged=table.merged) for table in read_ods(Archive(name, data))]
    return _loaded(name, ODS, sheets, [])


def _loaded(name: str, media_type: str, sheets: Sequence[Sheet], notes: Sequence[str]) -> LoadedFile:
    filled = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not filled:
        raise UnreadableFileError(name, "表格里没有内容", "the spreadsheet holds nothing")
    blocks: list[Block] = []
    table = 0
    for sheet in filled:
        found: list[Block] = []
        for rows in _separate_tables(_grid(sheet)):
            table += 1
            found += table_blocks(rows, table)
        blocks += _headed(sheet.name, found) if len(filled) > 1 else found
    cut = [f"工作表“{sheet.name}”只读取了前 {_MAX_ROWS} 行" for sheet in filled if len(sheet.rows) >= _MAX_ROWS]
    return LoadedFile(name=name, media_type=media_type, blocks=tuple(blocks), notes=(*notes, *cut))


def _headed(name: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks of one of several sheets under a heading: the title that it prints, else its name."""
    if blocks and blocks[0].kind == "paragraph":
        return [replace(blocks[0], kind="heading", level=1), *blocks[1:]]
    if _NO_NAME.fullmatch(name):
        return list(blocks)
    return [Block(text=name, kind="heading", level=1), *blocks]


def _calamine(name: str, data: bytes) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(BytesIO(data + bytes(-len(data) % _SECTOR)))
    except python_calamine.PasswordError as error:
        raise locked(name) from error
    except BaseException as error:
        panicked = (
            type(error).__name__ == "PanicException"
        )  # Rust's, which derives from BaseException and has no module
        if not panicked and not isinstance(error, python_calamine.CalamineError | OSError | ValueError):
            raise
        raise UnreadableFileError(
            name,
            "表格已损坏，无法打开；请用 Excel 或 WPS 打开后另存为 .xlsx",
            "the spreadsheet is damaged; open and save it anew as .xlsx",
        ) from error


def _hidden(workbook: python_calamine.CalamineWorkbook) -> list[str]:
    visible = python_calamine.SheetVisibleEnum.Visible
    return [sheet.name for sheet in workbook.sheets_metadata if sheet.visible != visible]


def _hidden_note(hidden: Sequence[str]) -> list[str]:
    return [f"有 {len(hidden)} 个隐藏的工作表未读取：{'、'.join(hidden)}"] if hidden else []


def _worksheets(workbook: python_calamine.CalamineWorkbook) -> list[str]:
    return [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]


def _merged(workbook: python_calamine.CalamineWorkbook, title: str) -> tuple[tuple[int, int, int, int], ...]:
    try:
        ranges = workbook.get_sheet_by_name(title).merged_cell_ranges or []
    except python_calamine.CalamineError:  # a broken reference somewhere: the values may still be readable
        return ()
    return tuple((top, left, bottom, right) for (top, left), (bottom, right) in ranges[:_MAX_MERGED])


def _xlsx_sheets(data: bytes, merged: dict[str, tuple[tuple[int, int, int, int], ...]]) -> Iterator[Sheet]:
    """The worksheets with every value printed by its number format."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of every extension that it does not keep
        workbook: Any = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        try:
            for worksheet in workbook.worksheets:
                worksheet.reset_dimensions()  # some programs store a wrong size, which would cut the sheet
                rows = []
                for cells in worksheet.iter_rows(max_row=_MAX_ROWS, max_col=_MAX_COLUMNS):
                    rows.append(tuple(printed(cell.value, getattr(cell, "number_format", "General")) for cell in cells))
                yield Sheet(name=worksheet.title, rows=tuple(rows), merged=merged.get(worksheet.title, ()))
        finally:
            workbook.close()


def _calamine_sheets(
    workbook: python_calamine.CalamineWorkbook, hidden: Sequence[str], formats: Sequence[Formats] = ()
) -> Iterator[Sheet]:
    """The worksheets with every value printed by ``formats`` (one mapping a sheet), as far as they are known."""
    wanted = [title for title in _worksheets(workbook) if title not in hidden]
    known = dict(zip(workbook.sheet_names, formats, strict=False))
    for title in wanted:
        of_sheet = known.get(title, {})
        sheet = workbook.get_sheet_by_name(title)
        values = sheet.to_python(skip_empty_area=False, nrows=_MAX_ROWS)
        rows = tuple(
            tuple(
                printed(cell, of_sheet.get((at, column), "General")) for column, cell in enumerate(row[:_MAX_COLUMNS])
            )
            for at, row in enumerate(values)
        )
        yield Sheet(name=title, rows=rows, merged=_merged(workbook, title))


def _format_note(sheets: Sequence[Sheet]) -> list[str]:
    fractions = any(_FRACTION.fullmatch(cell) for sheet in sheets for row in sheet.rows for cell in row)
    return (
        ["数字的显示格式（百分号、小数位数等）未能读取，小数请以原件为准；另存为 .xlsx 可完整读取"] if fractions else []
    )


def _grid(sheet: Sheet) -> list[GridRow]:
    """The sheet's rows with merged cells carried down and across."""
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in sheet.merged:
        for row in range(top, min(bottom, len(sheet.rows) - 1) + 1):
            for column in range(left, min(right, _MAX_COLUMNS) + 1):
                if (row, column) != (top, left):
                    origin[row, column] = (top, left)
    width = max((len(row) for row in sheet.rows), default=0)
    width = max([width, *(column + 1 for _, column in origin if column < width + 1)], default=width)

    def cell(row: int, column: int) -> GridCell:
        at, across = origin.get((row, column), (row, column))
        text = sheet.rows[at][across] if across < len(sheet.rows[at]) else ""
        paragraphs = tuple(line for raw in text.splitlines() if (line := tidy(raw)))
        return GridCell(paragraphs=paragraphs, carried=(at, across) != (row, column))

    return [GridRow(cells=tuple(cell(row, column) for column in range(width))) for row in range(len(sheet.rows))]


def _separate_tables(rows: Sequence[GridRow]) -> Iterator[list[GridRow]]:
    """The rows cut at empty rows where a new header follows; other gaps leave the table whole."""
    current: list[GridRow] = []
    gap = False
    for at, row in enumerate(rows):
        if not _is_filled(row):
            gap = bool(current)
            continue
        opening = takewhile(_is_filled, rows[at : at + 4])
        if gap and any(looks_like_header([cell.text for cell in after.cells]) for after in opening):
            yield current
            current = []
        gap = False
        current.append(row)
    if current:
        yield current


def _is_filled(row: GridRow) -> bool:
    return any(cell.text for cell in row.cells)
