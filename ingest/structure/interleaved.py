"""The sections of a paper whose paragraphs are out of order, as where two copies of it were copied into one another.

There the numbered tasks tell where a paragraph belongs: a heading that stands directly before task 18 governs 18 and what
follows in number, wherever it stands in the file. A section is then listed once for each piece of it.
"""

from __future__ import annotations

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


def _paths(heads: Sequence[_Head], present: frozenset[int]) -> dict[int, tuple[Heading, ...]]:
    """Task -> headings over it, as far as they are sure: behind a lost task number a heading may be lost as well, so a
    path holds on there only where the next surviving heading carries its count on."""
    paths: dict[int, tuple[Heading, ...]] = {}
    top: Heading | None = None
    before = 0
    for index, head in enumerate(heads):
        following = heads[index + 1] if index + 1 < len(heads) else None
        if head.top:
            top = head.top
        elif _number(head.own) != before + 1:
            top = None
        before = _number(head.own)
        last = following.task if following else max(present, default=0) + 1
        goes_on = following is not None and (
            _number(following.own) == before + 1
            if following.top is None
            else top is not None and following.top.number == top.number + 1
        )
        whole = True
        for task in range(head.task, last):
            whole = whole and (task in present or goes_on)
            if whole:
                paths[task] = tuple(heading for heading in (top, head.own) if heading)
    return paths


def interleaved_sections(lines: Sequence[Line], end: int, report_id: str) -> tuple[Section, ...]:
    """The sections of a disordered paper in reading order, one for each piece that hangs together."""
    paths = _paths(_heads(lines), frozenset(_task(line) for line in lines) - {0})
    pieces: list[tuple[int, tuple[Heading, ...]]] = []
    pending: int | None = None
    for index, line in enumerate(lines):
        task = _task(line)
        heading = None if task else heading_of(line.text)
        if heading and heading.style in (FIRST, SECOND):
            pending = line.start if pending is None else pending
            continue
        if not task and line.text[0] in "（(" and index + 1 < len(lines):
            task = _task(lines[index + 1]) - 1  # a bracket in front of task K belongs to task K - 1
        path = paths.get(task, ())
        start = line.start if pending is None else pending
        pending = None
        if not pieces or pieces[-1][1] != path:
            pieces.append((start, path))
    sections: list[Section] = []
    for (start, path), (stop, _) in pairwise([*pieces, (end, ())]):
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
