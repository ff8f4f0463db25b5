"""The labels under which notices name units, people and dates: 牵头单位, 配合部门, 责任领导, 完成时限 …."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal["lead", "responsible", "participant", "leader", "due"]

_BODY = "(?:单位|部门|处室|科室|地区|主体|机构|厅局|委办局|方)"
_PATTERNS: tuple[tuple[Role, str], ...] = (
    ("leader", r"(?:牵头|分管|责任|主管|包保|包抓|挂帅|联系|督办|挂点|挂钩|负责|领衔|总)?(?:省|市|州|县|区|州市|市级|县级|省级|区级|政府)*"
               r"(?:牵头|分管|责任|主管|包保|包抓|挂帅|联系|督办|挂点|挂钩|负责|领衔)?(?:领导同志|领导|负责人|责任人|负责同志|牵头人|联系人|副?省长|副?市长|副?县长|副?区长|副?州长)"),
    ("due", r"(?:计划|预计|拟|目标)?(?:完成|办结|落实|整改|推进|工作|时间|时限|进度|办理|截止|销号)?(?:时限要求|时间要求|时限|时间节点|时间|期限|节点|日期|进度要求|时间安排)"),
    ("participant", rf"(?:配合责任|配合|协办|协同|参与|参加|协助|会办|协作|支持|协同责任|配合落实|协同配合){_BODY}"),
    ("lead", rf"(?:牵头责任|责任牵头|牵头负责|牵头|主办|主责|总牵头|第一责任|主要责任|主要负责|首要责任|主牵头|组长)(?:{_BODY})|牵头责任|主办|总牵头"),
    ("responsible", rf"(?:具体|直接|落实|实施|市级|县级|省级|市直|省直|县直)?(?:责任|承办|落实|负责|实施|分工|执行|承担){_BODY}|责任分工"),
)


def _loose(pattern: str) -> str:
    """The pattern with white space allowed between Chinese characters: 责 任 单 位."""
    return re.sub(r"([\u4e00-\u9fff])(?=[\u4e00-\u9fff])", r"\1[ \\t\\u3000]*", pattern)


_ROLES = tuple((role, re.compile(_loose(pattern) + r"\Z")) for role, pattern in _PATTERNS)
_ANY = "|".join(f"(?:{_loose(pattern)})" for _, pattern in _PATTERNS)

# A label with its colon, wherever it stands: "牵头单位：", "责 任 单 位:", "（二）配合单位："
LABEL = re.compile(rf"(?P<label>{_ANY})[ \t\u3000]*(?:[：:]|为[：:]?(?=[省市县区各国]))[ \t\u3000]*")
# A label as a table's column header: the cell's whole text, brackets aside
_HEADER_NOISE = re.compile(r"[\s\u3000（）()：:*＊]|及$")


def label_role(label: str) -> Role | None:
    """The role that a label gives to what follows it; None for other words."""
    text = re.sub(r"\s+", "", label)
    for role, pattern in _ROLES:
        if pattern.match(text):
            return role
    return None


def header_role(cell: str) -> Role | None:
    """The role of a table's column by its header: 牵头单位, 责任单位（牵头单位列首位）, 完成时限."""
    bare = re.sub(r"[（(][^）)]*[）)]", "", cell)
    return label_role(_HEADER_NOISE.sub("", bare))
