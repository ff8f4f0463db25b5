"""A wrong character is read by its sound, and only where no real word stands."""

from __future__ import annotations

import pytest

from assistant.sound_alikes import sound_alikes, wildcards
from ingest import tokens

KNOWN = wildcards(["民生实事", "智算", "新能源汽车", "基站", "大企业"])

ROWS = [
    ("办好民声实事", [("民声实事", "民生实事")], "four characters"),
    ("智蒜规模", [("智蒜", "智算")], "two characters that the tokeniser holds together"),
    ("新能员汽车产量", [("新能员汽车", "新能源汽车")], "inside a long word"),
    ("办好民生实事", [], "written right"),
    ("民意实事", [], "sounds otherwise"),
    ("高耗能企业名单", [], "能企业 is not 大企业"),
    ("几张合同", [], "real words are left alone"),
]


@pytest.mark.parametrize(("run", "slips", "remark"), ROWS, ids=[row[2] for row in ROWS])
def test_slips_are_found_by_sound(run: str, slips: list[tuple[str, str]], remark: str) -> None:
    found = sound_alikes(run, tokens.plain_words(run), KNOWN)
    assert [(slip.written, slip.word) for slip in found] == slips, remark
    assert all(run[slip.start : slip.start + len(slip.word)] == slip.written for slip in found)


def test_wildcards_hold_a_word_under_each_gap() -> None:
    assert wildcards(["智算"]) == {"?算": ("智算",), "智?": ("智算",)}
