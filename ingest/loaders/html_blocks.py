"""The blocks of a parsed page in reading order: headings, paragraphs and rows of data tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from ingest.loaders.list_numbers import list_number
from ingest.loaders.spaces import tidy
from ingest.loaders.tables import GridCell, GridRow, spread, table_blocks
from ingest.records import Block

_BLOCK_TAGS = frozenset(
    (
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    )
)
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_NUMBERED = re.compile(r"[\d０-９（(①-⑳⑴-⒇一二三四五六七八九十•●·]")
_MAX_COLUMNS, _MAX_ROWS, _MAX_PLACES = 60, 2000, 200_000


@dataclass(frozen=True, kw_only=True)
class PageBlock:
    """A block, how many of its characters are link text, and whether it stands inside a chosen body."""

    block: Block
    linked: int = 0
    inside: bool = True


def page_blocks(root: etree._Element, bodies: Iterable[etree._Element] = ()) -> tuple[PageBlock, ...]:
    """Every block below ``root``; those inside one of ``bodies`` are marked, all where none is given."""
    walk = _Walk(set(bodies))
    walk.over(root)
    return tuple(walk.found)


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The rows of ``table`` itself, not those of tables inside it, in printed order (thead, bodies, tfoot)."""
    rows: dict[str, list[etree._Element]] = {"thead": [], "": [], "tfoot": []}
    for child in table:
        if child.tag == "tr":
            rows[""].append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows[child.tag if child.tag != "tbody" else ""] += [row for row in child if row.tag == "tr"]
    return rows["thead"] + rows[""] + rows["tfoot"]


def is_data_table(table: etree._Element) -> bool:
    """Whether the table holds rows of data and does not merely lay out a page."""
    rows = [cells for row in rows_of(table) if (cells := [cell for cell in row if cell.tag in ("td", "th")])]
    if table.get("role") == "presentation" or table.find(".//table") is not None or not rows:
        return False
    if max(map(len, rows)) < 2:
        return False
    if table.find(".//th") is not None:
        return True
    if len(rows) < 2 or any(table.find(f".//{tag}") is not None for tag in ("h1", "h2", "h3")):
        return False
    sizes = [len("".join(strings(cell)).strip()) for row in rows for cell in row]
    return max(sizes) < 600 or max(sizes) < sum(sizes) * 0.7


def strings(element: etree._Element) -> Iterator[str]:
    """Every piece of text below the element."""
    return (str(piece) for piece in element.itertext())


class _Walk:
    """Reads elements in document order and gathers inline text until a block border."""

    def __init__(self, bodies: set[etree._Element]) -> None:
        self.found: list[PageBlock] = []
        self._bodies = bodies
        self._depth = 0 if bodies else 1  # how many chosen bodies are open
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._level = 0
        self._preformatted = 0
        self._number = ""
        self._tables = 0

    def over(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                self._open(element, tag)
                if tag == "table" and is_data_table(element):
                    self._table(element)
                    walk.skip_subtree()
                elif tag:
                    self._add(element.text)
            else:
                self._close(element, tag)
                if element is not root:
                    self._add(element.tail)
        self._flush()

    def _open(self, element: etree._Element, tag: str) -> None:
        if tag in _BLOCK_TAGS or tag == "br" or element in self._bodies:
            self._flush()
        if element in self._bodies:
            self._depth += 1
        if tag == "a" and element.get("href"):
            self._links += 1
        elif tag in _LEVELS:
            self._level = _LEVELS[tag]
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "li":
            self._number = _item_number(element)

    def _close(self, element: etree._Element, tag: str) -> None:
        if tag in _BLOCK_TAGS or element in self._bodies:
            self._flush()
        if element in self._bodies:
            self._depth -= 1
        if tag == "a" and element.get("href"):
            self._links -= 1
        elif tag in _LEVELS:
            self._level = 0
        elif tag == "pre":
            self._preformatted -= 1

    def _add(self, text: str | None) -> None:
        if not text:
            return
        lines = text.split("\n") if self._preformatted else [text]
        for number, line in enumerate(lines):
            if number:
                self._flush()
            self._pieces.append(line)
            if self._links:
                self._linked += len(tidy(line))

    def _flush(self) -> None:
        text = tidy("".join(self._pieces))
        if text:
            if self._number and not _NUMBERED.match(text):
                text = self._number + text
            self._number = ""
            block = Block(text=text, kind="heading", level=self._level) if self._level else Block(text=text)
            self.found.append(PageBlock(block=block, linked=self._linked, inside=self._depth > 0))
        self._pieces, self._linked = [], 0

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        caption = table.find("caption")
        if caption is not None and (text := tidy("".join(strings(caption)))):
            self.found.append(PageBlock(block=Block(text=text), inside=self._depth > 0))
        for block in table_blocks(_grid(table), self._tables):
            self.found.append(PageBlock(block=block, inside=self._depth > 0))


def _item_number(item: etree._Element) -> str:
    """The number that a browser prints before the item of an ordered list, "" elsewhere."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or "") + (item.get("style") or ""):
        return ""
    start = parent.get("start") or "1"
    before = sum(1 for other in item.itersiblings("li", preceding=True))
    number = int(start) + before if start.isdecimal() else 1 + before
    return list_number(number, _LIST_TYPES.get(parent.get("type") or "", "decimal")) + ". "


def _grid(table: etree._Element) -> list[GridRow]:
    """The rows of a data table with merged cells carried down and across."""
    grid: list[GridRow] = []
    pending: dict[int, tuple[GridCell, int]] = {}
    places = 0
    for row in rows_of(table):
        cells = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            columns, down = _span(cell, "colspan", _MAX_COLUMNS), _span(cell, "rowspan", _MAX_ROWS)
            paragraphs = tuple(item.block.text for item in page_blocks(cell))
            cells.append((GridCell(paragraphs=paragraphs, heading=cell.tag == "th"), columns, down))
        line = spread(cells, pending)
        places += len(line)
        if places > _MAX_PLACES:
            break
        filled = [cell for cell in line if cell.text and not cell.carried]
        heading = _in_head(row) or (bool(filled) and all(cell.heading for cell in filled) and len(filled) > 1)
        grid.append(GridRow(cells=line, heading=heading))
    return grid


def _in_head(row: etree._Element) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "thead"


def _span(cell: etree._Element, name: str, most: int) -> int:
    """colspan or rowspan as a number; rowspan 0 reaches to the table's end."""
    value = (cell.get(name) or "1").strip()
    if not value.isdecimal():
        return 1
    return min(int(value) or (most if name == "rowspan" else 1), most)
