"""A briefing as a Word file in the layout of official papers, GB/T 9704-2012.

A4, margins 37/35/28/26 mm (top, bottom, left, right), 22 lines of 28 pt a page; title 22 pt 小标宋, body 16 pt 仿宋, headings 16 pt
黑体 and 楷体, first lines indented by two characters; page numbers "— 1 —" 14 pt, right on odd and left on even pages.
Fonts are named, not embedded. Sources are endnotes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from assistant.briefing_records import Briefing, BriefingCell, BriefingGroup, BriefingPart, BriefingTable
from assistant.export_endnotes import REFERENCE_STYLE, TEXT_STYLE, Endnotes, ListedSources, SourceNotes, xml_safe
from assistant.export_numerals import chinese_numeral
from assistant.export_sources import source_line

TITLE_FONT, BODY_FONT, HEAD_FONT, SUBHEAD_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN_FONT, PAGE_NUMBER_FONT = "Times New Roman", "宋体"
TITLE_SIZE, BODY_SIZE, TABLE_SIZE, NOTE_SIZE, PAGE_NUMBER_SIZE = 22, 16, 12, 10.5, 14
LINE, TITLE_LINE, TABLE_LINE, NOTE_LINE = 28, 35, 20, 17
PAGE_WIDTH, PAGE_HEIGHT = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
FOOTER_FROM_EDGE = 23  # so that the number stands 7 mm below the text
GRID_PITCH = 579  # twentieths of a point: 22 lines a page
_CHARACTER, _CELL_MARGIN = 4.4, 6  # millimetres of a 12 pt character, and of a cell's sides with a source number
_LEAST_WIDTH = 26  # millimetres that a column keeps where others need more
_LONG_TABLE, _SHORT_CELL = 16, 14
_TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT


def as_docx(briefing: Briefing, *, endnotes: bool = True) -> bytes:
    """The briefing as the bytes of a .docx file; without ``endnotes`` the sources are a list at its end."""
    document = docx.Document()
    _lay_out_page(document)
    _define_styles(document)
    sources = [source_line(citation) for citation in briefing.citations]
    notes: SourceNotes = Endnotes(sources) if endnotes else ListedSources(sources)
    _add(document, briefing.title, "Title")
    if briefing.scope:
        _add(document, f"（根据{briefing.scope}整理）", "Subtitle")
    for at, part in enumerate(briefing.parts, start=1):
        _add_part(document, part, at, notes)
    if briefing.notes:
        _add(document, "说明", "Heading 1")
        for note in briefing.notes:
            _add(document, note, "Normal")
    notes.write(document)
    document.core_properties.title = xml_safe(briefing.title)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _lay_out_page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.footer_distance = Mm(FOOTER_FROM_EDGE)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(GRID_PITCH))
    section._sectPr.append(grid)
    document.settings.odd_and_even_pages_header_footer = True
    _set_compatibility(document)
    _number_pages(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _number_pages(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def _set_compatibility(document: Document) -> None:
    """Word 2013 and later: without it the file opens in the mode of older versions."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.append(compat)
    for old in compat.findall(qn("w:compatSetting")):
        if old.get(qn("w:name")) == "compatibilityMode":
            compat.remove(old)
    setting = OxmlElement("w:compatSetting")
    setting.set(qn("w:name"), "compatibilityMode")
    setting.set(qn("w:uri"), "http://schemas.microsoft.com/office/word")
    setting.set(qn("w:val"), "15")
    compat.append(setting)


def _number_pages(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, one character in from the edge of the text."""
    paragraph.alignment = side
    indent = Pt(PAGE_NUMBER_SIZE)
    if side == WD_ALIGN_PARAGRAPH.RIGHT:
        paragraph.paragraph_format.right_indent = indent
    else:
        paragraph.paragraph_format.left_indent = indent
    for content in ("— ", "begin", " PAGE ", "separate", "1", "end", " —"):
        run = paragraph.add_run()
        _set_fonts(run._r.get_or_add_rPr(), PAGE_NUMBER_FONT, PAGE_NUMBER_FONT)
        run.font.size = Pt(PAGE_NUMBER_SIZE)
        if content in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), content)
            run._r.append(mark)
        elif content == " PAGE ":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = content
            run._r.append(code)
        else:
            run.text = content


def _define_styles(document: Document) -> None:
    styles = document.styles
    _style(styles["Normal"], BODY_FONT, BODY_SIZE, LINE, indent=True)
    _style(styles["Title"], TITLE_FONT, TITLE_SIZE, TITLE_LINE, align=WD_ALIGN_PARAGRAPH.CENTER, after=LINE / 2)
    _style(styles["Subtitle"], SUBHEAD_FONT, PAGE_NUMBER_SIZE, 24, align=WD_ALIGN_PARAGRAPH.CENTER, after=LINE / 2)
    _style(styles["Heading 1"], HEAD_FONT, BODY_SIZE, LINE, indent=True, keep=True)
    _style(styles["Heading 2"], SUBHEAD_FONT, BODY_SIZE, LINE, indent=True, keep=True)
    text = styles.add_style("endnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(qn("w:styleId"), TEXT_STYLE)
    text.base_style = styles["Normal"]
    _style(text, BODY_FONT, NOTE_SIZE, NOTE_LINE)
    reference = styles.add_style("endnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.element.set(qn("w:styleId"), REFERENCE_STYLE)
    reference.font.superscript = True
    cell = styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = styles["Normal"]
    _style(cell, BODY_FONT, TABLE_SIZE, TABLE_LINE)


def _style(
    style: ParagraphStyle,
    font: str,
    size: float,
    line: float,
    *,
    indent: bool = False,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    after: float = 0,
    keep: bool = False,
) -> None:
    """Font, size, fixed line height, and whether the first line is indented by two characters."""
    _set_fonts(style.element.get_or_add_rPr(), font, LATIN_FONT)
    style.font.size = Pt(size)
    style.font.bold = False
    style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    layout = style.paragraph_format
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(line)
    layout.space_before, layout.space_after = Pt(0), Pt(after)
    layout.alignment = align
    layout.keep_with_next = keep
    layout.widow_control = False
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    _indent(properties, 200 if indent else 0, size)
    if line != LINE:
        snap = OxmlElement("w:snapToGrid")  # lines of another height keep it instead of the page's 28 pt
        snap.set(qn("w:val"), "0")
        properties.insert_element_before(snap, *_AFTER_SNAP)


_AFTER_SNAP = (
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)


def _indent(properties: Any, characters: int, size: float) -> None:
    """The first line's indent in hundredths of a character, and in twips for readers that do not know characters."""
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(characters))
    indent.set(qn("w:firstLine"), str(int(characters / 100 * size * 20)))


def _set_fonts(properties: Any, east_asian: str, latin: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", east_asian)):
        fonts.set(qn(f"w:{name}"), font)
    fonts.set(qn("w:hint"), "eastAsia")


def _add(document: Document, text: str, style: str) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    _add_run(paragraph, text)
    return paragraph


def _add_run(paragraph: Paragraph, text: str, font: str = "") -> None:
    """A run that states its East Asian font too, so that signs such as “ ” take it."""
    run = paragraph.add_run(xml_safe(text))
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")
    if font:
        _set_fonts(run._r.get_or_add_rPr(), font, LATIN_FONT)


def _add_part(document: Document, part: BriefingPart, number: int, notes: SourceNotes) -> None:
    _add(document, f"{chinese_numeral(number)}、{part.heading}", "Heading 1")
    headed = 0
    for group in part.groups:
        headed += bool(group.heading)
        if part.kind == "list":
            for text, citations in group.statements():
                _add_statements(document.add_paragraph(style="Normal"), [(text, citations)], notes)
        else:
            paragraph = document.add_paragraph(style="Normal")
            if group.heading:
                _add_run(paragraph, f"（{chinese_numeral(headed)}）{group.heading}。", SUBHEAD_FONT)
            _add_statements(paragraph, _statements(group), notes)
    if part.table is not None:
        _add_table(document, part.table, notes)


def _statements(group: BriefingGroup) -> Sequence[tuple[str, tuple[int, ...]]]:
    return group.statements()


def _add_statements(
    paragraph: Paragraph, statements: Sequence[tuple[str, tuple[int, ...]]], notes: SourceNotes
) -> None:
    for text, citations in statements:
        _add_run(paragraph, text)
        notes.refer(paragraph, citations)
        _add_run(paragraph, "。")


def _add_table(document: Document, table: BriefingTable, notes: SourceNotes) -> None:
    """The table with borders, its header row repeated on every page, no row broken over two pages."""
    table = _folded(table)
    drawn = document.add_table(rows=0, cols=len(table.header))
    drawn.style = "Table Grid"
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    drawn.autofit = False
    widths = _widths(table)
    header = drawn.add_row()
    header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, text in zip(header.cells, table.header, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style = document.styles["Table Text"]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _add_run(paragraph, text, HEAD_FONT)
    for row in table.rows:
        drawn_row = drawn.add_row()
        drawn_row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, content in zip(drawn_row.cells, row, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = document.styles["Table Text"]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if len(content.text) < 12 else WD_ALIGN_PARAGRAPH.LEFT
            _add_run(paragraph, content.text)
            notes.refer(paragraph, content.citations)
    _set_widths(drawn, widths)


def _folded(table: BriefingTable) -> BriefingTable:
    """A long table of two short columns as one of four, read across, so that a comparison keeps to a page."""
    short = all(len(cell.text) <= _SHORT_CELL for row in table.rows for cell in row)
    if len(table.header) != 2 or len(table.rows) < _LONG_TABLE or not short:
        return table
    rows = [*table.rows, *([(BriefingCell(text=""),) * 2] if len(table.rows) % 2 else [])]
    pairs = tuple((*left, *right) for left, right in zip(rows[::2], rows[1::2], strict=True))
    return BriefingTable(header=table.header * 2, rows=pairs)


def _widths(table: BriefingTable) -> list[float]:
    """Column widths in millimetres: what their longest cell needs, the long ones broken into lines."""
    columns = list(zip(*([table.header] + [[cell.text for cell in row] for row in table.rows]), strict=True))
    needs = [max(len(text) for text in column) * _CHARACTER + _CELL_MARGIN for column in columns]
    if sum(needs) <= _TEXT_WIDTH:
        return [need * _TEXT_WIDTH / sum(needs) for need in needs]
    least = [min(need, _LEAST_WIDTH) for need in needs]
    volumes = [
        sum(len(text) for text in column) * (need > _LEAST_WIDTH) for column, need in zip(columns, needs, strict=True)
    ]
    room = _TEXT_WIDTH - sum(least)
    return [width + room * volume / sum(volumes) for width, volume in zip(least, volumes, strict=True)]


def _set_widths(drawn: Table, widths: Sequence[float]) -> None:
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
