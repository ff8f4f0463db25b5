"""Questions that ask for figures: which indicators, target or result, one or several, and how they are to be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.figure_groups import region_group
from assistant.figure_levels import level_asked
from assistant.figure_limits import asks_for_more, limit_before
from assistant.figure_patterns import (
    ABOVE_BELOW,
    AIMED,
    ALL,
    AND_GROWTH,
    BOTH,
    BOTH_MEASURES,
    CHANGE,
    COMPARE,
    COUNT,
    EVERY,
    EXTREME,
    FIGURE_CUE,
    GROWTH,
    HIGH_LOW,
    HIGHEST,
    LEVEL,
    LIMIT,
    LOWEST,
    MET,
    NOT_FIGURE,
    NUMBERS,
    PLACE_ASKED,
    RESULT,
    RESULT_NOT_TARGET,
    SILENT,
    TARGET,
    TARGET_NOT_RESULT,
    TESTS,
    THAN,
    TREND,
    UNNAMED,
    WHICH,
    WHICH_YEAR,
    Test,
)
from ingest.extract.indicator_names import IndicatorMention, concept_named, concepts, find_indicators, half_width
from ingest.extract.values import find_values
from ingest.records import IndicatorKind, Level
from ingest.structure.regions import find_regions

Mode = Literal["single", "compare", "ranking", "trend", "change"]
Order = Literal["highest", "lowest", "all", ""]
MeasureAsked = Literal["growth", "level", "both", ""]
UNNAMED_INDICATOR = "地区生产总值"


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """The figures asked for: ``test`` against ``low`` (and ``high``) in ``unit``; ``qualifier`` 左右, 以上 … where the
    question asks for figures that are stated with it."""

    test: Test
    low: float
    high: float
    unit: str
    qualifier: str = ""


@dataclass(frozen=True, kw_only=True)
class FigureAsk:
    """What a question asks of the figures. ``indicators`` are concepts; ``part`` the sector or group before the first of
    them that limits it (汽车出口); ``measure`` growth, level or both where the question
    says; ``kind`` target, result or "" where it does not; ``both_kinds`` where it wants target and result, ``met`` whether
    the one reached the other, ``over_regions`` in which regions it did, ``every`` for all indicators that reports aim at; ``assumed`` that no indicator is named and output is meant (哪几个省定7%);
    ``limit`` how many are wanted of a ranking (0: not said); ``place`` a region's place in the ranking is asked;
    ``relative`` that those above or below the named region are;
    ``regions_asked`` the level of the regions that a ranking runs over, ``group`` the regions of a group that it names
    (西部, 长三角); ``silent`` that those are asked that state nothing; ``extreme`` the question's own 最高, 最多, 最快."""

    indicators: tuple[str, ...]
    part: str = ""
    kind: IndicatorKind | Literal[""] = ""
    mode: Mode = "single"
    measure: MeasureAsked = ""
    both_kinds: bool = False
    met: bool = False
    over_regions: bool = False
    every: bool = False
    assumed: bool = False
    order: Order = ""
    threshold: Threshold | None = None
    limit: int = 0
    place: bool = False
    relative: Literal["above", "below", ""] = ""
    regions_asked: Level = ""
    silent: bool = False
    extreme: str = ""
    group: tuple[str, ...] = ()


def figure_ask(text: str) -> FigureAsk | None:
    """What ``text`` asks of the figures; None where it asks for something else (a unit, a measure, a reason) or names
    no indicator of the lexicon."""
    folded = half_width(text)
    named = find_indicators(folded)
    starts = {mention.start for mention in named}
    mentions = tuple(mention for mention in named if mention.end in starts or not asks_for_more(folded, mention))
    if NOT_FIGURE.search(folded):
        return None
    if not mentions:
        return _unnamed(folded) or _every(folded)
    if not FIGURE_CUE.search(folded) and len(text) > 30:
        return None
    indicators = tuple(dict.fromkeys(mention.name for mention in mentions))
    rest = _without(folded, [(mention.start, mention.end) for mention in mentions])
    threshold = _with_unit(_threshold(folded), indicators)
    order = _order(folded, threshold)
    place = bool(PLACE_ASKED.search(folded))
    relative = relative_side(folded)
    mode = "ranking" if relative else _mode(folded, rest, threshold, order, place)
    limit = LIMIT.search(folded)
    number = next((part for part in limit.groups() if part), "") if limit else ""
    return FigureAsk(
        indicators=indicators,
        part=next(
            (part for at, mention in enumerate(mentions) if (part := limit_before(folded, mention, mentions[:at]))), ""
        ),
        kind=_kind(rest, folded),
        mode=mode,
        measure="both" if _name_and_growth(folded, mentions) else _measure(folded, rest, indicators, threshold),
        both_kinds=_wants_both(folded),
        met=bool(MET.search(folded)) and _wants_both(folded),
        over_regions=bool(WHICH.search(folded) or ALL.search(folded)),
        order=order,
        threshold=threshold,
        limit=NUMBERS.get(number.lower(), int(number) if number.isdigit() else 0),
        place=place,
        relative=relative,
        regions_asked=level_asked(folded),
        silent=bool(SILENT.search(rest)),
        extreme=extreme.group() if (extreme := EXTREME.search(folded)) else "",
        group=region_group(_without(folded, [(mention.start, mention.end) for mention in mentions])),
    )


def _name_and_growth(folded: str, mentions: Sequence[IndicatorMention]) -> bool:
    """GDP及增速, “GDP and its growth”: the bare name beside its growth asks for both."""
    return any(
        AND_GROWTH.match(folded, mention.end)
        and (concept := concept_named(mention.name)) is not None
        and concept.shape == "amount"
        for mention in mentions
    )


_PICKING = re.compile(r"哪[些几里]|几个|多少个?[省市州县区地]|\bwhich\b|\bhow many\b", re.IGNORECASE)


def picks_regions(text: str) -> bool:
    """Whether ``text`` asks for the regions with a percentage and says nothing else: 哪几个省定7%, 高于6%的有哪些."""
    folded = half_width(text)
    threshold = _threshold(folded)
    if threshold is None or threshold.unit != "%" or not _PICKING.search(folded):
        return False
    places = [(mention.start, mention.end) for mention in find_regions(folded)]
    values = [(value.start, value.end) for value in find_values(folded, words=False)]
    rest = UNNAMED.sub(" ", _without(folded, places + values))
    return re.search(r"[一-龥A-Za-z]", rest) is None


def _unnamed(folded: str) -> FigureAsk | None:
    """哪几个省定7%: a percentage that is aimed at, and no indicator; None where the question says anything else."""
    if not AIMED.search(folded) or not picks_regions(folded):
        return None
    return FigureAsk(
        indicators=(UNNAMED_INDICATOR,),
        kind="target",
        mode="ranking",
        measure="growth",
        assumed=True,
        threshold=_threshold(folded),
        regions_asked=level_asked(folded),
        group=region_group(folded),
    )


def _wants_both(folded: str) -> bool:
    """Whether target and result are both wanted, also where the question is whether the one reached the other."""
    if RESULT_NOT_TARGET.search(folded) or TARGET_NOT_RESULT.search(folded):
        return False
    return bool(BOTH.search(folded) or MET.search(folded))


_KEPT = re.compile(r"目标|预期|预计|计划|打算|准备|实际|target|growth", re.IGNORECASE)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the spans blanked out, so that 增长 inside 经济增长 or 消费 … counts for nothing else; words like 目标 that
    a way of asking takes in (就业目标) stay."""
    for start, end in spans:
        kept = {place for match in _KEPT.finditer(text, start, end) for place in range(*match.span())}
        blanked = "".join(sign if start + index in kept else " " for index, sign in enumerate(text[start:end]))
        text = text[:start] + blanked + text[end:]
    return text


def _kind(rest: str, folded: str) -> IndicatorKind | Literal[""]:
    if RESULT_NOT_TARGET.search(folded):
        return "result"
    if TARGET_NOT_RESULT.search(folded):
        return "target"
    target, result = TARGET.search(rest), RESULT.search(rest)
    if target and not result:
        return "target"
    if result and not target:
        return "result"
    if target and result and not _wants_both(folded):
        strong = re.search("实际|完成了|增长了|涨了|实现了|达到了|actual|achieved", rest, re.IGNORECASE)
        aimed = re.search("目标|预期|计划|target|goal|plan", rest, re.IGNORECASE)
        if strong and not aimed:
            return "result"
        if aimed and not strong:
            return "target"
    return ""


def _every(folded: str) -> FigureAsk | None:
    """哪些目标没有完成, 主要目标完成情况: every indicator that a report would aim at; None where the question is another."""
    if not EVERY.search(folded):
        return None
    names = tuple(concept.name for concept in concepts() if concept.core)
    return FigureAsk(indicators=names, met=True, both_kinds=True, every=True)


def relative_side(folded: str, names: Sequence[str] = ()) -> Literal["above", "below", ""]:
    """哪些省比贵州高, 低于贵州的有哪些: which side of a region's own figure is asked. ``names`` are further names of regions, those
    that only the library knows."""
    if not WHICH.search(folded) and not _PICKING.search(folded):
        return ""
    spans = [(mention.start, mention.end) for mention in find_regions(folded)]
    spans += [match.span() for name in names for match in re.finditer(re.escape(name), folded)]
    for start, end in spans:
        before, after = folded[:start], folded[end : end + 10]
        if (match := ABOVE_BELOW.search(before)) is not None:
            return "above" if match["above"] else "below"
        than = THAN.search(before) and HIGH_LOW.search(after)
        if than:
            return "above" if than["above"] else "below"
    return ""


def _order(folded: str, threshold: Threshold | None) -> Order:
    if LOWEST.search(folded):
        return "lowest"
    if HIGHEST.search(folded):
        return "highest"
    return "all" if threshold is None and ALL.search(folded) else ""


def _mode(folded: str, rest: str, threshold: Threshold | None, order: Order, place: bool) -> Mode:
    asks_which = bool(WHICH.search(folded))
    if WHICH_YEAR.search(folded):
        return "trend"
    if (
        place
        or order in ("highest", "lowest")
        or (threshold is not None and (asks_which or ALL.search(folded) or COUNT.search(folded)))
    ):
        return "ranking"
    if TREND.search(folded):
        return "trend"
    if CHANGE.search(folded) and not asks_which:
        return "change"
    if order == "all" or (asks_which and not COMPARE.search(rest)) or (asks_which and SILENT.search(rest)):
        return "ranking"
    return "compare" if COMPARE.search(rest) else "single"


def _measure(folded: str, rest: str, indicators: tuple[str, ...], threshold: Threshold | None) -> MeasureAsked:
    amounts = any((concept := concept_named(name)) and concept.shape == "amount" for name in indicators)
    if amounts and BOTH_MEASURES.search(rest):
        return "both"
    level, growth = LEVEL.search(folded), GROWTH.search(rest) or "增长" in folded or "增速" in folded
    if threshold is not None and threshold.unit == "%":
        return "growth"
    if threshold is not None and amounts and threshold.unit != "个百分点":
        return "level"
    if level and not (growth and re.search("百分|几个点|增速|增幅|涨", folded)):
        return "level"
    if growth and any(
        (concept := concept_named(name)) and concept.shape in ("amount", "intensity") for name in indicators
    ):
        return "growth"
    return ""


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


def _with_unit(threshold: Threshold | None, indicators: Sequence[str]) -> Threshold | None:
    """The figure with the unit that its indicator is counted in, where the question leaves it out: 超过5万亿."""
    if threshold is None or threshold.unit not in ("亿", "万亿", "万"):
        return threshold
    units = [_COUNTED.get(concept.unit, "") for name in indicators if (concept := concept_named(name)) is not None]
    return replace(threshold, unit=threshold.unit + next(filter(None, units), ""))


def _threshold(folded: str) -> Threshold | None:
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
