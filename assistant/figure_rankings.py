"""Ranking and grouping over all regions: highest, lowest, all with a figure – every report accounted for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figure_answers import strict
from assistant.figure_comparisons import heading, likely_kind
from assistant.figure_draft import Draft
from assistant.figure_extremes import extreme_lines, place_lines
from assistant.figure_periods import asked_years
from assistant.figure_questions import FigureAsk
from assistant.figure_records import FigureLookup, concepts_of, measures_for
from assistant.figure_selections import group_lines, meets, relative_lines, rows_of, silent_lines
from assistant.figure_tables import (
    NATIONAL,
    FigureRow,
    FiguresTable,
    build_table,
    common_year,
    regions_of_level,
)
from assistant.figure_values import shown
from assistant.names import short_name
from assistant.records import Answer, Query
from ingest.extract.indicator_names import Concept, Measure, measure_of
from ingest.records import IndicatorKind, Level
from ingest.structure.regions import canonical_region

_NAMED = 6


@dataclass(frozen=True, kw_only=True)
class _Ranked:
    """A table, and the regions that would take part but have no report for its year."""

    table: FiguresTable
    left_out: tuple[str, ...]


def answer_ranking(query: Query, ask: FigureAsk, lookup: FigureLookup) -> Answer | None:
    """The highest, the lowest, those that meet a figure, or all, with a closing count of every report; None where no
    report could take part."""
    draft = Draft.of(query, lookup)
    lines: list[str] = []
    matched = False
    for concept in concepts_of(ask.indicators):
        for ranked in _ranked(query, ask, lookup, concept):
            if not ranked.table.rows:
                return _nothing(draft, ask, ranked) if ask.regions_asked else None
            matched = matched or bool(ranked.table.stated)
            lines += _ranking_lines(draft, ask, ranked.table, query)
            lines.append(_left_out(draft, ranked))
    if not lines:
        return None
    if ask.assumed:
        lines.insert(1, _assumed(draft))
    return draft.answer(list(dict.fromkeys(lines)), "comparison" if matched else "refusal")


def _assumed(draft: Draft) -> str:
    if draft.wording.english:
        return "The question names no indicator; this is about the target of GDP growth."
    return "问题没有写明指标，这里按地区生产总值增速目标回答。"


def _ranked(query: Query, ask: FigureAsk, lookup: FigureLookup, concept: Concept) -> list[_Ranked]:
    """The table of the concept for the year asked, or for the one that most reports have; two of them where amount and
    growth are both asked."""
    regions = ranking_regions(query, ask, lookup)
    if not regions:
        return []
    years = asked_years(query, ask)
    kind: IndicatorKind = ask.kind or "target"
    if years:
        year = years[-1]
        kind = ask.kind or likely_kind(lookup, concept, ask, year, regions)
    else:
        common = common_year(lookup, kind, regions=regions)
        if common is None:
            return []
        year = common
    whole = _ranked_by(query, ask, concept, kind)
    both: tuple[tuple[Measure, ...], ...] = (("level",), ("growth",)) if ask.measure == "both" else (whole,)
    tables = [build_table(lookup, concept, measures, kind, year, regions=regions) for measures in both]
    taking_part = {row.region for row in tables[0].rows}
    left_out = tuple(region for region in regions if region not in taking_part)
    return [_Ranked(table=table, left_out=left_out if table is tables[-1] else ()) for table in tables]


_PACE = re.compile(r"增速|增幅|增长率|涨幅|最快|最慢|\bgrowth rate|\bfastest|\bslowest", re.IGNORECASE)
_TOTAL = re.compile(
    r"总额|总量|总值|体量|(?<!以上工业)规模(?!以上|工业)|\btotal\b|\blargest\b|\bbiggest\b", re.IGNORECASE
)


def _ranked_by(query: Query, ask: FigureAsk, concept: Concept, kind: IndicatorKind) -> tuple[Measure, ...]:
    """The measures that may rank: one that the question names ranks alone, so that nobody is fastest by an amount."""
    whole = measures_for(concept, ask.measure, kind)
    if concept.shape != "amount" or ask.measure == "both":
        return whole
    if ask.measure == "level" or (not ask.measure and kind == "result" and _TOTAL.search(query.text)):
        return ("level",)
    if ask.measure == "growth" and (strict(concept, ask) or _PACE.search(query.text)):
        return ("growth",)
    return whole


def _nothing(draft: Draft, ask: FigureAsk, ranked: _Ranked) -> Answer:
    """The refusal where no region of the level asked has a report for the year."""
    table, regions = ranked.table, ranked.left_out
    needed = table.year if table.kind == "target" else table.year + 1
    title = heading(draft, table)
    if draft.wording.english:
        line = (
            f"Not found: the library has no {needed} report of {draft.wording.regions(regions[:_NAMED])} for {title}."
        )
    else:
        names = "、".join(regions[:_NAMED]) + ("等" if len(regions) > _NAMED else "")
        line = f"资料库中没有{names}{needed}年的报告，未找到{title}。"
    return draft.answer([line], "refusal")


def _left_out(draft: Draft, ranked: _Ranked) -> str:
    """The regions that could not take part, as the library has no report of theirs for the year."""
    regions, table = ranked.left_out, ranked.table
    if not regions:
        return ""
    needed = table.year if table.kind == "target" else table.year + 1
    if draft.wording.english:
        return f"Not included, as the library has no {needed} report of theirs: {draft.wording.regions(regions[:_NAMED])}{' …' if len(regions) > _NAMED else ''}."
    names = "、".join(regions[:_NAMED]) + (f"等{len(regions)}个地区" if len(regions) > _NAMED else "")
    return f"资料库中没有{names}{needed}年的报告，未列入。"


def ranking_regions(query: Query, ask: FigureAsk, lookup: FigureLookup) -> tuple[str, ...]:
    """The regions that a ranking runs over: of the level asked (of every level where none is), inside a region that the
    question names, or the named ones themselves."""
    named = [region for region in query.regions if region != NATIONAL]
    if not named and ask.group:
        return tuple(region for region in ask.group if lookup.reports_of(region))
    if len(named) > 1:
        return tuple(region for region in named if lookup.reports_of(region))
    if len(named) == 1 and not (ask.place or ask.threshold or ask.relative):
        inside = regions_of_level(lookup, ask.regions_asked, within=named[0])
        own = lookup.reports_of(named[0])
        if inside or not own or (ask.regions_asked and ask.regions_asked != own[0].level):
            return inside
    level: Level = ask.regions_asked
    if not level and named:
        level = next((entry.level for entry in lookup.reports_of(named[0])), "")
    return regions_of_level(lookup, level)


def _ranking_lines(draft: Draft, ask: FigureAsk, table: FiguresTable, query: Query) -> list[str]:
    if ask.silent:
        lines = silent_lines(draft, table)
    elif ask.threshold is not None:
        chosen = [row for row in table.numbered if meets(row, ask.threshold)]
        lines = group_lines(draft, ask, table, chosen)
    elif ask.relative:
        region, own = _measured_by(draft, table, query)
        if own is not None:
            lines = relative_lines(draft, ask, table, own)
        else:
            title = f"{heading(draft, table)}{':' if draft.wording.english else '：'}"
            lines = [_no_measure(draft, region, table), title, *rows_of(draft, table, table.stated)]
    elif ask.place and (rows := [row for row in table.rows if row.region in query.regions]):
        lines = place_lines(draft, ask, table, rows[0])
    elif ask.order in ("highest", "lowest"):
        lines = extreme_lines(draft, ask, table)
    else:
        lines = [
            f"{heading(draft, table)}{':' if draft.wording.english else '：'}",
            *rows_of(draft, table, table.stated),
        ]
    return [*lines, _closing(draft, ask, table)]


def _measured_by(draft: Draft, table: FiguresTable, query: Query) -> tuple[str, FigureRow | None]:
    """The region that the others are measured by (the one named, or the one that 全省 or 全国 means) and its row."""
    lookup = draft.lookup
    named = [region for region in query.regions if region != NATIONAL]
    if not named and "全国" in query.text:
        named = [NATIONAL]
    if not named:
        parents = {known.parent for row in table.rows if (known := canonical_region(row.region)) is not None}
        levels = {"全省": "province", "全市": "prefecture"}
        wanted = next((level for word, level in levels.items() if word in query.text), "")
        held = {entry.region for entry in lookup.entries if entry.level == wanted}
        named = [*(parents & held)] if parents & held else [*held]
    if len(named) != 1:
        return "", None
    own = build_table(lookup, table.concept, (table.measure,), table.kind, table.year, regions=named)
    return named[0], own.rows[0] if own.rows else None


def _no_measure(draft: Draft, region: str, table: FiguresTable) -> str:
    needed = table.year if table.kind == "target" else table.year + 1
    if draft.wording.english:
        return f"Cannot be measured: the library has no {needed} report of {draft.wording.region(region) if region else 'the region above'}."
    return f"无法比较：资料库中没有{region or '作为基准的地区'}{needed}年的报告。"


def _closing(draft: Draft, ask: FigureAsk, table: FiguresTable) -> str:
    """The count that accounts for every report: 31份报告：30份提出，1份未提出（甘肃）."""
    total, stated, silent = len(table.rows), table.stated, table.silent
    words = [row for row in stated if row.number is None]
    wording = draft.wording
    if wording.english:
        text = f"{total} reports{_levels(draft, table)}: {len(stated)} state it, {len(silent)} do not"
        text += f" ({wording.regions([row.region for row in silent])})" if silent else ""
        if words:
            text += f"; {len(words)} of them cannot be ranked, being in words or dollars ({wording.regions([row.region for row in words])})"
        text += _otherwise(draft, table) + "."
        return text + (
            " No report states an average; none is made up here." if _AVERAGE.search(draft.query.text) else ""
        )

    def names(rows: Sequence[FigureRow]) -> str:
        return "、".join(row.region if table.mixed else short_name(row.region) for row in rows)

    verb = "提出" if table.kind == "target" else "给出"
    text = f"{total}份报告{_levels(draft, table)}：{len(stated)}份{verb}，{len(silent)}份未{verb}"
    text += f"（{names(silent)}）" if silent else ""
    if words:
        dollars = all(row.fact is not None and "美元" in row.fact.indicator.unit for row in words)
        why = (
            "以美元计、不参与排序"
            if dollars
            else "只有文字表述"
            if not _any_dollars(words)
            else "以美元计或只有文字表述"
        )
        text += f"；其中{len(words)}份{why}（{names(words)}）"
    text += _otherwise(draft, table) + "。"
    if _AVERAGE.search(draft.query.text):
        text += "报告没有给出各地的平均值或中位数，这里不代为计算。"
    return text


_AVERAGE = re.compile(r"平均(?!水平|值浓|浓度|工资|受教育|预期)|中位数|均值|\b(?:average|mean|median)\b", re.IGNORECASE)


def _any_dollars(rows: Sequence[FigureRow]) -> bool:
    return any(row.fact is not None and "美元" in row.fact.indicator.unit for row in rows)


def _otherwise(draft: Draft, table: FiguresTable) -> str:
    """The reports that state the indicator in another measure: ；另有2份用其他口径（安徽：提高1.2个百分点…）."""
    rows = table.otherwise
    if not rows:
        return ""
    language, english = draft.query.language, draft.wording.english
    measures = {measure_of(row.other.indicator.name) for row in rows if row.other is not None}
    words = {"growth": ("增速", "its growth"), "level": ("总量", "its amount"), "change": ("变动幅度", "its change")}
    if table.concept.shape != "amount":
        words["level"] = ("水平", "its level")
    what = words[measures.pop()][english] if len(measures) == 1 else ("其他口径", "another measure of it")[english]
    said = [
        f"{draft.wording.region(row.region)}: {shown(row.other.indicator, language)} {draft.cite(row.other.indicator)}"
        if english
        else f"{short_name(row.region)}{shown(row.other.indicator, language)}{draft.cite(row.other.indicator)}"
        for row in (rows if len(rows) <= 3 else ())
        if row.other is not None
    ] or [draft.wording.region(row.region) if english else short_name(row.region) for row in rows]
    if english:
        return f"; {len(rows)} state only {what} ({', '.join(said)})"
    return f"；另有{len(rows)}份只{'提出' if table.kind == 'target' else '给出'}{what}（{'、'.join(said)}）"


def _levels(draft: Draft, table: FiguresTable) -> str:
    """How many reports of each level, where there are several: （省级1份、市级2份）."""
    if not table.mixed:
        return ""
    counts = Counter(row.entry.level for row in table.rows if row.entry.level)
    if draft.wording.english:
        return " (" + ", ".join(f"{count}{draft.wording.level(level)}" for level, count in counts.items()) + ")"
    return (
        "（"
        + "、".join(f"{draft.wording.level(level).strip('（）')}{count}份" for level, count in counts.items())
        + "）"
    )
