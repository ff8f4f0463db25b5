"""Which indicator a text names: rows are (remark, text, concepts)."""

from __future__ import annotations

import re

import pytest

from ingest.extract.indicator_lexicon import concepts
from ingest.extract.indicator_names import (
    canonical_indicator,
    concept_named,
    exact_mentions,
    find_indicators,
    measure_of,
    record_name,
)

INCOMES = ["城镇居民人均可支配收入", "农村居民人均可支配收入"]
ASKED = [
    ("abbreviation", "社零目标是多少", ["社会消费品零售总额"]),
    ("colloquial investment", "固投定了多少", ["固定资产投资"]),
    ("Latin letters with gaps", "R&D 投入强度要做到百分之几", ["研发投入强度"]),
    ("a share said in words", "全社会研发投入占GDP比重", ["研发投入强度"]),
    ("words between verb and noun", "打算新增多少城镇就业", ["城镇新增就业"]),
    ("urban and rural together", "城乡居民收入分别增长多少", INCOMES),
    ("urban and rural named", "城镇和农村居民收入", INCOMES),
    ("one wrong character in a long name", "社会消废品零售总额增速", ["社会消费品零售总额"]),
    ("one wrong character at the end", "规上工业增加直", ["规模以上工业增加值"]),
    ("same sound in a short name", "粮食产凉多少", ["粮食产量"]),
    ("the next word is no misspelling", "固定资产投资目标", ["固定资产投资"]),
    ("a ratio is not the incomes", "城乡居民收入比降到多少", ["城乡居民收入比"]),
    ("English", "retail sales growth target", ["社会消费品零售总额"]),
    ("English share", "R&D spending as a percentage of GDP", ["研发投入强度"]),
    ("English pair", "income of urban and rural residents", INCOMES),
    ("English unemployment", "surveyed urban unemployment rate", ["城镇调查失业率"]),
    ("several", "GDP、固投和财政收入", ["地区生产总值", "固定资产投资", "一般公共预算收入"]),
    ("none: base stations", "新建5G基站多少个", []),
    ("none: enterprises", "规上工业企业有多少家", []),
    ("none: another sector's value added", "林业总产出", []),
]


@pytest.mark.parametrize(("remark", "text", "expected"), ASKED, ids=[row[0] for row in ASKED])
def test_indicators_of_a_question(remark: str, text: str, expected: list[str]) -> None:
    assert [mention.name for mention in find_indicators(text)] == expected


@pytest.mark.parametrize("text", ["R&D 投入强度", "全省 城镇新增就业 目标", "社会消废品零售总额"])
def test_a_mention_is_the_texts_own_words(text: str) -> None:
    for mention in find_indicators(text):
        assert text[mention.start : mention.end] == mention.text


def test_reports_are_read_without_guessing() -> None:
    assert [mention.name for mention in exact_mentions("社会消废品零售总额")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GDP", "地区生产总值"),
        ("地区生产总值增速", "地区生产总值增速"),
        ("retail sales", "社会消费品零售总额"),
        ("天气", None),
    ],
)
def test_canonical_indicator(text: str, expected: str | None) -> None:
    assert canonical_indicator(text) == expected


def test_record_names_lead_back_to_their_concept() -> None:
    for concept in concepts():
        for measure in ("level", "growth", "change"):
            name = record_name(concept, measure)
            assert concept_named(name) == concept
            if name != concept.name:
                assert measure_of(name) == measure


def test_the_lexicon_refers_only_to_its_own_concepts() -> None:
    names = {concept.name for concept in concepts()}
    assert len(names) == len(concepts())
    for concept in concepts():
        assert {name for name in (concept.share, concept.kin, *concept.parts) if name} <= names


def test_every_line_of_the_lexicon_is_whole() -> None:
    for concept in concepts():
        assert concept.name and concept.english and concept.aliases
        assert concept.shape in ("amount", "rate", "price", "intensity", "ratio")
        assert concept.prefer in ("level", "growth")
        assert re.compile(concept.asked)


def test_a_share_of_output_is_not_a_question_about_output() -> None:
    found = find_indicators("What share of GDP should the digital economy reach in 2025?")
    assert [mention.name for mention in found] == ["数字经济占比"]


def test_a_misprint_that_only_looks_alike() -> None:
    assert [mention.name for mention in find_indicators("农村居民收人增长多少")] == ["农村居民人均可支配收入"]
