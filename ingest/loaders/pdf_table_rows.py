"""The rows of a PDF's ruled table over all its pages: cell texts, merged cells carried, rows cut by a page end joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.loaders.header_labels import looks_like_header
from ingest.loaders.pdf_lines import Line, lines_of
from ingest.loaders.pdf_tables import Place, RuledTable, chars_by_cell, merged_places
from ingest.loaders.spaces import join_lines
from ingest.loaders.tables import GridCell, GridRow

_TOLERANCE = 0.35  # of a square: what programs leave between figures and ideographs adds to a line's width
_ENDED = ("。", "；", "！", "？")
_NUMBER = re.compile(r"[\d一二三四五六七八九十]{1,4}[.．、]?")


@dataclass(frozen=True, kw_only=True)
class _PageRows:
    """One page's part of a table, and by column the lines at its top and bottom edge with the room of their cells."""

    rows: list[GridRow]
    tops: dict[int, Line]
    bottoms: dict[int, tuple[Line, float]]


def chained_rows(tables: Sequence[RuledTable]) -> list[GridRow]:
    """The rows of a table that goes on over pages; its parts may use fewer of its columns."""
    xs = max((table.xs for table in tables), key=len)
    rows: list[GridRow] = []
    before: _PageRows | None = None
    for table in tables:
        shift = table.xs[0] - xs[0]
        part = _page_rows(table, tuple(x + shift for x in xs))
        if before is not None:
            part = _without_header(rows, part)
            if part.rows and _is_cut(rows[-1], before, part):
                upper, lower = rows[-1].cells, part.rows.pop(0).cells
                rows[-1] = replace(rows[-1], cells=tuple(map(_joined, upper, lower)))
                _carry_on(rows[-1], part.rows, cut=True)
            else:
                _carry_on(rows[-1], part.rows, cut=False)
        rows += part.rows
        before = part
    return rows


def _page_rows(table: RuledTable, columns: Sequence[float]) -> _PageRows:
    count, width = len(table.ys) - 1, len(columns) - 1
    places = merged_places(table, columns)
    lines = {place: lines_of(chars, table.page) for place, chars in chars_by_cell(table, columns).items()}
    last = {place: (row, column) for (row, column), place in places.items()}  # the lower right place of each cell
    rooms = _rooms(columns, lines, last)
    texts = {place: _paragraphs(found, rooms[place]) for place, found in lines.items()}
    rows = [
        GridRow(
            page=table.page,
            cells=tuple(
                GridCell(paragraphs=texts.get(place, ()), carried=place != (row, column))
                for column in range(width)
                for place in (places[row, column],)
            ),
        )
        for row in range(count)
    ]
    tops = {column: lines[0, column][0] for column in range(width) if (0, column) in lines}
    bottoms = {
        column: (lines[place][-1], rooms[place])
        for column in range(width)
        if (place := places[count - 1, column]) in lines and place[1] == column
    }
    return _PageRows(rows=rows, tops=tops, bottoms=bottoms)


def _rooms(columns: Sequence[float], lines: dict[Place, list[Line]], last: dict[Place, Place]) -> dict[Place, float]:
    """How wide a line can be in each cell: its width less the padding that its column shows on the left."""
    paddings: dict[int, float] = {}
    for (_, column), found in lines.items():
        least = min(line.x0 for line in found) - columns[column]
        paddings[column] = min(paddings.get(column, least), least)
    return {
        place: columns[last[place][1] + 1] - columns[place[1]] - 2 * min(max(paddings[place[1]], 1.0), found[0].em)
        for place, found in lines.items()
    }


def _full(line: Line, lead: float, room: float) -> bool:
    """Whether a piece as wide as ``lead`` found no room after the line."""
    return line.width + lead > room - _TOLERANCE * line.em


def _paragraphs(lines: Sequence[Line], room: float) -> tuple[str, ...]:
    """The paragraphs of a cell: a line goes on where the next one's first piece had no more room beside it."""
    paragraphs = [lines[0].text]
    for before, line in pairwise(lines):
        if _full(before, line.lead, room):
            paragraphs[-1] = join_lines(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
    return tuple(paragraphs)


def _without_header(rows: Sequence[GridRow], part: _PageRows) -> _PageRows:
    """The page's rows without the header that is printed on every page; its top lines no longer count then."""
    first = [_texts(row) for row in rows[:6]]
    dropped = 0
    while dropped < min(3, len(part.rows)):
        texts = _texts(part.rows[dropped])
        if texts not in first or not looks_like_header(texts):
            break
        dropped += 1
    return replace(part, rows=part.rows[dropped:]) if dropped else part


def _texts(row: GridRow) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.cells)


def _is_cut(above: GridRow, before: _PageRows, part: _PageRows) -> bool:
    """Whether a page's first row is the rest of the row above.

    It has no number of its own where the row above has one, and a text that it goes on with filled its last line.
    """
    lower = part.rows[0]
    filled = [at for at, cell in enumerate(lower.cells) if cell.text and not cell.carried]
    if not filled or any(not above.cells[at].text or _NUMBER.fullmatch(above.cells[at].text) for at in filled):
        return False
    numbered = any(_NUMBER.fullmatch(cell.text) and not lower.cells[at].text for at, cell in enumerate(above.cells))
    unfinished = [at for at in filled if _unfinished(before, part, at, above.cells[at].text)]
    lacking = [at for at, cell in enumerate(above.cells) if cell.text and not cell.carried and at not in filled]
    return bool(unfinished) and (numbered or bool(lacking) or len(unfinished) == len(filled))


def _unfinished(before: _PageRows, part: _PageRows, column: int, text: str) -> bool:
    if text.endswith(_ENDED) or column not in before.bottoms:
        return False
    line, room = before.bottoms[column]
    lead = part.tops[column].lead if column in part.tops else line.em
    return _full(line, lead, room)


def _joined(upper: GridCell, lower: GridCell) -> GridCell:
    if not lower.paragraphs or lower.carried or upper.carried:
        return upper
    if not upper.paragraphs:
        return replace(upper, paragraphs=lower.paragraphs)
    seam = join_lines(upper.paragraphs[-1], lower.paragraphs[0])
    return replace(upper, paragraphs=(*upper.paragraphs[:-1], seam, *lower.paragraphs[1:]))


def _carry_on(above: GridRow, rows: list[GridRow], *, cut: bool) -> None:
    """Carries merged cells over the page end into ``rows``, which it changes.

    Empty cells of the first row are such where they, or the cell above them, span several rows.
    """
    columns = []
    for at, cell in enumerate(above.cells):
        spans = (
            cell.carried
            or (len(rows) > 1 and rows[1].cells[at].carried)
            or (cut and bool(rows) and rows[0].cells[at].carried)
        )
        if rows and cell.text and not rows[0].cells[at].text and spans:
            columns.append(at)
    for number, row in enumerate(rows):
        columns = [
            at for at in columns if not row.cells[at].text and (row.cells[at].carried or (not number and not cut))
        ]
        if not columns:
            return
        cells = [
            GridCell(paragraphs=above.cells[at].paragraphs, carried=True) if at in columns else cell
            for at, cell in enumerate(row.cells)
        ]
        rows[number] = replace(row, cells=tuple(cells))
