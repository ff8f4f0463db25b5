"""A table of any format as blocks: what is header, title, heading or note, and what is carried."""

from __future__ import annotations

import pytest

from ingest.loaders.tables import GridCell, GridRow, spread, table_blocks


def grid(*rows: str) -> list[GridRow]:
    """Rows written as "甲|乙|<|^": "<" repeats the cell to its left, "^" the one above, "*" before a row marks a header."""
    found: list[GridRow] = []
    for row in rows:
        cells: list[GridCell] = []
        for at, text in enumerate(row.removeprefix("*").split("|")):
            source = cells[-1] if text == "<" else found[-1].cells[at] if text == "^" else None
            paragraphs = source.paragraphs if source else tuple(filter(None, text.split("/")))
            cells.append(GridCell(paragraphs=paragraphs, carried=source is not None))
        found.append(GridRow(cells=tuple(cells), heading=row.startswith("*")))
    return found


def shown(*rows: str) -> list[str]:
    """Each block as its first letter (H for a header row) and its text."""
    return [f"{'H' if block.header else block.kind[0]} {block.text}" for block in table_blocks(grid(*rows), 1)]


@pytest.mark.parametrize(
    ("remark", "rows", "expected"),
    [
        ("header by labels", ["序号|任务", "1|建桥"], ["H 序号 | 任务", "r 1 | 建桥"]),
        ("header as the format marks it", ["*专题|做法", "甲|乙"], ["H 专题 | 做法", "r 甲 | 乙"]),
        ("everything marked says nothing", ["*甲|乙", "*丙|丁"], ["r 甲 | 乙", "r 丙 | 丁"]),
        ("no header", ["甲|乙", "丙|丁"], ["r 甲 | 乙", "r 丙 | 丁"]),
        ("a merged header cell holds the next row too", ["序号|目标|<", "^|一季度|二季度", "1|5%|6%"], ["H 序号 | 目标", "H 一季度 | 二季度", "r 1 | 5% | 6%"]),
        ("a divided header without merged cells below", ["序号|责任单位|<", "编号|牵头单位|配合单位", "1|甲|乙"], ["H 序号 | 责任单位", "H 编号 | 牵头单位 | 配合单位", "r 1 | 甲 | 乙"]),
        ("a merged first body cell is no header", ["类别|任务", "产业|建链", "^|强链"], ["H 类别 | 任务", "r 产业 | 建链", "r 强链"]),
        ("the header again", ["序号|任务", "1|建桥", "序号|任务", "2|修路"], ["H 序号 | 任务", "r 1 | 建桥", "r 2 | 修路"]),
        ("titles above", ["任务表|<", "|单位：亿元", "序号|任务", "1|建桥"], ["p 任务表", "p 单位：亿元", "H 序号 | 任务", "r 1 | 建桥"]),
        ("a heading inside", ["序号|任务", "一、产业|<", "1|建桥"], ["H 序号 | 任务", "h 一、产业", "r 1 | 建桥"]),
        ("a heading inside that is not merged", ["序号|任务", "（一）产业|", "1|建桥"], ["H 序号 | 任务", "h （一）产业", "r 1 | 建桥"]),
        ("a region without a figure is no heading", ["地区|目标", "石桥县|", "临湖区|6%"], ["H 地区 | 目标", "r 石桥县 | ", "r 临湖区 | 6%"]),
        ("a note below", ["序号|任务", "1|建桥", "注：按季度报送。|<"], ["H 序号 | 任务", "r 1 | 建桥", "p 注：按季度报送。"]),
        ("one column is a frame", ["第一段/第二段", "第三段"], ["p 第一段", "p 第二段", "p 第三段"]),
        ("empty rows and columns", ["||", "序号||任务", "||", "1||建桥"], ["H 序号 | 任务", "r 1 | 建桥"]),
        ("lines of a cell", ["序号|单位", "1|甲局/乙局"], ["H 序号 | 单位", "r 1 | 甲局 乙局"]),
        ("rows of different length", ["序号|任务|备注", "1|建桥"], ["H 序号 | 任务 | 备注", "r 1 | 建桥 | "]),
        ("nothing", ["|", "|"], []),
    ],
)  # fmt: skip
def test_blocks_of_a_table(remark: str, rows: list[str], expected: list[str]) -> None:
    assert shown(*rows) == expected, remark


def test_every_row_has_the_table_its_page_and_all_cells() -> None:
    rows = [
        GridRow(cells=row.cells, page=page) for page, row in enumerate(grid("序号|任务|单位", "1|建桥|甲", "2|^|<"), 3)
    ]
    blocks = table_blocks(rows, 7)
    assert [(block.table, block.page) for block in blocks] == [(7, 3), (7, 4), (7, 5)]
    assert blocks[2].cells == ("2", "建桥", "建桥")
    assert blocks[2].carried == (False, True, True)


def test_spread_places_cells_around_those_that_reach_down() -> None:
    def cell(text: str, columns: int = 1, down: int = 1) -> tuple[GridCell, int, int]:
        return GridCell(paragraphs=(text,)), columns, down

    pending: dict[int, tuple[GridCell, int]] = {}
    rows = [
        spread([cell("甲", down=3), cell("乙", columns=2), cell("丙", down=2)], pending),
        spread([cell("丁"), cell("戊")], pending),
        spread([cell("己", columns=3)], pending),
        spread([cell("庚")], pending),
    ]
    assert [[item.text for item in row] for row in rows] == [
        ["甲", "乙", "乙", "丙"],
        ["甲", "丁", "戊", "丙"],
        ["甲", "己", "己", "己"],
        ["庚"],
    ]
    assert [[item.carried for item in row] for row in rows] == [
        [False, False, True, False],
        [True, False, False, True],
        [True, False, True, True],
        [False],
    ]
    assert pending == {}
