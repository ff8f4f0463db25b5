"""Awkward layouts: dates by quarter, units on lines of their own in a cell, merged unit cells, lines after bullets."""

from __future__ import annotations

import io

from docx import Document
from openpyxl import Workbook

from tests.ingest.extract.layouts.expected import Layout, task


def _bytes(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def _city_table() -> bytes:
    document = Document()
    for text in (
        "苍梧市人民政府办公室关于印发2025年市《政府工作报告》主要任务分解表的通知",
        "苍政办发〔2025〕11号",
        "各县（市、区）人民政府，市直各单位：",
        "现将任务分解表印发给你们。责任单位中第一个为牵头单位，请牵头单位按季度报送进展。",
        "苍梧市人民政府办公室",
        "2025年2月27日",
    ):
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=5)
    for row in (
        ("序号", "目标任务", "牵头市领导", "责任单位\n（第一个为牵头单位）", "完成时限"),
        ("一、产业强市", "一、产业强市", "一、产业强市", "一、产业强市", "一、产业强市"),
        ("1", "新开工亿元以上工业项目60个", "韩立群", "市工业和信息化局\n市发展改革委\n市自然资源和规划局", "一季度"),
        ("2", "盘活闲置厂房20万平方米", "韩立群\n顾文", "市自然资源和规划局 市财政局", "三季度末"),
        ("二、幸福民生", "二、幸福民生", "二、幸福民生", "二、幸福民生", "二、幸福民生"),
        ("3", "新增学前教育公办学位2100个", "陶月", "市教育局\n各县（市、区）人民政府", "2025年第四季度"),
        ("4", "建成社区嵌入式服务设施18处", "陶月", "市发展改革委\n市民政局\n市卫生健康委等", "四季度"),
    ):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    for place in (1, 4):
        kept = table.cell(place, 0).text
        table.cell(place, 0).merge(table.cell(place, 4)).text = kept
    return _bytes(document)


def _county_sheet() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["临湖区2024年重点任务清单"])
    sheet.merge_cells("A1:F1")
    sheet.append(["类别", "序号", "任务名称", "主办", "协办", "办结时限"])
    for row in (
        ("水利建设", 1, "加固病险水库4座", "区水务局", "区财政局 区应急局", "2024年5月底前"),
        (None, 2, "疏浚农村河道36公里", "区水务局\n区农业农村局", "各镇人民政府（街道办事处）", "2024年11月底前"),
        ("社会治理", 3, "建成区级矛盾纠纷调处中心", "区委政法委", "区信访局、区司法局\n区公安分局", "2024年9月底前"),
        (None, 4, "新增养老助餐点11个", "区民政局", "/", "全年"),
    ):
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("A5:A6")
    return _bytes(book)


def _two_columns() -> bytes:
    document = Document()
    for text in (
        "石桥县人民政府办公室关于分解落实2023年县政府工作报告目标任务的通知",
        "石政办〔2023〕5号",
        "各乡镇人民政府，县政府各部门：",
        "现将目标任务分解如下。",
        "石桥县人民政府办公室",
        "2023年1月30日",
    ):
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=2)
    rows = (
        ("工作任务", "责任单位"),
        ("1．完成退耕还林补植3000亩。", "县林业局牵头，县财政局、各乡镇人民政府配合"),
        ("2．建设储备林基地1.5万亩。", ""),
        ("3．推广测土配方施肥12万亩。", "县农业农村局"),
        ("4．创建省级休闲农业示范点2个。", ""),
        ("5．举办脐橙采摘节。", "县农业农村局、县文化和旅游局"),
    )
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    for first, last in ((1, 2), (3, 4)):
        kept = table.cell(first, 1).text
        table.cell(first, 1).merge(table.cell(last, 1)).text = kept
    return _bytes(document)


def _head(place: str, year: int, number: str) -> str:
    return (
        f"{place}人民政府办公室关于印发{year}年《政府工作报告》重点任务责任清单的通知\n{number}\n\n各区县人民政府，市直有关单位：\n"
        f"现将责任清单印发给你们，请认真落实。\n{place}人民政府办公室\n{year}年3月1日\n\n{year}年《政府工作报告》重点任务责任清单\n\n"
    )


def _led_by_sentences() -> bytes:
    body = """一、扩大内需
1．开展家电以旧换新进社区活动120场。（由市商务局牵头，市财政局、市市场监管局配合，2025年6月底前完成）
2．改造提升夜间消费街区8条，其中年内完工5条。（由市商务局、市城市管理局牵头，各区县人民政府配合，2025年10月底前完成5条）
3．发行文旅消费券2000万元。（由市文化和旅游局负责，2025年4月底前启动）
二、建强枢纽
4．推进望川机场改扩建，完成航站楼主体工程（由市发展改革委牵头，望川机场公司、市自然资源局配合，长期推进）；开通国际货运航线2条（由市口岸办牵头，市商务局、望川海关配合，2025年12月底前完成）。
5．优化公交线路30条。（由市交通运输局会同市公安局落实，2025年9月底前）
"""
    return (_head("望川市", 2025, "望政办发〔2025〕12号") + body).encode()


def _lines_after_bullets() -> bytes:
    body = """一、提升城市品质
●新建口袋公园26个，建成绿道50公里。
责任领导：许振华　责任单位：市园林和林业局、市财政局
●打通断头路9条。
责任领导：许振华
责任单位：市住房城乡建设局（牵头）、市自然资源和规划局、各区人民政府
●实施背街小巷照明提升工程。
责任领导：何敏、许振华　责任单位：市城市管理局
二、守牢安全底线
●排查整治自建房隐患1.1万户。
责任领导：高峻岭　牵头单位：市住房城乡建设局　责任单位：市应急局、市消防救援支队、各区人民政府　完成时限：11月底
●建成应急广播系统，覆盖全部行政村。
责任领导：高峻岭　牵头单位：市应急局　配合单位：市文化和旅游局等
"""
    return (_head("岚溪市", 2024, "岚政办〔2024〕8号") + body).encode("gb18030")


def _dotted_lines() -> bytes:
    body = """（一）财政金融
1、争取上级资金90亿元以上……………市财政局
2、新增企业贷款120亿元，普惠小微贷款增长15%……………市政府金融办、人民银行青屏市分行
（二）交通物流
3、新改建农村公路260公里……………市交通运输局、各区县人民政府
4、快递进村覆盖率达到98%……………市邮政管理局、市商务局
"""
    return (_head("青屏市", 2023, "青政办发〔2023〕2号") + body).encode()


AWKWARD: tuple[Layout, ...] = (
    Layout(
        name="docx: leaders, units on lines, quarters",
        file="任务分解表.docx",
        build=_city_table,
        expected=(
            task(
                "新开工亿元以上工业项目60个",
                "市工业和信息化局",
                "市发展改革委、市自然资源和规划局",
                number=1,
                mode="first_listed",
                leader="韩立群",
                due="一季度",
            ),
            task(
                "盘活闲置厂房20万平方米",
                "市自然资源和规划局",
                "市财政局",
                number=2,
                mode="first_listed",
                leader="韩立群、顾文",
                due="三季度末",
            ),
            task(
                "新增学前教育公办学位2100个",
                "市教育局",
                "各县（市·区）人民政府",
                number=3,
                mode="first_listed",
                leader="陶月",
                due="2025年第四季度",
            ),
            task(
                "建成社区嵌入式服务设施18处",
                "市发展改革委",
                "市民政局、市卫生健康委",
                number=4,
                mode="first_listed",
                open_list=True,
                leader="陶月",
                due="四季度",
            ),
        ),
    ),
    Layout(
        name="xlsx: 主办 and 协办, blanks between units",
        file="重点任务清单.xlsx",
        build=_county_sheet,
        expected=(
            task("加固病险水库4座", "区水务局", "区财政局、区应急局", number=1, due="2024年5月底前"),
            task(
                "疏浚农村河道36公里",
                "区水务局、区农业农村局",
                "各镇人民政府（街道办事处）",
                number=2,
                due="2024年11月底前",
            ),
            task(
                "建成区级矛盾纠纷调处中心",
                "区委政法委",
                "区信访局、区司法局、区公安分局",
                number=3,
                due="2024年9月底前",
            ),
            task("新增养老助餐点11个", "区民政局", number=4, due="全年"),
        ),
    ),
    Layout(
        name="docx: two columns, unit cells over several tasks",
        file="目标任务.docx",
        build=_two_columns,
        expected=(
            task("完成退耕还林补植3000亩", "县林业局", "县财政局、各乡镇人民政府", number=1),
            task("建设储备林基地1.5万亩", "县林业局", "县财政局、各乡镇人民政府", number=2),
            task("推广测土配方施肥12万亩", "", "县农业农村局", number=3, mode="joint"),
            task("创建省级休闲农业示范点2个", "", "县农业农村局", number=4, mode="joint"),
            task("举办脐橙采摘节", "", "县农业农村局、县文化和旅游局", number=5, mode="joint"),
        ),
    ),
    Layout(
        name="txt: 由 … 牵头, … 配合, date",
        file="责任清单.txt",
        build=_led_by_sentences,
        expected=(
            task("开展家电以旧换新", "市商务局", "市财政局、市市场监管局", number=1, due="2025年6月底前完成"),
            task(
                "改造提升夜间消费街区8条",
                "市商务局、市城市管理局",
                "各区县人民政府",
                number=2,
                due="2025年10月底前完成5条",
            ),
            task("发行文旅消费券", "", "市文化和旅游局", number=3, mode="joint", due="2025年4月底前启动"),
            task("推进望川机场改扩建", "市发展改革委", "望川机场公司、市自然资源局", number=4, due="长期推进"),
            task("开通国际货运航线2条", "市口岸办", "市商务局、望川海关", number=4, due="2025年12月底前完成"),
            task("优化公交线路30条", "市交通运输局", "市公安局", number=5, due="2025年9月底前"),
        ),
    ),
    Layout(
        name="txt: labelled lines after bullets",
        file="责任分解.txt",
        build=_lines_after_bullets,
        expected=(
            task("新建口袋公园26个", "", "市园林和林业局、市财政局", mode="joint", leader="许振华"),
            task(
                "打通断头路9条",
                "市住房城乡建设局",
                "市自然资源和规划局、各区人民政府",
                leader="许振华",
            ),
            task("实施背街小巷照明", "", "市城市管理局", mode="joint", leader="何敏、许振华"),
            task(
                "排查整治自建房隐患1.1万户",
                "市住房城乡建设局",
                "市应急局、市消防救援支队、各区人民政府",
                leader="高峻岭",
                due="11月底",
            ),
            task("建成应急广播系统", "市应急局", "市文化和旅游局", leader="高峻岭", open_list=True),
        ),
    ),
    Layout(
        name="txt: dots before the units",
        file="任务.txt",
        build=_dotted_lines,
        expected=(
            task("争取上级资金90亿元以上", "", "市财政局", number=1, mode="joint"),
            task("新增企业贷款120亿元", "", "市政府金融办、人民银行青屏市分行", number=2, mode="joint"),
            task("新改建农村公路260公里", "", "市交通运输局、各区县人民政府", number=3, mode="joint"),
            task("快递进村覆盖率达到98%", "", "市邮政管理局、市商务局", number=4, mode="joint"),
        ),
    ),
)
