"""Tables to take along: read back by openpyxl and csv, with cells that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.figure_axis import in_unit, shared_unit
from assistant.figure_lists import table_of
from assistant.figure_records import FigureLookup
from assistant.figure_sheet import coverage, figures_sheet, indicators_sheet, row_remark, table_title
from assistant.register import Register
from assistant.register_table import assignment_citations, damages, register_sheet, status_words, task_words
from assistant.tables_export import LONGEST_CELL, Column, Sheet, Value, as_csv, as_xlsx
from ingest.library.library import Library
from ingest.records import Assignment, Recovery
from tests.assistant.figure_library import MemoryLibrary, work_report


def sheet(*rows: tuple[Value, ...], name: str = "表", remarks: tuple[str, ...] = ()) -> Sheet:
    width = max((len(row) for row in rows), default=1)
    columns = tuple(Column(name=f"列{number}", width=10) for number in range(width))
    return Sheet(name=name, columns=columns, rows=rows, remarks=remarks)


def from_xlsx(data: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(data)).worksheets[0]


def from_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


# --- cells -------------------------------------------------------------------------------------------------------

DANGEROUS = [
    ("=1+1", "a formula"),
    ('=HYPERLINK("http://127.0.0.1/x","点我")', "a link that sends data"),
    ("+86", "a plus sign"),
    ("-3.5%", "a figure as text"),
    ("@SUM(A1:A9)", "an old Lotus formula"),
    ("\t=1+1", "a tab that Excel drops"),
    ("\r=1+1", "a carriage return"),
    ("＝1+1", "full-width signs, which Excel for Chinese reads as well"),
    ("＠SUM(1)", "full-width at sign"),
]


@pytest.mark.parametrize(("text", "remark"), DANGEROUS)
def test_what_a_document_says_is_never_calculated(text: str, remark: str) -> None:
    cell = from_xlsx(as_xlsx(sheet((text,)))).cell(row=2, column=1)
    assert cell.data_type == "s", remark
    assert cell.quotePrefix, remark
    assert str(cell.value).strip() == text.strip(), remark
    written = from_csv(as_csv(sheet((text,))))[1][0]
    assert written == "'" + text, remark


@pytest.mark.parametrize("heading", ["=A1", "@x"])
def test_headings_are_guarded_too(heading: str) -> None:
    table = Sheet(name="x", columns=(Column(name=heading, width=5),), rows=())
    assert from_csv(as_csv(table))[0] == ["'" + heading]
    assert from_xlsx(as_xlsx(table)).cell(row=1, column=1).data_type == "s"


def test_remarks_are_guarded_too() -> None:
    book = load_workbook(io.BytesIO(as_xlsx(sheet(("x",), remarks=("=1+1",)))))
    assert book.sheetnames == ["表", "说明"]
    assert (book["说明"]["A1"].value, book["说明"]["A1"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    ("value", "in_book", "in_csv", "remark"),
    [
        ("牵头单位：省数据局", "牵头单位：省数据局", "牵头单位：省数据局", "plain text"),
        ("a=b", "a=b", "a=b", "a sign inside is harmless"),
        (-3.5, -3.5, "-3.5", "a negative number stays a number"),
        (2025, 2025, "2025", "a whole number"),
        (None, None, "", "nothing"),
        ("", None, "", "empty text"),
        ("一\n二", "一\n二", "一\n二", "a line end inside a cell"),
        ('他说"好", 对', '他说"好", 对', '他说"好", 对', "quotation marks and commas"),
        ("坏\x07字\x00符", "坏字符", "坏\x07字\x00符", "control characters that XML forbids"),
        ("长" * (LONGEST_CELL + 5), "长" * LONGEST_CELL, "长" * (LONGEST_CELL + 5), "longer than Excel's cell"),
    ],
)
def test_cells_are_read_back_as_they_were(value: Value, in_book: Value, in_csv: str, remark: str) -> None:
    assert from_xlsx(as_xlsx(sheet((value, "x")))).cell(row=2, column=1).value == in_book, remark
    assert from_csv(as_csv(sheet((value, "x"))))[1][0] == in_csv, remark


def test_csv_begins_with_the_byte_order_mark_that_excel_needs() -> None:
    assert as_csv(sheet(("云岭省",))).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("name", "title", "remark"),
    [
        ("2025年地区生产总值增速", "2025年地区生产总值增速", "as it is"),
        ("a/b:c*d?e[f]g\\h'i", "a b c d e f g h i", "signs that a sheet's name may not have"),
        ("长" * 50, "长" * 31, "longer than Excel takes"),
        ("//", "1", "nothing left"),
    ],
)
def test_sheet_names_are_made_to_fit(name: str, title: str, remark: str) -> None:
    assert load_workbook(io.BytesIO(as_xlsx(sheet(("x",), name=name)))).sheetnames == [title], remark


def test_a_workbook_has_a_fixed_heading_and_a_filter() -> None:
    table = from_xlsx(as_xlsx(sheet(("a", "b"), ("c", "d"))))
    assert table.freeze_panes == "A2" and table.auto_filter.ref == "A1:B3" and table["A1"].font.bold


def test_an_empty_table_has_its_heading() -> None:
    assert from_csv(as_csv(sheet())) == [["列0"]]
    assert from_xlsx(as_xlsx(sheet())).max_row == 1


# --- the register ------------------------------------------------------------------------------------------------


def test_every_assignment_of_the_samples_is_in_the_sheet(sample_library: Library) -> None:
    register = Register(sample_library.assignments(), sample_library.entries())
    rows = from_csv(as_csv(register_sheet(register.assignments, register)))
    heading, *body = rows
    assert heading[:2] == ["地区", "年份"] and {"任务", "牵头单位", "参与单位", "状态", "原文依据"} <= set(heading)
    assert len(body) == len(register.assignments) > 50
    for row, item in zip(body, register.assignments, strict=True):
        line = dict(zip(heading, row, strict=True))
        assert line["牵头单位"] == "、".join(item.lead)
        assert line["原文依据"] == item.quote
        assert line["任务"] and "\n" not in line["任务"]
        assert line["地区"] == "云岭省" and line["年份"] == "2025"
    english = register_sheet(register.assignments[:1], register, language="en", chosen="Leads: x")
    assert english.columns[0].name == "Region" and english.remarks[0] == "Leads: x" and "1 row" in english.remarks


def damaged(register: Register) -> tuple[Assignment, ...]:
    """Three assignments of the samples as a damaged source would have them."""
    first, second, third, *_ = register.assignments
    found = Recovery(report_id=first.report_id, quote="建成\n桥梁三座。", start=0, end=6)
    return (
        replace(first, text="", text_start=None, text_end=None, status="text_missing", recovered=found),
        replace(second, text="", text_start=None, text_end=None, status="text_missing"),
        replace(third, lead=(), participants=(), mode="", status="assignment_missing"),
    )


def test_what_a_damaged_source_has_lost_is_said(sample_library: Library) -> None:
    whole = Register(sample_library.assignments(), sample_library.entries())
    recovered, lost, unbound = damaged(whole)
    rest = whole.assignments[3:]
    register = Register((recovered, lost, unbound, *rest), sample_library.entries())
    assert task_words(recovered) == "建成桥梁三座。" and task_words(lost) == ""
    assert "找回" in status_words(recovered, "zh") and "找回" not in status_words(lost, "zh")
    assert "责任单位缺失" in status_words(unbound, "zh") and status_words(rest[0], "zh") == ""
    (damage,) = damages((lost,), register)
    counts = (damage.text_missing, damage.recovered, damage.assignment_missing, damage.assignments)
    assert counts == (2, 1, 1, len(whole.assignments)) and damage.damaged
    assert damages(whole.assignments, whole) == (), "a whole notice without notes needs no warning"


def test_a_row_is_proved_by_its_bracket_and_by_the_work_report(sample_library: Library) -> None:
    register = Register(sample_library.assignments(), sample_library.entries())
    aligned = [item for item in register.assignments if item.carries_out is not None]
    assert aligned, "the samples hold the work report that the notice divides"
    for item in aligned[:10]:
        first, *_, last = assignment_citations(item, sample_library)
        assert first.start <= item.start and item.end <= first.end
        assert item.carries_out is not None and last.report_id == item.carries_out.report_id != item.report_id
        for citation in (first, last):
            assert sample_library.report(citation.report_id).text[citation.start : citation.end] == citation.quote


# --- figures -----------------------------------------------------------------------------------------------------

GRAIN = MemoryLibrary(
    (
        work_report(
            "云岭省", 2025, "经济稳定。", "地区生产总值增长5.5%左右；粮食产量1400万吨以上；居民消费价格涨幅2%左右。"
        ),
        work_report("岚山省", 2025, "经济稳定。", "地区生产总值增长6%；粮食产量300亿斤以上；居民消费价格指数102左右。"),
        work_report("苍河省", 2025, "经济稳定。", "地区生产总值增长下降；粮食产量200亿斤；居民消费价格涨幅3%以内。"),
        work_report("望海省", 2025, "经济稳定。", "城镇新增就业20万人。"),
    )
)


def test_figures_in_several_units_share_one() -> None:
    table = table_of(FigureLookup(GRAIN), "粮食产量", "target", 2025)
    assert table is not None
    assert shared_unit(table) == "亿斤"
    numbers = [in_unit(row.number, "亿斤") for row in table.rows if row.number is not None]
    assert numbers == [300, 280, 200]
    rows = from_csv(as_csv(figures_sheet(table)))
    lines = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [(line["地区"], line["数值"], line["比较值"], line["比较单位"], line["单位"]) for line in lines] == [
        ("岚山省", "300亿斤以上", "300.0", "亿斤", "亿斤"),
        ("云岭省", "1400万吨以上", "280.0", "亿斤", "万吨"),
        ("苍河省", "200亿斤", "200.0", "亿斤", "亿斤"),
        ("望海省", "未提出", "", "", ""),
    ]
    assert all(line["原文"] in GRAIN.report(row.entry.id).text for line, row in zip(lines, table.rows, strict=True))


def test_a_price_index_counts_as_its_rise() -> None:
    table = table_of(FigureLookup(GRAIN), "居民消费价格涨幅", "target", 2025)
    assert table is not None and shared_unit(table) == "%"
    index = next(row for row in table.rows if row.region == "岚山省")
    assert index.number == 2 and "上年为100" in row_remark(index, "zh")


def test_a_table_says_what_it_shows_and_who_is_silent() -> None:
    table = table_of(FigureLookup(GRAIN), "粮食产量", "target", 2025)
    assert table is not None
    assert table_title(table, "zh") == "2025年粮食产量（目标）"
    assert coverage(table, "zh") == "4份报告：3份提出，1份未提出（望海省）。"
    assert coverage(table, "zh", name_up_to=0) == "4份报告：3份提出，1份未提出。"
    assert coverage(table, "en") == "4 reports: 3 state it, 1 does not (Wanghai)."
    english = figures_sheet(table, language="en")
    assert english.columns[5].name == "Figure" and english.rows[3][5] == "not stated"


def test_records_of_any_sort_make_a_sheet() -> None:
    entries = {entry.id: entry for entry in GRAIN.entries()}
    table = indicators_sheet([(item, entries[item.report_id]) for item in GRAIN.indicators()])
    assert len(table.rows) == len(GRAIN.indicators()) >= 9
    assert all(len(row) == len(table.columns) for row in table.rows)
