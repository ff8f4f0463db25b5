"""How the command line shows outcomes, reports and their records to people, and records to programs."""

from __future__ import annotations

from collections.abc import Iterable

import click

from ingest.library.encoding import encode
from ingest.library.outcomes import AddResult, FileOutcome
from ingest.records import Assignment, Indicator, Reading, Report, ReportEntry
from ingest.terminal import print_table

KIND_NAMES = {
    "work_report": "政府工作报告",
    "division_notice": "任务分工通知",
    "plan": "计划规划",
    "policy": "政策文件",
    "other": "其他",
}
MODE_NAMES = {"lead": "牵头", "joint": "按职责分工", "separate": "分别负责", "first_listed": "首列单位牵头", "": ""}
STATUS_NAMES = {"ok": "", "text_missing": "任务文字缺失", "assignment_missing": "责任单位缺失"}


def fail(line: str) -> None:
    click.echo(f"错误：{line}", err=True)


def print_json(records: Iterable[object]) -> None:
    """One record a line."""
    for record in records:
        click.echo(encode(record))


def print_outcome(outcome: FileOutcome, as_json: bool) -> None:
    """A line a report, or a line for the failure."""
    if outcome.status == "failed":
        fail(outcome.error)
        if as_json:
            row = {"file": outcome.name, "status": "failed", "error": outcome.error}
            click.echo(encode({**row, "error_english": outcome.error_english}))
    for entry in outcome.entries:
        if as_json:
            click.echo(encode({"file": outcome.name, "status": outcome.status, **vars(entry)}))
        else:
            status = {"added": "新增", "replaced": "替换", "unchanged": "未变"}[outcome.status]
            found = f"{entry.characters} 字，{entry.assignments} 项任务，{entry.indicators} 个指标"
            click.echo(f"{status} {entry.id} {describe(entry)}：{found}")


def describe(report: Report | ReportEntry) -> str:
    """Title and what was recognised of the report, in brackets."""
    details = (
        KIND_NAMES[report.kind],
        report.region or "地区不详",
        f"{report.year}年" if report.year else "年份不详",
        report.date,
        report.speaker or report.issuer,
        report.document_number,
    )
    return f"{report.title}（{'，'.join(detail for detail in details if detail)}）"


def summary(result: AddResult) -> str:
    """How many files and reports were added, replaced, left unchanged or failed."""
    counts = {
        status: sum(outcome.status == status for outcome in result.files)
        for status in ("added", "replaced", "unchanged", "failed")
    }
    reports = sum(len(outcome.entries) for outcome in result.files if outcome.status in ("added", "replaced"))
    line = f"共 {len(result.files)} 个文件：新增 {counts['added']}，替换 {counts['replaced']}，未变 {counts['unchanged']}，失败 {counts['failed']}"
    line += f"；加入报告 {reports} 份" if reports else "；资料库没有变化"
    return line + (f"；跳过其他格式的文件 {result.skipped} 个" if result.skipped else "")


def entry_row(entry: ReportEntry) -> tuple[str, ...]:
    title = ("［示例］" if entry.sample else "") + entry.title
    return (
        entry.id,
        str(entry.year or ""),
        entry.region,
        KIND_NAMES[entry.kind],
        title,
        str(entry.characters),
        str(entry.assignments),
        str(entry.indicators),
        entry.source.name,
    )


def print_entry(entry: ReportEntry) -> None:
    rows = [
        ("编号", entry.id),
        ("标题", entry.title),
        ("类别", KIND_NAMES[entry.kind]),
        ("地区", entry.region),
        ("年份", str(entry.year or "")),
        ("日期", entry.date),
        ("报告人", entry.speaker),
        ("发文机关", entry.issuer),
        ("文号", entry.document_number),
        ("文件", f"{entry.source.name}（第 {entry.source.ordinal} 份）"),
        ("规模", f"{entry.characters} 字，{entry.passages} 段，{entry.assignments} 项任务，{entry.indicators} 个指标"),
        ("加入时间", entry.added),
        *(("注意", note) for note in entry.notes),
    ]
    print_table((), [row for row in rows if row[1]])


def print_outline(report: Report) -> None:
    for section in report.sections:
        click.echo("  " * (section.level - 1) + section.number + section.heading)


def print_assignments(assignments: tuple[Assignment, ...]) -> None:
    for item in assignments:
        number = f"{item.task_number or ''}.{item.clause}"
        others = "、".join(item.participants) + ("等" if item.open_list else "")
        parts = (
            STATUS_NAMES[item.status],
            MODE_NAMES[item.mode] if item.mode != "lead" else "",
            f"牵头：{'、'.join(item.lead)}" if item.lead else "",
            f"参加：{others}" if others else "",
            f"领导：{item.leader}" if item.leader else "",
            f"时限：{item.due}" if item.due else "",
        )
        recovered = f"〔据工作报告恢复〕{item.recovered.quote}" if item.recovered else ""
        click.echo(f"{number} {item.text or recovered or '（文字缺失）'}")
        click.echo(f"    {'；'.join(part for part in parts if part)}")


def print_indicators(indicators: tuple[Indicator, ...]) -> None:
    names = {"target": "目标", "result": "完成"}
    rows = [
        (str(item.year or ""), item.region, names[item.kind], item.name, item.scope, item.value) for item in indicators
    ]
    print_table(("年份", "地区", "类别", "指标", "范围", "数值"), rows)


def print_reading(reading: Reading, as_json: bool) -> None:
    """A line for the report with its notes below, or the report with all its records as one JSON object."""
    if as_json:
        records = {"passages": reading.passages, "assignments": reading.assignments, "indicators": reading.indicators}
        click.echo(encode({**vars(reading.report), **records}))
        return
    found = f"{len(reading.assignments)} 项任务，{len(reading.indicators)} 个指标"
    click.echo(f"{describe(reading.report)}：{len(reading.report.text)} 字，{found}")
    for note in reading.report.notes:
        click.echo(f"  注意：{note}")
