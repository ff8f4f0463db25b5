from __future__ import annotations

from ingest.records import Block
from ingest.structure.layout import lay_out
from ingest.structure.passages import cut_passages
from ingest.structure.reports import build_reports
from tests.ingest.structure.papers import blocks, plain


def row(*cells: str, carried: tuple[bool, ...] = (), header: bool = False) -> Block:
    carried = carried or (False,) * len(cells)
    printed = [cell for cell, again in zip(cells, carried, strict=True) if not again and cell]
    return Block(text=" | ".join(printed), kind="row", table=1, cells=cells, carried=carried, header=header)


TABLE = blocks(
    Block(text="澜州市2024年重点任务分解表", kind="heading", level=1, page=1),
    Block(text="一、交通", page=1),
    row("序号", "任务", "牵头单位", header=True),
    row("1", "新修公路20公里", "市交通运输局"),
    row("2", "改造桥梁5座", "市交通运输局", carried=(False, False, True)),
    row("3", "改造桥梁5座", "市水利局", carried=(False, True, False)),
    Block(text="二、说明", page=2),
    Block(text="各单位每季度报送一次进展，由市政府督查室汇总后通报。", page=2),
)


def test_every_cell_stands_where_it_says() -> None:
    (report,) = build_reports(TABLE, "1" * 64)
    (table,) = report.tables
    assert table.header == ("序号", "任务", "牵头单位")
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [
        ("1", "新修公路20公里", "市交通运输局"),
        ("2", "改造桥梁5座", "市交通运输局"),
        ("3", "改造桥梁5座", "市水利局"),
    ]
    for table_row in table.rows:
        assert all(report.text[cell.start : cell.end] == cell.text for cell in table_row.cells)


def test_a_carried_cell_points_to_the_printed_one() -> None:
    (report,) = build_reports(TABLE, "1" * 64)
    first, second, third = report.tables[0].rows
    assert second.cells[2].carried
    assert (second.cells[2].start, second.cells[2].end) == (first.cells[2].start, first.cells[2].end)
    assert third.cells[1].start == second.cells[1].start


def test_rows_share_a_passage_with_the_header_in_its_breadcrumb() -> None:
    (report,) = build_reports(TABLE, "1" * 64)
    passages = cut_passages(report)
    (rows,) = [passage for passage in passages if "20公里" in passage.text]
    assert rows.breadcrumb == "澜州市2024年重点任务分解表 › 一、交通 › 序号 | 任务 | 牵头单位"
    assert "序号" not in "".join(passage.text for passage in passages)
    assert rows.text.count("\n") == 2


def test_pages_cover_their_text() -> None:
    (report,) = build_reports(TABLE, "1" * 64)
    assert report.page_at(report.text.index("一、交通")) == 1
    assert report.page_at(report.text.index("督查室")) == 2


def test_plain_text_is_kept_character_for_character() -> None:
    text = "\ufeff  澜州市关于修路的通知 \n\n\u3000\u3000各区县：\t\n正文。\n\n"
    layout = lay_out(plain(text))
    assert layout.text == text
    assert [text[line.start : line.end] for line in layout.lines] == ["澜州市关于修路的通知", "各区县：", "正文。"]


def test_a_row_of_a_pipe_table_in_plain_text_is_found_in_it() -> None:
    text = "目标表\n\n| 指标 | 目标 |\n|---|---|\n| 增速 | 6% |\n| 就业 | 2万人 |\n"
    loaded = plain(text)
    rows = (
        Block(text="| 指标 | 目标 |", kind="row", table=1, cells=("指标", "目标"), header=True),
        Block(text="| 增速 | 6% |", kind="row", table=1, cells=("增速", "6%")),
        Block(text="| 就业 | 2万人 |", kind="row", table=1, cells=("就业", "2万人")),
    )
    loaded = type(loaded)(name="表.md", media_type="text/markdown", blocks=(Block(text="目标表"), *rows), text=text)
    (report,) = build_reports(loaded, "2" * 64)
    assert report.text == text
    cells = [cell for table_row in report.tables[0].rows for cell in table_row.cells]
    assert [text[cell.start : cell.end] for cell in cells] == ["增速", "6%", "就业", "2万人"]


def test_a_part_moves_tables_and_pages() -> None:
    layout = lay_out(TABLE)
    start = layout.text.index("一、交通")
    part = layout.part(start, len(layout.text))
    cell = part.tables[0].rows[0].cells[1]
    assert part.text[cell.start : cell.end] == "新修公路20公里"
    assert part.pages[0].start == 0
    assert all(part.text[line.start : line.end] == line.text for line in part.lines)
