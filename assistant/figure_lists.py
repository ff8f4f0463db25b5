"""Which tables of figures there are: one indicator by kind, year and measure, as the page and the command line list them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.figure_records import FigureLookup, measures_for
from assistant.figure_tables import FiguresTable, build_table
from ingest.extract.indicator_names import Measure, canonical_indicator, concept_named, measure_of, record_name
from ingest.records import IndicatorKind

KINDS: tuple[IndicatorKind, ...] = ("target", "result")
_GROWTH = ("增速", "增长", "增幅", "growth")


def figure_tables(
    lookup: FigureLookup,
    indicator: str,
    *,
    kinds: Sequence[IndicatorKind] = KINDS,
    years: Sequence[int] = (),
    regions: Sequence[str] = (),
) -> tuple[FiguresTable, ...]:
    """The tables of an indicator, newest year first; () for an unknown indicator or where no report states it.

    ``indicator`` in any way of naming it; a record's name (社会消费品零售总额增速) is that measure alone. The first table of
    a kind and year accounts for every report; those of the other measures hold what is stated.
    """
    name = canonical_indicator(indicator)
    concept = concept_named(name) if name else None
    if name is None or concept is None:
        return ()
    tables: list[FiguresTable] = []
    for year in sorted(years or _years(lookup, concept.name), reverse=True):
        for kind in kinds:
            measures = _measures(indicator, name, kind)
            whole = build_table(lookup, concept, measures, kind, year, regions=regions)
            if not whole.stated:
                continue
            tables.append(whole)
            for measure in measures:
                if measure != whole.measure:
                    other = build_table(lookup, concept, (measure,), kind, year, regions=regions)
                    tables.append(replace(other, rows=other.stated))
    return tuple(table for table in tables if table.rows)


def table_of(
    lookup: FigureLookup, name: str, kind: IndicatorKind, year: int, *, regions: Sequence[str] = ()
) -> FiguresTable | None:
    """The table of one record name (地区生产总值: the amount, 地区生产总值增速: its growth); None for a name of none."""
    concept = concept_named(name)
    if concept is None:
        return None
    return build_table(lookup, concept, (measure_of(name),), kind, year, regions=regions)


def _measures(indicator: str, name: str, kind: IndicatorKind) -> tuple[Measure, ...]:
    concept = concept_named(name)
    assert concept is not None
    if name != concept.name:
        return (measure_of(name),)
    if concept.shape == "amount" and any(word in indicator for word in _GROWTH):
        return ("growth",)
    return measures_for(concept, "", kind)


def _years(lookup: FigureLookup, concept_name: str) -> set[int]:
    """The years for which the library's reports state the concept for their own region."""
    concept = concept_named(concept_name)
    assert concept is not None
    measures: tuple[Measure, ...] = ("level", "growth", "change")
    names = {record_name(concept, measure) for measure in measures}
    return {row.year for row in lookup.source.indicators() if row.name in names and row.year is not None}
