"""Layouts in Word, Excel, HTML and PDF: tables with merged cells, headings that carry the units, groups by unit."""

from __future__ import annotations

import io

from docx import Document
from openpyxl import Workbook

from tests.ingest.extract.layouts.expected import Layout, task

_ROWS = (
    ("1", "产业倍增", "新建智能工厂12家，技改投资增长15%", "市工业和信息化局", "市发展改革委、市财政局", "2025年12月"),
    (
        "2",
        "产业倍增",
        "做强山地农产品加工，培育龙头企业8家",
        "市农业农村局",
        "市市场监管局、各县区人民政府",
        "2025年11月",
    ),
    ("3", "城市更新", "改造地下管网180公里", "市住房城乡建设局、市水务局", "市财政局等单位", "2025年10月"),
    ("4", "城市更新", "新增公共停车泊位5000个", "市城市管理局", "市公安局、市自然资源局", "2025年9月"),
    ("5", "民生保障", "新增托位1200个", "市卫生健康委", "市教育局、市妇联", "2025年12月"),
    ("6", "民生保障", "开展技能培训2.5万人次", "市人力资源社会保障局", "市教育局、市总工会、团市委", "全年"),
)
_HEADER = ("序号", "重点领域", "具体举措", "牵头单位", "配合单位", "完成时限")


def _bytes_of_docx(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def _front(document: object, place: str, year: int, number: str, title: str) -> None:
    for text in (
        f"{place}人民政府办公室关于印发《{title}》的通知",
        number,
        "各区县人民政府，市直各部门：",
        f"《{title}》已经市政府同意，现印发给你们，请认真落实。",
        f"{place}人民政府办公室",
        f"{year}年2月20日",
        title,
    ):
        document.add_paragraph(text)  # type: ignore[attr-defined]


def _docx_table() -> bytes:
    document = Document()
    _front(document, "松岭市", 2025, "松政办发〔2025〕6号", "2025年政府工作报告重点任务清单")
    table = document.add_table(rows=0, cols=6)
    for row in (_HEADER, *_ROWS[:4], _HEADER, *_ROWS[4:]):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    for first, last in ((1, 2), (3, 4), (6, 7)):
        kept = table.cell(first, 1).text
        merged = table.cell(first, 1).merge(table.cell(last, 1))
        merged.text = kept
    return _bytes_of_docx(document)


def _docx_headings() -> bytes:
    document = Document()
    _front(document, "望川市", 2024, "望政办〔2024〕9号", "2024年民生实事任务分解方案")
    for text in (
        "一、办好优质教育",
        "（一）实施学位扩增工程。（牵头单位：市教育局；责任单位：市财政局、市自然资源局）",
        "1．新建中小学6所，增加学位7200个。",
        "2．完成县城大班额清零。",
        "（二）推进职业教育产教融合。（牵头单位：市教育局、市人力资源社会保障局）",
        "二、强化健康服务",
        "（三）建设紧密型县域医共体4个。（牵头单位：市卫生健康委；责任单位：市医保局、各县区人民政府）",
        "（四）为65岁以上老年人免费体检。（市卫生健康委牵头，市财政局配合，2024年11月底前完成）",
    ):
        document.add_paragraph(text)
    return _bytes_of_docx(document)


def _docx_groups() -> bytes:
    document = Document()
    _front(document, "岚溪市", 2025, "岚政办发〔2025〕4号", "2025年政府工作报告任务分解表")
    for text in (
        "一、市发展改革委牵头（3项）",
        "1．谋划储备重大项目300个。",
        "2．推进陆港枢纽建设，完成投资6亿元。（配合单位：市交通运输局、市商务局）",
        "3．单位地区生产总值能耗下降3%。",
        "二、市教育局牵头（2项）",
        "4．新建幼儿园9所。",
        "5．创建义务教育优质均衡县。（配合单位：各县区人民政府）",
        "三、市文化和旅游局、市体育局牵头（1项）",
        "6．办好环湖马拉松和民俗文化节。",
    ):
        document.add_paragraph(text)
    return _bytes_of_docx(document)


def _xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["石桥县2025年政府工作报告重点工作台账"])
    sheet.merge_cells("A1:F1")
    sheet.append(["序号", "重点工作", "县级责任领导", "责任单位（第一个为牵头单位）", "完成时限", "备注"])
    for row in (
        (
            1,
            "创建省级特色产业园，入园企业达到30家",
            "罗志勇",
            "县发展改革局、县工业和信息化局、县自然资源局",
            "2025年12月底",
            "",
        ),
        (2, "建设冷链物流中心1个", None, "县商务局、县农业农村局", "2025年8月底", "续建"),
        (3, "整治农村黑臭水体14条", "田晓兰", "县生态环境局、县水务局、各乡镇人民政府", "2025年10月底", ""),
        (4, "完成县医院新院区搬迁", None, "县卫生健康局", "2025年6月底", ""),
        (5, "发放就业补贴800万元", None, "县人力资源社会保障局、县财政局", "持续推进", ""),
    ):
        sheet.append(row)
    sheet.merge_cells("C3:C4")
    sheet.merge_cells("C5:C7")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _html_table() -> bytes:
    rows = """
<tr><td rowspan="2">数字经济</td><td>1</td><td>新建5G基站2600个</td><td>市通信发展办、市工业和信息化局</td><td>市住房城乡建设局、中国铁塔青屏分公司</td></tr>
<tr><td>2</td><td>建成政务数据共享平台</td><td>市数据局</td><td>市直各部门</td></tr>
<tr><td rowspan="2">绿色发展</td><td>3</td><td>完成造林7.5万亩</td><td>市林业局</td><td>各县区人民政府</td></tr>
<tr><td>4</td><td>建成污水处理厂提标工程3个</td><td>市住房城乡建设局</td><td>市生态环境局、<br>市财政局</td></tr>
<tr><td>平安建设</td><td>5</td><td>创建全国禁毒示范城市</td><td>市公安局</td><td>市司法局、市教育局等</td></tr>
"""
    return f"""<html><head><meta charset="utf-8"><title>青屏市2024年政府工作报告任务分解</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/zwgk">政务公开</a></div>
<h1>青屏市人民政府办公室关于印发2024年《政府工作报告》任务分解方案的通知</h1>
<p>青政办发〔2024〕7号</p><p>各县区人民政府，市政府各部门：</p><p>现将任务分解方案印发给你们，请认真组织实施。</p>
<p>青屏市人民政府办公室</p><p>2024年2月26日</p>
<table border="1"><tr><th>类别</th><th>序号</th><th>工作任务</th><th>牵头部门</th><th>协办部门</th></tr>{rows}</table>
<div class="footer">版权所有：青屏市人民政府办公室</div></body></html>""".encode()


def _html_paragraphs() -> bytes:
    return """<html><head><meta charset="gb2312"><title>通知</title></head><body>
<h1>云岭省人民政府办公厅关于印发落实2024年政府工作报告分工意见的通知</h1>
<p>云政办〔2024〕3号</p>
<h2>一、扩大有效需求</h2>
<p>1．实施消费品以旧换新，发放补贴6亿元。<b>责任单位：</b>省商务厅、省财政厅、省市场监管局</p>
<p>2．支持澜州、望川建设消费集聚区。<b>牵头单位：</b>省商务厅　<b>配合单位：</b>澜州、望川市人民政府</p>
<h2>二、深化改革开放</h2>
<p>3．推进省属企业战略性重组。（责任单位：省国资委牵头，省财政厅、省审计厅配合）</p>
<p>4．完善地方金融监管机制。<br>牵头单位：省地方金融管理局<br>责任单位：省公安厅、人民银行云岭省分行、国家金融监督管理总局云岭监管局</p>
</body></html>""".encode("gb18030")


FILES: tuple[Layout, ...] = (
    Layout(
        name="docx: table, merged cells, header repeated",
        file="清单.docx",
        build=_docx_table,
        expected=tuple(
            task(
                words,
                lead,
                others.removesuffix("等单位"),
                number=int(number),
                due=due,
                open_list=others.endswith("等单位"),
            )
            for number, _, words, lead, others, due in _ROWS
        ),
    ),
    Layout(
        name="docx: units in the heading over its items",
        file="分解方案.docx",
        build=_docx_headings,
        expected=(
            task("实施学位扩增工程", "市教育局", "市财政局、市自然资源局", number=1),
            task("新建中小学6所", "市教育局", "市财政局、市自然资源局", number=1),
            task("完成县城大班额清零", "市教育局", "市财政局、市自然资源局", number=2),
            task("推进职业教育产教融合", "市教育局、市人力资源社会保障局", number=2),
            task("建设紧密型县域医共体4个", "市卫生健康委", "市医保局、各县区人民政府", number=3),
            task("为65岁以上老年人免费体检", "市卫生健康委", "市财政局", number=4, due="2024年11月底前完成"),
        ),
    ),
    Layout(
        name="docx: tasks grouped by unit",
        file="分组.docx",
        build=_docx_groups,
        expected=(
            task("谋划储备重大项目300个", "市发展改革委", number=1),
            task("推进陆港枢纽建设", "市发展改革委", "市交通运输局、市商务局", number=2),
            task("单位地区生产总值能耗下降3%", "市发展改革委", number=3),
            task("新建幼儿园9所", "市教育局", number=4),
            task("创建义务教育优质均衡县", "市教育局", "各县区人民政府", number=5),
            task("办好环湖马拉松和民俗文化节", "市文化和旅游局、市体育局", number=6),
        ),
    ),
    Layout(
        name="xlsx: leaders merged, first unit leads",
        file="台账.xlsx",
        build=_xlsx,
        expected=(
            task(
                "创建省级特色产业园",
                "县发展改革局",
                "县工业和信息化局、县自然资源局",
                number=1,
                mode="first_listed",
                leader="罗志勇",
                due="2025年12月底",
            ),
            task(
                "建设冷链物流中心1个",
                "县商务局",
                "县农业农村局",
                number=2,
                mode="first_listed",
                leader="罗志勇",
                due="2025年8月底",
            ),
            task(
                "整治农村黑臭水体14条",
                "县生态环境局",
                "县水务局、各乡镇人民政府",
                number=3,
                mode="first_listed",
                leader="田晓兰",
                due="2025年10月底",
            ),
            task(
                "完成县医院新院区搬迁",
                "县卫生健康局",
                number=4,
                mode="first_listed",
                leader="田晓兰",
                due="2025年6月底",
            ),
            task(
                "发放就业补贴800万元",
                "县人力资源社会保障局",
                "县财政局",
                number=5,
                mode="first_listed",
                leader="田晓兰",
                due="持续推进",
            ),
        ),
    ),
    Layout(
        name="html: table with row spans",
        file="分解.html",
        build=_html_table,
        expected=(
            task(
                "新建5G基站2600个", "市通信发展办、市工业和信息化局", "市住房城乡建设局、中国铁塔青屏分公司", number=1
            ),
            task("建成政务数据共享平台", "市数据局", "市直各部门", number=2),
            task("完成造林7.5万亩", "市林业局", "各县区人民政府", number=3),
            task("建成污水处理厂提标工程3个", "市住房城乡建设局", "市生态环境局、市财政局", number=4),
            task("创建全国禁毒示范城市", "市公安局", "市司法局、市教育局", number=5, open_list=True),
        ),
    ),
    Layout(
        name="html: labels inside the paragraph",
        file="意见.html",
        build=_html_paragraphs,
        expected=(
            task("实施消费品以旧换新", "", "省商务厅、省财政厅、省市场监管局", number=1, mode="joint"),
            task("支持澜州、望川建设消费集聚区", "省商务厅", "澜州市人民政府、望川市人民政府", number=2),
            task("推进省属企业战略性重组", "省国资委", "省财政厅、省审计厅", number=3),
            task(
                "完善地方金融监管机制",
                "省地方金融管理局",
                "省公安厅、人民银行云岭省分行、国家金融监督管理总局云岭监管局",
                number=4,
            ),
        ),
    ),
)
