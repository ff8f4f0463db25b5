"""A table of any format as blocks: titles above it, header rows, body rows of one width with merged cells carried."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.loaders.header_labels import looks_like_header
from ingest.records import Block

CELL_BORDER = " | "
_MAX_BAND = 60
_NOTE = ("注", "备注", "说明", "填表", "联系")
_BAND_START = re.compile(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[章节部]|注[：:]|备注[：:]|说明[：:])"
)


@dataclass(frozen=True, kw_only=True)
class GridCell:
    """One place of a table's grid: what is printed there, or carried there from a merged cell printed before.

    ``paragraphs`` are the cell's lines as the source breaks them; ``heading`` says that the format marks it as a header.
    """

    paragraphs: tuple[str, ...] = ()
    carried: bool = False
    heading: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.paragraphs)


@dataclass(frozen=True, kw_only=True)
class GridRow:
    """One row of the grid; ``heading`` where the format marks the row as header; ``page`` where it is printed."""

    cells: tuple[GridCell, ...]
    heading: bool = False
    page: int | None = None


def table_blocks(rows: Sequence[GridRow], table: int) -> tuple[Block, ...]:
    """The blocks of a table, numbered ``table``.

    A table of one column is no table but a frame: its paragraphs come back. Rows over the whole width are titles
    (paragraphs) above the header and section headings or notes below it. A header that is printed again is dropped.
    """
    grid = _filled(rows)
    if not grid:
        return ()
    if len(grid[0].cells) == 1:
        return tuple(Block(text=text, page=row.page) for row in grid for text in row.cells[0].paragraphs)
    first, last = _header_span(grid)
    header = {_texts(row) for row in grid[first:last]}
    blocks: list[Block] = []
    for number, row in enumerate(grid):
        if number >= last and _texts(row) in header and (row.heading or looks_like_header(_texts(row))):
            continue
        if _is_band(row) or (number < first and _is_title(row)):
            blocks += _band_blocks(row, title=number < first)
        else:
            blocks.append(_row_block(row, table, header=first <= number < last))
    return tuple(blocks)


def spread(
    cells: Sequence[tuple[GridCell, int, int]], pending: dict[int, tuple[GridCell, int]]
) -> tuple[GridCell, ...]:
    """One grid row from its (cell, columns, rows) and the cells that rows above left ``pending`` by column.

    ``pending`` maps a column to the carried cell and how many more rows it fills; it is brought up to date.
    """
    row: dict[int, GridCell] = {column: cell for column, (cell, _) in pending.items()}
    later = {column: (cell, left - 1) for column, (cell, left) in pending.items() if left > 1}
    column = 0
    for cell, columns, down in cells:
        while column in row:
            column += 1
        copy = GridCell(paragraphs=cell.paragraphs, carried=True, heading=cell.heading)
        for offset in range(columns):
            row[column + offset] = copy if offset else cell
            if down > 1:
                later[column + offset] = (copy, down - 1)
        column += columns
    pending.clear()
    pending.update(later)
    return tuple(row.get(column, GridCell()) for column in range(max(row, default=-1) + 1))


def _filled(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows and columns that hold something printed, every row padded to the table's width."""
    width = max((len(row.cells) for row in rows), default=0)
    padded = [(*row.cells, *(GridCell() for _ in range(width - len(row.cells)))) for row in rows]
    columns = [c for c in range(width) if any(cells[c].text and not cells[c].carried for cells in padded)]
    return [
        GridRow(cells=tuple(cells[c] for c in columns), heading=row.heading, page=row.page)
        for row, cells in zip(rows, padded, strict=True)
        if any(cell.text and not cell.carried for cell in cells)
    ]


def _texts(row: GridRow) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.cells)


def _is_band(row: GridRow) -> bool:
    """Whether one printed text takes the whole width: a cell merged over all columns, or a section number alone in its row."""
    first = row.cells[0]
    if not first.text or first.carried:
        return False
    if all(cell.carried and cell.text == first.text for cell in row.cells[1:]):
        return True
    return not any(cell.text for cell in row.cells[1:]) and _BAND_START.match(first.text) is not None


def _is_title(row: GridRow) -> bool:
    """Whether a row above the header is a title, a date or a unit line: one text and nothing beside it."""
    return len({cell.text for cell in row.cells if cell.text}) == 1


def _header_span(grid: Sequence[GridRow]) -> tuple[int, int]:
    """First and past-last header row: as the format marks them, else by their labels below any title rows."""
    start = 0
    while start < min(len(grid) - 1, 6) and _is_title(grid[start]):
        start += 1
    end = start
    while end < len(grid) and grid[end].heading and not _is_band(grid[end]):
        end += 1
    if end == len(grid):  # everything marked as header: the marks mean nothing
        end = start
    if end == start and start < len(grid) and looks_like_header(_texts(grid[start])):
        end = start + 1
    if end == start:
        return 0, 0
    while end < len(grid) and _is_second_header(grid[end - 1], grid[end]):
        end += 1
    return start, end


def _is_second_header(above: GridRow, row: GridRow) -> bool:
    """Whether ``row`` belongs to the header: a cell of the row above is merged down into it, or it names parts of one."""
    pairs = list(zip(above.cells, row.cells, strict=True))
    if any(lower.carried and lower.text and lower.text == upper.text for upper, lower in pairs):
        return True
    divided = any(upper.carried and upper.text != lower.text and not lower.carried for upper, lower in pairs)
    return divided and looks_like_header(_texts(row))


def _band_blocks(row: GridRow, *, title: bool) -> list[Block]:
    """The paragraphs of a full-width row; a short one inside the table is a heading over the rows that follow."""
    lines = next(cell.paragraphs for cell in row.cells if cell.text)
    if not title and len(lines) == 1 and len(lines[0]) <= _MAX_BAND and not lines[0].startswith(_NOTE):
        return [Block(text=lines[0], kind="heading", page=row.page)]
    return [Block(text=line, page=row.page) for line in lines]


def _row_block(row: GridRow, table: int, *, header: bool) -> Block:
    return Block(
        text=CELL_BORDER.join(cell.text for cell in row.cells if not cell.carried),
        kind="row",
        page=row.page,
        table=table,
        cells=_texts(row),
        carried=tuple(cell.carried for cell in row.cells),
        header=header,
    )
