"""A PDF with a text layer as blocks: paragraphs over line and page ends, rows of ruled tables, the page of each."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import UnreadableFileError
from ingest.loaders.archive import locked
from ingest.loaders.pdf_columns import reading_groups
from ingest.loaders.pdf_layout import PageItems, assemble, ordered
from ingest.loaders.pdf_lines import lines_of
from ingest.loaders.pdf_page import PageContent, read_page
from ingest.loaders.pdf_tables import ruled_tables
from ingest.records import LoadedFile

MEDIA_TYPE = "application/pdf"
_pdfium_lock = threading.Lock()  # pdfium is not thread safe
_MAX_PAGES = 5000
_FEW_CHARS = 5
_FEW_ON_SCANS = 15  # characters a page that a scanning program's mark may take


def load_pdf(name: str, data: bytes) -> LoadedFile:
    """The document's blocks with their pages; notes name pages that could not be read.

    Raises UnreadableFileError for a locked or damaged file and for one without a usable text layer.
    """
    with _pdfium_lock:
        pages = _pages(name, data)
    chars = sum(len(page.chars) for page in pages)
    pictures = sum(page.pictures > 0 for page in pages)
    if chars < _FEW_CHARS or (pictures == len(pages) and chars < _FEW_ON_SCANS * len(pages)):
        raise _scan(name)
    if sum(page.unmapped for page in pages) * 3 > chars:
        raise UnreadableFileError(
            name,
            "PDF 的字体没有文字对照表，读出来是乱码；请从原文档重新导出，或先做文字识别（OCR）",
            "the fonts of the PDF do not say which characters they print; export it anew or run text recognition (OCR)",
        )
    blocks = assemble([_items(page) for page in pages])
    if not blocks:  # nothing but the running mark of a scanning program
        raise _scan(name)
    return LoadedFile(name=name, media_type=MEDIA_TYPE, blocks=blocks, notes=tuple(_notes(pages)))


def _pages(name: str, data: bytes) -> list[PageContent]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise locked(name) from error
        raise UnreadableFileError(
            name, "PDF 已损坏或不完整，无法打开，请重新下载", "the PDF is damaged or incomplete; download it again"
        ) from error
    try:
        pages = []
        for index in range(min(len(document), _MAX_PAGES)):
            page = document[index]
            try:
                pages.append(read_page(page, index + 1))
            finally:
                page.close()
        return pages
    except pypdfium2.PdfiumError as error:
        raise UnreadableFileError(
            name, f"PDF 第 {len(pages) + 1} 页已损坏，无法读取", f"page {len(pages) + 1} of the PDF is damaged"
        ) from error
    finally:
        document.close()


def _scan(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        name,
        "PDF 没有文字层（多半是扫描件），请先做文字识别（OCR），或用原来的电子文档",
        "the PDF has no text layer (most likely a scan); run text recognition (OCR) first or use the original document",
    )


def _items(page: PageContent) -> PageItems:
    tables, chars = ruled_tables(page)
    lines = [line for group in reading_groups(chars) for line in lines_of(group, page.number)]
    return PageItems(number=page.number, height=page.height, items=ordered(lines, tables))


def _notes(pages: Sequence[PageContent]) -> list[str]:
    notes = []
    scans = [str(page.number) for page in pages if page.pictures and len(page.chars) < _FEW_CHARS]
    if scans:
        notes.append(f"第 {_listed(scans)} 页是图片，没有文字层，未能读取")
    sideways = [str(page.number) for page in pages if page.sideways]
    if sideways:
        notes.append(f"第 {_listed(sideways)} 页有侧排的文字未读取")
    if len(pages) == _MAX_PAGES:
        notes.append(f"只读取了前 {_MAX_PAGES} 页")
    return notes


def _listed(numbers: Sequence[str]) -> str:
    return "、".join(numbers[:20]) + ("等" if len(numbers) > 20 else "")
