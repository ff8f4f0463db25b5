"""Where one file's papers begin and end: by title lines that are followed by the front of a paper, not by mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.structure.front import (
    DOCUMENT_TITLE,
    MEETING,
    NUMBER,
    OPENING,
    bare,
    is_web_remain,
    speaker_of,
    work_title,
)
from ingest.structure.layout import Layout, Line
from ingest.structure.regions import find_regions

WINDOW = 10
LEAST = 200


@dataclass(frozen=True, kw_only=True)
class _Begin:
    """A place where a paper may begin: its title, its document number and the index of its first line."""

    index: int
    title: str
    number: str = ""


def _work_report_begins(lines: Sequence[Line], index: int) -> bool:
    """Whether the title line at ``index`` is followed by a meeting line, a speaker or the address to the deputies.

    A title that runs into another title first stands in a table of contents.
    """
    title = bare(lines[index].text)
    if MEETING.search(title):
        return True
    for line in lines[index + 1 : index + 1 + WINDOW]:
        text = bare(line.text)
        if work_title(line.text) and work_title(line.text) != work_title(title):
            return False
        if is_web_remain(text):
            continue
        if MEETING.search(text[:120]) or OPENING.match(text) or (len(text) <= 60 and speaker_of(text)):
            return True
        if re.match(r"一、", text) and find_regions(title):
            return len(text) <= 60 or len(text) > 80
        if len(text) > 120:
            return bool(find_regions(title))
    return False


def _notice_begin(lines: Sequence[Line], index: int) -> _Begin | None:
    """The beginning of a notice whose document number stands alone on the line at ``index``."""
    text = bare(lines[index].text)
    match = NUMBER.search(text)
    if not match or len(text) > 40 or re.search(r"[，。；：《]", text):
        return None
    after = "".join(bare(line.text) for line in lines[index + 1 : index + 5])[:200]
    first = index
    if not DOCUMENT_TITLE.match(after):
        joined = ""
        for back in range(index - 1, max(index - 6, -1), -1):
            joined = bare(lines[back].text) + joined
            if DOCUMENT_TITLE.fullmatch(joined):
                first = back
                break
        else:
            return None
    while first > 0 and re.fullmatch(
        r"[^。，；]{2,40}(?:文件|人民政府|办公厅|办公室|委员会|公报|公告)", bare(lines[first - 1].text)
    ):
        first -= 1
    return _Begin(index=first, title=after[:60], number=match[0])


def _begins(lines: Sequence[Line]) -> list[_Begin]:
    begins: list[_Begin] = []
    for index, line in enumerate(lines):
        if len(line.text) > 120 or line.kind == "row":
            continue
        title = work_title(line.text)
        if title and _work_report_begins(lines, index):
            begins.append(_Begin(index=index, title=title))
        elif notice := _notice_begin(lines, index):
            begins.append(notice)
    return begins


def _belong_together(earlier: _Begin, later: _Begin, between: str) -> bool:
    """Whether the later beginning is the same paper's: its title printed again, or what a cover notice encloses."""
    if later.number:
        return later.number == earlier.number or (not earlier.number and len(between) < LEAST)
    if earlier.number:
        return len(between) < 2500 and re.search(r"印发|报告", between[:800]) is not None
    return earlier.title == later.title or len(between) < LEAST


def split(layout: Layout) -> tuple[tuple[int, int], ...]:
    """The spans of the papers in a file's text, in order; one span over all of it where it holds one paper."""
    lines = layout.lines
    kept: list[_Begin] = []
    for begin in _begins(lines):
        if kept:
            between = layout.text[lines[kept[-1].index].start : lines[begin.index].start]
            if _belong_together(kept[-1], begin, between):
                continue
        kept.append(begin)
    if len(kept) < 2:
        return ((0, len(layout.text)),)
    starts = [lines[begin.index].start for begin in kept]
    return tuple(zip(starts, [*starts[1:], len(layout.text)], strict=True))
