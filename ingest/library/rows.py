"""Records as rows of the catalog's tables, and back."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ingest.library.encoding import decode_all, encode
from ingest.library.tables import assignments, indicators, passages, reports
from ingest.records import Assignment, Indicator, Page, Passage, Reading, Report, ReportEntry, Section, Source, Table

Rows = list[dict[str, Any]]


def reading_rows(reading: Reading, *, file_id: int, revision: int) -> tuple[tuple[sa.Table, Rows], ...]:
    """The rows that hold the reading, with the table of each, in the order in which they can be inserted."""
    return (
        (reports, [_report_row(reading, file_id, revision)]),
        (passages, [_passage_row(passage, place) for place, passage in enumerate(reading.passages)]),
        (assignments, [_body_row(record, place) for place, record in enumerate(reading.assignments)]),
        (indicators, [_body_row(record, place) for place, record in enumerate(reading.indicators)]),
    )


def _report_row(reading: Reading, file_id: int, revision: int) -> dict[str, Any]:
    report = reading.report
    return {
        "id": report.id,
        "file_id": file_id,
        "revision": revision,
        "ordinal": report.source.ordinal,
        "source_name": report.source.name,
        "media_type": report.source.media_type,
        "title": report.title,
        "kind": report.kind,
        "region": report.region,
        "level": report.level,
        "year": report.year,
        "issuer": report.issuer,
        "document_number": report.document_number,
        "date": report.date,
        "speaker": report.speaker,
        "characters": len(report.text),
        "passage_count": len(reading.passages),
        "assignment_count": len(reading.assignments),
        "indicator_count": len(reading.indicators),
        "notes": encode(report.notes),
        "pages": encode(report.pages),
        "sections": encode(report.sections),
        "tables": encode(report.tables),
        "text": report.text,
    }


def _body_row(record: Assignment | Indicator, place: int) -> dict[str, Any]:
    return {"id": record.id, "report_id": record.report_id, "ordinal": place, "body": encode(record)}


def _passage_row(passage: Passage, place: int) -> dict[str, Any]:
    return {
        "id": passage.id,
        "report_id": passage.report_id,
        "ordinal": place,
        "section_id": passage.section_id,
        "first": passage.start,
        "past": passage.end,
        "text": passage.text,
        "breadcrumb": passage.breadcrumb,
    }


def passage_of(row: Any) -> Passage:
    return Passage(
        id=row.id,
        report_id=row.report_id,
        section_id=row.section_id,
        text=row.text,
        start=row.first,
        end=row.past,
        breadcrumb=row.breadcrumb,
    )


def report_of(row: Any) -> Report:
    return Report(
        id=row.id,
        title=row.title,
        kind=row.kind,
        region=row.region,
        level=row.level,
        year=row.year,
        issuer=row.issuer,
        document_number=row.document_number,
        date=row.date,
        speaker=row.speaker,
        source=_source(row),
        text=row.text,
        pages=decode_all(Page, row.pages),
        sections=decode_all(Section, row.sections),
        tables=decode_all(Table, row.tables),
        notes=decode_all(str, row.notes),
    )


def _source(row: Any) -> Source:
    return Source(name=row.source_name, sha256=row.sha256, ordinal=row.ordinal, media_type=row.media_type)


def entry_of(row: Any) -> ReportEntry:
    return ReportEntry(
        id=row.id,
        title=row.title,
        kind=row.kind,
        region=row.region,
        level=row.level,
        year=row.year,
        issuer=row.issuer,
        document_number=row.document_number,
        date=row.date,
        speaker=row.speaker,
        source=_source(row),
        notes=decode_all(str, row.notes),
        characters=row.characters,
        passages=row.passage_count,
        assignments=row.assignment_count,
        indicators=row.indicator_count,
        sample=row.sample,
        added=row.added,
    )
