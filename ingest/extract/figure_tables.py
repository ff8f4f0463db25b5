"""The figures in a report's tables: indicators down the side and years or 目标/完成 across, or the other way round."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.extract.figure_context import Context
from ingest.extract.figure_measures import Meaning, meaning
from ingest.extract.figure_places import is_place
from ingest.extract.indicator_names import Concept, concept_named, exact_mentions, half_width, record_name
from ingest.extract.values import Value, find_values, unit_class
from ingest.records import Cell, Indicator, IndicatorKind, Report, Table, TableRow
from ingest.structure.regions import find_regions

_YEAR = re.compile(r"(?:19|20)\d\d(?=年|$|[^\d])")
_TARGET = re.compile(r"目标|预期|计划|任务|安排|建议|预计|规划")
_RESULT = re.compile(r"实际|完成|实绩|执行|达到|实现|累计|同比|比上年|较上年")
_GROWTH = re.compile(r"增速|增长|增幅|同比|比上年|较上年|涨幅|±|\+/-")
_FALL = re.compile(r"降低|下降|降幅|减少")
_UNIT_COLUMN = re.compile(r"^(?:计量)?单位$")
_UNIT_IN_LABEL = re.compile(
    r"[(（\[]\s*(?:单位[:：])?\s*([^()（）]{1,10}?)\s*[)）\]]|[,，/]\s*(亿元|万元|%|万人|万吨|亿斤|元)$"
)
_NUMBER_ONLY = re.compile(r"^\s*[-+−]?\d[\d,]*(?:\.\d+)?\s*(左右|以上|以内|以下)?\s*$")
_WHOLE = re.compile(r"^全[国省市区州县]|合计|总计|平均|^\s*$")
_PIPED = re.compile(r"(?m)^(?:[^\n|\t]*[|\t]){2,}[^\n]*(?:\n(?:[^\n|\t]*[|\t]){2,}[^\n]*)+")


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """What a header or label says of the figures that it stands over."""

    concept: Concept | None
    year: int | None
    kind: IndicatorKind | None
    verb: str
    unit: str
    place: str


def table_indicators(report: Report, context: Context) -> Iterator[Indicator]:
    """The figures of every table of ``report``; a row is the quotation."""
    tables = report.tables or tuple(_written_tables(report.text))
    for table in tables:
        header, rows = _header(table)
        if not rows:
            continue
        caption = replace(_read(_caption(report.text, table.start), report, context), place="")
        columns = [_read(text, report, context) for text in header]
        for row in rows:
            yield from _of_row(report, context, row, header, columns, caption)


def _written_tables(text: str) -> Iterator[Table]:
    """Tables that a plain text writes with | or tabs."""
    for match in _PIPED.finditer(text):
        rows = []
        position = match.start()
        for line in match.group().split("\n"):
            cells = []
            for cell in re.finditer(r"[^|\t]+", line):
                left, right = cell.span()
                stripped = cell.group().strip(" *")
                if stripped or left:
                    cells.append(Cell(text=stripped, start=position + left, end=position + right))
            if any(cell.text.strip("-: ") for cell in cells):
                rows.append(TableRow(start=position, end=position + len(line), cells=tuple(cells)))
            position += len(line) + 1
        yield Table(start=match.start(), end=match.end(), header=(), rows=tuple(rows))


def _header(table: Table) -> tuple[tuple[str, ...], tuple[TableRow, ...]]:
    """The header's texts and the rows below it; rows without a figure right under the header belong to it."""
    header, rows = list(table.header), list(table.rows)
    while rows and not any(_figure_like(cell.text) for cell in rows[0].cells[1:]):
        texts = [cell.text for cell in rows.pop(0).cells]
        width = max(len(header), len(texts))
        header += [""] * (width - len(header))
        texts += [""] * (width - len(texts))
        header = [above if above == below else above + below for above, below in zip(header, texts, strict=True)]
    return tuple(header), tuple(rows)


def _figure_like(text: str) -> bool:
    if re.fullmatch(r"\s*(?:19|20)\d\d\s*", text):
        return False
    return bool(_NUMBER_ONLY.match(text) or find_values(half_width(text)))


def _caption(text: str, start: int) -> str:
    """The line above a table, where it is short enough to be its caption."""
    lines = [line.strip() for line in text[max(0, start - 120) : start].split("\n") if line.strip()]
    return lines[-1] if lines and len(lines[-1]) <= 50 and not re.search("[。；;]", lines[-1]) else ""


def _read(text: str, report: Report, context: Context) -> _Reading:
    folded = half_width(text)
    mentions = exact_mentions(folded)
    year = _YEAR.search(folded)
    kind: IndicatorKind | None = None
    if _TARGET.search(folded):
        kind = "target"
    elif _RESULT.search(folded):
        kind = "result"
    elif year and context.year:
        kind = "target" if int(year.group()) >= context.year else "result"
    if "上年" in folded and not year and context.year and not _GROWTH.search(folded):
        kind = "result"
    unit = _UNIT_IN_LABEL.search(folded)
    places = [
        found.region.name for found in find_regions(text) if found.region.name != report.region and is_place(found)
    ]
    return _Reading(
        concept=concept_named(mentions[-1].name) if mentions else None,
        year=int(year.group()) if year else None,
        kind=kind,
        verb="fall" if _FALL.search(folded) else "growth" if _GROWTH.search(folded) else "",
        unit=next((part for part in unit.groups() if part), "") if unit else "",
        place=places[0] if places else "",
    )


def _of_row(
    report: Report,
    context: Context,
    row: TableRow,
    header: Sequence[str],
    columns: Sequence[_Reading],
    caption: _Reading,
) -> Iterator[Indicator]:
    labels = [_read(cell.text, report, context) for cell in row.cells]
    named = [index for index, cell in enumerate(row.cells[:3]) if labels[index].concept and not _figure_like(cell.text)]
    label = labels[named[-1]] if named else (labels[0] if labels else caption)
    unit_at = next((index for index, text in enumerate(header) if _UNIT_COLUMN.match(text.strip())), None)
    row_unit = row.cells[unit_at].text.strip() if unit_at is not None and unit_at < len(row.cells) else ""
    first = named[-1] + 1 if named else 1
    if not named and row.cells and not (label.year or label.kind) and not _WHOLE.search(row.cells[0].text):
        label = replace(label, place=label.place or row.cells[0].text.strip())
    for index, cell in enumerate(row.cells):
        if index < first or index == unit_at or cell.carried or not _figure_like(cell.text):
            continue
        column = columns[index] if index < len(columns) else caption
        concept = label.concept or column.concept or _to_the_left(columns, index)
        if concept is None:
            continue
        unit = column.unit or row_unit or label.unit or caption.unit
        sides = (column, label) if column.verb or not label.concept else (label, column)
        yield from _of_cell(report, context, row, cell, concept, unit, (*sides, caption))


def _to_the_left(columns: Sequence[_Reading], index: int) -> Concept | None:
    """The indicator of a column headed only 增速: that of the columns before it."""
    if index >= len(columns) or not columns[index].verb:
        return None
    return next((column.concept for column in reversed(columns[:index]) if column.concept), None)


def _of_cell(
    report: Report,
    context: Context,
    row: TableRow,
    cell: Cell,
    concept: Concept,
    unit: str,
    says: tuple[_Reading, _Reading, _Reading],
) -> Iterator[Indicator]:
    value = _value(half_width(cell.text), unit)
    if value is None:
        return
    meant = _meant(concept, value, next((reading.verb for reading in says if reading.verb), ""))
    if meant is None:
        return
    kind = next((reading.kind for reading in says if reading.kind), context.zone_at(cell.start).kind)
    year = next((reading.year for reading in says if reading.year), None)
    if year is None and context.year is not None:
        year = context.year if kind == "target" else context.result_year
    place = next((reading.place for reading in says if reading.place and reading.place != report.region), "")
    sign = meant.sign if concept.shape != "intensity" else 1
    low, high = (value.low, value.high) if sign > 0 else (_minus(value.high), _minus(value.low))
    name = record_name(meant.concept, meant.measure)
    key = "\n".join((report.id, str(cell.start), str(cell.end), name, str(year), kind, place))
    yield Indicator(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        report_id=report.id,
        region=place or report.region,
        scope=place,
        year=year,
        name=name,
        kind=kind,
        value=value.text,
        low=low,
        high=high,
        unit=value.unit,
        qualifier="、".join(value.qualifiers),
        quote=report.text[row.start : row.end],
        start=row.start,
        end=row.end,
    )


def _meant(concept: Concept, value: Value, verb: str) -> Meaning | None:
    """What a cell means: per cent of an amount is its growth; a column of growth rates may hold an amount with its unit."""
    if not verb and unit_class(value.unit) == "percent":
        verb = {"amount": "growth", "intensity": "fall"}.get(concept.shape, "")
    stated = "增速" if verb == "growth" else "降低" if verb == "fall" else "达到"
    asked = verb if concept.shape in ("amount", "intensity") else "level"
    return meaning(concept, concept.name, value, asked, stated) or meaning(
        concept, concept.name, value, "level", "达到"
    )


def _minus(number: float | None) -> float | None:
    return None if number is None else -number


def _value(text: str, unit: str) -> Value | None:
    """The figure of a cell; a bare number takes the unit of its row or column."""
    if _NUMBER_ONLY.match(text):
        number = re.sub(r"[,\s+]", "", text).replace("−", "-")
        after = re.search(r"左右|以上|以内|以下", number)
        bare = float(number[: after.start()] if after else number)
        words = (after.group(),) if after else ()
        written = text.strip()
        if after:
            written = written.replace(after.group(), unit + after.group())
        elif unit not in written:
            written += unit
        open_low, open_high = "以上" in words, bool({"以内", "以下"} & set(words))
        return Value(
            start=0,
            end=len(text),
            text=written,
            low=None if open_high else bare,
            high=None if open_low else bare,
            unit=unit,
            qualifiers=words,
            wording="number",
            number_start=0,
        )
    values = [value for value in find_values(text) if value.wording != "vague"]
    return replace(values[0], text=text[values[0].start : values[0].end]) if len(values) == 1 else None
