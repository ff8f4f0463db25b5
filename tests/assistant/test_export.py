"""A briefing written out: Markdown, and a Word file read back against GB/T 9704-2012."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from assistant import export_pdf
from assistant.assistant import Assistant
from assistant.briefing import write_briefing
from assistant.briefing_records import Briefing
from assistant.errors import BriefingError
from assistant.export import as_docx, as_markdown, as_pdf, pdf_program
from assistant.export_numerals import chinese_numeral
from tests.assistant.test_briefing_editing import briefing as small

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def page(sample_assistant: Assistant) -> Briefing:
    return write_briefing("云岭省2025年就业", assistant=sample_assistant)


@pytest.fixture(scope="module")
def file(page: Briefing) -> bytes:
    return as_docx(page)


@pytest.fixture(scope="module")
def document(file: bytes) -> Document:
    return docx.Document(io.BytesIO(file))


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def east_asian_font(element: object) -> str:
    fonts = element.find(f"{W}rPr/{W}rFonts")  # type: ignore[attr-defined]
    return str(fonts.get(f"{W}eastAsia")) if fonts is not None else ""


def test_the_page_is_a4_with_the_margins_of_the_standard(document: Document) -> None:
    section = document.sections[0]
    sizes = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    for found, millimetres in zip((*sizes, *margins), (210, 297, 37, 35, 28, 26), strict=True):
        assert found is not None and abs(found - Mm(millimetres)) < Mm(0.1)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None and grid.get(qn("w:type")) == "lines"


@pytest.mark.parametrize(
    ("style", "font", "size", "line", "indent"),
    [
        ("Title", "方正小标宋简体", 22, 35, "0"),
        ("Normal", "仿宋_GB2312", 16, 28, "200"),
        ("Heading 1", "黑体", 16, 28, "200"),
        ("Heading 2", "楷体_GB2312", 16, 28, "200"),
        ("Table Text", "仿宋_GB2312", 12, 20, "0"),
        ("endnote text", "仿宋_GB2312", 10.5, 17, "0"),
    ],
)
def test_fonts_sizes_lines_and_indents(
    document: Document, style: str, font: str, size: float, line: float, indent: str
) -> None:
    found = document.styles[style]
    assert east_asian_font(found.element) == font
    assert not any("Theme" in name for name in found.element.find(f"{W}rPr/{W}rFonts").attrib)
    assert found.font.size == Pt(size)
    assert found.paragraph_format.line_spacing == Pt(line)
    assert found.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert found.element.find(f"{W}pPr/{W}ind").get(f"{W}firstLineChars") == indent


def test_title_headings_and_text_stand_in_their_styles(document: Document, page: Briefing) -> None:
    texts = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    assert texts[0] == ("Title", page.title)
    assert document.styles["Title"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    headings = [text for style, text in texts if style == "Heading 1"]
    expected = [f"{chinese_numeral(n)}、{part.heading}" for n, part in enumerate(page.parts, start=1)]
    assert headings == expected + (["说明"] if page.notes else [])
    for part in page.parts:
        for point in part.points:
            assert any(point.text in text for _, text in texts), point.text


def test_page_numbers_stand_outside_with_a_dash_on_either_side(file: bytes, document: Document) -> None:
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        assert paragraph.alignment == side
        assert re.fullmatch(r"— .*1 —", paragraph.text)
        assert " PAGE " in "".join(each.text or "" for each in paragraph._p.iter(f"{W}instrText"))
        assert {run.font.size for run in paragraph.runs} == {Pt(14)}


def test_tables_repeat_their_header_and_break_no_row(document: Document, page: Briefing) -> None:
    tables = [part.table for part in page.parts if part.table is not None]
    assert len(document.tables) == len(tables) > 0
    for drawn, table in zip(document.tables, tables, strict=True):
        assert [cell.text for cell in drawn.rows[0].cells] == list(table.header)
        assert drawn.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
        assert len(drawn.rows) == len(table.rows) + 1
        for drawn_row, row in zip(list(drawn.rows)[1:], table.rows, strict=True):
            assert drawn_row._tr.find(f"{W}trPr/{W}cantSplit") is not None
            for cell, content in zip(drawn_row.cells, row, strict=True):
                assert cell.text.startswith(content.text)


def test_every_source_is_an_endnote_with_report_section_and_quotation(file: bytes, page: Briefing) -> None:
    held = parts(file)
    types = held["[Content_Types].xml"].decode()
    assert "/word/endnotes.xml" in types and "wordprocessingml.endnotes+xml" in types
    assert "relationships/endnotes" in held["word/_rels/document.xml.rels"].decode()
    notes = {
        note.get(f"{W}id"): "".join(note.itertext()).strip()
        for note in etree.fromstring(held["word/endnotes.xml"]).iter(f"{W}endnote")
        if note.get(f"{W}type") is None
    }
    assert len(notes) == len(page.citations)
    for citation in page.citations:
        text = notes[str(citation.number)]
        assert text.startswith("《") and re.sub(r"\s", "", citation.quote) in re.sub(r"\s", "", text)
        assert citation.title.strip("《》").replace("《", "〈").replace("》", "〉") in text
        assert citation.section in text
    body = etree.fromstring(held["word/document.xml"])
    assert [each.get(f"{W}id") for each in body.iter(f"{W}endnoteReference")] == list(notes)  # once each, in order
    repeats = [each.text for each in body.iter(f"{W}instrText") if each.text and "NOTEREF" in each.text]
    cited = sum(len(point.citations) for part in page.parts for point in part.points)
    cited += sum(len(c.citations) for part in page.parts if part.table for row in part.table.rows for c in row)
    assert len(repeats) == cited - len(notes)
    names = {each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")}
    assert all(re.search(r"_Ref\d+", repeat).group() in names for repeat in repeats)  # type: ignore[union-attr]


def test_the_settings_name_the_separators_that_the_part_holds(file: bytes) -> None:
    held = parts(file)
    settings = etree.fromstring(held["word/settings.xml"])
    named = {each.get(f"{W}id") for each in settings.iter(f"{W}endnote")}
    separators = {
        note.get(f"{W}id")
        for note in etree.fromstring(held["word/endnotes.xml"]).iter(f"{W}endnote")
        if note.get(f"{W}type")
    }
    assert named == separators == {"-1", "0"}
    order = [child.tag.removeprefix(W) for child in settings]
    assert order.index("endnotePr") < order.index("compat")


def test_signs_that_xml_cannot_hold_and_mark_up_do_no_harm() -> None:
    hostile = "<w:p>&\x00\x0b\ud800要点]]>"
    source = small()
    citations = tuple(replace(each, quote=hostile, title=hostile) for each in source.citations)
    made = docx.Document(io.BytesIO(as_docx(replace(source, title=hostile, citations=citations, notes=(hostile,)))))
    assert made.paragraphs[0].text == "<w:p>&要点]]>"
    assert "&lt;w:p&gt;" in parts(as_docx(replace(source, citations=citations)))["word/endnotes.xml"].decode()


def test_a_long_comparison_is_read_across_two_columns() -> None:
    source = small()
    table = source.parts[1].table
    assert table is not None
    rows = tuple(table.rows[0] for _ in range(17))
    part = replace(source.parts[1], table=replace(table, rows=rows))
    drawn = docx.Document(io.BytesIO(as_docx(replace(source, parts=(part,))))).tables[0]
    assert len(drawn.columns) == 4 and len(drawn.rows) == 1 + 9


def test_without_endnotes_the_sources_are_a_list(page: Briefing) -> None:
    file = as_docx(page, endnotes=False)
    assert "word/endnotes.xml" not in parts(file)
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(file)).paragraphs]
    at = texts.index("资料来源")
    assert len(texts) - at - 1 == len(page.citations)
    assert texts[at + 1].startswith("1．《")


def test_markdown_has_every_statement_with_its_markers_and_every_source(page: Briefing) -> None:
    text = as_markdown(page)
    assert text.startswith(f"# {page.title}\n")
    body, sources = text.split("## 资料来源")
    for part in page.parts:
        for point in part.points:
            assert point.text + "".join(f"[{n}]" for n in point.citations) + "。" in body.replace("\\", "")
    assert len(re.findall(r"^\[\d+\] 《", sources, re.MULTILINE)) == len(page.citations)


def test_markdown_keeps_signs_of_a_paper_from_being_read_as_mark_up() -> None:
    source = small()
    group = replace(source.parts[0].groups[0], points=(replace(source.parts[0].points[0], text="# <b>*星*"),))
    text = as_markdown(replace(source, parts=(replace(source.parts[0], groups=(group,)),)))
    assert r"\# \<b\>\*星\*[1]。" in text


@pytest.mark.parametrize(("number", "numeral"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")])
def test_numerals_of_headings(number: int, numeral: str) -> None:
    assert chinese_numeral(number) == numeral


def test_without_libreoffice_a_pdf_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_pdf, "PROGRAMS", ("no-such-program",))
    with pytest.raises(BriefingError, match="没有安装 LibreOffice"):
        as_pdf(small())


@pytest.mark.skipif(pdf_program() is None, reason="LibreOffice is not installed")
def test_libreoffice_makes_pages_of_it(page: Briefing) -> None:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(as_pdf(page))
    try:
        texts = [re.sub(r"\s", "", each.get_textpage().get_text_bounded()) for each in pdf]
    finally:
        pdf.close()
    assert page.title in texts[0]
    assert all(f"—{number}—" in text for number, text in enumerate(texts, start=1))
    assert any("资料来源" in text for text in texts)
