"""The paragraphs and tables of a paged text: running heads dropped, lines joined over line and page ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.loaders.pdf_lines import Line
from ingest.loaders.pdf_measure import Measure, measured
from ingest.loaders.pdf_table_rows import chained_rows
from ingest.loaders.pdf_tables import RuledTable, same_columns
from ingest.loaders.spaces import join_lines
from ingest.loaders.tables import table_blocks
from ingest.records import Block

Item = Line | RuledTable
_PAGE_NUMBER = re.compile(
    r"[—\-–－―─·.\s]*(?:第\s*)?[\dⅠ-Ⅻivxl]{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[—\-–－―─·.\s]*",
    re.IGNORECASE,
)
_CONTENTS_LINE = re.compile(r".*(?:[.．…·]\s*){5,}[（(]?\d{1,4}[）)]?")
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十]+[章节条部]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|——|[①-⑳]"
)
_MARGIN = 0.13  # part of the page's height in which running heads and page numbers stand
_ENDS = ("。", "；", "：", "！", "？", "”", "）", "．")


@dataclass(frozen=True, kw_only=True)
class PageItems:
    """A page's lines and tables from the top down."""

    number: int
    height: float
    items: tuple[Item, ...]


def assemble(pages: Sequence[PageItems]) -> tuple[Block, ...]:
    """The blocks of the document in reading order, each with the page on which it starts."""
    cleaned = without_running_lines(pages)
    body = measured([item for page in cleaned for item in page.items if isinstance(item, Line)])
    blocks: list[Block] = []
    tables = 0
    open_table: list[RuledTable] = []
    before: Line | None = None

    def close_table() -> None:
        nonlocal tables
        if open_table:
            tables += 1
            blocks.extend(table_blocks(chained_rows(open_table), tables))
            open_table.clear()

    for page in cleaned:
        for item in page.items:
            if isinstance(item, RuledTable):
                first = page.items[0] is item
                if open_table and not (
                    first and item.page == open_table[-1].page + 1 and same_columns(open_table[0], item)
                ):
                    close_table()
                open_table.append(item)
                before = None
                continue
            close_table()
            if before is not None and _goes_on(before, item, body):
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


def _goes_on(before: Line, line: Line, body: Measure) -> bool:
    """Whether ``line`` continues the paragraph of the line before it."""
    em = max(before.em, line.em)
    if abs(before.em - line.em) > 0.12 * em:
        return False
    if before.page == line.page and before.y - line.y > max(1.4 * body.pitch, body.pitch + 0.6 * em):
        return False
    indented = body.shift(line) > 1.2 * em
    centred = indented and all(body.is_centred(each) for each in (before, line))
    room = body.width(before) - before.width - (0 if centred else body.shift(before))
    if line.lead <= room - 0.3 * em:  # the next piece had room on the line: the line was ended on purpose
        return False
    numbered = _NUMBERED.match(line.text) is not None
    if not indented:
        return body.indents or not (numbered and before.text.endswith(_ENDS))
    if numbered or before.text.endswith(_ENDS):
        return False
    return centred or (not body.indents and abs(before.x0 - line.x0) < 0.5 * em)


def ordered(lines: Sequence[Line], tables: Iterable[RuledTable]) -> tuple[Item, ...]:
    """The lines in their reading order with each table before the first line that stands below it."""
    items: list[Item] = list(lines)
    for table in tables:
        below = (at for at, item in enumerate(items) if isinstance(item, Line) and item.y < table.top)
        items.insert(next(below, len(items)), table)
    return tuple(items)
