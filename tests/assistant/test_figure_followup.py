"""Conversations about figures over the sample library: rows are (questions, completed text holds, regions, years, answer
begins, remark)."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.records import Turn

CONVERSATIONS = [
    (
        ("云岭省2024年GDP目标是多少", "完成了吗"),
        "目标完成了吗",
        ("云岭省",),
        (2024,),
        "否，没有达到目标：",
        "was it met",
    ),
    (
        ("云岭省2024年GDP目标完成了吗", "财政收入呢"),
        "财政收入",
        ("云岭省",),
        (2024,),
        "",
        "another indicator is another question",
    ),
    (
        ("云岭省2024年GDP增长多少", "目标是多少", "差多少"),
        "目标和实际差多少",
        ("云岭省",),
        (2024,),
        "实际比目标低0.4个百分点：",
        "target and result of the turns before",
    ),
    (
        ("云岭省2024年GDP目标", "2025年的呢", "低了多少"),
        "2025年比2024年低了多少",
        ("云岭省",),
        (2025, 2024),
        "2025年目标更低：",
        "one kind in the two years of the turns before",
    ),
    (
        ("2025年GDP增长目标最高的是哪里", "去年它增长多少"),
        "澜州",
        ("澜州市",),
        (2024,),
        "6.2%",
        "it is the winner of the ranking",
    ),
]


@pytest.mark.parametrize(
    ("questions", "held", "regions", "years", "begins", "remark"), CONVERSATIONS, ids=[row[-1] for row in CONVERSATIONS]
)
def test_what_a_follow_up_leaves_out_is_taken_over(
    sample_assistant: Assistant,
    questions: tuple[str, ...],
    held: str,
    regions: tuple[str, ...],
    years: tuple[int, ...],
    begins: str,
    remark: str,
) -> None:
    conversation: tuple[Turn, ...] = ()
    for question in questions:
        stream = sample_assistant.ask(question, conversation=conversation)
        conversation = (*conversation, Turn(query=stream.query, answer=stream.answer))
    query, answer = conversation[-1].query, conversation[-1].answer
    assert held in query.text
    assert (query.regions, query.years) == (regions, years)
    assert answer.answer.startswith(begins)
