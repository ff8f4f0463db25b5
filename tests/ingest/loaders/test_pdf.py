"""PDF: paragraphs over line, column and page ends, running heads gone, ruled tables with all their awkwardness."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.errors import UnreadableFileError
from ingest.loaders import load
from ingest.loaders.pdf_page import plain_sign
from ingest.records import Block
from tests.ingest.loaders.paper import LINES, PARAGRAPHS, TITLE, recall, texts
from tests.ingest.loaders.pdf_writer import Box, Item, Picture, Stroke, Text, pdf, set_lines, table

FILES = Path(__file__).parent / "files"
HEADER = ("类别", "序号", "重点任务", "牵头单位", "配合单位", "完成时限")


def read(pages: list[list[Item]], **options: object) -> tuple[Block, ...]:
    return load("a.pdf", pdf(pages, **options)).blocks  # type: ignore[arg-type]


def set_report(**options: float) -> list[list[Item]]:
    """The report with its title on the first page, as an office prints it."""
    pages = set_lines(PARAGRAPHS, **options)  # type: ignore[arg-type]
    pages[0].append(Text(x=150, y=790, text=TITLE, size=22))
    return pages


def spread(pages: list[list[Item]], by: float) -> list[list[Item]]:
    """The pages with every character drawn by itself, ``by`` of a square further apart."""
    spread_pages: list[list[Item]] = []
    for page in pages:
        items: list[Item] = []
        for item in page:
            assert isinstance(item, Text)
            x = item.x
            for sign in item.text:
                items.append(Text(x=x, y=item.y, text=sign, size=item.size))
                x += item.size * ((0.5 if sign.isascii() else 1) + by)
        spread_pages.append(items)
    return spread_pages


VARIANTS: dict[str, list[list[Item]]] = {
    "as an office prints it": set_report(),
    "small pages that cut paragraphs": set_report(bottom=500),
    "letters spread by the page grid": spread(set_report(columns=20, bottom=300), 0.15),
    "drawn twice to look bold": [[*page, *page] for page in set_report()],
    "even pages shifted": [
        [
            Text(x=item.x + 40 * (at % 2), y=item.y, text=item.text, size=item.size)
            for item in page
            if isinstance(item, Text)
        ]
        for at, page in enumerate(set_report(bottom=300))
    ],
    "drawn in another order": [page[::-1] for page in set_report(bottom=400)],
}


@pytest.mark.parametrize("remark", VARIANTS)
def test_paragraphs_are_whole_over_line_and_page_ends(remark: str) -> None:
    blocks = read(VARIANTS[remark])
    assert recall(blocks) == 1.0
    assert texts(blocks) == list(LINES), remark
    assert [block.page for block in blocks] == sorted(block.page or 0 for block in blocks)


@pytest.mark.parametrize(
    ("remark", "number"),
    [
        ("dashes", "— {} —"),
        ("hyphens", "- {} -"),
        ("bare", "{}"),
        ("in words", "第 {} 页 共 9 页"),
        ("of all", "{} / 9"),
    ],
)
def test_page_numbers_and_running_heads_are_dropped(remark: str, number: str) -> None:
    pages = set_report(bottom=400)
    for at, page in enumerate(pages, 1):
        page += [
            Text(x=270, y=45, text=number.format(at), size=14),
            Text(x=80, y=805, text="云岭省人民政府公报" if at % 2 else f"2024年第{at}号", size=10.5),
        ]
    assert len(pages) > 3
    assert texts(read(pages)) == list(LINES), remark


def test_a_figure_on_a_line_of_its_own_is_no_page_number_inside_the_page() -> None:
    page = [
        Text(x=80, y=600, text="本期发行份数"),
        Text(x=80, y=500, text="2024"),
        Text(x=80, y=400, text="以实际为准"),
    ]
    assert "2024" in texts(read([page]))


def test_lines_of_a_table_of_contents_are_dropped() -> None:
    page: list[Item] = [
        Text(x=80, y=700, text="一、总体要求" + "…" * 12 + "3"),
        Text(x=80, y=670, text="二、重点工作................18"),
        Text(x=80, y=600, text="正文从这里开始。"),
    ]
    assert texts(read([page])) == ["正文从这里开始。"]


def test_two_columns_are_read_one_after_the_other() -> None:
    columns = set_lines(PARAGRAPHS, columns=16, size=12, pitch=18, y=700, bottom=420, x=60)
    pages: list[list[Item]] = []
    for at in range(0, len(columns), 2):
        right = columns[at + 1] if at + 1 < len(columns) else []
        moved = [
            Text(x=item.x + 240, y=item.y - 5, text=item.text, size=item.size)
            for item in right
            if isinstance(item, Text)
        ]
        pages.append([*columns[at], *moved])
    pages[0].append(Text(x=140, y=770, text=TITLE, size=20))
    assert len(columns) >= 3
    blocks = read(pages)
    assert texts(blocks) == list(LINES)


@pytest.mark.parametrize("turn", [90, 270])
def test_pages_stored_sideways_are_read_upright(turn: int) -> None:
    rows = [["序号", "重点任务", "牵头单位"], ["1", "建设云岭大桥", "省交通运输厅"]]
    upright = table(60, 500, [50, 300, 200], 30, rows)
    turned: list[Item] = []
    for item in upright:
        if isinstance(item, Text):
            turned.append(Text(x=595 - item.y, y=item.x, text=item.text, turned=True))
        elif isinstance(item, Stroke):
            turned.append(Stroke(x0=595 - item.y0, y0=item.x0, x1=595 - item.y1, y1=item.x1))
    assert [block.cells for block in read([turned], rotate=turn)] == [tuple(row) for row in rows]
    assert [block.header for block in read([turned], rotate=turn)] == [True, False]


def test_watermarks_and_side_notes_are_left_out_and_noted() -> None:
    pages = set_report()
    pages[0].append(Text(x=30, y=300, text="内部资料", turned=True))
    loaded = load("a.pdf", pdf(pages))
    assert texts(loaded.blocks) == list(LINES)
    assert loaded.notes == ("第 1 页有侧排的文字未读取",)


@pytest.mark.parametrize(
    ("remark", "items", "expected"),
    [
        ("a name after a blank", [Text(x=80, y=700, text="省长"), Text(x=112, y=700, text="林某某")], "省长 林某某"),
        (
            "figures beside characters",
            [Text(x=80, y=700, text="第"), Text(x=95, y=700, text="12"), Text(x=110, y=700, text="项")],
            "第12项",
        ),
        ("blanks in the file", [Text(x=80, y=700, text="of 5G base stations")], "of 5G base stations"),
        (
            "a raised sign",
            [Text(x=80, y=700, text="面积10"), Text(x=116, y=705, text="2", size=6), Text(x=120, y=700, text="亩")],
            "面积102亩",
        ),
    ],
)
def test_blanks_and_signs_of_a_line(remark: str, items: list[Item], expected: str) -> None:
    assert texts(read([items])) == [expected], remark


@pytest.mark.parametrize(
    ("sign", "plain"),
    [("⼯", "工"), ("⻄", "西"), ("⺠", "民"), ("⻓", "长"), ("⽔", "水"), ("５", "５"), ("㎡", "㎡")],
)
def test_an_ideograph_named_by_its_radical_is_that_ideograph(sign: str, plain: str) -> None:
    assert plain_sign(sign) == plain


@pytest.mark.parametrize(
    ("remark", "lines", "expected"),
    [
        ("a short line ends its paragraph", ["一、总体要求", "坚持稳中求进。"], ["一、总体要求", "坚持稳中求进。"]),
        (
            "a full heading before a numbered line",
            ["甲" * 26, "（一）主要目标", "乙" * 26, "乙乙。"],
            ["甲" * 26, "（一）主要目标", "乙" * 26, "乙乙。"],
        ),
        ("a figure that had no room", ["　", "收入总额" * 5 + "收入达", "12860.45亿元。", "丙" * 26 + "丙"], None),
    ],
)
def test_where_paragraphs_end(remark: str, lines: list[str], expected: list[str] | None) -> None:
    page: list[Item] = []
    y = 760.0
    for text in ["丁" * 26, *lines]:
        if text.strip():
            first = not text.startswith("12860")
            page.append(Text(x=112 if first else 80, y=y, text=text, size=16))
            y -= 28
    for n in range(1, 7):  # the body of the page, which shows how paragraphs start
        page.append(Text(x=112 if n % 2 else 80, y=y - 28 * n, text="戊" * (26 if n % 2 else 28), size=16))
    found = texts(read([page]))
    if expected is None:
        assert any("收入达12860.45亿元。" in text for text in found), remark
    else:
        assert found[1 : 1 + len(expected)] == expected, remark


def test_a_ruled_table_of_two_header_rows_and_merged_cells() -> None:
    xs, ys = [60, 100, 220, 330, 440], [700, 670, 640, 610, 580]
    rules: list[Item] = [Stroke(x0=60, y0=y, x1=440, y1=y) for y in (700, 640, 580)]
    rules += [
        Stroke(x0=220, y0=670, x1=440, y1=670),
        Stroke(x0=60, y0=610, x1=100, y1=610),
        Stroke(x0=220, y0=610, x1=440, y1=610),
    ]
    rules += [Stroke(x0=x, y0=700, x1=x, y1=580) for x in (60, 100, 220, 440)]
    rules += [Stroke(x0=330, y0=670, x1=330, y1=610)]
    texts_at = {(0, 0): "序号", (1, 0): "重点任务", (2, 0): "责任单位", (2, 1): "牵头单位", (3, 1): "配合单位"}
    texts_at |= {(0, 2): "1", (1, 2): "建桥修路", (2, 2): "甲", (3, 2): "乙", (0, 3): "2", (2, 3): "丙"}
    items = [*rules, *(Text(x=xs[c] + 4, y=ys[r] - 20, text=text) for (c, r), text in texts_at.items())]
    blocks = read([items])
    assert [(block.cells, block.header) for block in blocks] == [
        (("序号", "重点任务", "责任单位", "责任单位"), True),
        (("序号", "重点任务", "牵头单位", "配合单位"), True),
        (("1", "建桥修路", "甲", "乙"), False),
        (("2", "建桥修路", "丙", "丙"), False),
    ]
    assert blocks[3].carried == (False, True, False, True)


@pytest.mark.parametrize(
    ("remark", "rules"),
    [
        ("filled boxes", [*(Box(x=60, y=y, width=300, height=0.7) for y in (640, 670, 700)), *(Box(x=x, y=640, width=0.7, height=60) for x in (60, 160, 360))]),
        ("borders cell by cell", [r for x0, x1 in ((60, 160), (160, 360)) for y in (640, 670, 700) for r in (Stroke(x0=x0, y0=y, x1=x1, y1=y),)] + [r for x in (60, 160, 360) for y in (640, 670) for r in (Stroke(x0=x, y0=y, x1=x, y1=y + 30),)]),
        ("dashes", [Stroke(x0=x, y0=y, x1=x + 3, y1=y) for y in (640, 670, 700) for x in range(60, 360, 5)] + [Stroke(x0=x, y0=y, x1=x, y1=y + 3) for x in (60, 160, 360) for y in range(640, 700, 5)]),
        ("open at both sides", [*(Stroke(x0=60, y0=y, x1=360, y1=y) for y in (640, 670, 700)), Stroke(x0=160, y0=640, x1=160, y1=700)]),
    ],
)  # fmt: skip
def test_however_rules_are_drawn_the_cells_are_found(remark: str, rules: list[Item]) -> None:
    items = [
        *rules,
        Text(x=65, y=680, text="指标"),
        Text(x=165, y=680, text="目标"),
        Text(x=65, y=650, text="增速"),
        Text(x=165, y=650, text="6%左右"),
    ]
    assert [block.cells for block in read([items])] == [("指标", "目标"), ("增速", "6%左右")], remark


def test_cells_that_hold_blanks_alone_are_empty() -> None:
    items = table(60, 700, [60, 200, 100], 30, [["序号", "任务", " "], ["1", " ", "甲"], [" ", " ", " "]])
    assert [block.cells for block in read([items])] == [("序号", "任务", ""), ("1", "", "甲")]


def test_frames_underlines_and_a_red_head_rule_make_no_table() -> None:
    frame = [Stroke(x0=70, y0=600, x1=500, y1=600), Stroke(x0=70, y0=720, x1=500, y1=720)]
    frame += [Stroke(x0=70, y0=600, x1=70, y1=720), Stroke(x0=500, y0=600, x1=500, y1=720)]
    items: list[Item] = [
        *frame,
        Stroke(x0=80, y0=645, x1=160, y1=645),
        Text(x=80, y=690, text="专栏一"),
        Text(x=80, y=650, text="重点工程清单"),
    ]
    blocks = read([[*items, Stroke(x0=60, y0=760, x1=530, y1=760), Text(x=80, y=770, text="云岭省人民政府文件")]])
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "云岭省人民政府文件"),
        ("paragraph", "专栏一"),
        ("paragraph", "重点工程清单"),
    ]


def expected_rows() -> list[tuple[str, ...]]:
    """The rows of the two sample tables, which Chromium and LibreOffice printed over several small pages."""
    units = ["省交通运输厅", "省水利厅", "省教育厅", "省科技厅"]
    rows = []
    for number in range(1, 13):
        lead = units[number % 4]
        others = [unit for unit in units if unit != lead][: number % 3 + 1]
        task = "有条件的市县要提前建成。" if number % 2 else "按季度报送工程进度。"
        rows.append(
            (
                "交通水利" if number <= 6 else "教育科技",
                str(number),
                f"推进第{number}项重点工程，年内建成投用；{task}",
                lead,
                "、".join(others),
                f"2024年{number}月底",
            )
        )
    return rows


@pytest.mark.parametrize(
    ("name", "pages"),
    [("chromium_table.pdf", 3), ("libreoffice_table.pdf", 5)],  # the second cuts rows in two at page ends
)
def test_a_table_over_several_pages_is_one_table(name: str, pages: int) -> None:
    blocks = load(name, (FILES / name).read_bytes()).blocks
    rows = [block for block in blocks if block.kind == "row"]
    assert rows[0].header
    assert rows[0].cells == HEADER
    assert [row.cells for row in rows[1:]] == expected_rows()
    assert [row.carried[0] for row in rows[1:]] == [number % 6 != 0 for number in range(12)]
    assert not any(row.header for row in rows[1:])
    assert {row.table for row in rows} == {1}
    assert rows[-1].page == pages
    assert texts([block for block in blocks if block.kind != "row"]) == [
        "云岭省2024年重点工程任务分工表",
        "各单位要按季度报送工程进度，省交通运输厅、省水利厅、省教育厅、省科技厅牵头推进。",
        "有条件的市县要提前建成投用。",
    ]


def test_a_report_printed_by_libreoffice_is_kept_whole() -> None:
    loaded = load("libreoffice_report.pdf", (FILES / "libreoffice_report.pdf").read_bytes())
    assert texts(loaded.blocks) == list(LINES)
    assert recall(loaded.blocks) == 1.0
    assert loaded.notes == ()


def test_a_repeated_header_is_dropped_and_another_table_is_another() -> None:
    head = ["序号", "任务", "牵头单位"]
    first = table(60, 780, [40, 200, 120], 30, [head, *([str(n), f"任务{n}", "甲"] for n in range(1, 22))])
    second = table(60, 780, [40, 200, 120], 30, [head, ["22", "任务22", "乙"]])
    other = table(60, 500, [100, 200], 30, [["指标", "目标"], ["增速", "6%"]])
    blocks = read([first, [*second, Text(x=60, y=600, text="附表如下。"), *other]])
    assert [block.cells[0] for block in blocks if block.table == 1] == ["序号", *(str(n) for n in range(1, 23))]
    assert [block.header for block in blocks if block.table == 1] == [True] + [False] * 22
    assert [block.cells for block in blocks if block.table == 2] == [("指标", "目标"), ("增速", "6%")]
    assert [block.page for block in blocks if block.table == 1][-1] == 2


def test_an_empty_cell_at_the_top_of_a_page_is_no_merged_cell() -> None:
    head = ["序号", "任务", "备注"]
    first = table(60, 780, [40, 200, 120], 30, [head, *([str(n), f"任务{n}", "已办"] for n in range(1, 22))])
    second = table(60, 780, [40, 200, 120], 30, [["22", "任务22", ""], ["23", "任务23", "在办"]])
    blocks = read([first, second])
    assert blocks[22].cells == ("22", "任务22", "")
    assert blocks[22].carried == (False, False, False)


def test_scanned_pages_among_others_are_noted() -> None:
    loaded = load("a.pdf", pdf([[Text(x=80, y=700, text="第一页有文字层。")], [Picture()], [Picture()]]))
    assert texts(loaded.blocks) == ["第一页有文字层。"]
    assert loaded.notes == ("第 2、3 页是图片，没有文字层，未能读取",)


@pytest.mark.parametrize(
    ("remark", "pages"),
    [
        (
            "a few words of a scanning program on every page",
            [[Picture(), Text(x=400, y=20, text="由扫描软件生成", size=8)]] * 3,
        ),
        ("an empty page", [[]]),
    ],
)
def test_a_scan_is_refused_with_what_to_do(remark: str, pages: list[list[Item]]) -> None:
    with pytest.raises(UnreadableFileError, match="OCR") as caught:
        read(pages)
    assert "scan" in caught.value.english, remark


def test_a_drawing_of_many_lines_costs_no_time_and_no_text() -> None:
    drawing: list[Item] = [Stroke(x0=50, y0=100 + n, x1=500, y1=100 + n) for n in range(0, 600, 2)]
    drawing += [Stroke(x0=50 + n / 2, y0=100, x1=50 + n / 2, y1=700) for n in range(0, 900, 4)]
    blocks = read([[*drawing, Text(x=80, y=760, text="规划示意图如下。")]])
    assert texts(blocks) == ["规划示意图如下。"]


def test_threads_may_read_at_the_same_time() -> None:
    data = pdf(set_report())
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: load("a.pdf", data).blocks, range(8)))
    assert all(result == results[0] for result in results)
