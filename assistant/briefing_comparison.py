"""A briefing that compares: one or several indicators over regions, every report accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.briefing_draft import Draft
from assistant.briefing_outline import blocks_of
from assistant.briefing_records import BriefingCell, BriefingGroup, BriefingPart, BriefingPoint, BriefingTable
from assistant.briefing_request import NATIONAL
from assistant.figure_questions import figure_ask
from assistant.figure_records import FigureLookup, concepts_of, measures_for
from assistant.figure_tables import FigureRow, FiguresTable, build_table, common_year
from assistant.figure_values import comparable
from ingest.extract.indicator_names import Concept, concept_named
from ingest.records import IndicatorKind

_MARKS = 4
_NAMED = 12
_BAND = 4  # regions that aim at one figure before it is said that most do


def comparison_parts(draft: Draft) -> tuple[BriefingPart, ...]:
    """An overview and the complete table of each kind (target, result) that is asked; none where nothing is stated."""
    request = draft.request
    lookup = FigureLookup.over(draft.library)
    ask = figure_ask(request.query.text)
    kinds: tuple[IndicatorKind, ...] = ("target", "result") if ask and ask.both_kinds else (_kind(draft),)
    parts: list[BriefingPart] = []
    for kind in kinds:
        year = request.years[0] if request.years else common_year(lookup, kind, regions=request.regions)
        if year is None:
            continue
        regions = _with_nation(draft, lookup, kind, year)
        tables = [
            build_table(
                lookup, concept, measures_for(concept, ask.measure if ask else "", kind), kind, year, regions=regions
            )
            for concept in _concepts(lookup, request.indicators, kind, year, regions)
        ]
        tables = [table for table in tables if table.stated]
        if not tables:
            continue
        parts.extend(_parts(draft, tables, several=len(kinds) > 1))
        missing = [region for region in request.regions if not any(row.region == region for row in tables[0].rows)]
        if missing:
            needed = year if kind == "target" else year + 1
            draft.notes.append(f"资料库中没有{'、'.join(missing)}{needed}年的报告，未列入比较。")
    return tuple(parts)


def _concepts(
    lookup: FigureLookup, names: Sequence[str], kind: IndicatorKind, year: int, regions: Sequence[str]
) -> tuple[Concept, ...]:
    """The indicators asked for; one that few state is joined by its share of output, where that is what reports state."""
    found: list[Concept] = []
    for concept in concepts_of(names):
        found.append(concept)
        share = concept_named(concept.share) if concept.share else None
        if share is None or share in found:
            continue
        own, other = (
            len(build_table(lookup, each, measures_for(each, "", kind), kind, year, regions=regions).stated)
            for each in (concept, share)
        )
        if other > own:
            found[-1:] = [share, concept] if own else [share]
    return tuple(found)


def _kind(draft: Draft) -> IndicatorKind:
    return "result" if draft.request.query.indicator_kind == "result" else "target"


def _with_nation(draft: Draft, lookup: FigureLookup, kind: IndicatorKind, year: int) -> tuple[str, ...]:
    """The regions with the whole country for reference, where its report is there."""
    regions = draft.request.regions
    if NATIONAL in regions or not draft.request.everywhere or lookup.stated_in(NATIONAL, kind, year) is None:
        return regions
    return (*regions, NATIONAL)


def _parts(draft: Draft, tables: Sequence[FiguresTable], *, several: bool) -> list[BriefingPart]:
    names = "、".join(f"{table.name}" for table in tables)
    kind = "目标" if tables[0].kind == "target" else "实际"
    suffix = f"（{kind}）" if several else ""
    points = [point for table in tables for point in _overview(draft, table, several=len(tables) > 1)]
    group = BriefingGroup(heading="", points=tuple(points))
    overview = BriefingPart(kind="overview", heading=f"总体情况{suffix}", groups=(group,))
    table = _table(draft, tables)
    heading = f"{tables[0].year}年{names}{kind}"
    return [overview, BriefingPart(kind="comparison", heading=heading, table=table, counted=_fits(table, draft.limit))]


def _fits(table: BriefingTable, limit: int) -> bool:
    return sum(len(cell.text) for row in table.rows for cell in row) + 160 <= limit


def _regional(table: FiguresTable) -> tuple[FigureRow, ...]:
    return tuple(row for row in table.rows if row.region != NATIONAL)


def _overview(draft: Draft, table: FiguresTable, *, several: bool) -> list[BriefingPoint]:
    """How many state it, who is highest and lowest, what most aim at, and the country's own figure."""
    rows = _regional(table)
    numbered = [row for row in rows if row.number is not None]
    said = "提出" if table.kind == "target" else "给出"
    head = f"{table.year}年{table.name}{'目标' if table.kind == 'target' else ''}："
    stated = [row for row in rows if row.fact is not None]
    text = f"{head}{len(rows)}份地方报告中{len(stated)}份{said}、{len(rows) - len(stated)}份未{said}"
    points = [BriefingPoint(text=text, citations=_marks(draft, stated))]
    if len(numbered) > 1 and not several:
        points.extend(_extremes(draft, numbered))
    elif numbered:
        points.append(_highest(draft, numbered, "最高"))
    nation = next((row for row in table.rows if row.region == NATIONAL and row.fact is not None), None)
    if nation is not None:
        label = "全国目标为" if table.kind == "target" else "全国为"
        points.append(BriefingPoint(text=f"{label}{nation.text}", citations=_marks(draft, [nation])))
    return points


def _extremes(draft: Draft, numbered: Sequence[FigureRow]) -> list[BriefingPoint]:
    points = [_highest(draft, numbered, "最高")]
    lowest = [row for row in numbered if row.number == numbered[-1].number]
    if lowest[0].number != numbered[0].number:
        points.append(_of(draft, lowest, "最低"))
    counts = Counter(row.number for row in numbered)
    number, most = counts.most_common(1)[0]
    percent = numbered[0].fact is not None and numbered[0].fact.indicator.unit == "%"
    if percent and most >= _BAND and len(counts) > 2:
        band = [row for row in numbered if row.number == number]
        figure = _bare_number(band[0])
        text = f"目标值最集中在{figure}（含左右、以上），共{most}个地区" if figure else ""
        if text:
            points.append(BriefingPoint(text=text, citations=_marks(draft, band)))
    return points


def _highest(draft: Draft, numbered: Sequence[FigureRow], word: str) -> BriefingPoint:
    return _of(draft, [row for row in numbered if row.number == numbered[0].number], word)


def _of(draft: Draft, rows: Sequence[FigureRow], word: str) -> BriefingPoint:
    """最高的是海南省，9%左右; of several regions the wording of each where it differs."""
    names = "、".join(row.region for row in rows[:_NAMED]) + ("等" if len(rows) > _NAMED else "")
    texts = list(dict.fromkeys(row.text for row in rows))
    figures = "、".join(texts)
    each = "均为" if len(rows) > 1 and len(texts) == 1 else "为"
    return BriefingPoint(text=f"{word}的是{names}，{each}{figures}", citations=_marks(draft, rows))


def _bare_number(row: FigureRow) -> str:
    if row.fact is None:
        return ""
    indicator = row.fact.indicator
    bare = indicator.low if indicator.low is not None else indicator.high
    if bare is None or (indicator.low is not None and indicator.high is not None and indicator.low != indicator.high):
        return ""
    return f"{bare:g}{indicator.unit}" if comparable(indicator) is not None else ""


def _marks(draft: Draft, rows: Sequence[FigureRow]) -> tuple[int, ...]:
    facts = [row.fact for row in rows[:_MARKS] if row.fact is not None]
    spans = [(fact.indicator.report_id, fact.indicator.start, fact.indicator.end) for fact in facts]
    return tuple(dict.fromkeys(draft.cite_span(*span) for span in spans))


def _table(draft: Draft, tables: Sequence[FiguresTable]) -> BriefingTable:
    """A row a region in the order of the first indicator, a column an indicator; the country last."""
    rows = [*_regional(tables[0]), *(row for row in tables[0].rows if row.region == NATIONAL)]
    cells = []
    for row in rows:
        line = [BriefingCell(text=row.region)]
        for table in tables:
            own = next((each for each in table.rows if each.region == row.region), None)
            line.append(_cell(draft, own, table))
        cells.append(tuple(line))
    kind = "目标" if tables[0].kind == "target" else "（实际）"
    header = ("地区", *(f"{table.name}{kind}" for table in tables))
    return BriefingTable(header=header, rows=tuple(cells))


def _cell(draft: Draft, row: FigureRow | None, table: FiguresTable) -> BriefingCell:
    silent = "未提出" if table.kind == "target" else "未给出"
    if row is None:
        return BriefingCell(text="无报告")
    if row.fact is None:
        span = _target_sentence(draft, row.entry.id)
        return draft.cell(silent, span) if span else BriefingCell(text=silent)
    indicator = row.fact.indicator
    note = f"（{indicator.year}年）" if indicator.year != table.year else ""
    return draft.cell(row.text + note, (indicator.report_id, indicator.start, indicator.end))


def _target_sentence(draft: Draft, report_id: str) -> tuple[str, int, int] | None:
    """The sentence that sets out a report's main targets: what shows that one of them is not among them."""
    draft.uses(report_id)
    for block in blocks_of(draft.library.report(report_id)):
        if block.half == "targets":
            return report_id, block.sentences[0].start, block.sentences[0].end
    stated = (i for i in draft.library.indicators() if i.report_id == report_id and i.kind == "target" and not i.scope)
    first = next(stated, None)
    return (report_id, first.start, first.end) if first is not None else None
