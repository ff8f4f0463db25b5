"""The section tree of a paper after its numbering, false headings rejected by sequence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.records import Section
from ingest.structure.headings import ANNUAL, CIRCLED, FIRST, FOURTH, LIST, SECOND, THIRD, Heading, heading_of
from ingest.structure.interleaved import interleaved_sections, is_interleaved
from ingest.structure.layout import Line
from ingest.tokens import HAN

_ADDRESS = re.compile(r"^各位(?:代表|委员|同志)[！!：:，,]")
_TASK = re.compile(r"牵头|责任单位|责任部门|按职责分工|分别负责|配合单位|完成时限")


@dataclass(kw_only=True)
class _Open:
    """A section that is being read: its place in the tree and what is known of its paragraphs so far."""

    heading: Heading
    rank: float
    start: int
    line: int
    end: int = -1
    parent: int = -1
    level: int = 1


@dataclass(kw_only=True)
class _Reader:
    """The state of the walk over the lines."""

    sections: list[_Open] = field(default_factory=list)
    stack: list[int] = field(default_factory=list)
    last: dict[int, int] = field(default_factory=dict)


def _follows(heading: Heading, last: dict[int, int]) -> bool:
    """Whether the number continues its style's sequence: 1, the next one, or (on a line of its own) after a small gap."""
    previous = last.get(heading.style, 0)
    if heading.number in (1, previous + 1):
        return True
    return heading.own_line and previous - 1 < heading.number <= previous + 3


_CONTINUES = re.compile(rf"[{HAN}“”、]{{2,20}}")


def _joined(heading: Heading, following: Sequence[Line]) -> Heading:
    """The heading with the short line below it that carries it on, where it was broken over two lines."""
    if heading.style != FIRST or not heading.own_line or len(following) < 2:
        return heading
    words = following[0].text
    if not _CONTINUES.fullmatch(words) or heading_of(words) or len(following[1].text) < 40:
        return heading
    return replace(heading, words=heading.words + words)


def _candidates(lines: Sequence[Line], skip: frozenset[int]) -> dict[int, Heading]:
    found = {}
    for index, line in enumerate(lines):
        if line.kind == "row" or line.start in skip:
            continue
        heading = heading_of(line.text, format_level=line.level if line.kind == "heading" else 0)
        if heading:
            found[index] = _joined(heading, lines[index + 1 : index + 3])
    return found


def _small_runs(lines: Sequence[Line], found: dict[int, Heading]) -> set[int]:
    """Lines numbered 1. (1) ① that are headings: short lines of their own that carry no units and have text below.

    One decides for its whole run: items between two headings of a higher rank.
    """
    accepted: set[int] = set()
    run: list[int] = []
    for index in [*sorted(found), len(lines)]:
        heading = found.get(index)
        style = found[run[0]].style if run else 0
        if heading and run and heading.style == style and heading.number == found[run[-1]].number + 1:
            run.append(index)
            continue
        if heading and run and heading.style > style:
            continue
        if run:
            following = [*run[1:], index]
            bodies = [later - here > 1 for here, later in zip(run, following, strict=True)]
            plain = all(
                found[i].own_line and len(found[i].words) <= 40 and not _TASK.search(lines[i].text) for i in run
            )
            if plain and len(run) > 1 and sum(bodies) * 3 >= len(run) * 2:
                accepted.update(run)
        run = [index] if heading and heading.style in (THIRD, FOURTH, CIRCLED) else []
    return accepted


def _rank(heading: Heading, format_ranks: dict[int, float]) -> float:
    return heading.rank if heading.style else format_ranks.get(heading.format_level, heading.rank)


def _inside_first(found: dict[int, Heading], index: int) -> bool:
    """Whether a heading like 2024年主要目标 stands inside a 一、 section: the count of those goes on behind it."""
    following = next((found[later] for later in sorted(found) if later > index and found[later].style == FIRST), None)
    before = next(
        (found[early] for early in sorted(found, reverse=True) if early < index and found[early].style == FIRST), None
    )
    return following is not None and before is not None and following.number == before.number + 1


def _format_ranks(found: dict[int, Heading]) -> dict[int, float]:
    """For each heading level of the format, the rank of the numbering that it goes with in this paper."""
    ranks: dict[int, float] = {}
    for heading in found.values():
        if heading.style and heading.format_level:
            ranks[heading.format_level] = min(ranks.get(heading.format_level, 99.0), float(heading.style))
    return ranks


def _close(reader: _Reader, rank: float, position: int) -> None:
    while reader.stack and reader.sections[reader.stack[-1]].rank >= rank:
        reader.sections[reader.stack.pop()].end = position


def _open(reader: _Reader, heading: Heading, rank: float, line: int, start: int) -> None:
    _close(reader, rank, start)
    parent = reader.stack[-1] if reader.stack else -1
    level = reader.sections[parent].level + 1 if parent >= 0 else 1
    reader.stack.append(len(reader.sections))
    reader.sections.append(_Open(heading=heading, rank=rank, start=start, line=line, parent=parent, level=level))


def _walk(lines: Sequence[Line], found: dict[int, Heading], end: int) -> list[_Open]:
    reader = _Reader()
    small = _small_runs(lines, found)
    ranks = _format_ranks(found)
    for index, line in enumerate(lines):
        heading = found.get(index)
        if heading is None:
            if _ADDRESS.match(line.text):
                _close(reader, FIRST + 1, line.start)
            continue
        if heading.style in (THIRD, FOURTH, CIRCLED) and index not in small:
            continue
        if heading.style == LIST and not reader.stack and heading.number != 1:
            continue
        if heading.style and not _follows(heading, reader.last):
            continue
        if heading.style:
            reader.last[heading.style] = heading.number
            for style in [style for style in reader.last if style > max(heading.style, SECOND)]:
                del reader.last[style]
        rank = _rank(heading, ranks)
        if rank == ANNUAL and _inside_first(found, index):
            rank = FIRST + 0.5
        _open(reader, heading, rank, index, line.start)
    _close(reader, 0, end)
    return reader.sections


def _lift(sections: list[_Open], index: int, line: int) -> None:
    """Hang what begins behind ``line`` under the section at ``index`` one level higher, under that section's parent."""
    lifted: set[int] = set()
    for below in range(index + 1, len(sections)):
        section = sections[below]
        if section.parent in lifted or (section.parent == index and section.line > line):
            lifted.add(below)
            section.level -= 1
            if section.parent == index:
                section.parent = sections[index].parent


def _end_with_paragraph(sections: list[_Open], lines: Sequence[Line]) -> None:
    """Let the last of a run of one-paragraph sections end with its paragraph, as its siblings do.

    What follows it (the summing up, the thanks, another list) belongs to the section above.
    """
    runs: dict[tuple[int, float], list[int]] = {}
    for index, section in enumerate(sections):
        runs.setdefault((section.parent, section.rank), []).append(index)
    for run in runs.values():
        if len(run) < 2 or any(sections[index].heading.own_line for index in run):
            continue
        if all(sections[later].line - sections[here].line == 1 for here, later in pairwise(run)):
            last = sections[run[-1]]
            children = [section.line for section in sections if section.parent == run[-1]]
            if not children or min(children) > last.line + 1:
                _lift(sections, run[-1], last.line + 1)
                last.end = min(last.end, lines[last.line].end)


def outline(lines: Sequence[Line], end: int, report_id: str, skip: frozenset[int] = frozenset()) -> tuple[Section, ...]:
    """The sections of a paper whose text ends at ``end``, in reading order; ``skip`` are starts of lines that are none.

    The lines must have been taken apart where several paragraphs share one (`run_together.separate`).
    """
    if is_interleaved(lines):
        return interleaved_sections(lines, end, report_id)
    sections = _walk(lines, _candidates(lines, skip), end)
    _end_with_paragraph(sections, lines)
    ids = [f"{report_id}-s{index + 1}" for index in range(len(sections))]
    return tuple(
        Section(
            id=ids[index],
            parent=ids[section.parent] if section.parent >= 0 else "",
            level=section.level,
            number=section.heading.printed,
            heading=section.heading.words,
            start=section.start,
            end=section.end,
        )
        for index, section in enumerate(sections)
    )
