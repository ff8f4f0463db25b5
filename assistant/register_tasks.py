"""Answers about one task: who leads it, who takes part, is a unit its lead, by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.citations import Citations, ReportSource
from assistant.records import Answer, Query
from assistant.register_questions import RegisterAsk
from assistant.register_wording import (
    damage_warnings,
    evidence_spans,
    notice_name,
    place,
    plain_title,
    quoted,
    task_label,
    units,
)
from assistant.task_finding import own_words
from ingest.extract.agencies import canonical_unit
from ingest.records import Assignment, ReportEntry

if TYPE_CHECKING:
    from assistant.register import Register

_QUOTES = 2300  # characters of all quotations of an answer about one task together


@dataclass(frozen=True, kw_only=True)
class TaskChoice:
    """The tasks of one notice that a question means, best first, with the best one's score; ``near`` where the words
    only come near the question's."""

    entry: ReportEntry
    indexes: tuple[int, ...]
    score: float
    near: bool = False


@dataclass(frozen=True, kw_only=True)
class _Statement:
    """What an answer says of one task, and whether it is stated at all (False: the source has lost it)."""

    text: str
    stated: bool


def task_answer(
    query: Query, ask: RegisterAsk, register: Register, choices: tuple[TaskChoice, ...], library: ReportSource
) -> Answer:
    """The answer for every notice that has the task."""
    writer = _Writer(query, ask, register, library, several=len(choices) > 1)
    parts: list[_Statement] = []
    shown: list[Assignment] = []
    for choice in choices:
        items = [register.assignments[index] for index in choice.indexes]
        shown.extend(items)
        parts.append(writer.notice(choice, items))
    separator = "\n" if len(parts) > 1 else ""
    return Answer(
        question=query.question,
        answer=separator.join(part.text for part in parts),
        kind="assignment" if any(part.stated for part in parts) else "refusal",
        citations=writer.citations.all(),
        assignments=tuple(shown),
        warnings=damage_warnings(shown, register, writer.english),
        query=query,
    )


class _Writer:
    """Words the statements of one answer and collects its citations."""

    def __init__(
        self, query: Query, ask: RegisterAsk, register: Register, library: ReportSource, *, several: bool
    ) -> None:
        self.english = query.language == "en"
        self.ask = ask
        self.register = register
        self.library = library
        self.citations = Citations(library)
        self.several = several
        self._left = _QUOTES

    def notice(self, choice: TaskChoice, items: list[Assignment]) -> _Statement:
        """What one notice says: one task in a sentence, several that fit alike in a line each."""
        entry = choice.entry
        statements = [self._task(entry, item, len(items) > 1) for item in items]
        if len(statements) == 1:
            head = f"{place(entry, self.english)}{': ' if self.english else '：'}" if self.several else ""
            return _Statement(text=head + statements[0].text + self._caution(choice), stated=statements[0].stated)
        head = (
            f"{notice_name(entry, True)} has {len(items)} tasks that fit:"
            if self.english
            else f"{notice_name(entry, False)}中有{len(items)}处与所问相符："
        )
        lines = [head, *(f"{number}. {statement.text}" for number, statement in enumerate(statements, 1))]
        return _Statement(text="\n".join(lines), stated=any(statement.stated for statement in statements))

    def _caution(self, choice: TaskChoice) -> str:
        if not choice.near:
            return ""
        return (
            " (The closest task; please check its words.)" if self.english else "（此项与所问最接近，请核对任务原文。）"
        )

    def _task(self, entry: ReportEntry, item: Assignment, listed: bool) -> _Statement:
        markers = self._cite(item)
        if item.status == "assignment_missing":
            return _Statement(text=self._lost(entry, item, markers), stated=False)
        said = self._said(item)
        words = own_words(item)
        if self.english:
            where = f"{notice_name(entry, True)}{', ' + label if (label := task_label(item, True)) else ''}"
            text = (
                f"{said}{markers}. Source: {where}: “{quoted(words)}”" if words else f"{said}{markers}. Source: {where}"
            )
            return _Statement(text=f"{text}. {self._damage(item)}".rstrip(), stated=True)
        where = notice_name(entry, False) + task_label(item, False)
        quote = f"“{quoted(words)}”" if words else "（原文任务文字缺失）"
        return _Statement(text=f"{said}{markers}。（{where}：{quote}）{self._damage(item)}", stated=True)

    def _said(self, item: Assignment) -> str:
        if self.ask.intent == "role_check" and self.ask.units:
            return self._checked(item)
        if self.ask.intent == "participants":
            return self._participants(item)
        return self._lead(item) + self._extras(item)

    def _lead(self, item: Assignment) -> str:
        everyone = units(item.participants, self.english, item.open_list)
        if item.lead:
            names = units(item.lead, self.english)
            if self.english:
                lead = "lead" if len(item.lead) > 1 else "leads"
                rule = " (the notice says that the unit listed first leads)" if item.mode == "first_listed" else ""
                return f"{names} {lead}{rule}"
            if item.mode == "first_listed":
                return f"牵头单位：{names}（通知规定列第一位的责任单位为牵头单位）"
            return f"牵头单位：{names}"
        if item.mode == "separate":
            return (
                f"No lead unit is named; {everyone} are responsible, each for its part"
                if self.english
                else f"未明确牵头单位，由{everyone}分别负责"
            )
        if len(item.participants) == 1 and not item.open_list:
            return (
                f"No unit is named as lead; {everyone} is responsible"
                if self.english
                else f"未明确牵头单位，由{everyone}负责"
            )
        return (
            f"No lead unit is named (no single lead); {everyone} share the work by their duties"
            if self.english
            else f"未明确牵头单位，由{everyone}按职责分工负责"
        )

    def _participants(self, item: Assignment) -> str:
        everyone = units(item.participants, self.english, item.open_list)
        if not item.lead:
            return self._lead(item)
        lead = units(item.lead, self.english)
        if not item.participants:
            return (
                f"Only the lead is named, no other unit: {lead}"
                if self.english
                else f"未列其他责任单位，仅列牵头单位{lead}"
            )
        if self.english:
            return f"Participating units: {everyone} (lead: {lead})"
        return f"责任（参与）单位：{everyone}（牵头单位为{lead}）"

    def _checked(self, item: Assignment) -> str:
        """Whether the unit has the part that was asked: 责任单位 and 参与 are true of the lead too, 牵头 of nobody else."""
        unit = self.ask.units[0]
        leads = self.register.names(unit, item.lead, item)
        takes_part = self.register.names(unit, item.participants, item)
        yes = leads or (takes_part and (self.ask.role == "participant" or (not item.lead and self.ask.role == "")))
        name = self._as_written(unit, item)
        together = self.ask.sole and leads and len(item.lead) > 1
        if self.english:
            return self._checked_english(item, name, yes and not together, leads, takes_part)
        if together:
            return f"不是单独牵头，由{'、'.join(item.lead)}共同牵头"
        if leads:
            others = "、".join(other for other in item.lead if other != name)
            return f"是。{name}是{f'牵头单位之一，与{others}共同牵头' if others else '牵头单位'}"
        unnamed = f"{name}未列入该项任务"
        if item.open_list or any(unit.startswith(("有关", "相关", "各部门")) for unit in item.participants):
            unnamed = f"原文未点名列入{name}"
        part = f"{name}是责任（参与）单位之一" if takes_part else unnamed
        return f"是。{part}，{self._lead(item)}" if yes else f"不是。{self._lead(item)}；{part}"

    def _checked_english(self, item: Assignment, name: str, yes: bool, leads: bool, takes_part: bool) -> str:
        shown = units((name,), True)
        if yes:
            return f"Yes. {shown} {'is a lead unit' if leads else 'takes part'}; {self._lead(item)}"
        if leads:
            return f"No, not alone. {self._lead(item)}"
        return f"No. {self._lead(item)}; {shown} {'takes part' if takes_part else 'is not among its units'}"

    def _as_written(self, unit: str, item: Assignment) -> str:
        """The unit as the notice writes it, else in full at the notice's level."""
        for name in (*item.lead, *item.participants):
            if self.register.names(unit, (name,), item):
                return name
        return canonical_unit(unit, self.register.level(item))

    def _extras(self, item: Assignment) -> str:
        """Leader and due date where the notice gives them, or where they were asked."""
        parts = []
        if item.leader:
            parts.append(f"leader: {item.leader}" if self.english else f"责任领导：{item.leader}")
        elif self.ask.wants_leader and self.ask.role == "":
            parts.append("no leader is named" if self.english else "未注明责任领导")
        if item.due:
            parts.append(f"due: {item.due}" if self.english else f"完成时限：{item.due}")
        elif self.ask.wants_due:
            parts.append("no due date is given" if self.english else "未注明完成时限")
        return "".join(("; " if self.english else "；") + part for part in parts)

    def _lost(self, entry: ReportEntry, item: Assignment, markers: str) -> str:
        where = notice_name(entry, self.english)
        label = task_label(item, self.english)
        if self.english:
            return (
                f"The lead unit cannot be determined: in {where} the assignment of {label or 'this task'} "
                f"(“{quoted(item.text)}”) is missing, lost in the damaged source{markers}."
            )
        return f"原文此处缺失，无法确定牵头单位：{where}{label}“{quoted(item.text)}”的责任分工在原文中已丢失（原文错乱）{markers}。"

    def _damage(self, item: Assignment) -> str:
        """Said where the task's text itself comes from the work report."""
        if item.status != "text_missing":
            return ""
        if item.recovered is None:
            return (
                "(the task's own text is missing in the damaged source)" if self.english else "原文此处任务文字缺失。"
            )
        source = self.register.entry(item.recovered.report_id)
        title = f"《{plain_title(source)}》" if source else ("the work report" if self.english else "政府工作报告")
        if self.english:
            return f"The task's text is missing in the damaged notice and was recovered from the work report {title}."
        return f"原文此处文字缺失，据{title}恢复，牵头单位按任务编号对应。"

    def _cite(self, item: Assignment) -> str:
        """Markers for the task's words, the words recovered, and the bracket, as far as the quotations stay readable."""
        spans = [(item.report_id, *span) for span in evidence_spans(item)]
        if item.recovered is not None:
            spans.insert(0, (item.recovered.report_id, item.recovered.start, item.recovered.end))
        markers = []
        for report_id, start, end in spans:
            end = min(end, start + max(60, self._left - 60 * (len(spans) - 1)))
            self._left -= end - start
            markers.append(f"[{self.citations.add(report_id, start, end)}]")
        return "".join(dict.fromkeys(markers))


__all__ = ["TaskChoice", "task_answer"]
