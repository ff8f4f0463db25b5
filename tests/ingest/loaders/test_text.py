"""Plain text: every encoding that papers come in, the text kept as it is, headings and tables of Markdown marked."""

from __future__ import annotations

import codecs

import pytest

from ingest.errors import UnreadableFileError
from ingest.loaders import load
from ingest.loaders.encoding import decode
from tests.ingest.loaders.paper import LINES

TEXT = "\n".join(LINES)
SHORT = "云岭省政府工作报告"


@pytest.mark.parametrize(
    ("remark", "data"),
    [
        ("UTF-8", TEXT.encode()),
        ("UTF-8 with mark", codecs.BOM_UTF8 + TEXT.encode()),
        ("UTF-16 LE with mark", codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")),
        ("UTF-16 BE with mark", codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")),
        ("UTF-16 LE without mark", TEXT.encode("utf-16-le")),
        ("UTF-16 BE without mark", TEXT.encode("utf-16-be")),
        ("UTF-32 LE with mark", codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le")),
        ("GB18030", TEXT.encode("gb18030")),
        ("Windows line ends", TEXT.replace("\n", "\r\n").encode()),
        ("old Macintosh line ends", TEXT.replace("\n", "\r").encode()),
        ("stray NULs", TEXT.replace("各位", "\x00各\x00位").encode()),
    ],
)
def test_the_text_is_read_whole_in_every_encoding(remark: str, data: bytes) -> None:
    loaded = load("报告.txt", data)
    assert loaded.text == TEXT, remark
    assert loaded.notes == (), remark
    assert tuple(block.text for block in loaded.blocks) == LINES, remark


@pytest.mark.parametrize(
    ("remark", "text", "encoding"),
    [
        ("a few words of GBK, too short for statistics", SHORT, "gbk"),
        ("a few words of UTF-16", SHORT, "utf-16-le"),
        ("Latin letters alone in UTF-16", "GDP grew by 6.2 per cent.", "utf-16-be"),
        ("one line of GB18030 with figures", "2024年地区生产总值增长6%左右", "gb18030"),
        ("traditional characters in Big5", "雲嶺省人民政府工作報告，各位代表，現在請予審議。" * 3, "big5"),
    ],
)
def test_short_texts_are_decoded(remark: str, text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text, remark


@pytest.mark.parametrize(
    ("remark", "data", "kept"),
    [
        ("UTF-8 cut in the middle of a character", TEXT.encode()[:-1], TEXT[:-1]),
        ("GB18030 cut in the middle of a character", TEXT.encode("gb18030")[:-1], TEXT[:-1]),
        ("one broken byte in UTF-8", TEXT.encode()[:90] + b"\xff" + TEXT.encode()[90:], TEXT[-100:]),
    ],
)
def test_damaged_bytes_cost_one_character_and_are_noted(remark: str, data: bytes, kept: str) -> None:
    loaded = load("报告.txt", data)
    assert loaded.text is not None
    assert kept in loaded.text, remark
    assert loaded.text.count("\ufffd") == 1, remark
    assert len(loaded.notes) == 1, remark


def test_blanks_tabs_and_empty_lines_stay_in_the_text() -> None:
    source = "　　各位代表：\n\n\t现在\u3000报告\u00a0工作。  \n\n"
    loaded = load("a.md", source.encode())
    assert loaded.text == source
    assert [block.text for block in loaded.blocks] == ["各位代表：", "现在\u3000报告\u00a0工作。"]
    assert loaded.media_type == "text/markdown"


def test_markdown_headings_have_their_level_and_bold_lines_are_paragraphs() -> None:
    blocks = load("a.txt", "# 报告\n### 重点\n**一、回顾**\n#标签\n正文 # 一\n".encode()).blocks
    assert [(block.kind, block.level) for block in blocks] == [
        ("heading", 1),
        ("heading", 3),
        ("paragraph", 0),
        ("paragraph", 0),
        ("paragraph", 0),
    ]
    assert blocks[0].text == "# 报告"


def test_a_markdown_table_gives_rows_whose_text_is_the_source_line() -> None:
    source = (
        "前言\n| 序号 | 任务 | 牵头单位 |\n|:--|---|---|\n| 1 | 建桥 | 省交通运输厅 |\n| 序号 | 任务 | 牵头单位 |\n"
        "2 | 修路\n|3 | 甲\\|乙 | 省水利厅|\n\n末尾 | 不是表\n"
    )
    loaded = load("a.md", source.encode())
    rows = [block for block in loaded.blocks if block.kind == "row"]
    assert [row.cells for row in rows] == [
        ("序号", "任务", "牵头单位"),
        ("1", "建桥", "省交通运输厅"),
        ("2", "修路", ""),
        ("3", "甲\\|乙", "省水利厅"),
    ]
    assert [row.header for row in rows] == [True, False, False, False]
    assert {row.table for row in rows} == {1}
    assert loaded.text is not None
    assert all(row.text in loaded.text for row in rows)
    assert loaded.blocks[-1].text == "末尾 | 不是表"
    assert loaded.blocks[-1].kind == "paragraph"


@pytest.mark.parametrize(
    ("remark", "data", "reason"),
    [
        ("white space only", " \n\t\u3000\n".encode(), "空白"),
        ("a byte order mark only", codecs.BOM_UTF8, "空白"),
        ("a binary file", bytes(range(1, 32)) * 200, "不是文字"),
    ],
)
def test_what_is_no_text_is_refused(remark: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        load("a.txt", data)
