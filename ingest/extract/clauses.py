"""The clauses of an undamaged text: each with its own words, its task's number and the evidence for its units."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.brackets import bracket_evidence
from ingest.extract.clause_records import EDGE, Clause, trimmed
from ingest.extract.expressions import merge
from ingest.extract.inherited import inherited_clauses
from ingest.extract.labelled import labelled_evidence, trailing_evidence
from ingest.extract.run_in import outline_marks
from ingest.extract.task_marks import Mark

_LONGEST = 4000


def find_clauses(
    text: str, skip: Sequence[tuple[int, int]] = (), default_sign: str = "", bare: bool = False
) -> tuple[Clause, ...]:
    """The clauses of ``text`` outside the spans ``skip``; ``bare``: brackets of nothing but units count too."""
    found = [item for item in bracket_evidence(text, default_sign) if bare or not item.bare]
    found.extend(labelled_evidence(text, found, default_sign))
    found.extend(trailing_evidence(text, found, default_sign))
    found = [item for item in found if not any(start <= item.start < end for start, end in skip)]
    outline = outline_marks(text)
    clauses: list[Clause] = []
    last_end = 0
    for item in sorted(found, key=lambda evidence: evidence.start):
        if item.start < last_end:
            continue
        start, number, headings = _beginning(text, outline, item.start, last_end)
        start, end = trimmed(text, start, item.start)
        if end - start < 2 and clauses and not text[last_end : item.start].strip(EDGE + "。"):
            previous = clauses[-1]
            joined = replace(
                previous.evidence, end=item.end, expression=merge(previous.evidence.expression, item.expression)
            )
            clauses[-1] = replace(previous, evidence=joined)
        elif end - start >= 2 and item.expression.names_units:
            clauses.append(Clause(start=start, end=end, evidence=item, task_number=number, headings=headings))
        last_end = item.end
    return inherited_clauses(text, outline, clauses, default_sign)


def _beginning(
    text: str, outline: Sequence[Mark], position: int, last_end: int
) -> tuple[int, int | None, tuple[str, ...]]:
    """Where the words before ``position`` begin, the number of their task, and the headings over them."""
    index = bisect_right([mark.start for mark in outline], position - 1)
    before = outline[:index]
    number = _task_number(before)
    headings = _headings(before)
    boundary = last_end
    opened = None
    for mark in reversed(before):
        if mark.start < last_end:
            break
        boundary = max(boundary, mark.end if mark.kind == "heading" else mark.text)
        opened = mark
        break
    if opened is not None and opened.kind == "heading" and not text[opened.end : position].strip(EDGE):
        return opened.text, number, headings[:-1]
    if opened is None or opened.kind == "heading":
        boundary = _last_paragraphs(text, boundary, position)
    return max(boundary, position - _LONGEST), number, headings


def _last_paragraphs(text: str, start: int, end: int) -> int:
    """The start of the last paragraph with words in text[start:end], for tasks without a number."""
    body = text[start:end].rstrip(EDGE)
    cut = body.rfind("\n")
    return start + cut + 1 if cut >= 0 else start


def _task_number(before: Sequence[Mark]) -> int | None:
    """The number of the innermost open arabic task; of （1） items where the section has no such tasks."""
    item: int | None = None
    for mark in reversed(before):
        if mark.kind == "task":
            return mark.number
        if mark.kind == "item" and item is None:
            item = mark.number
        if mark.kind == "heading":
            return item
    return item


def _headings(before: Sequence[Mark]) -> tuple[str, ...]:
    path: dict[int, str] = {}
    for mark in before:
        if mark.kind == "heading":
            path = {level: heading for level, heading in path.items() if level < mark.level}
            path[mark.level] = mark.heading
    return tuple(path[level] for level in sorted(path))
