"""A figure as words and as a number: how it is shown in Chinese and English, and what it compares as."""

from __future__ import annotations

import re

from assistant.records import Language
from ingest.extract.indicator_names import concept_named, half_width, measure_of
from ingest.extract.values import RELATION, VAGUE, scale, unit_class
from ingest.records import Indicator

_RELATIONS_EN = (
    (re.compile("同步|一致|相适应|匹配|相当|持平"), "basically in step with economic growth"),
    (re.compile("(?:高于|快于|超过|跑赢|好于)全[国省市区州]"), "above the average of the higher level"),
    (re.compile("低于全[国省市区州]"), "below the average of the higher level"),
    (re.compile("不低于"), "no lower than economic growth"),
    (re.compile("高于|快于|超过|跑赢"), "above economic growth"),
    (re.compile("翻两番"), "to quadruple"),
    (re.compile("翻"), "to double"),
    (re.compile("两位数"), "double-digit growth"),
)
_VAGUE_EN = (
    (re.compile("完成|达到"), "as assigned by the higher level (no figure)"),
    (re.compile("控制|范围|以内"), "kept within the set range (no figure)"),
    (re.compile("下降|降低"), "to fall further (no figure)"),
    (re.compile("稳|平"), "steady (no figure)"),
)
_UNITS_EN = {
    "元": "yuan",
    "美元": "US dollars",
    "人": "people",
    "人次": "person-times",
    "个": "jobs",
    "吨": "tonnes",
    "斤": "jin (0.5 kg)",
    "公斤": "kg",
    "亩": "mu",
    "户": "businesses",
    "家": "businesses",
    "天": "days",
    "岁": "years of age",
    "年": "years",
    "件": "items",
    "微克/立方米": "µg/m³",
    "元/人": "yuan per person",
}
_INTENT_EN = {
    "力争": "aiming for",
    "确保": "to be secured:",
    "努力": "aiming for",
    "争取": "aiming for",
    "奋力": "aiming for",
}


def wording_of(indicator: Indicator) -> str:
    """``number``, ``relation`` (与经济增长同步) or ``vague`` (稳定增长): what kind of statement the value is."""
    if indicator.low is not None or indicator.high is not None:
        return "number"
    value = half_width(indicator.value)
    if RELATION.fullmatch(value) or re.search("翻|两位数", value) or RELATION.search(value):
        return "relation"
    return "vague" if VAGUE.search(value) else "relation"


def shown(indicator: Indicator, language: Language = "zh") -> str:
    """The value with what qualifies it: 力争10%以上, 提高1.2个百分点, 下降3.5%; in English “10% or more”."""
    return _shown_english(indicator) if language == "en" else _shown_chinese(indicator)


def _shown_chinese(indicator: Indicator) -> str:
    words = [word for word in indicator.qualifier.split("、") if word and word not in indicator.value]
    before = "".join(word for word in words if word not in ("以内", "之内", "以下", "左右", "以上"))
    after = "".join(word for word in words if word in ("以内", "之内", "以下", "左右", "以上"))
    return before + _direction(indicator) + indicator.value + after


def _direction(indicator: Indicator) -> str:
    """下降 or 提高 where the record's name says a change and the value does not."""
    concept, measure = concept_named(indicator.name), measure_of(indicator.name)
    if concept is None or indicator.value.startswith(("下降", "提高")) or wording_of(indicator) != "number":
        return ""
    falling = (indicator.low or indicator.high or 0) < 0
    if measure == "change":
        return "下降" if falling else "提高"
    if concept.shape == "intensity" and measure == "growth":
        return "上升" if falling else "下降"
    return ""


def _shown_english(indicator: Indicator) -> str:
    if wording_of(indicator) != "number":
        table = _RELATIONS_EN if wording_of(indicator) == "relation" else _VAGUE_EN
        said = next((english for pattern, english in table if pattern.search(indicator.value)), "stated in words only")
        return f"{said} (“{indicator.value}”)"
    bare = indicator.low if indicator.low is not None else indicator.high
    number = _english_number(abs(bare or 0.0), indicator)
    if indicator.low is not None and indicator.high is not None and indicator.low != indicator.high:
        number = f"{_english_number(indicator.low, indicator)} to {_english_number(indicator.high, indicator)}"
    elif indicator.low is None:
        number = f"within {number}"
    elif indicator.high is None:
        number = f"{number} or more" if re.search("以上|不低于|不少于|至少", indicator.value) else f"more than {number}"
    elif "左右" in indicator.qualifier + indicator.value:
        number = f"around {number}"
    intent = next((english for word, english in _INTENT_EN.items() if word in indicator.qualifier), "")
    if "预计" in indicator.qualifier:
        intent = "an estimated"
    direction = {"下降": "down ", "提高": "up ", "上升": "up "}.get(_direction(indicator), "")
    if indicator.value.startswith("下降"):
        direction = "down "
    return f"{intent} {direction}{number}".strip()


def _english_number(number: float, indicator: Indicator) -> str:
    unit = indicator.unit
    if unit in ("%", "‰"):
        return f"{number:g}{unit}"
    if "百分点" in unit:
        return f"{number:g} percentage points"
    if unit == "倍":
        return f"{number:g} times"
    bare = re.sub(r"^(?:万亿|亿|万|千|百)", "", unit)
    factor = scale(unit) / (scale(bare) or 1.0)
    amount = number * factor
    if amount >= 1e12:
        text = f"{amount / 1e12:g} trillion"
    elif amount >= 1e9:
        text = f"{amount / 1e9:g} billion"
    elif amount >= 1e6:
        text = f"{amount / 1e6:g} million"
    else:
        text = f"{amount:,.0f}" if amount >= 1000 else f"{amount:g}"
    if not bare and indicator.unit:
        bare = "元"
    return f"{text} {_UNITS_EN.get(bare, bare)}".strip() + (f" ({number:g}{unit})" if factor > 1 else "")


def comparable(indicator: Indicator) -> float | None:
    """The number that the figure is ranked by, in base units (元, 人, 公斤 …); None for words only and foreign money.

    Of a range the middle, of 以上 and 以内 the figure itself; a price index of 103 counts as 3 %.
    """
    ends = [end for end in (indicator.low, indicator.high) if end is not None]
    if not ends or "美元" in indicator.unit:
        return None
    number = sum(ends) / len(ends)
    if not indicator.unit and measure_of(indicator.name) == "level" and 90 <= number <= 120:
        return round(number - 100, 6)
    factor = 100.0 if indicator.unit == "倍" else scale(indicator.unit)
    return round(number * factor, 6)


def difference(higher: Indicator, lower: Indicator, language: Language = "zh") -> str:
    """How much the first is above the second: “高1个百分点”, “多25万人”; "" where they cannot be subtracted."""
    left, right = comparable(higher), comparable(lower)
    if left is None or right is None or unit_class(higher.unit) != unit_class(lower.unit):
        return ""
    gap = round(left - right, 6)
    if unit_class(higher.unit) == "percent":
        return f"高{gap:g}个百分点" if language == "zh" else f"{gap:g} percentage points higher"
    if unit_class(higher.unit) in ("points", "times", ""):
        return ""
    unit = higher.unit
    amount = f"{gap / scale(unit):g}"
    return f"多{amount}{unit}" if language == "zh" else f"{amount}{unit} more"
