"""The measure that a question asks for (多少亩, 全长多少, 花了多少钱) and whether a text holds a number in it."""

from __future__ import annotations

import re

_COUNT = "个家座所处件项条台套部辆列架艘次枚块只头对例种类批支株张片栋幢间门本册份期届场起宗单笔道眼口员根班队组站户名位剂棵匹款"
_LENGTH = "公里|千米|米|里"
_AREA = "亩|公顷|平方公里|平方千米|平方米|平米"
_MASS = "吨|斤|公斤|千克|克"
_PERCENT = "%|百分点|百分之|成(?!立|为|功|果|效|本|员)|倍|分之"
_TIME = "年|天|日|小时|分钟|个月|月|岁|周"
_PEOPLE = r"人|名|位|群众|用户|户|劳动力|[，。、；;）)]|$"  # 注册用户突破7000万 leaves the word out
_MONEY = "元|美元"

# The first group that fits wins: the words of a question, and the pattern of what may stand behind the number.
_ASKED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"多久|多长时间|(?:多少|几)(?:个)?(?:年|天|日|小时|分钟|月|岁|周)(?!级)"), _TIME),
    (re.compile(r"(?:多少|几)(?:万|亿)?(?:公里|千米|米)|多长|全长|里程|长度"), _LENGTH),
    (re.compile(r"(?:多少|几)(?:万|亿)?(?:亩|公顷|平方|平米)|面积"), _AREA),
    (re.compile(r"(?:多少|几)(?:万|亿)?(?:吨|斤|公斤|克)"), _MASS),
    (
        re.compile(
            r"多少(?:万|亿)?(?:元|块钱|钱|资金|经费|美元)|多少块(?:钱)?[？?吗]*$|价格|售价|金额|投资额|总投资|投资.{0,2}多少|每(?:平米|斤|吨).{0,4}多少|几块钱"
        ),
        _MONEY,
    ),
    (
        re.compile(
            r"比例|百分之|百分比|占比|比重|多少(?:个)?百分点|几成|几个点|\bpercent|\bshare\b|\bproportion",
            re.IGNORECASE,
        ),
        _PERCENT,
    ),
    (re.compile(r"(?:多少|几)(?:万|亿)?(?:人|名|位|群众|村民|居民|学生|老人|职工)"), _PEOPLE),
    (re.compile(r"多少(?:万)?(?:卡|千瓦|度电|度|兆)"), r"卡|千瓦|度|兆|P"),
    (
        re.compile(rf"(?<!哪)(?:多少|几)(?:万|亿)?[{_COUNT}]"),
        rf"(?:[{_COUNT}]|[\u4e00-\u9fff](?<![元亩吨斤年月日米公成度]))",
    ),
)
_NUMERAL = r"(?:\d|[一二三四五六七八九十百千两])[\d,，.一二三四五六七八九十百千]*\s*(?:[万亿余多]|以上|左右)*\s*"


def asked_measure(question: str) -> str:
    """The pattern of the measure words that would answer the question; "" where it asks for none."""
    for asked, measure in _ASKED:
        if asked.search(question):
            return measure
    return ""


def has_measure(text: str, measure: str) -> bool:
    """Whether a folded text holds a number with one of the measure words."""
    return re.search(rf"{_NUMERAL}(?:{measure})|(?:百分之)[一二三四五六七八九十]", text) is not None


_COUNTED = re.compile(rf"(?<!哪)(?:多少|几)(?:万|亿)?[{_COUNT}](?:的)?(?P<thing>[\u4e00-\u9fff]{{2,8}})")


def counted_thing(question: str) -> str:
    """What a question counts (几座核电站 -> 核电站), with the words that follow it; "" where it counts nothing."""
    match = _COUNTED.search(question)
    return match["thing"] if match else ""
