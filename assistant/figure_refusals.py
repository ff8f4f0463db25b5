"""Refusals about figures: the region, year or indicator that is missing, and what is there instead – names, no numbers."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figure_draft import Draft
from assistant.figure_periods import Period
from assistant.figure_questions import FigureAsk
from assistant.figure_records import Fact, measures_for
from assistant.names import short_name
from assistant.records import Answer
from ingest.extract.indicator_names import Concept, concept_named, measure_of
from ingest.records import ReportEntry
from ingest.structure.regions import canonical_region

_SHOWN = 6


def missing(
    draft: Draft, ask: FigureAsk, region: str, absent: Sequence[tuple[Concept, Period]], vague: Sequence[Fact]
) -> Answer | None:
    """The refusal for a region whose reports do not state what is asked; None where their text names a lesser indicator
    that the records lack."""
    lines: list[str] = []
    for fact in vague:
        lines.append(_vague_line(draft, fact))
    for concept, period in absent[:3]:
        entry = draft.lookup.stated_in(region, period.kind, period.year)
        if entry is not None and not concept.core and draft.lookup.names_it(entry, concept):
            return None
        lines.append(absent_line(draft, ask, region, concept, period, entry))
    if not lines:
        return None
    return draft.answer(list(dict.fromkeys(lines)), "refusal", _choices(draft, region, absent))


def _vague_line(draft: Draft, fact: Fact) -> str:
    row, wording = fact.indicator, draft.wording
    marker = draft.cite(row, whole=True)
    what = wording.what(fact.entry.region, row.year, wording.name_of(row), row.kind)
    if wording.english:
        return f"There is no figure for {what}: {wording.title(fact.entry)} only says 「{row.quote}」{marker}."
    return f"没有具体数值：{what}，{wording.title(fact.entry)}只写「{row.quote}」{marker}，未给出数字。"


def absent_line(
    draft: Draft, ask: FigureAsk, region: str, concept: Concept, period: Period, entry: ReportEntry | None
) -> str:
    """The line for one figure that is not stated: in which report it is missing, or which report the library lacks."""
    wording = draft.wording
    name = wording.name(concept, measures_for(concept, ask.measure)[0])
    if entry is None:
        return _no_report(draft, region, name, period)
    nearest = _nearest(draft, entry, concept, period)
    other = _other_measure(draft, ask, region, concept, period)
    if wording.english:
        near = f" It does state: {nearest}." if nearest else ""
        return f"Not found: {wording.title(entry)} does not state {name} ({period.year} {wording.kind(period.kind)}).{other}{near}"
    near = f"该报告{'提出' if period.kind == 'target' else '给出'}的有：{nearest}。" if nearest else ""
    verb = "未提出" if period.kind == "target" else "未给出"
    return f"{region}{period.year}年{name}{wording.kind(period.kind)}：{wording.title(entry)}{verb}，没有可以回答的数。{other}{near}"


def _other_measure(draft: Draft, ask: FigureAsk, region: str, concept: Concept, period: Period) -> str:
    """The same indicator in the measure that was not asked, as the report's own words: quoted, not stated."""
    for measure in measures_for(concept, ask.measure, period.kind)[1:]:
        fact = draft.lookup.find(region, concept, measure, period.kind, period.year)
        if fact is not None:
            marker = draft.cite(fact.indicator, whole=True)
            if draft.wording.english:
                return f" It only says 「{fact.indicator.quote}」{marker}."
            return f"报告的相关表述：「{fact.indicator.quote}」{marker}。"
    return ""


def inner_place(draft: Draft, region: str, concept: Concept, place: str) -> Answer:
    """The refusal for a place inside a region whose report does not give the place's figure."""
    name = draft.wording.name(concept, measures_for(concept, "")[0])
    inner = place.removeprefix(region).removeprefix(short_name(region))
    if draft.wording.english:
        line = f"Not found: the report of {draft.wording.region(region)} does not give {name} for {inner}; the region's own figure is another."
    else:
        line = f"未找到{inner}的{name}：{region}的报告没有给出，{region}的数字不能代替。"
    return draft.answer([line], "refusal")


def _no_report(draft: Draft, region: str, name: str, period: Period) -> str:
    wording = draft.wording
    years = draft.lookup.years_of(region)
    if not years:
        return no_region(draft, (region,), name)
    needed = period.year if period.kind == "target" else period.year + 1
    if wording.english:
        held = ", ".join(map(str, years))
        return (
            f"Not found: {wording.region(region)}'s {period.year} {wording.kind(period.kind)} for {name} would stand in its "
            f"{needed} report, which the library does not hold (it has {held})."
        )
    held = "、".join(f"{year}年" for year in years)
    what = f"{period.year}年{name}{wording.kind(period.kind)}{'数' if period.kind == 'result' else ''}"
    there = "".join(f"{year}年报告有{year}年目标和{year - 1}年实际。" for year in years[-1:])
    return f"资料库中没有{region}{needed}年的报告，未找到{what}。{region}现有{held}的报告：{there}"


def no_region(draft: Draft, regions: Sequence[str], name: str) -> str:
    """The line for regions that have no report; the report of the region above is named, but does not stand in."""
    wording = draft.wording
    held = {entry.region for entry in draft.lookup.entries}
    parents = []
    for region in regions:
        known = canonical_region(region)
        if known is not None and known.parent in held:
            parents.append(known.parent)
    if wording.english:
        above = (
            f" The report of {wording.regions(parents)} does not give the figure of {wording.regions(regions)}."
            if parents
            else ""
        )
        return f"The library has no report of {wording.regions(regions)}, so {name} is not found.{above} It holds {_held(draft)}."
    above = f"（{'、'.join(parents)}的报告在库，但其数字不是{'、'.join(regions)}的）" if parents else ""
    return f"资料库中没有{'、'.join(regions)}的报告，未找到其{name}{above}。现有{_held(draft)}。"


def _held(draft: Draft) -> str:
    regions = list(dict.fromkeys(entry.region for entry in draft.lookup.entries if entry.region))
    if draft.wording.english:
        listed = ", ".join(draft.wording.region(region) for region in regions[:_SHOWN])
        return f"{len(draft.lookup.entries)} reports: {listed}{' …' if len(regions) > _SHOWN else ''}"
    listed = "、".join(short_name(region) for region in regions[:_SHOWN])
    return f"{len(draft.lookup.entries)}份报告：{listed}{'等' if len(regions) > _SHOWN else ''}"


def _nearest(draft: Draft, entry: ReportEntry, concept: Concept, period: Period) -> str:
    """Names of figures that the report does state, those nearest in meaning first."""
    names = draft.lookup.stated_names(entry, period.kind, period.year)
    ranked = sorted(names, key=lambda name: (-len(set(name) & set(concept.name)), names.index(name)))[:4]
    if draft.wording.english:
        english = [draft.wording.name(known, measure_of(name)) for name in ranked if (known := concept_named(name))]
        return ", ".join(english)
    return "、".join(ranked)


def _choices(draft: Draft, region: str, absent: Sequence[tuple[Concept, Period]]) -> tuple[str, ...]:
    """Complete questions that can be answered: other figures of the same report."""
    if draft.wording.english:
        return ()
    found: list[str] = []
    for concept, period in absent[:1]:
        entry = draft.lookup.stated_in(region, period.kind, period.year)
        if entry is not None:
            names = draft.lookup.stated_names(entry, period.kind, period.year)
            ranked = sorted(names, key=lambda name: (-len(set(name) & set(concept.name)), names.index(name)))[:3]
            found = [f"{region}{period.year}年{name}{draft.wording.kind(period.kind)}是多少" for name in ranked]
    return tuple(found)
