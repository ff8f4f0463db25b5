"""Papers of our own writing from which the tests read figures: the invented province 云岭省 and places in it."""

from __future__ import annotations

from ingest.extract.indicators import extract_indicators
from ingest.records import Block, Indicator, LoadedFile, Report
from ingest.structure.reports import build_reports

# A city's report after an election: five years behind, five years ahead, and the coming year, all close together.
CITY = """澜州市2023年政府工作报告

——2023年1月12日在澜州市第九届人民代表大会第一次会议上

各位代表：

一、过去五年工作回顾

五年来，地区生产总值年均增长6.8%，从2017年的1520亿元增加到2022年的2210亿元，人均突破6万元；城镇新增就业累计31.5万人。

2022年，全市地区生产总值增长4.2%，规上工业增加值增长5.1%，固定资产投资下降2.3%，一般公共预算收入同口径增长3.6%、总量达到182.4亿元；其中税收收入120亿元，增长1.1%。城镇新增就业6.1万人，城镇调查失业率平均为5.4%，居民消费价格上涨1.9%，低于3%左右的预期目标。粮食总产量96.5万吨，连续10年丰收。临湖区地区生产总值突破300亿元、增长6.5%，固定资产投资增长12%。

二、今后五年总体要求和奋斗目标

今后五年的主要目标是：地区生产总值年均增长6.5%左右，到2027年突破3000亿元；研发投入强度达到2.8%。

三、2023年主要工作

2023年主要预期目标是：地区生产总值增长6%左右；规上工业增加值增长7%；固定资产投资增长6%以上，其中工业投资增长10%；社会消费品零售总额增长8%左右；一般公共预算收入增长4%—5%；居民消费价格涨幅3%左右；粮食产量稳定在95万吨以上；单位GDP能耗下降2.5%；居民收入增长与经济增长基本同步；城镇调查失业率控制在5.5%以内，新增就业岗位6万个以上。

（一）扩大有效投资。一季度确保固定资产投资增长5%。高技术制造业投资增长15%以上。
（二）壮大产业。数字经济增加值占GDP比重达到32%，去年为29.5%。到“十四五”末，高新技术产业增加值翻一番。支持望川开发区规上工业增加值增长12%。
（三）促进消费。全市社会消费品零售总额完成980亿元、增长8%左右。
"""
# A county's report without headings, where only the words tell behind from ahead.
COUNTY = """石桥县人民政府工作报告（2024年）

各位代表，现在我代表县人民政府作工作报告。

去年以来，面对困难，全县上下奋力拼搏，完成地区生产总值86.3亿元，同比增长5.9%。农村居民人均可支配收入突破2万元大关，达到20140元，增长8.1%。新增城镇就业2150人。

做好今年工作意义重大。今年全县经济社会发展的预期目标建议为：GDP增长6.5%，一般公共预算收入增长5%，城镇和农村居民人均可支配收入分别增长6%、8%，新增城镇就业2000人以上。围绕上述目标，重点做好以下工作。

一要抓工业。今年规上工业增加值要增长8%，去年增长7.4%。
"""
# A province's bulletin: results of its own year, with amounts and falls.
BULLETIN = """云岭省2024年国民经济和社会发展统计公报

初步核算，全年全省地区生产总值18950.2亿元，按不变价格计算，比上年增长5.6%。其中，第一产业增加值2100.5亿元，增长4.1%；第三产业增加值9949.5亿元，增长5.7%。全年货物进出口总额2210.3亿元，比上年下降1.7%。其中，出口1500.2亿元，增长2.0%。
"""


def reports_of(text: str, name: str = "报告.txt") -> tuple[Report, ...]:
    """The reports of a plain text, as the reading pipeline builds them."""
    blocks = tuple(Block(text=line) for line in text.split("\n") if line.strip())
    return build_reports(LoadedFile(name=name, media_type="text/plain", text=text, blocks=blocks), "0" * 64)


def figures_in(text: str) -> list[tuple[str, str, int | None, str, str]]:
    """Kind, name, year, value and scope of every figure of a paper, in the order of extraction."""
    return [(row.kind, row.name, row.year, row.value, row.scope) for row in records_of(text)]


def records_of(text: str) -> tuple[Indicator, ...]:
    return tuple(row for report in reports_of(text) for row in extract_indicators(report))


def plan_sentence(sentence: str) -> str:
    """A work report of 2025 whose list of targets is ``sentence``."""
    return (
        "云岭省2025年政府工作报告\n\n一、2024年工作回顾\n\n过去一年成绩来之不易。\n\n二、2025年工作安排\n\n"
        f"主要预期目标是：{sentence}\n"
    )


def review_sentence(sentence: str) -> str:
    """A work report of 2025 that looks back with ``sentence``."""
    return f"云岭省2025年政府工作报告\n\n一、2024年工作回顾\n\n{sentence}\n\n二、2025年工作安排\n\n做好今年工作。\n"
