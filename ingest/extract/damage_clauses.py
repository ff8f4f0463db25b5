"""A scrambled notice whose tasks hold several clauses, each with its own bracket.

There the bracket before "K+1." is only the last clause's, so the words behind "K." need not be its own. What two copies
print alike, words and the bracket right behind them, is sure; what stands once only is kept apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.extract.brackets import Evidence
from ingest.extract.damage_brackets import intact
from ingest.extract.damage_numbers import Number
from ingest.extract.damage_records import DamagedTask, Span, trimmed_span

_MANY = 0.1


def has_clauses(text: str, brackets: Sequence[Evidence], found: Sequence[Number]) -> bool:
    """Whether the notice gives brackets to single clauses: many stand before more words of the same task."""
    inner = 0
    for bracket in brackets:
        following = next((number for number in found if number.start >= bracket.end), None)
        rest = text[bracket.end : following.headings_start if following else bracket.end]
        inner += bool(rest.strip())
    return inner > _MANY * len(brackets)


def clause_tasks(
    text: str,
    number: int,
    brackets: Sequence[Evidence],
    found: Sequence[Number],
    last: Evidence | None,
    path: tuple[str, ...],
) -> list[DamagedTask]:
    """What is sure of task ``number``: clauses printed twice alike; else its words and its last bracket apart."""
    pairs = [
        pair
        for place, mark in enumerate(found)
        if mark.value == number
        for pair in _pairs(text, place, brackets, found)
    ]
    counts = Counter(_key(text, span, bracket) for span, bracket in pairs)
    tasks: list[DamagedTask] = []
    taken: set[str] = set()
    for span, bracket in pairs:
        key = _key(text, span, bracket)
        if counts[key] > 1 and key not in taken and bracket is not None:
            taken.add(key)
            tasks.append(DamagedTask(number=number, text=span, evidence=bracket, path=path))
    first = next((span for span, _ in pairs), None)
    if first is not None and not any(task.text and _words(text, task.text) == _words(text, first) for task in tasks):
        tasks.insert(0, DamagedTask(number=number, text=first, evidence=None, path=path))
    if last is not None and not any(task.evidence and task.evidence.expression == last.expression for task in tasks):
        tasks.append(DamagedTask(number=number, text=None, evidence=last, path=path))
    return tasks


def _pairs(
    text: str, place: int, brackets: Sequence[Evidence], found: Sequence[Number]
) -> list[tuple[Span, Evidence | None]]:
    """The stretches of words behind one printing of a number, each with the bracket right behind it."""
    end = found[place + 1].headings_start if place + 1 < len(found) else len(text)
    position = found[place].end
    pairs: list[tuple[Span, Evidence | None]] = []
    for bracket in brackets:
        if position <= bracket.start < end:
            whole = intact(text[bracket.start : bracket.end], bracket.expression)
            pairs.append((trimmed_span(text, position, bracket.start), bracket if whole else None))
            position = bracket.end
    if not pairs:
        pairs.append((trimmed_span(text, position, end), None))
    return [pair for pair in pairs if pair[0].end > pair[0].start]


def _words(text: str, span: Span) -> str:
    return re.sub(r"\s", "", text[span.start : span.end])


def _key(text: str, span: Span, bracket: Evidence | None) -> str:
    units = re.sub(r"\s", "", text[bracket.start : bracket.end]) if bracket else ""
    return f"{_words(text, span)}|{units}"
