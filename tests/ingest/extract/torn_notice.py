"""A notice and its work report of our own wording, and the ways in which a source gets torn."""

from __future__ import annotations

import random
import re

from ingest.records import Kind, Report, Source

# section heading, task, lead, participants -- one task a row; a heading is given where it begins
TASKS: tuple[tuple[str, str, str, str], ...] = (
    ("一、做大产业规模(一)壮大特色工业", "新建绿色矿山7座，矿产品精深加工率达到六成", "省自然资源厅", "省应急厅"),
    ("", "推动茶叶、菌菇加工园提档，产值突破260亿元", "省农业农村厅", "省商务厅、省供销社"),
    ("", "实施酒庄小镇品质提升计划", "省工业和信息化厅、省市场监管局", "省商务厅"),
    ("(二)发展数字产业", "扩容澜州算力中心，机架达到9万个", "省大数据局", "省能源局"),
    ("", "铺开工业互联网标识解析，接入企业1300家", "省通信管理局", "省工业和信息化厅"),
    ("", "开放公共数据目录1.2万条", "省政府办公厅", "省大数据局、省司法厅"),
    ("二、扩大有效需求(一)抓好项目投资", "开工岚溪抽水蓄能电站，完成投资18亿元", "省能源局", "省水利厅"),
    ("", "建成望川环线高速，新增里程140公里", "省交通运输厅", "省财政厅"),
    ("", "改造灌区11处，恢复灌溉面积24万亩", "省水利厅", "省农业农村厅"),
    ("", "清理停缓建工程，盘活闲置厂房60万平方米", "省发展改革委", "省国资委"),
    ("(二)激发消费潜力", "举办山城美食季，带动餐饮消费增长一成", "省商务厅", "省文化和旅游厅"),
    ("", "培育露营、骑行等消费新场景80个", "省文化和旅游厅、省体育局", "省自然资源厅"),
    ("", "开展家电以旧换新，补贴2亿元", "省商务厅", "省财政厅"),
    ("三、增进民生福祉(一)办好教育医疗", "新增公办园学位3.6万个", "省教育厅", "省财政厅"),
    ("", "组建县域医共体45个，乡镇卫生院达标率九成", "省卫生健康委", "省医保局"),
    ("", "引进紧缺医师900名", "省卫生健康委、省委人才办", "省人力资源社会保障厅"),
    ("(二)稳定就业增收", "开发公益岗位2.2万个", "省人力资源社会保障厅", "省财政厅"),
    ("", "治理拖欠工资，设立保证金监管平台", "省人力资源社会保障厅", "省住房城乡建设厅"),
    ("", "建设零工驿站130个", "省人力资源社会保障厅", "省总工会"),
    ("(三)守护绿水青山", "治理尾矿库26座", "省应急厅、省生态环境厅", "省自然资源厅"),
    ("", "修复湿地4万亩，保护珍稀鱼类栖息地", "省林业局", "省农业农村厅"),
    ("", "推广秸秆综合利用，覆盖率达到八成八", "省农业农村厅", "省生态环境厅"),
    ("", "关停小散锅炉210台", "省生态环境厅", "省市场监管局"),
    ("", "新建城市口袋公园120个", "省住房城乡建设厅", "省林业局"),
)

NOTICE_FRONT = "云岭省人民政府办公厅关于印发2024年重点工作分工的通知云政办〔2024〕2号各市、自治州人民政府，省政府各部门：现将分工印发给你们。各牵头单位要按月报送进展。逾期未报的予以通报。"
_REPORT_FRONT = "云岭省2024年政府工作报告\n\n各位代表：\n\n去年全省经济稳中有进。\n\n今年要重点做好以下工作。\n\n"


def notice_text() -> str:
    """The notice on one line, as a careless web capture gives it: headings, numbers and brackets run together."""
    parts = [NOTICE_FRONT]
    for number, (heading, words, lead, others) in enumerate(TASKS, 1):
        parts.append(f"{heading}{number}.{words}。(牵头单位：{lead}，责任单位：{others}等单位和各市〔州〕政府)")
    return "".join(parts)


def work_report_text() -> str:
    """The work report: the same sentences, a paragraph a section, with openings and exhortations of its own."""
    parts = [_REPORT_FRONT]
    for heading, words, _, _ in TASKS:
        if heading:
            chapter, _, section = heading.partition("(")
            if chapter:
                parts.append(f"\n\n（{chapter[0]}）{chapter[2:]}。抢抓机遇，久久为功，奋力开创新局面。\n\n")
            else:
                parts.append("\n\n")
            parts.append(section.partition(")")[2] + "。")
        parts.append(words + "。")
    return "".join(parts) + "我们要一件接着一件办，让群众看得见、摸得着！\n"


def torn(text: str, seed: int, rate: float = 0.28) -> str:
    """Two copies of ``text`` torn into one: behind the first third, sentences are overwritten by the second copy's."""
    rng = random.Random(seed)
    sentences = [piece for piece in re.split(r"(?<=。)", text) if piece]
    second = iter(sentences)
    result = []
    for place, sentence in enumerate(sentences):
        if place > len(sentences) / 3 and rng.random() < rate:
            result.append(next(second, ""))
        else:
            result.append(sentence)
    return "".join(result)


def report(text: str, *, kind: Kind = "division_notice", id: str = "notice") -> Report:
    """A report of the invented province with ``text``."""
    return Report(
        id=id,
        title="云岭省" + ("2024年重点工作分工" if kind == "division_notice" else "2024年政府工作报告"),
        kind=kind,
        region="云岭省",
        level="province",
        year=2024,
        issuer="云岭省人民政府办公厅",
        document_number="",
        date="",
        speaker="",
        source=Source(name=f"{id}.txt", sha256="0" * 64, ordinal=1, media_type="text/plain"),
        text=text,
    )
