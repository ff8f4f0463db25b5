"""Headings and numbers of a notice whose lines were lost: …政府)(二)加快壮大新兴产业22.大力发展…."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.damage_numbers import numbers
from ingest.extract.task_marks import Mark, chinese_number, marks


def outline_marks(text: str) -> tuple[Mark, ...]:
    """All marks of ``text`` in order: those at the start of lines, and headings with numbers run together in one line."""
    found = list(marks(text))
    taken = {mark.start for mark in found}
    for number in numbers(text):
        if not number.headings or number.start in taken:
            continue
        position = number.headings_start
        for level, heading in number.headings:
            start = text.find(heading, position)
            position = start + len(heading)
            if start not in taken:
                found.append(_heading(start, position, level, heading))
        found.append(
            Mark(
                kind="task",
                start=number.start,
                text=number.end,
                end=number.end,
                number=number.value,
                level=3,
                heading="",
            )
        )
    return tuple(sorted(_without_swallowed(found), key=lambda mark: mark.start))


def _heading(start: int, end: int, level: int, heading: str) -> Mark:
    return Mark(
        kind="heading",
        start=start,
        text=start,
        end=end,
        number=chinese_number(heading.strip("（(）)、")[:3]),
        level=level,
        heading=heading,
    )


def _without_swallowed(found: Sequence[Mark]) -> list[Mark]:
    """The marks without those of whole lines that in truth hold a run of headings and tasks."""
    tasks = [mark.start for mark in found if mark.kind == "task"]
    return [
        mark
        for mark in found
        if mark.level > 2 or mark.kind != "heading" or not any(mark.text < start < mark.end for start in tasks)
    ]
