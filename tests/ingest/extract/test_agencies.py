"""Unit names: canonical forms, lists as notices write them, mentions in questions."""

from __future__ import annotations

import pytest

from ingest.extract.agencies import canonical_unit, english_unit, find_units, same_unit, split_units, unit_aliases
from ingest.extract.agency_lexicon import agencies
from ingest.records import Level

CANONICAL = [
    ("发改委", "province", "省发展改革委", "short form, level from the paper"),
    ("省发改委", "", "省发展改革委", "short form with its level"),
    ("省发展和改革委员会", "", "省发展改革委", "official name"),
    ("云岭省发展改革委员会", "", "省发展改革委", "named by its province"),
    ("澜州市发改委", "", "澜州市发展改革委", "a city's body keeps its city"),
    ("国家发展改革委", "", "国家发展改革委", "the national body is another"),
    ("发展改革委", "", "发展改革委", "no level anywhere: none invented"),
    ("教育局", "", "教育局", "局 of no level: a city's or a county's"),
    ("教体局", "county", "县教育局", "a county's, by the paper"),
    ("工信厅", "", "省工业和信息化厅", "厅 is a province's"),
    ("工信局", "prefecture", "市工业和信息化局", "the city's suffix"),
    ("教育部", "", "教育部", "a ministry bears no sign"),
    ("网信办", "province", "省委网信办", "a party office"),
    ("省网信办", "", "省委网信办", "its 委 elided"),
    ("共青团省委", "", "团省委", "youth league"),
    ("市卫健委", "", "市卫生健康委", "health commission"),
    ("省市监局", "", "省市场监管局", "abbreviated twice"),
    ("文 旅\n厅", "", "省文化和旅游厅", "white space inside the name"),
    ("省人民政府办公厅", "", "省政府办公厅", "人民政府 and 政府 are one"),
    ("云岭电网公司", "province", "云岭电网公司", "a company outside the lexicon stays"),
]

LISTS = [
    ("省科技厅、教育厅、财政厅", ("省科技厅", "省教育厅", "省财政厅"), False, "elided 省"),
    ("市发改委、市财政局等单位", ("市发改委", "市财政局"), True, "等单位 leaves the list open"),
    ("省水利厅等部门和单位", ("省水利厅",), True, "等部门和单位"),
    ("岚溪、青屏、望川市人民政府", ("岚溪市人民政府", "青屏市人民政府", "望川市人民政府"), False, "a shared ending"),
    (
        "岚溪、苍州、望川市人民政府",
        ("岚溪市人民政府", "苍州市人民政府", "望川市人民政府"),
        False,
        "a city whose name ends with 州",
    ),
    ("临湖区、石桥县政府", ("临湖区政府", "石桥县政府"), False, "a shared ending, each with its level"),
    ("省财政厅等单位和各市〔州〕政府", ("省财政厅", "各市〔州〕政府"), True, "和各市〔州〕政府 after an open list"),
    (
        "省交投集团等单位和澜州市、岚溪市政府",
        ("省交投集团", "澜州市政府", "岚溪市政府"),
        True,
        "places after an open list",
    ),
    (
        "各区（市、县）人民政府，市住建局",
        ("各区（市、县）人民政府", "市住建局"),
        False,
        "a 、 inside brackets divides nothing",
    ),
    (
        "各市（州）、县（市、区）人民政府",
        ("各市（州）、县（市、区）人民政府",),
        False,
        "one general name over two levels",
    ),
    ("省工业和信息化厅和省文化和旅游厅", ("省工业和信息化厅", "省文化和旅游厅"), False, "和 in names and between them"),
    ("省粮食和物资储备局及有关部门", ("省粮食和物资储备局", "有关部门"), False, "及有关部门"),
    ("市公安\n局、市司法局", ("市公安局", "市司法局"), False, "a line break inside a name"),
    ("市教育、财政、民政局", ("市教育局", "市财政局", "市民政局"), False, "a suffix shared by the last"),
    ("省委组织部、宣传部", ("省委组织部", "省委宣传部"), False, "elided 省委"),
    ("省安全生产委员会成员单位", ("省安全生产委员会成员单位",), False, "a group is one"),
    ("省科技厅,省教育厅;省财政厅", ("省科技厅", "省教育厅", "省财政厅"), False, "half-width signs"),
    ("某矿区整治领导小组成员单位及澜江新区", ("某矿区整治领导小组成员单位", "澜江新区"), False, "及 after a group"),
]

MENTIONS = [
    ("云岭商务厅牵头几项", ("省商务厅",), "behind a region's name"),
    ("市场监管局牵头哪些事", ("市场监管局",), "no level said: none invented"),
    ("What does the Department of Commerce lead?", ("商务厅",), "an English name"),
    ("tasks of the Big Data Bureau", ("大数据局",), "key before the form word"),
    ("education reform in the province", (), "an English key without a form word is no unit"),
    ("省妇联和团市委参与哪些工作", ("省妇联", "团市委"), "mass organisations"),
    ("推进义务教育均衡发展", (), "a matter, no unit"),
]


@pytest.mark.parametrize(("name", "level", "expected", "remark"), CANONICAL, ids=[row[3] for row in CANONICAL])
def test_a_unit_has_one_canonical_name(name: str, level: Level, expected: str, remark: str) -> None:
    assert canonical_unit(name, level) == expected


@pytest.mark.parametrize(("text", "expected", "is_open", "remark"), LISTS, ids=[row[3] for row in LISTS])
def test_a_list_is_split_into_full_names(text: str, expected: tuple[str, ...], is_open: bool, remark: str) -> None:
    found = split_units(text)
    assert (found.units, found.open_list) == (expected, is_open)


@pytest.mark.parametrize(("text", "expected", "remark"), MENTIONS, ids=[row[2] for row in MENTIONS])
def test_units_are_found_in_a_question(text: str, expected: tuple[str, ...], remark: str) -> None:
    mentions = find_units(text)
    assert tuple(mention.name for mention in mentions) == expected
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


def test_levels_keep_units_apart() -> None:
    assert same_unit("发改委", "省发展改革委", "province")
    assert not same_unit("市发改委", "省发展改革委", "province")
    assert not same_unit("国家发展改革委", "省发展改革委", "province")
    assert not same_unit("澜州市教育局", "岚溪市教育局", "prefecture")


def test_known_names_are_found_too() -> None:
    assert [mention.name for mention in find_units("云岭电网公司负责什么", known=("云岭电网公司",))] == ["云岭电网公司"]


def test_aliases_begin_with_the_canonical_name() -> None:
    aliases = unit_aliases("省发改委")
    assert aliases[0] == "省发展改革委"
    assert {"省发改委", "省发展和改革委员会"} <= set(aliases)


def test_english_names_follow_the_level() -> None:
    assert english_unit("省教育厅") == "Department of Education"
    assert english_unit("市教育局") == "Bureau of Education"
    assert english_unit("教育部") == "Ministry of Education"
    assert english_unit("某某集团") == ""


def test_every_body_of_the_lexicon_is_its_own_canonical_name_again() -> None:
    for agency in agencies():
        if agency.kind == "league":
            continue
        name = canonical_unit(agency.bodies[0], "province")
        assert canonical_unit(name) == name, agency.stem
