"""A stretch of a report laid out for reading: headings, paragraphs and table rows, with the quoted spans marked.

The text stays the source's own, character for character; only line ends become blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ingest.records import Report, Section, TableRow

ReadingKind = Literal["heading", "paragraph", "header", "row"]
SHORT_SECTION = 300
LONG_PART = 6000
WINDOW = 1500
HEADING_LINE = 60
CELL_BORDER = " | "
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Some text, marked or not; ``strong`` is a heading that opens a paragraph."""

    text: str
    marked: bool = False
    strong: bool = False


@dataclass(frozen=True, kw_only=True)
class ReadingBlock:
    """One line of the source. ``anchor`` is the id of the section that begins here or "", ``level`` its level."""

    kind: ReadingKind
    cells: tuple[tuple[Stretch, ...], ...]
    anchor: str = ""
    level: int = 0


@dataclass(frozen=True, kw_only=True)
class Part:
    """A piece of a report to read at one time: its heading ("" before the first) and span."""

    heading: str
    start: int
    end: int


def section_around(report: Report, start: int, end: int) -> tuple[int, int]:
    """The span of the innermost section that holds [start, end) and is long enough to be read on its own.

    A report without sections, or a section too long to find one's way in, gives the neighbourhood up to line borders.
    """
    inside = [s for s in report.sections if s.start <= start and end <= s.end]
    for section in sorted(inside, key=lambda s: s.end - s.start):
        if SHORT_SECTION <= section.end - section.start <= LONG_PART:
            return section.start, section.end
    first = report.text.rfind("\n", 0, max(0, start - WINDOW)) + 1
    last = report.text.find("\n", min(len(report.text), end + WINDOW))
    return first, len(report.text) if last < 0 else last


def parts(report: Report) -> tuple[Part, ...]:
    """The report cut into pieces to read one after another: top-level sections, long ones by their own sections."""
    found: list[Part] = []
    for section, start, end in _pieces(report, "", 0, len(report.text)):
        if report.text[start:end].strip():
            heading = section.number + section.heading if section else ""
            found.append(Part(heading=heading, start=start, end=end))
    return tuple(found)


def part_at(pieces: Sequence[Part], position: int) -> int:
    """The index of the part that holds ``position``; 0 where none does."""
    return next((i for i, part in enumerate(pieces) if part.start <= position < part.end), 0)


def reading_blocks(
    report: Report, start: int, end: int, marks: Sequence[tuple[int, int]] = ()
) -> tuple[ReadingBlock, ...]:
    """The lines of ``report.text[start:end]`` in order, the spans of ``marks`` marked in them."""
    rows = {row.start: row for table in report.tables for row in table.rows}
    headers = [(table.start, table.rows[0].start) for table in report.tables if table.header and table.rows]
    begins = sorted(report.sections, key=lambda section: section.start)
    blocks = []
    for match in _LINE.finditer(report.text, start, end):
        line_start, line_end = match.span()
        if not match.group().strip():
            continue
        if any(first <= line_start < last for first, last in headers):
            blocks.append(ReadingBlock(kind="header", cells=tuple(_printed_cells(report.text, *match.span(), marks))))
            continue
        row = next((rows[at] for at in range(line_start, min(line_start + 3, line_end)) if at in rows), None)
        if row is not None and len(row.cells) > 1:
            blocks.append(ReadingBlock(kind="row", cells=_row_cells(report, row, marks)))
            continue
        section = next((s for s in begins if line_start <= s.start < line_end), None)
        is_heading = section is not None and _is_heading(match.group(), section)
        opening = (section.start, _heading_end(report.text, section)) if section and not is_heading else (0, 0)
        stretches = tuple(_stretches(report.text, line_start, line_end, marks, opening))
        blocks.append(
            ReadingBlock(
                kind="heading" if is_heading else "paragraph",
                cells=(stretches,),
                anchor=section.id if section else "",
                level=section.level if section else 0,
            )
        )
    return tuple(blocks)


def _pieces(report: Report, parent: str, start: int, end: int) -> Iterator[tuple[Section | None, int, int]]:
    """The sections under ``parent`` and the text before them, long sections cut further."""
    known = {section.id for section in report.sections}
    children = [
        section
        for section in report.sections
        if (section.parent == parent or (not parent and section.parent not in known)) and start <= section.start < end
    ]
    if not children:
        yield _section(report, parent), start, end
        return
    if children[0].start > start:
        yield _section(report, parent), start, children[0].start
    for section in children:
        if section.end - section.start > LONG_PART and any(s.parent == section.id for s in report.sections):
            yield from _pieces(report, section.id, section.start, section.end)
        else:
            yield section, section.start, section.end


def _section(report: Report, section_id: str) -> Section | None:
    return next((section for section in report.sections if section.id == section_id), None)


def _is_heading(line: str, section: Section) -> bool:
    """Whether the line is a heading and no more: a heading can also open the sentence that follows it."""
    return len(line.strip()) <= HEADING_LINE and len(line.strip()) <= len(section.number + section.heading) + 6


def _heading_end(text: str, section: Section) -> int:
    """Where the heading ends that opens a paragraph: （一）扩大内需。……"""
    found = text.find(section.heading, section.start, section.start + len(section.number + section.heading) + 6)
    return section.start if found < 0 else found + len(section.heading)


def _row_cells(report: Report, row: TableRow, marks: Sequence[tuple[int, int]]) -> tuple[tuple[Stretch, ...], ...]:
    """The row's cells; what a merged cell repeats is shown in each, but marked once only."""
    return tuple(
        tuple(_stretches(report.text, cell.start, cell.end, () if cell.carried else marks)) for cell in row.cells
    )


def _printed_cells(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[Stretch, ...]]:
    """The cells of a printed table row, which stand between " | "."""
    for cell in text[start:end].split(CELL_BORDER):
        yield tuple(_stretches(text, start, start + len(cell), marks))
        start += len(cell) + len(CELL_BORDER)


def _stretches(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int]], opening: tuple[int, int] = (0, 0)
) -> Iterator[Stretch]:
    borders = {start, end}
    for span in (*marks, opening):
        borders.update(position for position in span if start < position < end)
    for left, right in pairwise(sorted(borders)):
        yield Stretch(
            text=text[left:right],
            marked=any(first <= left and right <= last for first, last in marks),
            strong=opening[0] <= left and right <= opening[1],
        )
