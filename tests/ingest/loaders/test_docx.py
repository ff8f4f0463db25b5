"""Word documents: automatic numbers restored, headings, merged cells, revisions, text boxes and footnotes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

import docx
import pytest

from ingest.loaders import load
from ingest.records import Block, LoadedFile
from tests.ingest.loaders.paper import LINES, recall, texts

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def package(body: str, *, numbering: str = "", styles: str = "", footnotes: str = "", namespace: str = W) -> bytes:
    """A Word file of the given parts, written out, so that every detail of the mark-up is the test's own."""
    parts = {"document": f"<w:body>{body}</w:body>", "numbering": numbering, "styles": styles, "footnotes": footnotes}
    held = {name: content for name, content in parts.items() if content}
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(held)
        if name != "document"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{RELATIONS}/officeDocument"'
            ' Target="/word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        )
        for name, content in held.items():
            archive.writestr(
                f"word/{name}.xml",
                f'<w:{name} xmlns:w="{namespace}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
                f' xmlns:v="urn:schemas-microsoft-com:vml">{content}</w:{name}>',
            )
    return stream.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def item(text: str, number: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(index: int, number_format: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(levels: Sequence[str], numbers: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{numbers}'


def blocks(body: str, **parts: str) -> tuple[Block, ...]:
    return load("a.docx", package(body, **parts)).blocks


def saved(document: object) -> LoadedFile:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return load("a.docx", stream.getvalue())


GOVERNMENT = lists(
    [
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCountingThousand", "（%2）"),
        level(2, "decimal", "%3．"),
        level(3, "decimal", "（%4）"),
    ]
)


def test_government_numbering_counts_and_restarts_below_a_higher_level() -> None:
    body = "".join(
        item(text, 1, depth)
        for text, depth in (
            ("甲", 0),
            ("乙", 1),
            ("丙", 1),
            ("丁", 2),
            ("戊", 3),
            ("己", 0),
            ("庚", 1),
            ("辛", 2),
            ("壬", 0),
        )
    )
    assert texts(blocks(body, numbering=GOVERNMENT)) == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "1．丁",
        "（1）戊",
        "二、己",
        "（一）庚",
        "1．辛",
        "三、壬",
    ]


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("decimal", ["1.", "2.", "11."]),
        ("chineseCounting", ["一.", "二.", "十一."]),
        ("chineseCountingThousand", ["一.", "二.", "十一."]),
        ("japaneseCounting", ["一.", "二.", "十一."]),
        ("ideographTraditional", ["甲.", "乙.", "甲."]),
        ("upperRoman", ["I.", "II.", "XI."]),
        ("lowerRoman", ["i.", "ii.", "xi."]),
        ("upperLetter", ["A.", "B.", "K."]),
        ("lowerLetter", ["a.", "b.", "k."]),
        ("decimalEnclosedCircle", ["①.", "②.", "⑪."]),
        ("decimalFullWidth", ["１.", "２.", "１１."]),
        ("decimalZero", ["01.", "02.", "11."]),
        ("chineseLegalSimplified", ["壹.", "贰.", "壹拾壹."]),
        ("somethingUnknown", ["1.", "2.", "11."]),
    ],
)
def test_number_formats(number_format: str, shown: list[str]) -> None:
    found = texts(blocks(item("项", 1) * 11, numbering=lists([level(0, number_format, "%1.")])))
    assert [found[0], found[1], found[10]] == [f"{number} 项" for number in shown]


@pytest.mark.parametrize(
    ("remark", "levels", "depths", "expected"),
    [
        (
            "higher numbers in the text",
            [level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")],
            [0, 1, 1, 0, 1],
            ["1 ", "1.1 ", "1.2 ", "2 ", "2.1 "],
        ),
        (
            "legal form shows higher numbers in figures",
            [level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>")],
            [0, 1, 0, 1],
            ["第一章", "1.1 ", "第二章", "2.1 "],
        ),
        ("start at five", [level(0, "decimal", "%1)", start=5)], [0, 0], ["5)", "6)"]),
        ("no separator", [level(0, "decimal", "%1.", '<w:suff w:val="nothing"/>')], [0], ["1."]),
        ("bullets print no number", [level(0, "bullet", "●")], [0, 0], ["", ""]),
        (
            "a level that never restarts",
            [level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')],
            [0, 1, 0, 1],
            ["一、", "1. ", "二、", "2. "],
        ),
        (
            "a level used before any higher one",
            [level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")],
            [1, 1],
            ["1.1 ", "1.2 "],
        ),
    ],
)
def test_how_levels_count(remark: str, levels: list[str], depths: list[int], expected: list[str]) -> None:
    body = "".join(item("项", 1, depth) for depth in depths)
    assert texts(blocks(body, numbering=lists(levels))) == [f"{number}项" for number in expected], remark


def test_a_list_may_start_anew_and_lists_of_one_definition_count_on() -> None:
    numbers = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1、"/></w:lvl></w:lvlOverride></w:num>'
    )
    body = item("甲", 1) + item("乙", 2) + item("丙", 3) + item("丁", 3) + item("戊", 4)
    found = texts(blocks(body, numbering=lists([level(0, "decimal", "%1、")], numbers)))
    assert found == ["1、甲", "2、乙", "1、丙", "2、丁", "C、戊"]


def test_numbers_of_styles_and_paragraphs_that_switch_them_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="自定义二级"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="toc 1"/></w:style>'
    )
    levels = [
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'),
    ]
    body = (
        p("总体要求 3", '<w:pStyle w:val="3"/>')
        + p("总体要求", '<w:pStyle w:val="1"/>')
        + p("主要目标", '<w:pStyle w:val="2"/>')
        + p("没有编号", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("重点工作", '<w:pStyle w:val="1"/>')
        + p("一段正文。")
        + p("抓好春耕。" + "这一段长正文套用了标题样式，" * 8, '<w:pStyle w:val="2"/>')
    )
    found = blocks(body, numbering=lists(levels), styles=styles)
    assert [(block.kind, block.level, block.text[:8]) for block in found] == [
        ("heading", 1, "一、总体要求"),
        ("heading", 2, "（一）主要目标"),
        ("heading", 1, "没有编号"),
        ("heading", 1, "二、重点工作"),
        ("paragraph", 0, "一段正文。"),
        ("paragraph", 0, "（一）抓好春耕。"),
    ]


@pytest.mark.parametrize(
    ("remark", "body", "expected"),
    [
        (
            "insertions stay, deletions go",
            "<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:r><w:t>学位</w:t></w:r></w:p>",
            ["新增学位"],
        ),
        (
            "moved text stands once",
            "<w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>",
            ["新处"],
        ),
        ("soft line ends", "<w:p><w:r><w:t>云岭省</w:t><w:br/><w:t>工作要点</w:t></w:r></w:p>", ["云岭省", "工作要点"]),
        (
            "content controls",
            f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件里的话')}</w:sdtContent></w:sdt>",
            ["控件里的话"],
        ),
        (
            "hidden runs",
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>可见</w:t></w:r></w:p>",
            ["可见"],
        ),
        (
            "field codes go, their results stay",
            "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>第3页</w:t></w:r></w:p>",
            ["第3页"],
        ),
        (
            "links",
            "<w:p><w:hyperlink><w:r><w:t>附件</w:t></w:r></w:hyperlink><w:r><w:t>见后</w:t></w:r></w:p>",
            ["附件见后"],
        ),
        (
            "runs split inside a word",
            "<w:p><w:r><w:t>省发展</w:t></w:r><w:proofErr/><w:r><w:t>改革委</w:t></w:r></w:p>",
            ["省发展改革委"],
        ),
        ("tabs and blanks", "<w:p><w:r><w:t>  一、 </w:t><w:tab/><w:t>要求</w:t></w:r></w:p>", ["一、 要求"]),
        ("spread letters", p("主 要 目 标"), ["主要目标"]),
        (
            "non-breaking hyphen",
            "<w:p><w:r><w:t>2024</w:t><w:noBreakHyphen/><w:t>2026</w:t></w:r></w:p>",
            ["2024-2026"],
        ),
        (
            "text boxes once, after their paragraph",
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:pict><v:textbox><w:txbxContent>"
            + p("框里的话")
            + "</w:txbxContent></v:textbox></w:pict></mc:Choice>"
            "<mc:Fallback><w:pict><v:textbox><w:txbxContent>"
            + p("框里的话")
            + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>段落</w:t></w:r></w:p>",
            ["段落", "框里的话"],
        ),
    ],
)
def test_runs_and_revisions(remark: str, body: str, expected: list[str]) -> None:
    assert texts(blocks(body)) == expected, remark
    assert texts(load("a.docx", package(body, namespace=STRICT)).blocks) == expected, f"{remark}, strict file"


def test_footnotes_come_last_and_page_headers_are_left_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.add_paragraph("正文")
    assert texts(saved(document).blocks) == ["正文"]
    notes = f'<w:footnote w:type="separator">{p("线")}</w:footnote><w:footnote>{p("脚注的话")}</w:footnote>'
    body = "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference/></w:r></w:p>" + p("后文")
    assert texts(blocks(body, footnotes=notes)) == ["正文", "后文", "脚注的话"]


def test_a_deleted_paragraph_counts_in_no_list() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>"
    )
    assert texts(blocks(item("甲", 1) + gone + item("乙", 1), numbering=GOVERNMENT)) == ["一、甲", "二、乙"]


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(line) for line in text.split('/'))}</w:tc>"


ACROSS, DOWN, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEAD = row(cell("类别"), cell("重点任务"), cell("责任单位", ACROSS), properties="<w:tblHeader/>")


def test_merged_cells_are_carried_and_marked() -> None:
    found = blocks(
        "<w:tbl>"
        + HEAD
        + row(cell("产业", DOWN), cell("建链/延链"), cell("甲"), cell("乙"))
        + row(cell("", ON), cell("强链"), cell("丙", ACROSS))
        + HEAD
        + row(cell("民生", DOWN), cell("学位"), cell("丁", DOWN), cell(""))
        + row(cell("", ON), cell("床位"), cell("", ON), cell("戊"))
        + "</w:tbl>"
    )
    assert [(block.cells, block.carried, block.header) for block in found] == [
        (("类别", "重点任务", "责任单位", "责任单位"), (False, False, False, True), True),
        (("产业", "建链 延链", "甲", "乙"), (False, False, False, False), False),
        (("产业", "强链", "丙", "丙"), (True, False, False, True), False),
        (("民生", "学位", "丁", ""), (False, False, False, False), False),
        (("民生", "床位", "丁", "戊"), (True, False, True, False), False),
    ]
    assert all(
        block.text == " | ".join(text for text, carried in zip(block.cells, block.carried, strict=True) if not carried)
        for block in found
    )


def test_a_column_of_automatic_numbers_is_read() -> None:
    number = '<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:tc>'
    body = (
        "<w:tbl>" + row(cell("序号"), cell("任务")) + row(number, cell("建桥")) + row(number, cell("修路")) + "</w:tbl>"
    )
    assert [block.cells for block in blocks(body, numbering=GOVERNMENT)] == [
        ("序号", "任务"),
        ("1．", "建桥"),
        ("2．", "修路"),
    ]


@pytest.mark.parametrize(
    ("remark", "body", "expected"),
    [
        (
            "a frame around text is no table",
            "<w:tbl>" + row(cell("专栏/第一段/第二段")) + "</w:tbl>",
            [("paragraph", "专栏"), ("paragraph", "第一段"), ("paragraph", "第二段")],
        ),
        (
            "title and unit above the header, a heading and a note inside",
            "<w:tbl>"
            + row(cell("任务分解表", '<w:gridSpan w:val="3"/>'))
            + row(cell("序号"), cell("任务"), cell("牵头单位"))
            + row(cell("一、产业", '<w:gridSpan w:val="3"/>'))
            + row(cell("1"), cell("建桥"), cell("甲"))
            + row(cell("注：甲为牵头单位。", '<w:gridSpan w:val="3"/>'))
            + "</w:tbl>",
            [
                ("paragraph", "任务分解表"),
                ("row", "序号 | 任务 | 牵头单位"),
                ("heading", "一、产业"),
                ("row", "1 | 建桥 | 甲"),
                ("paragraph", "注：甲为牵头单位。"),
            ],
        ),
        (
            "a table inside a frame is a table",
            "<w:tbl>"
            + row(
                "<w:tc>"
                + p("附表")
                + "<w:tbl>"
                + row(cell("序号"), cell("任务"))
                + row(cell("1"), cell("建桥"))
                + "</w:tbl></w:tc>"
            )
            + "</w:tbl>",
            [("paragraph", "附表"), ("row", "序号 | 任务"), ("row", "1 | 建桥")],
        ),
        (
            "a table inside a cell is read as its text",
            "<w:tbl>"
            + row(cell("序号"), cell("任务"))
            + row(cell("1"), "<w:tc><w:tbl>" + row(cell("内"), cell("表")) + "</w:tbl><w:p/></w:tc>")
            + "</w:tbl>",
            [("row", "序号 | 任务"), ("row", "1 | 内 | 表")],
        ),
        (
            "a deleted row",
            "<w:tbl>" + row(cell("1"), cell("甲")) + row(cell("2"), cell("乙"), properties="<w:del/>") + "</w:tbl>",
            [("row", "1 | 甲")],
        ),
        (
            "an empty column",
            "<w:tbl>" + row(cell("1"), cell(""), cell("甲")) + row(cell("2"), cell(""), cell("乙")) + "</w:tbl>",
            [("row", "1 | 甲"), ("row", "2 | 乙")],
        ),
    ],
)
def test_tables(remark: str, body: str, expected: list[tuple[str, str]]) -> None:
    assert [(block.kind, block.text) for block in blocks(body)] == expected, remark


def test_a_document_of_python_docx_is_kept_whole_and_in_order() -> None:
    document = docx.Document()
    for number, line in enumerate(LINES):
        if number == 0:
            document.add_heading(line, 0)
        else:
            document.add_paragraph(line)
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(("指标", "目标", "粮食产量", "1180万吨")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("表后的话。")
    found = saved(document).blocks
    assert texts(found[: len(LINES)]) == list(LINES)
    assert recall(found) == 1.0
    assert (found[0].kind, found[0].level) == ("heading", 1)
    assert [(block.kind, block.text) for block in found[len(LINES) :]] == [
        ("row", "指标 | 目标"),
        ("row", "粮食产量 | 1180万吨"),
        ("paragraph", "表后的话。"),
    ]


def test_the_numbers_of_a_real_template_are_restored() -> None:
    document = docx.Document()
    for text in ("甲", "乙", "丙"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("丁", style="List Bullet")
    assert texts(saved(document).blocks) == ["1. 甲", "2. 乙", "3. 丙", "丁"]


def test_a_main_part_of_another_name_and_broken_relations_are_read() -> None:
    source = package(p("正文"))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as archive, zipfile.ZipFile(stream, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name).replace(b"/word/document.xml", b"word/main.xml")
            content = re.sub(
                rb"</Relationships>", b'<Relationship Id="x" Type="t/styles" Target="NULL"/></Relationships>', content
            )
            copy.writestr(name.replace("word/document.xml", "word/main.xml"), content)
    assert texts(load("a.docx", stream.getvalue()).blocks) == ["正文"]
