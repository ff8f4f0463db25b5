"""Answers that list tasks: what a unit leads or takes part in, how many, and what a section of a notice holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.citations import ReportSource
from assistant.records import Answer, Query
from assistant.register_listing import Lister, UnitTasks
from assistant.register_questions import RegisterAsk
from ingest.extract.agencies import canonical_unit
from ingest.records import Assignment, ReportEntry
from ingest.tokens import grams

if TYPE_CHECKING:
    from assistant.register import Register

_LEAST_HEADING = 0.75


def unit_answer(
    query: Query, ask: RegisterAsk, register: Register, entries: Sequence[ReportEntry], library: ReportSource
) -> Answer | None:
    """The tasks of a unit in each notice that names it; None where none does."""
    found: list[UnitTasks] = []
    for unit in ask.units:
        found.extend(_unit_tasks(unit, ask, register, entry) for entry in entries)
    found = [part for part in found if part.leads or part.takes_part or part.shares]
    if not found:
        return None
    writer = Lister(query, register, library, lines=sum(_listed(ask, part) for part in found))
    texts = [writer.unit(ask, part) for part in found]
    items = [item for part in found for item in (*part.leads, *part.takes_part, *part.shares)]
    return writer.answer("\n\n".join(texts), items)


def section_answer(
    query: Query, ask: RegisterAsk, register: Register, entries: Sequence[ReportEntry], library: ReportSource
) -> Answer | None:
    """The tasks of a section (or of a range of numbers) with who leads them; None where no notice has the section."""
    found = []
    for entry in entries:
        items = list(register.of_report(entry.id))
        chosen, heading = _in_section(items, ask)
        if chosen:
            found.append((entry, chosen, heading))
    if not found:
        return None
    if ask.section and len(found) > 1:
        best = max(_likeness(ask.section, heading) for _, _, heading in found)
        found = [part for part in found if _likeness(ask.section, part[2]) >= best - 0.05]
    writer = Lister(query, register, library, lines=sum(len(items) for _, items, _ in found))
    texts = [
        writer.section(entry, items, heading, count_only=ask.intent == "unit_count") for entry, items, heading in found
    ]
    return writer.answer("\n\n".join(texts), [item for _, items, _ in found for item in items])


def _unit_tasks(unit: str, ask: RegisterAsk, register: Register, entry: ReportEntry) -> UnitTasks:
    items = list(register.of_report(entry.id))
    if ask.section or ask.numbers:
        items = list(_in_section(items, ask)[0])
    leads = [item for item in items if register.names(unit, item.lead, item)]
    others = [item for item in items if register.names(unit, item.participants, item)]
    if ask.sole:
        leads = [item for item in leads if len(item.lead) == 1]
    written = [
        name
        for item in (*leads, *others)
        for name in (*item.lead, *item.participants)
        if register.names(unit, (name,), item)
    ]
    return UnitTasks(
        entry=entry,
        name=max(set(written), key=written.count) if written else canonical_unit(unit, entry.level),
        leads=tuple(leads),
        takes_part=tuple(item for item in others if item.lead),
        shares=tuple(item for item in others if not item.lead),
    )


def _listed(ask: RegisterAsk, part: UnitTasks) -> int:
    if ask.role == "participant" or not part.leads:
        return len(part.takes_part) + len(part.shares)
    return len(part.leads)


def _in_section(items: Sequence[Assignment], ask: RegisterAsk) -> tuple[tuple[Assignment, ...], str]:
    """The assignments under the heading most like the section asked for, inside the numbers asked for."""
    chosen = tuple(items)
    heading = ""
    if ask.section:
        headings = dict.fromkeys(element for item in items for element in item.section_path)
        if re.fullmatch(r"[一二三四五六七八九十]+、", ask.section):
            heading = next((element for element in headings if element.startswith(ask.section)), "")
        else:
            heading = max(headings, key=lambda element: _likeness(ask.section, element), default="")
            if _likeness(ask.section, heading) < _LEAST_HEADING:
                heading = ""
        chosen = tuple(item for item in items if heading and heading in item.section_path)
    if ask.numbers is not None and (chosen or not ask.section):
        first, last = ask.numbers
        chosen = tuple(item for item in chosen if item.task_number is not None and first <= item.task_number <= last)
    return chosen, heading


def _likeness(asked: str, heading: str) -> float:
    """How much of the words asked for the heading holds (bigrams), a whole heading before one that merely contains it."""
    wanted = {gram for gram in grams(asked) if len(gram) > 1}
    held = {gram for gram in grams(re.sub(r"^[（(]?[一二三四五六七八九十]+[）)、]", "", heading)) if len(gram) > 1}
    if not wanted or not held:
        return 0.0
    return len(wanted & held) / len(wanted) - 0.001 * len(held - wanted)
