"""The responsibility register: every assignment of the library, looked up from the task and from the unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.register_answer import answer_from_register
from assistant.task_finding import TaskIndex, own_words
from assistant.unit_spelling import own_aliases
from ingest.extract.agencies import canonical_unit, same_unit
from ingest.extract.agency_lexicon import fold_name, unit_key
from ingest.records import Assignment, Level, ReportEntry
from ingest.tokens import fold

__all__ = ["Register", "UnitCount", "answer_from_register"]

Part = Literal["lead", "participant", ""]


@dataclass(frozen=True, kw_only=True)
class UnitCount:
    """How often a unit is named: as lead (``alone`` or together with others) and as participant."""

    unit: str
    lead: int
    alone: int
    participant: int

    @property
    def total(self) -> int:
        return self.lead + self.participant


class Register:
    """All assignments with the reports that they stand in; values stay as they are, indexes are built on first use."""

    def __init__(self, assignments: Sequence[Assignment], entries: Sequence[ReportEntry]) -> None:
        self.assignments = tuple(assignments)
        self.entries = tuple(entries)
        self._entry = {entry.id: entry for entry in entries}

    @cached_property
    def index(self) -> TaskIndex:
        """The search index over the tasks' words."""
        return TaskIndex(self.assignments)

    @cached_property
    def notices(self) -> tuple[ReportEntry, ...]:
        """The reports that assign tasks, in the library's order."""
        holding = {assignment.report_id for assignment in self.assignments}
        return tuple(entry for entry in self.entries if entry.id in holding)

    @cached_property
    def by_report(self) -> dict[str, tuple[int, ...]]:
        """Report id -> the places of its assignments in ``assignments``."""
        places: dict[str, list[int]] = {}
        for index, item in enumerate(self.assignments):
            places.setdefault(item.report_id, []).append(index)
        return {report_id: tuple(indexes) for report_id, indexes in places.items()}

    def of_report(self, report_id: str) -> tuple[Assignment, ...]:
        """The assignments of one report, in its order."""
        return tuple(self.assignments[index] for index in self.by_report.get(report_id, ()))

    @cached_property
    def unit_names(self) -> tuple[str, ...]:
        """Every unit name that the notices write, most frequent first."""
        counts = Counter(unit for item in self.assignments for unit in (*item.lead, *item.participants))
        return tuple(name for name, _ in counts.most_common())

    def entry(self, report_id: str) -> ReportEntry | None:
        """The report that an assignment stands in; None where the library has dropped it meanwhile."""
        return self._entry.get(report_id)

    def level(self, assignment: Assignment) -> Level:
        """The level of the government whose notice holds the assignment."""
        entry = self.entry(assignment.report_id)
        return entry.level if entry else ""

    def names(self, unit: str, units: Sequence[str], assignment: Assignment) -> bool:
        """Whether ``unit``, in any way of writing it, is among ``units`` of the assignment."""
        level = self.level(assignment)
        return any(same_unit(unit, other, level) or unit in own_aliases(other) for other in units)

    def filter(
        self,
        *,
        unit: str = "",
        role: Part = "",
        region: str = "",
        year: int | None = None,
        section: str = "",
        text: str = "",
    ) -> tuple[Assignment, ...]:
        """The assignments that fit every given filter, in the order of the sources.

        ``unit`` in any way of writing it; ``role`` limits it to lead or participant; ``section`` and ``text`` hold where
        each of their words stands in the headings, or in the task's words, its units and dates.
        """
        return tuple(
            item
            for item in self.assignments
            if self._is_of(item, region, year)
            and (not unit or self._has(item, unit, role))
            and _holds("，".join(item.section_path), section)
            and _holds(self._searchable(item), text)
        )

    def counts_by_unit(self, assignments: Sequence[Assignment] | None = None) -> tuple[UnitCount, ...]:
        """How many of ``assignments`` (default: all) each unit leads and takes part in, most leads first.

        The ways of writing one unit are counted together under the one used most.
        """
        chosen = self.assignments if assignments is None else assignments
        lead: Counter[str] = Counter()
        alone: Counter[str] = Counter()
        part: Counter[str] = Counter()
        written: dict[str, Counter[str]] = {}
        for item in chosen:
            for units, counter in ((item.lead, lead), (item.participants, part)):
                for name in units:
                    key = self._group(name, item)
                    counter[key] += 1
                    written.setdefault(key, Counter())[name] += 1
            if len(item.lead) == 1:
                alone[self._group(item.lead[0], item)] += 1
        counts = (
            UnitCount(unit=names.most_common(1)[0][0], lead=lead[key], alone=alone[key], participant=part[key])
            for key, names in written.items()
        )
        return tuple(sorted(counts, key=lambda count: (-count.lead, -count.participant, count.unit)))

    def _group(self, name: str, item: Assignment) -> str:
        key = unit_key(name)
        if not key.known:
            return fold_name(name)
        return canonical_unit(name, self.level(item))

    def _is_of(self, item: Assignment, region: str, year: int | None) -> bool:
        entry = self.entry(item.report_id)
        if entry is None:
            return not region and year is None
        return (not region or region in (entry.region, entry.region[:-1])) and (year is None or entry.year == year)

    def _has(self, item: Assignment, unit: str, role: Part) -> bool:
        units = {"lead": item.lead, "participant": item.participants, "": (*item.lead, *item.participants)}[role]
        return self.names(unit, units, item) or any(unit in name for name in units)

    def _searchable(self, item: Assignment) -> str:
        return "，".join((own_words(item), *item.section_path, *item.lead, *item.participants, item.leader, item.due))


def _holds(text: str, words: str) -> bool:
    if not words.strip():
        return True
    folded = fold(text)
    return all(word in folded for word in re.split(r"\s+", fold(words).strip()))
