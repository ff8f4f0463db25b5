"""The reading pipeline: a file's bytes -> its reports with passages, assignments and indicators."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from ingest.errors import UnreadableFileError
from ingest.extract.assignments import extract_assignments
from ingest.extract.damaged_sections import with_sure_sections
from ingest.extract.indicators import extract_indicators
from ingest.loaders import load
from ingest.records import Reading, Report
from ingest.structure.passages import cut_passages
from ingest.structure.reports import build_reports


def _read(report: Report) -> Reading:
    extraction = extract_assignments(report)
    noted = replace(report, notes=tuple(dict.fromkeys((*report.notes, *extraction.notes))))
    if extraction.borders:  # scrambled: a heading may stand before another copy's words
        noted = with_sure_sections(noted, extraction.assignments)
    return Reading(
        report=noted,
        passages=cut_passages(noted, extraction.borders),
        assignments=extraction.assignments,
        indicators=extract_indicators(noted),
    )


def read_reports(name: str, data: bytes) -> tuple[Reading, ...]:
    """Everything that was read from the file ``name`` with the bytes ``data``, one `Reading` a report in its order.

    Raises UnreadableFileError where the file cannot be read.
    """
    reports = build_reports(load(name, data), hashlib.sha256(data).hexdigest())
    return tuple(_read(report) for report in reports)


def read_path(path: Path) -> tuple[Reading, ...]:
    """The same for a file on disk. Raises UnreadableFileError also where there is no such file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), "打不开这个文件，请检查路径和权限", "cannot open the file") from error
    return read_reports(path.name, data)
