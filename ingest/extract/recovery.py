"""The lost task texts of a damaged notice, found between their neighbours' sentences in the work report.

A work report and the notice that divides it hold the same sentences in the same order. Between the sentences of two
surviving tasks stand those of the tasks lost between them, besides headings and exhortations that no task carries out.
A text is stated only where the lost tasks and the sentences (or the clauses) left between agree in number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ingest.extract.report_clauses import ReportClauses, folded
from ingest.records import Assignment, Report

_HEADING_SHARE = 0.8


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """The clauses of the work report that a task's words stand in, with their likeness, in order."""

    clauses: tuple[int, ...]
    likeness: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class _Kinds:
    """What this work report's sentences besides its tasks look like, learned from the surviving tasks."""

    headings_skipped: bool
    chapters_skipped: bool
    labels_skipped: bool


@dataclass(frozen=True, kw_only=True)
class _Group:
    """Clauses of one sentence that no surviving task holds."""

    clauses: tuple[int, ...]
    label: bool


def recovered_spans(
    notice: Report, assignments: Sequence[Assignment], anchors: Mapping[int, Anchor], report: ReportClauses
) -> dict[int, tuple[int, int]]:
    """Assignment -> the span of the work report in which its lost text stands, as far as it is pinned down."""
    by_number = {a.task_number: index for index, a in enumerate(assignments) if a.task_number is not None}
    missing = [a.task_number for a in assignments if a.status == "text_missing" and a.task_number is not None]
    if not missing:
        return {}
    kinds = _kinds(assignments, anchors, report)
    headings = {folded(heading) for a in assignments for heading in a.section_path}
    spans: dict[int, tuple[int, int]] = {}
    for first, last in _gaps(by_number, assignments, max(by_number)):
        before, after = by_number.get(first - 1), by_number.get(last + 1)
        if before is None or after is None or before not in anchors or after not in anchors:
            continue
        lost = list(range(first, last + 1))
        clauses = _between(anchors[before], anchors[after], report)
        if _heading_before(notice, assignments, by_number.get(last), after):
            clauses = _without_own_paragraph(clauses, anchors[before], anchors[after], report)
        groups = _groups(clauses, report, kinds, headings)
        shared = anchors[after] if not groups else None
        if not groups:
            groups = _inside(anchors[after], report)
        parts = _divide(groups, len(lost), report, kinds)
        for number, part in zip(lost, parts, strict=False):
            index = by_number.get(number)
            if index is not None and part:
                spans[index] = _span(part, report, shared)
    return spans


def _gaps(by_number: Mapping[int, int], assignments: Sequence[Assignment], highest: int) -> list[tuple[int, int]]:
    """Runs of task numbers whose text is lost: first and last number of each."""
    numbers = range(1, highest + 1)

    def lost(number: int) -> bool:
        index = by_number.get(number)
        return index is None or assignments[index].status == "text_missing"

    runs = []
    for is_lost, run in groupby(numbers, key=lost):
        members = list(run)
        if is_lost:
            runs.append((members[0], members[-1]))
    return runs


def _kinds(assignments: Sequence[Assignment], anchors: Mapping[int, Anchor], report: ReportClauses) -> _Kinds:
    """Learned from the sentences that lie between surviving tasks: which kinds does no task carry out?"""
    held = {report.clauses[clause].sentence for anchor in anchors.values() for clause in anchor.clauses}
    if not held:
        return _Kinds(headings_skipped=False, chapters_skipped=False, labels_skipped=False)
    inside = list(range(min(held), max(held) + 1))
    headings = [index for index in inside if report.sentences[index].heading]
    chapters = [index for index in inside if report.sentences[index].chapter]
    ordered = sorted(anchors)
    labels = 0
    for one, two in pairwise(ordered):
        left, right = assignments[one].task_number, assignments[two].task_number
        if left is None or right is None or right != left + 1:
            continue
        start = report.clauses[anchors[one].clauses[-1]].sentence + 1
        end = report.clauses[anchors[two].clauses[0]].sentence
        labels += sum(1 for index in range(start, end) if report.sentences[index].label)
    return _Kinds(
        headings_skipped=len(headings) >= 3 and _share_free(headings, held) >= _HEADING_SHARE,
        chapters_skipped=len(chapters) >= 3 and _share_free(chapters, held) >= _HEADING_SHARE,
        labels_skipped=labels >= 1,
    )


def _share_free(sentences: Sequence[int], held: set[int]) -> float:
    return sum(1 for index in sentences if index not in held) / len(sentences)


def _between(before: Anchor, after: Anchor, report: ReportClauses) -> list[int]:
    return list(range(before.clauses[-1] + 1, after.clauses[0]))


def _heading_before(notice: Report, assignments: Sequence[Assignment], last: int | None, after: int) -> bool:
    """Whether the notice prints a section heading between the last lost task's bracket and the next task."""
    following = assignments[after]
    if last is None or following.text_start is None:
        return False
    between = notice.text[assignments[last].end : following.text_start]
    return 0 < len(between) <= 200 and re.search(r"[一二三四五六七八九十]", between) is not None


def _without_own_paragraph(clauses: list[int], before: Anchor, after: Anchor, report: ReportClauses) -> list[int]:
    """The clauses without those in the paragraph of the task that follows: they introduce its section."""
    own = report.clauses[after.clauses[0]].paragraph
    if own == report.clauses[before.clauses[-1]].paragraph:
        return clauses
    return [clause for clause in clauses if report.clauses[clause].paragraph != own]


def _groups(clauses: Sequence[int], report: ReportClauses, kinds: _Kinds, headings: set[str]) -> list[_Group]:
    """The clauses by sentence, without headings, numbered sections' openings and exhortations."""
    groups = []
    for index, run in groupby(clauses, key=lambda clause: report.clauses[clause].sentence):
        members = tuple(run)
        sentence = report.sentences[index]
        words = "".join(report.clauses[clause].words for clause in members)
        if sentence.exhortation or words in headings or any(words and words in heading for heading in headings):
            continue
        if (sentence.heading and kinds.headings_skipped) or (sentence.chapter and kinds.chapters_skipped):
            continue
        groups.append(_Group(clauses=members, label=sentence.label))
    return groups


def _inside(anchor: Anchor, report: ReportClauses) -> list[_Group]:
    """The clauses that the next task leaves free inside its own sentence: two tasks may share one sentence."""
    first, last = anchor.clauses[0], anchor.clauses[-1]
    if report.clauses[first].sentence != report.clauses[last].sentence:
        return []
    free = [clause for clause in range(first + 1, last) if clause not in anchor.clauses]
    return [_Group(clauses=tuple(free), label=False)] if free and free[-1] - free[0] == len(free) - 1 else []


def _divide(groups: Sequence[_Group], lost: int, report: ReportClauses, kinds: _Kinds) -> list[tuple[int, ...]]:
    """The clauses of each lost task in order; empty where their number does not pin them down."""
    if len(groups) == lost:
        return [group.clauses for group in groups]
    content = [group for group in groups if not (group.label and kinds.labels_skipped)]
    if len(content) == lost:
        return [_with_label_before(group, groups) if lost == 1 else group.clauses for group in content]
    if len(content) == 1 and len(content[0].clauses) == lost and _is_sentence(content[0].clauses, report):
        return [(clause,) for clause in content[0].clauses]
    return []


def _is_sentence(clauses: tuple[int, ...], report: ReportClauses) -> bool:
    """Whether the clauses make up their sentence."""
    sentence = report.clauses[clauses[0]].sentence
    return sum(1 for clause in report.clauses if clause.sentence == sentence) == len(clauses)


def _with_label_before(group: _Group, groups: Sequence[_Group]) -> tuple[int, ...]:
    """A short sentence right before the only lost one is its opening (大力整治…。 对部署的工作…)."""
    place = list(groups).index(group)
    if place and groups[place - 1].label and groups[place - 1].clauses[-1] + 1 == group.clauses[0]:
        return groups[place - 1].clauses + group.clauses
    return group.clauses


def _span(part: tuple[int, ...], report: ReportClauses, shared: Anchor | None) -> tuple[int, int]:
    """The span of the clauses; to their sentence's end where they reach it. Of a sentence shared with the next task
    from the clause that both share."""
    first, last = report.clauses[part[0]], report.clauses[part[-1]]
    start, end = first.start, last.end
    if shared is not None:
        opening = shared.clauses.index(part[0] - 1) if part[0] - 1 in shared.clauses else None
        if opening is not None and shared.likeness[opening] < 0.95:
            start = report.clauses[part[0] - 1].start
    sentence = report.sentences[last.sentence]
    later = part[-1] + 1
    if later >= len(report.clauses) or report.clauses[later].sentence != last.sentence:
        end = sentence.end
    return start, end
