"""A figure as words and as a number: how it is shown in Chinese and English, and what it compares as."""

from __future__ import annotations

import re

from assistant.records import Language
from ingest.extract.indicator_names import concept_named, half_width, measure_of
from ingest.extract.values import RELATION, VAGUE, scale, unit_class
from ingest.records import Indicator

_RELATIONS_EN = (
    (re.compile("衔接|(?:国家|全国|全省|上级).*(?:目标|水平)"), "in line with the target of the higher level"),
    (re.compile("同步|一致|相适应|匹配|相当|持平"), "basically in step with economic growth"),
    (re.compile("(?:高于|快于)(?:城镇|城市)"), "faster than that of urban residents"),
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
    """The figure in English; the report's own words beside it in brackets where they qualify it or count in 万 and 亿."""
    if wording_of(indicator) != "number":
        table = _RELATIONS_EN if wording_of(indicator) == "relation" else _VAGUE_EN
        said = next((english for pattern, english in table if pattern.search(indicator.value)), "stated in words only")
        return f"{said} (“{indicator.value}”)"
    intent = next((english for word, english in _INTENT_EN.items() if word in indicator.qualifier), "")
    if "预计" in indicator.qualifier:
        intent = "an estimated"
    direction = {"下降": "down ", "提高": "up ", "上升": "up "}.get(_direction(indicator), "")
    if indicator.value.startswith("下降"):
        direction = "down "
    own = _shown_chinese(indicator)
    counted = _thousands(indicator.unit)[1] > 1
    beside = f" ({own})" if counted or indicator.qualifier or "力争" in own else ""
    return f"{intent} {direction}{_number_english(indicator)}".strip() + beside


def _number_english(indicator: Indicator) -> str:
    low, high, unit = indicator.low, indicator.high, indicator.unit
    things = "" if indicator.unit.endswith("个") and not _counts_jobs(indicator) else None
    bare = low if low is not None else high
    number = english_amount(abs(bare or 0.0), unit, things)
    if low is not None and high is not None and low != high:
        ends = sorted((abs(low), abs(high)))
        return f"{english_amount(ends[0], unit, things)} to {english_amount(ends[1], unit, things)}"
    if low is None:
        return f"within {number}"
    if high is None:
        least = re.search("以上|不低于|不少于|至少", indicator.value + indicator.qualifier)
        return f"{number} or more" if least else f"more than {number}"
    if re.search("左右|约|大约", indicator.qualifier + indicator.value):
        return f"around {number}"
    return f"nearly {number}" if re.search("近|接近", indicator.qualifier) else number


def _counts_jobs(indicator: Indicator) -> bool:
    concept = concept_named(indicator.name)
    return concept is not None and concept.unit == "people"


def _thousands(unit: str) -> tuple[str, float]:
    """A unit without its 万, 亿 …, and what these stand for: 亿元 -> 元, 1e8."""
    bare = re.sub(r"^(?:万亿|亿|万|千|百)(?!分)", "", unit)
    return bare, scale(unit) / (scale(bare) or 1.0)


def english_amount(number: float, unit: str, things: str | None = None) -> str:
    """A number with its unit in English: 1800.95亿元 is 180.095 billion yuan; ``things`` names what 个 counts."""
    if unit in ("%", "‰"):
        return f"{number:.10g}{unit}"
    if "百分点" in unit:
        return f"{number:.10g} percentage points"
    if unit == "倍":
        return f"{number:.10g} times"
    bare, factor = _thousands(unit)
    amount = number * factor
    if amount >= 1e12:
        text = f"{amount / 1e12:.10g} trillion"
    elif amount >= 1e9:
        text = f"{amount / 1e9:.10g} billion"
    elif amount >= 1e6:
        text = f"{amount / 1e6:.10g} million"
    else:
        text = f"{amount:,.0f}" if amount >= 1000 and amount == int(amount) else f"{amount:,.10g}"
    if not bare and unit:
        bare = "元"
    return f"{text} {_UNITS_EN.get(bare, bare) if things is None else things}".strip()


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
    if _is_range(higher) or _is_range(lower):
        return _difference_of_ranges(higher, lower, language)
    gap = round(left - right, 6)
    if unit_class(higher.unit) == "percent":
        return f"高{gap:.10g}个百分点" if language == "zh" else f"{gap:.10g} percentage points higher"
    if unit_class(higher.unit) in ("points", "times", ""):
        return ""
    unit = higher.unit
    amount = round(gap / scale(unit), 6)
    return f"多{amount:.10g}{unit}" if language == "zh" else f"{english_amount(amount, unit)} more"


def _is_range(indicator: Indicator) -> bool:
    return indicator.low is not None and indicator.high is not None and indicator.low != indicator.high


def _difference_of_ranges(higher: Indicator, lower: Indicator, language: Language) -> str:
    """How much the first is above the second where one is a range: “高0至1个百分点”; "" where they overlap."""
    ends = [
        (row.low if row.low is not None else row.high, row.high if row.high is not None else row.low)
        for row in (higher, lower)
    ]
    (first_low, first_high), (second_low, second_high) = ends
    if None in (first_low, first_high, second_low, second_high) or unit_class(higher.unit) != "percent":
        return ""
    least, most = round((first_low or 0) - (second_high or 0), 6), round((first_high or 0) - (second_low or 0), 6)
    if least < 0:
        return ""
    if language == "en":
        return f"{least:.10g} to {most:.10g} percentage points higher"
    return f"高{least:.10g}至{most:.10g}个百分点"
