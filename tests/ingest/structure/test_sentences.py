from __future__ import annotations

import pytest

from ingest.structure.sentences import sentences

CASES = [
    ("稳增长。促改革！怎么办？抓落实", ["稳增长。", "促改革！", "怎么办？", "抓落实"], "three signs and an open end"),
    ("他说：“要实干。”大家鼓掌。", ["他说：“要实干。”", "大家鼓掌。"], "a closing quote stays"),
    ("增长3.5%，达到1.45亿吨。", ["增长3.5%，达到1.45亿吨。"], "decimal points end nothing"),
    ("1.加快建设。2.扩大投资。", ["1.加快建设。", "2.扩大投资。"], "numbering ends nothing"),
    (
        "新修公路。（省交通运输厅牵头）改造农房。（省住房城乡建设厅、省财政厅按职责分工负责）",
        ["新修公路。", "（省交通运输厅牵头）", "改造农房。", "（省住房城乡建设厅、省财政厅按职责分工负责）"],
        "the units' bracket stands alone",
    ),
    ("办好实事（含续建。新建）项目。完。", ["办好实事（含续建。新建）项目。", "完。"], "a bracket is not broken"),
    ("第一行\n\n  第二行。 第三句", ["第一行", "第二行。", "第三句"], "line ends and blanks"),
    ("GDP grew 6.5%. Mr. Li led it. Done.", ["GDP grew 6.5%.", "Mr. Li led it.", "Done."], "English"),
    ("真的？！对。", ["真的？！", "对。"], "signs in a row"),
    ("", [], "nothing"),
]


@pytest.mark.parametrize(("text", "expected", "remark"), CASES)
def test_sentences(text: str, expected: list[str], remark: str) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected, remark


def test_a_part_of_the_text_is_enough() -> None:
    text = "前文。中间一句。后文。"
    assert [text[a:b] for a, b in sentences(text, 3, 8)] == ["中间一句。"]


def test_an_open_bracket_does_not_swallow_the_rest() -> None:
    text = "办好（十件实事。" + "继续努力，" * 80 + "完成。最后一句。"
    assert text[slice(*sentences(text)[-1])] == "最后一句。"
