"""What kind of answer a question wants, and in which language."""

from __future__ import annotations

import pytest

from assistant.wanted import is_small_talk, language_of, wanted_of

WANTED = [
    ("粮食产量稳定在多少", "number", "多少"),
    ("保护日是几月几号", "date", "a day"),
    ("打算在哪年之前建成", "date", "a year wins over other words"),
    ("十件民生实事是哪些", "list", "哪些"),
    ("四个新区分别是什么", "list", "什么 at the end is no 么 of yes or no"),
    ("在哪个城市建设", "place", "a city"),
    ("运费有补贴吗", "yes_no", "吗 at the end"),
    ("是不是要跑赢全国", "yes_no", "是不是"),
    ("为什么要压减产能", "reason", "why"),
    ("设立了什么基金", "name", "a named thing"),
    ("数字经济发展", "any", "telegram style asks nothing in particular"),
    ("How many base stations will be built?", "number", "English: how many"),
    ("When was the report given?", "date", "English: when"),
    ("Is 省商务厅 the lead?", "yes_no", "English: inverted verb"),
]


@pytest.mark.parametrize(("text", "wanted", "remark"), WANTED, ids=[row[-1] + row[0][:4] for row in WANTED])
def test_kind_of_answer(text: str, wanted: str, remark: str) -> None:
    assert wanted_of(text) == wanted


LANGUAGES = [
    ("贵州2022年GDP目标", "zh", "an abbreviation in a Chinese question"),
    ("R&D 投入强度要做到百分之几", "zh", "Latin letters first"),
    ("which unit leads the 5G task", "en", "plain English"),
    ("Which units lead the 马栏山 video park work in Hunan?", "en", "a Chinese name in an English sentence"),
    ("How many tasks does Hunan's 省政务局 lead?", "en", "a Chinese unit in an English sentence"),
    ("GDP", "zh", "a bare abbreviation is no English sentence"),
]


@pytest.mark.parametrize(("text", "language", "remark"), LANGUAGES, ids=[row[-1] for row in LANGUAGES])
def test_language(text: str, language: str, remark: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "expected"), [("你好！", True), ("谢谢您", True), ("你好，贵州目标是多少", False), ("help", True)]
)
def test_small_talk_is_the_whole_text_or_nothing(text: str, expected: bool) -> None:
    assert is_small_talk(text) is expected
