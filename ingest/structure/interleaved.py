"""The sections of a paper whose paragraphs are out of order, as where two copies of it were copied into one another.

There the numbered tasks tell where a paragraph belongs: a heading that stands directly before task 18 governs 18 and what
follows in number, wherever it stands in the file. A section is then listed once for each piece of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.records import Section
from ingest.structure.headings import FIRST, SECOND, THIRD, Heading, heading_of, mark
from ingest.structure.layout import Line

LEAST_TASKS, LEAST_FALLS = 20, 5


@dataclass(frozen=True, kw_only=True)
class _Head:
    """The headings printed before one task: first level (None where none is printed) and second."""

    task: int
    top: Heading | None
    own: Heading | None


def _task(line: Line) -> int:
    found = mark(line.text)
    return found[1] if found and found[0] == THIRD else 0


def is_interleaved(lines: Sequence[Line]) -> bool:
    """Whether the task numbers jump back and forth as only a disordered copy's do; a count that begins anew is none."""
    numbers = [number for line in lines if (number := _task(line))]
    falls = sum(1 for before, after in pairwise(numbers) if 1 < after < before)
    return len(numbers) >= LEAST_TASKS and falls >= max(LEAST_FALLS, len(numbers) // 10)


def _heads(lines: Sequence[Line]) -> list[_Head]:
    heads: dict[int, _Head] = {}
    top: Heading | None = None
    own: Heading | None = None
    for line in lines:
        task = _task(line)
        heading = None if task else heading_of(line.text)
        if heading and heading.style == FIRST:
            top, own = heading, None
        elif heading and heading.style == SECOND:
            own = heading
        else:
            if task and (top or own):
                known = heads.get(task)
                heads[task] = _Head(task=task, top=top or (known.top if known else None), own=own)
            top = own = None
    return [heads[task] for task in sorted(heads)]


def _number(heading: Heading | None) -> int:
    return heading.number if heading else 0


def _tops(heads: Sequence[_Head]) -> list[Heading | None]:
    """The first-level heading over each head, None where it may be lost.

    Every first-level heading that is lost between two printed ones shows as a fall of the second level's count (三 … 二);
    where there are fewer falls than lost headings, only the head that prints its own is sure.
    """
    printed = [index for index, head in enumerate(heads) if head.top] + [len(heads)]
    tops: list[Heading | None] = [None] * printed[0]
    for start, end in pairwise(printed):
        top = heads[start].top
        lost = _number(heads[end].top) - _number(top) - 1 if end < len(heads) else 0
        falls = [at for at in range(start + 1, end) if _number(heads[at].own) <= _number(heads[at - 1].own)]
        kept = start + 1 if len(falls) < lost else falls[0] if falls else end
        tops.extend(top if at < kept else None for at in range(start, end))
    return tops


def _paths(heads: Sequence[_Head], present: frozenset[int]) -> dict[int, tuple[Heading, ...]]:
    """Task -> headings over it, as far as they are sure.

    Behind a lost task number a heading may be lost as well: a path holds on there only where the next surviving heading
    carries its count on, and its first level only where the next shows that none is missing between.
    """
    paths: dict[int, tuple[Heading, ...]] = {}
    tops = _tops(heads)
    for index, head in enumerate(heads):
        following = heads[index + 1] if index + 1 < len(heads) else None
        top = tops[index]
        path = rest = tuple(heading for heading in (top, head.own) if heading)
        if following is None:
            rest = ()
        elif following.top or tops[index + 1] != top or _number(following.own) != _number(head.own) + 1:
            next_top = _number(following.top) == _number(top) + 1 if following.top else tops[index + 1] == top
            rest = (top,) if top and next_top else ()
        whole = True
        for task in range(head.task, following.task if following else max(present, default=0) + 1):
            whole = whole and task in present
            paths[task] = path if whole else rest
    return paths


_BRACKET = re.compile(r"[（(](?:牵头|责任|配合)(?:[^（）()]|[（(][^（）()]*[）)])*[）)]$")


def _pieces(lines: Sequence[Line]) -> list[tuple[int, int, bool]]:
    """Start, task number (0: none) and whether it is a heading, of each line; a closing bracket of units is a piece of its
    own, as a bracket in front of task K belongs to task K - 1."""
    tasks = [_task(line) for line in lines]
    pieces: list[tuple[int, int, bool]] = []
    for index, line in enumerate(lines):
        heading = None if tasks[index] else heading_of(line.text)
        if heading and heading.style in (FIRST, SECOND):
            pieces.append((line.start, 0, True))
            continue
        following = next((task for task in tasks[index + 1 :] if task), 0)
        bracket = _BRACKET.search(line.text)
        if bracket is None or bracket.start():
            pieces.append((line.start, tasks[index], False))
        if bracket:
            pieces.append((line.start + bracket.start(), max(following - 1, 0), False))
    return pieces


def interleaved_sections(lines: Sequence[Line], end: int, report_id: str) -> tuple[Section, ...]:
    """The sections of a disordered paper in reading order, one for each piece that hangs together."""
    paths = _paths(_heads(lines), frozenset(_task(line) for line in lines) - {0})
    stretches: list[tuple[int, tuple[Heading, ...]]] = []
    heading_start: int | None = None
    for start, task, is_heading in _pieces(lines):
        if is_heading:
            heading_start = start if heading_start is None else heading_start
            continue
        path = paths.get(task, ())
        if not stretches or stretches[-1][1] != path or heading_start is not None:
            stretches.append((start if heading_start is None else heading_start, path))
        heading_start = None
    sections: list[Section] = []
    for (start, path), (stop, _) in pairwise([*stretches, (end, ())]):
        parent = ""
        for level, heading in enumerate(path, start=1):
            identity = f"{report_id}-s{len(sections) + 1}"
            sections.append(
                Section(
                    id=identity,
                    parent=parent,
                    level=level,
                    number=heading.printed,
                    heading=heading.words,
                    start=start,
                    end=stop,
                )
            )
            parent = identity
    return tuple(sections)
