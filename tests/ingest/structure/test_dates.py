from __future__ import annotations

import pytest

from ingest.structure.dates import find_dates, find_years, first_date

DATES = [
    ("二〇二二年一月二十日", "2022-01-20", "Chinese numerals"),
    ("二○二四年十二月三十一日", "2024-12-31", "circles for zero"),
    ("2022年1月20日在会议上", "2022-01-20", "Arabic"),
    ("2022 年 1 月 20 日", "2022-01-20", "blanks between"),
    ("２０２３年２月３日", "2023-02-03", "full-width"),
    ("发布时间: 2022-02-07 14:35", "2022-02-07", "hyphens"),
    ("2022/1/20", "2022-01-20", "slashes"),
    ("2022.1.20", "2022-01-20", "dots"),
    ("2022年2月30日", "", "no such day"),
    ("2022年1月", "", "a month is no day"),
    ("增长12022-01-20", "", "part of a longer number"),
    ("全年目标", "", "no date"),
]


@pytest.mark.parametrize(("text", "expected", "remark"), DATES)
def test_a_day_becomes_iso_8601(text: str, expected: str, remark: str) -> None:
    assert first_date(text) == expected, remark


def test_every_day_keeps_its_place() -> None:
    text = "自2023年5月1日起，至二〇二四年四月三十日止"
    assert [(text[d.start : d.end], d.iso) for d in find_dates(text)] == [
        ("2023年5月1日", "2023-05-01"),
        ("二〇二四年四月三十日", "2024-04-30"),
    ]


def test_years_are_found_and_decades_are_not() -> None:
    assert find_years("2023年回顾，二〇二四年安排，20世纪90年代，2020年代") == (2023, 2024)
