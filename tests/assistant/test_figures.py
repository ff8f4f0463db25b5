"""Answers about figures over the invented library: rows are (remark, question, regions, years, what is said, what is not)."""

from __future__ import annotations

import re

import pytest

from assistant.figure_values import english_amount
from assistant.figures import answer_from_figures, figures_table
from assistant.records import Answer
from tests.assistant.figure_library import MemoryLibrary, asked, library, work_report

LIBRARY = library()
QUOTED = re.compile("「[^」]*」")


def _answer(question: str, *regions: str, years: tuple[int, ...] = (), language: str = "zh") -> Answer:
    answer = answer_from_figures(
        asked(question, *regions, years=years, language="en" if language == "en" else "zh"), LIBRARY
    )
    assert answer is not None
    return answer


# remark, question, regions, years, beginning of the answer, in it, stated nowhere in it outside quotation marks
SINGLE = [
    ("a target", "云岭省2025年GDP目标是多少", "云岭省", 2025, "6%左右：", ["2025年地区生产总值增速目标"], ["5.6%"]),
    ("last year's result", "云岭省2024年城镇新增就业完成多少", "云岭省", 2024, "42.5万人：", ["实际"], ["40万"]),
    ("a year alone: the result where there is one", "云岭省2024年GDP增速", "云岭省", 2024, "5.6%：", ["实际"], ["6%"]),
    (
        "a year alone: the target where it is the report's",
        "海曲省2025年GDP增速",
        "海曲省",
        2025,
        "6%以上：",
        ["目标"],
        ["6.3%"],
    ),
    ("the older report's target", "云岭省2024年就业目标", "云岭省", 2024, "40万人：", [], ["42.5万"]),
    ("去年 is the year before the newest report", "云岭省去年GDP增长了多少", "云岭省", 2024, "5.6%：", [], ["6%"]),
    ("amount where the amount is asked", "云岭省2024年GDP是多少亿", "云岭省", 2024, "1.25万亿元：", [], ["5.6%"]),
    ("the aim is kept", "云岭省2025年社零目标", "云岭省", 2025, "力争8%以上：", [], []),
    ("words instead of a number", "云岭省2025年居民收入目标", "云岭省", 2025, "与经济增长基本同步：", [], []),
    (
        "what is said of all holds for a part",
        "云岭省2025年农村居民收入目标",
        "云岭省",
        2025,
        "与经济增长基本同步：",
        ["未单列"],
        [],
    ),
    (
        "the parts where the whole is not stated",
        "海曲省2025年居民收入目标",
        "海曲省",
        2025,
        "6%：",
        ["8%左右", "未单列"],
        [],
    ),
    ("a fall", "海曲省2024年固定资产投资增速", "海曲省", 2024, "下降1.5%：", [], ["5%左右"]),
    (
        "no year: a later year's target, with its year",
        "云岭省市场主体目标多少户",
        "云岭省",
        0,
        "300万户：",
        ["2027年"],
        [],
    ),
    (
        "a place inside the region that the report states",
        "云岭省云溪新区2024年GDP增长多少",
        "云岭省",
        2024,
        "11%：",
        ["云溪新区"],
        ["5.6%"],
    ),
    (
        "target and result of their years",
        "云岭省GDP的目标和2024年实际都说下",
        "云岭省",
        2024,
        "",
        ["6%左右", "5.6%"],
        [],
    ),
    (
        "target against last year",
        "云岭省2025年GDP目标比2024年实际高多少",
        "云岭省",
        2025,
        "6%左右",
        ["高0.4个百分点"],
        [],
    ),
    (
        "was the target met",
        "云岭省2024年GDP目标完成了吗",
        "云岭省",
        2024,
        "否，没有达到目标：",
        ["5.6%", "低0.4个百分点", "6%左右"],
        [],
    ),
    (
        "amount and growth both",
        "云岭省2024年GDP是多少亿元，增长多少",
        "云岭省",
        2024,
        "1.25万亿元：",
        ["5.6%：云岭省2024年地区生产总值增速"],
        [],
    ),
    (
        "growth first, amount after",
        "云岭省2024年GDP增速和总量各是多少",
        "云岭省",
        2024,
        "1.25万亿元：",
        ["5.6%："],
        [],
    ),
    (
        "both asked, one not stated",
        "海曲省2024年GDP总量和增速",
        "海曲省",
        2024,
        "6.3%：",
        ["未给出海曲省2024年地区生产总值（总量）"],
        [],
    ),
    (
        "two indicators of one region",
        "海曲省2025年城镇与农村居民收入目标差几个点",
        "海曲省",
        2025,
        "农村居民人均可支配收入增速更高：8%左右",
        ["高2个百分点", "6%："],
        [],
    ),
    (
        "in which year it was higher",
        "云岭省GDP增速哪年最高",
        "云岭省",
        0,
        "2024年最高：5.6%",
        ["2023年实际：5.1%"],
        [],
    ),
]


@pytest.mark.parametrize(
    ("remark", "question", "region", "year", "beginning", "said", "unsaid"), SINGLE, ids=[row[0] for row in SINGLE]
)
def test_one_region(
    remark: str, question: str, region: str, year: int, beginning: str, said: list[str], unsaid: list[str]
) -> None:
    years = tuple(int(found) for found in re.findall(r"20\d\d", question)) or ((year,) if year else ())
    answer = _answer(question, region, years=years)
    assert answer.kind == "indicator"
    assert answer.answer.startswith(beginning)
    stated = QUOTED.sub("", answer.answer)
    assert all(word in stated for word in said)
    assert not any(re.search(rf"(?<![\d.]){re.escape(word)}", stated) for word in unsaid)
    assert answer.citations and answer.indicators


# remark, question, regions, years, named in the refusal, numbers that must not stand in it
REFUSED = [
    ("a region without a report", "西川省2025年GDP目标", "西川省", 2025, "没有西川省", ["6%"]),
    ("a year without a report", "北岭省2023年GDP目标", "北岭省", 2023, "没有北岭省2023年的报告", ["5.5%", "4.9%"]),
    (
        "a result that only next year's report can state",
        "云岭省2025年GDP实际增长多少（不是目标）",
        "云岭省",
        2025,
        "没有云岭省2026年",
        ["6%", "5.6%"],
    ),
    ("an indicator that the report does not set", "北岭省2025年社零目标", "北岭省", 2025, "未提出", ["5.5%"]),
    ("the other measure is only quoted", "北岭省2025年城镇新增就业目标增速", "北岭省", 2025, "16万人", []),
    ("words without a figure", "北岭省2025年居民收入目标是多少", "北岭省", 2025, "未给出数字", []),
    ("a city is not answered with its province", "苍梧市2025年GDP目标", "苍梧市", 2025, "没有苍梧市", ["6%"]),
    (
        "an inner place that the report does not state",
        "云岭省望川开发区2025年GDP目标",
        "云岭省",
        2025,
        "望川开发区",
        ["6%"],
    ),
]


@pytest.mark.parametrize(
    ("remark", "question", "region", "year", "named", "numbers"), REFUSED, ids=[row[0] for row in REFUSED]
)
def test_what_is_not_stated_is_refused(
    remark: str, question: str, region: str, year: int, named: str, numbers: list[str]
) -> None:
    answer = _answer(question, region, years=(year,))
    if "增速" in question and "就业" in question:  # jobs are counted, whatever the question's verb
        assert answer.kind == "indicator"
    else:
        assert answer.kind == "refusal"
    assert named in answer.answer
    stated = QUOTED.sub("", answer.answer)
    assert not any(number in stated for number in numbers)


# remark, question, regions, years, in the answer, in this order
OVER_REGIONS = [
    (
        "who is higher and by how much",
        "澜州市和云岭省2025年GDP目标哪个高",
        ("澜州市", "云岭省"),
        ["澜州市更高：7%左右", "高1个百分点", "- 云岭省：6%左右"],
    ),
    (
        "people are more, not higher",
        "云岭省和海曲省2025年城镇新增就业目标差多少",
        ("云岭省", "海曲省"),
        ["海曲省更高：50万人", "多10万人"],
    ),
    (
        "one that states nothing is a row",
        "海曲省、南屏省2025年GDP目标分别是多少",
        ("海曲省", "南屏省"),
        ["- 海曲省：6%以上", "- 南屏省：未提出"],
    ),
    (
        "one that the library lacks is named",
        "云岭省、西川省2025年GDP目标分别是多少",
        ("云岭省", "西川省"),
        ["6%左右", "没有西川省的报告"],
    ),
    (
        "equal numbers, other words",
        "云岭省和海曲省2025年GDP目标比较",
        ("云岭省", "海曲省"),
        ["数值相同（6%）", "6%左右", "6%以上"],
    ),
    (
        "the highest, ties together",
        "2025年GDP目标最高的是哪个省",
        (),
        ["云岭省（6%左右）", "海曲省（6%以上）", "最高", "其次：北岭省，5.5%", "4份报告：3份提出，1份未提出（南屏）"],
    ),
    ("the lowest", "2025年哪个省GDP目标最低", (), ["北岭省，5.5%", "最低"]),
    ("all with a figure", "哪些省2025年GDP目标定在6%", (), ["共2个：云岭、海曲", "4份报告"]),
    ("with the qualifier asked", "2025年GDP目标6%左右的有哪些省", (), ["共1个：云岭", "另有1份报告数值同为6%"]),
    ("above a figure", "2024年城镇新增就业超过40万人的省有哪些", (), ["共2个：海曲、云岭", "实际"]),
    (
        "all in a table",
        "2025年各省GDP目标一览",
        (),
        ["- 云岭省：6%左右", "- 海曲省：6%以上", "- 北岭省：5.5%", "1份未提出（南屏）"],
    ),
    ("those that state nothing", "2025年哪些省没有提出GDP目标", (), ["共1个：南屏省"]),
    ("a region's place", "北岭省2025年GDP目标排第几", ("北岭省",), ["排第3", "最高：云岭省（6%左右）"]),
    ("is it the highest: no", "北岭省2025年GDP目标是各省最高吗", ("北岭省",), ["不是最高", "排第3"]),
    (
        "is it the highest: yes",
        "海曲省2025年城镇新增就业目标是各省最多的吗",
        ("海曲省",),
        ["是。海曲省50万人", "最多", "其次：云岭省"],
    ),
    ("the year alone means the result", "2024年哪个省城镇新增就业最多", (), ["海曲省，55万人", "（实际）最多"]),
    (
        "no kind of region named: provinces and cities, told apart",
        "2025年GDP增长目标最高的是哪里",
        (),
        ["澜州市（市级），7%左右", "云岭省（省级，6%左右）", "5份报告（", "省级4份", "1份未提出（南屏省）"],
    ),
    (
        "provinces alone where provinces are named",
        "2025年GDP目标最高的省份",
        (),
        ["云岭省（6%左右）", "4份报告："],
    ),
    (
        "no indicator named: growth of output, and the answer says so",
        "哪几个省2025年定在6%以上",
        (),
        ["共2个：云岭、海曲", "没有写明指标", "地区生产总值增速目标"],
    ),
    (
        "those above a region",
        "哪些省2025年GDP目标比北岭省高",
        ("北岭省",),
        ["高于北岭省（5.5%", "共2个：云岭、海曲", "- 海曲省：6%以上"],
    ),
    ("those below a region", "2025年GDP目标低于云岭省的有哪些省", ("云岭省",), ["低于云岭省（6%左右", "共1个：北岭"]),
    (
        "a unit that the indicator gives",
        "2024年GDP超过1万亿的省有哪些",
        (),
        ["共1个：云岭", "1.25万亿元", "另有2份只给出增速"],
    ),
    (
        "pace is not ranked by amounts",
        "2024年GDP增速最快的省",
        (),
        ["海曲省，6.3%", "4份报告：4份给出"],
    ),
    (
        "an amount is not ranked by growth",
        "2024年GDP总量最高的省",
        (),
        ["云岭省，1.25万亿元", "其次：北岭省", "只给出增速（海曲6.3%"],
    ),
    (
        "those above the province, of its cities",
        "2025年GDP目标高于全国的省有哪些",
        (),
        ["无法比较：资料库中没有全国2025年的报告"],
    ),
    ("no average is made up", "2025年各省GDP目标平均是多少", (), ["4份报告：3份提出", "不代为计算"]),
    (
        "equal highest in other words are told with their words",
        "云岭省、海曲省和北岭省2025年GDP目标哪个最高",
        ("云岭省", "海曲省", "北岭省"),
        ["云岭省（6%左右）", "海曲省（6%以上）"],
    ),
    (
        "amount and growth of two regions",
        "云岭省和北岭省2024年GDP总量和增速分别是多少",
        ("云岭省", "北岭省"),
        ["1.25万亿元", "9000亿元", "云岭省更高：5.6%", "4.9%"],
    ),
    (
        "a region that has no report for the year is named",
        "2024年GDP增长目标最高的是哪里",
        (),
        ["云岭省，6%左右", "没有海曲省、北岭省、南屏省、澜州市2024年的报告，未列入"],
    ),
]


@pytest.mark.parametrize(("remark", "question", "regions", "said"), OVER_REGIONS, ids=[row[0] for row in OVER_REGIONS])
def test_several_regions(remark: str, question: str, regions: tuple[str, ...], said: list[str]) -> None:
    answer = _answer(question, *regions, years=(int(question[question.index("20") :][:4]),))
    assert answer.kind == "comparison"
    place = -1
    for word in said:
        place = answer.answer.find(word, place + 1)
        assert place >= 0, (word, answer.answer)


def test_one_region_over_the_years() -> None:
    answer = _answer("云岭省历年GDP目标", "云岭省")
    assert answer.answer.split("\n") == [
        "云岭省地区生产总值增速：",
        "- 2024年目标：6%左右[1]",
        "- 2025年目标：6%左右[2]",
    ]


def test_two_years_with_one_kind_word_and_with_two() -> None:
    both = _answer("云岭省2024和2025年GDP目标", "云岭省", years=(2024, 2025))
    assert [row.kind for row in both.indicators] == ["target", "target"]
    apart = _answer("云岭省2024年GDP增长多少，2025年目标呢", "云岭省", years=(2024, 2025))
    assert [(row.kind, row.year) for row in apart.indicators] == [("result", 2024), ("target", 2025)]


def test_growth_of_two_years_is_two_results_and_no_target() -> None:
    answer = _answer("云岭省2023年和2024年GDP分别增长多少", "云岭省", years=(2023, 2024))
    assert [(row.kind, row.year, row.value) for row in answer.indicators] == [
        ("result", 2023, "5.1%"),
        ("result", 2024, "5.6%"),
    ]
    higher = _answer("云岭省2024年GDP增速比2023年高多少", "云岭省", years=(2024, 2023))
    assert "高0.5个百分点" in higher.answer


def test_what_two_parts_have_in_common_is_said_once() -> None:
    answer = _answer("云岭省2025年城镇和农村居民收入目标分别是多少", "云岭省", years=(2025,))
    assert len(answer.indicators) == 1
    assert "未单列城镇居民人均可支配收入、农村居民人均可支配收入" in answer.answer


def test_another_country_is_refused() -> None:
    for question in ("美国2025年GDP增长目标", "What is the GDP growth target of Japan for 2025?"):
        answer = _answer(question, years=(2025,), language="en" if question.isascii() else "zh")
        assert answer.kind == "refusal"
        assert not answer.indicators


def test_a_place_without_a_report_is_looked_up_in_the_reports_of_others() -> None:
    answer = _answer("云溪新区2024年GDP增长多少", years=(2024,))
    assert answer.answer.startswith("11%：云岭省云溪新区2024年")
    refused = _answer("望川开发区2024年GDP增长多少", years=(2024,))
    assert refused.kind == "refusal"
    assert "没有望川开发区的报告" in refused.answer


def test_another_measure_is_told_as_such_and_not_as_silence() -> None:
    shelf = MemoryLibrary(
        (
            work_report("云岭省", 2025, "成绩显著。", "常住人口城镇化率达到60%。"),
            work_report("海曲省", 2025, "成绩显著。", "常住人口城镇化率达到62%左右。"),
            work_report("北岭省", 2025, "成绩显著。", "常住人口城镇化率提高1.2个百分点。"),
        )
    )
    ranked = answer_from_figures(asked("2025年城镇化率目标最高的省", years=(2025,)), shelf)
    assert ranked is not None
    assert "3份报告：2份提出，0份未提出；另有1份只提出变动幅度（北岭提高1.2个百分点" in ranked.answer
    compared = answer_from_figures(asked("云岭省和北岭省2025年城镇化率目标", "云岭省", "北岭省", years=(2025,)), shelf)
    assert compared is not None
    assert "- 北岭省：未提出，只有常住人口城镇化率变动提高1.2个百分点" in compared.answer


def test_the_reports_own_word_is_named() -> None:
    shelf = MemoryLibrary((work_report("云岭省", 2025, "成绩显著。", "地方级财政收入增长2%以上。"),))
    answer = answer_from_figures(asked("云岭省2025年财政收入目标", "云岭省", years=(2025,)), shelf)
    assert answer is not None
    assert "报告用语为“地方级财政收入”" in answer.answer


def test_questions_that_are_no_figure_questions_are_left_to_others() -> None:
    for question in (
        "云岭省2025年新建5G基站多少个",
        "固定资产投资由哪个部门负责",
        "云岭省如何扩大有效投资",
        "云岭省2025年汽车出口目标",
    ):
        assert answer_from_figures(asked(question, "云岭省", years=(2025,)), LIBRARY) is None


def test_an_english_question_has_an_english_answer() -> None:
    answer = _answer("How many new urban jobs did Yunling create in 2024?", "云岭省", years=(2024,), language="en")
    assert answer.answer.startswith("425,000 people (42.5万人)")
    assert "actual result" in answer.answer
    target = _answer("What is Yunling's GDP growth target for 2025?", "云岭省", years=(2025,), language="en")
    assert target.answer.startswith("around 6%")
    refused = _answer("What is Beiling's retail sales target for 2025?", "北岭省", years=(2025,), language="en")
    assert refused.kind == "refusal"
    assert "does not state" in refused.answer
    ranked = _answer("Which province set the highest GDP target for 2025?", years=(2025,), language="en")
    assert "4 reports: 3 state it, 1 do not" in ranked.answer


def test_english_keeps_each_qualifier_with_the_reports_own_words() -> None:
    several = _answer(
        "What were the 2025 GDP growth targets of Yunling, Haiqu and Beiling?",
        "云岭省",
        "海曲省",
        "北岭省",
        years=(2025,),
        language="en",
    )
    for words in ("around 6% (6%左右)", "6% or more (6%以上)", "5.5% ["):
        assert words in several.answer
    amount = _answer("How large was Yunling's GDP in 2024?", "云岭省", years=(2024,), language="en")
    assert amount.answer.startswith("1.25 trillion yuan (1.25万亿元) – ")
    aim = _answer("What is Yunling's retail sales target for 2025?", "云岭省", years=(2025,), language="en")
    assert aim.answer.startswith("aiming for 8% or more (力争8%以上) – ")
    best = _answer("Is Yunling's 2025 GDP target the highest of all provinces?", "云岭省", years=(2025,), language="en")
    assert best.answer.startswith("Yes: Yunling, around 6% (6%左右) [1], is the highest")


@pytest.mark.parametrize(
    ("remark", "number", "unit", "english"),
    [
        ("no digit is lost", 18950.25, "亿元", "1.895025 trillion yuan"),
        ("people", 42.5, "万人", "425,000 people"),
        ("per cent", 5.5, "%", "5.5%"),
        ("points", 1.2, "个百分点", "1.2 percentage points"),
        ("dollars", 150, "亿美元", "15 billion US dollars"),
        ("weight", 1500, "亿斤", "150 billion jin (0.5 kg)"),
        ("small numbers", 20140, "元", "20,140 yuan"),
    ],
)
def test_amounts_in_english(remark: str, number: float, unit: str, english: str) -> None:
    assert english_amount(number, unit) == english


def test_markers_and_citations_belong_together() -> None:
    for question, region in (("云岭省2025年GDP目标是多少", "云岭省"), ("2025年各省GDP目标一览", "")):
        answer = _answer(question, *([region] if region else []), years=(2025,))
        numbers = {int(number) for number in re.findall(r"\[(\d+)\]", answer.answer)}
        assert numbers == {citation.number for citation in answer.citations}
        for citation in answer.citations:
            assert LIBRARY.report(citation.report_id).text[citation.start : citation.end] == citation.quote


def test_the_table_accounts_for_every_report() -> None:
    table = figures_table(LIBRARY, indicator="GDP", kind="target", year=2025)
    assert table is not None
    assert (table.name, len(table.rows), len(table.stated), [row.region for row in table.silent]) == (
        "地区生产总值增速",
        5,
        4,
        ["南屏省"],
    )
    assert [row.text for row in table.rows] == ["7%左右", "6%左右", "6%以上", "5.5%", "未提出"]


def test_the_table_takes_a_records_name_and_the_usual_year() -> None:
    table = figures_table(LIBRARY, indicator="地区生产总值增速", kind="result")
    assert table is not None
    assert (table.year, table.measure, len(table.stated)) == (2024, "growth", 5)
    assert figures_table(LIBRARY, indicator="天气") is None
