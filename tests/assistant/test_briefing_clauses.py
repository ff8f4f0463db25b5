"""Trimming keeps whole clauses and never turns what is said: where a stretch may begin and end."""

from __future__ import annotations

import pytest

from assistant.briefing_clauses import clauses_of, figure_texts, figures_in, weight_of


def beginnings(text: str, *, looks_back: bool) -> list[str]:
    return [text[c.start : c.end] for c in clauses_of(text, looks_back=looks_back) if c.begins]


def endings(text: str) -> list[str]:
    return [text[c.start : c.end] for c in clauses_of(text, looks_back=False) if c.ends]


@pytest.mark.parametrize(
    ("remark", "text", "looks_back", "expected"),
    [
        (
            "a plan's clause that opens with a verb stands by itself",
            "用好算力补贴政策，承接渲染业务，算力产业规模突破30亿元。",
            False,
            ["用好算力补贴政策", "承接渲染业务", "算力产业规模突破30亿元"],
        ),
        (
            "what follows a place's own figure may be that place's",
            "临湖区接待游客增长42%，旅游综合收入27亿元，增长47.9%。",
            True,
            ["临湖区接待游客增长42%"],
        ),
        (
            "a figure without a subject needs the clause before",
            "建设标准厂房，产能达到25万吨以上，占全市比重三成。",
            False,
            ["建设标准厂房"],
        ),
        (
            "behind a semicolon a clause has a subject of its own",
            "临湖区新增学位900个；石桥县新建幼儿园4所。",
            True,
            ["临湖区新增学位900个", "石桥县新建幼儿园4所"],
        ),
        (
            "what is meant for a later year cannot lose its year",
            "初步考虑，到2030年，地区生产总值突破2.7万亿元，高速公路通车里程达到9000公里。",
            False,
            ["初步考虑", "到2030年"],
        ),
        (
            "a clause that carries on the one before",
            "新建步道40公里，其中城区12公里，分别位于两个街区。",
            False,
            ["新建步道40公里"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 60 else "",
)
def test_a_stretch_begins_only_where_nothing_before_is_needed(
    remark: str, text: str, looks_back: bool, expected: list[str]
) -> None:
    assert beginnings(text, looks_back=looks_back) == expected, remark


@pytest.mark.parametrize(
    ("remark", "text", "left_out"),
    [
        ("围绕 leads up to what is done", "围绕三个关键，建设两个基地", "围绕三个关键"),
        ("so does 坚持", "坚持项目为王，开工项目60个", "坚持项目为王"),
        ("and what a colon ends", "主要目标是：新增就业5万人", "主要目标是"),
    ],
)
def test_a_stretch_does_not_end_with_a_clause_that_leads_up(remark: str, text: str, left_out: str) -> None:
    assert left_out not in endings(text), remark


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("新建5G基站2.1万个", 1),
        ("增长6%左右、达到3200亿元", 2),
        ("2025年启动“十四五”规划第3批试点", 0),
        ("打造“3+3+2”产业集群", 0),
        ("节约每一度电", 0),
        ("突破2000亿元", 1),  # no year
    ],
)
def test_years_ordinals_and_numbers_in_names_are_no_figures(text: str, figures: int) -> None:
    assert figures_in(text) == figures == len(figure_texts(text))


def test_a_figure_tells_more_than_a_wish_and_a_wish_more_than_thanks() -> None:
    assert weight_of("新增学位5万个") > weight_of("建设一批学校") > weight_of("向各位代表表示衷心感谢") == 0


def test_brackets_and_quotes_are_not_cut() -> None:
    text = "实施“强基，提质”工程（含改建、扩建，共12项），新建站点40个。"
    assert [text[c.start : c.end] for c in clauses_of(text, looks_back=False)] == [
        "实施“强基，提质”工程（含改建、扩建，共12项）",
        "新建站点40个",
    ]
