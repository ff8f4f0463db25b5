"""The sheets of an OpenDocument spreadsheet with each cell's displayed text (OpenDocument 1.3, part 3, section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ingest.loaders.archive import Archive, attribute, local

_MAX_REPEAT = 1000
_MAX_COLUMNS = 200


@dataclass(frozen=True, kw_only=True)
class OdsTable:
    """One visible sheet: texts by row and column, merged ranges (top, left, bottom, right) from 0."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...]


def read_ods(archive: Archive) -> Iterator[OdsTable]:
    """The visible sheets in order; the archive's limits and errors apply."""
    root = archive.xml("content.xml")
    hidden = {attribute(style, "name") for style in root.iter() if local(style) == "style" and _hides(style)}
    for element in root.iter():
        if local(element) == "table" and attribute(element, "style-name") not in hidden:
            yield _table(element)


def _hides(style: etree._Element) -> bool:
    return any(local(item) == "table-properties" and attribute(item, "display") == "false" for item in style)


def _table(table: etree._Element) -> OdsTable:
    rows: list[tuple[str, ...]] = []
    merged: list[tuple[int, int, int, int]] = []
    for row in (element for element in table.iter() if local(element) == "table-row"):
        cells: list[str] = []
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            text = "\n".join(_text(item) for item in cell if local(item) == "p")
            repeat = min(_count(cell, "number-columns-repeated"), _MAX_COLUMNS - len(cells))
            across, down = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
            if text and (across > 1 or down > 1):
                merged.append((len(rows), len(cells), len(rows) + down - 1, len(cells) + across - 1))
            cells += [text] * repeat
        while cells and not cells[-1]:
            cells.pop()
        rows += [tuple(cells)] * min(_count(row, "number-rows-repeated"), _MAX_REPEAT if cells else 1)
    return OdsTable(name=attribute(table, "name") or "", rows=tuple(rows), merged=tuple(merged))


def _count(element: etree._Element, name: str) -> int:
    text = attribute(element, name) or "1"
    return max(1, int(text)) if text.isdecimal() else 1


def _text(paragraph: etree._Element) -> str:
    """The paragraph's text; text:s stands for spaces, text:tab and text:line-break for theirs, notes are left out."""
    pieces = [paragraph.text or ""]
    for item in paragraph:
        kind = local(item)
        if kind == "s":
            pieces.append(" " * _count(item, "c"))
        elif kind in ("tab", "line-break"):
            pieces.append(" ")
        elif kind not in ("annotation", "note"):
            pieces.append(_text(item))
        pieces.append(item.tail or "")
    return "".join(pieces)
