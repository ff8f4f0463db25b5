"""A layout in PDF: paragraphs with brackets, then a ruled table; the file is written by hand, its font not embedded."""

from __future__ import annotations

from tests.ingest.extract.layouts.expected import Layout, task

_SIZE, _LEADING, _LEFT, _RIGHT, _TOP = 12, 22, 70, 526, 780
_COLUMNS = (0, 40, 216, 300, 388, 456)  # left edges of the table's columns, and its right edge
_TITLE = "苍岩市人民政府办公室关于印发二〇二五年任务分工的通知"
_PARAGRAPHS = (
    "苍政办发〔2025〕5号",
    "各县区人民政府，市政府各部门：",
    "现将2025年政府工作报告重点任务分工印发给你们，请对照职责抓好落实。",
    "一、稳定经济运行",
    "1．谋划实施重点项目210个，完成投资165亿元，民间投资占比提高到四成以上，形成更多实物工作量。（牵头单位：市发展改革委；责任单位：市工业和信息化局、市财政局、市自然资源局，各县区人民政府）",
    "2．新增规模以上工业企业38家，培育省级“小巨人”企业10家。（牵头单位：市工业和信息化局；责任单位：市科技局、市市场监管局等）",
    "3．举办山货节、夜市季等活动40场。（牵头单位：市商务局、市文化和旅游局；责任单位：各县区人民政府）",
    "二、增进民生福祉",
)
_TABLE = (
    ("序号", "工作事项", "牵头单位", "配合单位", "完成时限"),
    ("4", "新建改建中小学8所，新增学位6800个", "市教育局", "市财政局、市自然资源局", "2025年8月"),
    ("5", "建成市中心医院传染病区", "市卫生健康委", "市发展改革委", "2025年底"),
    ("6", "建设社区食堂30个", "市民政局", "市住房城乡建设局、各县区人民政府", "2025年底"),
    ("7", "城镇新增就业2.3万人", "市人力资源社会保障局", "市教育局、团市委", "2025年底"),
)


def _wrapped(text: str, width: float) -> list[str]:
    per_line = int(width // _SIZE)
    return [text[place : place + per_line] for place in range(0, len(text), per_line)]


def _shown(x: float, y: float, text: str) -> str:
    return f"BT /F1 {_SIZE} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _content() -> str:
    commands = [_shown((_LEFT + _RIGHT - _SIZE * len(_TITLE)) / 2, _TOP, _TITLE)]
    y = _TOP - 2 * _LEADING
    for paragraph in _PARAGRAPHS:
        for number, line in enumerate(_wrapped("\u3000\u3000" + paragraph, _RIGHT - _LEFT)):
            indent = 2 * _SIZE if number == 0 else 0
            commands.append(_shown(_LEFT + indent, y, line.strip("\u3000")))
            y -= _LEADING
    return "\n".join([*commands, *_table(y)])


def _table(y: float) -> list[str]:
    commands = []
    lines = [y + 16]
    for row in _TABLE:
        cells = [
            _wrapped(text, right - left - 6) for text, left, right in zip(row, _COLUMNS, _COLUMNS[1:], strict=False)
        ]
        for left, cell in zip(_COLUMNS, cells, strict=False):
            commands.extend(_shown(_LEFT + left + 3, y - 16 * place, line) for place, line in enumerate(cell))
        y -= 16 * max(map(len, cells)) + 8
        lines.append(y + 16)
    commands.extend(f"{_LEFT} {line} m {_LEFT + _COLUMNS[-1]} {line} l S" for line in lines)
    commands.extend(f"{_LEFT + column} {lines[0]} m {_LEFT + column} {lines[-1]} l S" for column in _COLUMNS)
    return commands


def build_pdf() -> bytes:
    """The bytes of a one-page PDF (PDF 1.4) whose text is UCS-2 in the predefined Adobe-GB1 encoding."""
    content = _content().encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 596 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    )
    body = b"%PDF-1.4\n"
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer


PDF = Layout(
    name="pdf: brackets over lines, then a ruled table",
    file="通知.pdf",
    build=build_pdf,
    expected=(
        task(
            "谋划实施重点项目210个",
            "市发展改革委",
            "市工业和信息化局、市财政局、市自然资源局、各县区人民政府",
            number=1,
        ),
        task("新增规模以上工业企业38家", "市工业和信息化局", "市科技局、市市场监管局", number=2, open_list=True),
        task("举办山货节、夜市季等活动40场", "市商务局、市文化和旅游局", "各县区人民政府", number=3),
        task("新建改建中小学8所", "市教育局", "市财政局、市自然资源局", number=4, due="2025年8月"),
        task("建成市中心医院传染病区", "市卫生健康委", "市发展改革委", number=5, due="2025年底"),
        task("建设社区食堂30个", "市民政局", "市住房城乡建设局、各县区人民政府", number=6, due="2025年底"),
        task("城镇新增就业2.3万人", "市人力资源社会保障局", "市教育局、团市委", number=7, due="2025年底"),
    ),
)
