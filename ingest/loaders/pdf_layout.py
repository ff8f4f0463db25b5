"""The paragraphs and tables of a paged text: running heads dropped, lines joined over line and page ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.loaders.pdf_lines import Line
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
            blocks.extend(table_blocks(chained_rows(open_table), tables))
            open_table.clear()

    for page in cleaned:
        left = _page_left(page, measure)
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
        for first, second in pairwise(body)
        if first.page == second.page and 0.9 * em < first.y - second.y < 4 * em
    )
    wide = sorted(line.width for line in body)[int(len(body) * 0.85)]
    full = [line for line in body if line.width > wide * 0.7]
    lefts = Counter(round(line.x0 / 2) * 2 for line in body)
    left = min(x for x, count in lefts.items() if count >= min(0.12 * len(body), max(lefts.values())))
    rights = sorted(line.x1 for line in full)
    hanging = [(a, b) for a, b in pairwise(body) if abs(b.x0 - left) < em / 2 and a.page == b.page]
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
    indented = line.x0 > left + 1.2 * em
    centred = indented and all(abs(each.x0 + each.x1 - left - right) < em for each in (before, line))
    room = right - left - before.width if centred else right - before.x1
    if line.lead <= room - 0.3 * em:  # the next piece had room on the line: the line was ended on purpose
        return False
    numbered = _NUMBERED.match(line.text) is not None
    if not indented:
        return measure.indents or not (numbered and before.text.endswith(_ENDS))
    if numbered or before.text.endswith(_ENDS):
        return False
    return centred or (not measure.indents and abs(before.x0 - line.x0) < 0.5 * em)


def ordered(lines: Sequence[Line], tables: Iterable[RuledTable]) -> tuple[Item, ...]:
    """The lines in their reading order with each table before the first line that stands below it."""
    items: list[Item] = list(lines)
    for table in tables:
        below = (at for at, item in enumerate(items) if isinstance(item, Line) and item.y < table.top)
        items.insert(next(below, len(items)), table)
    return tuple(items)
