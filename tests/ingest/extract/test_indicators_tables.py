"""Figures out of tables: indicators down the side, or across the top, with and without units of their own."""

from __future__ import annotations

from ingest.extract.indicators import extract_indicators
from ingest.records import Block, Indicator, LoadedFile
from ingest.structure.reports import build_reports
from tests.ingest.extract.figure_papers import figures_in


def _rows(table: int, *rows: tuple[str, ...]) -> list[Block]:
    return [
        Block(
            text=" | ".join(cells),
            kind="row",
            table=table,
            cells=cells,
            carried=(False,) * len(cells),
            header=index == 0,
        )
        for index, cells in enumerate(rows)
    ]


def _read(*blocks: Block) -> list[Indicator]:
    loaded = LoadedFile(name="报告.docx", media_type="application/docx", blocks=tuple(blocks))
    rows = []
    for report in build_reports(loaded, "0" * 64):
        for row in extract_indicators(report):
            assert report.text[row.start : row.end] == row.quote
            rows.append(row)
    return rows


TITLE = Block(text="石桥县2025年政府工作报告", kind="heading", level=1)


def test_results_and_targets_side_by_side() -> None:
    rows = _read(
        TITLE,
        Block(text="一、主要指标", kind="heading", level=2),
        *_rows(
            1,
            ("指标", "单位", "2024年完成", "2025年目标"),
            ("地区生产总值", "亿元", "182.6", "195左右"),
            ("地区生产总值增速", "%", "5.8", "6.5左右"),
            ("城镇新增就业", "人", "3120", "3000以上"),
            ("城镇调查失业率", "%", "5.1", "5.5以内"),
            ("文物保护单位", "处", "12", "13"),
        ),
    )
    assert {(row.kind, row.year, row.name, row.value) for row in rows} == {
        ("result", 2024, "地区生产总值", "182.6亿元"),
        ("target", 2025, "地区生产总值", "195亿元左右"),
        ("result", 2024, "地区生产总值增速", "5.8%"),
        ("target", 2025, "地区生产总值增速", "6.5%左右"),
        ("result", 2024, "城镇新增就业", "3120人"),
        ("target", 2025, "城镇新增就业", "3000人以上"),
        ("result", 2024, "城镇调查失业率", "5.1%"),
        ("target", 2025, "城镇调查失业率", "5.5%以内"),
    }
    within = next(row for row in rows if row.name == "城镇调查失业率" and row.kind == "target")
    assert (within.low, within.high) == (None, 5.5)


def test_a_row_a_place_with_its_growth_beside_the_amount() -> None:
    rows = _read(
        TITLE,
        Block(text="2024年各乡镇主要指标完成情况"),
        *_rows(1, ("乡镇", "地区生产总值（亿元）", "增速（%）"), ("青石镇", "11.2", "6"), ("全县", "182.6", "5.8")),
    )
    assert {(row.region, row.scope, row.name, row.value) for row in rows} == {
        ("青石镇", "青石镇", "地区生产总值", "11.2亿元"),
        ("青石镇", "青石镇", "地区生产总值增速", "6%"),
        ("石桥县", "", "地区生产总值", "182.6亿元"),
        ("石桥县", "", "地区生产总值增速", "5.8%"),
    }


def test_tables_written_with_bars_or_tabs_in_a_plain_text() -> None:
    text = (
        "石桥县2025年政府工作报告\n\n一、主要指标\n\n| 指标 | 2024年实际 | 2025年预期 |\n|---|---|---|\n"
        "| 粮食产量（万吨） | 51 | 52以上 |\n\n指标\t2024年实际\t2025年预期\n社会消费品零售总额\t4.8%\t6%左右\n"
    )
    assert set(figures_in(text)) == {
        ("result", "粮食产量", 2024, "51万吨", ""),
        ("target", "粮食产量", 2025, "52万吨以上", ""),
        ("result", "社会消费品零售总额增速", 2024, "4.8%", ""),
        ("target", "社会消费品零售总额增速", 2025, "6%左右", ""),
    }
