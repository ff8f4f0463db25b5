"""Lists of tasks in words: numbered lines with their leads, counts, and what a damaged source hides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.citations import Citations, ReportSource
from assistant.records import Answer, Query
from assistant.register_questions import RegisterAsk
from assistant.register_wording import damage_warnings, evidence_spans, notice_name, shortened, units
from assistant.task_finding import own_words
from ingest.records import Assignment, ReportEntry

if TYPE_CHECKING:
    from assistant.register import Register

_ANSWER = 3600  # characters of an answer's lines together
_QUOTES = 13_500  # characters of all its quotations
_FEW = 12  # up to so many tasks a count lists what they are


@dataclass(frozen=True, kw_only=True)
class UnitTasks:
    """What one notice gives a unit: tasks that it leads, that it takes part in under another lead, that have no lead."""

    entry: ReportEntry
    name: str
    leads: tuple[Assignment, ...]
    takes_part: tuple[Assignment, ...]
    shares: tuple[Assignment, ...]


class Lister:
    """Words lists of tasks and collects their citations within what stays readable."""

    def __init__(self, query: Query, register: Register, library: ReportSource, *, lines: int) -> None:
        self.query = query
        self.english = query.language == "en"
        self.register = register
        self.citations = Citations(library)
        self.width = max(14, min(90, _ANSWER // max(1, lines) - 34))
        self.quote = max(0, _QUOTES // max(1, lines))

    def answer(self, text: str, items: Sequence[Assignment]) -> Answer:
        """The whole answer; a damaged source is said in its warnings."""
        return Answer(
            question=self.query.question,
            answer=text,
            kind="assignment",
            citations=self.citations.all(),
            assignments=tuple(items),
            warnings=damage_warnings(items, self.register, self.english),
            query=self.query,
        )

    def unit(self, ask: RegisterAsk, part: UnitTasks) -> str:
        """What one notice gives the unit, counted and listed."""
        if ask.role == "participant" or not part.leads:
            return self._participation(ask, part)
        alone = sum(1 for item in part.leads if len(item.lead) == 1)
        head = self._head(part, alone, sole=ask.sole)
        rest = self._rest(part, also=ask.role == "")
        if ask.intent == "unit_count" and len(part.leads) > _FEW:
            numbers = self._numbers(part.leads)
            markers = "".join(self._cite(item) for item in part.leads)
            return f"{head}{numbers}{rest}{markers}"
        lines = [self._line(number, item, part.name) for number, item in enumerate(part.leads, 1)]
        return "\n".join([head + rest, *lines])

    def _head(self, part: UnitTasks, alone: int, *, sole: bool) -> str:
        count, name = len(part.leads), part.name
        numbered = len({item.task_number for item in part.leads if item.task_number is not None})
        notice = notice_name(part.entry, self.english)
        if self.english:
            text = f"In {notice}, {units((name,), True)} leads {count} tasks"
            if count and not sole:
                text += f" ({alone} alone, {count - alone} jointly)"
            if 0 < numbered < count:
                text += f", counted by clause; they belong to {numbered} numbered tasks"
            return text + "." + self._losses(part)
        text = f"{notice}中，{name}{'单独' if sole else '共'}牵头{count}项"
        if count > 1 and not sole:
            text += f"（单独牵头{alone}项，联合牵头{count - alone}项）"
        if 0 < numbered < count:
            text += f"，按分句计，分属{numbered}个编号任务"
        return text + "。" + self._losses(part)

    def _losses(self, part: UnitTasks) -> str:
        """What a damaged source may hide from the count."""
        items = self.register.of_report(part.entry.id)
        lost = sum(1 for item in items if item.status == "assignment_missing")
        numbers = {item.task_number for item in items if item.task_number is not None}
        damaged = any(item.status != "ok" for item in items)
        whole = max(numbers, default=0) - len(numbers) if damaged else 0
        if not damaged or lost + whole == 0:
            return ""
        missing = sum(1 for item in part.leads if item.status == "text_missing")
        if self.english:
            text = f" Counted over what survives: the source is damaged and the assignments of {lost + whole} tasks are lost."
            return text + (f" The text of {missing} of them is missing in the source." if missing else "")
        text = f"原文错乱，另有{lost + whole}条的责任分工已缺失，以上仅按现存记录统计。"
        return text + (f"其中{missing}项的任务文字在原文中缺失，据政府工作报告恢复。" if missing else "")

    def _rest(self, part: UnitTasks, *, also: bool) -> str:
        """What the unit does besides leading; ``also``: with the tasks that it supports under another lead."""
        shares, supports = len(part.shares), len(part.takes_part) if also else 0
        if self.english:
            text = f" {shares} more have no lead unit and are shared by it with others." if shares else ""
            return text + (f" It supports {supports} more under another lead." if supports else "")
        text = f"另有{shares}项未明确牵头单位、由其与其他单位按职责分工负责。" if shares else ""
        return text + (f"另参与其他单位牵头的{supports}项。" if supports else "")

    def _participation(self, ask: RegisterAsk, part: UnitTasks) -> str:
        items = [*part.takes_part, *part.shares]
        items.sort(key=lambda item: (item.task_number or 0, item.start))
        notice, name = notice_name(part.entry, self.english), part.name
        if self.english:
            none = "leads no task; it " if ask.role == "lead" else ""
            head = f"In {notice}, {units((name,), True)} {none}takes part in {len(items)} tasks"
            head += f" ({len(part.shares)} of them without a lead unit)." if part.shares else "."
        else:
            none = "没有牵头的任务，" if ask.role == "lead" else ""
            head = f"{notice}中，{name}{none}参与{len(items)}项"
            head += f"（其中{len(part.shares)}项未明确牵头单位）。" if part.shares else "。"
            head += f"另牵头{len(part.leads)}项。" if part.leads else ""
        if ask.intent == "unit_count" and len(items) > _FEW:
            return head + self._numbers(items) + "".join(self._cite(item) for item in items)
        return "\n".join([head, *(self._line(number, item, "", lead=True) for number, item in enumerate(items, 1))])

    def section(self, entry: ReportEntry, items: Sequence[Assignment], heading: str, *, count_only: bool) -> str:
        """The tasks of a section, each with its lead."""
        notice = notice_name(entry, self.english)
        numbered = len({item.task_number for item in items if item.task_number is not None})
        count = numbered or len(items)
        where = (f"“{heading}”" if not self.english else f" “{heading}”") if heading else ""
        if self.english:
            head = f"{notice}{where}: {count} tasks" + (f", {len(items)} clauses." if len(items) > count else ".")
        else:
            head = f"{notice}{where}共{count}项任务" + (f"（{len(items)}个分句）" if len(items) > count else "") + "："
        if count_only and not heading:
            return self._total(entry, items)
        return "\n".join([head, *(self._line(number, item, "", lead=True) for number, item in enumerate(items, 1))])

    def _total(self, entry: ReportEntry, items: Sequence[Assignment]) -> str:
        """How many tasks a whole notice has; of a damaged one by its highest number, with what is left of them."""
        numbers = {item.task_number for item in items if item.task_number is not None}
        notice = notice_name(entry, self.english)
        lost = {item.task_number for item in items if item.status != "ok"}
        total = max(numbers, default=0) if lost else len(numbers)
        total = total or len(items)
        clauses = len(items)
        if self.english:
            text = f"{notice} has {total} tasks"
            text += f" in {clauses} clauses" if not lost and clauses > total else ""
            whole = sum(1 for item in items if item.status == "ok")
            return text + (f"; the source is damaged and {whole} of them are whole." if lost else ".")
        text = f"{notice}共{total}项任务"
        text += f"（{clauses}个分句）" if not lost and clauses > total else ""
        if lost:
            whole = sum(1 for item in items if item.status == "ok")
            text += f"（按编号）。原文错乱，其中{whole}项完整，其余{total - whole}项的任务文字或责任分工缺失"
        return text + "。"

    def _line(self, number: int, item: Assignment, unit: str, *, lead: bool = False) -> str:
        words = own_words(item)
        text = shortened(words, self.width) if words else ("(text missing)" if self.english else "（任务文字缺失）")
        label = f"{item.task_number}" if item.task_number is not None else str(number)
        line = f"{label}. {text.rstrip('。；;')}"
        others = tuple(name for name in item.lead if name != unit)
        if lead:
            line += self._leads(item)
        elif others and unit:
            line += f" (jointly with {units(others, True)})" if self.english else f"（与{'、'.join(others)}联合牵头）"
        if item.status == "text_missing" and words:
            line += " (recovered text)" if self.english else "（据政府工作报告恢复）"
        return line + self._cite(item)

    def _leads(self, item: Assignment) -> str:
        if item.status == "assignment_missing":
            return " – lost in the source" if self.english else "——责任分工原文缺失"
        if item.lead:
            return f" – lead: {units(item.lead, True)}" if self.english else f"——{'、'.join(item.lead)}牵头"
        everyone = units(item.participants[:6], self.english, item.open_list or len(item.participants) > 6)
        return f" – no lead named: {everyone}" if self.english else f"——未明确牵头，由{everyone}负责"

    def _numbers(self, items: Sequence[Assignment]) -> str:
        numbers = list(dict.fromkeys(str(item.task_number) for item in items if item.task_number is not None))
        if not numbers:
            return ""
        return f" Tasks {', '.join(numbers)}." if self.english else f"即第{'、'.join(numbers)}项。"

    def _cite(self, item: Assignment) -> str:
        """Markers for bracket and words, each cut to its share of what an answer may quote."""
        spans = evidence_spans(item)
        left = self.quote
        markers = []
        for place, (start, end) in enumerate(spans):
            share = left if place == len(spans) - 1 else min(left // 2, 90)
            if share < 24:
                continue
            if len(spans) == 1 and end - start > share and item.text_start is not None and end - item.start < share:
                start = end - share  # the bracket and as much of the words before it as may be quoted
            end = min(end, start + share)
            left -= end - start
            markers.append(f"[{self.citations.add(item.report_id, start, end)}]")
        if item.recovered is not None and left >= 40:
            start, end = item.recovered.start, min(item.recovered.end, item.recovered.start + left)
            markers.append(f"[{self.citations.add(item.recovered.report_id, start, end)}]")
        return "".join(dict.fromkeys(markers))
