"""The paragraphs and tables of a paged text: running heads dropped, lines joined over line and page ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.loaders.pdf_lines import Line
from ingest.loaders.pdf_tables import RuledTable, same_columns, table_rows
from ingest.loaders.spaces import join_lines
from ingest.loaders.tables import GridCell, GridRow, table_blocks
from ingest.records import Block

Item = Line | RuledTable
_PAGE_NUMBER = re.compile(
    r"[—\-–－―─·.\s]*(?:第\s*)?[\dⅠ-Ⅻivxl]{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[—\-–－―─·.\s]*", re.IGNORECASE
)
_CONTENTS_LINE = re.compile(r".*(?:[.．…·]\s*){5,}[（(]?\d{1,4}[）)]?")
_NUMBERED = re.compile(r"第[一二三四五六七八九十]+[章节条部]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|——|[①-⑳]")
_MARGIN = 0.13  # part of the page's height in which running heads and page numbers stand
_ENDS = ("。", "；", "：", "！", "？", "”", "）", "．")


@dataclass(frozen=True, kw_only=True)
class PageItems:
    """A page's lines and tables from the top down."""

    number: int
    height: float
    items: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True)
class _Measure:
    """How the body is set: size of a square, distance of lines, left and right edge."""

    em: float
    pitch: float
    left: float
    right: float
    indents: bool = False  # paragraphs start with an indented line


def assemble(pages: Sequence[PageItems]) -> tuple[Block, ...]:
    """The blocks of the document in reading order, each with the page on which it starts."""
    cleaned = without_running_lines(pages)
    measure = _measure([item for page in cleaned for item in page.items if isinstance(item, Line)])
    blocks: list[Block] = []
    tables = 0
    open_table: list[RuledTable] = []
    before: Line | None = None

    def close_table() -> None:
        nonlocal tables
        if open_table:
            tables += 1
            blocks.extend(table_blocks(_chained_rows(open_table), tables))
            open_table.clear()

    for page in cleaned:
        left = _page_left(page, measure)
        for item in page.items:
            if isinstance(item, RuledTable):
                first = page.items[0] is item
                if open_table and not (first and item.page == open_table[-1].page + 1 and same_columns(open_table[0], item)):
                    close_table()
                open_table.append(item)
                before = None
                continue
            close_table()
            if before is not None and _goes_on(before, item, measure, left):
                blocks[-1] = replace(blocks[-1], text=join_lines(blocks[-1].text, item.text))
            else:
                blocks.append(Block(text=item.text, page=item.page))
            before = item
    close_table()
    return tuple(blocks)


def without_running_lines(pages: Sequence[PageItems]) -> list[PageItems]:
    """The pages without page numbers, heads and feet that come again on other pages, and lines of a table of contents."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_running_key(line) for line in _marginal(page)})
    often = max(2, round(len(pages) * 0.3))
    cleaned = []
    for page in pages:
        marginal = set(map(id, _marginal(page)))
        edges = {id(item) for item in (*page.items[:1], *page.items[-1:])}
        kept = []
        for item in page.items:
            if isinstance(item, Line):
                repeated = id(item) in marginal and _often(seen, _running_key(item)) >= often
                number = id(item) in edges and id(item) in marginal and _PAGE_NUMBER.fullmatch(item.text)
                if repeated or number or _CONTENTS_LINE.fullmatch(item.text):
                    continue
            kept.append(item)
        cleaned.append(replace(page, items=tuple(kept)))
    return cleaned


def _marginal(page: PageItems) -> list[Line]:
    """The lines in the page's upper and lower margin, where heads and feet stand."""
    lines = [item for item in page.items if isinstance(item, Line)]
    return [line for line in lines if line.y > page.height * (1 - _MARGIN) or line.y < page.height * _MARGIN]


def _running_key(line: Line) -> tuple[str, int]:
    """What makes lines of two pages the same running head: the text without figures, and the height on the page."""
    return re.sub(r"\d+", "#", line.text), round(line.y / 4)


def _often(seen: Counter[tuple[str, int]], key: tuple[str, int]) -> int:
    text, height = key
    return max(seen[text, height], *(seen[text, height] + seen[text, near] for near in (height - 1, height + 1)))


def _measure(lines: Sequence[Line]) -> _Measure:
    if not lines:
        return _Measure(em=12, pitch=18, left=0, right=0)
    ems = Counter[float]()
    for line in lines:
        ems[round(line.em * 2) / 2] += len(line.text)
    em = ems.most_common(1)[0][0]
    body = [line for line in lines if abs(line.em - em) < em * 0.15]
    gaps = Counter(
        round(first.y - second.y)
        for first, second in zip(body, body[1:], strict=False)
        if first.page == second.page and 0.9 * em < first.y - second.y < 4 * em
    )
    widest = max(line.width for line in body)
    full = [line for line in body if line.width > widest * 0.7]
    lefts = Counter(round(line.x0 / 2) * 2 for line in full)
    left = lefts.most_common(1)[0][0]
    rights = sorted(line.x1 for line in full)
    hanging = [(a, b) for a, b in zip(body, body[1:], strict=False) if abs(b.x0 - left) < em / 2 and a.page == b.page]
    return _Measure(
        em=em,
        indents=sum(1.5 * em < first.x0 - left < 2.6 * em for first, _ in hanging) >= 3,
        pitch=float(gaps.most_common(1)[0][0]) if gaps else 1.75 * em,
        left=float(left),
        right=rights[int(len(rights) * 0.9)] if len(rights) > 4 else rights[-1],
    )


def _page_left(page: PageItems, measure: _Measure) -> float:
    """The left edge of this page's body: odd and even pages may be shifted against each other."""
    near = [item.x0 for item in page.items if isinstance(item, Line) and abs(item.x0 - measure.left) < 0.9 * measure.em]
    return median(near) if near else measure.left


def _goes_on(before: Line, line: Line, measure: _Measure, left: float) -> bool:
    """Whether ``line`` continues the paragraph of the line before it; ``left`` is the page's own left edge."""
    em = max(before.em, line.em)
    if abs(before.em - line.em) > 0.12 * em:
        return False
    if before.page == line.page and before.y - line.y > max(1.4 * measure.pitch, measure.pitch + 0.6 * em):
        return False
    right = measure.right + left - measure.left
    centred = abs(before.x0 + before.x1 - left - right) < em and abs(line.x0 + line.x1 - left - right) < em
    room = right - left - before.width if centred else right - before.x1
    if line.lead <= room - 0.3 * em:  # the next piece had room on the line: the line was ended on purpose
        return False
    if line.x0 <= left + 1.2 * em:
        return True
    if before.text.endswith(_ENDS) or _NUMBERED.match(line.text):
        return False
    return centred or (not measure.indents and abs(before.x0 - line.x0) < 0.5 * em)


def _chained_rows(tables: Sequence[RuledTable]) -> list[GridRow]:
    """The rows of a table that goes on over pages, what is cut by a page end put together."""
    xs: tuple[float, ...] = max((table.xs for table in tables), key=len)
    rows: list[GridRow] = []
    for table in tables:
        shift = table.xs[0] - xs[0]
        page_rows = table_rows(table, tuple(x + shift for x in xs))
        if rows:
            page_rows = _without_header(rows, page_rows)
            _continue_rows(rows, page_rows)
        rows += page_rows
    return rows


def _without_header(rows: Sequence[GridRow], page_rows: list[GridRow]) -> list[GridRow]:
    """The rows of a later page without the header that is printed on every page."""
    first = [tuple(cell.text for cell in row.cells) for row in rows[:6]]
    dropped = 0
    while dropped < min(3, len(page_rows)) and tuple(cell.text for cell in page_rows[dropped].cells) in first:
        dropped += 1
    return page_rows[dropped:]


def _continue_rows(rows: list[GridRow], page_rows: list[GridRow]) -> None:
    """Joins a row that the page end cut in two, and carries merged cells on to the new page; changes both lists."""
    if not page_rows:
        return
    above, first = rows[-1], page_rows[0]
    if _is_cut(above, first):
        cells = [_joined(upper, lower) for upper, lower in zip(above.cells, first.cells, strict=True)]
        rows[-1] = replace(above, cells=tuple(cells))
        del page_rows[0]
        return
    empty = [at for at, cell in enumerate(first.cells) if not cell.text]
    for number, row in enumerate(page_rows):
        open_cells = [at for at in empty if not row.cells[at].text]
        if not open_cells or (number and not all(row.cells[at].carried for at in open_cells)):
            break
        row_cells = [
            GridCell(paragraphs=above.cells[at].paragraphs, carried=True) if at in open_cells and above.cells[at].text else cell
            for at, cell in enumerate(row.cells)
        ]
        page_rows[number] = replace(row, cells=tuple(row_cells))


def _is_cut(above: GridRow, first: GridRow) -> bool:
    """Whether the first row of a page is the rest of the row above: its number is empty and a text above is unfinished."""
    if not first.cells[0].text and not first.cells[0].carried and above.cells[0].text:
        pairs = [(upper, lower) for upper, lower in zip(above.cells, first.cells, strict=True) if lower.text and not lower.carried]
        return bool(pairs) and any(_unfinished(upper.text) for upper, _ in pairs) and len(pairs) < len(first.cells)
    return False


def _unfinished(text: str) -> bool:
    return bool(text) and len(text) > 8 and not text.endswith(("。", "；", "！", "？"))


def _joined(upper: GridCell, lower: GridCell) -> GridCell:
    if not lower.paragraphs or lower.carried or upper.carried:
        return upper
    if not upper.paragraphs:
        return replace(upper, paragraphs=lower.paragraphs)
    seam = join_lines(upper.paragraphs[-1], lower.paragraphs[0])
    return replace(upper, paragraphs=(*upper.paragraphs[:-1], seam, *lower.paragraphs[1:]))


def ordered(lines: Iterable[Line], tables: Iterable[RuledTable]) -> tuple[Item, ...]:
    """Lines and tables from the top of the page down."""
    placed: list[tuple[float, Item]] = [(-line.y, line) for line in lines]
    placed += [(-table.top, table) for table in tables]
    return tuple(item for _, item in sorted(placed, key=lambda pair: pair[0]))
