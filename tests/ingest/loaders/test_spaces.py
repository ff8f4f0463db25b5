"""White space as a reader sees it."""

from __future__ import annotations

import pytest

from ingest.loaders.spaces import is_wide, join_lines, tidy


@pytest.mark.parametrize(
    ("remark", "source", "seen"),
    [
        ("ends", "\u3000\u3000各位代表：\n ", "各位代表："),
        ("runs", "一、  总体\t 要求", "一、 总体 要求"),
        ("no-break blanks", "省长\xa0\xa0\xa0林某", "省长 林某"),
        ("ideographic blank stays one", "第一章\u3000 总则", "第一章\u3000总则"),
        ("wrapped between ideographs", "全省经济\n   平稳", "全省经济平稳"),
        ("wrapped after a closing mark", "稳中求进，\n以进促稳", "稳中求进，以进促稳"),
        ("wrapped between words", "base\n stations", "base stations"),
        ("wrapped beside a figure", "增长\n6%", "增长 6%"),
        ("spread letters", "稳 中 求 进 、 以 进 促 稳", "稳中求进、以进促稳"),
        ("spread in a line of other text", "（稳 中 求 进）", "（稳 中 求 进）"),
        ("three spread letters may be a list", "甲 乙 丙", "甲 乙 丙"),
        ("two letters", "目 录", "目 录"),
        ("figures are not letters", "1 2 3 4 5", "1 2 3 4 5"),
        ("invisible signs", "\ufeff工\u200b作\xad报告\u2060", "工作报告"),
        ("signs stay as they are", "５G ﹪ ㎡ “ABC”", "５G ﹪ ㎡ “ABC”"),
        ("nothing", " \u200b\n", ""),
    ],
)
def test_tidy(remark: str, source: str, seen: str) -> None:
    assert tidy(source) == seen, remark
    assert tidy(seen) == seen, "twice changes nothing"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("全省经济", "平稳", "全省经济平稳"),
        ("增长", "6%", "增长6%"),
        ("of base", "stations", "of base stations"),
        ("low-", "carbon", "low-carbon"),
        ("", "平稳", "平稳"),
    ],
)
def test_join_lines(first: str, second: str, joined: str) -> None:
    assert join_lines(first, second) == joined


@pytest.mark.parametrize(("signs", "wide"), [("岭。“—（％", True), ("a1%(.-", False), ("\U00020bb7", True)])
def test_is_wide(signs: str, wide: bool) -> None:
    assert [is_wide(sign) for sign in signs] == [wide] * len(signs)
    assert not is_wide("")
