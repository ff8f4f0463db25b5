"""Whole briefings over the sample papers (and, where they are here, the real ones): sourced, verbatim, short, complete."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.briefing import write_briefing
from assistant.briefing_material import alike, bigrams
from assistant.briefing_outline import flat
from assistant.briefing_records import LIMITS, Briefing, Length, Template
from assistant.errors import BriefingError
from assistant.settings import AssistantSettings
from ingest.library.library import Library
from ingest.settings import LibrarySettings
from tests.evaluation.briefings import SHARE, measure, sentences_of, topic_files

SAMPLE_TOPICS = [
    json.loads(line)
    for path, kind in topic_files()
    if kind == "samples"
    for line in path.read_text(encoding="utf-8").splitlines()
]
CORPUS_TOPICS = [
    json.loads(line)
    for path, kind in topic_files()
    if kind == "corpus"
    for line in path.read_text(encoding="utf-8").splitlines()
]
# Unlike one another in every way that the page may take: what is asserted of one is asserted of all.
REQUESTS = [
    "云岭省2025年数字经济工作要点",
    "云岭省2025年政府工作要点",
    "云岭省2024年科技创新",
    "澜州市2025年民生",
    "云岭省和澜州市2025年消费",
    "各地 教育",
    "省数据局2025年牵头任务",
    "云岭省2024年十件民生实事",
    "云岭省、澜州市2025年研发投入强度目标对比",
    "云岭省2025年 老旧小区改造 责任分工",
]


def text_of(briefing: Briefing) -> str:
    return "\n".join(text for text, _ in sentences_of(briefing))


@pytest.mark.parametrize("topic", SAMPLE_TOPICS, ids=lambda topic: topic["id"])
def test_the_points_of_the_sample_topics_are_there(sample_assistant: Assistant, topic: dict[str, object]) -> None:
    page = measure(topic, sample_assistant, "one")
    assert page.missed == ()
    assert (page.sourced, page.verbatim, page.extracted) == (1.0, 1.0, 1.0)


@pytest.mark.corpus
@pytest.mark.parametrize("topic", CORPUS_TOPICS, ids=lambda topic: topic["id"])
def test_the_points_of_the_development_topics_are_there(corpus_library: Library, topic: dict[str, object]) -> None:
    page = measure(topic, Assistant(corpus_library, settings=AssistantSettings()), "one")
    assert page.share >= SHARE, page.missed
    assert (page.sourced, page.verbatim, page.extracted) == (1.0, 1.0, 1.0)
    assert page.briefing is not None
    assert page.briefing.body_characters <= LIMITS["one"]


@pytest.mark.parametrize("request_text", REQUESTS)
@pytest.mark.parametrize("length", ["half", "one", "two"])
def test_every_page_is_sourced_verbatim_and_within_its_length(
    sample_assistant: Assistant, request_text: str, length: Length
) -> None:
    briefing = write_briefing(request_text, assistant=sample_assistant, length=length)
    numbers = [citation.number for citation in briefing.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    for text, cited in sentences_of(briefing):
        assert cited and set(cited) <= set(numbers), text
    for citation in briefing.citations:
        report = sample_assistant.library.report(citation.report_id)
        assert report.text[citation.start : citation.end] == citation.quote
    assert briefing.body_characters <= LIMITS[length]


@pytest.mark.parametrize("request_text", REQUESTS)
def test_nothing_is_said_twice_in_a_part(sample_assistant: Assistant, request_text: str) -> None:
    briefing = write_briefing(request_text, assistant=sample_assistant, length="two")
    for part in briefing.parts:
        if briefing.template in ("topic", "region"):
            for first, second in combinations(part.points, 2):
                assert not alike(bigrams(first.text), bigrams(second.text)), (first.text, second.text)


def test_points_are_stretches_of_the_sentence_that_they_cite(sample_assistant: Assistant) -> None:
    briefing = write_briefing("云岭省2025年数字经济工作要点", assistant=sample_assistant)
    quotes = {citation.number: flat(citation.quote) for citation in briefing.citations}
    for part in briefing.parts:
        for point in part.points:
            for piece in point.text.split("；"):
                assert any(piece in quotes[number] for number in point.citations), piece


def test_what_is_meant_for_a_later_year_is_no_task_of_this_one(sample_assistant: Assistant) -> None:
    briefing = write_briefing("云岭省2025年数字经济", assistant=sample_assistant, length="two")
    for text, _ in sentences_of(briefing):
        assert "55%" not in text or "2030" in text, text


def test_the_parts_stand_in_their_order_and_the_years_are_told_apart(sample_assistant: Assistant) -> None:
    briefing = write_briefing("云岭省2025年就业", assistant=sample_assistant)
    assert [part.heading for part in briefing.parts] == ["总体情况（2024年）", "主要目标", "重点任务", "责任分工"]
    targets = briefing.parts[1].table
    assert targets is not None
    assert targets.header == ("指标", "2024年实际", "2025年目标")
    assert [cell.text for cell in targets.rows[0]] == ["城镇新增就业", "53.1万人", "50万人以上"]


def test_a_unit_page_gives_the_registers_count_and_every_task(sample_assistant: Assistant) -> None:
    unit = "省发展改革委"
    briefing = write_briefing(f"{unit}2025年牵头任务", assistant=sample_assistant)
    register = sample_assistant.register
    leads = [item for item in register.assignments if register.names(unit, item.lead, item)]
    assert f"共牵头{len(leads)}项" in briefing.parts[0].points[0].text
    table = briefing.parts[1].table
    assert table is not None
    assert len(table.rows) == len(leads) > 5
    answer = sample_assistant.answer(f"{unit}牵头多少项任务").answer
    assert f"{len(leads)}项" in answer


def test_a_comparison_accounts_for_every_region(sample_assistant: Assistant) -> None:
    briefing = write_briefing("云岭省和澜州市2025年地区生产总值和进出口目标对比", assistant=sample_assistant)
    table = briefing.parts[-1].table
    assert table is not None
    assert table.header == ("地区", "地区生产总值增速目标", "进出口总额增速目标")
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}
    assert rows == {"云岭省": ["5.5%左右", "力争8%"], "澜州市": ["6.5%左右", "未提出"]}


def test_a_list_is_complete_and_in_its_order(sample_assistant: Assistant) -> None:
    briefing = write_briefing("澜州市2025年十件民生实事", assistant=sample_assistant)
    points = briefing.parts[-1].points
    assert [point.label for point in points] == [f"{n}．" for n in range(1, 11)]
    assert points[0].text.startswith("城镇公益性岗位") and points[-1].text.startswith("新建“城市书房”20座")


def test_the_year_before_is_told_from_the_next_report(sample_assistant: Assistant) -> None:
    briefing = write_briefing("澜州市2024年消费", assistant=sample_assistant)
    assert "tasks" not in [part.kind for part in briefing.parts]
    assert briefing.parts[0].heading == "总体情况（2024年）"
    assert any("没有澜州市2024年的报告" in note for note in briefing.notes)


@pytest.mark.parametrize(
    ("remark", "request_text", "line"),
    [
        ("nothing at all", "  ", "没有写明简报的主题"),
        ("only the word for a page, in a library of several regions", "简报", "没有写明简报的主题"),
        ("a topic that no paper treats of", "云岭省2025年海洋牧场", "没有关于“海洋牧场”的内容"),
        ("a region without papers", "青屏市2025年旅游", "没有青屏市的报告"),
        (
            "a year without papers",
            "云岭省2019年旅游",
            "没有云岭省2019年的报告，写不出简报；现有云岭省2024年、2025年的报告",
        ),
        ("a unit that no notice names", "省海洋局2025年牵头任务", "没有2025年省海洋局的任务"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(
    sample_assistant: Assistant, remark: str, request_text: str, line: str
) -> None:
    with pytest.raises(BriefingError, match=re.escape(line)) as caught:
        write_briefing(request_text, assistant=sample_assistant)
    assert "\n" not in str(caught.value), remark
    assert re.search("[a-z]{3}", caught.value.english), remark


def test_progress_is_told_and_ends(sample_assistant: Assistant) -> None:
    steps: list[tuple[int, int]] = []
    write_briefing(
        "云岭省2025年教育", assistant=sample_assistant, progress=lambda done, total: steps.append((done, total))
    )
    assert steps[0] == (1, 4) and steps[-1] == (4, 4)


@pytest.mark.parametrize(
    ("request_text", "length"),
    [("云岭省2025年教育 半页", "half"), ("写两页云岭省2025年教育简报", "two"), ("云岭省2025年教育一页纸", "one")],
)
def test_the_length_may_be_said_in_the_request(sample_assistant: Assistant, request_text: str, length: Length) -> None:
    assert write_briefing(request_text, assistant=sample_assistant).length == length


@pytest.mark.parametrize(
    ("template", "request_text", "line"),
    [("unit", "云岭省2025年教育", "没有认出单位名称"), ("comparison", "云岭省2025年教育", "没有认出指标名称")],
)
def test_a_template_that_the_request_does_not_fill_is_refused(
    sample_assistant: Assistant, template: Template, request_text: str, line: str
) -> None:
    with pytest.raises(BriefingError, match=line):
        write_briefing(request_text, assistant=sample_assistant, template=template)


def test_an_empty_library_is_said_plainly(tmp_path: Path) -> None:
    with (
        Library.open(LibrarySettings(data_dir=tmp_path)) as library,
        pytest.raises(BriefingError, match="还没有文件"),
    ):
        write_briefing("数字经济", assistant=Assistant(library, settings=AssistantSettings()))
