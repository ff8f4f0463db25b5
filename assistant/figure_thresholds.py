"""The figure that a question measures by: 6%以上, 超过8%, 5%到6%之间, 超过5万亿."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figure_asks import Threshold
from assistant.figure_patterns import TESTS
from ingest.extract.indicator_names import concept_named
from ingest.extract.values import find_values

_THRESHOLD_UNITS = (
    "%",
    "个百分点",
    "人",
    "万人",
    "元",
    "万元",
    "亿元",
    "万亿元",
    "亿",
    "万亿",
    "万",
    "斤",
    "亿斤",
    "万亿斤",
    "吨",
    "万吨",
    "万户",
    "亩",
    "万亩",
)
_COUNTED = {"money": "元", "people": "人", "count": "户"}


def with_unit(threshold: Threshold | None, indicators: Sequence[str]) -> Threshold | None:
    """The figure with the unit that its indicator is counted in, where the question leaves it out: 超过5万亿."""
    if threshold is None or threshold.unit not in ("亿", "万亿", "万"):
        return threshold
    units = [_COUNTED.get(concept.unit, "") for name in indicators if (concept := concept_named(name)) is not None]
    return replace(threshold, unit=threshold.unit + next(filter(None, units), ""))


def threshold_in(folded: str) -> Threshold | None:
    """The figure that the question measures by, with the words around it: 6%以上, 超过8%, 5%到6%之间, 7%（含左右、以上）."""
    values = [value for value in find_values(folded, words=False) if value.unit in _THRESHOLD_UNITS]
    if not values:
        english = re.search(r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent)", folded, re.IGNORECASE)
        if english is None:
            return None
        values = list(find_values(english.group(1) + "%", words=False))
        before, after = folded[: english.start()], folded[english.end() : english.end() + 14]
    else:
        before = folded[: values[0].number_start]
        after = folded[values[0].end : values[0].end + 14]
    value = values[0]
    low, high = value.low if value.low is not None else value.high, value.high if value.high is not None else value.low
    if low is None or high is None:
        return None
    if low != high:
        return Threshold(test="between", low=low, high=high, unit=value.unit)
    words = set(value.qualifiers)
    for test, pattern in TESTS:
        if pattern.search(before.rstrip("的在到")) or pattern.search(before):
            about = "左右" if test == "unequal" and "左右" in words else ""
            return Threshold(test=test, low=low, high=high, unit=value.unit, qualifier=about)
    if re.match(r"\s*\(?[^)]{0,2}(?:含|包括)", after):
        return Threshold(test="equal", low=low, high=high, unit=value.unit)
    if words & {"以上", "及以上"} or re.match(r"\s*(?:or more|or above|and above|or higher)", after):
        return Threshold(test="at_least", low=low, high=high, unit=value.unit)
    if words & {"以内", "以下", "之内", "及以下"} or re.match(r"\s*(?:or less|or below)", after):
        return Threshold(test="at_most", low=low, high=high, unit=value.unit)
    about = "左右" if "左右" in words or re.search(r"\b(?:around|about)\s*$", before) else ""
    return Threshold(test="equal", low=low, high=high, unit=value.unit, qualifier=about)
