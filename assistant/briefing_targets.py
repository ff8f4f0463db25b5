"""The main targets of a briefing: a table of targets beside the year before's results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.briefing_clauses import figures_in
from assistant.briefing_draft import Draft
from assistant.briefing_outline import flat
from assistant.briefing_records import BriefingCell, BriefingGroup, BriefingPart, BriefingTable
from assistant.briefing_topics import ONE_WORD, Topic
from assistant.figure_records import Fact, FigureLookup
from assistant.figure_values import shown
from ingest.extract.indicator_names import concept_named, measure_of
from ingest.records import ReportEntry

_SHARE, _SHARE_OF_ALL = 0.24, 0.32  # of the page; the larger where it is about all of a region's work
_MOST_ROWS = 14


@dataclass(frozen=True, kw_only=True)
class TargetPart:
    """The part (None where no target is on the topic) and the quotations that it shows, which are not said again."""

    part: BriefingPart | None = None
    targets: tuple[str, ...] = ()
    results: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Row:
    """One indicator of a report: the target of its year and the result of the year before."""

    entry: ReportEntry
    name: str
    target: Fact
    result: Fact | None

    @property
    def texts(self) -> tuple[str, str]:
        """The result and the target as shown, the result with the scope that it is stated for."""
        if self.result is None:
            return "", shown(self.target.indicator)
        scope = f"（{self.result.indicator.scope}）" if self.result.indicator.scope else ""
        return shown(self.result.indicator) + scope, shown(self.target.indicator)


def target_part(draft: Draft, entries: Sequence[ReportEntry]) -> TargetPart:
    """The targets on the topic that the reports state for their own years; a single one as a sentence."""
    lookup = FigureLookup.over(draft.library)
    rows = [row for entry in entries for row in _rows(lookup, entry, draft.topic)]
    most = draft.limit * (_SHARE if draft.topic.themes else _SHARE_OF_ALL)
    while len(rows) > 2 and sum(len(row.name) + sum(map(len, row.texts)) for row in rows) + 20 > most:
        rows.pop()
    if not rows:
        return TargetPart()
    targets = _quotes(draft, [row.target for row in rows])
    if len(rows) == 1:
        group = BriefingGroup(heading="", points=(draft.quoted(*span_of(rows[0].target)),))
        return TargetPart(part=BriefingPart(kind="targets", heading="主要目标", groups=(group,)), targets=targets)
    part = BriefingPart(kind="targets", heading="主要目标", table=_table(draft, rows))
    return TargetPart(part=part, targets=targets, results=_single(_quotes(draft, [row.result for row in rows])))


def span_of(fact: Fact) -> tuple[str, int, int]:
    """The report and the span of a figure."""
    return fact.indicator.report_id, fact.indicator.start, fact.indicator.end


def _rows(lookup: FigureLookup, entry: ReportEntry, topic: Topic) -> list[_Row]:
    if entry.year is None:
        return []
    rows = []
    for name in lookup.stated_names(entry, "target", entry.year):
        concept = concept_named(name)
        if concept is None or not (topic.strength(name) >= ONE_WORD if topic.themes else concept.core):
            continue
        target = lookup.find(entry.region, concept, measure_of(name), "target", entry.year)
        result = lookup.find(entry.region, concept, measure_of(name), "result", entry.year - 1)
        if target is not None and target.entry.id == entry.id:
            rows.append(_Row(entry=entry, name=name, target=target, result=result))
    return sorted(rows, key=lambda row: row.target.indicator.start)[:_MOST_ROWS]


def _quotes(draft: Draft, facts: Sequence[Fact | None]) -> tuple[str, ...]:
    spans = [span_of(fact) for fact in facts if fact is not None]
    return tuple(flat(draft.library.report(report_id).text[start:end]) for report_id, start, end in spans)


def _single(quotes: Sequence[str]) -> tuple[str, ...]:
    """The quotations of one figure: one of several says more than the table does."""
    return tuple(quote for quote in quotes if figures_in(quote) == 1)


def _table(draft: Draft, rows: Sequence[_Row]) -> BriefingTable:
    """Region (where there are several), indicator, result (where any is known), target."""
    several = len({row.entry.region for row in rows}) > 1
    results = any(row.result is not None for row in rows)
    years = {row.entry.year for row in rows}
    year = rows[0].entry.year or 0
    header = ["地区"] if several else []
    header.append("指标")
    if results:
        header.append(f"{year - 1}年实际" if len(years) == 1 else "上年实际")
    header.append(f"{year}年目标" if len(years) == 1 else "本年目标")
    body = []
    for row in rows:
        result, target = row.texts
        cells = [BriefingCell(text=row.entry.region)] if several else []
        cells.append(BriefingCell(text=row.name))
        if results:
            cells.append(draft.cell(result, span_of(row.result)) if row.result is not None else BriefingCell(text="—"))
        cells.append(draft.cell(target, span_of(row.target)))
        body.append(tuple(cells))
    return BriefingTable(header=tuple(header), rows=tuple(body))
