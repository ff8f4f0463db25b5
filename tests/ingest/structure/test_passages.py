from __future__ import annotations

import random
import re

import pytest

from ingest.structure.passages import MOST, cut_passages, label
from ingest.structure.sentences import sentences
from tests.ingest.structure.papers import (
    CITY,
    CITY_ONLINE,
    COUNTY,
    NOTICE,
    ONE_LINE,
    PLAN,
    PROVINCE,
    RUN_TOGETHER,
    UNTITLED,
    only,
    read,
)

PAPERS = [PROVINCE, CITY, CITY_ONLINE, ONE_LINE, COUNTY, UNTITLED, NOTICE, RUN_TOGETHER, PLAN]
LONG = "澜州市茶产业意见\n一、重点任务\n" + "".join(
    f"第{n}批茶园改造要按季推进，完成土壤检测、品种更新和机械采摘三项工作，年底前由市农业农村局组织验收。"
    for n in range(1, 16)
)


@pytest.mark.parametrize("text", [*PAPERS, LONG])
def test_passages_are_verbatim_ordered_and_apart(text: str) -> None:
    report = only(text)
    passages = cut_passages(report)
    assert passages
    end = 0
    for passage in passages:
        assert report.text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip()
        assert passage.start >= end
        end = passage.end
    assert len({passage.id for passage in passages}) == len(passages)


@pytest.mark.parametrize("text", [*PAPERS, LONG])
def test_nothing_of_the_body_is_lost(text: str) -> None:
    report = only(text)
    covered = {index for passage in cut_passages(report) for index in range(passage.start, passage.end)}
    for section in report.sections:
        stop = report.text.index(section.heading[-4:], section.start) + 4
        covered.update(range(section.start, stop))
    for match in re.finditer(r"[^\n]+", report.text):
        line = match[0].strip()
        if len(line) > 40 or line.endswith("。"):
            lost = [report.text[index] for index in range(match.start(), match.end()) if index not in covered]
            assert "".join(lost).strip() == "", line


def test_a_long_paragraph_is_cut_evenly_at_sentence_borders() -> None:
    report = only(LONG)
    passages = cut_passages(report)
    ends = {end for _, end in sentences(report.text)}
    assert len(passages) >= 3
    assert all(120 <= len(passage.text) <= 330 for passage in passages)
    assert all(passage.end in ends for passage in passages)


def test_a_passage_stays_inside_its_section() -> None:
    for text in PAPERS:
        report = only(text)
        by_id = {section.id: section for section in report.sections}
        for passage in cut_passages(report):
            if passage.section_id:
                section = by_id[passage.section_id]
                assert section.start <= passage.start
                assert passage.end <= section.end
                assert passage.breadcrumb.endswith(section.number + section.heading)
                inner = [s for s in report.sections if passage.start < s.start < passage.end]
                assert inner == []


def test_the_breadcrumb_is_the_heading_path() -> None:
    report = only(PROVINCE)
    (passage,) = [passage for passage in cut_passages(report) if "标准茶园" in passage.text]
    assert (
        passage.breadcrumb == "云岭省人民政府工作报告（2024年） › 二、2024年工作安排 › （一）把茶产业做强 › 一是扩规模"
    )
    assert passage.text.startswith("一是扩规模。")


def test_heading_lines_are_in_the_breadcrumb_alone() -> None:
    passages = cut_passages(only(PROVINCE))
    assert all("（一）把茶产业做强" not in passage.text for passage in passages)
    assert not any(passage.text.startswith("云岭省人民政府工作报告") for passage in passages)


def test_tasks_with_units_never_share_a_passage() -> None:
    for text in (NOTICE, RUN_TOGETHER):
        tasks = [passage.text for passage in cut_passages(only(text)) if "牵头" in passage.text]
        assert tasks
        assert all(len(re.findall("牵头", task)) == 1 for task in tasks)


def test_no_passage_crosses_a_given_border() -> None:
    report = only(PROVINCE)
    border = report.text.index("引进茶叶")
    assert all(not passage.start < border < passage.end for passage in cut_passages(report, (border,)))
    assert any(passage.start == border for passage in cut_passages(report, (border,)))


def test_short_list_items_share_a_passage() -> None:
    text = "岚溪市实事清单\n一、十件实事\n——新修路灯300盏。\n——改造公厕12座。\n——新增车位500个。\n二、其他\n继续办好各项实事，让群众满意。\n"
    assert cut_passages(only(text))[0].text == "——新修路灯300盏。\n——改造公厕12座。\n——新增车位500个。"


def test_an_endless_sentence_is_cut_at_semicolons() -> None:
    text = (
        "岚溪市要点\n一、任务\n"
        + "；".join(f"完成第{n}处老旧管网改造并同步修复路面和绿化" for n in range(1, 40))
        + "。"
    )
    passages = cut_passages(only(text))
    assert all(len(passage.text) <= MOST for passage in passages)
    assert all(passage.text[-1] in "；。" for passage in passages)


def test_a_theme_is_not_torn_from_its_text() -> None:
    first = "茶园改造按季推进，完成土壤检测、品种更新和机械采摘三项工作，年底前组织验收并公布结果，接受群众监督。" * 4
    second = (
        "老旧小区改造同步实施雨污分流，增加停车位和充电桩，方便居民生活，年底前完成全部外墙保温和加装电梯工程。" * 4
    )
    passages = cut_passages(only(f"澜州市要点\n一、任务\n{first}着力改善人居环境。{second}\n"))
    assert any(passage.text.startswith("着力改善人居环境。") for passage in passages)


LABELS = [
    (PROVINCE, "云岭省人民政府工作报告（2024年）", "the year is missing"),
    (CITY, "政府工作报告（澜州市 2024年）", "region and year are missing"),
    (UNTITLED, "苍梧州2023年政府工作报告", "nothing is missing"),
]


@pytest.mark.parametrize(("text", "expected", "remark"), LABELS)
def test_the_label_names_region_and_year(text: str, expected: str, remark: str) -> None:
    assert label(only(text)) == expected, remark


def test_a_heading_with_nothing_under_it_is_body_text() -> None:
    text = "岚溪市工作要点\n一、修好路\n二、种好树\n三、办好学\n"
    report = only(text)
    assert "".join(passage.text for passage in cut_passages(report)).count("好") == 3


def test_no_scramble_breaks_the_invariants() -> None:
    signs = "一二三、（）()1.\n。：*#|省市县区 \u3000〔〕20"
    chance = random.Random(7)
    for paper in PAPERS * 4:
        letters = list(paper)
        for _ in range(len(letters) // 12):
            letters[chance.randrange(len(letters))] = chance.choice(signs)
        for report in read("".join(letters)):
            by_id = {section.id: section for section in report.sections}
            for section in report.sections:
                assert 0 <= section.start < section.end <= len(report.text)
                if section.parent:
                    parent = by_id[section.parent]
                    assert parent.start <= section.start
                    assert section.end <= parent.end
                    assert parent.level == section.level - 1
            end = 0
            for passage in cut_passages(report):
                assert passage.start >= end
                assert report.text[passage.start : passage.end] == passage.text
                end = passage.end
