"""Who does what: the assignments of a report at clause level, with their evidence."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace

from ingest.extract.assignment_tables import RowAssignment, table_assignments
from ingest.extract.brackets import bracket_evidence
from ingest.extract.clause_records import Clause
from ingest.extract.clauses import find_clauses
from ingest.extract.cover_rules import first_listed_leads, lead_mark
from ingest.extract.damage import read_damaged
from ingest.extract.damage_numbers import is_scrambled, numbers
from ingest.extract.damage_records import DamagedNotice, DamagedTask
from ingest.extract.expressions import Expression, with_first_leading, with_marked_leading
from ingest.records import Assignment, AssignmentStatus, Report


@dataclass(frozen=True, kw_only=True)
class Extraction:
    """The assignments of a report; ``notes`` tell the reader of damage; ``borders`` are positions that no passage may cross."""

    assignments: tuple[Assignment, ...] = ()
    notes: tuple[str, ...] = ()
    borders: tuple[int, ...] = ()


def extract_assignments(report: Report) -> Extraction:
    """The assignments of ``report`` in the order of the source; empty for a paper that assigns nothing.

    A scrambled source is recognised by its numbering and read by it; see `ingest.extract.damage`.
    """
    sign = default_sign(report)
    found = numbers(report.text)
    if is_scrambled(report.text, found):
        brackets = bracket_evidence(report.text, sign)
        if len(brackets) >= 3:
            return _damaged(report, read_damaged(report.text, brackets, found))
    first_leads = first_listed_leads(report.text)
    rows = [(table_row, row) for table in report.tables for table_row, row in enumerate(table_assignments(table, sign))]
    skip = [(table.start, table.end) for table in report.tables if table_assignments(table, sign)]
    clauses = find_clauses(report.text, skip, sign, bare=report.kind == "division_notice" or first_leads)
    assignments = [*(_from_clause(report, clause, first_leads) for clause in clauses)]
    assignments.extend(_from_row(report, row, first_leads) for _, row in rows)
    assignments.sort(key=lambda assignment: assignment.text_start or assignment.start)
    return Extraction(assignments=_numbered(_each_once(assignments)))


def _each_once(assignments: list[Assignment]) -> list[Assignment]:
    """The assignments without those that a second copy of the notice in the same file repeats."""
    seen: dict[tuple[object, ...], Assignment] = {}
    for item in assignments:
        words = re.sub(r"\s", "", item.text)
        seen.setdefault((item.task_number, words, item.lead, item.participants, item.due), item)
    return list(seen.values())


def default_sign(report: Report) -> str:
    """The level sign that a body without one bears in this paper: 省, 自治区, 市, 县; none in a national paper."""
    if report.level == "province":
        return "自治区" if report.region.endswith("自治区") else ("市" if report.region.endswith("市") else "省")
    if report.level == "prefecture":
        return "州" if report.region.endswith("州") else "市"
    if report.level == "county":
        return "区" if report.region.endswith("区") else "县"
    return ""


def _from_clause(report: Report, clause: Clause, first_leads: bool) -> Assignment:
    evidence = clause.evidence
    return _assignment(
        report,
        expression=evidence.expression,
        first_leads=first_leads,
        text=(clause.start, clause.end),
        span=(evidence.start, evidence.end),
        number=clause.task_number,
        path=_section_path(report, clause),
    )


def _section_path(report: Report, clause: Clause) -> tuple[str, ...]:
    """The headings over the clause: the report's own sections, without one whose heading line is the clause itself."""
    inside = [
        section
        for section in report.sections
        if section.start < clause.start
        and clause.end <= section.end
        and "\n" in report.text[section.start : clause.start]
    ]
    if inside:
        return tuple(
            section.number + section.heading
            for section in sorted(inside, key=lambda section: (section.level, section.start))
        )
    return clause.headings


def _from_row(report: Report, row: RowAssignment, first_leads: bool) -> Assignment:
    path = tuple(
        section.number + section.heading
        for section in sorted(report.sections, key=lambda s: (s.level, s.start))
        if section.start <= row.start < section.end
    )
    return _assignment(
        report,
        expression=row.expression,
        first_leads=first_leads,
        text=(row.task.start, row.task.end),
        span=(row.start, row.end),
        number=row.number,
        path=path + row.sections,
    )


def _assignment(
    report: Report,
    *,
    expression: Expression,
    first_leads: bool,
    text: tuple[int, int] | None,
    span: tuple[int, int],
    number: int | None,
    path: tuple[str, ...],
    status: AssignmentStatus = "ok",
) -> Assignment:
    expression = with_marked_leading(expression, lead_mark(report.text))
    if first_leads:
        expression = with_first_leading(expression)
    words = report.text[text[0] : text[1]] if text else ""
    return Assignment(
        id=_id(report.id, number, text or span),
        report_id=report.id,
        section_path=path,
        task_number=number,
        clause=1,
        text=words,
        text_start=text[0] if text else None,
        text_end=text[1] if text else None,
        lead=expression.lead,
        participants=expression.participants,
        open_list=expression.open_list,
        mode="" if status == "assignment_missing" else expression.mode,
        leader=expression.leader,
        due=expression.due,
        status=status,
        quote=report.text[span[0] : span[1]],
        start=span[0],
        end=span[1],
    )


def _id(report_id: str, number: int | None, span: tuple[int, int]) -> str:
    return hashlib.sha256(f"{report_id}|{number}|{span[0]}|{span[1]}".encode()).hexdigest()[:16]


def _numbered(assignments: list[Assignment]) -> tuple[Assignment, ...]:
    """The assignments with the clauses of one task counted from 1; a number that begins anew in each section counts anew."""
    counted: list[Assignment] = []
    clause = 0
    for index, assignment in enumerate(assignments):
        previous = assignments[index - 1] if index else None
        same = (
            previous is not None
            and assignment.task_number is not None
            and previous.task_number == assignment.task_number
            and previous.section_path == assignment.section_path
        )
        clause = clause + 1 if same else 1
        counted.append(replace(assignment, clause=clause))
    return tuple(counted)


def _damaged(report: Report, notice: DamagedNotice) -> Extraction:
    first_leads = first_listed_leads(report.text)
    assignments = _numbered([_from_damaged(report, task, first_leads) for task in notice.tasks])
    return Extraction(assignments=assignments, notes=(_damage_note(notice, assignments),), borders=notice.borders)


def _from_damaged(report: Report, task: DamagedTask, first_leads: bool) -> Assignment:
    text = (task.text.start, task.text.end) if task.text else None
    if task.evidence is not None:
        span, expression = (task.evidence.start, task.evidence.end), task.evidence.expression
        status: AssignmentStatus = "ok" if text else "text_missing"
    else:
        assert text is not None
        span, expression, status = text, Expression(), "assignment_missing"
    return _assignment(
        report,
        expression=expression,
        first_leads=first_leads,
        text=text,
        span=span,
        number=task.number,
        path=task.path,
        status=status,
    )


def _damage_note(notice: DamagedNotice, assignments: tuple[Assignment, ...]) -> str:
    """What the reader should know of the damage, with counts."""
    counts = Counter(assignment.status for assignment in assignments)
    partial = [task.number for task in notice.tasks if task.partial]
    note = (
        f"原文错乱：两份相同文本交错、相互覆盖，已按任务编号对应牵头单位。共{len(assignments) + len(notice.wholly_lost)}项任务，"
        f"其中{counts['ok']}项完整，{counts['text_missing']}项任务文字缺失（仅存牵头单位），"
        f"{counts['assignment_missing']}项牵头单位缺失，{len(notice.wholly_lost)}项全部缺失"
    )
    if notice.wholly_lost:
        note += f"（第{'、'.join(map(str, notice.wholly_lost))}项）"
    if partial:
        note += f"；第{'、'.join(map(str, partial))}项任务文字的开头缺失"
    if notice.conflicts:
        note += f"；第{'、'.join(map(str, notice.conflicts))}项两处所载单位不一致，未采用"
    return note + "。"
