"""Figures of named regions side by side: who is higher and by how much, then a line a region."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figure_draft import Draft
from assistant.figure_periods import asked_years
from assistant.figure_questions import FigureAsk
from assistant.figure_records import FigureLookup, concepts_of, measures_for
from assistant.figure_refusals import no_region
from assistant.figure_tables import FigureRow, FiguresTable, build_table
from assistant.figure_values import difference, english_amount, shown
from assistant.records import Answer, Query
from ingest.extract.indicator_names import Concept
from ingest.records import Indicator, IndicatorKind


def answer_compare(query: Query, ask: FigureAsk, lookup: FigureLookup, regions: Sequence[str]) -> Answer | None:
    """The figures of named regions side by side: who is higher and by how much, then a line a region."""
    draft = Draft.of(query, lookup)
    held = [region for region in regions if lookup.reports_of(region)]
    absent = [region for region in regions if region not in held]
    lines: list[str] = []
    found = 0
    for concept in concepts_of(ask.indicators):
        for table in _tables(query, ask, lookup, concept, held):
            if table is None:
                return None
            found += len(table.stated)
            lines += _compared(draft, ask, table)
            silent = [region for region in held if region not in {row.region for row in table.rows}]
            if silent:
                lines.append(_no_report(draft, silent, table))
    if absent:
        lines.append(no_region(draft, absent, _names(draft, ask)))
    if not found:
        return draft.answer(lines or [no_region(draft, absent, _names(draft, ask))], "refusal")
    return draft.answer(lines, "comparison")


def _names(draft: Draft, ask: FigureAsk) -> str:
    names = [
        draft.wording.name(concept, measures_for(concept, ask.measure)[0]) for concept in concepts_of(ask.indicators)
    ]
    return (", " if draft.wording.english else "、").join(names)


def _no_report(draft: Draft, regions: Sequence[str], table: FiguresTable) -> str:
    needed = table.year if table.kind == "target" else table.year + 1
    if draft.wording.english:
        return f"Not found: the library has no {needed} report of {draft.wording.regions(regions)}."
    return f"资料库中没有{'、'.join(regions)}{needed}年的报告，未找到这个数。"


def _tables(
    query: Query, ask: FigureAsk, lookup: FigureLookup, concept: Concept, regions: Sequence[str]
) -> list[FiguresTable | None]:
    """The table of each kind and year asked; regions whose newest reports differ in year are taken each at its own."""
    years = asked_years(query, ask)
    kinds: tuple[IndicatorKind, ...] = ("target", "result") if ask.both_kinds else (ask.kind,) if ask.kind else ()
    if not years:
        newest = {max(lookup.years_of(region), default=0) for region in regions}
        kind: IndicatorKind = ask.kind or "target"
        if len(newest) > 1:
            return [_own_years(lookup, concept, ask, kind, regions)]
        years = tuple(year if kind == "target" else year - 1 for year in newest)
    asked: tuple[str, ...] = ("level", "growth") if ask.measure == "both" else (ask.measure,)
    result: list[FiguresTable | None] = []
    for year in years:
        for each in kinds or (likely_kind(lookup, concept, ask, year, regions),):
            for measure in asked:
                measures = measures_for(concept, measure, each)
                result.append(
                    build_table(
                        lookup, concept, measures[:1] if len(asked) > 1 else measures, each, year, regions=regions
                    )
                )
    return result


def _own_years(
    lookup: FigureLookup, concept: Concept, ask: FigureAsk, kind: IndicatorKind, regions: Sequence[str]
) -> FiguresTable:
    """One table of regions whose newest reports are of different years; each row's record tells its year."""
    tables = []
    for region in regions:
        newest = max(lookup.years_of(region))
        year = newest if kind == "target" else newest - 1
        tables.append(
            build_table(lookup, concept, measures_for(concept, ask.measure, kind), kind, year, regions=(region,))
        )
    rows = tuple(row for table in tables for row in table.rows)
    ordered = sorted(rows, key=lambda row: (row.number is None, -(row.number or 0.0)))
    return FiguresTable(
        concept=concept, measure=tables[0].measure, kind=kind, year=max(t.year for t in tables), rows=tuple(ordered)
    )


def likely_kind(
    lookup: FigureLookup, concept: Concept, ask: FigureAsk, year: int, regions: Sequence[str]
) -> IndicatorKind:
    """Result or target of a year where the question does not say: what more reports hold, results first."""
    result = build_table(lookup, concept, measures_for(concept, ask.measure, "result"), "result", year, regions=regions)
    target = build_table(lookup, concept, measures_for(concept, ask.measure), "target", year, regions=regions)
    return "result" if len(result.stated) >= max(len(target.stated), 1) else "target"


def _compared(draft: Draft, ask: FigureAsk, table: FiguresTable) -> list[str]:
    wording = draft.wording
    marks = {row.region: draft.cite(row.fact.indicator) for row in table.rows if row.fact is not None}
    lines = []
    if verdict := _verdict(draft, table, marks):
        lines.append(verdict)
    for row in table.rows:
        if row.fact is None:
            said = "not stated" if wording.english else "未提出" if table.kind == "target" else "未给出"
            if row.other is not None:
                value, mark = shown(row.other.indicator, draft.query.language), draft.cite(row.other.indicator)
                name = wording.name_of(row.other.indicator)
                said += f", only {name}: {value} {mark}" if wording.english else f"，只有{name}{value}{mark}"
            line = f"- {wording.region(row.region)}{': ' if wording.english else '：'}{said}{_source(draft, row)}"
        else:
            line = row_line(draft, row, marks[row.region], table)
        lines.append(line + _other_measure(draft, ask, table, row))
    return lines


def _other_measure(draft: Draft, ask: FigureAsk, table: FiguresTable, row: FigureRow) -> str:
    """Of a result the growth beside the amount, or the amount beside the growth, where the question says neither."""
    if ask.measure or table.kind != "result" or table.concept.shape != "amount":
        return ""
    for measure in measures_for(table.concept, "", table.kind):
        fact = draft.lookup.find(row.region, table.concept, measure, table.kind, table.year)
        if fact is not None and measure != table.measure and not fact.indicator.scope:
            value, mark = shown(fact.indicator, draft.query.language), draft.cite(fact.indicator)
            if draft.wording.english:
                return f" ({draft.wording.name(table.concept, measure)}: {value} {mark})"
            return f"（{'增速' if measure == 'growth' else '总量'}{value}{mark}）"
    return ""


def _source(draft: Draft, row: FigureRow) -> str:
    return f" ({draft.wording.title(row.entry)})" if draft.wording.english else f"（{draft.wording.title(row.entry)}）"


def heading(draft: Draft, table: FiguresTable) -> str:
    name = draft.wording.name(table.concept, table.measure)
    if draft.wording.english:
        return f"{name}, {table.year} {draft.wording.kind(table.kind)}"
    return f"{table.year}年{name}{'目标' if table.kind == 'target' else '（实际）'}"


def region_of(draft: Draft, row: FigureRow, table: FiguresTable) -> str:
    """The region's name, with its level where the table holds several (澜州市（市级）)."""
    name = draft.wording.region(row.region)
    return name + draft.wording.level(row.entry.level) if table.mixed and row.entry.level else name


def row_line(draft: Draft, row: FigureRow, mark: str, table: FiguresTable, *, named: str = "") -> str:
    """One region's figure in a line; ``named`` is what it is called, where not by its name alone."""
    if row.fact is None:
        return ""
    indicator = row.fact.indicator
    value = shown(indicator, draft.query.language)
    what = ""
    if indicator.year != table.year:
        what = f" ({indicator.year})" if draft.wording.english else f"（{indicator.year}年）"
    region = named or draft.wording.region(row.region)
    note = draft.wording.note(row.fact)
    if draft.wording.english:
        return f"- {region}: {value}{what} {mark}{note}"
    return f"- {region}：{value}{what}{mark}{note}"


def _verdict(draft: Draft, table: FiguresTable, marks: dict[str, str]) -> str:
    """Who is higher and by how much, or that the numbers are equal; the heading alone where nothing can be compared."""
    wording, title = draft.wording, heading(draft, table)
    numbered = table.numbered
    if len(numbered) < 2:
        return f"{title}{':' if wording.english else '：'}"
    first, last = numbered[0], numbered[-1]
    high, low = first.fact, last.fact
    if high is None or low is None:
        return ""
    if any(_unsettled(row.fact.indicator, table) for row in numbered[1:] if row.fact is not None):
        return f"{title}{':' if wording.english else '：'}"
    if first.number == last.number:
        return _equal(draft, table)
    gap = difference(high.indicator, low.indicator, draft.query.language)
    value, other = _value(draft, first), _value(draft, last)
    who, whom = wording.region(first.region), wording.region(last.region)
    mark, against = marks[first.region], marks[last.region]
    if len(numbered) == 2:
        if wording.english:
            by = f" – {gap}" if gap else ""
            return f"{who} is higher: {value} {mark}, against {other} {against} in {whom}{by}. {title}:"
        return f"{who}更高：{value}{mark}，比{whom}（{other}）{against}{gap or '高'}。{title}："
    top = [row for row in numbered if row.number == first.number]
    best = [f"{wording.region(row.region)} ({_value(draft, row)}) {marks[row.region]}" for row in top]
    if wording.english:
        return f"Highest: {', '.join(best)}; lowest: {whom} ({other}) {against}{f' ({gap})' if gap else ''}. {title}:"
    by = f"，相差{gap[1:]}" if gap else ""
    if len({row.text for row in top}) > 1:
        each = "、".join(f"{row.region}（{_value(draft, row)}）{marks[row.region]}" for row in top)
        return f"{each}最高；最低的是{whom}：{other}{against}{by}。{title}："
    names, all_marks = wording.regions([row.region for row in top]), "".join(marks[row.region] for row in top)
    return f"{names}最高：{value}{all_marks}；最低的是{whom}：{other}{against}{by}。{title}："


def _equal(draft: Draft, table: FiguresTable) -> str:
    """That all numbers of the table are the same, and whether their wording is."""
    rows, title = table.numbered, heading(draft, table)
    names = draft.wording.regions([row.region for row in rows])
    if draft.wording.english:
        return f"{title}: {names} have the same number; see the wording of each below."
    indicator = rows[0].fact.indicator if rows[0].fact is not None else None
    if indicator is None:
        return f"{title}："
    alike = len({row.text for row in rows}) == 1
    number = indicator.value if alike else bare_number(draft, indicator.low or indicator.high, indicator.unit)
    return f"{title}：{names}数值相同（{number}）。" + ("" if alike else "表述不同：")


def _value(draft: Draft, row: FigureRow) -> str:
    return shown(row.fact.indicator, draft.query.language) if row.fact is not None else ""


def _unsettled(indicator: Indicator, table: FiguresTable) -> bool:
    """超过4万亿元 as a result may be more than another's 4.1万亿元: such a mark ranks nobody below."""
    return table.kind == "result" and indicator.high is None and "以上" not in indicator.value


def bare_number(draft: Draft, number: float | None, unit: str) -> str:
    """A number with its unit and no qualifier."""
    if number is None:
        return ""
    return english_amount(number, unit) if draft.wording.english else f"{number:.10g}{unit}"
