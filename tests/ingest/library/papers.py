"""Readings of invented papers, built by hand, so that the library's tests need no reader; and libraries that read them.

A paper is a text file: its first line "kind region year title", then lines; a line that starts with "# " is a heading, one
with "* " is a task with its unit after "@", one with "% " an indicator "name value".
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from ingest.errors import UnreadableFileError
from ingest.library.library import Library
from ingest.records import (
    Assignment,
    Indicator,
    Kind,
    Passage,
    Reading,
    Recovery,
    Report,
    Section,
    Source,
)
from ingest.settings import LibrarySettings

REPORT = """work_report 云岭省 2025 云岭省2025年政府工作报告
# 一、过去一年工作回顾
全省粮食产量稳中有增，岚溪水库除险加固全部完成。
% 粮食产量 1200万吨
# 二、今年工作安排
新建改建农村公路八百公里，让货车开得进、运得出。
实施云岭种业振兴行动，建设三个制种基地。
% 城镇新增就业 30万人
"""
NOTICE = """division_notice 云岭省 2025 云岭省2025年重点工作分工方案
# 一、交通
* 新建改建农村公路八百公里@省交通运输厅
* 实施云岭种业振兴行动@省农业农村厅
"""
CITY = """work_report 澜州市 2024 澜州市2024年政府工作报告
# 一、产业
老工业区改造成数字产业园，引进龙头企业十二家。
"""


def paper(text: str, *, name: str = "云岭.txt", ordinal: int = 1, sha256: str = "") -> Reading:
    """The reading of one paper."""
    head, _, body = text.partition("\n")
    kind, region, year, title = head.split(" ", 3)
    sha256 = sha256 or hashlib.sha256(text.encode()).hexdigest()
    id = hashlib.sha256(f"{sha256}{ordinal}".encode()).hexdigest()[:12]
    report = Report(
        id=id,
        title=title,
        kind=cast(Kind, kind),
        region=region if region != "-" else "",
        level="province",
        year=int(year) if year != "-" else None,
        issuer="",
        document_number="",
        date=f"{year}-01-15",
        speaker="省长 林远山",
        source=Source(name=name, sha256=sha256, ordinal=ordinal, media_type="text/plain"),
        text=body,
        notes=("按手工搭建",),
    )
    return _with_records(report)


def _with_records(report: Report) -> Reading:
    sections: list[Section] = []
    passages: list[Passage] = []
    assignments: list[Assignment] = []
    indicators: list[Indicator] = []
    start = 0
    for line in report.text.split("\n"):
        end = start + len(line)
        if line.startswith("# "):
            number, heading = line[2:4], line[4:]
            id = f"{report.id}-s{len(sections)}"
            sections.append(Section(id=id, parent="", level=1, number=number, heading=heading, start=start, end=end))
        elif line:
            sections[-1] = replace(sections[-1], end=end)
            head = sections[-1].number + sections[-1].heading
            passages.append(_passage(report, sections[-1].id, start, end, head))
        if line.startswith("* "):
            assignments.append(_assignment(report, len(assignments) + 1, start, end, line))
        if line.startswith("% "):
            indicators.append(_indicator(report, start, end, line))
        start = end + 1
    return Reading(
        report=replace(report, sections=tuple(sections)),
        passages=tuple(passages),
        assignments=tuple(assignments),
        indicators=tuple(indicators),
    )


def _passage(report: Report, section: str, start: int, end: int, heading: str) -> Passage:
    return Passage(
        id=f"{report.id}-p{start}",
        report_id=report.id,
        section_id=section,
        text=report.text[start:end],
        start=start,
        end=end,
        breadcrumb=f"{report.title} › {heading}",
    )


def _assignment(report: Report, number: int, start: int, end: int, line: str) -> Assignment:
    text, _, unit = line[2:].partition("@")
    return Assignment(
        id=f"{report.id}-a{number}",
        report_id=report.id,
        section_path=("一、交通",),
        task_number=number,
        clause=1,
        text=text,
        text_start=start + 2,
        text_end=start + 2 + len(text),
        lead=(unit,),
        participants=(),
        open_list=False,
        mode="lead",
        leader="",
        due="",
        status="ok",
        quote=line,
        start=start,
        end=end,
    )


def _indicator(report: Report, start: int, end: int, line: str) -> Indicator:
    name, _, value = line[2:].partition(" ")
    return Indicator(
        id=f"{report.id}-i{start}",
        report_id=report.id,
        region=report.region,
        scope="",
        year=report.year,
        name=name,
        kind="target",
        value=value,
        low=1200.0,
        high=None,
        unit="万吨",
        qualifier="",
        quote=line,
        start=start,
        end=end,
    )


def read(name: str, data: bytes) -> tuple[Reading, ...]:
    """The readings of a file of papers with a line "====" between them; "damaged" in it makes it unreadable."""
    text = data.decode()
    if "damaged" in text:
        raise UnreadableFileError(name, "文件已损坏", "damaged")
    if "bug" in text:
        raise IndexError("a bug in a reader")
    sha256 = hashlib.sha256(data).hexdigest()
    parts = [part for part in text.split("====\n") if part.strip()]
    return tuple(paper(part, name=name, ordinal=i + 1, sha256=sha256) for i, part in enumerate(parts))


def align(notice: Report, assignments: Sequence[Assignment], report: Report) -> tuple[Assignment, ...]:
    """Each task with the place of its very words in the work report."""
    return tuple(
        replace(item, carries_out=Recovery(report_id=report.id, quote=item.text, start=at, end=at + len(item.text)))
        if (at := report.text.find(item.text)) >= 0
        else item
        for item in assignments
    )


def open_library(folder: Path, **settings: str) -> Library:
    """A library in ``folder`` that reads these papers."""
    return Library(LibrarySettings(data_dir=folder, **settings), read=read, align=align)
