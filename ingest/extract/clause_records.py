"""The clause of a notice, before it becomes an assignment of a report."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.extract.brackets import Evidence

EDGE = " \t\u3000\n|*#—－-：:，,；;"
_BULLETS = "●•■◆▲★☆◇○·"


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One clause: the span of its words, its evidence, its task's number, the headings over it."""

    start: int
    end: int
    evidence: Evidence
    task_number: int | None
    headings: tuple[str, ...]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space, dashes and opening brackets at its ends, and without a bullet before it."""
    while start < end and text[start] in EDGE + _BULLETS:
        start += 1
    while end > start and text[end - 1] in " \t\u3000\n|（(【*#—－-":
        end -= 1
    return start, end
