"""Places inside a region: rows are (remark, clause, place)."""

from __future__ import annotations

import re

import pytest

from ingest.extract.figure_places import is_place, leading_place, names_place, place_acted_on
from ingest.structure.regions import find_regions

OWN = re.compile("云岭省|云岭")

LEADING = [
    ("a new area", "云溪新区旅客增长42%", "云溪新区"),
    ("a county by its form", "石桥县旅客增长42%", "石桥县"),
    ("a city of the table", "贵阳市旅客增长42%", "贵阳市"),
    ("the report's own region", "云岭省旅客增长42%", ""),
    ("a verb before 市", "改造市政管网120公里", ""),
    ("a verb before 省", "力争省内游客增长10%", ""),
    ("no place at all", "旅客增长42%", ""),
]


@pytest.mark.parametrize(("remark", "clause", "place"), LEADING, ids=[row[0] for row in LEADING])
def test_the_place_that_a_clause_opens_with(remark: str, clause: str, place: str) -> None:
    assert leading_place(clause, OWN) == place


ACTED_ON = [
    ("supported", "支持云溪新区扩区提质", "云溪新区"),
    ("built to a high standard", "高标准建设云溪新区", "云溪新区"),
    ("a kind of place", "推动各类产业园区转型", ""),
    ("two places", "支持云溪新区和望川开发区发展", ""),
    ("the whole region", "全省支持云溪新区发展", ""),
    ("a belt over provinces", "推进长江经济带发展", ""),
]


@pytest.mark.parametrize(("remark", "clause", "place"), ACTED_ON, ids=[row[0] for row in ACTED_ON])
def test_the_place_that_a_clause_acts_on(remark: str, clause: str, place: str) -> None:
    assert place_acted_on(clause, OWN) == place


@pytest.mark.parametrize(
    ("text", "expected"),
    [("贵阳市", True), ("望川市", True), ("石桥县", True), ("压实市级责任", False), ("优化省级专项", False)],
)
def test_a_region_by_its_form_alone_is_a_place_only_where_it_is_no_verb(text: str, expected: bool) -> None:
    assert any(is_place(mention) for mention in find_regions(text)) is expected


@pytest.mark.parametrize(
    ("scope", "expected"), [("兵团", True), ("临湖区", True), ("成都", True), ("县域", False), ("民营企业", False)]
)
def test_what_limits_a_figure_is_a_place_or_a_group(scope: str, expected: bool) -> None:
    assert names_place(scope) is expected
