"""A Word document as blocks: paragraphs with their automatic numbers, headings, tables, text boxes and footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from ingest.errors import UnreadableFileError
from ingest.loaders.archive import Archive, attribute, local
from ingest.loaders.docx_numbering import Numbering, child, flag, value, whole
from ingest.loaders.docx_styles import Styles
from ingest.loaders.spaces import tidy
from ingest.loaders.tables import GridCell, GridRow, table_blocks
from ingest.records import Block, LoadedFile

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CONTAINERS = frozenset(
    ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body", "txbxContent", "docPartBody")
)
_SKIPPED = frozenset(
    ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "Fallback", "rt", "sdtPr", "tblPr", "annotationRef")
)
_NOT_INLINE = _SKIPPED | {"txbxContent", "tbl", "footnoteReference", "endnoteReference"}
_BREAKS = frozenset(("br", "cr"))
_SIGNS = {"noBreakHyphen": "-", "tab": "\t", "ptab": "\t", "softHyphen": ""}
_LONGEST_HEADING = 80
_MAX_COLUMNS = 200


def load_docx(name: str, data: bytes) -> LoadedFile:
    """The document's blocks in reading order; footnotes come last, page headers and footers are left out.

    Raises UnreadableFileError for a damaged or locked file and for one without text.
    """
    archive = Archive(name, data)
    part = archive.main_part("word/document.xml")
    root = archive.xml(part)
    styles, numbers = (_related(archive, part, kind) for kind in ("styles", "numbering"))
    reader = _Reader(Styles(styles), Numbering(numbers))
    blocks = list(reader.blocks(root))
    for kind in ("footnotes", "endnotes"):
        blocks += reader.notes(_related(archive, part, kind))
    if not blocks:
        pictures = any("/media/" in item for item in archive.names)
        what = "只有图片，没有文字；请先做文字识别（OCR）" if pictures else "没有文字"
        english = "pictures only, no text; it needs text recognition (OCR)" if pictures else "no text"
        raise UnreadableFileError(name, f"文档里{what}", f"the document holds {english}")
    return LoadedFile(name=name, media_type=MEDIA_TYPE, blocks=tuple(blocks))


def _related(archive: Archive, part: str, kind: str) -> etree._Element | None:
    found = archive.related(part, kind)
    return archive.xml(found[0][1]) if found else None


class _Reader:
    """Walks the document once, as list numbers count in reading order."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._tables = 0
        self._in_cell = False

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """The blocks of the paragraphs and tables below ``parent``, through content controls and insertions."""
        for item in parent:
            kind = local(item)
            if kind == "p":
                yield from self._paragraph(item)
            elif kind == "tbl" and not self._in_cell and _is_frame(item):
                for row in _children(item, "tr"):
                    for cell in _children(row, "tc"):
                        yield from self.blocks(cell)
            elif kind == "tbl":
                self._tables += 1
                yield from table_blocks(list(self._rows(item)), self._tables)
            elif kind in _CONTAINERS:
                yield from self.blocks(item)

    def notes(self, root: etree._Element | None) -> Iterator[Block]:
        """The foot- or endnotes, each a paragraph; Word's separators between them are none."""
        for note in root if root is not None else ():
            if attribute(note, "type") in (None, "normal"):
                for block in self.blocks(note):
                    yield Block(text=block.text)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        properties = child(paragraph, "pPr")
        key = value(properties, "pStyle") or self._styles.default
        lines = [line for raw in "".join(_pieces(paragraph)).split("\n") if (line := tidy(raw))]
        if not lines and flag(child(properties, "rPr"), "del"):  # wholly deleted: it counts in no list
            return
        number = self._number(properties, key)
        if number and self._in_cell and not lines:  # a column of automatic numbers, 序号
            yield Block(text=number.strip())
        if not self._styles.is_contents(key):
            level = self._heading_level(properties, key, lines)
            for at, line in enumerate(lines):
                text = number + line if at == 0 else line
                yield Block(text=text, kind="heading", level=level) if level else Block(text=text)
        for box in _text_boxes(paragraph):
            yield from self.blocks(box)

    def _heading_level(self, properties: etree._Element | None, key: str, lines: Iterable[str]) -> int:
        """The heading level from 1, 0 for body text; long running text that only wears a heading's style is body text."""
        stated = value(properties, "outlineLvl")
        outline = self._styles.style(key).outline if stated is None else whole(stated, 9)
        if outline is None or not 0 <= outline < 9:
            return 0
        long = any(len(line) > _LONGEST_HEADING or (line.endswith(("。", "；")) and len(line) > 40) for line in lines)
        return 0 if long else outline + 1

    def _number(self, properties: etree._Element | None, key: str) -> str:
        """The automatic number that Word prints before the paragraph."""
        style = self._styles.style(key)
        own = child(properties, "numPr")
        number_id = value(own, "numId") or style.number_id
        if not number_id or number_id == "0":
            return ""
        level = value(own, "ilvl")
        if level is not None:
            index = whole(level, 0)
        elif (tied := self._numbering.level_of_style(number_id, key)) is not None:
            index = tied
        else:
            index = style.number_level or 0
        return self._numbering.next(number_id, index)

    def _rows(self, table: etree._Element) -> Iterator[GridRow]:
        """The rows with merged cells carried: gridSpan across, vMerge down."""
        above: dict[int, GridCell] = {}
        for row in _children(table, "tr"):
            properties = child(row, "trPr")
            if flag(properties, "del"):
                continue
            cells = [GridCell() for _ in range(min(whole(value(properties, "gridBefore"), 0), _MAX_COLUMNS))]
            for cell in _children(row, "tc"):
                cells += self._cell(cell, above.get(len(cells)))
            del cells[_MAX_COLUMNS:]
            above = dict(enumerate(cells))
            yield GridRow(cells=tuple(cells), heading=flag(properties, "tblHeader"))

    def _cell(self, cell: etree._Element, above: GridCell | None) -> list[GridCell]:
        """The grid places that a cell fills; ``above`` is what stands over its first one."""
        properties = child(cell, "tcPr")
        merge = child(properties, "vMerge")
        printed = GridCell(paragraphs=tuple(block.text for block in self._flat(cell)))
        continues = merge is not None and attribute(merge, "val") in (None, "continue")
        if continues and above is not None and not printed.text:
            printed = GridCell(paragraphs=above.paragraphs, carried=True)
        across = max(1, min(whole(value(properties, "gridSpan"), 1), _MAX_COLUMNS))
        return [printed, *(GridCell(paragraphs=printed.paragraphs, carried=True) for _ in range(across - 1))]

    def _flat(self, cell: etree._Element) -> Iterator[Block]:
        """The paragraphs of a cell; a table inside it gives its rows as paragraphs."""
        tables, in_cell, self._in_cell = self._tables, self._in_cell, True
        yield from self.blocks(cell)
        self._tables, self._in_cell = tables, in_cell


def _is_frame(table: etree._Element) -> bool:
    """Whether the table has one cell a row and so only draws a frame around what stands in it."""
    return all(len(list(_children(row, "tc"))) == 1 for row in _children(table, "tr"))


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows or cells of that name, also those inside content controls and insertions."""
    for item in parent:
        kind = local(item)
        if kind == name:
            yield item
        elif kind in _CONTAINERS:
            yield from _children(item, name)


def _pieces(element: etree._Element) -> Iterator[str]:
    """The visible text of a paragraph: insertions kept, deletions, field codes and hidden runs left out."""
    for item in element:
        kind = local(item)
        if kind == "t":
            yield (item.text or "").replace("\n", " ")
        elif kind in _BREAKS:
            yield "" if attribute(item, "type") in ("column",) else "\n"
        elif kind in _SIGNS:
            yield _SIGNS[kind]
        elif kind == "sym":
            yield _symbol(item)
        elif kind not in _NOT_INLINE and not (kind == "r" and flag(child(item, "rPr"), "vanish")):
            yield from _pieces(item)


def _symbol(item: etree._Element) -> str:
    code = attribute(item, "char") or ""
    point = int(code, 16) if code and all(c in "0123456789abcdefABCDEF" for c in code) else 0
    return (
        chr(point) if 0x20 <= point < 0xE000 else ""
    )  # a symbol font's private code points mean nothing by themselves


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes anchored in a paragraph, each once (Word stores a second copy for old readers)."""
    for item in paragraph:
        kind = local(item)
        if kind == "txbxContent":
            yield item
        elif kind not in _SKIPPED:
            yield from _text_boxes(item)
