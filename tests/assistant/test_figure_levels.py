"""The level of the regions that a question ranges over: rows are (question, level)."""

from __future__ import annotations

import pytest

from assistant.figure_levels import level_asked

LEVELS = [
    ("2025年哪个省GDP目标最高", "province"),
    ("2025年哪些省市GDP增长最快", "province"),
    ("GDP目标最高的三个省", "province"),
    ("超过40万人的省有哪些", "province"),
    ("各省区市财政收入目标", "province"),
    ("Which province set the highest target", "province"),
    ("云岭省各市GDP目标", "prefecture"),
    ("哪个城市增长最快", "prefecture"),
    ("各市州排名", "prefecture"),
    ("rank all cities by GDP growth", "prefecture"),
    ("哪些县增长最快", "county"),
    ("GDP目标最高的是哪里", ""),
    ("全国各地GDP目标", ""),
    ("云岭省2025年GDP目标最高吗", ""),
]


@pytest.mark.parametrize(("question", "level"), LEVELS, ids=[row[0] for row in LEVELS])
def test_the_level_that_a_question_names(question: str, level: str) -> None:
    assert level_asked(question) == level
