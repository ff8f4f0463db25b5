"""Follow-ups on questions about responsibility."""

from __future__ import annotations

import pytest

from assistant.names import LibraryNames
from assistant.question import understand
from assistant.records import Answer, Turn
from assistant.register_followup import register_follow_up

_NAMES = LibraryNames()


def _turn(question: str) -> Turn:
    query = understand(question, names=_NAMES)
    return Turn(query=query, answer=Answer(question=question, answer="", kind="assignment", query=query))


# question before, follow-up, whole question (None: no such follow-up), remark
FOLLOW_UPS = [
    ("灌区改造谁牵头", "那湿地修复呢", "湿地修复谁牵头", "another task"),
    ("灌区改造的责任单位有哪些", "湿地修复呢", "湿地修复责任单位有哪些", "another task's participants"),
    ("灌区改造谁牵头", "是省财政厅牵头吧？", "灌区改造，是省财政厅牵头吧？", "a guess at the lead"),
    ("灌区改造谁牵头", "还有谁参与", "灌区改造，还有谁参与", "the participants"),
    ("省林业局牵头哪些任务", "省水利厅呢", "省水利厅牵头哪些任务", "another unit"),
    ("灌区改造谁牵头", "粮食产量目标呢", None, "a figure"),
    ("灌区改造谁牵头", "湿地修复由谁牵头", None, "a whole question"),
    ("粮食产量目标是多少", "湿地修复呢", None, "nothing about responsibility before"),
]


@pytest.mark.parametrize(("before", "text", "whole", "remark"), FOLLOW_UPS, ids=[row[3] for row in FOLLOW_UPS])
def test_a_follow_up_is_made_whole(before: str, text: str, whole: str | None, remark: str) -> None:
    found = register_follow_up(text, [_turn(before)])
    assert (found.text if found else None) == whole
