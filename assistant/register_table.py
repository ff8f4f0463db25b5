"""The register as a table: how a row's cells read, what a damaged notice lacks, and the sheet to take along."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.citations import Citations, ReportSource
from assistant.records import Citation, Language
from assistant.register import Register
from assistant.register_wording import evidence_spans
from assistant.tables_export import Column, Sheet
from assistant.task_finding import own_words
from ingest.records import Assignment, ReportEntry

_MODES = {
    "lead": ("牵头负责", "lead named"),
    "joint": ("按职责分工负责", "jointly, no lead"),
    "separate": ("分别负责", "each for its part"),
    "first_listed": ("首列单位牵头", "first listed leads"),
    "": ("", ""),
}
_HEADINGS = (
    ("地区", "Region", 12),
    ("年份", "Year", 7),
    ("通知", "Notice", 30),
    ("文号", "Document number", 18),
    ("章节", "Section", 28),
    ("序号", "Task", 6),
    ("分项", "Clause", 6),
    ("任务", "Text", 60),
    ("牵头单位", "Lead", 26),
    ("参与单位", "Participants", 40),
    ("责任方式", "Mode", 16),
    ("责任领导", "Leader", 12),
    ("完成时限", "Due", 14),
    ("状态", "Status", 22),
    ("原文依据", "Evidence", 40),
    ("对应的工作报告原句", "Sentence of the work report", 50),
)


@dataclass(frozen=True, kw_only=True)
class Damage:
    """How much of a notice its damaged source has lost, in assignments; ``notes`` is what the reader noted."""

    entry: ReportEntry
    assignments: int
    text_missing: int
    recovered: int
    assignment_missing: int
    notes: tuple[str, ...]

    @property
    def damaged(self) -> bool:
        return bool(self.text_missing or self.assignment_missing)


def task_words(item: Assignment) -> str:
    """The task in one line: its own words, those recovered where they are lost, "" where neither is there."""
    return " ".join(re.sub(r"[ \t\u3000]*\n\s*", "", own_words(item)).split())


def mode_words(item: Assignment, language: Language) -> str:
    """How the units are responsible: 牵头负责, 按职责分工负责 …; "" where the assignment is lost."""
    return _MODES[item.mode][language == "en"]


def status_words(item: Assignment, language: Language) -> str:
    """What the source has lost of the assignment, and whether it was found again; "" where it is whole."""
    if item.status == "assignment_missing":
        return "responsible units lost in the source" if language == "en" else "原文此处责任单位缺失"
    if item.status == "ok":
        return ""
    if item.recovered is not None:
        return "text lost; recovered from the work report" if language == "en" else "任务文字缺失，已据工作报告找回"
    return "text lost in the source" if language == "en" else "原文此处任务文字缺失"


def participants_words(item: Assignment, language: Language) -> str:
    """The participants in the order of the source, with 等 where the source leaves the list open."""
    if language == "en":
        return ", ".join(item.participants) + (" and others" if item.open_list else "")
    return "、".join(item.participants) + ("等" if item.open_list else "")


def lead_words(item: Assignment, language: Language) -> str:
    """The leading units in the order of the source; "" where none is named."""
    return (", " if language == "en" else "、").join(item.lead)


def assignment_citations(item: Assignment, reports: ReportSource) -> tuple[Citation, ...]:
    """The evidence of one row: words and bracket in the notice, then the sentence of the work report, if it is known."""
    citations = Citations(reports)
    spans = evidence_spans(item)
    for start, end in sorted(spans, key=lambda span: span != (item.start, item.end)):  # the units' evidence comes first
        citations.add(item.report_id, start, end)
    found = item.recovered or item.carries_out
    if found is not None:
        citations.add(found.report_id, found.start, found.end)
    return citations.all()


def damages(items: Sequence[Assignment], register: Register) -> tuple[Damage, ...]:
    """The notices of ``items`` of which something is lost or noted, in the library's order."""
    wanted = {item.report_id for item in items}
    found = []
    for entry in register.notices:
        if entry.id not in wanted:
            continue
        own = register.of_report(entry.id)
        damage = Damage(
            entry=entry,
            assignments=len(own),
            text_missing=sum(item.status == "text_missing" for item in own),
            recovered=sum(item.recovered is not None for item in own if item.status == "text_missing"),
            assignment_missing=sum(item.status == "assignment_missing" for item in own),
            notes=entry.notes,
        )
        if damage.damaged or damage.notes:
            found.append(damage)
    return tuple(found)


def register_sheet(
    items: Sequence[Assignment], register: Register, *, language: Language = "zh", chosen: str = ""
) -> Sheet:
    """The rows as a sheet; ``chosen`` says in a line what was filtered for."""
    english = language == "en"
    count = f"{len(items)} row{'s' * (len(items) != 1)}" if english else f"共{len(items)}条"
    notes = [
        f"《{damage.entry.title}》{'' if not english else ' '}{note}"
        for damage in damages(items, register)
        for note in damage.notes
    ]
    return Sheet(
        name="Responsibility" if english else "责任分工",
        columns=tuple(Column(name=name[english], width=width) for *name, width in _HEADINGS),
        rows=tuple(_sheet_row(item, register.entry(item.report_id), language) for item in items),
        remarks=tuple(filter(None, (chosen, count, *notes))),
        remarks_name="Notes" if english else "说明",
    )


def _sheet_row(item: Assignment, entry: ReportEntry | None, language: Language) -> tuple[str | int | None, ...]:
    found = item.recovered or item.carries_out
    return (
        entry.region if entry else "",
        entry.year if entry else None,
        entry.title if entry else "",
        entry.document_number if entry else "",
        " › ".join(item.section_path),
        item.task_number,
        item.clause,
        task_words(item),
        lead_words(item, language),
        participants_words(item, language),
        mode_words(item, language),
        item.leader,
        item.due,
        status_words(item, language),
        item.quote,
        found.quote if found else "",
    )
