"""What a layout's document states, and how an extraction compares with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.reading import read_reports
from ingest.records import Assignment, Mode


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One assignment as the document states it; ``begins`` are the first characters of the task's words."""

    begins: str
    lead: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    number: int | None = None
    mode: Mode = "lead"
    open_list: bool = False
    leader: str = ""
    due: str = ""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One document: its name in the table, its file name, how its bytes are made, and what it states."""

    name: str
    file: str
    build: Callable[[], bytes]
    expected: tuple[Expected, ...]


def task(begins: str, lead: str = "", participants: str = "", **rest: object) -> Expected:
    """An expectation with its units written as one list: 市教育局、市财政局."""
    return Expected(begins=begins, lead=_units(lead), participants=_units(participants), **rest)  # type: ignore[arg-type]


def _units(text: str) -> tuple[str, ...]:
    """The units between 、; a 、 inside a name (各县（市、区）) is written ·."""
    return tuple(unit.replace("·", "、") for unit in text.split("、")) if text else ()


def extracted(layout: Layout) -> tuple[Assignment, ...]:
    """The assignments that the whole pipeline reads from the document."""
    return tuple(
        assignment for reading in read_reports(layout.file, layout.build()) for assignment in reading.assignments
    )


def as_expected(assignment: Assignment, begins: int) -> Expected:
    """An assignment in the form of an expectation, its words cut to ``begins`` characters."""
    return Expected(
        begins=assignment.text[:begins],
        lead=assignment.lead,
        participants=assignment.participants,
        number=assignment.task_number,
        mode=assignment.mode,
        open_list=assignment.open_list,
        leader=assignment.leader,
        due=assignment.due,
    )


def right(layout: Layout, found: Sequence[Assignment]) -> int:
    """How many of ``found`` are wholly right: words, number, units in order, mode, openness, leader, date."""
    open_ones = list(layout.expected)
    count = 0
    for assignment in found:
        match = next((want for want in open_ones if as_expected(assignment, len(want.begins)) == want), None)
        if match is not None:
            open_ones.remove(match)
            count += 1
    return count


def differences(layout: Layout, found: Sequence[Assignment]) -> list[str]:
    """What is missing from ``found`` or wrong in it, for people to read."""
    lines = []
    for want in layout.expected:
        near = next((item for item in found if item.text.startswith(want.begins)), None)
        if near is None:
            lines.append(f"missing: {want}")
        elif as_expected(near, len(want.begins)) != want:
            lines.append(f"wanted {want}\n   got {as_expected(near, len(want.begins))}")
    wanted = tuple(want.begins for want in layout.expected)
    lines.extend(
        f"too much: {item.text[:40]} {item.lead} {item.participants}"
        for item in found
        if not item.text.startswith(wanted)
    )
    return lines
