"""The figures of a briefing: targets beside the year before's results, and one indicator over many regions."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.briefing_topics import ONE_WORD, Topic
from assistant.figure_records import Fact, FigureLookup
from assistant.figure_values import shown
from ingest.extract.indicator_names import concept_named, measure_of
from ingest.records import ReportEntry

MOST_ROWS = 14


@dataclass(frozen=True, kw_only=True)
class TargetRow:
    """One indicator of a region: the target of the year and the result of the year before, where stated."""

    name: str
    target: Fact | None
    result: Fact | None

    @property
    def target_text(self) -> str:
        return shown(self.target.indicator) if self.target is not None else ""

    @property
    def result_text(self) -> str:
        return shown(self.result.indicator) if self.result is not None else ""


def target_rows(lookup: FigureLookup, entry: ReportEntry, topic: Topic) -> tuple[TargetRow, ...]:
    """The indicators on the topic for which the report states a target for its own year, in its order."""
    if entry.year is None:
        return ()
    rows: list[TargetRow] = []
    for name in lookup.stated_names(entry, "target", entry.year):
        concept = concept_named(name)
        if concept is None or not _is_on(topic, name):
            continue
        measure = measure_of(name)
        target = lookup.find(entry.region, concept, measure, "target", entry.year)
        result = lookup.find(entry.region, concept, measure, "result", entry.year - 1)
        if target is not None and target.entry.id == entry.id:
            rows.append(TargetRow(name=name, target=target, result=result))
    rows.sort(key=lambda row: row.target.indicator.start if row.target is not None else 0)
    return tuple(rows[:MOST_ROWS])


def _is_on(topic: Topic, name: str) -> bool:
    if not topic.themes:
        concept = concept_named(name)
        return concept is not None and concept.core
    return topic.strength(name) >= ONE_WORD


def span_of(fact: Fact) -> tuple[str, int, int]:
    """The report and the span of a figure."""
    return fact.indicator.report_id, fact.indicator.start, fact.indicator.end
