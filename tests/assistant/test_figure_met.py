"""Was the target met: rows are (remark, question, beginning of the answer, in it, not in it outside quotation marks)."""

from __future__ import annotations

import re

import pytest

from assistant.figures import answer_from_figures
from assistant.records import Answer
from tests.assistant.figure_library import MemoryLibrary, asked, work_report

SHELF = MemoryLibrary(
    (
        work_report(
            "云岭省",
            2024,
            "地区生产总值增长5.8%。",
            "地区生产总值增长6%左右；社会消费品零售总额增长7%以上；城镇新增就业50万人以上，城镇调查失业率控制在5.5%以内；"
            "居民消费价格涨幅3%左右；粮食产量1380万吨以上；固定资产投资增长5%；居民收入增长与经济增长基本同步。",
        ),
        work_report(
            "云岭省",
            2025,
            "地区生产总值增长5.6%，社会消费品零售总额增长6.7%，城镇新增就业51.8万人，城镇调查失业率平均为5.4%，"
            "居民消费价格上涨0.2%，粮食总产量2805亿斤，固定资产投资增长5%，居民人均可支配收入增长5.9%。",
            "地区生产总值增长5.5%左右。",
        ),
        work_report("澜州市", 2025, "地区生产总值增长6.4%，粮食总产量96.5万吨。", "地区生产总值增长6.5%左右。"),
    )
)
QUOTED = re.compile("「[^」]*」")


def answer_to(
    question: str, region: str = "云岭省", *, years: tuple[int, ...] = (2024,), english: bool = False
) -> Answer:
    answer = answer_from_figures(asked(question, region, years=years, language="en" if english else "zh"), SHELF)
    assert answer is not None
    return answer


JUDGED = [
    (
        "below a target of about so much: by number only, and the answer says so",
        "云岭省2024年GDP目标完成了吗",
        "否，没有达到目标：",
        ["实际5.6%[1]", "目标6%左右[2]", "低0.4个百分点", "只按数值比较"],
    ),
    (
        "other units, and the number of the question agrees",
        "云岭省2024年粮食产量有没有达到1380万吨的目标",
        "是，达到了目标：",
        ["2805亿斤", "1380万吨以上", "多"],
    ),
    (
        "the number of the question is not the target",
        "云岭省2024年城镇新增就业有没有达到60万人的目标",
        "是，达到了目标：",
        ["报告提出的目标是50万人以上，不是所问的60万人"],
    ),
    ("below a floor", "云岭省2024年社零目标实现了没有", "否，没有达到目标：", ["6.7%", "7%以上", "低0.3个百分点"]),
    ("an upper limit", "云岭省2024年失业率目标守住了吗", "是，控制在目标以内：", ["5.4%", "5.5%以内"]),
    ("prices below their target are within it", "云岭省2024年物价涨幅目标完成了吗", "是，控制在目标以内：", ["0.2%"]),
    ("just met is not more than met", "云岭省2024年固定资产投资超额完成目标了吗", "完成了目标，但没有超额：", ["持平"]),
    ("more than met", "云岭省2024年城镇新增就业超额完成了吗", "是，超额完成了目标：", ["51.8万人", "多1.8万人"]),
    ("by how much", "云岭省2024年GDP实际和目标差多少", "实际比目标低0.4个百分点：", ["5.6%", "6%左右"]),
    ("without a year: the newest that has both", "云岭省GDP目标完成了吗", "否，没有达到目标：2024年", ["5.6%"]),
    ("a target in words", "云岭省2024年居民收入目标完成了吗", "没有可以直接比较的数值：", ["5.9%", "同步"]),
]


@pytest.mark.parametrize(("remark", "question", "beginning", "said"), JUDGED, ids=[row[0] for row in JUDGED])
def test_yes_or_no_comes_first_and_both_figures_are_cited(
    remark: str, question: str, beginning: str, said: list[str]
) -> None:
    answer = answer_to(question, years=(2024,) if "2024" in question else ())
    assert answer.kind == "indicator"
    assert answer.answer.startswith(beginning)
    assert all(word in answer.answer for word in said), answer.answer
    assert {row.kind for row in answer.indicators} == {"target", "result"}
    assert len(answer.citations) == 2


def test_without_next_years_report_it_cannot_be_told() -> None:
    answer = answer_to("云岭省2025年GDP目标完成了吗", years=(2025,))
    assert answer.kind == "refusal"
    assert "没有云岭省2026年的报告" in answer.answer
    assert "无法判断" in answer.answer
    assert "5.5%" not in QUOTED.sub("", answer.answer)


def test_without_the_report_that_set_the_target_the_questions_number_is_measured_by() -> None:
    answer = answer_to("澜州市2024年粮食产量有没有达到95万吨的目标", "澜州市")
    assert answer.kind == "indicator"
    assert answer.answer.startswith("是，达到了所问的数：")
    assert "目标本身无法核对" in answer.answer
    refused = answer_to("澜州市2024年GDP目标完成了吗", "澜州市")
    assert refused.kind == "refusal"
    assert "没有澜州市2024年的报告" in refused.answer


def test_in_english() -> None:
    answer = answer_to("Did Yunling meet its 2024 GDP target?", english=True)
    assert answer.answer.startswith("No: GDP growth was 5.6% [1] in 2024, the target was around 6% (6%左右) [2]")
    met = answer_to("Was Yunling's 2024 target for new urban jobs met?", english=True)
    assert met.answer.startswith("Yes, the target was met: ")
    gap = answer_to("How far was the 2024 GDP result from its target?", english=True)
    assert gap.answer.startswith("0.4 percentage points lower: ")


def test_every_target_of_a_region() -> None:
    answer = answer_to("云岭省2024年哪些目标没有完成")
    assert answer.answer.startswith("2024年既有目标又有实际的指标8项：达到目标5项，没有达到2项，1项")
    assert "- 云岭省社会消费品零售总额增速：实际6.7%" in answer.answer
    assert "城镇新增就业" not in answer.answer
    whole = answer_to("云岭省2024年主要预期目标完成情况")
    assert "- 云岭省城镇新增就业：实际51.8万人" in whole.answer


def test_over_regions_every_one_is_accounted_for() -> None:
    answer = answer_from_figures(asked("2024年哪些地方没有完成GDP目标", years=(2024,)), SHELF)
    assert answer is not None
    assert answer.kind == "comparison"
    assert answer.answer.startswith("2024年地区生产总值没有达到目标的共1个：云岭省。")
    assert "澜州市：资料库中没有同时给出2024年目标和实际的报告" in answer.answer
