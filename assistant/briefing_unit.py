"""A briefing on one unit: how many tasks it leads, by the register, and all of them as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.briefing_draft import Draft, bare
from assistant.briefing_duties import task_words, unit_list
from assistant.briefing_records import (
    BriefingCell,
    BriefingGroup,
    BriefingPart,
    BriefingPoint,
    BriefingTable,
    part_characters,
)
from assistant.register_wording import evidence_spans, place
from ingest.extract.agencies import canonical_unit
from ingest.records import Assignment, ReportEntry

_WIDEST, _NARROWEST = 110, 26
_WIDE = 44  # a table of narrower tasks names only the first partner
_COUNT_MARKS = 4  # a count names so many of its sources; the table has them all


@dataclass(frozen=True, kw_only=True)
class _Tasks:
    """What one notice gives the unit, as the register counts it."""

    entry: ReportEntry
    unit: str
    leads: tuple[Assignment, ...]
    takes_part: tuple[Assignment, ...]
    shares: tuple[Assignment, ...]

    @property
    def alone(self) -> int:
        return sum(1 for item in self.leads if len(item.lead) == 1)


def unit_parts(draft: Draft) -> tuple[BriefingPart, ...]:
    """The parts of the page, for every notice that names the unit; none where no notice does."""
    found = [
        tasks
        for unit in draft.request.units
        for entry in _notices(draft)
        if (tasks := _tasks(draft, unit, entry)) is not None
    ]
    parts: list[BriefingPart] = []
    for tasks in found:
        parts.extend(_parts(draft, tasks, several=len(found) > 1))
    return tuple(parts)


def _notices(draft: Draft) -> list[ReportEntry]:
    request = draft.request
    return [
        entry
        for entry in draft.register.notices
        if (not request.regions or entry.region in request.regions)
        and (not request.years or entry.year in request.years)
    ]


def _tasks(draft: Draft, unit: str, entry: ReportEntry) -> _Tasks | None:
    register = draft.register
    items = [item for item in register.assignments if item.report_id == entry.id]
    if draft.topic.themes:
        items = [item for item in items if draft.topic.strength(item.text) > 0]
    leads = tuple(item for item in items if register.names(unit, item.lead, item))
    others = [item for item in items if register.names(unit, item.participants, item)]
    if not leads and not others:
        return None
    written = [
        name
        for item in (*leads, *others)
        for name in (*item.lead, *item.participants)
        if register.names(unit, (name,), item)
    ]
    return _Tasks(
        entry=entry,
        unit=max(dict.fromkeys(written), key=written.count) if written else canonical_unit(unit, entry.level),
        leads=leads,
        takes_part=tuple(item for item in others if item.lead),
        shares=tuple(item for item in others if not item.lead),
    )


def _parts(draft: Draft, tasks: _Tasks, *, several: bool) -> list[BriefingPart]:
    draft.uses(tasks.entry.id)
    for note in tasks.entry.notes:
        if "错乱" in note:
            draft.notes.append(note)
    where = f"（{place(tasks.entry, False)}{tasks.entry.year or ''}年）" if several else ""
    rows = len(tasks.leads)
    parts = [_overview(draft, tasks, where)]
    if rows:
        parts.append(_lead_part(draft, tasks, where, draft.limit - part_characters(parts[0])))
    if tasks.shares and (draft.request.length == "two" or not rows):
        table = _table(draft, tasks.shares, _NARROWEST + 14, unit=tasks.unit, shared=True)
        parts.append(
            BriefingPart(kind="duties", heading=f"未明确牵头、按职责分工负责的任务{where}", table=table, counted=False)
        )
    if tasks.takes_part and (draft.request.length == "two" or not (rows or tasks.shares)):
        table = _table(draft, tasks.takes_part, _NARROWEST + 14, unit=tasks.unit, shared=True)
        parts.append(BriefingPart(kind="duties", heading=f"参与配合的任务{where}", table=table, counted=False))
    return parts


def _lead_part(draft: Draft, tasks: _Tasks, where: str, room: int) -> BriefingPart:
    """All tasks that the unit leads, their words as wide as the page allows; a table too long for it stays complete."""
    part = BriefingPart(kind="duties", heading=f"牵头任务{where}")
    for width in range(_WIDEST, _NARROWEST - 1, -6):
        partners = 3 if width >= _WIDE else 1
        part = replace(part, table=_table(draft, tasks.leads, width, unit=tasks.unit, partners=partners))
        if part_characters(part) <= room:
            return part
    return replace(part, counted=False)


def _overview(draft: Draft, tasks: _Tasks, where: str) -> BriefingPart:
    """The register's counts, each with its sources."""
    notice = f"{place(tasks.entry, False)}{tasks.entry.year or ''}{'年' if tasks.entry.year else ''}责任分工方案"
    points = []
    if tasks.leads:
        numbers = {item.task_number for item in tasks.leads if item.task_number is not None}
        text = f"{notice}中，{tasks.unit}共牵头{len(tasks.leads)}项"
        joint = len(tasks.leads) - tasks.alone
        if len(tasks.leads) > 1:
            text += f"（单独牵头{tasks.alone}项、联合牵头{joint}项）" if joint else "（均为单独牵头）"
        if 0 < len(numbers) < len(tasks.leads):
            text += f"，按分句计，分属{len(numbers)}个编号任务"
        points.append(BriefingPoint(text=text, citations=_marks(draft, tasks.leads)))
    else:
        text = f"{notice}中，{tasks.unit}没有牵头任务"
        points.append(BriefingPoint(text=text, citations=_marks(draft, (*tasks.shares, *tasks.takes_part))))
    if tasks.shares:
        text = f"另有{len(tasks.shares)}项未明确牵头单位，由其与其他单位按职责分工负责"
        points.append(BriefingPoint(text=text, citations=_marks(draft, tasks.shares)))
    if tasks.takes_part:
        text = f"配合其他单位牵头的任务{len(tasks.takes_part)}项"
        points.append(BriefingPoint(text=text, citations=_marks(draft, tasks.takes_part)))
    group = BriefingGroup(heading="", points=tuple(points))
    return BriefingPart(kind="overview", heading=f"总体情况{where}", groups=(group,))


def _marks(draft: Draft, items: Sequence[Assignment]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for item in items[:_COUNT_MARKS] for number in _cite(draft, item)))


def _cite(draft: Draft, item: Assignment) -> tuple[int, ...]:
    numbers = [draft.citations.add(item.report_id, start, end) for start, end in evidence_spans(item)]
    if item.recovered is not None:
        draft.uses(item.recovered.report_id)
        numbers.append(draft.citations.add(item.recovered.report_id, item.recovered.start, item.recovered.end))
    return tuple(dict.fromkeys(numbers))


def _table(
    draft: Draft, items: Sequence[Assignment], width: int, *, unit: str, shared: bool = False, partners: int = 3
) -> BriefingTable:
    """Every task in the order of the notice: number, words, who leads with the unit, who takes part."""
    rows = []
    for at, item in enumerate(items, start=1):
        label = str(item.task_number) if item.task_number is not None else str(at)
        words = bare(task_words(item, width, draft.topic)) or "（任务文字缺失）"
        if item.status == "text_missing" and item.recovered is not None:
            words += "（据政府工作报告恢复）"
        others = [name for name in item.lead if name != unit and not draft.register.names(unit, (name,), item)]
        lead = ("与" + "、".join(others) + "联合" if others else "单独") if not shared else "、".join(item.lead) or "—"
        others_in = [name for name in item.participants if not draft.register.names(unit, (name,), item)]
        rows.append(
            (
                BriefingCell(text=label),
                BriefingCell(text=words, citations=_cite(draft, item)),
                BriefingCell(text=lead),
                BriefingCell(text=unit_list(others_in, item.open_list and bool(item.participants), most=partners)),
            )
        )
    header = ("编号", "任务", "牵头单位" if shared else "牵头方式", "其他责任单位" if shared else "配合单位")
    return BriefingTable(header=header, rows=tuple(rows))
