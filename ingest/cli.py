"""The library on the command line: ``python -m ingest add | list | show | read | remove | check``.

A thin layer: settings are read here, everything else is done by `ingest.library`. Tables for people, JSON lines for
programs, progress and failures on stderr; exit code 0 all done, 1 a failure, 2 wrong usage.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from ingest.errors import IngestError, LibraryError
from ingest.library.encoding import encode
from ingest.library.library import Library
from ingest.presentation import (
    entry_row,
    fail,
    print_assignments,
    print_entry,
    print_indicators,
    print_json,
    print_outcome,
    print_outline,
    print_reading,
    summary,
)
from ingest.records import ReportEntry
from ingest.settings import library_settings
from ingest.terminal import ProgressLine, print_table

Parameters = ParamSpec("Parameters")


def one_line_errors(command: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """The command with every expected failure turned into one line on stderr and exit code 1."""

    @wraps(command)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except IngestError as error:
            fail(str(error))
            sys.exit(1)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """把政府工作报告、任务分工通知等文件加入资料库，并查看其中识别出的内容。

    \b
    例：
      python -m ingest add 报告文件夹
      python -m ingest list
    """
    logging.getLogger("ingest").addHandler(logging.NullHandler())
    logging.getLogger("ingest").propagate = False  # what matters is said in one line, not in a log
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # Windows consoles and pipes start in a legacy code page


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--json", "as_json", is_flag=True, help="每份报告输出一行 JSON。")
@one_line_errors
def add(paths: tuple[Path, ...], as_json: bool) -> None:
    """把文件、文件夹（含子文件夹）或 zip 压缩包加入资料库。

    同样的文件再次加入不会有任何变化；某个文件读不出来时会说明原因，其余文件照常加入。

    \b
    例：
      python -m ingest add 报告文件夹 2024年政府工作报告.docx
      python -m ingest add 资料.zip --json
    """
    with open_library() as library, ProgressLine() as progress:
        result = library.add(paths, progress=progress.show)
        note = library.vectors_note
    for outcome in result.files:
        print_outcome(outcome, as_json)
    click.echo(summary(result), err=as_json)
    if note:
        click.echo(note, err=True)
    if result.failed:
        sys.exit(1)


@main.command("list")
@click.option("--json", "as_json", is_flag=True, help="每份报告输出一行 JSON。")
@one_line_errors
def list_reports(as_json: bool) -> None:
    """列出资料库中的全部报告。

    \b
    例：
      python -m ingest list
      python -m ingest list --json
    """
    with open_library() as library:
        entries = library.entries()
    if as_json:
        print_json(entries)
    elif not entries:
        click.echo("资料库是空的：用 python -m ingest add PATH 加入文件", err=True)
    else:
        header = ("编号", "年份", "地区", "类别", "标题", "字数", "任务", "指标", "文件")
        print_table(header, [entry_row(entry) for entry in entries])


@main.command()
@click.argument("report_id", metavar="REPORT_ID")
@click.option("--outline", "part", flag_value="outline", help="章节。")
@click.option("--assignments", "part", flag_value="assignments", help="任务与责任单位。")
@click.option("--indicators", "part", flag_value="indicators", help="指标：目标与完成情况。")
@click.option("--text", "part", flag_value="text", help="全文。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@one_line_errors
def show(report_id: str, part: str | None, as_json: bool) -> None:
    """显示一份报告：基本信息，或其章节、任务、指标、全文。编号可以只写开头几位。

    \b
    例：
      python -m ingest show 40024c
      python -m ingest show 40024c --assignments --json
    """
    with open_library() as library:
        entry = find_entry(library, report_id)
        report = library.report(entry.id)
        assignments = tuple(item for item in library.assignments() if item.report_id == entry.id)
        indicators = tuple(item for item in library.indicators() if item.report_id == entry.id)
    if part == "outline":
        print_json(report.sections) if as_json else print_outline(report)
    elif part == "assignments":
        print_json(assignments) if as_json else print_assignments(assignments)
    elif part == "indicators":
        print_json(indicators) if as_json else print_indicators(indicators)
    elif part == "text":
        click.echo(encode({"id": report.id, "text": report.text}) if as_json else report.text)
    elif as_json:
        click.echo(encode(entry))
    else:
        print_entry(entry)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--json", "as_json", is_flag=True, help="每份报告一行 JSON，含全部识别结果。")
@one_line_errors
def read(paths: tuple[Path, ...], as_json: bool) -> None:
    """不用资料库，直接显示文件中会识别出什么。

    \b
    例：
      python -m ingest read 2024年政府工作报告.docx --json
    """
    from ingest.library.inputs import InputFile, inputs_of_paths
    from ingest.loaders import SUPPORTED
    from ingest.reading import read_reports

    failed = False
    for item in inputs_of_paths(paths, SUPPORTED).items:
        try:
            if not isinstance(item, InputFile):
                raise item
            readings = read_reports(item.name, item.read())
        except IngestError as error:
            fail(str(error))
            failed = True
            continue
        for reading in readings:
            print_reading(reading, as_json)
    if failed:
        sys.exit(1)


@main.command()
@click.argument("report_ids", nargs=-1, required=True, metavar="REPORT_ID…")
@one_line_errors
def remove(report_ids: tuple[str, ...]) -> None:
    """从资料库中移除报告（不会动原来的文件）。编号可以只写开头几位。

    \b
    例：
      python -m ingest remove 40024c 0a5a68
    """
    with open_library() as library:
        entries = [find_entry(library, report_id) for report_id in report_ids]
        library.remove([entry.id for entry in entries])
    for entry in entries:
        click.echo(f"已移除 {entry.id} {entry.title}")


@main.command()
@click.option("--repair", is_flag=True, help="修复：从资料库重建检索索引；换了向量模型时重新计算向量。")
@one_line_errors
def check(repair: bool) -> None:
    """检查每份报告是否完整、检索索引与资料库是否一致。

    \b
    例：
      python -m ingest check
      python -m ingest check --repair
    """
    with open_library() as library, ProgressLine() as progress:
        if repair and library.vectors_outdated:
            library.recompute_vectors(progress=progress.show)
        result = library.check(repair=repair)
        count, note = len(library.entries()), library.vectors_note
    for problem in result.problems:
        fail(problem)
    if note:
        click.echo(note, err=True)
    if result.problems and not result.repaired:
        click.echo("仍有问题：请按上面的提示处理" if repair else "运行 python -m ingest check --repair 修复", err=True)
        sys.exit(1)
    click.echo(f"已修复，{count} 份报告完好" if result.problems else f"{count} 份报告完好，索引一致")


def open_library() -> Library:
    return Library.open(library_settings())


def find_entry(library: Library, report_id: str) -> ReportEntry:
    """The one report whose id is or starts with ``report_id``."""
    entries = [entry for entry in library.entries() if entry.id.startswith(report_id)]
    exact = [entry for entry in entries if entry.id == report_id]
    if len(exact) == 1 or len(entries) == 1:
        return (exact or entries)[0]
    if not entries:
        raise LibraryError(f"没有编号以“{report_id}”开头的报告：用 python -m ingest list 查看全部编号")
    raise LibraryError(f"编号“{report_id}”不够明确，有 {len(entries)} 份报告以它开头：请多写几位")
