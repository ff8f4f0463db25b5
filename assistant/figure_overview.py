"""All main targets of a region's year at once, or its main results: the list as its report gives it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figure_draft import Draft
from assistant.figure_periods import asked_years
from assistant.figure_questions import FigureAsk
from assistant.figure_records import FigureLookup
from assistant.figure_values import shown
from assistant.records import Answer, Query
from ingest.extract.indicator_names import concept_named
from ingest.records import Indicator, IndicatorKind, ReportEntry

_FEWEST = 3


def answer_overview(query: Query, ask: FigureAsk, lookup: FigureLookup, regions: Sequence[str]) -> Answer | None:
    """A line a figure under the name of each region and its report; None where a report gives no such list, as its passages
    may then answer."""
    draft = Draft.of(query, lookup)
    lines: list[str] = []
    for region in regions:
        kind: IndicatorKind = ask.kind or "target"
        newest = max(lookup.years_of(region), default=0)
        for year in asked_years(query, ask) or (newest if kind == "target" else newest - 1,):
            lines += _region_lines(draft, region, kind, year)
    return draft.answer(lines, "indicator") if lines else None


def _region_lines(draft: Draft, region: str, kind: IndicatorKind, year: int) -> list[str]:
    entry = draft.lookup.stated_in(region, kind, year)
    if entry is None:
        return []
    rows = [row for row in draft.lookup.headlines(entry, kind, year) if concept_named(row.name) is not None]
    rows = _of_the_list(draft, entry, rows) if kind == "target" else [row for row in rows if _is_main(row)]
    if len(rows) < _FEWEST:
        return []
    wording = draft.wording
    if wording.english:
        what = "main targets" if kind == "target" else "main results"
        head = f"{wording.region(region)}, {what} for {year} ({wording.title(entry)}):"
    else:
        what = "主要预期目标" if kind == "target" else "主要指标完成情况"
        head = f"{region}{year}年{what}（{wording.title(entry)}）："
    lines = [head]
    for row in rows:
        colon, gap = (": ", " ") if wording.english else ("：", "")
        lines.append(f"- {wording.name_of(row)}{colon}{shown(row, draft.query.language)}{gap}{draft.cite(row)}")
    return lines


def _is_main(row: Indicator) -> bool:
    concept = concept_named(row.name)
    return concept is not None and concept.core


def _of_the_list(draft: Draft, entry: ReportEntry, rows: Sequence[Indicator]) -> list[Indicator]:
    """The figures of the paragraph that holds most of them, in its order: the report's own list of targets."""
    text = draft.lookup.source.report(entry.id).text
    paragraphs: dict[int, list[Indicator]] = {}
    for row in rows:
        paragraphs.setdefault(text.rfind("\n", 0, row.start), []).append(row)
    main = max(paragraphs.values(), key=lambda found: (sum(map(_is_main, found)), len(found)), default=[])
    return sorted(main, key=lambda row: (row.start, row.end))
