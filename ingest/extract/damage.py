"""A notice whose source is scrambled: two interleaved, partly overwritten copies, read by its numbering.

What holds in such a text: the words directly after "K." are task K's, and the bracket directly before "K." (with at most
section headings between) is task K-1's. All else may be another copy's, so a bracket right behind a task is no evidence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.extract.brackets import Evidence
from ingest.extract.damage_brackets import intact, lacks_a_part, usual_roles
from ingest.extract.damage_clauses import clause_tasks, has_clauses
from ingest.extract.damage_numbers import Number
from ingest.extract.damage_outline import sure_paths
from ingest.extract.damage_records import DamagedNotice, DamagedTask, Span, trimmed_span
from ingest.extract.expressions import Expression

_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’」』]?")
_SIGNED = re.compile(
    r"[\u4e00-\u9fff]{2,20}(?:人民政府|办公厅|办公室|委员会)\s*20\d\d年\d{1,2}月\d{1,2}日|[（(]此件公开发布[）)]"
)
_LABEL = re.compile(r"[（(]?(?:牵头|责任|配合|主办|协办)(?:单位|部门)[：:]")


def read_damaged(text: str, brackets: Sequence[Evidence], found: Sequence[Number]) -> DamagedNotice:
    """The tasks of a scrambled text, each with what survived of it."""
    bindings = _bind_brackets(text, brackets, found)
    texts = _bind_texts(text, brackets, found)
    highest = max((number.value for number in found), default=0)
    highest = max([highest, *bindings])
    paths = sure_paths({number.value: number.headings for number in reversed(found)}, highest)
    several = has_clauses(text, brackets, found)
    tasks: list[DamagedTask] = []
    lost: list[int] = []
    conflicts: list[int] = []
    for value in range(1, highest + 1):
        words, candidates = texts.get(value), bindings.get(value, [])
        evidence, conflict = _agreed(candidates)
        partial = False
        if several and (words is not None or evidence is not None):
            tasks.extend(clause_tasks(text, value, brackets, found, evidence, paths.get(value, ())))
            continue
        if words is None and evidence is not None:
            words = _tail_before(text, evidence, brackets, found, texts)
            partial = words is not None
        if conflict:
            conflicts.append(value)
        if words is None and evidence is None:
            lost.append(value)
            continue
        tasks.append(
            DamagedTask(
                number=value,
                text=words,
                evidence=evidence,
                path=paths.get(value, ()),
                partial=partial,
                conflict=conflict,
            )
        )
    return DamagedNotice(
        tasks=tuple(tasks),
        wholly_lost=tuple(lost),
        conflicts=tuple(conflicts),
        borders=_borders(text, brackets, found, texts, [task.text for task in tasks if task.partial and task.text]),
    )


def _bind_brackets(text: str, brackets: Sequence[Evidence], found: Sequence[Number]) -> dict[int, list[Evidence]]:
    """Task -> the brackets that stand directly before the next task's number; the document's last bracket by its place."""
    bound: dict[int, list[Evidence]] = defaultdict(list)
    usual = usual_roles(text[bracket.start : bracket.end] for bracket in brackets)
    for index, bracket in enumerate(brackets):
        following = next((number for number in found if number.start >= bracket.end), None)
        words = text[bracket.start : bracket.end]
        if not intact(words, bracket.expression) or lacks_a_part(words, bracket.expression, usual):
            continue
        if following is not None:
            if not text[bracket.end : following.headings_start].strip() and following.value > 1:
                bound[following.value - 1].append(bracket)
        elif index == len(brackets) - 1 and not text[bracket.end :].strip()[:1].isdigit():
            last = _own_number(text, bracket, brackets, found)
            if last is not None and last.value == max(number.value for number in found):
                bound[last.value].append(bracket)
    return bound


def _own_number(text: str, bracket: Evidence, brackets: Sequence[Evidence], found: Sequence[Number]) -> Number | None:
    """The number whose words reach ``bracket`` without another bracket between."""
    before = [number for number in found if number.end <= bracket.start]
    if not before or any(before[-1].end <= other.start < bracket.start for other in brackets):
        return None
    return before[-1]


def _bind_texts(text: str, brackets: Sequence[Evidence], found: Sequence[Number]) -> dict[int, Span]:
    """Task -> the span of its words: of two copies what they share, of one all up to the next bracket or number."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for index, number in enumerate(found):
        stops = [bracket.start for bracket in brackets if bracket.start >= number.end]
        stop = min([*stops[:1], len(text)])
        if index + 1 < len(found):
            stop = min(stop, found[index + 1].headings_start)
        spans[number.value].append(trimmed_span(text, number.end, stop))
    shared = {
        value: _shared(text, copies) if len(copies) > 1 else _own(text, copies[0]) for value, copies in spans.items()
    }
    return {value: span for value, span in shared.items() if span.end > span.start}


def _shared(text: str, copies: Sequence[Span]) -> Span:
    """The shortest copy cut to whole sentences that all copies share: what follows in one of them is foreign."""
    first = min(copies, key=lambda span: span.end - span.start)
    length = first.end - first.start
    for other in copies:
        pieces = zip(text[first.start : first.end], text[other.start : other.end], strict=False)
        same = next(
            (place for place, (left, right) in enumerate(pieces) if left != right), min(length, other.end - other.start)
        )
        length = min(length, same)
    if length < first.end - first.start:
        whole = [match.end() for match in _SENTENCE.finditer(text[first.start : first.start + length])]
        length = whole[-1] if whole else 0
    return trimmed_span(text, first.start, first.start + length)


def _own(text: str, span: Span) -> Span:
    """The words of a task that is printed once, up to what shows itself as foreign: the notice's signature, a label torn
    from its bracket, or (behind the first sentence) a sentence that stands elsewhere in the text too."""
    words = text[span.start : span.end]
    ends = [match.start() for pattern in (_SIGNED, _LABEL) if (match := pattern.search(words))]
    for number, match in enumerate(_SENTENCE.finditer(words)):
        if number and len(match.group().strip()) >= 8 and text.count(match.group().strip()) > 1:
            ends.append(match.start())
    return trimmed_span(text, span.start, span.start + min([*ends, len(words)]))


def _agreed(candidates: Sequence[Evidence]) -> tuple[Evidence | None, bool]:
    """The bracket that all copies agree on; (None, True) where they do not."""
    kinds: dict[Expression, Evidence] = {}
    for candidate in candidates:
        kinds.setdefault(candidate.expression, candidate)
    if len(kinds) == 1:
        return next(iter(kinds.values())), False
    return None, bool(kinds)


def _tail_before(
    text: str, evidence: Evidence, brackets: Sequence[Evidence], found: Sequence[Number], texts: dict[int, Span]
) -> Span | None:
    """What is left of a task whose beginning is overwritten: the words between another task's end and its own bracket.

    They must follow a task whose own words are known from another copy, and stand nowhere else in the text.
    """
    before = [number for number in found if number.end <= evidence.start]
    if not before or any(before[-1].end <= other.start < evidence.start for other in brackets):
        return None
    owner = texts.get(before[-1].value)
    if owner is None:
        return None
    start = _own_end(text, before[-1], owner)
    span = trimmed_span(text, start, evidence.start)
    words = text[span.start : span.end]
    if len(words) < 6 or text.count(words[:20]) > 1:
        return None
    return span


def _own_end(text: str, number: Number, own: Span) -> int:
    """Where the task's own words end behind this printing of its number."""
    length = sum(1 for sign in text[own.start : own.end] if not sign.isspace())
    position = number.end
    while position < len(text) and length:
        length -= not text[position].isspace()
        position += 1
    return position


def _borders(
    text: str, brackets: Sequence[Evidence], found: Sequence[Number], texts: dict[int, Span], tails: Sequence[Span]
) -> tuple[int, ...]:
    """Cuts behind every bracket and before every number, before a bracket that is not the task's right before it, and
    where a known task's words end and foreign ones begin."""
    cuts = {number.headings_start for number in found} | {bracket.end for bracket in brackets}
    for bracket in brackets:
        owner = next((number for number in reversed(found) if number.end <= bracket.start), None)
        following = next((number for number in found if number.start >= bracket.end), None)
        if owner is None or following is None or following.value != owner.value + 1:
            cuts.add(bracket.start)
    own = {_own_end(text, number, texts[number.value]) for number in found if number.value in texts}
    cuts |= own - {bracket.start for bracket in brackets} | {tail.start for tail in tails}
    return tuple(sorted(cut for cut in cuts if 0 < cut < len(text)))
