"""A notice beside its work report: what each task carries out, and which lost text is pinned down."""

from __future__ import annotations

import pytest

from ingest.extract.alignment import align
from ingest.extract.anchoring import Pair, heaviest_chain, like_pairs
from ingest.extract.assignments import extract_assignments
from ingest.extract.report_clauses import folded, read_clauses
from tests.ingest.extract.test_assignment_damage import TORN
from tests.ingest.extract.torn_notice import TASKS, notice_text, report, torn, work_report_text

WORK_REPORT = report(work_report_text(), kind="work_report", id="work")


def test_every_task_is_linked_with_its_sentence() -> None:
    notice = report(notice_text())
    found = align(notice, extract_assignments(notice).assignments, WORK_REPORT)
    for item, (_, words, _, _) in zip(found, TASKS, strict=True):
        assert item.carries_out is not None
        assert words in item.carries_out.quote
        assert item.recovered is None


@pytest.mark.parametrize("seed", TORN)
def test_a_recovered_text_is_the_lost_one(seed: int) -> None:
    notice = report(torn(notice_text(), seed))
    for item in align(notice, extract_assignments(notice).assignments, WORK_REPORT):
        if item.recovered is not None:
            assert item.status == "text_missing"
            assert item.task_number is not None
            assert folded(item.recovered.quote) == folded(TASKS[item.task_number - 1][1])
            assert WORK_REPORT.text[item.recovered.start : item.recovered.end] == item.recovered.quote
            assert item.recovered.report_id == "work"


def test_most_lost_texts_are_recovered() -> None:
    lost = recovered = 0
    for seed in TORN:
        notice = report(torn(notice_text(), seed))
        items = align(notice, extract_assignments(notice).assignments, WORK_REPORT)
        missing = [item for item in items if item.status == "text_missing"]
        lost += len(missing)
        recovered += sum(item.recovered is not None for item in missing)
    assert recovered >= 0.8 * lost


def test_another_papers_sentences_recover_nothing() -> None:
    other = report(
        "各位代表：\n\n一、总体要求\n\n坚持稳中求进，推动高质量发展。抓好防灾减灾。\n", kind="work_report", id="other"
    )
    notice = report(torn(notice_text(), TORN[0]))
    items = extract_assignments(notice).assignments
    assert align(notice, items, other) == items


def test_a_gap_that_does_not_fit_in_number_stays_open() -> None:
    seed = next(
        s
        for s in TORN
        if any(i.status == "text_missing" for i in extract_assignments(report(torn(notice_text(), s))).assignments)
    )
    notice = report(torn(notice_text(), seed))
    items = extract_assignments(notice).assignments
    lost = next(item for item in items if item.status == "text_missing")
    assert lost.task_number is not None
    words = TASKS[lost.task_number - 1][1] + "。"
    doubled = report(
        WORK_REPORT.text.replace(words, words + "再谋划2件大事，办好3件难事。统筹4类资源，补齐5块短板。"),
        kind="work_report",
        id="work",
    )
    found = align(notice, items, doubled)
    assert next(item for item in found if item.id == lost.id).recovered is None


def test_the_chain_is_the_heaviest_that_never_goes_back() -> None:
    pairs = [
        Pair(left=0, right=5, likeness=1.0),
        Pair(left=0, right=1, likeness=1.0),
        Pair(left=1, right=2, likeness=1.0),
        Pair(left=2, right=2, likeness=1.0),
        Pair(left=3, right=0, likeness=1.0),
    ]
    assert [(pair.left, pair.right) for pair in heaviest_chain(pairs, [1.0] * 4)] == [(0, 1), (1, 2), (2, 2)]


def test_like_clauses_are_paired_across_small_changes() -> None:
    pairs = like_pairs(["新增公办园学位3.6万个"], ["治理尾矿库26座", "新增公办幼儿园学位3.6万个"])
    assert [(pair.left, pair.right) for pair in pairs] == [(0, 1)]


def test_headings_and_exhortations_are_marked() -> None:
    found = read_clauses("一、总体要求\n\n提升教育水平。新建学校6所，增加学位。我们要攻坚克难，再立新功！\n")
    kinds = [(sentence.heading, sentence.exhortation) for sentence in found.sentences]
    assert kinds == [(True, False), (True, False), (False, False), (False, True)]
