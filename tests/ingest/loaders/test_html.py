"""Web pages: the paper is kept whole, the page around it goes; headings, lines and tables as a reader sees them."""

from __future__ import annotations

import pytest

from ingest.loaders import load
from ingest.records import Block
from tests.ingest.loaders.paper import LINES, PARAGRAPHS, TITLE, recall, texts

NAVIGATION = (
    '<div class="top-nav"><a href="/">首页</a><a href="/zwgk">政务公开</a></div>'
    '<div>您现在的位置：<a href="/">首页</a> > <a href="/bg">政府工作报告</a></div>'
)
FOOTER = (
    '<div class="share-box">分享到：<a href="#">微信</a></div><div class="related"><a href="1.html">相关链接：另一篇报道</a></div>'
    '<div class="footer"><p>主办：云岭省人民政府办公厅，未经许可不得转载本网站的任何内容。</p></div>'
)


def read(page: str, name: str = "a.html") -> tuple[Block, ...]:
    return load(name, page.encode()).blocks


def page(body: str, *, title: str = f"{TITLE}_云岭省人民政府门户网站", head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"<script>var x = '不读';</script><style>p {{}}</style></head><body>{NAVIGATION}{body}{FOOTER}</body></html>"
    )


def marked(line: str) -> str:
    heading = "h2" if line[1:2] == "、" and line[0] in "一二三" else "p"
    return f"<{heading}>{line}</{heading}>"


LEAD = f"<p>{PARAGRAPHS[1]}</p>"
BODIES = {
    "paragraphs in a known container": '<div class="TRS_Editor">' + "".join(map(marked, PARAGRAPHS)) + "</div>",
    "line breaks in one div": "<div>" + "<br>".join(f"　　{line}" for line in PARAGRAPHS) + "</div>",
    "a div a line": "".join(f"<div><span>{line}</span></div>" for line in PARAGRAPHS),
    "nested layout tables": "<table><tr><td><a href='/'>栏目</a></td><td><table><tr><td>"
    + "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    + "</td></tr></table></td></tr></table>",
    "a form around the page": '<form id="form1">' + "".join(f"<p>{line}</p>" for line in PARAGRAPHS) + "</form>",
    "mark-up of an office program": "".join(
        f'<p class=MsoNormal style="text-indent:32.0pt"><span\nlang=EN-US>\n</span><span style="font-size:16.0pt">{line[:8]}\n'
        f"{line[8:]}<o:p></o:p></span></p>"
        for line in PARAGRAPHS
    ),
    "an article tag": "<article><section>" + "".join(map(marked, PARAGRAPHS)) + "</section></article>",
    "a class that sounds like furniture": '<div class="main-nav content-nav sidebar">'
    + "".join(map(marked, PARAGRAPHS))
    + "</div>",
}


@pytest.mark.parametrize("remark", BODIES)
def test_the_paper_is_kept_whole_and_the_page_around_it_goes(remark: str) -> None:
    blocks = read(page(BODIES[remark]))
    assert texts(blocks) == list(LINES), remark
    assert recall(blocks) == 1.0


def test_headings_have_their_level_and_the_page_title_comes_first() -> None:
    blocks = read(page(BODIES["paragraphs in a known container"]))
    assert (blocks[0].kind, blocks[0].level, blocks[0].text) == ("heading", 1, TITLE)
    assert [block.text for block in blocks if block.level == 2] == [line for line in PARAGRAPHS if line[1:2] == "、"]


@pytest.mark.parametrize(
    ("remark", "title", "head", "body", "first"),
    [
        ("site name after a hyphen", "石桥县要点 - 云岭省政府网", "", LEAD, "石桥县要点"),
        ("site name first", "云岭省人民政府网_石桥县要点", "", LEAD, "石桥县要点"),
        (
            "the content system's own field",
            "x",
            '<meta name="ArticleTitle" content="石桥县 要点">',
            LEAD,
            "石桥县 要点",
        ),
        (
            "title printed over two lines",
            "石桥县2024年工作要点",
            "",
            "<p>石桥县</p><p>2024年工作要点</p>" + LEAD,
            "石桥县",
        ),
        ("a main heading of its own", "网页", "", "<h1>石桥县工作要点</h1>" + LEAD, "石桥县工作要点"),
        ("no real title", "首页", "", LEAD, PARAGRAPHS[1]),
    ],
)
def test_the_title_is_taken_from_the_head_only_where_the_body_lacks_it(
    remark: str, title: str, head: str, body: str, first: str
) -> None:
    blocks = read(page(body, title=title, head=head))
    assert blocks[0].text == first, remark
    assert texts(blocks).count(first) == 1, remark


def test_title_lines_above_the_container_are_kept() -> None:
    body = (
        f"<h1>{TITLE}</h1><div class='sub'>（2024年1月20日在云岭省第十四届人民代表大会第二次会议上）</div>"
        "<div>【字体：<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>】 打印 关闭</div>"
        + BODIES["paragraphs in a known container"]
    )
    assert texts(read(page(body))) == [TITLE, "（2024年1月20日在云岭省第十四届人民代表大会第二次会议上）", *PARAGRAPHS]


def test_what_the_page_states_of_the_paper_follows_its_title() -> None:
    details = (
        "<table class='index'><tr><td>索引号：</td><td>YL-2024-0031</td></tr>"
        "<tr><td>发文字号：</td><td>云政办发〔2024〕3号</td></tr><tr><td>成文日期：</td><td>2024年2月1日</td></tr></table>"
    )
    body = f"<div>{details}</div><h1>{TITLE}</h1>" + BODIES["paragraphs in a known container"]
    assert texts(read(page(body))) == [
        TITLE,
        "发文字号： | 云政办发〔2024〕3号",
        "成文日期： | 2024年2月1日",
        *PARAGRAPHS,
    ]


@pytest.mark.parametrize(
    ("remark", "hidden"),
    [
        ("style", '<p style="display: none">看不见的话，不能引用。</p>'),
        ("attribute", "<div hidden><p>看不见的话，不能引用。</p></div>"),
        ("aria", '<p aria-hidden="true">看不见的话，不能引用。</p>'),
        ("comment", "<!-- 看不见的话，不能引用。 -->"),
        ("noscript", "<noscript>看不见的话，不能引用。</noscript>"),
        ("aside", "<aside>看不见的话，不能引用。</aside>"),
        ("nav tag", "<nav>看不见的话，不能引用。</nav>"),
    ],
)
def test_hidden_parts_are_dropped_and_the_text_after_them_stays(remark: str, hidden: str) -> None:
    blocks = read(f"<div><p>前面的话，可以引用。</p>{hidden}后面的话，可以引用。</div>")
    assert texts(blocks) == ["前面的话，可以引用。", "后面的话，可以引用。"], remark


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_the_declared_encoding_is_read_with_the_characters_it_lacks(declared: str) -> None:
    source = (
        f'<html><meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>榕湖䶮水库，镕铸项目。</p>'
    )
    assert texts(load("a.htm", source.encode("gb18030")).blocks) == ["榕湖䶮水库，镕铸项目。"]


def test_a_wrong_declaration_does_not_win_over_the_bytes() -> None:
    source = '<html><meta charset="gb2312"><p>云岭省工作要点，正文如下。</p>'
    assert texts(load("a.html", source.encode()).blocks) == ["云岭省工作要点，正文如下。"]


@pytest.mark.parametrize(
    ("remark", "markup", "expected"),
    [
        ("wrapped source lines", "<p>全省\n   经济 增长\n6%</p>", ["全省经济 增长 6%"]),
        ("spread letters", "<p>稳 中 求 进</p>", ["稳中求进"]),
        ("a name after a blank", "<p>省长&nbsp;&nbsp;林某</p>", ["省长 林某"]),
        ("an ideographic blank", "<p>　　省长　林某　</p>", ["省长　林某"]),
        ("inline tags do not break words", "<p>增<b>长</b>6<sup>%</sup></p>", ["增长6%"]),
        ("pinyin over characters", "<p><ruby>岭<rt>lǐng</rt></ruby>上</p>", ["岭上"]),
        ("ordered list", "<ol start=3><li>建桥</li><li>4. 修路</li></ol>", ["3. 建桥", "4. 修路"]),
        ("line breaks", "<p>牵头单位：甲<br/>责任单位：乙</p>", ["牵头单位：甲", "责任单位：乙"]),
        ("preformatted lines", "<pre>第一行\n第二行</pre>", ["第一行", "第二行"]),
        ("entities", "<p>A&amp;B&mdash;&#x5C81;</p>", ["A&B—岁"]),
    ],
)
def test_paragraphs_read_as_a_reader_sees_them(remark: str, markup: str, expected: list[str]) -> None:
    assert texts(read(f"<html><body>{markup}</body></html>")) == expected, remark


def rows(markup: str) -> list[tuple[tuple[str, ...], bool]]:
    return [
        (block.cells, block.header)
        for block in read(f"<html><body><p>说明，如下。</p>{markup}</body></html>")
        if block.kind == "row"
    ]


def test_merged_cells_are_carried_down_and_across() -> None:
    blocks = read(
        "<html><table><thead><tr><th rowspan=2>序号</th><th rowspan=2>任务</th><th colspan=2>单位</th></tr>"
        "<tr><th>牵头</th><th>配合</th></tr></thead><tbody><tr><td>1</td><td rowspan=2>建<br>桥</td><td>甲</td><td>乙</td></tr>"
        "<tr><td>2</td><td colspan=2>丙</td></tr></tbody></table></html>"
    )
    found = [block for block in blocks if block.kind == "row"]
    assert [block.cells for block in found] == [
        ("序号", "任务", "单位", "单位"),
        ("序号", "任务", "牵头", "配合"),
        ("1", "建 桥", "甲", "乙"),
        ("2", "建 桥", "丙", "丙"),
    ]
    assert [block.header for block in found] == [True, True, False, False]
    assert found[3].carried == (False, True, False, True)
    assert found[3].text == "2 | 丙"
    assert found[2].text == "1 | 建 桥 | 甲 | 乙"


@pytest.mark.parametrize(
    ("remark", "markup", "expected"),
    [
        (
            "header by its labels",
            "<tr><td>序号</td><td>牵头单位</td></tr><tr><td>1</td><td>甲</td></tr>",
            [True, False],
        ),
        ("no header", "<tr><td>1</td><td>甲</td></tr><tr><td>2</td><td>乙</td></tr>", [False, False]),
        (
            "row headers are no header row",
            "<tr><th>牵头单位</th><td>甲</td></tr><tr><th>配合单位</th><td>乙</td></tr>",
            [False, False],
        ),
        (
            "header printed again",
            "<tr><th>序号</th><th>任务</th></tr><tr><td>1</td><td>甲</td></tr><tr><th>序号</th><th>任务</th></tr><tr><td>2</td><td>乙</td></tr>",
            [True, False, False],
        ),
    ],
)
def test_header_rows(remark: str, markup: str, expected: list[bool]) -> None:
    assert [header for _, header in rows(f"<table>{markup}</table>")] == expected, remark


def test_two_tables_are_told_apart_and_text_between_them_stays_between() -> None:
    table = "<table><tr><th>序号</th><th>任务</th></tr><tr><td>1</td><td>甲</td></tr></table>"
    blocks = read(f"<html><body>{table}<p>中间的话。</p>{table}</body></html>")
    assert [(block.table, block.kind) for block in blocks] == [
        (1, "row"),
        (1, "row"),
        (0, "paragraph"),
        (2, "row"),
        (2, "row"),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td colspan=99999999 rowspan=99999999>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>",
        "<table><tr><td rowspan=0 colspan=x>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>",
        "<div>" * 3000 + "深处的话，可以读到。",
        "<table><tr><td>甲<table><tr><td>乙",
        "<p>没有结束<b>的标记</p></b></div></table>",
    ],
)
def test_wild_markup_does_no_harm(markup: str) -> None:
    assert read(f"<html><body><p>开头。</p>{markup}")
