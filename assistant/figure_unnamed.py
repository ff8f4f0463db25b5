"""Questions about figures that name no indicator: 哪几个省定7%, 主要预期目标有哪些, 哪些目标没有完成."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.figure_asks import FigureAsk
from assistant.figure_groups import region_group
from assistant.figure_levels import level_asked
from assistant.figure_patterns import AIMED, EVERY, OVERVIEW, OVERVIEW_REST, UNNAMED
from assistant.figure_thresholds import threshold_in
from ingest.extract.indicator_names import concepts, half_width
from ingest.extract.values import find_values
from ingest.structure.regions import find_regions

_OUTPUT = "地区生产总值"
PICKING = re.compile(r"哪[些几里]|几个|多少个?[省市州县区地]|\bwhich\b|\bhow many\b", re.IGNORECASE)


def picks_regions(text: str) -> bool:
    """Whether ``text`` asks for the regions with a percentage and says nothing else: 哪几个省定7%, 高于6%的有哪些."""
    folded = half_width(text)
    threshold = threshold_in(folded)
    if threshold is None or threshold.unit != "%" or not PICKING.search(folded):
        return False
    places = [(mention.start, mention.end) for mention in find_regions(folded)]
    values = [(value.start, value.end) for value in find_values(folded, words=False)]
    rest = UNNAMED.sub(" ", without_spans(folded, places + values))
    return re.search(r"[一-龥A-Za-z]", rest) is None


def unnamed_indicator(folded: str) -> FigureAsk | None:
    """哪几个省定7%: a percentage that is aimed at, and no indicator; None where the question says anything else."""
    if not AIMED.search(folded) or not picks_regions(folded):
        return None
    return FigureAsk(
        indicators=(_OUTPUT,),
        kind="target",
        mode="ranking",
        measure="growth",
        assumed=True,
        threshold=threshold_in(folded),
        regions_asked=level_asked(folded),
        group=region_group(folded),
    )


_REACHED = re.compile(r"完成|实际|实现|结果|实绩|\b(?:actual|results?|achieved)\b", re.IGNORECASE)


def every_indicator(folded: str) -> FigureAsk | None:
    """哪些目标没有完成, 主要目标完成情况, 主要预期目标有哪些: every indicator that a report would aim at; None where the question
    is another."""
    names = tuple(concept.name for concept in concepts() if concept.core)
    if EVERY.search(folded):
        return FigureAsk(indicators=names, met=True, both_kinds=True, every=True)
    overview = OVERVIEW.search(folded)
    if overview is None:
        return None
    places = [(mention.start, mention.end) for mention in find_regions(folded)]
    rest = OVERVIEW_REST.sub(" ", without_spans(folded.replace(overview.group(), " " * len(overview.group())), places))
    if len(re.findall(r"[一-龥]|[A-Za-z]{2,}", rest)) > 3:  # three signs are a name that the table of divisions lacks
        return None
    return FigureAsk(indicators=names, kind="result" if _REACHED.search(folded) else "target", every=True)


_KEPT = re.compile(r"目标|预期|预计|计划|打算|准备|实际|target|growth", re.IGNORECASE)


def without_spans(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with the spans blanked out, so that 增长 inside 经济增长 or 消费 … counts for nothing else; words like 目标 that
    a way of asking takes in (就业目标) stay."""
    for start, end in spans:
        kept = {place for match in _KEPT.finditer(text, start, end) for place in range(*match.span())}
        blanked = "".join(sign if start + index in kept else " " for index, sign in enumerate(text[start:end]))
        text = text[:start] + blanked + text[end:]
    return text
