"""The labels under which notices name units, people and dates: 牵头单位, 配合部门, 责任领导, 完成时限 …."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Role = Literal["lead", "responsible", "participant", "leader", "due"]

_BODY = "(?:单位|部门|处室|科室|地区|主体|机构|厅局|委办局|方)"
_LEVELS = "(?:省|市|州|县|区|州市|市级|县级|省级|区级|市直|省直|县直|政府)*"
_TASKS = "(?:牵头|分管|责任|主管|包保|包抓|挂帅|联系|督办|挂点|挂钩|负责|领衔|总)"
_PATTERNS: tuple[tuple[Role, str], ...] = (
    (
        "leader",
        rf"{_TASKS}?{_LEVELS}{_TASKS}?(?:领导同志|领导|负责人|责任人|负责同志|牵头人|联系人|(?:常务)?副?(?:省长|市长|县长|区长|州长))",
    ),
    (
        "due",
        r"(?:计划|预计|拟|目标)?(?:完成|办结|落实|整改|推进|工作|时间|时限|进度|办理|截止|销号)?"
        r"(?:时限要求|时间要求|时限|时间节点|时间|期限|节点|日期|进度要求|时间安排)",
    ),
    ("participant", r"(?:协办|会办|配合)"),
    ("participant", rf"(?:配合责任|配合|协办|协同|参与|参加|协助|会办|协作|支持|协同责任|配合落实|协同配合){_BODY}"),
    (
        "lead",
        rf"(?:牵头责任|责任牵头|牵头负责|牵头|主办|主责|总牵头|第一责任|主要责任|主要负责|首要责任|主牵头){_BODY}|牵头责任|主办|总牵头|牵头",
    ),
    (
        "responsible",
        rf"(?:具体|直接|落实|实施|市级|县级|省级|市直|省直|县直)?(?:责任|承办|落实|负责|实施|分工|执行|承担){_BODY}|责任分工|责任",
    ),
)
_ROLES = tuple((role, re.compile(rf"(?:{pattern})\Z")) for role, pattern in _PATTERNS)
_LONGEST = 14
_SIGN = re.compile(r"[：:]|为[：:]?(?=[省市县区各国])")
_RUN = re.compile(rf"(?:[\u4e00-\u9fff][ \t\u3000]*){{2,{_LONGEST}}}\Z")
_HEADER_NOISE = re.compile(r"[\s\u3000（）()：:*＊、/／]|及$")


@dataclass(frozen=True, kw_only=True)
class Label:
    """One label with its colon in a text: [start, end), the value begins at ``end``."""

    start: int
    end: int
    role: Role


@lru_cache(maxsize=10_000)
def label_role(label: str) -> Role | None:
    """The role that a label gives to what follows it; None for other words. White space inside it does not matter."""
    text = re.sub(r"\s+", "", label)
    for role, pattern in _ROLES:
        if pattern.match(text):
            return role
    return None


def find_labels(text: str) -> tuple[Label, ...]:
    """Every label of ``text`` that stands before a colon (or a 为 and a unit), in order: 牵头单位：, 责 任 单 位 ：."""
    found: list[Label] = []
    for sign in _SIGN.finditer(text):
        run = _RUN.search(text[max(0, sign.start() - 2 * _LONGEST) : sign.start()])
        if run is None:
            continue
        begin = sign.start() - len(run.group())
        label = _longest_label(text, begin, sign.start())
        if label is not None:
            end = sign.end()
            while end < len(text) and text[end] in " \t\u3000":
                end += 1
            found.append(Label(start=label[0], end=end, role=label[1]))
    return tuple(found)


def _longest_label(text: str, start: int, end: int) -> tuple[int, Role] | None:
    """Where the longest label that ends at ``end`` starts, and its role. 牵头： and 责任： alone only as whole words."""
    for place in range(start, end - 1):
        role = None if text[place].isspace() else label_role(text[place:end])
        if role is None:
            continue
        short = len(re.sub(r"\s+", "", text[place:end])) < 3
        return None if short and place > start else (place, role)
    return None


def header_role(cell: str) -> Role | None:
    """The role of a table's column by its header: 牵头单位, 责任单位（牵头单位列首位）, 完成时限."""
    bare = re.sub(r"[（(][^）)]*[）)]", "", cell)
    return label_role(_HEADER_NOISE.sub("", bare))
