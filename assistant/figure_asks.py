"""What a question asks of the figures: values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.figure_patterns import Test
from ingest.records import IndicatorKind, Level

Mode = Literal["single", "compare", "ranking", "trend", "change"]
Order = Literal["highest", "lowest", "all", ""]
MeasureAsked = Literal["growth", "level", "both", ""]


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
    """What a question asks of the figures.

    ``indicators`` are concepts; ``part`` the sector or group before the first of them that limits it (汽车出口); ``measure``
    growth, level or both where the question says; ``kind`` target, result or "" where it does not. ``both_kinds``: target
    and result are wanted, ``met``: whether the one reached the other, ``over_regions``: in which regions it did, ``every``:
    for all indicators that reports aim at. ``assumed``: no indicator is named and output is meant (哪几个省定7%).
    ``limit`` how many are wanted of a ranking (0: not said); ``place``: a region's place in the ranking is asked,
    ``relative``: those above or below the named region. ``regions_asked`` the level of the regions that a ranking runs
    over, ``group`` the regions of a group that it names (西部, 长三角); ``silent``: those that state nothing are asked;
    ``extreme`` the question's own 最高, 最多, 最快.
    """

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
