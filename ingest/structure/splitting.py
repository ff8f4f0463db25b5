"""Where one file's papers begin and end: by title lines that are followed by the front of a paper, not by mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.structure.contents import contents_lines
from ingest.structure.front import ADDRESSEES, MEETING, NUMBER, OPENING, document_number, is_web_remain, speaker_of
from ingest.structure.layout import Layout, Line
from ingest.structure.regions import find_regions
from ingest.structure.titles import bare, document_title_at, enclosed_titles, folded_title, work_title
from ingest.tokens import HAN

WINDOW = 10
LEAST = 200
COVER = 2500
PREFACE = 800
_ABOVE_TITLE = re.compile(
    rf"[^。，；]{{2,40}}(?:文件|公报|材料)(?:\s*[（(].{{1,6}}[）)])?|[{HAN}]{{2,20}}(?:人民政府|办公厅|办公室|委员会|省|市|州|县|区|旗|盟)|20\d\d年(?:度)?|[（(].{{1,8}}[）)]"
)


@dataclass(frozen=True, kw_only=True)
class _Begin:
    """A place where a paper may begin: index of its first line, title, document number, the congress it was given to, and
    whether it is a report to a congress and no notice."""

    index: int
    title: str
    number: str = ""
    meeting: str = ""
    is_report: bool = False


def _above(lines: Sequence[Line], index: int) -> int:
    """The index of the first line of what is printed over a title: 发文机关标志, region or year on lines of their own."""
    first = index
    while first > 0 and index - first < 4:
        text = bare(lines[first - 1].text)
        if len(text) > 44 or not _ABOVE_TITLE.fullmatch(text):
            break
        first -= 1
    return first


def _report(lines: Sequence[Line], index: int, title: str, size: int = 1) -> _Begin | None:
    """The beginning that the title of ``size`` lines marks, if a meeting line, a speaker, the address to the deputies or,
    under a title with a region, the body follows; a title that runs into another one first stands in a list."""
    joined = "\n".join(bare(line.text)[:200] for line in lines[index : index + size + 4])
    meeting = MEETING.search(joined)
    begin = _Begin(
        index=_above(lines, index),
        title=title,
        meeting=re.sub(r"\s", "", meeting[0]).rsplit("在", 1)[-1] if meeting else "",
        is_report=True,
    )
    for line in lines[index + size : index + size + WINDOW]:
        text = bare(line.text)
        other = work_title(line.text)
        if other and other != title:
            return None
        if is_web_remain(text):
            continue
        if MEETING.search(text[:120]) or OPENING.match(text) or (len(text) <= 60 and speaker_of(text)):
            return begin
        if re.match(r"一\s*、", text) or len(text) > 120:
            return begin if find_regions(title) else None
    return begin if meeting else None


def _numbered_notice(lines: Sequence[Line], index: int) -> _Begin | None:
    """The beginning of a notice whose document number stands alone on the line at ``index``."""
    text = bare(lines[index].text)
    match = NUMBER.search(text)
    if not match or len(text) > 50 or re.search(r"[，。；《]", text) or is_web_remain(text):
        return None
    title, _ = document_title_at(lines, index + 1) if index + 1 < len(lines) else ("", ())
    first = index
    if not title:
        for back in range(index - 1, max(index - 6, -1), -1):
            found, starts = document_title_at(lines, back)
            if found and back + len(starts) == index:
                title, first = found, back
    if not title or not any(
        ADDRESSEES.fullmatch(bare(line.text)) or len(line.text) > 60 for line in lines[index : index + 10]
    ):
        return None
    return _Begin(index=_above(lines, first), title=title, number=document_number(text))


def _titled(lines: Sequence[Line], index: int) -> _Begin | None:
    """The beginning that a title with 关于 marks: a notice if its addressees follow, a report if it was given to a congress."""
    if not any("关于" in line.text for line in lines[index : index + 3]):
        return None
    title, starts = document_title_at(lines, index)
    if not title:
        return None
    if title.endswith("报告"):
        begin = _report(lines, index, title, len(starts))
        return begin if begin and begin.meeting else None
    below = lines[index + len(starts) : index + len(starts) + 3]
    if any(ADDRESSEES.fullmatch(bare(line.text)) for line in below):
        return _Begin(index=_above(lines, index), title=title)
    return None


def _begins(lines: Sequence[Line]) -> list[_Begin]:
    begins: list[_Begin] = []
    for index, line in enumerate(lines):
        if len(line.text) > 120 or line.kind == "row":
            continue
        title = work_title(line.text)
        begin = _report(lines, index, title) if title else _numbered_notice(lines, index) or _titled(lines, index)
        if begin:
            begins.append(begin)
    return begins


def _belong_together(earlier: _Begin, later: _Begin, between: str) -> bool:
    """Whether the later beginning is the same paper's: its title printed again, or what a cover notice encloses."""
    one, other = folded_title(earlier.title), folded_title(later.title)
    if one == other:
        numbers = {earlier.number, later.number} - {""}
        meetings = {earlier.meeting, later.meeting} - {""}
        return len(numbers) < 2 and len(meetings) < 2
    if later.is_report and earlier.is_report:
        return len(between) < LEAST
    if later.is_report:
        return len(between) < COVER and re.search(r"印发|报告", between[:800]) is not None
    if later.number and later.number == earlier.number:
        return True
    enclosed = other in one or other in enclosed_titles(earlier.title, between[:1500])
    return enclosed or (not earlier.is_report and len(between) < LEAST)


def _is_paper(text: str) -> bool:
    """Whether the text before the first title line is a paper of its own and no preface."""
    return len(re.findall(rf"[{HAN}]", text)) >= PREFACE and len(re.findall("。", text)) >= 5


def split(layout: Layout) -> tuple[tuple[int, int], ...]:
    """The spans of the papers in a file's text, in order; one span over all of it where it holds one paper.

    What stands before the first title (a table of contents, a preface) belongs to no paper where there are several.
    """
    contents = contents_lines(layout.lines)
    lines = [line for line in layout.lines if line.start not in contents]
    kept: list[_Begin] = []
    for begin in _begins(lines):
        if kept:
            between = layout.text[lines[kept[-1].index].start : lines[begin.index].start]
            if _belong_together(kept[-1], begin, between):
                continue
        kept.append(begin)
    starts = [lines[begin.index].start for begin in kept]
    before = "\n".join(line.text for line in lines if starts and line.start < starts[0])
    if starts and not before:
        starts[0] = 0
    elif _is_paper(before):
        starts.insert(0, 0)
    if len(starts) < 2:
        return ((0, len(layout.text)),)
    return tuple(zip(starts, [*starts[1:], len(layout.text)], strict=True))
