"""A notice beside the work report that it divides: which sentence each task carries out, and which text a damaged
source has lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.extract.anchoring import Pair, heaviest_chain, like_pairs
from ingest.extract.recovery import Anchor, recovered_spans
from ingest.extract.report_clauses import ReportClauses, bigrams, clause_spans, folded, read_clauses
from ingest.records import Assignment, Recovery, Report

_LEAST_ANCHORED = 0.25
_LEAST_HELD = 0.7
_LONGEST_SENTENCE = 700


@dataclass(frozen=True, kw_only=True)
class _Words:
    """The clauses of all assignments in a row: folded words and the assignment that each belongs to."""

    words: tuple[str, ...]
    owners: tuple[int, ...]


def align(notice: Report, assignments: Sequence[Assignment], work_report: Report) -> tuple[Assignment, ...]:
    """The same assignments with ``carries_out`` (the work report's sentence) and ``recovered`` (a lost text) filled.

    A lost text is only stated where the surviving neighbours pin it down. Where the two papers hardly share their
    wording, nothing is filled.
    """
    report = read_clauses(work_report.text)
    own = _own_words(assignments)
    pairs = like_pairs(own.words, [clause.words for clause in report.clauses])
    chain = heaviest_chain(pairs, [float(len(words)) for words in own.words])
    with_text = sum(1 for assignment in assignments if assignment.text)
    anchors = _anchors(chain, own, report)
    if not with_text or len(anchors) < _LEAST_ANCHORED * with_text:
        return tuple(assignments)
    lost = recovered_spans(notice, assignments, anchors, report)
    result = []
    for index, assignment in enumerate(assignments):
        if index in lost:
            recovery = _recovery(work_report, *lost[index])
            result.append(replace(assignment, recovered=recovery, carries_out=recovery))
        elif index in anchors:
            span = _whole_sentences(report, anchors[index])
            result.append(replace(assignment, carries_out=_recovery(work_report, *span)))
        elif assignment.text and (held := _holding_sentence(assignment, report, work_report)):
            result.append(replace(assignment, carries_out=_recovery(work_report, *held)))
        else:
            result.append(assignment)
    return tuple(result)


def _own_words(assignments: Sequence[Assignment]) -> _Words:
    words: list[str] = []
    owners: list[int] = []
    for index, assignment in enumerate(assignments):
        for start, end in clause_spans(assignment.text, 0, len(assignment.text)):
            clause = folded(assignment.text[start:end])
            if len(clause) >= 3:
                words.append(clause)
                owners.append(index)
    return _Words(words=tuple(words), owners=tuple(owners))


def _anchors(chain: Sequence[Pair], own: _Words, report: ReportClauses) -> dict[int, Anchor]:
    """Assignment -> the clauses of the report that it has in the chain."""
    found: dict[int, list[Pair]] = {}
    for pair in chain:
        found.setdefault(own.owners[pair.left], []).append(pair)
    anchors = {}
    for index, pairs in found.items():
        lengths = {place: len(own.words[place]) for place in range(len(own.words)) if own.owners[place] == index}
        matched = sum(lengths[pair.left] * pair.likeness for pair in pairs)
        if matched >= 0.4 * sum(lengths.values()):
            anchors[index] = Anchor(
                clauses=tuple(sorted({pair.right for pair in pairs})),
                likeness=tuple(pair.likeness for pair in sorted(pairs, key=lambda pair: pair.right)),
            )
    return anchors


def _whole_sentences(report: ReportClauses, anchor: Anchor) -> tuple[int, int]:
    """The span of the sentences that hold the anchored clauses; the clauses alone where that is too long to read."""
    first, last = report.clauses[anchor.clauses[0]], report.clauses[anchor.clauses[-1]]
    start, end = report.sentences[first.sentence].start, report.sentences[last.sentence].end
    if end - start <= _LONGEST_SENTENCE:
        return start, end
    return first.start, last.end


def _holding_sentence(assignment: Assignment, report: ReportClauses, work_report: Report) -> tuple[int, int] | None:
    """The sentence that holds most of the task's bigrams, for tasks that several share one sentence."""
    grams = bigrams(folded(assignment.text))
    best, place = 0.0, None
    for sentence in report.sentences:
        held = len(grams & bigrams(folded(work_report.text[sentence.start : sentence.end]))) / len(grams)
        if held > best:
            best, place = held, (sentence.start, sentence.end)
    return place if best >= _LEAST_HELD else None


def _recovery(work_report: Report, start: int, end: int) -> Recovery:
    return Recovery(report_id=work_report.id, quote=work_report.text[start:end], start=start, end=end)
