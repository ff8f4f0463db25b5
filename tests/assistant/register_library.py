"""A small library for the register's tests: a torn provincial notice with its work report, a clause notice, a city's."""

from __future__ import annotations

from dataclasses import replace

from assistant.names import LibraryNames
from assistant.question import understand
from assistant.records import Answer
from assistant.register import Register, answer_from_register
from ingest.extract.alignment import align
from ingest.extract.assignments import extract_assignments
from ingest.records import Assignment, Level, Report, ReportEntry
from tests.ingest.extract.torn_notice import notice_text, report, torn, work_report_text

TORN_SEED = 14  # a tearing in which the surviving tasks pin down what is lost
_CLAUSES = """一、培育新动能
（一）做优科技服务
1．建设概念验证中心5家。（省科技厅牵头，省财政厅、省教育厅等按职责分工负责）推动实验设备开放共享。（省科技厅、省教育厅按职责分工负责）
2．新建5G基站9000个，推进农村光网改造。（省通信管理局、省工业和信息化厅、省委网信办等按职责分工负责）
3．培养数字技师2000名。（省人力资源社会保障厅、省教育厅牵头）
二、守护好山水
（二）整治环境
4．治理尾矿库40座。（省生态环境厅牵头，省应急厅、省自然资源厅，溪口、碧川市人民政府等按职责分工负责）
5．做好野生动物疫源监测。（省林业局、省农业农村厅分别负责）
"""
_CITY = """一、民生工程
1．建成社区食堂20个。（牵头单位：市民政局；责任单位：市商务局、各区人民政府；完成时限：2024年9月底）
2．翻新中小学操场15块。
牵头领导：孟晓岚
牵头单位：市教育局
配合单位：市体育局
"""


class Papers:
    """Gives reports by id, as the library does."""

    def __init__(self, reports: tuple[Report, ...]) -> None:
        self._reports = {item.id: item for item in reports}

    def report(self, report_id: str) -> Report:
        return self._reports[report_id]


def _other(text: str, id: str, region: str, level: Level) -> Report:
    return replace(report(text, id=id), region=region, level=level, title=f"{region}2024年重点工作分工")


def _entry(item: Report, assignments: tuple[Assignment, ...]) -> ReportEntry:
    return ReportEntry(
        id=item.id,
        title=item.title,
        kind=item.kind,
        region=item.region,
        level=item.level,
        year=item.year,
        issuer=item.issuer,
        document_number="",
        date="",
        speaker="",
        source=item.source,
        notes=item.notes,
        characters=len(item.text),
        passages=0,
        assignments=len(assignments),
        indicators=0,
        sample=False,
        added="",
    )


class RegisterLibrary:
    """The papers, the register over them, and questions answered from it."""

    def __init__(self, *, with_work_report: bool = True) -> None:
        work = report(work_report_text(), kind="work_report", id="work")
        notices = (
            report(torn(notice_text(), TORN_SEED), id="torn"),
            _other(_CLAUSES, "clauses", "沧原省", "province"),
            _other(_CITY, "city", "澜州市", "prefecture"),
        )
        reports: list[Report] = [work] if with_work_report else []
        found: list[Assignment] = []
        entries = [_entry(item, ()) for item in reports]
        for notice in notices:
            extraction = extract_assignments(notice)
            noted = replace(notice, notes=extraction.notes)
            items = extraction.assignments
            if noted.region == work.region and with_work_report:
                items = align(noted, items, work)
            reports.append(noted)
            found.extend(items)
            entries.append(_entry(noted, items))
        self.papers = Papers(tuple(reports))
        self.register = Register(found, entries)
        self.names = LibraryNames.of(entries)

    def ask(self, question: str) -> Answer | None:
        """The register's answer; None where it leaves the question to others."""
        return answer_from_register(understand(question, names=self.names), self.register, self.papers)
