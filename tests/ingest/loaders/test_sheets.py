"""Spreadsheets: what is printed in the cells, with titles, headers, merged cells, several sheets and tables."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from ingest.errors import UnreadableFileError
from ingest.loaders import load
from ingest.loaders.cell_format import CellValue, printed
from ingest.records import LoadedFile

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.065, "0.0%", "6.5%"),
        (0.06, "0%", "6%"),
        (0.06, "General", "0.06"),
        (6, "General", "6"),
        (6.0, "General", "6"),
        (0.1 + 0.2, "General", "0.3"),
        (12860.4, "#,##0.00", "12,860.40"),
        (1234567.891, "#,##0", "1,234,568"),
        (2.345, "0.00", "2.35"),
        (-3.5, "0.0", "-3.5"),
        (-3.5, "0.0;(0.0)", "(3.5)"),
        (0, '0;-0;"—"', "—"),
        (35, '0"万人"', "35万人"),
        (13700, '#,##0"亿元"', "13,700亿元"),
        (4.5, "0.##", "4.5"),
        (4.0, "0.##", "4"),
        (1200000, '0,"千"', "1200千"),
        (5, "000", "5"),
        (0.5, "# ?/?", "0.5"),
        (12, '_(* #,##0_)', "12"),
        (7, "[Red]0", "7"),
        (3, "@", "3"),
        ("粮食", "General", "粮食"),
        (None, "General", ""),
        (True, "General", "TRUE"),
        (dt.datetime(2024, 6, 30), 'yyyy"年"m"月"d"日"', "2024年6月30日"),
        (dt.datetime(2024, 6, 1), 'yyyy"年"m"月"', "2024年6月"),
        (dt.datetime(2024, 6, 30), "mm-dd-yy", "2024-6-30"),
        (dt.datetime(2024, 6, 30), "yyyy/mm/dd", "2024/06/30"),
        (dt.datetime(2024, 6, 30, 9, 5), "yyyy-m-d h:mm", "2024-6-30 9:05"),
        (dt.date(2024, 6, 30), "General", "2024-6-30"),
        (dt.time(9, 30), "h:mm", "09:30"),
    ],
)  # fmt: skip
def test_values_print_by_their_format(value: CellValue, number_format: str, text: str) -> None:
    assert printed(value, number_format) == text


def saved(workbook: openpyxl.Workbook) -> LoadedFile:
    stream = io.BytesIO()
    workbook.save(stream)
    return load("a.xlsx", stream.getvalue())


def book(*rows: list[object], merged: tuple[str, ...] = ()) -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    for place in merged:
        workbook.active.merge_cells(place)
    return workbook


def test_title_unit_header_rows_and_note() -> None:
    loaded = saved(
        book(
            ["云岭省重点任务分工表", None, None, None],
            [None, None, None, "单位：亿元"],
            ["序号", "重点任务", "责任单位", None],
            [None, None, "牵头单位", "配合单位"],
            ["一、产业", None, None, None],
            [1, "建链\n延链", "甲", "乙"],
            [2, None, "丙", None],
            ["注：甲为牵头单位。", None, None, None],
            merged=("A1:D1", "A3:A4", "B3:B4", "C3:D3", "A5:D5", "B6:B7", "C7:D7", "A8:D8"),
        )
    )
    assert [(block.kind, block.header, block.text) for block in loaded.blocks] == [
        ("paragraph", False, "云岭省重点任务分工表"),
        ("paragraph", False, "单位：亿元"),
        ("row", True, "序号 | 重点任务 | 责任单位"),
        ("row", True, "牵头单位 | 配合单位"),
        ("heading", False, "一、产业"),
        ("row", False, "1 | 建链 延链 | 甲 | 乙"),
        ("row", False, "2 | 丙"),
        ("paragraph", False, "注：甲为牵头单位。"),
    ]
    assert loaded.blocks[6].cells == ("2", "建链 延链", "丙", "丙")
    assert loaded.blocks[6].carried == (False, True, False, True)
    assert loaded.blocks[3].cells == ("序号", "重点任务", "牵头单位", "配合单位")
    assert loaded.notes == ()


def test_several_sheets_have_their_names_as_headings_and_hidden_ones_are_noted() -> None:
    workbook = book(["序号", "任务"], [1, "建桥"])
    workbook.active.title = "产业"
    workbook.create_sheet("空表")
    workbook.create_sheet("Sheet3").append(["指标", "目标"])
    second = workbook.create_sheet("民生")
    second.append(["序号", "任务"])
    second.append([1, "学位"])
    hidden = workbook.create_sheet("底稿")
    hidden.append(["看不见"])
    hidden.sheet_state = "veryHidden"
    loaded = saved(workbook)
    assert [(block.kind, block.table, block.text) for block in loaded.blocks] == [
        ("heading", 0, "产业"),
        ("row", 1, "序号 | 任务"),
        ("row", 1, "1 | 建桥"),
        ("row", 2, "指标 | 目标"),
        ("heading", 0, "民生"),
        ("row", 3, "序号 | 任务"),
        ("row", 3, "1 | 学位"),
    ]
    assert loaded.notes == ("有 1 个隐藏的工作表未读取：底稿",)


def test_two_tables_on_one_sheet_are_told_apart_and_other_gaps_are_not_borders() -> None:
    loaded = saved(
        book(
            ["序号", "任务"],
            [1, "建桥"],
            [None, None],
            [2, "修路"],
            [None, None],
            ["民生任务", None],
            ["序号", "任务"],
            [1, "学位"],
        )
    )
    assert [(block.table, block.text) for block in loaded.blocks] == [
        (1, "序号 | 任务"),
        (1, "1 | 建桥"),
        (1, "2 | 修路"),
        (0, "民生任务"),
        (2, "序号 | 任务"),
        (2, "1 | 学位"),
    ]


def test_a_table_that_starts_in_the_middle_of_the_sheet_and_a_wrong_size() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["C5"], workbook.active["D5"] = "指标", "目标"
    workbook.active["C6"], workbook.active["D6"] = "增速", 0.06
    workbook.active["D6"].number_format = "0.0%"
    stream = io.BytesIO()
    workbook.save(stream)
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(stream.getvalue())) as archive, zipfile.ZipFile(copy, "w") as target:
        for name in archive.namelist():
            target.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', archive.read(name)))
    assert [block.text for block in load("a.xlsx", copy.getvalue()).blocks] == ["指标 | 目标", "增速 | 6.0%"]


def test_formulas_without_a_stored_result_are_noted() -> None:
    loaded = saved(book(["指标", "目标"], ["合计", "=1+2"], ["增速", 6]))
    assert [block.text for block in loaded.blocks] == ["指标 | 目标", "合计 | ", "增速 | 6"]
    assert "1 个公式" in loaded.notes[0]


def test_styles_that_openpyxl_cannot_read_leave_the_values() -> None:
    stream = io.BytesIO()
    book(["指标", "目标"], ["增速", 0.065]).save(stream)
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(stream.getvalue())) as archive, zipfile.ZipFile(copy, "w") as target:
        for name in archive.namelist():
            content = archive.read(name)
            target.writestr(
                name,
                content.replace(b"<fills", b"<fills><fill><x/></fill></fills><fills") if "styles" in name else content,
            )
    loaded = load("a.xlsx", copy.getvalue())
    assert [block.text for block in loaded.blocks] == ["指标 | 目标", "增速 | 0.065"]


@pytest.mark.parametrize("name", ["indicators.xls", "indicators.ods"])
def test_other_spreadsheets_print_their_figures_alike(name: str) -> None:
    loaded = load(name, (FILES / name).read_bytes())
    assert [(block.kind, block.text) for block in loaded.blocks] == [
        ("heading", "云岭省2024年主要指标"),
        ("row", "指标 | 单位 | 2023年实际 | 2024年目标"),
        ("row", "地区生产总值 | 亿元 | 12860.4 | 13700"),
        ("row", "增速 | % | 5.8% | 6%"),
        ("heading", "任务"),
        ("row", "序号 | 重点任务 | 牵头单位"),
        ("row", "1 | 建设云岭大桥 | 省交通运输厅"),
        ("row", "2 | 建设科技馆"),
    ]
    assert loaded.blocks[-1].cells == ("2", "建设科技馆", "省交通运输厅")
    assert loaded.blocks[-1].carried == (False, False, True)


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="没有内容"):
        saved(openpyxl.Workbook())
