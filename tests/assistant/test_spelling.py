"""Names with a wrong character, and traditional characters."""

from __future__ import annotations

import pytest

from assistant.spelling import corrected, same_sound, simplified, without_taken_back

NAMES = ("湖南", "湖南省", "贵州", "贵州省", "福建", "黑龙江", "河南", "云岭", "云岭省", "澜州", "澜州市")

CASES = [
    ("胡南省固定资产投资", "湖南省固定资产投资", "a character that sounds the same"),
    ("贵洲2022年", "贵州2022年", "a short name"),
    ("福健的目标", "福建的目标", "a short name that is no word"),
    ("黑龙将对俄口岸", "黑龙江对俄口岸", "a long name"),
    ("蓝州市的预算", "澜州市的预算", "a name of the library that no table holds"),
    ("湖北省和河北", "湖北省和河北", "other names stay"),
    ("湖南的目标", "湖南的目标", "a right name stays"),
    ("云领的产业发展", "云岭的产业发展", "no word of its own where a place is to be expected"),
    ("云灵系列产品", "云灵系列产品", "a name of a product is left alone"),
    ("澜舟县的预算", "澜舟县的预算", "a county that is not held stays itself"),
    ("核难题", "核难题", "a word beside it is left alone"),
]


@pytest.mark.parametrize(("text", "expected", "remark"), CASES, ids=[row[-1] for row in CASES])
def test_misspelt_names_are_put_right(text: str, expected: str, remark: str) -> None:
    assert corrected(text, NAMES) == expected


def test_traditional_characters_become_simplified_with_the_same_length() -> None:
    text = "貴陽2024年地區生產總值目標是多少，與黔南比呢"
    assert simplified(text) == "贵阳2024年地区生产总值目标是多少，与黔南比呢"
    assert len(simplified(text)) == len(text)


def test_readings_that_are_often_confused_count_as_equal() -> None:
    assert same_sound("陕西", "闪西")
    assert same_sound("宁夏", "林夏")
    assert not same_sound("贵州", "广州")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云岭的公路……不对，云岭的铁路谁牵头", "云岭的铁路谁牵头"),
        ("算力……算了，公路先不提，铁路建设谁牵头", "铁路建设谁牵头"),
        ("这个数不对吗，目标是多少", "这个数不对吗，目标是多少"),
        ("澜州市的铁路谁牵头", "澜州市的铁路谁牵头"),
    ],
)
def test_what_a_question_takes_back_is_not_asked(text: str, expected: str) -> None:
    assert without_taken_back(text) == expected
