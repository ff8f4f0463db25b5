"""The figures that a report states: targets and results of the lexicon's indicators, each with its exact span."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.extract.figure_clauses import SentenceReader
from ingest.extract.figure_context import Context, Dating, When
from ingest.extract.figure_pairs import Figure
from ingest.extract.figure_places import is_group
from ingest.extract.figure_tables import table_indicators
from ingest.records import Indicator, Report
from ingest.structure.regions import canonical_region
from ingest.structure.sentences import sentences

ELSEWHERE = "另处"


def extract_indicators(report: Report) -> tuple[Indicator, ...]:
    """Every figure of an indicator in ``report``: those of its own list of targets first, then in the order of the text.

    ``scope`` "" marks the region's own headline figure. Other scopes are a sector, place or group as the text names it, a
    period that is no whole year (前三季度, 年均, 五年), “原文称投资” where the report uses an everyday word, and “另处” for a
    further figure of the same name, kind and year that differs from the headline.
    """
    reader = SentenceReader(_own_names(report))
    context = Context(report)
    found: list[_Found] = []
    for start, end in sentences(report.text):
        found.extend(_of_sentence(report, context, reader, start, end))
    found.extend(_Found(indicator=row, rank=1) for row in table_indicators(report, context))
    return _headlines(found)


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A record with its claim to be the headline: 0 from the list of targets, 1 elsewhere, 2 under a shortened name or in
    words that tell no more than 保持稳定."""

    indicator: Indicator
    rank: int


def _own_names(report: Report) -> tuple[str, ...]:
    region = canonical_region(report.region)
    if region is None:
        return (report.region,) if report.region else ()
    return tuple(name for name in (region.name, region.short, *region.aliases) if len(name) > 1)


def _of_sentence(report: Report, context: Context, reader: SentenceReader, start: int, end: int) -> Iterator[_Found]:
    sentence = report.text[start:end]
    zone = context.zone_at(start)
    long = context.in_long_review(start)
    for figure in reader.figures(sentence):
        main = context.in_target_list(start + figure.clause)
        if figure.value.wording == "vague" and not (main or _held_within(figure, zone.kind)):
            continue
        dating = Dating(zone, context.year, context.result_year, long=long)
        when = dating.settle(sentence, figure.value.start, figure.clause)
        if when is None:
            continue
        rank = 2 if figure.value.wording == "vague" or (_shortened(figure) and not main) else 0 if main else 1
        yield _Found(indicator=_record(report, figure, when, start), rank=rank)


def _held_within(figure: Figure, kind: str) -> bool:
    """失业率控制在预期目标以内: words instead of a number that a result may have; 稳步增长 in passing says too little."""
    return kind == "result" and figure.subject.concept.shape in ("rate", "price")


def _shortened(figure: Figure) -> bool:
    """新增就业 may be a sector's; 城镇新增就业 is the region's."""
    return figure.subject.concept.name == "城镇新增就业" and not re.search("城镇|岗位", figure.subject.wording)


def _record(report: Report, figure: Figure, when: When, offset: int) -> Indicator:
    start, end = offset + figure.start, offset + figure.end
    while report.text[start].isspace():
        start += 1
    scope = figure.subject.scope
    place = scope if figure.subject.place and not is_group(scope) else ""
    if when.period and when.period not in scope:
        scope = f"{scope}·{when.period}" if scope else when.period
    quote = report.text[start:end]
    key = "\n".join((report.id, str(start), str(end), figure.name, figure.text, scope))
    return Indicator(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        report_id=report.id,
        region=place or report.region,
        scope=scope,
        year=when.year,
        name=figure.name,
        kind=when.kind,
        value=figure.text,
        low=figure.low,
        high=figure.high,
        unit=figure.value.unit,
        qualifier="、".join(figure.qualifiers),
        quote=quote,
        start=start,
        end=end,
    )


def _headlines(found: list[_Found]) -> tuple[Indicator, ...]:
    """The records in order, one headline for each name, kind and year; a further one that differs gets the scope 另处."""
    ordered = sorted(found, key=lambda item: (item.rank, item.indicator.start, item.indicator.end))
    values: dict[tuple[str, str, int | None], str] = {}
    result = []
    for item in ordered:
        row = item.indicator
        if not row.scope and values.setdefault((row.name, row.kind, row.year), row.value) != row.value:
            row = replace(row, scope=ELSEWHERE)
        result.append(row)
    return tuple(dict.fromkeys(result))
