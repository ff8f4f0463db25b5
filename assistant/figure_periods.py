"""For which kind and year a figure is asked: 2022年目标, 去年实际, or only a year, which the reports then decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.figure_questions import FigureAsk
from assistant.figure_records import FigureLookup
from assistant.records import Query
from ingest.records import IndicatorKind

_PAIR = re.compile(
    r"(?P<year>20\d\d)年?(?:的|度)?[^，。；？?\d]{0,14}?(?P<kind>目标|预期|实际|完成|结果)|(?P<kind2>目标|实际)[（(]?(?P<year2>20\d\d)"
    r"|(?P<kind3>\btarget|\bactual|\bresult)[a-z ]{0,24}?(?P<year3>20\d\d)|(?P<year4>20\d\d)[a-z' ]{0,24}?(?P<kind4>\btarget|\bactual|\bresult)",
    re.IGNORECASE,
)
_REPORT_YEAR = re.compile(
    r"(?P<year>20\d\d)年?(?:的)?(?:省|市|州|县|全国|国务院)?(?:政府)?(?:工作)?报告|报告[（(](?P<after>20\d\d)(?:年)?[）)]"
)
_AIMED = re.compile(r"目标|预期|计划|打算|\b(?:targets?|goals?|plan)", re.IGNORECASE)
_REACHED = re.compile(r"实际|完成|结果|实绩|增长了|\b(?:actual|result|achieved)", re.IGNORECASE)
_AIMS = ("目标", "预期", "target")


@dataclass(frozen=True, kw_only=True)
class Period:
    """A kind and the year that the figure is for; ``chosen`` tells that the question left the year open."""

    kind: IndicatorKind
    year: int
    chosen: bool = False


def asked_years(query: Query, ask: FigureAsk) -> tuple[int, ...]:
    """The years that figures are asked for: those of the question without the year that only dates the report."""
    years = query.figure_years or query.years
    dates = {int(next(filter(None, match.groups()))) for match in _REPORT_YEAR.finditer(query.text)}
    rest = tuple(year for year in years if year not in dates)
    if rest:
        return rest
    if dates and ask.kind == "result":
        return tuple(year - 1 for year in years)
    return years


def periods(
    query: Query,
    ask: FigureAsk,
    lookup: FigureLookup,
    region: str,
    holds: Callable[[IndicatorKind, int], bool],
) -> tuple[Period, ...]:
    """The periods that the question asks of ``region``, in the order of the answer; ``holds`` tells whether a figure of
    this kind and year is there. Without a year the region's newest report counts: its targets, last year's results."""
    pairs = _pairs(query.text)
    newest = max(lookup.years_of(region), default=None)
    if len(pairs) > 1:
        return pairs
    years = asked_years(query, ask)
    if ask.mode == "trend":
        return _over_years(years, ask, lookup, region, holds)
    if ask.met:
        return _met(years, pairs, lookup, region, holds)
    if not years:
        return _without_year(ask, newest)
    if ask.both_kinds:
        return _both(years, pairs, holds, lookup, region)
    if ask.mode == "change":
        return _changed(query.text, years, holds)
    apart = len(years) > 1 and len(pairs) == 1 and _in_another_clause(query.text, pairs[0].year, years)
    paired = {pair.year: pair for pair in pairs} if apart else {}
    open_kind = replace(ask, kind="") if apart else ask
    return tuple(paired.get(year) or _one(year, open_kind, lookup, region, holds) for year in years)


def _changed(text: str, years: Sequence[int], holds: Callable[[IndicatorKind, int], bool]) -> tuple[Period, ...]:
    """A year's target beside the other year's target, where there is one and the question does not ask for the result, and
    beside its result; of a year that has its result, and whose target is not asked, the result beside the other's."""
    year = max(years)
    other = min(years) if len(years) > 1 else year - 1
    kind: IndicatorKind = "target" if _AIMED.search(text) or not holds("result", year) else "result"
    result = Period(kind="result", year=other)
    if kind == "target" and holds("target", other) and not _REACHED.search(text):
        return (Period(kind="target", year=year), Period(kind="target", year=other), replace(result, chosen=True))
    return (Period(kind=kind, year=year), result)


def _met(
    years: Sequence[int],
    pairs: Sequence[Period],
    lookup: FigureLookup,
    region: str,
    holds: Callable[[IndicatorKind, int], bool],
) -> tuple[Period, ...]:
    """Target and result of one and the same year: the year asked, else the newest of which both are there."""
    asked = [pair.year for pair in pairs] + sorted(years, reverse=True)
    held = lookup.years_of(region)
    both = [year for year in reversed(held) if holds("target", year) and holds("result", year)]
    year = (asked or both or [*held[-1:]] or [0])[0]
    return (Period(kind="target", year=year), Period(kind="result", year=year))


def _in_another_clause(text: str, paired: int, years: Sequence[int]) -> bool:
    """2021年增长多少，2022年目标呢: the kind word belongs to its own clause; in 2021和2022年目标 to both years."""
    for year in years:
        first, last = sorted((text.find(str(year)), text.find(str(paired))))
        if year != paired and first >= 0 and re.search("[，。；？,;?]", text[first:last]):
            return True
    return False


def _over_years(
    years: Sequence[int],
    ask: FigureAsk,
    lookup: FigureLookup,
    region: str,
    holds: Callable[[IndicatorKind, int], bool],
) -> tuple[Period, ...]:
    """Every year that the region's reports can tell of, or those between the years named, as far as figures are there."""
    held = lookup.years_of(region)
    known = sorted({*held, *(year - 1 for year in held), *years})
    if years:
        known = list(range(min(years), max(years) + 1)) if len(years) > 1 else known
    kinds: tuple[IndicatorKind, ...] = (ask.kind,) if ask.kind else ("result", "target")
    return tuple(
        Period(kind=kind, year=year, chosen=True) for year in known for kind in kinds if holds(kind, year)
    ) or _without_year(ask, max(held, default=None))


def _pairs(text: str) -> tuple[Period, ...]:
    found = []
    for match in _PAIR.finditer(text):
        kind = next(filter(None, (match["kind"], match["kind2"], match["kind3"], match["kind4"]))).lower()
        year = int(next(filter(None, (match["year"], match["year2"], match["year3"], match["year4"]))))
        found.append(Period(kind="target" if kind in _AIMS else "result", year=year))
    return tuple(dict.fromkeys(found))


def _without_year(ask: FigureAsk, newest: int | None) -> tuple[Period, ...]:
    if newest is None:
        return ()
    target = Period(kind="target", year=newest, chosen=True)
    result = Period(kind="result", year=newest - 1, chosen=True)
    if ask.both_kinds or ask.mode == "change" or not ask.kind:
        return (target, result)
    return (target,) if ask.kind == "target" else (result,)


def _both(
    years: Sequence[int],
    pairs: Sequence[Period],
    holds: Callable[[IndicatorKind, int], bool],
    lookup: FigureLookup,
    region: str,
) -> tuple[Period, ...]:
    """Target and result: of the years that are named for each; of one year both, where the reports can have both, else
    the neighbouring year's that stands in the same report (2022年目标 beside 2021年实际)."""
    target = next((pair.year for pair in pairs if pair.kind == "target"), None)
    result = next((pair.year for pair in pairs if pair.kind == "result"), None)
    rest = [year for year in years if year not in (target, result)]
    if target is None and result is None:
        target, result = max(years), min(years)
        if target == result and not holds("result", result) and holds("result", result - 1):
            result -= 1
        elif target == result and not holds("target", target) and holds("target", target + 1):
            target += 1
    elif target is None and result is not None:
        target = rest[0] if rest else result if lookup.stated_in(region, "target", result) else result + 1
    elif result is None and target is not None:
        result = rest[0] if rest else target if lookup.stated_in(region, "result", target) else target - 1
    return (Period(kind="target", year=target or 0), Period(kind="result", year=result or 0))


def _one(
    year: int, ask: FigureAsk, lookup: FigureLookup, region: str, holds: Callable[[IndicatorKind, int], bool]
) -> Period:
    """The kind for a year: as asked; else what is there, the result before the target; else what a held report would
    have to state."""
    if ask.kind:
        return Period(kind=ask.kind, year=year)
    for kind in ("result", "target"):
        if holds(kind, year):
            return Period(kind=kind, year=year)
    if lookup.stated_in(region, "result", year) is not None and lookup.stated_in(region, "target", year) is None:
        return Period(kind="result", year=year)
    return Period(kind="target", year=year)
