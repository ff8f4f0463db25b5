"""Torn sources: tasks and brackets are bound by number, nothing is stated that the evidence does not carry."""

from __future__ import annotations

import pytest

from ingest.extract.assignments import extract_assignments
from ingest.extract.damage_brackets import intact, lacks_a_part, usual_roles
from ingest.extract.damage_numbers import is_scrambled, numbers
from ingest.extract.damage_outline import sure_paths
from ingest.extract.expressions import Expression, parse_expression
from ingest.structure.passages import cut_passages
from tests.ingest.extract.torn_notice import TASKS, notice_text, report, torn

SEEDS = range(30)
TORN = [seed for seed in SEEDS if is_scrambled(torn(notice_text(), seed), numbers(torn(notice_text(), seed)))]


def test_the_whole_notice_is_not_taken_for_a_torn_one() -> None:
    found = extract_assignments(report(notice_text()))
    assert found.notes == ()
    assert [item.task_number for item in found.assignments] == list(range(1, len(TASKS) + 1))
    assert [item.lead for item in found.assignments] == [tuple(lead.split("、")) for _, _, lead, _ in TASKS]


def test_most_torn_copies_are_recognised() -> None:
    assert len(TORN) >= 27


@pytest.mark.parametrize("seed", TORN)
def test_no_wrong_unit_and_no_foreign_words_are_stated(seed: int) -> None:
    source = report(torn(notice_text(), seed))
    for item in extract_assignments(source).assignments:
        assert item.task_number is not None
        _, words, lead, _ = TASKS[item.task_number - 1]
        if item.status != "assignment_missing":
            assert item.lead == tuple(lead.split("、")), item
        if item.text:
            assert words.endswith(item.text.rstrip("。").replace("\n", "")), item
        assert source.text[item.start : item.end] == item.quote


@pytest.mark.parametrize("seed", TORN[:6])
def test_every_task_is_accounted_for_in_the_note(seed: int) -> None:
    found = extract_assignments(report(torn(notice_text(), seed)))
    (note,) = found.notes
    highest = max(item.task_number or 0 for item in found.assignments)
    lost = highest - len({item.task_number for item in found.assignments})
    assert f"共{highest}项任务" in note
    assert f"{sum(item.status == 'ok' for item in found.assignments)}项完整" in note
    assert f"{lost}项全部缺失" in note


@pytest.mark.parametrize("seed", TORN[:6])
def test_no_passage_joins_a_task_with_a_foreign_bracket(seed: int) -> None:
    source = report(torn(notice_text(), seed))
    found = extract_assignments(source)
    for passage in cut_passages(source, found.borders):
        inside = [n for n in numbers(source.text) if passage.start <= n.start < passage.end]
        for number in inside:
            lead = TASKS[number.value - 1][2]
            if "牵头单位" in passage.text:
                assert f"牵头单位：{lead}，" in passage.text, passage.text


NUMBERINGS = [
    ("1.甲。2.乙。3.丙。4.丁。", False, "in order"),
    ("1.甲。2.乙。3.丙。1.丁。2.戊。3.己。1.庚。2.辛。", False, "begins anew in each section"),
    ("1.甲事。2.乙事。3.丙事。8.辛事。2.乙事。9.壬事。3.丙事。10.癸事。", True, "two copies by turns"),
    ("1.增长7.5%。2.达到1.45亿吨。3.占6.1%。", False, "decimals are no numbers"),
]


@pytest.mark.parametrize(("text", "expected", "remark"), NUMBERINGS, ids=[row[2] for row in NUMBERINGS])
def test_a_torn_source_shows_by_its_numbering(text: str, expected: bool, remark: str) -> None:
    assert is_scrambled(text, numbers(text)) is expected


WELDED = [
    ("(牵头单位：省教育厅，责任单位：省财政厅等单位)", True, "whole"),
    ("(牵头单位：省教育厅，责任单位：省科技单位：省财政厅)", False, "a second label inside"),
    ("(牵头单位：省教育厅，责任单位：省交通省财政厅)", False, "two names welded"),
    ("(牵头单位：省教育厅，责任单位：省财9.新增学位。省民政厅)", False, "a task's number inside"),
    ("(牵头单位：省教育厅，责任单位：省文然资源厅)", False, "a department that does not exist"),
    ("(牵头单位：省教育厅，责任单位：省财政厅、省民政厅、省财政厅等单位)", False, "a unit twice"),
    ("(牵头单位：省教育厅，责任单位：、省民政厅等单位)", False, "a list that begins with its comma"),
    ("(牵头单位：省教育厅，责任单位：省民政厅政府)", False, "a department's government"),
    ("(牵头单位：省教育厅，责任单位：省民政厅州〕政府)", False, "a bracket closed that was not opened"),
    ("(牵头单位：省教育厅，责任单位：省科学市〔州〕政府)", False, "a name before all cities"),
    ("(牵头单位：省教育厅，责任单位：省自然资业局)", False, "a name that leaves another in its middle"),
    ("(牵头单位：省教育厅，责任单位：省生态环和各市〔州〕政府)", False, "a name broken off"),
    ("（省教育厅牵头，省财政厅配合）", True, "units before verbs"),
    (
        "(牵头单位：省教育厅，责任单位：省地矿局、省电力交易中心等单位和各市〔州〕政府)",
        True,
        "names that the lexicon lacks",
    ),
]


@pytest.mark.parametrize(("bracket", "expected", "remark"), WELDED, ids=[row[2] for row in WELDED])
def test_a_welded_bracket_is_no_evidence(bracket: str, expected: bool, remark: str) -> None:
    assert intact(bracket, parse_expression(bracket[1:-1]) or Expression()) is expected


def test_a_bracket_without_its_usual_second_label_has_lost_a_part() -> None:
    usual = usual_roles(["(牵头单位：省教育厅，责任单位：省财政厅等单位)"] * 10)
    welded = "(牵头单位：省教育厅、省水利厅等单位和各市〔州〕政府)"
    assert lacks_a_part(welded, parse_expression(welded[1:-1]) or Expression(), usual)
    alone = "(牵头单位：省教育厅、省水利厅)"
    assert not lacks_a_part(alone, parse_expression(alone[1:-1]) or Expression(), usual)


def test_two_copies_that_disagree_give_no_lead() -> None:
    bracket = "(牵头单位：{}，责任单位：省财政厅)"
    names = ("省教育厅", "省水利厅", "省林业局", "省商务厅", "省民政厅", "省司法厅")
    tasks = [f"{n}.第{n}类事项抓细抓实。" + bracket.format(name) for n, name in enumerate(names, 1)]
    other = tasks[1].replace("省水利厅", "省审计厅")
    found = extract_assignments(report("".join([*tasks[:3], tasks[4], other, tasks[2], tasks[5], *tasks[:2]])))
    assert "两处所载单位不一致" in found.notes[0]
    assert all(not item.lead for item in found.assignments if item.task_number == 2)


def test_a_second_whole_copy_changes_nothing() -> None:
    once = extract_assignments(report(notice_text())).assignments
    twice = extract_assignments(report(notice_text() + notice_text())).assignments
    assert [(item.task_number, item.text, item.lead) for item in twice] == [
        (item.task_number, item.text, item.lead) for item in once
    ]


def test_a_clause_of_several_is_only_stated_where_both_copies_agree() -> None:
    one = "1.甲事。（省教育厅牵头）甲二事。（省财政厅牵头）2.乙事。（省水利厅牵头）乙二事。（省民政厅牵头）3.丙事。（省林业局牵头）"
    two = "2.乙事。（省能源局牵头）乙二事。（省民政厅牵头）3.丙事。（省林业局牵头）4.丁事。（省商务厅牵头）"
    text = one + "4.丁事。（省商务厅牵头）" + two + "2.乙事。（省统计局牵头）5.戊事。（省审计厅牵头）" + two
    found = extract_assignments(report(text))
    stated = {(item.text, item.lead) for item in found.assignments if item.status == "ok"}
    assert ("乙事。", ("省水利厅",)) not in stated
    assert ("乙二事。", ("省民政厅",)) in stated


OUTLINES = [
    ({1: ((1, "一、甲"), (2, "(一)子")), 2: (), 3: ((2, "(二)丑"),), 4: ()}, 2, ("一、甲", "(一)子"), "nothing lost"),
    (
        {1: ((1, "一、甲"), (2, "(一)子")), 4: ((2, "(三)寅"),), 5: ()},
        3,
        ("一、甲",),
        "a heading may be lost: the first level holds",
    ),
    (
        {1: ((1, "一、甲"), (2, "(一)子")), 4: ((2, "(一)辰"),), 6: ((1, "三、丙"),)},
        3,
        (),
        "a first-level heading may be lost",
    ),
    (
        {1: ((1, "一、甲"), (2, "(二)子")), 4: ((2, "(一)辰"),), 6: ((1, "三、丙"),)},
        4,
        ("(一)辰",),
        "its own section is known",
    ),
]


@pytest.mark.parametrize(("headings", "task", "expected", "remark"), OUTLINES, ids=[row[3] for row in OUTLINES])
def test_a_section_is_stated_as_far_as_it_is_sure(
    headings: dict[int, tuple[tuple[int, str], ...]], task: int, expected: tuple[str, ...], remark: str
) -> None:
    assert sure_paths(headings, 8)[task] == expected
