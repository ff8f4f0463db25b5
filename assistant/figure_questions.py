"""Questions that ask for figures: which indicators, target or result, one or several, and how they are to be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.figure_asks import FigureAsk, MeasureAsked, Mode, Order, Threshold
from assistant.figure_groups import region_group
from assistant.figure_levels import level_asked
from assistant.figure_limits import asks_for_more, limit_before
from assistant.figure_patterns import (
    ABOVE_BELOW,
    ALL,
    AND_GROWTH,
    BOTH,
    BOTH_MEASURES,
    CHANGE,
    COMPARE,
    COUNT,
    EXTREME,
    FIGURE_CUE,
    GOALS,
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
    THAN,
    TREND,
    WHICH,
    WHICH_YEAR,
)
from assistant.figure_thresholds import threshold_in, with_unit
from assistant.figure_unnamed import PICKING, every_indicator, picks_regions, unnamed_indicator, without_spans
from ingest.extract.indicator_names import IndicatorMention, concept_named, find_indicators, half_width
from ingest.records import IndicatorKind
from ingest.structure.regions import find_regions

__all__ = ["FigureAsk", "Threshold", "figure_ask", "picks_regions", "relative_side"]


def figure_ask(text: str) -> FigureAsk | None:
    """What ``text`` asks of the figures; None where it asks for something else (a unit, a measure, a reason) or names
    no indicator of the lexicon."""
    folded = half_width(text)
    named = find_indicators(folded)
    starts = {mention.start for mention in named}
    mentions = tuple(mention for mention in named if mention.end in starts or not asks_for_more(folded, mention))
    if NOT_FIGURE.search(folded):
        return None
    if mentions and GOALS.search(folded):
        return None
    if not mentions:
        return unnamed_indicator(folded) or every_indicator(folded)
    if not FIGURE_CUE.search(folded) and len(text) > 30:
        return None
    indicators = _with_parts(tuple(dict.fromkeys(mention.name for mention in mentions)), folded)
    rest = without_spans(folded, [(mention.start, mention.end) for mention in mentions])
    threshold = with_unit(threshold_in(folded), indicators)
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
        group=region_group(without_spans(folded, [(mention.start, mention.end) for mention in mentions])),
    )


def _with_parts(names: tuple[str, ...], folded: str) -> tuple[str, ...]:
    """The indicators with those that lean on them: 居民收入…，其中城镇农村各多少; GDP…，人均呢."""
    more: list[str] = []
    if "居民人均可支配收入" in names and re.search("城镇|城市", folded) and re.search("农村|农民", folded):
        more += ["城镇居民人均可支配收入", "农村居民人均可支配收入"]
    if "地区生产总值" in names and re.search(r"人均(?:呢|多少|是多少|又|[？?，,。]|$)", folded):
        more.append("人均地区生产总值")
    return tuple(dict.fromkeys((*names, *more)))


def _name_and_growth(folded: str, mentions: Sequence[IndicatorMention]) -> bool:
    """GDP及增速, “GDP and its growth”: the bare name beside its growth asks for both."""
    return any(
        AND_GROWTH.match(folded, mention.end)
        and (concept := concept_named(mention.name)) is not None
        and concept.shape == "amount"
        for mention in mentions
    )


def _wants_both(folded: str) -> bool:
    """Whether target and result are both wanted, also where the question is whether the one reached the other."""
    if RESULT_NOT_TARGET.search(folded) or TARGET_NOT_RESULT.search(folded):
        return False
    return bool(BOTH.search(folded) or MET.search(folded))


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


def relative_side(folded: str, names: Sequence[str] = ()) -> Literal["above", "below", ""]:
    """哪些省比贵州高, 低于贵州的有哪些: which side of a region's own figure is asked. ``names`` are further names of regions, those
    that only the library knows."""
    if not WHICH.search(folded) and not PICKING.search(folded):
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
