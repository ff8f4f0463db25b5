"""`python -m assistant figures`: targets and results, one indicator over the regions or all that is stated."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

import click

from assistant.citations import full_title
from assistant.cli_names import indicator_named, region_named
from assistant.cli_tables import print_columns, print_records, write_bytes
from assistant.figure_lists import KINDS, figure_tables
from assistant.figure_records import FigureLookup
from assistant.figure_sheet import coverage, figures_sheet, indicators_sheet, row_remark, table_title
from assistant.figure_tables import FigureRow, FiguresTable
from assistant.figure_values import shown
from assistant.names import LibraryNames
from assistant.tables_export import Sheet, as_csv
from ingest.library.library import Library
from ingest.records import Indicator, IndicatorKind, ReportEntry
from ingest.settings import library_settings

Record = tuple[Indicator, ReportEntry]
KIND_WORDS = {"target": "目标", "result": "完成"}


@click.command()
@click.option("--indicator", default="", help="one indicator, in any way of naming it (GDP, 社零, 城镇新增就业)")
@click.option("--kind", type=click.Choice(KINDS), help="what is aimed at, or what was reached")
@click.option("--year", type=int, help="the year that the figure is for")
@click.option("--region", default="", help="only this region")
@click.option("--json", "as_json", is_flag=True, help="print an array of records")
@click.option("--csv", "csv_file", is_flag=True, help="print CSV (UTF-8 with a byte order mark, as Excel wants it)")
def figures(
    indicator: str, kind: IndicatorKind | None, year: int | None, region: str, as_json: bool, csv_file: bool
) -> None:
    """List targets and results; with --indicator over all regions, 未提出 (not stated) included.

    \b
    python -m assistant figures --indicator GDP --kind target --year 2025
    python -m assistant figures --region 云岭省 --json
    python -m assistant figures --indicator 社零 --csv > retail.csv
    """
    if as_json and csv_file:
        raise click.UsageError("give --json or --csv, not both")
    kinds = (kind,) if kind else KINDS
    with Library.open(library_settings()) as library:
        where = region_named(region, LibraryNames.of(library.entries())) if region else ""
        lookup = FigureLookup.over(library)
    if not indicator:
        _print_records(_all_records(lookup, kinds, year, where), as_json=as_json, csv_file=csv_file)
        return
    named = indicator_named(indicator, dict.fromkeys(item.name for item in lookup.source.indicators()))
    tables = figure_tables(lookup, named, kinds=kinds, years=(year,) if year else (), regions=(where,) if where else ())
    _print_tables(tables, as_json=as_json, csv_file=csv_file)


def _all_records(
    lookup: FigureLookup, kinds: Sequence[IndicatorKind], year: int | None, region: str
) -> tuple[Record, ...]:
    """Every record of the library that fits, with its report, in the order of the sources."""
    entries = {entry.id: entry for entry in lookup.entries}
    return tuple(
        (item, entries[item.report_id])
        for item in lookup.source.indicators()
        if item.report_id in entries
        and item.kind in kinds
        and (year is None or item.year == year)
        and (not region or region in (item.region, entries[item.report_id].region))
    )


def _print_records(records: Sequence[Record], *, as_json: bool, csv_file: bool) -> None:
    if not records:
        click.echo("没有符合条件的指标", err=True)
    if as_json:
        print_records({**dataclasses.asdict(item), "title": entry.title, "stated": True} for item, entry in records)
    elif csv_file:
        write_bytes(as_csv(indicators_sheet(records)))
    else:
        header = ("年份", "地区", "类别", "指标", "范围", "数值", "出处")
        print_columns(
            header,
            [
                (
                    str(item.year or ""),
                    item.region,
                    KIND_WORDS[item.kind],
                    item.name,
                    item.scope,
                    shown(item),
                    full_title(entry),
                )
                for item, entry in records
            ],
        )


def _print_tables(tables: Sequence[FiguresTable], *, as_json: bool, csv_file: bool) -> None:
    if not tables:
        click.echo("资料库中的报告没有提出这项指标", err=True)
    if as_json:
        print_records(_record(table, row) for table in tables for row in table.rows)
    elif csv_file:
        sheets = [figures_sheet(table) for table in tables]
        columns = (sheets or [indicators_sheet(())])[0].columns
        rows = tuple(row for sheet in sheets for row in sheet.rows)
        write_bytes(as_csv(Sheet(name="", columns=columns, rows=rows)))
    elif not tables:
        print_columns(("地区", "数值", "说明", "出处"), ())
    for place, table in enumerate(tables if not as_json and not csv_file else ()):
        click.echo(("\n" if place else "") + table_title(table, "zh"))
        print_columns(("地区", "数值", "说明", "出处"), list(_lines(table)))
        click.echo(coverage(table, "zh"))


def _lines(table: FiguresTable) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        yield row.region, row.text, row_remark(row, "zh"), full_title(row.entry)


def _record(table: FiguresTable, row: FigureRow) -> dict[str, object]:
    """The record's fields, and of a report that does not state the figure what was looked for in it."""
    if row.fact is not None:
        return {**dataclasses.asdict(row.fact.indicator), "title": row.fact.entry.title, "stated": True}
    fields: dict[str, object] = dict.fromkeys((field.name for field in dataclasses.fields(Indicator)), "")
    fields.update(low=None, high=None, start=None, end=None, report_id=row.entry.id, region=row.region)
    fields.update(year=table.year, name=table.name, kind=table.kind, title=row.entry.title, stated=False)
    return fields
