"""Conversations over the sample library: what a follow-up leaves out is taken over, a new topic drops the old."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.records import Query, Turn


def last_query(assistant: Assistant, questions: tuple[str, ...]) -> Query:
    """The query of the last question after the others were asked in turn."""
    conversation: tuple[Turn, ...] = ()
    for question in questions:
        stream = assistant.ask(question, conversation=conversation)
        conversation = (*conversation, Turn(query=stream.query, answer=stream.answer))
    return conversation[-1].query


# questions, regions, years, words that the completed text holds, remark
CONVERSATIONS = [
    (("云岭省2025年要新建多少5G基站", "澜州市呢"), ("澜州市",), (2025,), ("5G基站",), "another region, passage"),
    (("云岭省2025年经济增长目标是多少", "那澜州呢"), ("澜州市",), (2025,), ("目标",), "another region, figure"),
    (("云岭省2025年经济增长目标是多少", "那2024年呢"), ("云岭省",), (2024,), ("目标",), "another year"),
    (("云岭省2025年经济增长目标是多少", "财政收入目标呢"), ("云岭省",), (2025,), ("财政收入",), "another indicator"),
    (
        ("云岭省2025年经济增长目标是多少", "澜州市呢", "哪个更高"),
        ("云岭省", "澜州市"),
        (2025,),
        ("高",),
        "compare the last two",
    ),
    (
        ("云岭省2025年社零目标", "和澜州市比呢"),
        ("云岭省", "澜州市"),
        (2025,),
        ("社零", "目标", "比较"),
        "beside the region before",
    ),
    (
        ("云岭省2025年社零目标", "定在6%以上的有哪些"),
        (),
        (2025,),
        ("社零", "目标", "6%以上"),
        "the indicator before, over all regions",
    ),
    (("云岭省2025年社零目标", "去年实际呢"), ("云岭省",), (2024,), ("实际",), "去年 counts from the year before it"),
    (("云岭省2025年要新建多少5G基站", "详细一点"), ("云岭省",), (2025,), ("5G基站",), "more of the same"),
    (
        ("云岭省2025年经济增长目标是多少", "澜州市呢", "他们俩去年新增就业各多少"),
        ("云岭省", "澜州市"),
        (2024,),
        ("新增就业",),
        "the pair",
    ),
    (
        ("云岭省2024年研发投入强度达到多少", "今年想提到多少"),
        ("云岭省",),
        (2025,),
        ("目标",),
        "今年 after a result is the plan",
    ),
    (
        ("云岭省2025年经济增长目标是多少", "澜州市有哪些民生实事"),
        ("澜州市",),
        (),
        ("民生实事",),
        "a new topic drops the old",
    ),
]


@pytest.mark.parametrize(
    ("questions", "regions", "years", "words", "remark"), CONVERSATIONS, ids=[row[-1] for row in CONVERSATIONS]
)
def test_follow_ups(
    sample_assistant: Assistant,
    questions: tuple[str, ...],
    regions: tuple[str, ...],
    years: tuple[int, ...],
    words: tuple[str, ...],
    remark: str,
) -> None:
    query = last_query(sample_assistant, questions)
    assert (query.regions, query.years) == (regions, years)
    assert all(word in query.text for word in words)
