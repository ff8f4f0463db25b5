"""Figures in running text: number, unit, range and qualifier, and the set phrases that stand in for a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from ingest.structure.numerals import parse_number

Wording = Literal["number", "relation", "vague"]

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_ZH_NUMBER = r"[一二两三四五六七八九十百千]+(?:点[一二三四五六七八九]+)?"
# The longest first: 万亿元 before 万, 个百分点 before 个.
_UNIT = (
    r"个百分点|百分点|%|‰|倍"
    r"|万亿(?:元|美元|斤)?|(?:亿|万|千|百)?(?:美元|元|公斤|斤|吨|亩|公顷|人次|人|名|户|家|件|天|岁|年)(?:/人)?"
    r"|(?:亿|万)?个(?!月|小时|方面|县|市|区|国家|重点|项目)|微克/立方米|微克每立方米|μg/m3|μg/m³|亿(?![万亿])|万(?![亿])"
)
_AFTER = r"左右|上下|及以上|以上|以内|之内|及以下|以下|之间"
_BEFORE = (
    r"不低于|不少于|不高于|不超过|不突破|不小于|突破|超过|超|高于|低于|大于|多于|少于|至少|将近|接近|大约|约|近|逾|过|"
    r"迈上|跨上|跨过|跨越|站上|迈过"
)
VALUE = re.compile(
    rf"(?P<before>{_BEFORE})?"
    rf"(?<![A-Za-z.\d])(?P<low>{_NUMBER})\s?(?P<more>余|多|几)?(?P<lowunit>{_UNIT})?(?:(?P<lowafter>左右|以上)?"
    rf"\s?(?:—+|－+|–|-|~|～|至|到)\s?(?P<high>{_NUMBER})\s?)?(?P<unit>(?(high)(?:{_UNIT})|))(?P<after>{_AFTER})?"
)
_ZH_VALUE = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<low>{_ZH_NUMBER})(?P<unit>个百分点|万亿(?:元)?|亿(?:元|斤)|万(?:人|亩|户))(?P<after>{_AFTER})?"
)
_PERCENT_IN_WORDS = re.compile(
    rf"(?P<before>{_BEFORE})?百分之(?P<low>{_ZH_NUMBER}|{_NUMBER})(?P<unit>)(?P<after>{_AFTER})?"
)
_PER_CUBIC_METRE = re.compile(rf"(?P<before>{_BEFORE})?每立方米(?P<low>{_NUMBER})(?P<unit>微克)(?P<after>{_AFTER})?")
_DOUBLE = re.compile(r"(?:实现)?翻(?:了)?(?:一番|两番|番)|两位数(?:增长|以上)?")

_BY = r"(?:\d+(?:\.\d+)?个百分点(?:以上|左右)?)?"
_ECONOMY = r"(?:GDP|(?:地区|国内)?生产总值|经济)(?:增长|增速|发展|增幅)?(?:趋势|水平|速度|率|速)?"
RELATION = re.compile(
    rf"(?:增长|增速|涨幅)?(?:力争|努力|继续|均|都|总体|保持)*(?:与|同|和|跟){_ECONOMY}(?:增长)?(?:保持)?(?:基本)?(?:保持)?(?:同步|一致|相当|持平|相适应|匹配)"
    rf"(?:增长)?|(?:增长|增速)?(?:力争|努力|继续|均|都)*(?:略|稍)?(?:高于|快于|不低于|超过|跑赢){_ECONOMY}(?:增长|增速)?{_BY}"
    rf"|(?:增速|增长|增幅)?(?:力争|努力|继续|持续|总体|均|都)*(?:略|稍)?(?:高于|快于)(?:城镇|城市)(?:常住)?居民(?:人均)?(?:可支配)?(?:收入)?(?:增长|增速|增幅)?{_BY}"
    r"|[与同和跟](?:国家|全国|全省|省|上级)[^，。；、]{0,10}(?:目标|水平)(?:保持|相)?(?:基本)?(?:衔接|一致|持平|同步)"
    rf"|(?:增速|增长|增幅)?(?:力争|努力|继续|均|都)*(?:略|稍)?(?:高于|快于|低于|不低于|好于)(?:全国|全省|全区|全市|全州)(?:[、和及]全[省区市州])*(?:平均)?(?:水平|增速)?{_BY}(?=[，。；、,;）)\s]|$)"
)
VAGUE = re.compile(
    r"(?:保持)?(?:总体|基本)?(?:稳定|平稳|稳步|持续|合理|较快|适度)(?:增长|提高|提升|增加|下降)|保持(?:基本|总体)?(?:稳定|平稳)|(?:进一步|持续)(?:下降|降低|提高|改善)"
    r"|保稳提质|稳中提质|固稳提质|量稳质升|促稳提质|稳量提质|只增不减|稳中有[进升增]"
    r"|完成(?:国家|省|市|上级|州)?(?:下达)?(?:的)?(?:年度)?(?:目标)?(?:任务|目标|计划|指标)|(?:完成|达到)(?:国家|省|市)(?:下达|规定|考核)(?:的)?[^，。；、]{0,8}"
    r"|(?:控制|稳定|保持)?在(?:国家|省|市|年度|年初|省定|合理|预期|全年)[^，。；、]{0,12}(?:以内|之内|范围内|区间|范围|内)|控制在目标(?:以内|范围内|内)"
)


@dataclass(frozen=True, kw_only=True)
class Value:
    """A figure at [start, end) of the text.

    ``text`` as written with what qualifies it (“不低于1650万吨”, “5.5%以内”); ``low``/``high`` in ``unit``: equal for a point,
    None for an open end. ``wording``: ``relation`` (与经济增长同步) and ``vague`` (稳定增长) have words only.
    ``number_start`` is where the number itself begins.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    unit: str
    qualifiers: tuple[str, ...]
    wording: Wording
    number_start: int


def find_values(text: str, *, words: bool = True) -> tuple[Value, ...]:
    """The figures of ``text`` (half-width already), left to right; with ``words`` also 同步, 高于 …, 稳定增长.

    A number without a unit counts only where it can be a price index or a ratio (“103左右”, “2.16:1”).
    """
    found: list[Value] = []
    spans: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return not any(left < end and start < right for left, right in spans)

    if words:
        for wording, pattern in (("relation", RELATION), ("vague", VAGUE)):
            for match in pattern.finditer(text):
                if free(*match.span()):
                    spans.append(match.span())
                    found.append(_in_words(match, "relation" if wording == "relation" else "vague"))
    for match in _DOUBLE.finditer(text):
        spans.append(match.span())
        found.append(_in_words(match, "relation"))
    for match in VALUE.finditer(text):
        if free(*match.span()) and (value := _number(match)) is not None:
            spans.append(match.span())
            found.append(value)
    for pattern, unit in ((_PER_CUBIC_METRE, "微克/立方米"), (_PERCENT_IN_WORDS, "%")):
        for match in pattern.finditer(text):
            if free(*match.span()) and (value := _chinese(match)) is not None:
                spans.append(match.span())
                found.append(replace(value, unit=unit))
    for match in _ZH_VALUE.finditer(text):
        if free(*match.span()) and (value := _chinese(match)) is not None:
            found.append(value)
    return tuple(sorted(found, key=lambda value: value.start))


def _in_words(match: re.Match[str], wording: Wording) -> Value:
    return Value(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        low=None,
        high=None,
        unit="",
        qualifiers=(match.group(),),
        wording=wording,
        number_start=match.start(),
    )


def _number(match: re.Match[str]) -> Value | None:
    low_unit, unit = match["lowunit"] or "", match["unit"] or ""
    unit = unit or low_unit
    if unit == "年" and len(match["low"]) == 4:
        return None
    rest = match.string[match.end() :]
    if not unit and not re.match(r"[:：∶]1(?!\d)", rest) and not _may_be_index(match):
        return None
    low = float(match["low"].replace(",", ""))
    high = float(match["high"].replace(",", "")) if match["high"] else low
    if match["high"] and low_unit and unit != low_unit:
        low *= scale(low_unit) / (scale(unit) or 1)
    before, after = match["before"] or "", match["after"] or ""
    qualifiers = tuple(word for word in (before, match["more"] or "", match["lowafter"] or "", after) if word)
    ends = _ends(low, high, before, after or match["lowafter"] or "")
    end = match.end() + (2 if not unit and re.match(r"[:：∶]1", rest) else 0)
    return Value(
        start=match.start(),
        end=end,
        text=match.string[match.start() : end],
        low=ends[0],
        high=ends[1],
        unit=unit.replace("百分点", "个百分点") if unit == "百分点" else unit,
        qualifiers=qualifiers,
        wording="number",
        number_start=match.start("low"),
    )


def _may_be_index(match: re.Match[str]) -> bool:
    """A bare number from 90 to 120 with 左右 or 以内, or a small decimal: a price index or a ratio of incomes."""
    number = float(match["low"].replace(",", ""))
    following = match.string[match.end() : match.end() + 1]
    if following and (following.isalnum() or following in "+＋.．"):
        return False
    return 90 <= number <= 120 or ("." in match["low"] and 1 < number < 5)


_OPEN_UP = (
    "不低于",
    "不少于",
    "不小于",
    "突破",
    "超过",
    "超",
    "高于",
    "大于",
    "多于",
    "至少",
    "逾",
    "过",
    "迈上",
    "跨上",
    "跨过",
    "跨越",
    "站上",
    "迈过",
)
_OPEN_DOWN = ("不高于", "不超过", "不突破", "低于", "少于")


def _ends(low: float, high: float, before: str, after: str) -> tuple[float | None, float | None]:
    if before in _OPEN_UP or after in ("以上", "及以上"):
        return low, (high if high != low else None)
    if before in _OPEN_DOWN or after in ("以内", "之内", "以下", "及以下"):
        return (low if high != low else None), high
    return low, high


def _chinese(match: re.Match[str]) -> Value | None:
    number = parse_number(match["low"])
    if number is None:
        return None
    before, after = match["before"] or "", match["after"] or ""
    low, high = _ends(number, number, before, after)
    return Value(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        low=low,
        high=high,
        unit=match["unit"],
        qualifiers=tuple(word for word in (before, after) if word),
        wording="number",
        number_start=match.start("low"),
    )


def scale(unit: str) -> float:
    """What one of ``unit`` is worth in its base unit: 万亿元 -> 1e12 (元), 亿斤 -> 5e7 (公斤), 万吨 -> 1e7 (公斤)."""
    factor = 1.0
    rest = unit
    for sign, worth in (("万亿", 1e12), ("亿", 1e8), ("万", 1e4), ("千", 1e3), ("百", 1e2)):
        if rest.startswith(sign) and not rest.startswith("百分"):
            factor, rest = worth, rest[len(sign) :]
            break
    return factor * {"斤": 0.5, "吨": 1000.0, "公顷": 15.0}.get(rest, 1.0)


def unit_class(unit: str) -> str:
    """The kind of thing that a unit counts: money, people, mass, area, count, days, years, percent, points … or ""."""
    bare = re.sub(r"^(?:万亿|亿|万|千|百)(?!分)", "", unit)
    if unit in ("%", "‰"):
        return "percent"
    if "百分点" in unit:
        return "points"
    if unit == "倍":
        return "times"
    classes = {
        "斤": "mass",
        "公斤": "mass",
        "吨": "mass",
        "亩": "area",
        "公顷": "area",
        "天": "days",
        "岁": "years",
        "年": "years",
    }
    if bare.startswith(("元", "美元")):
        return "money"
    if bare in ("人", "人次", "名", "个"):
        return "people"
    if bare in ("户", "家", "件"):
        return "count"
    if bare in classes:
        return classes[bare]
    if "立方米" in unit or "m3" in unit or "m³" in unit:
        return "concentration"
    return "bare" if unit in ("万亿", "亿", "万") else ""
