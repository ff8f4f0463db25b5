"""Questions to click that this library can answer, made from what it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from assistant.pages.texts import Language, text
from ingest.extract.indicator_names import concept_named, measure_of
from ingest.records import Assignment, Indicator, ReportEntry

LIMIT = 6
SHORTEST, LONGEST = 6, 24
_NUMBER = re.compile(r"^\d+[.．、]")
_CLAUSE = re.compile(r"[^，。；、：,;:（）()\s]+")


def candidates(
    entries: Sequence[ReportEntry],
    assignments: Sequence[Assignment],
    indicators: Sequence[Indicator],
    language: Language,
) -> tuple[str, ...]:
    """Questions of each sort that the records can answer, newest papers first, the sorts taken in turn."""
    ordered = sorted(entries, key=lambda entry: (entry.year or 0, -len(entry.region)), reverse=True)
    sorts = [
        _figures(ordered, indicators, language),
        _tasks(ordered, assignments, indicators, language),
        _comparisons({entry.year for entry in entries}, indicators, language),
        _units(assignments, language),
    ]
    found: list[str] = []
    while sorts:
        for sort in tuple(sorts):
            question = next(sort, None)
            if question is None:
                sorts.remove(sort)
            elif question not in found:
                found.append(question)
            if len(found) == 3 * LIMIT:
                return tuple(found)
    return tuple(found)


def working(questions: Sequence[str], answers: Callable[[str], bool]) -> tuple[str, ...]:
    """The first ``LIMIT`` of ``questions`` that ``answers`` is true of."""
    kept: list[str] = []
    for question in questions:
        if len(kept) == LIMIT:
            break
        if answers(question):
            kept.append(question)
    return tuple(kept)


def _figures(entries: Sequence[ReportEntry], indicators: Sequence[Indicator], language: Language) -> Iterator[str]:
    names = Counter(i.name for i in indicators if not i.scope)
    for rank, (name, _) in enumerate(names.most_common(4)):
        for entry in entries[rank : rank + 1] or entries[:1]:
            found = next((i for i in indicators if i.report_id == entry.id and i.name == name and not i.scope), None)
            if found is not None and found.year:
                yield text(
                    f"example.{found.kind}", language, region=found.region, year=found.year, name=_said(name, language)
                )


def _said(name: str, language: Language) -> str:
    """An indicator's name as people say it in the language."""
    concept = concept_named(name)
    if language == "zh" or concept is None or not concept.english:
        return name
    growth = " growth" if measure_of(name) == "growth" else ""
    return concept.english.split(" (")[0] + growth


def _comparisons(years: Collection[int | None], indicators: Sequence[Indicator], language: Language) -> Iterator[str]:
    """Two regions that state the same target, in percent, for the same year."""
    places: dict[tuple[str, int], list[str]] = {}
    for i in indicators:
        if i.kind == "target" and not i.scope and i.year and i.year in years and i.unit == "%" and i.low is not None:
            regions = places.setdefault((i.name, i.year), [])
            if i.region not in regions:
                regions.append(i.region)
    for (name, year), regions in sorted(places.items(), key=lambda item: -item[0][1]):
        if len(regions) > 1:
            yield text(
                "example.compare", language, first=regions[0], second=regions[1], year=year, name=_said(name, language)
            )


def _tasks(
    entries: Sequence[ReportEntry],
    assignments: Sequence[Assignment],
    indicators: Sequence[Indicator],
    language: Language,
) -> Iterator[str]:
    """Tasks with a lead first; a clause that is a figure to reach tells too little of its task."""
    regions = {entry.id: entry.region for entry in entries}
    figures = {(i.report_id, i.start) for i in indicators}
    for mode in ("lead", "first_listed", "joint"):
        for assignment in assignments:
            if assignment.mode != mode or assignment.status != "ok" or _states_figure(assignment, figures):
                continue
            clause = next((c for c in _CLAUSE.findall(assignment.text) if SHORTEST <= len(c) <= LONGEST), None)
            if clause:
                key = "example.lead" if mode != "joint" else "example.joint"
                yield text(key, language, region=regions.get(assignment.report_id, ""), task=_NUMBER.sub("", clause))


def _states_figure(assignment: Assignment, figures: Collection[tuple[str, int]]) -> bool:
    if assignment.text_start is None or assignment.text_end is None:
        return False
    inside = range(assignment.text_start, assignment.text_end)
    return any(report_id == assignment.report_id and start in inside for report_id, start in figures)


def _units(assignments: Sequence[Assignment], language: Language) -> Iterator[str]:
    for unit, count in Counter(unit for a in assignments for unit in a.lead).most_common(3):
        if count > 1:
            yield text("example.unit", language, unit=unit)
