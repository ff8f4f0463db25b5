"""A work report of an invented province, of our own writing, and how much of it a rendition keeps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.records import Block

TITLE = "云岭省2024年政府工作报告"
PARAGRAPHS: tuple[str, ...] = (
    "各位代表：",
    "现在，我代表云岭省人民政府，向大会作工作报告，请连同各项计划、预算一并审查，也请列席会议的同志多提宝贵意见。",
    "一、过去一年的主要工作",
    "2023年，面对需求偏弱、旱情偏重、转型偏紧的多重考验，全省上下拧成一股绳，地区生产总值达到12860.4亿元、增长5.8%，一般公共预算收入增长4.3%，"
    "城镇新增就业36.2万人，粮食总产量稳定在1180万吨以上，居民人均可支配收入增长6.1%。",
    "（一）产业底盘更加扎实。澜州新材料基地二期建成投产，岚溪、望川两座算力中心并网运行，规模以上工业增加值增长7.5%，高技术制造业占比提高到14.6%。"
    "“百企登高”行动带动316家企业完成数字化改造，新认定省级“专精特新”企业208家。",
    "（二）城乡面貌持续改善。云岭大桥合龙，澜州至青屏高速公路全线贯通，新建改建农村公路2140公里；改造老旧小区418个、惠及居民9.7万户，"
    "补建城市停车位3.2万个。石桥县、临湖区入选全省乡村建设样板县区。",
    "（三）改革开放纵深推进。“一枚印章管到底”在12个园区落地，开办企业平均用时压缩到0.5天；中欧班列（澜州号）开行186列，外贸进出口总额增长11.2%。",
    "二、2024年总体要求和主要目标",
    "今年经济社会发展的主要预期目标是：地区生产总值增长6%左右，规模以上工业增加值增长7%以上，固定资产投资增长5%，社会消费品零售总额增长6.5%，"
    "城镇调查失业率控制在5.5%以内，居民消费价格涨幅3%左右，粮食产量保持在1180万吨以上，单位地区生产总值能耗降低2%。",
    "——坚持把发展重心放在实体经济上，让工厂多起来、订单满起来。",
    "——坚持把民生实事办到群众心坎上，让就业稳下来、日子好起来。",
    "三、2024年重点工作",
    "（一）加快建设现代化产业体系。实施新材料、生物制药、数字算力三大链条跃升工程，力争链上企业产值突破4200亿元；新建5G基站8000个，"
    "推动岚溪算力中心扩容到12万标准机架；设立总规模200亿元的产业引导基金。",
    "（二）扎实推进乡村全面振兴。新建高标准农田120万亩，改造提升灌区36处；培育省级以上农业龙头企业60家，打造“云岭好米”“青屏山茶”两个区域公用品牌；"
    "持续开展农村厕所、污水、垃圾“三项治理”，卫生厕所普及率达到86%。",
    "（三）用心办好民生实事。新增公办幼儿园学位2.4万个、普惠托位1.1万个；建设县域医疗次中心45个；城乡居民基础养老金每人每月提高20元；"
    "建成保障性租赁住房1.8万套，完成112个城中村和老旧片区更新。",
    "各位代表！蓝图已经绘就，关键在于落实。让我们拧紧发条、埋头苦干，把“十四五”规划的每一项任务都变成群众看得见、摸得着的变化！",
)
LINES = (TITLE, *PARAGRAPHS)
_BLANK = re.compile(r"\s+")


def grams(text: str, length: int = 8) -> Counter[str]:
    """How often each run of ``length`` characters stands in the text, blanks not counted."""
    bare = _BLANK.sub("", text)
    return Counter(bare[at : at + length] for at in range(len(bare) - length + 1))


def recall(blocks: Sequence[Block], lines: Sequence[str] = LINES) -> float:
    """The part of the lines' 8-grams that the blocks keep."""
    wanted, found = grams("".join(lines)), grams("".join(block.text for block in blocks))
    return sum(min(count, found[gram]) for gram, count in wanted.items()) / sum(wanted.values())


def texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks]
