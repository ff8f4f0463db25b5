"""All main targets or results of a region at once."""

from __future__ import annotations

import pytest

from assistant.figure_questions import figure_ask
from assistant.figures import answer_from_figures
from tests.assistant.figure_library import MemoryLibrary, asked, work_report

SHELF = MemoryLibrary(
    (
        work_report(
            "云岭省",
            2025,
            "地区生产总值增长5.6%，城镇新增就业51.8万人，居民消费价格上涨0.2%。旅游收入增长9%。",
            "地区生产总值增长5.5%左右；社会消费品零售总额增长6%左右；城镇新增就业50万人以上；居民收入增长与经济增长基本同步。",
            "新设经营主体20万户。力争技改投资增长15%。",
        ),
        work_report("澜州市", 2025, "地区生产总值增长6.4%。", "地区生产总值增长6.5%左右；城镇新增就业16万人。"),
    )
)


def test_the_list_of_targets_in_the_reports_order_and_nothing_else() -> None:
    answer = answer_from_figures(asked("云岭省2025年主要预期目标有哪些", "云岭省", years=(2025,)), SHELF)
    assert answer is not None
    assert answer.kind == "indicator"
    assert answer.answer.split("\n") == [
        "云岭省2025年主要预期目标（《云岭省2025年政府工作报告》）：",
        "- 地区生产总值增速：5.5%左右[1]",
        "- 社会消费品零售总额增速：6%左右[2]",
        "- 城镇新增就业：50万人以上[3]",
        "- 居民人均可支配收入增速：与经济增长基本同步[4]",
    ]


def test_the_main_results() -> None:
    answer = answer_from_figures(asked("云岭省2024年主要指标完成情况", "云岭省", years=(2024,)), SHELF)
    assert answer is not None
    assert answer.answer.startswith("云岭省2024年主要指标完成情况")
    assert "- 城镇新增就业：51.8万人" in answer.answer
    assert "旅游" not in answer.answer


def test_in_english() -> None:
    query = asked("What are Yunling's main targets for 2025?", "云岭省", years=(2025,), language="en")
    answer = answer_from_figures(query, SHELF)
    assert answer is not None
    assert "- GDP growth: around 5.5% (5.5%左右) [1]" in answer.answer


def test_two_figures_are_no_list() -> None:
    assert answer_from_figures(asked("澜州市2025年主要目标有哪些", "澜州市", years=(2025,)), SHELF) is None


@pytest.mark.parametrize(
    ("question", "every", "met"),
    [
        ("云岭省2025年主要预期目标有哪些", True, False),
        ("2025年云岭省定了哪些目标", True, False),
        ("云岭省2024年哪些目标没有完成", True, True),
        ("云岭省2024年主要预期目标完成情况", True, True),
        ("What were Yunling's main targets for 2025?", True, False),
    ],
)
def test_questions_about_all_targets(question: str, every: bool, met: bool) -> None:
    ask = figure_ask(question)
    assert ask is not None
    assert (ask.every, ask.met) == (every, met)


@pytest.mark.parametrize("question", ["云岭省2025年乡村振兴主要目标有哪些", "数字经济发展主要目标有哪些", "云岭省目标"])
def test_the_goals_of_a_field_are_no_list_of_figures(question: str) -> None:
    assert figure_ask(question) is None
