"""The rules that a cover notice sets for reading the lists of units."""

from __future__ import annotations

import re

# 列第一位的责任单位为牵头单位 / 排在首位的部门负责牵头 / 第一个责任单位为牵头单位
_FIRST = re.compile(
    r"(?:列|排列|排|位列|位于|排名|居|置于|写在|名列)?(?:在|于|为)?(?:第一位?|首位|首个|第一名|最前|第一个|之首)"
    r"(?:[^，。；\n]{0,16}(?:单位|部门|者|的))?，?[^，。；\n]{0,4}(?:为|是|即|作为|系|负责)[^，。；\n]{0,6}(?:牵头|主办|主责)"
    r"|(?:牵头|主办|主责)(?:责任)?(?:单位|部门)(?:均|统一)?(?:为|列|排|是)(?:在|于)?(?:责任单位(?:中|的)?)?(?:第一位?|首位|第一个|最前)"
)
# 带“*”的为牵头单位
_MARKED = re.compile(
    r"(?:标|带|加|注|打)(?:有|注)?[“\"'‘]?(?P<mark>[*＊★☆▲△#＃●])[”\"'’]?(?:号|标记|符号)?[^。；\n]{0,8}(?:为|是|即)[^。；\n]{0,4}(?:牵头|主办)"
)


def first_listed_leads(text: str) -> bool:
    """Whether the notice says that the unit listed first is the lead."""
    return _FIRST.search(text) is not None


def lead_mark(text: str) -> str:
    """The sign that marks leads in the notice's lists (带“*”的为牵头单位), "" where there is none."""
    found = _MARKED.search(text)
    return found["mark"] if found else ""
