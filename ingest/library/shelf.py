"""What was read from the catalog, kept in memory while the catalog stays the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from ingest.errors import UnknownReportError
from ingest.library.catalog import Catalog
from ingest.records import Assignment, Indicator, Report, ReportEntry

KEPT_REPORTS = 64


@dataclass
class _Contents:
    """All that was read at one revision so far."""

    revision: int
    entries: dict[str, ReportEntry] | None = None
    assignments: tuple[Assignment, ...] | None = None
    indicators: tuple[Indicator, ...] | None = None
    reports: OrderedDict[str, Report] = field(default_factory=OrderedDict)


class Shelf:
    """Entries, assignments, indicators and the reports used last; read anew when any process changed the catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.RLock()
        self._contents = _Contents(revision=-1)

    def entries(self) -> tuple[ReportEntry, ...]:
        """Every report, in the order of addition and of its place in the file."""
        return tuple(self._entries().values())

    def entry(self, report_id: str) -> ReportEntry:
        """The report's entry. Raises UnknownReportError."""
        entry = self._entries().get(report_id)
        if entry is None:
            raise unknown(report_id)
        return entry

    def report(self, report_id: str) -> Report:
        """The whole report. Raises UnknownReportError."""
        reports = self._current().reports
        with self._lock:
            if report_id in reports:
                reports.move_to_end(report_id)
                return reports[report_id]
        report = self._catalog.report(report_id)
        if report is None:
            raise unknown(report_id)
        with self._lock:
            reports[report_id] = report
            while len(reports) > KEPT_REPORTS:
                reports.popitem(last=False)
        return report

    def assignments(self) -> tuple[Assignment, ...]:
        """All assignments of all reports."""
        contents = self._current()
        if contents.assignments is None:
            contents.assignments = self._catalog.assignments()
        return contents.assignments

    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators of all reports."""
        contents = self._current()
        if contents.indicators is None:
            contents.indicators = self._catalog.indicators()
        return contents.indicators

    def _entries(self) -> dict[str, ReportEntry]:
        contents = self._current()
        if contents.entries is None:
            contents.entries = {entry.id: entry for entry in self._catalog.entries()}
        return contents.entries

    def _current(self) -> _Contents:
        revision = self._catalog.revision()
        with self._lock:
            if self._contents.revision != revision:
                self._contents = _Contents(revision=revision)
            return self._contents


def unknown(report_id: str) -> UnknownReportError:
    """The error for an id that no report has."""
    return UnknownReportError(
        f"没有编号为 {report_id} 的文件：用 python -m ingest list 查看全部编号",
        f"no report has the id {report_id}: see python -m ingest list",
    )
