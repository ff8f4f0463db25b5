"""Where tasks and sections begin in a notice: the numbers of its items and the lines of its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

MarkKind = Literal["heading", "task", "item"]
_CHINESE = "一二三四五六七八九十百"
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
# 1． / 12、 / 3. at the start of a line or after a closed sentence or bracket, never the 1 of 1.45亿
_TASK = re.compile(
    r"(?:^|(?<=[\n）)】〕。；;！!])|(?<=[）)】〕。；;！!][ \t\u3000\n]))[ \t\u3000]*(?P<n>\d{1,3})[ \t\u3000]*(?:[．.](?!\d)|、(?!\d*[、.．]))"
)
_ITEM = re.compile(r"(?:^|(?<=[\n）)】〕。；;：:！!]))[ \t\u3000]*[（(](?P<n>\d{1,3})[）)](?![\d）)])")
# 1) at the start of a line; 任务三：
_CLOSED = re.compile(r"(?:^|(?<=\n))[ \t\u3000]*(?P<n>\d{1,3})[)）](?!\d)")
_WORDED = re.compile(
    rf"(?:^|(?<=\n))[ \t\u3000]*(?:任务|事项|工作|项目|举措|措施)(?P<n>\d{{1,3}}|[{_CHINESE}]{{1,4}})[ \t]*[：:、.．]"
)
_CHAPTER = re.compile(
    rf"(?:^|(?<=\n))[ \t\u3000#*]*(?P<sign>第[{_CHINESE}\d]+[章节部分编]+|[{_CHINESE}]{{1,3}}[、.．]|[（(][{_CHINESE}]{{1,3}}[）)][、.．]?)[ \t\u3000]*(?P<rest>[^\n]*)"
)
_HEADING_LENGTH = 45


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One place where a section or task begins: ``start`` of its number, ``text`` where its own words begin.

    ``level`` orders headings (1 outermost); ``end`` is the end of a heading's line. ``number`` as an integer.
    """

    kind: MarkKind
    start: int
    text: int
    end: int
    number: int
    level: int
    heading: str


def chinese_number(text: str) -> int:
    """The value of a Chinese numeral below one thousand: 二十三 -> 23; 0 where it is none."""
    total, digit = 0, 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign == "十":
            total += (digit or 1) * 10
            digit = 0
        elif sign == "百":
            total += (digit or 1) * 100
            digit = 0
    return total + digit


def marks(text: str) -> tuple[Mark, ...]:
    """All marks of ``text`` in order. A long or closed line after （一） is a task, a short open one a heading."""
    found: list[Mark] = []
    for match in _CHAPTER.finditer(text):
        sign, rest = match["sign"], match["rest"].strip(" \t\u3000*#")
        level = 1 if sign.endswith(("章", "部", "分", "编")) or sign[0] in _CHINESE else 2
        number = chinese_number(re.sub(r"[^一二三四五六七八九十百]", "", sign)) or int(re.sub(r"\D", "", sign) or 0)
        short = len(rest) <= _HEADING_LENGTH and not re.search(r"[。；;]|[（(【].*(?:牵头|责任|负责|单位)", rest)
        found.append(
            Mark(
                kind="heading" if short else "item",
                start=match.start("sign"),
                text=match.start("rest"),
                end=match.end(),
                number=number,
                level=level,
                heading=(sign + rest) if short else "",
            )
        )
    for pattern, kind, level in ((_TASK, "task", 3), (_WORDED, "task", 3), (_ITEM, "item", 4), (_CLOSED, "item", 4)):
        for match in pattern.finditer(text):
            found.append(
                Mark(
                    kind="task" if kind == "task" else "item",
                    start=match.start("n"),
                    text=match.end(),
                    end=match.end(),
                    number=int(match["n"]) if match["n"].isdigit() else chinese_number(match["n"]),
                    level=level,
                    heading="",
                )
            )
    return tuple(sorted(found, key=lambda mark: mark.start))
