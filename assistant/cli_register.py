"""`python -m assistant register`: who leads what and who takes part, as a table, JSON or CSV."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Literal

import click

from assistant.cli_names import region_named, unit_named
from assistant.cli_tables import print_columns, print_records, write_bytes
from assistant.names import LibraryNames
from assistant.register import Register
from assistant.register_table import (
    damages,
    lead_words,
    mode_words,
    participants_words,
    register_sheet,
    status_words,
    task_words,
)
from assistant.tables_export import as_csv
from ingest.library.library import Library
from ingest.records import Assignment
from ingest.settings import library_settings

TASK, UNITS = 36, 30  # characters of a task and of a list of units that a line of the table shows


@click.command()
@click.option("--unit", default="", help="only tasks that this unit leads or takes part in; any way of writing it")
@click.option(
    "--role",
    type=click.Choice(["lead", "participant"]),
    help="which part the unit has; without --unit: a lead, or participants, are named",
)
@click.option("--region", default="", help="only notices of this region")
@click.option("--year", type=int, help="only notices of this year")
@click.option("--json", "as_json", is_flag=True, help="print an array of records")
@click.option("--csv", "csv_file", is_flag=True, help="print CSV (UTF-8 with a byte order mark, as Excel wants it)")
def register(
    unit: str,
    role: Literal["lead", "participant"] | None,
    region: str,
    year: int | None,
    as_json: bool,
    csv_file: bool,
) -> None:
    """List who leads which task and who takes part.

    \b
    python -m assistant register --unit 省大数据局 --role lead
    python -m assistant register --region 云岭省 --year 2025 --json
    python -m assistant register --csv > register.csv
    """
    if as_json and csv_file:
        raise click.UsageError("give --json or --csv, not both")
    with Library.open(library_settings()) as library:
        entries = library.entries()
        found = Register(library.assignments(), entries)
        where = region_named(region, LibraryNames.of(entries)) if region else ""
        who = unit_named(unit, found) if unit else ""
    items = found.filter(unit=who, role=role or "", region=where, year=year)
    if role and not who:  # without a unit: the tasks that name anybody in this part
        items = tuple(item for item in items if (item.lead if role == "lead" else item.participants))
    if not items:
        click.echo("没有符合条件的任务", err=True)
    if as_json:
        print_records(_record(item, found) for item in items)
    elif csv_file:
        write_bytes(as_csv(register_sheet(items, found)))
    else:
        _print(items, found)


def _record(item: Assignment, register: Register) -> dict[str, object]:
    """The assignment's fields with those that name its notice."""
    entry = register.entry(item.report_id)
    named = {"title": entry.title, "region": entry.region, "year": entry.year} if entry else {}
    return {**dataclasses.asdict(item), **named}


def _print(items: Sequence[Assignment], register: Register) -> None:
    header = ("地区", "年份", "序号", "任务", "牵头单位", "参与单位", "责任方式", "责任领导", "完成时限", "状态")
    rows = []
    for item in items:
        entry = register.entry(item.report_id)
        rows.append(
            (
                entry.region if entry else "",
                str(entry.year or "") if entry else "",
                f"{item.task_number or ''}.{item.clause}" if item.clause > 1 else str(item.task_number or ""),
                _cut(task_words(item), TASK),
                lead_words(item, "zh"),
                _cut(participants_words(item, "zh"), UNITS),
                mode_words(item, "zh"),
                item.leader,
                item.due,
                status_words(item, "zh"),
            )
        )
    print_columns(header, rows)
    for damage in damages(items, register):
        for note in damage.notes:
            click.echo(f"注意：《{damage.entry.title}》{note}", err=True)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
