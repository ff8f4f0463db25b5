"""The body of a report in paragraphs: what is left when titles, headings, contents and table headers are set aside."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.records import Report
from ingest.structure.contents import contents_lines
from ingest.structure.layout import Line, strip_span, unwrapped
from ingest.structure.run_together import separate
from ingest.structure.titles import bare, enclosed_titles, folded_title, front_matter, without_ordinal

FRONT = 1500
_WORD = re.compile(r"\w")


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A stretch of body text inside one section: its span, the index of its section in the report (-1: none), the index of
    its table (-1: none), and whether a passage may not reach across its start."""

    start: int
    end: int
    section: int
    table: int = -1
    fixed: bool = False


def report_lines(report: Report) -> tuple[Line, ...]:
    """The report's lines as they stand in its text; a table row is one line, its ``table`` counted from 1."""
    text = report.text
    rows = {row.start: (row.end, index) for index, table in enumerate(report.tables, start=1) for row in table.rows}
    tables = [(table.start, table.end) for table in report.tables]
    lines: list[Line] = []
    position = 0
    while position < len(text):
        start, _ = strip_span(text, position, len(text))
        if start in rows:
            end, table = rows[start]
            lines.append(Line(text=text[start:end], start=start, end=end, kind="row", table=table))
        else:
            stop = text.find("\n", start)
            _, end = strip_span(text, start, len(text) if stop < 0 else stop)
            header = any(left <= start < right for left, right in tables)
            if start < end:
                lines.append(Line(text=text[start:end], start=start, end=end, header=header))
        position = max(end, start + 1)
    return unwrapped(text, lines)


def _folded_heading(text: str) -> str:
    return re.sub(r"[#*_\s\u3000：:。，、；．.]", "", text)


def _heading_lines(report: Report, lines: Sequence[Line]) -> set[int]:
    """The starts of lines that hold a section's number and heading alone; a heading with nothing under it is body text."""
    parents = {section.parent for section in report.sections}
    bodies: dict[str, bool] = {}
    ends = {line.start: line.end for line in lines}
    for section in report.sections:
        words = _folded_heading(section.number + section.heading)
        below = report.text[ends.get(section.start, section.start) : section.end].strip()
        bodies[words] = bodies.get(words, False) or section.id in parents or bool(below)
    found: set[int] = set()
    for line, following in pairwise([*lines, Line(text="", start=0, end=0)]):
        if len(line.text) > 120 or line.kind == "row":
            continue
        words = _folded_heading(line.text)
        if bodies.get(words):
            found.add(line.start)
        elif len(following.text) <= 40 and bodies.get(words + _folded_heading(following.text)) and words:
            found.update((line.start, following.start))
    return found


def _title_lines(report: Report, lines: Sequence[Line]) -> set[int]:
    """The starts of the lines that print the report's title, and the titles of what its cover notice encloses."""
    title = folded_title(report.title)
    enclosed = enclosed_titles(report.title, report.text[:FRONT])
    found: set[int] = set()
    printed = ""
    for line in lines:
        if len(line.text) > 120 or line.kind == "row":
            continue
        words = folded_title(without_ordinal(bare(line.text)))
        if line.start < FRONT and words and title.startswith(printed + words):
            printed += words
            found.add(line.start)
        elif words in enclosed or (line.start < FRONT and words == printed == title):
            found.add(line.start)
    if printed != title:  # composed, or printed inside a longer line
        found = {line.start for line in lines if line.start in found and folded_title(line.text) in enclosed}
    return found


def _owners(report: Report) -> tuple[list[int], list[int]]:
    """Positions at which the innermost section changes, and its index from there on (-1: none)."""
    events = sorted({0, *(section.start for section in report.sections), *(section.end for section in report.sections)})
    owners: list[int] = []
    stack: list[int] = []
    following = 0
    for position in events:
        stack = [index for index in stack if report.sections[index].end > position]
        while following < len(report.sections) and report.sections[following].start <= position:
            if report.sections[following].end > position:
                stack.append(following)
            following += 1
        owners.append(stack[-1] if stack else -1)
    return events, owners


def paragraphs(report: Report, borders: Sequence[int] = ()) -> tuple[Paragraph, ...]:
    """The body's paragraphs in order, cut also at section borders and at ``borders``."""
    lines = report_lines(report)
    separated = separate(lines)
    matter, _ = front_matter(lines)
    set_aside = _title_lines(report, lines) | _heading_lines(report, separated) | contents_lines(lines) | matter
    events, owners = _owners(report)
    fixed = set(borders)
    cuts = sorted(fixed.union(events))
    result: list[Paragraph] = []
    after_aside = False
    for line in separated:
        if line.header or line.start in set_aside or not _WORD.search(line.text):
            after_aside = True
            continue
        inside = cuts[bisect_right(cuts, line.start) : bisect_right(cuts, line.end - 1)]
        for left, right in pairwise([line.start, *inside, line.end]):
            start, end = strip_span(report.text, left, right)
            if start < end:
                result.append(
                    Paragraph(
                        start=start,
                        end=end,
                        section=owners[bisect_right(events, start) - 1],
                        table=line.table - 1,
                        fixed=after_aside or left in fixed,
                    )
                )
                after_aside = False
    return tuple(result)
