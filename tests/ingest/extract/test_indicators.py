"""Figures out of running text: rows are (remark, sentence, expected names and values)."""

from __future__ import annotations

import pytest

from ingest.extract.indicators import ELSEWHERE, extract_indicators
from ingest.records import Report
from tests.ingest.extract.figure_papers import (
    BULLETIN,
    CITY,
    COUNTY,
    figures_in,
    plan_sentence,
    records_of,
    reports_of,
    review_sentence,
)

# remark, sentence of the list of targets, {name: value}
TARGETS = [
    ("one figure", "地区生产总值增长6%左右。", {"地区生产总值增速": "6%左右"}),
    (
        "names in a list share the verb, figures come one by one",
        "一、二、三产分别增长4%、6.5%、6%左右。",
        {"第一产业增加值增速": "4%", "第二产业增加值增速": "6.5%", "服务业增加值增速": "6%左右"},
    ),
    (
        "names share their last word too",
        "农业、规上工业、服务业增加值分别增长5%、9%以上、7%。",
        {"农业增加值增速": "5%", "规模以上工业增加值增速": "9%以上", "服务业增加值增速": "7%"},
    ),
    (
        "城乡 is two indicators when it has two figures",
        "城乡居民收入分别增长6%和8%左右。",
        {"城镇居民人均可支配收入增速": "6%", "农村居民人均可支配收入增速": "8%左右"},
    ),
    (
        "城乡 with words is the income of all",
        "城乡居民收入增长与经济增长基本同步。",
        {"居民人均可支配收入增速": "与经济增长基本同步"},
    ),
    (
        "其中 with bare 城镇 and 农村",
        "全体居民人均可支配收入增长7%，其中城镇和农村分别增长6%和8%。",
        {"居民人均可支配收入增速": "7%", "城镇居民人均可支配收入增速": "6%", "农村居民人均可支配收入增速": "8%"},
    ),
    (
        "a level and a growth of one subject",
        "地区生产总值突破2万亿元、增长7%左右。",
        {"地区生产总值": "突破2万亿元", "地区生产总值增速": "7%左右"},
    ),
    ("a range", "一般公共预算收入增长5.5%—6%。", {"一般公共预算收入增速": "5.5%—6%"}),
    (
        "percentage points are a change, not a level",
        "常住人口城镇化率提高1.2个百分点。",
        {"常住人口城镇化率变动": "1.2个百分点"},
    ),
    ("a share of output", "全社会研发经费支出占全省生产总值的比重达到2.1%。", {"研发投入强度": "2.1%"}),
    (
        "the share holds for the whole list",
        "数字经济、绿色经济占地区生产总值比重分别达到36%和46%左右。",
        {"数字经济占比": "36%", "绿色经济占比": "46%左右"},
    ),
    ("a fall is counted positive where it is the aim", "单位GDP能耗下降3%左右。", {"单位GDP能耗降幅": "3%左右"}),
    ("a price index", "居民消费价格指数控制在103左右。", {"居民消费价格涨幅": "103左右"}),
    ("full-width per cent sign", "城镇调查失业率６％以内。", {"城镇调查失业率": "６％以内"}),
    ("figure before its name", "全力完成5200亿元固定资产投资目标。", {"固定资产投资": "5200亿元"}),
    ("everyday word, marked as such by its scope", "全年投资增长10%以上。", {"固定资产投资增速": "10%以上"}),
    (
        "grain area and output in one breath",
        "粮食播种面积稳定在5800万亩以上、产量500亿斤以上。",
        {"粮食播种面积": "5800万亩以上", "粮食产量": "500亿斤以上"},
    ),
    (
        "changed from last year's: only the new one is this year's target",
        "把经济增长目标由去年的6%左右调整为5.5%左右。",
        {"地区生产总值增速": "5.5%左右"},
    ),
    (
        "raised from one number to another",
        "将城镇新增就业目标从50万人提高到55万人。",
        {"城镇新增就业": "55万人"},
    ),
    (
        "one target with a further aim",
        "地区生产总值增长6%以上、力争6.5%，固定资产投资增长8%以上，力争达到10%。",
        {"地区生产总值增速": "6%以上、力争6.5%", "固定资产投资增速": "8%以上，力争达到10%"},
    ),
    (
        "faster than the townspeople's, in words",
        "居民收入增长与经济增长基本同步，农村居民收入增速继续快于城镇居民。",
        {"居民人均可支配收入增速": "与经济增长基本同步", "农村居民人均可支配收入增速": "继续快于城镇居民"},
    ),
    (
        "in line with the State's own target, in words",
        "居民消费价格与国家调控目标保持衔接。",
        {"居民消费价格涨幅": "与国家调控目标保持衔接"},
    ),
    ("no figure: the share of another thing", "高技术产业占规模以上工业比重达到20%。", {}),
    ("no figure: contribution to growth", "消费对经济增长的贡献率达到55%。", {}),
    ("no figure: it describes a number of counties", "地区生产总值超100亿元的县达到28个。", {}),
    ("no figure: enterprises of that name", "规上工业企业突破3万家。", {}),
]


@pytest.mark.parametrize(("remark", "sentence", "expected"), TARGETS, ids=[row[0] for row in TARGETS])
def test_targets_of_a_sentence(remark: str, sentence: str, expected: dict[str, str]) -> None:
    rows = records_of(plan_sentence(sentence))
    assert {row.name: row.value for row in rows} == {
        name: value.replace("６％", "6%") for name, value in expected.items()
    }
    assert all(row.kind == "target" and row.year == 2025 for row in rows)


# remark, sentence of the review, {(name, scope): value}
RESULTS = [
    (
        "a mark passed gives way to the figure itself",
        "全省地区生产总值突破4万亿元大关，达到4.32万亿元，增长8.1%。",
        {("地区生产总值", ""): "4.32万亿元", ("地区生产总值增速", ""): "8.1%"},
    ),
    (
        "an average over two years is no year's growth",
        "地区生产总值增长7.5%，两年平均增长5.6%。",
        {("地区生产总值增速", ""): "7.5%", ("地区生产总值增速", "两年平均"): "5.6%"},
    ),
    (
        "a remark between two figures of one subject",
        "进出口总额增长24.8%，居全国第3位，首次突破5000亿大关，达到5374亿元。",
        {("进出口总额增速", ""): "24.8%", ("进出口总额", ""): "5374亿元"},
    ),
    (
        "the figure of a place is not the region's",
        "临湖区地区生产总值增长20%，固定资产投资增长15%。",
        {("地区生产总值增速", "临湖区"): "20%", ("固定资产投资增速", "临湖区"): "15%"},
    ),
    ("a sector's imports and exports", "跨境电商进出口增长38%。", {("进出口总额增速", "跨境电商"): "38%"}),
    (
        "the total after the new ones",
        "新登记市场主体54万户，总量达300万户。",
        {("新增市场主体", ""): "54万户", ("市场主体", ""): "300万户"},
    ),
    (
        "the first name of the list is none of the lexicon's",
        "接待游客和旅游收入分别增长15%和40%。",
        {("旅游收入增速", ""): "40%"},
    ),
    ("a fall", "固定资产投资下降2.3%。", {("固定资产投资增速", ""): "下降2.3%"}),
    (
        "per head after the total",
        "地区生产总值达到1.2万亿元，人均达6.1万元。",
        {("地区生产总值", ""): "1.2万亿元", ("人均地区生产总值", ""): "6.1万元"},
    ),
    (
        "a floor held for years gives way to the year's figure",
        "粮食总产突破1100亿斤，连续8年稳定在千亿斤以上。",
        {("粮食产量", ""): "突破1100亿斤"},
    ),
    (
        "第 belongs to the name",
        "第一、二、三产业增加值分别增长4.2%、5.9%、5.7%。",
        {
            ("第一产业增加值增速", ""): "4.2%",
            ("第二产业增加值增速", ""): "5.9%",
            ("服务业增加值增速", ""): "5.7%",
        },
    ),
    (
        "a remark in brackets divides nothing",
        "地区生产总值达560亿元（初步核算数，下同），增长7.1%。",
        {("地区生产总值", ""): "560亿元", ("地区生产总值增速", ""): "7.1%"},
    ),
    (
        "a remark with a figure of its own",
        "一般公共预算收入完成152亿元，为年初预算的101.3%，增长4.4%。",
        {("一般公共预算收入", ""): "152亿元", ("一般公共预算收入增速", ""): "4.4%"},
    ),
    (
        "growth that went up from another",
        "固定资产投资增速由上年的4.1%提高到5.2%。",
        {("固定资产投资增速", ""): "5.2%"},
    ),
    (
        "more than the economy, by so many points",
        "城镇居民人均可支配收入增速高于经济增速0.3个百分点。",
        {("城镇居民人均可支配收入增速", ""): "高于经济增速0.3个百分点"},
    ),
    (
        "a place that the clause before acts on",
        "支持云溪新区扩区提质，规上工业增加值增长10%、地区生产总值增长12%。",
        {("规模以上工业增加值增速", "云溪新区"): "10%", ("地区生产总值增速", "云溪新区"): "12%"},
    ),
    (
        "the verb is no part of the place",
        "支持云溪新区地区生产总值增长12%。",
        {("地区生产总值增速", "云溪新区"): "12%"},
    ),
    (
        "the same indicator of a place inside",
        "地区生产总值增长5.6%，其中云溪新区增长12%。",
        {("地区生产总值增速", ""): "5.6%", ("地区生产总值增速", "云溪新区"): "12%"},
    ),
    (
        "a kind of place is none",
        "推动工业园区转型，规上工业增加值增长9%。",
        {("规模以上工业增加值增速", ""): "9%"},
    ),
    (
        "a verb before 市 is no city",
        "改造市政管网120公里，压实市县责任，旅游收入增长10%。",
        {("旅游收入增速", ""): "10%"},
    ),
    (
        "a county that only its form shows",
        "石桥县接待游客增长42%，旅游收入增长40%。",
        {("旅游收入增速", "石桥县"): "40%"},
    ),
    ("no figure: where it started from", "进出口总额由20亿元增加到35亿元。", {("进出口总额", ""): "35亿元"}),
    (
        "no figure: the target that it is measured by",
        "居民消费价格上涨0.9%，低于3%左右的预期目标。",
        {("居民消费价格涨幅", ""): "0.9%"},
    ),
    (
        "no figure: the subject has changed",
        "粮食总产量30万吨；棉花提质增效，总产达51万吨。",
        {("粮食产量", ""): "30万吨"},
    ),
]


@pytest.mark.parametrize(("remark", "sentence", "expected"), RESULTS, ids=[row[0] for row in RESULTS])
def test_results_of_a_sentence(remark: str, sentence: str, expected: dict[tuple[str, str], str]) -> None:
    rows = records_of(review_sentence(sentence))
    assert {(row.name, row.scope): row.value for row in rows} == expected
    assert all(row.kind == "result" and row.year == 2024 for row in rows)


def test_a_city_report_keeps_five_years_the_coming_year_and_places_apart() -> None:
    found = figures_in(CITY)
    for row in (
        ("result", "地区生产总值增速", 2022, "6.8%", "五年来年均"),
        ("result", "地区生产总值", 2017, "1520亿元", ""),
        ("result", "地区生产总值", 2022, "2210亿元", ""),
        ("result", "地区生产总值增速", 2022, "4.2%", ""),
        ("result", "一般公共预算收入", 2022, "182.4亿元", ""),
        ("result", "税收收入增速", 2022, "1.1%", ""),
        ("result", "地区生产总值增速", 2022, "6.5%", "临湖区"),
        ("result", "固定资产投资增速", 2022, "12%", "临湖区"),
        ("target", "地区生产总值增速", None, "6.5%左右", "今后五年年均"),
        ("target", "地区生产总值", 2027, "突破3000亿元", ""),
        ("target", "地区生产总值增速", 2023, "6%左右", ""),
        ("target", "固定资产投资增速", 2023, "5%", "一季度"),
        ("target", "数字经济占比", 2023, "32%", ""),
        ("result", "数字经济占比", 2022, "29.5%", ""),
        ("target", "高新技术产业增加值增速", 2025, "翻一番", ""),
        ("target", "社会消费品零售总额", 2023, "980亿元", ""),
    ):
        assert row in found
    assert [row for row in found if row[:3] == ("target", "地区生产总值增速", 2023)] == [
        ("target", "地区生产总值增速", 2023, "6%左右", "")
    ]
    assert ("target", "规模以上工业增加值增速", 2023, "12%", "") not in found


def test_a_county_report_without_headings_is_told_apart_by_its_words() -> None:
    found = figures_in(COUNTY)
    assert ("result", "地区生产总值", 2023, "86.3亿元", "") in found
    assert ("result", "农村居民人均可支配收入", 2023, "20140元", "") in found
    assert ("target", "地区生产总值增速", 2024, "6.5%", "") in found
    assert ("target", "农村居民人均可支配收入增速", 2024, "8%", "") in found
    assert ("target", "规模以上工业增加值增速", 2024, "8%", "") in found
    assert ("result", "规模以上工业增加值增速", 2023, "7.4%", "") in found


def test_a_bulletin_states_the_results_of_its_own_year() -> None:
    found = figures_in(BULLETIN)
    assert ("result", "地区生产总值", 2024, "18950.2亿元", "") in found
    assert ("result", "进出口总额增速", 2024, "下降1.7%", "") in found
    assert ("result", "出口总额增速", 2024, "2.0%", "") in found
    assert all(kind == "result" for kind, *_ in found)


# remark, sentence, low, high, unit, qualifier
ENDS = [
    ("around", "地区生产总值增长6%左右。", 6.0, 6.0, "%", "左右"),
    ("at least", "粮食产量不低于1650万吨。", 1650.0, None, "万吨", "不低于"),
    ("within", "城镇调查失业率控制在5.5%以内。", None, 5.5, "%", "以内"),
    ("range", "地区生产总值增长6%—6.5%。", 6.0, 6.5, "%", ""),
    ("aim and floor", "固定资产投资力争增长10%以上。", 10.0, None, "%", "力争、以上"),
    ("words only", "居民收入增长与经济增长基本同步。", None, None, "", ""),
]


@pytest.mark.parametrize(("remark", "sentence", "low", "high", "unit", "qualifier"), ENDS, ids=[row[0] for row in ENDS])
def test_ends_unit_and_qualifier(
    remark: str, sentence: str, low: float | None, high: float | None, unit: str, qualifier: str
) -> None:
    (row,) = records_of(plan_sentence(sentence))
    assert (row.low, row.high, row.unit, row.qualifier) == (low, high, unit, qualifier)


def test_a_shared_within_closes_every_figure_of_its_list() -> None:
    rows = records_of(plan_sentence("城镇登记失业率、城镇调查失业率分别控制在3.5%和5.5%以内。"))
    assert [(row.name, row.low, row.high) for row in rows] == [
        ("城镇登记失业率", None, 3.5),
        ("城镇调查失业率", None, 5.5),
    ]


def test_the_list_of_targets_is_the_headline_and_another_figure_is_marked() -> None:
    text = plan_sentence("社会消费品零售总额增长8%。") + "\n\n促进消费。社会消费品零售总额增长9%。\n"
    assert [(row.value, row.scope) for row in records_of(text)] == [("8%", ""), ("9%", ELSEWHERE)]


def test_the_full_name_is_the_headline_before_a_shortened_one() -> None:
    rows = records_of(review_sentence("纺织业发展加快，新增就业2万人。全省城镇新增就业40万人。"))
    assert [(row.value, row.scope) for row in rows] == [("40万人", ""), ("2万人", ELSEWHERE)]


@pytest.mark.parametrize("text", [CITY, COUNTY, BULLETIN], ids=["city", "county", "bulletin"])
def test_every_quotation_is_the_reports_own(text: str) -> None:
    for report in reports_of(text):
        rows = extract_indicators(report)
        assert rows
        assert all(report.text[row.start : row.end] == row.quote for row in rows)
        assert len({row.id for row in rows}) == len(rows)


def test_the_same_report_gives_the_same_records() -> None:
    def read() -> list[Report]:
        return list(reports_of(CITY))

    assert [extract_indicators(report) for report in read()] == [extract_indicators(report) for report in read()]
