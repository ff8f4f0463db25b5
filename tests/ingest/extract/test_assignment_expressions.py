"""The words inside a bracket, a line or a sentence that assign units."""

from __future__ import annotations

import pytest

from ingest.extract.brackets import bracket_evidence
from ingest.extract.cover_rules import first_listed_leads, lead_mark
from ingest.extract.expressions import parse_expression
from ingest.extract.labels import find_labels, header_role
from ingest.records import Mode

EXPRESSIONS: list[tuple[str, tuple[str, ...], tuple[str, ...], Mode, str]] = [
    ("牵头单位：省教育厅，责任单位：省财政厅", ("省教育厅",), ("省财政厅",), "lead", "labels with a comma between"),
    ("牵头单位：省教育厅  责任单位：省财政厅", ("省教育厅",), ("省财政厅",), "lead", "labels with spaces between"),
    (
        "责任单位：省教育厅；配合单位：省财政厅",
        ("省教育厅",),
        ("省财政厅",),
        "lead",
        "responsible beside supporting: it leads",
    ),
    ("责任单位：省教育厅、省财政厅", (), ("省教育厅", "省财政厅"), "joint", "responsible alone: no lead is named"),
    ("责任单位：省教育厅（牵头）、省财政厅", ("省教育厅",), ("省财政厅",), "lead", "the lead marked behind its name"),
    ("省教育厅牵头，财政厅、人社厅配合", ("省教育厅",), ("省财政厅", "省人社厅"), "lead", "elided 省 over the verb"),
    ("省教育厅牵头、省财政厅配合", ("省教育厅",), ("省财政厅",), "lead", "verbs joined by 、"),
    ("省教育厅、省财政厅按职责分工负责", (), ("省教育厅", "省财政厅"), "joint", "no lead is named"),
    ("省教育厅、省财政厅等分别负责", (), ("省教育厅", "省财政厅"), "separate", "each for its part"),
    ("省教育厅、各市县政府分工负责", (), ("省教育厅", "各市县政府"), "joint", "分工负责"),
    ("省教育厅会同省财政厅负责", ("省教育厅",), ("省财政厅",), "lead", "会同"),
    ("省教育厅牵头，有关部门按职责分工负责", ("省教育厅",), ("有关部门",), "lead", "a general name"),
    ("由省教育厅牵头，省财政厅配合，每季度调度一次", ("省教育厅",), ("省财政厅",), "lead", "a remark behind the units"),
    ("各部门单位分别负责", (), ("各部门单位",), "separate", "everybody"),
    ("牵头单位：省教育厅、\n省财政厅", ("省教育厅", "省财政厅"), (), "lead", "a line break in the list"),
]

NO_EXPRESSION = [
    ("此件主动公开", "a notice's footer"),
    ("加强组织领导，压实各级责任", "an exhortation"),
    ("含中央和省级补助", "an explanation"),
    ("以下简称“办法”", "a definition"),
    ("牵头组建创新联合体", "牵头 as a matter"),
]

DATES = [
    ("省教育厅牵头，2024年6月底前完成", "2024年6月底前完成", "at the end"),
    ("2024年6月底前，省教育厅牵头", "2024年6月底前", "at the beginning"),
    ("牵头单位：省教育厅；完成时限：持续推进", "持续推进", "labelled, without a date"),
    ("省教育厅牵头", "", "none"),
]

RULES = [
    ("各责任单位中列第一位的为牵头单位。", True, "列第一位"),
    ("排在首位的部门负责牵头，其余配合。", True, "排在首位"),
    ("责任单位（第一个为牵头单位）", True, "in a table's header"),
    ("牵头单位均列在责任单位第一位", True, "said the other way round"),
    ("坚持把安全放在第一位，各单位要牵头抓总。", False, "第一位 of something else"),
]


@pytest.mark.parametrize(("text", "lead", "others", "mode", "remark"), EXPRESSIONS, ids=[r[4] for r in EXPRESSIONS])
def test_an_expression_names_lead_and_participants(
    text: str, lead: tuple[str, ...], others: tuple[str, ...], mode: Mode, remark: str
) -> None:
    found = parse_expression(text, "省")
    assert found is not None
    assert (found.lead, found.participants, found.mode) == (lead, others, mode)


@pytest.mark.parametrize(("text", "remark"), NO_EXPRESSION, ids=[row[1] for row in NO_EXPRESSION])
def test_other_words_assign_nobody(text: str, remark: str) -> None:
    assert parse_expression(text) is None


@pytest.mark.parametrize(("text", "due", "remark"), DATES, ids=[row[2] for row in DATES])
def test_the_due_date_is_kept_as_written(text: str, due: str, remark: str) -> None:
    found = parse_expression(text)
    assert found is not None
    assert found.due == due


@pytest.mark.parametrize(("text", "expected", "remark"), RULES, ids=[row[2] for row in RULES])
def test_the_rule_that_the_first_unit_leads_is_recognised(text: str, expected: bool, remark: str) -> None:
    assert first_listed_leads(text) is expected


def test_a_sign_can_mark_the_leads() -> None:
    assert lead_mark("责任单位中带“*”号的为牵头单位") == "*"
    assert lead_mark("带动就业500人") == ""


def test_labels_are_found_through_spaces_and_only_before_a_colon() -> None:
    text = "牵 头 单 位：市教育局\n各责任单位要抓好落实。完成时限: 年底"
    assert [(label.role, text[label.end : label.end + 2]) for label in find_labels(text)] == [
        ("lead", "市教"),
        ("due", "年底"),
    ]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("牵头\n单位", "lead"),
        ("责任单位（第一个为牵头单位）", "responsible"),
        ("协办部门", "participant"),
        ("完成时限", "due"),
        ("县级责任领导", "leader"),
        ("工作内容", None),
    ],
)
def test_a_column_is_read_by_its_header(header: str, role: str | None) -> None:
    assert header_role(header) == role


def test_brackets_hold_their_span_and_may_nest_and_mix_widths() -> None:
    text = "建设园区（二期）。(牵头单位：市发展改革委，责任单位：各县〔区〕政府）另行文（见附件）。"
    (found,) = bracket_evidence(text)
    assert text[found.start : found.end] == "(牵头单位：市发展改革委，责任单位：各县〔区〕政府）"
    assert found.expression.participants == ("各县〔区〕政府",)
