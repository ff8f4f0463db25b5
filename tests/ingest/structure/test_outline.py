from __future__ import annotations

import pytest

from ingest.records import Block
from ingest.structure.reports import build_reports
from tests.ingest.structure.papers import (
    CITY,
    CITY_ONLINE,
    NOTICE,
    ONE_LINE,
    PLAN,
    PROVINCE,
    RUN_TOGETHER,
    blocks,
    only,
)

FILLER = "这里是一段有足够长度的正文，用来说明这一节的具体做法和工作安排。"


def headings(text: str) -> list[tuple[int, str]]:
    return [(section.level, section.number + section.heading) for section in only(text).sections]


def test_numbered_sections_with_run_in_headings_and_lists() -> None:
    assert (
        headings(PROVINCE)
        == [
            (1, "一、2023年工作回顾"),
            (2, "（一）产业发展有了新起色"),
            (2, "（二）城乡面貌有了新变化"),
            (1, "二、2024年工作安排"),
            (2, "（一）把茶产业做强"),
            (3, "一是扩规模"),
            (3, "二是强加工"),
            (2, "（二）把民生底线兜牢"),
            (1, "三、加强政府自身建设"),
        ][: len(headings(PROVINCE))]
    )
    assert len(headings(PROVINCE)) == 9


def test_a_run_of_one_paragraph_sections_ends_with_its_last_paragraph() -> None:
    report = only(PROVINCE)
    assert report.section_path(report.text.index("同时，统计")) == ("一、2023年工作回顾",)
    assert report.section_path(report.text.index("各位代表！成绩")) == ("一、2023年工作回顾",)


def test_continued_numbering_and_tasks_that_are_no_sections() -> None:
    assert headings(NOTICE) == [
        (1, "一、稳定经济运行"),
        (2, "（一）扩大有效投资"),
        (2, "（二）提振消费"),
        (1, "二、保障民生"),
        (2, "（三）促进就业"),
    ]


def test_headings_inside_one_long_line() -> None:
    assert headings(RUN_TOGETHER) == [
        (1, "一、教育和医疗"),
        (2, "(一)扩大学位供给"),
        (2, "(二)方便群众看病"),
        (1, "二、出行和居住"),
        (2, "(一)改善出行"),
    ]
    report = only(RUN_TOGETHER)
    assert report.section_path(report.text.index("3.建成")) == ("一、教育和医疗", "(二)方便群众看病")


def test_chapters_and_a_table_of_contents() -> None:
    assert headings(PLAN) == [
        (1, "第一章 发展基础"),
        (2, "第一节 主要成就"),
        (2, "第二节 面临形势"),
        (1, "第二章 总体要求"),
    ]


def test_headings_without_numbers_and_the_glossary() -> None:
    assert headings(CITY_ONLINE) == [
        (1, "2023年工作回顾"),
        (1, "2024年工作安排"),
        (2, "一、主动融入都市圈"),
        (3, "（一）修好一条路"),
        (2, "二、推进新型工业化"),
        (1, "名词注解"),
    ]
    report = only(CITY_ONLINE)
    assert report.section_path(report.text.index("小巨人：指")) == ("名词注解",)
    assert report.section_path(report.text.index("31家")) == ("2023年工作回顾",)


def test_a_yearly_heading_inside_a_numbered_section_stays_inside() -> None:
    text = f"岚溪市发展方案\n一、目标\n{FILLER}\n2025年主要目标\n{FILLER}\n二、任务\n{FILLER}\n"
    assert headings(text) == [(1, "一、目标"), (2, "2025年主要目标"), (1, "二、任务")]


def test_headings_of_a_report_in_one_line() -> None:
    assert headings(ONE_LINE) == [
        (1, "一、2022年工作回顾"),
        (2, "（一）工业稳步回升"),
        (2, "（二）农业再获丰收"),
        (1, "二、2023年工作安排"),
        (2, "（一）抓好工业"),
        (2, "（二）抓好农业"),
    ]


FALSE = [
    (f"一、基本情况\n{FILLER}\n1.45亿吨煤炭保供任务全部完成，比上年增长3.2%。\n", ["一、基本情况"], "a decimal"),
    (
        f"一、基本情况\n{FILLER}\n七、三个方面的数字要核实，{FILLER}\n二、打算\n{FILLER}",
        ["一、基本情况", "二、打算"],
        "out of sequence",
    ),
    (f"一、基本情况\n一、二、三产分别增长4%、6%、5%，{FILLER}\n", ["一、基本情况"], "three sectors"),
    (f"一、基本情况\n2024年1月3日，{FILLER}\n", ["一、基本情况"], "a date"),
    (f"一、基本情况\n3.0版改革方案出台，{FILLER}\n", ["一、基本情况"], "a version"),
    (f"一、任务\n1.新修水库3座，{FILLER}\n2.新修公路5条，{FILLER}\n", ["一、任务"], "long numbered paragraphs"),
    (
        f"一、任务\n1．总量目标\n{FILLER}\n2．结构目标\n{FILLER}\n",
        ["一、任务", "1．总量目标", "2．结构目标"],
        "short numbered headings",
    ),
    ("一、任务\n1.修水库（省水利厅牵头）\n2.修公路（省交通运输厅牵头）\n", ["一、任务"], "tasks with units"),
    (
        f"一、任务\n一是修水库，{FILLER}再修水渠。{FILLER}\n二是修公路。{FILLER}\n",
        ["一、任务", "一是修水库", "二是修公路"],
        "a clause as heading",
    ),
    (f"第一，稳工业\n{FILLER}\n第二，稳农业\n{FILLER}\n", ["第一，稳工业", "第二，稳农业"], "ordinals"),
]


@pytest.mark.parametrize(("text", "expected", "remark"), FALSE)
def test_false_headings_are_rejected(text: str, expected: list[str], remark: str) -> None:
    found = [number_and_words for _, number_and_words in headings("工作方案\n" + text)]
    assert [words.split("，这里")[0] for words in found] == expected, remark


def test_markdown_marks_are_no_part_of_a_heading() -> None:
    text = f"# 澜州市2024年政府工作报告\n\n**一、2023年工作回顾**\n\n{FILLER}\n\n## 二、2024年工作\n\n**（一）抓工业。**{FILLER}\n\n### 附记\n{FILLER}\n"
    assert [words for _, words in headings(text)] == ["一、2023年工作回顾", "二、2024年工作", "（一）抓工业", "附记"]


def test_headings_of_the_format_need_no_number() -> None:
    loaded = blocks(
        Block(text="岚溪市养老服务行动方案", kind="heading", level=1),
        Block(text="总体目标", kind="heading", level=2),
        Block(text=FILLER),
        Block(text="重点任务", kind="heading", level=2),
        Block(text="一、建设食堂", kind="paragraph"),
        Block(text=FILLER),
        Block(text="二、适老改造", kind="paragraph"),
        Block(text=FILLER),
    )
    (report,) = build_reports(loaded, "0" * 64)
    assert [(section.level, section.number + section.heading) for section in report.sections] == [
        (1, "总体目标"),
        (1, "重点任务"),
        (2, "一、建设食堂"),
        (2, "二、适老改造"),
    ]
    assert report.title == "岚溪市养老服务行动方案"


def test_sections_nest_and_stay_inside_their_parents() -> None:
    for text in (PROVINCE, CITY, NOTICE, RUN_TOGETHER, PLAN):
        report = only(text)
        by_id = {section.id: section for section in report.sections}
        for section in report.sections:
            assert 0 <= section.start < section.end <= len(report.text)
            if section.parent:
                parent = by_id[section.parent]
                assert parent.level == section.level - 1
                assert parent.start <= section.start
                assert section.end <= parent.end


def test_a_disordered_copy_is_sorted_by_its_task_numbers() -> None:
    unit = "(牵头单位：市发展改革委)"
    first = "".join(f"{n}.完成第{n}批项目建设任务。{unit}" for n in range(1, 13))
    ordered = f"一、稳投资(一)开工一批{first}"
    second = "".join(f"{n}.办好第{n}件民生实事项目。{unit}" for n in range(13, 25))
    pieces = ordered.replace(unit, unit + "\n").split("\n")
    others = f"二、惠民生(一)办好实事{second}".replace(unit, unit + "\n").split("\n")
    mixed = "澜州市重点工作分工方案" + "".join(a + b for a, b in zip(pieces, others, strict=True))
    report = only(mixed)
    for number, path in ((3, ("一、稳投资", "(一)开工一批")), (20, ("二、惠民生", "(一)办好实事"))):
        words = f"完成第{number}批" if number < 13 else f"办好第{number}件"
        assert report.section_path(report.text.index(words)) == path
