"""Whether a table row is a header: its cells are names of columns, not contents."""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_LABEL = 24
_WHAT = r"(?:重点|主要|具体|年度|目标|工作|建设|改革|任务|项目|指标|政策|措施|举措|事项|内容|清单|名称|分解|类型)+"
_WHO = (
    r"(?:省级|市级|县级|国家|第一|主要|共同)?(?:牵头|责任|主责|配合|参与|参加|协同|协办|主办|承办|会办|落实|实施|分管|主管|联系|包保|督办|督导|推进|归口)"
    r"(?:[（(]?(?:责任|牵头|配合|参与|实施|分管|主管))*[）)]?(?:单位|部门|领导|责任人|处室|科室|主体|区域|地区|人|股室|机关|县区|市州)"
)
_WHEN = r"(?:完成|办结|截止|计划|起止|预计|开工|竣工|时间|推进)?(?:时限|时间|期限|日期|节点|进度|年限|年份|年度)(?:安排|要求|计划|节点)?"
_HOW_MUCH = (
    r"(?:上年|本年|全年|年度|当年|基期|预期|计划|实际|累计|总|比上年)*"
    r"(?:目标值?|指标值?|完成(?:情况|数|值|额)?|预期(?:目标|值)?|增长|增速|增幅|同比|数值|数量|占比|比重|总?投资|总?额|合计|属性|规模|成效)+"
)
_YEAR = (
    r"[“'‘]?(?:(?:19|20)\d{2}|[一二三四五六七八九十]+五)年?[”'’]?(?:期?[末间初])?(?:"
    + _HOW_MUCH
    + r"|年度?计划|实绩|预计数?)*"
)
_OTHER = (
    r"序号|编号|号|No\.?|任务(?:编)?号|类别|分类|类型|种类|领域|方面|板块|条目|章节|部分|项|备注|说明|依据|来源|要求|标准|进展|"
    r"单位|计量单位|地区|市州|县区|名称|内容|任务|项目|指标|工作|牵头|配合|参与|协同|主办|协办|姓名|职务|电话|联系(?:人|电话|方式)|专栏|性质|地点|建设(?:地点|性质|规模(?:及内容)?|年限)"
)
_ENGLISH = (
    r"(?:task|item|lead|leading|responsible|supporting|participating|due|deadline|target|result|indicator|unit|value|year|"
    r"department|agency|agencies|units?|departments?|date|no\.?|remarks?|notes?|name|content|region|growth|\s)+"
)
_LABEL = re.compile(
    rf"(?:{_WHAT}|(?:{_WHO}|{_WHEN})(?:(?:[、及和与/]|以及)?(?:{_WHO}|{_WHEN}))*|{_HOW_MUCH}|{_YEAR}|{_OTHER}|{_ENGLISH})",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[（(〔\[][^（()）〕\]]*[）)〕\]]|[\s\u3000:：*]")


def is_label(cell: str) -> bool:
    """Whether the cell's text names a column: 序号, 牵头单位, 完成时限, 2024年目标（%）, Lead agency …"""
    if len(cell) > MAX_LABEL:
        return False
    bare = re.sub(r"[\s\u3000:：*]", "", cell)
    return any(_LABEL.fullmatch(text) for text in (cell.strip(), bare, _ASIDE.sub("", cell)) if text)


def looks_like_header(cells: Sequence[str]) -> bool:
    """Whether the row names columns: at least two labels, which are most of its cells, and nothing long in it."""
    filled = [cell for cell in cells if cell]
    labels = sum(map(is_label, filled))
    return labels >= 2 and labels * 3 >= len(filled) * 2 and all(len(cell) <= MAX_LABEL for cell in filled)
