"""Real reports: the figures checked by eye, quotations, speed."""

from __future__ import annotations

import time

import pytest

from ingest.extract.indicators import extract_indicators
from tests.corpus import needs_corpus
from tests.ingest.extract.indicators import corpus_reports, precision_recall


@needs_corpus
@pytest.mark.corpus
def test_headline_figures_are_those_checked_by_eye() -> None:
    precision, recall, extra, missing = precision_recall()
    assert precision >= 0.97, sorted(extra)
    assert recall >= 0.97, sorted(missing)


@needs_corpus
@pytest.mark.corpus
def test_every_quotation_stands_in_its_report_and_reading_is_fast() -> None:
    reports = corpus_reports()
    started = time.perf_counter()
    rows = [(report, row) for report in reports for row in extract_indicators(report)]
    seconds = time.perf_counter() - started
    assert len(rows) > 1000
    assert all(report.text[row.start : row.end] == row.quote for report, row in rows)
    assert seconds < 3.0  # 0.5 on an idle machine
