"""Figures of the reports: looked up, compared and ranked from the records, with nothing silently left out."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.figure_answers import answer_place, answer_single, place_asked
from assistant.figure_comparisons import answer_compare
from assistant.figure_draft import Draft
from assistant.figure_met import answer_met
from assistant.figure_met_over import answer_met_over
from assistant.figure_overview import answer_overview
from assistant.figure_questions import FigureAsk, figure_ask, relative_side
from assistant.figure_rankings import answer_ranking, ranking_regions
from assistant.figure_records import FigureLookup, FigureSource, concepts_of, measures_for
from assistant.figure_refusals import no_region
from assistant.figure_tables import NATIONAL, FigureRow, FiguresTable
from assistant.figure_tables import figures_table as _table
from assistant.names import short_name
from assistant.records import Answer, Query
from ingest.records import IndicatorKind
from ingest.structure.regions import canonical_region

# A country whose own figure is asked (美国2022年GDP), not trade with it (对美国出口).
_ABROAD = re.compile(
    r"(?<![对与和向从往跟同以])(?P<country>美国|日本|德国|法国|英国|韩国|朝鲜|印度尼西亚|印度|俄罗斯|欧盟|欧洲|越南|新加坡|泰国|马来西亚|加拿大|澳大利亚|巴西|意大利|全球|世界"
    r"|(?:the )?(?:United States|USA|U\.S\.|Japan|Germany|France|United Kingdom|UK|South Korea|India|Russia|European Union|Vietnam|Singapore|world))"
    r"(?=(?:的|去年|今年|明年|[\s'’s]|(?:19|20)\d\d年?)*(?:GDP|经济|国内生产总值|生产总值|CPI|通胀|失业率|economy|growth|inflation|unemployment)|(?:'s)?\s+(?:GDP|economy))"
    r"|\b(?:GDP|growth|inflation)\b.{0,20}\bof (?P<c2>(?:the )?(?:United States|USA|Japan|Germany|India|world))\b",
    re.IGNORECASE,
)

_YES_NO = re.compile(r"吗|没有|是否|有没有|么[？?]?$|^\s*did\b", re.IGNORECASE)

__all__ = ["FigureRow", "FiguresTable", "answer_from_figures", "figures_table", "warm_up"]


def answer_from_figures(query: Query, library: FigureSource) -> Answer | None:
    """The answer to a question about figures; None where it is none after all, or where passages may know more.

    A result is never answered with a target, nor a region with the one above it: what the reports do not state is
    refused, with the names of what they do state.
    """
    ask = figure_ask(query.text)
    if ask is None:
        if not query.indicators:
            return None
        ask = FigureAsk(indicators=query.indicators, kind=query.indicator_kind)
    if not concepts_of(ask.indicators):
        return None
    lookup = FigureLookup.over(library)
    if not lookup.entries:
        return None
    return _answer(query, ask, lookup)


def warm_up(library: FigureSource) -> None:
    """Load what the first question about figures would wait for: lexicon, spellings, patterns, the lookup over the records."""
    figure_ask("哪个省GDP增速目标最高，GDP growth 粮食产凉")
    if library.entries():
        FigureLookup.over(library)


def _answer(query: Query, ask: FigureAsk, lookup: FigureLookup) -> Answer | None:
    if not query.regions and (elsewhere := _elsewhere(query, ask, lookup)):
        return elsewhere
    ask = _beside_others(query, _unlimited(query, ask))
    regions = _with_nation(query, ask, lookup)
    named = tuple(region for region in regions if region != NATIONAL) if ask.mode == "ranking" else regions
    if ask.part and (len(named) != 1 or ask.mode == "ranking"):
        return None  # of sectors no table over regions can be complete
    if ask.every and not ask.met:
        return _overview(query, ask, lookup, named)
    if ask.met:
        return _met(query, ask, lookup, named)
    if ask.mode == "ranking" and (ask.place or not named or ask.order or ask.threshold or ask.relative):
        if len(named) == 1 and not lookup.reports_of(named[0]) and ask.place:
            return _refuse_regions(query, ask, lookup, named)
        if len(named) < 2 or ask.order or ask.threshold:
            return answer_ranking(query, ask, lookup)
    if not named and ask.group and ask.mode != "ranking":
        return answer_compare(query, ask, lookup, ask.group)
    if len(named) > 1:
        return answer_compare(query, ask, lookup, named)
    if named and not lookup.reports_of(named[0]):
        return _without_report(query, ask, lookup, named[0])
    if named:
        if ask.mode == "ranking":
            ranked = answer_ranking(query, ask, lookup)
            if ranked is not None or ask.regions_asked:
                return ranked
        return answer_single(query, ask, lookup, named[0])
    held = _held(lookup)
    return answer_single(query, ask, lookup, held[0]) if len(held) == 1 else answer_ranking(query, ask, lookup)


def _held(lookup: FigureLookup) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.region for entry in lookup.entries if entry.region))


def _elsewhere(query: Query, ask: FigureAsk, lookup: FigureLookup) -> Answer | None:
    """The answer about a place that has no report and is no region: another country is refused, a new area is looked up in
    the reports of others."""
    if abroad := _ABROAD.search(query.text):
        return _refuse_regions(query, ask, lookup, (abroad["country"] or abroad["c2"],))
    for place in lookup.places_in(query.text)[:1]:
        return answer_place(query, ask, lookup, place)
    inner = place_asked(query.text)
    if inner and ask.mode != "ranking" and not ask.group:
        return _refuse_regions(query, ask, lookup, (inner,))
    return None


def _unlimited(query: Query, ask: FigureAsk) -> FigureAsk:
    """The ask without a limit that is only the name of a region which the table of divisions lacks."""
    names = [name for region in query.regions for name in (region, short_name(region))]
    return replace(ask, part="") if any(ask.part in name or name in ask.part for name in names) else ask


def _beside_others(query: Query, ask: FigureAsk) -> FigureAsk:
    """The ask as a choice among regions where it measures them by one that only the library or 全省, 全国 names."""
    names = (
        [name for region in query.regions[:1] for name in (region, short_name(region))]
        if len(query.regions) == 1
        else []
    )
    if ask.relative or len(query.regions) > 1:
        return ask
    side = relative_side(query.text, [*sorted(names, key=len, reverse=True), "全省", "全国", "全市"])
    return replace(ask, relative=side, mode="ranking") if side else ask


def _overview(query: Query, ask: FigureAsk, lookup: FigureLookup, named: tuple[str, ...]) -> Answer | None:
    held = _held(lookup)
    regions = named or (held if len(held) == 1 else ())
    if regions and not any(lookup.reports_of(region) for region in regions):
        return None
    return answer_overview(query, ask, lookup, regions)


def _met(query: Query, ask: FigureAsk, lookup: FigureLookup, named: tuple[str, ...]) -> Answer | None:
    if named and not ask.over_regions and all(lookup.reports_of(region) for region in named):
        answer = answer_met(query, ask, lookup, named)
        if (
            answer is None and ask.every and not _YES_NO.search(query.text)
        ):  # without the targets, what came of the year
            return answer_overview(query, replace(ask, kind="result"), lookup, named)
        return answer
    if ask.every:
        return None
    if named and not any(lookup.reports_of(region) for region in named):
        return _refuse_regions(query, ask, lookup, named)
    held = _held(lookup)
    if not named and len(held) == 1:
        return answer_met(query, ask, lookup, held)
    return answer_met_over(query, ask, lookup, ranking_regions(query, ask, lookup))


def _without_report(query: Query, ask: FigureAsk, lookup: FigureLookup, region: str) -> Answer | None:
    placed = answer_place(query, ask, lookup, region)
    if placed is None and ask.kind != "target" and _told_elsewhere(ask, lookup, region):
        return None
    return placed or _refuse_regions(query, ask, lookup, (region,))


def _with_nation(query: Query, ask: FigureAsk, lookup: FigureLookup) -> tuple[str, ...]:
    """The query's regions; the whole country too where the question compares with it or asks of nothing else."""
    regions = tuple(query.regions)
    if NATIONAL in regions or ask.mode == "ranking" or ask.group or not lookup.reports_of(NATIONAL):
        return regions
    alone = not regions and re.search(
        r"中国|我国|全国(?!各)|国家|国务院|\bChina\b|\bnational", query.text, re.IGNORECASE
    )
    beside = len(regions) == 1 and re.search(
        r"[比与和跟同、]全国(?!各|人大|最)|全国(?:平均|水平)?[和与跟同、]|高于全国|低于全国|\bthe (?:national|country's)",
        query.text,
    )
    return (*regions, NATIONAL) if alone or beside else regions


def _told_elsewhere(ask: FigureAsk, lookup: FigureLookup, place: str) -> bool:
    """Whether the report of the region above speaks of the place and the indicator in one sentence: a result may stand
    there in words that the records lack."""
    known = canonical_region(place)
    above = lookup.reports_of(known.parent) if known is not None and known.parent else ()
    return any(lookup.speaks_of(short_name(place), concept, above) for concept in concepts_of(ask.indicators))


def _refuse_regions(query: Query, ask: FigureAsk, lookup: FigureLookup, regions: tuple[str, ...]) -> Answer:
    draft = Draft.of(query, lookup)
    names = [
        draft.wording.name(concept, measures_for(concept, ask.measure)[0]) for concept in concepts_of(ask.indicators)
    ]
    years = "、".join(f"{year}年" for year in query.years) if not draft.wording.english else ""
    name = years + (", " if draft.wording.english else "、").join(names)
    if ask.kind and not draft.wording.english:
        name += draft.wording.kind(ask.kind)
    return draft.answer([no_region(draft, regions, name)], "refusal")


def figures_table(
    library: FigureSource,
    *,
    indicator: str,
    kind: IndicatorKind = "target",
    year: int | None = None,
    regions: tuple[str, ...] = (),
) -> FiguresTable | None:
    """One indicator over the library's regions, a row a report, 未提出 included; None for an unknown indicator."""
    return _table(FigureLookup.over(library), indicator=indicator, kind=kind, year=year, regions=regions)
