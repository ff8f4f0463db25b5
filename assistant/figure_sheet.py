"""Figures as a sheet to take along: one indicator over the regions, or any list of records."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.citations import full_title
from assistant.figure_axis import in_unit, shared_unit
from assistant.figure_tables import FigureRow, FiguresTable
from assistant.figure_values import shown
from assistant.figure_wording import Wording
from assistant.records import Language
from assistant.tables_export import Column, Sheet, Value
from ingest.records import Indicator, ReportEntry

NOT_STATED = ("未提出", "not stated")
_HEADINGS = (
    ("地区", "Region", 16),
    ("范围", "Limited to", 14),
    ("年份", "Year", 7),
    ("指标", "Indicator", 24),
    ("类别", "Kind", 8),
    ("数值", "Figure", 24),
    ("比较值", "Number", 12),
    ("比较单位", "Number's unit", 10),
    ("下限", "Low", 10),
    ("上限", "High", 10),
    ("单位", "Unit", 10),
    ("限定词", "Qualifier", 12),
    ("说明", "Remark", 24),
    ("出处", "Source", 34),
    ("原文", "Quotation", 60),
)


def figures_sheet(table: FiguresTable, *, language: Language = "zh") -> Sheet:
    """The rows of the table, 未提出 included, with what the closing line of an answer says as a remark."""
    wording = Wording(language=language)
    unit = shared_unit(table)
    english = language == "en"
    title = wording.name(table.concept, table.measure)
    return Sheet(
        name=f"{table.year} {title}" if english else f"{table.year}年{title}",
        columns=_columns(english),
        rows=tuple(_table_row(row, table, unit, wording) for row in table.rows),
        remarks=(table_title(table, language), coverage(table, language)),
        remarks_name="Notes" if english else "说明",
    )


def indicators_sheet(items: Sequence[tuple[Indicator, ReportEntry]], *, language: Language = "zh") -> Sheet:
    """Any records with their reports, one row each."""
    wording = Wording(language=language)
    english = language == "en"
    return Sheet(
        name="Figures" if english else "指标",
        columns=_columns(english),
        rows=tuple(_record_row(item, entry, "", wording) for item, entry in items),
        remarks_name="Notes" if english else "说明",
    )


def table_title(table: FiguresTable, language: Language) -> str:
    """What the table compares: 2022年地区生产总值增速（目标） / GDP growth, 2022 (target)."""
    wording = Wording(language=language)
    name = wording.name(table.concept, table.measure)
    if wording.english:
        return f"{name[:1].upper()}{name[1:]}, {table.year} ({wording.kind(table.kind)})"
    return f"{table.year}年{name}（{'目标' if table.kind == 'target' else '完成'}）"


def coverage(table: FiguresTable, language: Language, *, name_up_to: int = 1000) -> str:
    """How many reports state the figure, and which do not: 32份报告：30份提出，2份未提出（海南省、西藏自治区）。

    More silent reports than ``name_up_to`` are counted only.
    """
    wording = Wording(language=language)
    silent = wording.regions([row.region for row in table.silent]) if len(table.silent) <= name_up_to else ""
    stated, rest, total = len(table.stated), len(table.silent), len(table.rows)
    others = wording.regions([row.region for row in table.otherwise]) if len(table.otherwise) <= name_up_to else ""
    if wording.english:
        line = f"{total} reports: {stated} state{'s' * (stated == 1)} it, {rest} {'does' if rest == 1 else 'do'} not"
        line += f" ({silent})" if silent else ""
        line += f"; {len(table.otherwise)} in another measure only" if table.otherwise else ""
        return f"{line} ({others})." if others else f"{line}."
    line = f"{total}份报告：{stated}份提出，{rest}份未提出" + (f"（{silent}）" if silent else "")
    line += f"；{len(table.otherwise)}份只用其他口径" if table.otherwise else ""
    return f"{line}（{others}）。" if others else f"{line}。"


def row_remark(row: FigureRow, language: Language) -> str:
    """What must be known beside the figure: the report's own word, a price index, another wording in a notice."""
    if row.fact is None:
        return ""
    wording = Wording(language=language)
    note = wording.note(row.fact).strip().removeprefix("（").removesuffix("）")
    if row.fact.also is None:
        return note
    other, entry = row.fact.also
    also = (
        f"{full_title(entry)} states {shown(other, 'en')}"
        if wording.english
        else f"{full_title(entry)}为{shown(other)}"
    )
    return ("; " if wording.english else "；").join(filter(None, (note, also)))


def _columns(english: bool) -> tuple[Column, ...]:
    return tuple(Column(name=name[english], width=width) for *name, width in _HEADINGS)


def _table_row(row: FigureRow, table: FiguresTable, unit: str, wording: Wording) -> tuple[Value, ...]:
    if row.fact is not None:
        number = in_unit(row.number, unit) if row.number is not None else None
        remark = row_remark(row, wording.language)
        record = _record_row(row.fact.indicator, row.fact.entry, remark, wording, number, unit)
        return (wording.region(row.region), *record[1:])
    named = (wording.region(row.region), "", table.year, wording.name(table.concept, table.measure))
    instead = ""
    if row.other is not None:
        own, value = wording.name_of(row.other.indicator), shown(row.other.indicator, wording.language)
        instead = f"states {own}: {value}" if wording.english else f"另有{own}：{value}"
    empty = (None, "", None, None, "", "", instead, full_title(row.entry), "")
    return (*named, _kind(table.kind == "target", wording), NOT_STATED[wording.english], *empty)


def _record_row(
    item: Indicator, entry: ReportEntry, remark: str, wording: Wording, number: float | None = None, unit: str = ""
) -> tuple[Value, ...]:
    return (
        wording.region(item.region),
        item.scope,
        item.year,
        wording.name_of(item),
        _kind(item.kind == "target", wording),
        shown(item, wording.language),
        number,
        unit if number is not None else "",
        item.low,
        item.high,
        item.unit,
        item.qualifier,
        remark,
        full_title(entry),
        item.quote,
    )


def _kind(target: bool, wording: Wording) -> str:
    if wording.english:
        return "target" if target else "result"
    return "目标" if target else "完成"
