"""What a question asks of the figures: rows are (remark, question, fields)."""

from __future__ import annotations

import pytest

from assistant.figure_questions import figure_ask

ASKED = [
    ("a target in plain words", "云岭2025年社零要增长多少", {"kind": "target", "mode": "single", "measure": "growth"}),
    ("a target by verb", "云岭省2025年打算新增多少城镇就业", {"kind": "target", "indicators": ("城镇新增就业",)}),
    ("a result by verb", "云岭省固定资产投资完成了多少", {"kind": "result"}),
    ("a result by 去年", "云岭去年外贸涨了多少", {"kind": "result", "indicators": ("进出口总额",)}),
    ("neither", "云岭省2024年GDP增速是多少", {"kind": "", "measure": "growth"}),
    ("not the target", "云岭省2025年GDP实际增长多少（不是目标）", {"kind": "result"}),
    ("both", "社零呢，目标和2024年实际都说下", {"both_kinds": True}),
    ("the amount", "云岭省2024年GDP是多少亿元", {"measure": "level"}),
    ("compare", "云岭和海曲2025年GDP目标哪个更高", {"mode": "compare"}),
    ("highest", "2025年哪个省GDP目标最高", {"mode": "ranking", "order": "highest", "regions_asked": "province"}),
    ("slowest is lowest", "2024年哪个省社零增长最慢", {"mode": "ranking", "order": "lowest", "extreme": "最慢"}),
    ("first three", "2025年GDP目标最高的三个省", {"mode": "ranking", "limit": 3}),
    ("place", "云岭省2025年GDP目标排第几", {"mode": "ranking", "place": True}),
    ("all", "2025年各省GDP目标排名", {"mode": "ranking", "order": "all"}),
    ("over years", "云岭省历年GDP目标", {"mode": "trend"}),
    ("change", "云岭省2025年GDP目标比2024年实际高多少", {"mode": "change"}),
    ("group", "西部哪个省2025年GDP目标最高", {"mode": "ranking"}),
    ("amount and growth", "云岭省2024年GDP是多少亿元，增长多少", {"measure": "both"}),
    ("growth and amount", "云岭省2024年社零增速和总额各是多少", {"measure": "both"}),
    ("the name and its growth", "云岭省2024年GDP及增速", {"measure": "both"}),
    ("only growth, of two years", "云岭省2023年和2024年进出口分别增长多少", {"measure": "growth", "mode": "compare"}),
    (
        "a list of short names",
        "云岭2025年一产二产三产目标",
        {"indicators": ("第一产业增加值", "第二产业增加值", "服务业增加值")},
    ),
    ("was it met", "云岭省2024年粮食产量有没有达到1380万吨的目标", {"met": True, "both_kinds": True}),
    ("more than met", "云岭省2024年社零超额完成了吗", {"met": True}),
    ("by how much it was missed", "云岭省2024年GDP目标和实际差多少", {"met": True}),
    ("a target alone is not met or missed", "云岭省2025年GDP目标是多少", {"met": False}),
    ("no target set is not a target missed", "哪些省没有提出社零目标", {"met": False, "silent": True}),
    (
        "no indicator, a percentage aimed at",
        "哪几个省定7%",
        {"assumed": True, "kind": "target", "regions_asked": "province"},
    ),
    ("no indicator, with a year", "2025年哪些地方把目标定在6%以上", {"assumed": True, "regions_asked": ""}),
    ("no kind of region", "2025年GDP目标最高的是哪里", {"order": "highest", "regions_asked": ""}),
    ("cities of a province", "云岭省各市2025年GDP目标排名", {"order": "all", "regions_asked": "prefecture"}),
    ("above another region", "哪些省2025年GDP目标比贵州高", {"relative": "above", "mode": "ranking"}),
    ("in which year", "云岭省GDP增速哪年最高", {"mode": "trend", "order": "highest"}),
    ("English: met", "Did Yunling meet its 2024 GDP target?", {"met": True}),
    ("English: both", "What were the GDP and GDP growth of Hunan in 2021?", {"measure": "both"}),
    (
        "English: above another region",
        "Which provinces set higher GDP targets than Guizhou for 2025?",
        {"relative": "above"},
    ),
    ("silent", "哪些省没有提出社零目标", {"mode": "ranking", "silent": True}),
    ("telegram style", "云岭 25 gdp 目标", {"kind": "target", "indicators": ("地区生产总值",)}),
    ("English target", "What is the GDP growth target for 2025?", {"kind": "target", "measure": "growth"}),
    ("English result", "How fast did GDP actually grow in 2024?", {"kind": "result"}),
]


@pytest.mark.parametrize(("remark", "question", "expected"), ASKED, ids=[row[0] for row in ASKED])
def test_what_is_asked(remark: str, question: str, expected: dict[str, object]) -> None:
    ask = figure_ask(question)
    assert ask is not None
    assert {field: getattr(ask, field) for field in expected} == expected


THRESHOLDS = [
    ("plain", "2025年哪些省GDP目标定在7%", ("equal", 7.0, 7.0, "")),
    ("any wording", "GDP目标7%（含左右、以上）的省份有哪些", ("equal", 7.0, 7.0, "")),
    ("with its qualifier", "GDP目标6%左右的是哪几个省", ("equal", 6.0, 6.0, "左右")),
    ("and above", "GDP目标6.5%以上的有哪些省", ("at_least", 6.5, 6.5, "")),
    ("reaches", "哪些省固定资产投资目标达到10%", ("at_least", 10.0, 10.0, "")),
    ("above", "哪些省GDP目标高于6%", ("above", 6.0, 6.0, "")),
    ("below", "哪些省GDP目标低于6%", ("below", 6.0, 6.0, "")),
    ("no lower", "GDP目标不低于6%的省有哪些", ("at_least", 6.0, 6.0, "")),
    ("no higher", "GDP目标不超过6%的省有哪些", ("at_most", 6.0, 6.0, "")),
    ("between", "GDP目标在6%到7%之间的省", ("between", 6.0, 7.0, "")),
    ("not", "CPI目标不是3%的有哪些省", ("unequal", 3.0, 3.0, "")),
    ("the unit that the indicator gives", "2021年GDP总量超过5万亿的省有哪些", ("above", 5.0, 5.0, "")),
    ("people", "城镇新增就业目标超过100万人的省有哪些", ("above", 100.0, 100.0, "")),
    ("English", "Which provinces set a GDP target of at least 6 percent?", ("at_least", 6.0, 6.0, "")),
]


@pytest.mark.parametrize(("remark", "question", "expected"), THRESHOLDS, ids=[row[0] for row in THRESHOLDS])
def test_the_figure_that_is_measured_by(remark: str, question: str, expected: tuple[str, float, float, str]) -> None:
    ask = figure_ask(question)
    assert ask is not None and ask.threshold is not None
    assert (ask.threshold.test, ask.threshold.low, ask.threshold.high, ask.threshold.qualifier) == expected
    assert ask.mode == "ranking"


@pytest.mark.parametrize(
    "question",
    [
        "固定资产投资由谁负责",
        "规模以上工业增加值目标的牵头单位是哪个",
        "如何稳定粮食产量",
        "为什么居民消费价格上涨",
        "研发费用加计扣除比例是多少",
        "扩大外贸有哪些措施",
        "2025年新建5G基站多少个",
        "今天天气怎么样",
        "新增外资研发中心多少家",
        "粮食产业园有多少个",
        "哪些省新能源汽车渗透率定在40%",
    ],
)
def test_questions_for_others(question: str) -> None:
    assert figure_ask(question) is None


@pytest.mark.parametrize(
    ("remark", "question", "part"),
    [
        ("a sector", "云岭2025年汽车出口目标", "汽车"),
        ("a group of people", "云岭2025年青年失业率目标", "青年"),
        ("the region is no limit", "云岭省出口目标", ""),
        ("words of asking are no limit", "请问云岭今年计划完成固定资产投资多少", ""),
        ("a year is no limit", "云岭2025年外贸目标", ""),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_limits_an_indicator(remark: str, question: str, part: str) -> None:
    ask = figure_ask(question)
    assert ask is not None
    assert ask.part == part
