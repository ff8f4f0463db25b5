"""Assignments of whole reports: clause counts, section paths, and the real notices where they are at hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from ingest.extract.alignment import align
from ingest.extract.assignments import extract_assignments
from ingest.reading import read_path
from ingest.records import Reading, Section
from tests.corpus import corpus_file, corpus_files, needs_corpus
from tests.ingest.extract.torn_notice import report

CLAUSES = [
    (
        "1．甲事。（省教育厅牵头）乙事。（省财政厅牵头）\n2．丙事。（省水利厅牵头）",
        [(1, 1), (1, 2), (2, 1)],
        "clauses count within their task",
    ),
    (
        "一、甲\n1．甲事。（省教育厅牵头）\n二、乙\n1．乙事。（省财政厅牵头）",
        [(1, 1), (1, 1)],
        "numbers begin anew in each section",
    ),
    (
        "（一）推进甲事。（省教育厅牵头）\n（二）推进乙事。（省财政厅牵头）",
        [(1, 1), (2, 1)],
        "tasks under Chinese numbers",
    ),
    ("推进甲事。（省教育厅牵头）\n推进乙事。\n（省财政厅牵头）", [(None, 1), (None, 1)], "no numbers at all"),
    ("1．甲事。①子事。（省教育厅牵头）②丑事。（省财政厅牵头）", [(1, 1), (1, 2)], "circled numbers inside a task"),
    (
        "1．占比达7.5%。（省教育厅牵头）\n2．达到1.45亿吨。（省能源局牵头）",
        [(1, 1), (2, 1)],
        "decimals are no task numbers",
    ),
    ("1．甲事。(省教育厅牵头)2．乙事。(省财政厅牵头)", [(1, 1), (2, 1)], "tasks run together on one line"),
]


@pytest.mark.parametrize(("text", "expected", "remark"), CLAUSES, ids=[row[2] for row in CLAUSES])
def test_tasks_and_clauses_are_counted(text: str, expected: list[tuple[int | None, int]], remark: str) -> None:
    found = extract_assignments(report(text)).assignments
    assert [(item.task_number, item.clause) for item in found] == expected


def test_a_task_that_names_nobody_is_no_assignment() -> None:
    assert extract_assignments(report("1．推进甲事（含乙项目）。\n2．做好丙事，压实各方责任。")).assignments == ()


def test_the_path_leaves_out_a_section_that_is_the_task_itself() -> None:
    text = "一、甲类\n（一）推进甲事。（省教育厅牵头）"
    own = text.index("（一）")
    sections = (
        Section(id="a", parent="", level=1, number="一、", heading="甲类", start=0, end=len(text)),
        Section(
            id="b", parent="a", level=2, number="（一）", heading="推进甲事。（省教育厅牵头）", start=own, end=len(text)
        ),
    )
    (found,) = extract_assignments(replace(report(text), sections=sections)).assignments
    assert found.section_path == ("一、甲类",)
    assert found.text == "推进甲事。"


def test_a_work_report_assigns_nothing() -> None:
    text = "今年要支持龙头企业牵头组建联合体（含中央企业）。压实属地责任，由各地负责落实到位。"
    assert extract_assignments(report(text, kind="work_report")).assignments == ()


@pytest.fixture(scope="module")
def torn_reading() -> Reading:
    """The real damaged notice."""
    (reading,) = read_path(corpus_file("000"))
    return reading


@needs_corpus
def test_the_real_clause_notice_gives_all_its_clauses() -> None:
    (reading,) = read_path(corpus_file("002"))
    assert len(reading.assignments) == 194
    assert Counter(item.mode for item in reading.assignments) == {"lead": 137, "joint": 47, "separate": 10}
    assert {item.status for item in reading.assignments} == {"ok"}
    assert all(len(item.section_path) == 2 for item in reading.assignments)


@needs_corpus
def test_the_real_damaged_notice_is_read_by_its_numbers(torn_reading: Reading) -> None:
    counts = Counter(item.status for item in torn_reading.assignments)
    assert counts == {"ok": 132, "text_missing": 36, "assignment_missing": 40}
    assert any("10项全部缺失" in note for note in torn_reading.report.notes)


@needs_corpus
def test_its_lost_texts_are_recovered_from_the_work_report(torn_reading: Reading) -> None:
    works = [
        reading.report
        for reading in read_path(corpus_file("001"))
        if reading.report.region == torn_reading.report.region and reading.report.year == torn_reading.report.year
    ]
    found = align(torn_reading.report, torn_reading.assignments, works[0])
    by_number = {item.task_number: item for item in found}
    missing = [item for item in found if item.status == "text_missing"]
    assert sum(item.recovered is not None for item in missing) == 36
    assert all(item.carries_out is not None for item in found if item.text)
    five_g = by_number[86].recovered
    assert five_g is not None
    assert "5G基站" in five_g.quote
    assert by_number[86].lead == ("省大数据局", "省通信管理局")


@needs_corpus
def test_real_work_reports_assign_nothing() -> None:
    for path in corpus_files()[3:]:
        for reading in read_path(path):
            assert reading.assignments == ()
