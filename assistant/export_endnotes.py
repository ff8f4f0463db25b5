"""Real Word endnotes: python-docx has none, so the part, its notes and the references to them are written here.

After ECMA-376 (WordprocessingML, 17.11): a note is referred to once; where the same source is cited again, a NOTEREF
field repeats the number of its bookmark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
REFERENCE_STYLE, TEXT_STYLE = "EndnoteReference", "EndnoteText"
_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def xml_safe(text: str) -> str:
    """The text without the signs that XML cannot hold."""
    return _NOT_XML.sub("", text)


class SourceNotes(Protocol):
    """How a document carries its sources: ``refer`` in the order of the text, then ``write`` once at its end."""

    def refer(self, paragraph: Paragraph, numbers: Sequence[int]) -> None: ...
    def write(self, document: Document) -> None: ...


class ListedSources:
    """The sources as a numbered list under a heading: for pages made by LibreOffice, which puts endnotes on pages without
    numbers."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = tuple(texts)

    def refer(self, paragraph: Paragraph, numbers: Sequence[int]) -> None:
        """Put the numbers at the end of the paragraph, superscript."""
        if numbers:
            paragraph._p.append(_run(_text_element(",".join(map(str, numbers)))))

    def write(self, document: Document) -> None:
        """Add the heading and a line a source."""
        document.add_paragraph("资料来源", style="Heading 1")
        for number, text in enumerate(self._texts, start=1):
            document.add_paragraph(f"{number}．{xml_safe(text)}", style="endnote text")


class Endnotes:
    """Real endnotes."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = dict(enumerate(texts, start=1))
        self._referred: dict[int, int] = {}

    def refer(self, paragraph: Paragraph, numbers: Sequence[int]) -> None:
        """Put the references to ``numbers`` at the end of the paragraph, superscript."""
        for at, number in enumerate(numbers):
            if number not in self._texts:
                continue
            if at:
                paragraph._p.append(_run(_text_element(",")))
            if number in self._referred:
                self._repeat(paragraph, number)
            else:
                self._first(paragraph, number)

    def write(self, document: Document) -> None:
        """Add the part with the notes that were referred to, and what the settings need to know of it."""
        document.add_paragraph("资料来源：见文后尾注。", style="Normal")
        notes = [_separator(kind, number) for kind, number in _SEPARATORS]
        for number in sorted(self._referred, key=lambda each: self._referred[each]):
            notes.append(_note(self._referred[number], self._texts[number]))
        blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:endnotes {nsdecls("w")}>{"".join(notes)}</w:endnotes>'
        part = Part(PackURI("/word/endnotes.xml"), CONTENT_TYPE, blob.encode("utf-8"), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)
        settings = document.settings.element
        settings.insert(_settings_place(settings), _properties(with_separators=True))
        for section in document.sections:
            section._sectPr.insert(_section_place(section._sectPr), _properties(with_separators=False))

    def _first(self, paragraph: Paragraph, number: int) -> None:
        id = self._referred[number] = len(self._referred) + 1
        reference = OxmlElement("w:endnoteReference")
        reference.set(qn("w:id"), str(id))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(1000 + id))
        start.set(qn("w:name"), f"_Ref{id:08d}")
        end.set(qn("w:id"), str(1000 + id))
        for element in (start, _run(reference), end):
            paragraph._p.append(element)

    def _repeat(self, paragraph: Paragraph, number: int) -> None:
        """A NOTEREF field with the number as its cached result."""
        id = self._referred[number]
        code = OxmlElement("w:instrText")
        code.set(qn("xml:space"), "preserve")
        code.text = f" NOTEREF _Ref{id:08d} \\f \\h "
        for content in (_field("begin"), code, _field("separate"), _text_element(str(id)), _field("end")):
            paragraph._p.append(_run(content))


def _run(content: Any) -> Any:
    run = parse_xml(f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="{REFERENCE_STYLE}"/></w:rPr></w:r>')
    run.append(content)
    return run


def _text_element(text: str) -> Any:
    element = OxmlElement("w:t")
    element.text = text
    return element


def _field(kind: str) -> Any:
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element


def _separator(kind: str, number: int) -> str:
    """The rule between the text and its notes."""
    return f'<w:endnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:endnote>'


def _note(id: int, text: str) -> str:
    return (
        f'<w:endnote w:id="{id}"><w:p><w:pPr><w:pStyle w:val="{TEXT_STYLE}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{REFERENCE_STYLE}"/></w:rPr><w:endnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(xml_safe(text))}</w:t></w:r></w:p></w:endnote>'
    )


def _properties(*, with_separators: bool) -> Any:
    separators = "".join(f'<w:endnote w:id="{number}"/>' for _, number in _SEPARATORS) if with_separators else ""
    return parse_xml(
        f'<w:endnotePr {nsdecls("w")}><w:pos w:val="docEnd"/><w:numFmt w:val="decimal"/>{separators}</w:endnotePr>'
    )


def _settings_place(settings: Any) -> int:
    """Where endnotePr stands in settings.xml: before compat and what follows it (the schema fixes the order)."""
    later = {
        "compat",
        "docVars",
        "rsids",
        "mathPr",
        "themeFontLang",
        "clrSchemeMapping",
        "shapeDefaults",
        "decimalSymbol",
        "listSeparator",
    }
    for at, child in enumerate(settings):
        if child.tag.rsplit("}", 1)[-1] in later:
            return at
    return len(settings)


def _section_place(section: Any) -> int:
    """Where endnotePr stands in a section: behind the references to headers and footers."""
    return sum(1 for child in section if child.tag in (qn("w:headerReference"), qn("w:footerReference")))
