"""Awkward papers of our own writing about the invented province 云岭省, and the loader's output for them."""

from __future__ import annotations

from ingest.records import Block, LoadedFile, Report
from ingest.structure.reports import build_reports


def plain(text: str, name: str = "文件.txt") -> LoadedFile:
    """What the loader of plain text gives for this text."""
    lines = (line.strip() for line in text.split("\n"))
    blocks = []
    for line in lines:
        if line:
            level = len(line) - len(line.lstrip("#"))
            heading = 0 < level < 7 and line[level : level + 1] == " "
            blocks.append(Block(text=line, kind="heading" if heading else "paragraph", level=level if heading else 0))
    return LoadedFile(name=name, media_type="text/plain", blocks=tuple(blocks), text=text)


def blocks(*items: Block, name: str = "文件.docx") -> LoadedFile:
    """What a loader of another format gives for these blocks."""
    return LoadedFile(name=name, media_type="application/octet-stream", blocks=items)


def read(text: str, name: str = "文件.txt") -> tuple[Report, ...]:
    return build_reports(plain(text, name), "0" * 64)


def only(text: str, name: str = "文件.txt") -> Report:
    (report,) = read(text, name)
    return report


BODY = """
各位代表：
现在，我代表{place}人民政府向大会报告工作，请予审议。
一、{past}年工作回顾
过去一年，全{sign}上下迎难而上，地区生产总值增长6.1%，比上年加快0.8个百分点，规模以上工业增加值增长7.4%，粮食总产稳定在1.45亿公斤以上，群众的日子有了新变化。
（一）产业发展有了新起色。引进茶叶精深加工企业12家，培育本地龙头3家，茶园面积扩大到18.6万亩，带动农户2.3万户增收，山货进城的路子越走越宽。
（二）城乡面貌有了新变化。改造老旧小区46个，新修农村公路320公里，农村自来水普及率达到91%，夜里回村的路灯亮了起来。
同时，统计、档案、气象等工作也取得了新的进步。
各位代表！成绩来自大家的共同奋斗，我们也看到，产业链条还短，财政收支依然吃紧，这些问题要下力气解决。
二、{year}年工作安排
今年的主要预期目标是：地区生产总值增长6%左右，城镇新增就业2.4万人，居民消费价格涨幅控制在3%以内。
（一）把茶产业做强
一是扩规模。新建标准茶园1.2万亩，改造低产茶园2万亩，推广机械采摘，力争亩产提高一成以上。
二是强加工。支持骨干企业上新生产线，力争精深加工率提高到45%，把更多附加值留在本地。
（二）把民生底线兜牢
新建公办幼儿园6所，城乡低保标准提高5%，困难家庭老人适老化改造800户，让群众看得见变化。
三、加强政府自身建设
牢记为民宗旨，少开会、开短会，把更多精力用在抓落实上，以实际成效回应群众期盼。
"""


def work_report(place: str, *, title: str, front: str, year: int = 2024, sign: str = "市") -> str:
    return f"{title}\n{front}" + BODY.format(place=place, past=year - 1, year=year, sign=sign)


PROVINCE = work_report(
    "云岭省",
    title="云岭省人民政府工作报告",
    front="——2024年1月22日在云岭省第十四届人民代表大会第二次会议上\n\n省长  沈 岩",
    sign="省",
)
CITY = work_report(
    "澜州市",
    title="政 府 工 作 报 告",
    front="（二〇二四年二月一日在澜州市第六届人民代表大会第三次会议上）\n代市长 古丽·阿依努尔",
)
COUNTY = work_report(
    "石桥县",
    title="在石桥县第十八届人民代表大会第三次会议上的\n政府工作报告",
    front="2023年12月27日\n县长：罗一鸣",
    sign="县",
)
UNTITLED = (
    "各位代表：\n现在，我代表州人民政府向大会作工作报告，请予审议。\n一、2022年工作回顾\n"
    "过去一年，全州上下团结奋斗，奋进的苍梧州交出了新答卷。苍梧州地区生产总值增长5.2%，全州居民收入稳步提高，苍梧州城区扩容提质。"
    "苍梧州、州委、州政府一道努力，全州就业稳定。\n二、2023年工作打算\n今年全州要把工业放在首位，苍梧州工业园新增企业20家，"
    "苍梧州港口货运量增长一成。\n"
)
NOTICE = """云岭省人民政府文件

云政发[2024] 第3号

云岭省人民政府
关于印发2024年《政府工作报告》
重点工作责任分工方案的通知

各市、县人民政府，省政府各部门：
现将《2024年〈政府工作报告〉重点工作责任分工方案》印发给你们，请认真组织实施。

云岭省人民政府
2024年2月6日

（此件公开发布）

2024年《政府工作报告》重点工作责任分工方案

一、稳定经济运行
（一）扩大有效投资
1.加快岚溪水库建设，年内完成投资12.5亿元。（省水利厅牵头，省发展改革委、省财政厅按职责分工负责）
2.新建农村公路1200公里。（省交通运输厅牵头，各市人民政府负责）
（二）提振消费
3.办好茶旅消费季活动。（省商务厅、省文化和旅游厅牵头）
二、保障民生
（三）促进就业
4.城镇新增就业30万人以上。（省人力资源社会保障厅牵头）
"""
RUN_TOGETHER = (
    "青屏市人民政府办公室关于印发2023年民生实事责任分工方案的通知青府办发〔2023〕7号各区县人民政府，市政府各部门："
    "现将《2023年民生实事责任分工方案》印发给你们，请抓好落实。青屏市人民政府办公室2023年3月2日(此件公开发布)"
    "2023年民生实事责任分工方案一、教育和医疗(一)扩大学位供给1.新建小学4所，新增学位3600个，秋季学期投入使用。"
    "(牵头单位：市教育局，责任单位：市财政局)2.改扩建幼儿园9所。(牵头单位：市教育局)(二)方便群众看病3.建成社区卫生服务中心5个，"
    "家庭医生签约率达到3.5成以上。(牵头单位：市卫生健康委)二、出行和居住(一)改善出行4.新增公交线路6条，更新新能源公交车120辆。"
    "(牵头单位：市交通运输局)5.打通断头路8条。(牵头单位：市住房城乡建设局)"
)
PLAN = """云岭省“十四五”茶产业发展规划

目　录
第一章 发展基础......1
第一节 主要成就......1
第二节 面临形势......3
第二章 总体要求......5

第一章 发展基础
第一节 主要成就
茶园面积、产量和产值连续五年增长，综合产值突破90亿元，品牌影响力不断提升。
第二节 面临形势
消费升级带来新机遇，劳动力减少带来新挑战，产业到了转型的关口，需要早作准备。
第二章 总体要求
坚持绿色发展，到2025年综合产值达到150亿元，带动20万农户稳定增收。
"""
