"""Numbered evidence of one answer: spans of reports become citations, each span one number."""

from __future__ import annotations

from typing import Protocol

from assistant.names import short_name
from assistant.records import Citation
from ingest.records import Report


class Titled(Protocol):
    """A report or its entry: what names it."""

    @property
    def title(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def year(self) -> int | None: ...


def full_title(report: Titled) -> str:
    """The title in 《》 with the region and year that it does not name itself: 《政府工作报告》（全国，2022年）."""
    missing = []
    if report.region and report.region not in report.title and short_name(report.region) not in report.title:
        missing.append(report.region)
    if report.year and str(report.year) not in report.title:
        missing.append(f"{report.year}年")
    return f"《{report.title}》" + (f"（{'，'.join(missing)}）" if missing else "")


class ReportSource(Protocol):
    """Whatever can give a whole report by its id; the library does."""

    def report(self, report_id: str) -> Report: ...


class Citations:
    """The citations of one answer in the order in which they were first used."""

    def __init__(self, reports: ReportSource) -> None:
        self._reports = reports
        self._citations: list[Citation] = []

    def add(self, report_id: str, start: int, end: int) -> int:
        """The number of the citation for ``[start, end)`` of the report: a new one, or that of the same span.

        White space at both ends of the span is left out, so that a quotation starts and ends with what it says.
        """
        report = self._reports.report(report_id)
        while start < end and report.text[start].isspace():
            start += 1
        while end > start and report.text[end - 1].isspace():
            end -= 1
        for citation in self._citations:
            if (citation.report_id, citation.start, citation.end) == (report_id, start, end):
                return citation.number
        number = len(self._citations) + 1
        self._citations.append(
            Citation(
                number=number,
                report_id=report_id,
                title=report.title,
                region=report.region,
                year=report.year,
                section=" › ".join(report.section_path(start)),
                page=report.page_at(start),
                quote=report.text[start:end],
                start=start,
                end=end,
            )
        )
        return number

    def all(self) -> tuple[Citation, ...]:
        """Every citation so far, by number from 1."""
        return tuple(self._citations)
