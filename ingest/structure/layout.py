"""The text of a file with its paragraphs, tables and pages placed in it: what blocks become before papers are told apart.

Plain text stays character for character; of other formats the blocks are joined by line ends, a row's cells by " | ".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.records import Block, BlockKind, Cell, LoadedFile, Page, Table, TableRow
from ingest.structure.wrapping import is_soft_break, wrap_width

BLANKS = " \t\u3000\u00a0\u200b\ufeff\u2002\u2003"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A paragraph of the text: its span without the blanks around it, and what the format says of it.

    ``level`` is the heading level that the format states (0: none); ``table`` counts the file's tables from 1.
    """

    text: str
    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int = 0
    table: int = 0
    header: bool = False


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A text and what stands where in it, in reading order."""

    text: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    pages: tuple[Page, ...] = ()

    def part(self, start: int, end: int) -> Layout:
        """The layout of ``text[start:end]``, its offsets counted from there."""
        return Layout(
            text=self.text[start:end],
            lines=tuple(
                replace(line, start=line.start - start, end=line.end - start)
                for line in self.lines
                if start <= line.start and line.end <= end
            ),
            tables=tuple(_moved(table, -start) for table in self.tables if start <= table.start and table.end <= end),
            pages=tuple(
                replace(page, start=max(page.start, start) - start, end=min(page.end, end) - start)
                for page in self.pages
                if page.start < end and page.end > start
            ),
        )


def _moved(table: Table, by: int) -> Table:
    rows = tuple(
        replace(
            row,
            start=row.start + by,
            end=row.end + by,
            cells=tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in row.cells),
        )
        for row in table.rows
    )
    return replace(table, start=table.start + by, end=table.end + by, rows=rows)


def strip_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the blanks at its ends."""
    while start < end and (text[start] in BLANKS or text[start] in "\r\n"):
        start += 1
    while end > start and (text[end - 1] in BLANKS or text[end - 1] in "\r\n"):
        end -= 1
    return start, end


def _lines(text: str, start: int, end: int, block: Block) -> Iterable[Line]:
    if block.kind == "row":
        left, right = strip_span(text, start, end)
        if left < right:
            yield Line(text=text[left:right], start=left, end=right, kind="row", table=block.table, header=block.header)
        return
    position = start
    for piece in text[start:end].split("\n"):
        left, right = strip_span(text, position, position + len(piece))
        if left < right:
            yield Line(text=text[left:right], start=left, end=right, kind=block.kind, level=block.level)
        position += len(piece) + 1


def unwrapped(text: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with those of hard-wrapped text put together into paragraphs; a paragraph then has line ends inside."""
    if not wrap_width(text):
        return tuple(lines)
    result: list[Line] = []
    for line in lines:
        before = result[-1] if result else None
        gap = text[before.end : line.start] if before else ""
        if (
            before
            and before.kind == line.kind == "paragraph"
            and gap.strip(BLANKS) == "\n"
            and is_soft_break(text, text.index("\n", before.end))
        ):
            result[-1] = replace(before, text=text[before.start : line.end], end=line.end)
        else:
            result.append(line)
    return tuple(result)


def _located_blocks(text: str, blocks: Sequence[Block]) -> list[tuple[int, int, Block]]:
    """The blocks of a plain text found again in it; a block that is not there is left out."""
    placed = []
    position = 0
    for block in blocks:
        found = text.find(block.text, position) if block.text else -1
        if found >= 0:
            placed.append((found, found + len(block.text), block))
            position = found + len(block.text)
    return placed


def _joined_blocks(blocks: Sequence[Block]) -> tuple[str, list[tuple[int, int, Block]]]:
    pieces: list[str] = []
    placed: list[tuple[int, int, Block]] = []
    position = 0
    for block in blocks:
        text = block.text
        if not text.strip():
            continue
        pieces.append(text)
        placed.append((position, position + len(text), block))
        position += len(text) + 1
    return "\n".join(pieces), placed


def _cells(text: str, start: int, end: int, block: Block, above: Sequence[Cell]) -> tuple[Cell, ...]:
    """The row's cells with their spans; a carried cell has the span of the printed one to its left or above."""
    cells: list[Cell] = []
    position = start
    for index, value in enumerate(block.cells):
        carried = index < len(block.carried) and block.carried[index]
        if carried:
            sources = [*(cells[-1:]), *(above[index : index + 1]), *above]
            printed = next((cell for cell in sources if cell.text == value), None)
            if printed:
                cells.append(replace(printed, carried=True))
                continue
        found = text.find(value, position, end) if value else -1
        if found < 0:
            cells.append(Cell(text="", start=position, end=position, carried=carried))
            continue
        cells.append(Cell(text=value, start=found, end=found + len(value)))
        position = found + len(value)
    return tuple(cells)


def _header_texts(rows: Sequence[Block]) -> tuple[str, ...]:
    """One text a column; of stacked header rows the differing texts, outermost first."""
    width = max((len(row.cells) for row in rows), default=0)
    columns = []
    for index in range(width):
        texts = [row.cells[index] for row in rows if index < len(row.cells) and row.cells[index]]
        columns.append(" ".join(dict.fromkeys(texts)))
    return tuple(columns)


def _table(text: str, placed: Sequence[tuple[int, int, Block]]) -> Table:
    """One table: its header rows become the header, the others its body."""
    headers = [index for index, (_, _, block) in enumerate(placed) if block.header]
    cells: tuple[Cell, ...] = ()
    rows: list[TableRow] = []
    for index, (start, end, block) in enumerate(placed):
        cells = _cells(text, start, end, block, cells)
        if index not in headers:
            rows.append(TableRow(start=start, end=end, cells=cells))
    header = _header_texts([placed[index][2] for index in headers])
    return Table(start=placed[0][0], end=placed[-1][1], header=header, rows=tuple(rows))


def _tables(text: str, placed: Sequence[tuple[int, int, Block]]) -> tuple[Table, ...]:
    groups: dict[int, list[tuple[int, int, Block]]] = {}
    for item in placed:
        if item[2].kind == "row" and item[2].cells:
            groups.setdefault(item[2].table, []).append(item)
    return tuple(_table(text, group) for group in groups.values())


def _pages(placed: Sequence[tuple[int, int, Block]]) -> tuple[Page, ...]:
    pages: list[Page] = []
    for start, end, block in placed:
        if block.page is None:
            continue
        if pages and pages[-1].number == block.page:
            pages[-1] = replace(pages[-1], end=end + 1)
        else:
            pages.append(Page(number=block.page, start=start, end=end + 1))
    return tuple(pages)


def lay_out(loaded: LoadedFile) -> Layout:
    """The layout of a loaded file: its text with every paragraph, table and page in place."""
    if loaded.text is None:
        text, placed = _joined_blocks(loaded.blocks)
    else:
        text = loaded.text
        placed = _located_blocks(text, loaded.blocks)
    lines = tuple(line for start, end, block in placed for line in _lines(text, start, end, block))
    if loaded.text is not None:
        lines = unwrapped(text, lines)
    return Layout(text=text, lines=lines, tables=_tables(text, placed), pages=_pages(placed))
