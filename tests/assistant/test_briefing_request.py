"""A request as understood: matter, places, years, template and length told apart."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.briefing_request import understand_request
from assistant.briefing_title import title_of

PROVINCE, CITY = "云岭省", "澜州市"


@pytest.mark.parametrize(
    ("remark", "text", "template", "regions", "years", "words"),
    [
        ("the usual title", "云岭省2025年数字经济工作要点", "topic", (PROVINCE,), (2025,), "数字经济"),
        ("an order to write", "请帮我写一份关于澜州市2025年消费的半页简报", "topic", (CITY,), (2025,), "消费"),
        ("telegram style", "澜州 就业 2025", "topic", (CITY,), (2025,), "就业"),
        ("two matters", "云岭省2025年教育和医疗卫生情况", "topic", (PROVINCE,), (2025,), "教育和医疗卫生"),
        ("all of a region's work", "云岭省2025年政府工作报告要点", "region", (PROVINCE,), (2025,), ""),
        ("a region alone", "澜州市", "region", (CITY,), (), ""),
        ("a unit", "省教育厅2025年牵头任务", "unit", (PROVINCE, CITY), (2025,), ""),
        ("a unit, telegram style", "云岭 教育厅 牵头", "unit", (PROVINCE,), (), ""),
        ("figures of regions", "云岭省和澜州市2025年GDP目标对比", "comparison", (PROVINCE, CITY), (2025,), "GDP"),
        ("a field that is an indicator too", "云岭省2025年数字经济", "topic", (PROVINCE,), (2025,), "数字经济"),
        ("a question", "云岭省2025年新建5G基站由哪个单位牵头？", "topic", (PROVINCE,), (2025,), "新建5G基站"),
    ],
)
def test_a_request_is_understood(
    sample_assistant: Assistant,
    remark: str,
    text: str,
    template: str,
    regions: tuple[str, ...],
    years: tuple[int, ...],
    words: str,
) -> None:
    request = understand_request(text, assistant=sample_assistant)
    assert (request.template, set(request.regions), request.years) == (template, set(regions), years), remark
    assert request.words.replace(" ", "") == words, remark


def test_regions_and_years_given_beside_the_topic_count_where_it_names_none(sample_assistant: Assistant) -> None:
    request = understand_request("旅游", assistant=sample_assistant, regions=("云岭",), years=(2024,))
    assert (request.regions, request.years) == ((PROVINCE,), (2024,))
    named = understand_request("澜州市2025年旅游", assistant=sample_assistant, regions=(PROVINCE,), years=(2024,))
    assert (named.regions, named.years) == ((CITY,), (2025,))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("云岭省2025年数字经济工作要点", "云岭省2025年数字经济工作要点"),
        ("写一页澜州消费简报", "澜州市消费简报"),
        ("云岭省2025年政府工作报告摘要", "云岭省2025年政府工作摘要"),
        ("云岭省教育厅2025年牵头任务", "云岭省教育厅2025年牵头任务"),
        ("云岭省和澜州市2025年GDP目标对比", "2025年云岭省、澜州市GDP目标对比"),
    ],
)
def test_a_title_reads_as_an_office_would_head_it(sample_assistant: Assistant, text: str, title: str) -> None:
    request = understand_request(text, assistant=sample_assistant)
    made = title_of(request, request.template)
    assert made == title or set(made) == set(title)  # the order of two regions is the library's
