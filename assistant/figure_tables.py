"""One indicator over many regions: a row for every report, stated or not, sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.figure_records import Fact, FigureLookup, measures_for
from assistant.figure_values import comparable, shown, wording_of
from ingest.extract.indicator_names import Concept, Measure, canonical_indicator, concept_named, measure_of, record_name
from ingest.records import IndicatorKind, Level, ReportEntry
from ingest.structure.regions import all_regions, canonical_region

NATIONAL = "全国"


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """One report's figure; ``fact`` None where it states none in the table's measure, ``other`` what it states in another one
    (提高1.2个百分点 instead of a rate). ``number`` is what the row is sorted by."""

    region: str
    entry: ReportEntry
    fact: Fact | None
    number: float | None
    other: Fact | None = None

    @property
    def text(self) -> str:
        """The figure as shown, or 未提出 – with what is stated instead."""
        if self.fact is not None:
            return shown(self.fact.indicator)
        return f"未提出（另有：{shown(self.other.indicator)}）" if self.other is not None else "未提出"

    @property
    def in_words(self) -> bool:
        return self.fact is not None and wording_of(self.fact.indicator) != "number"


@dataclass(frozen=True, kw_only=True)
class FiguresTable:
    """The rows of one indicator, kind and year, figures first from high to low, then words, then 未提出."""

    concept: Concept
    measure: Measure
    kind: IndicatorKind
    year: int
    rows: tuple[FigureRow, ...]

    @property
    def name(self) -> str:
        return record_name(self.concept, self.measure)

    @property
    def mixed(self) -> bool:
        """Whether regions of several levels (provinces and cities) stand in the table."""
        return len({row.entry.level for row in self.rows if row.entry.level}) > 1

    @property
    def stated(self) -> tuple[FigureRow, ...]:
        return tuple(row for row in self.rows if row.fact is not None)

    @property
    def numbered(self) -> tuple[FigureRow, ...]:
        return tuple(row for row in self.rows if row.number is not None)

    @property
    def silent(self) -> tuple[FigureRow, ...]:
        """The rows of reports that do not state the indicator at all."""
        return tuple(row for row in self.rows if row.fact is None and row.other is None)

    @property
    def otherwise(self) -> tuple[FigureRow, ...]:
        """The rows of reports that state the indicator in another measure only."""
        return tuple(row for row in self.rows if row.fact is None and row.other is not None)


def build_table(
    lookup: FigureLookup,
    concept: Concept,
    measures: Sequence[Measure],
    kind: IndicatorKind,
    year: int,
    *,
    regions: Sequence[str] = (),
) -> FiguresTable:
    """The table over every report that would state the figure: of ``regions``, or of all regions of the library.

    Of several measures the first that half of the reports state is taken, else the one that most do: levels and growth
    never share a column.
    """
    chosen = tuple(regions) or in_usual_order(dict.fromkeys(entry.region for entry in lookup.entries if entry.region))
    places = [(region, entry) for region in chosen if (entry := lookup.stated_in(region, kind, year)) is not None]
    tables = [
        FiguresTable(
            concept=concept,
            measure=measure,
            kind=kind,
            year=year,
            rows=_sorted([_row(lookup, region, entry, concept, measure, kind, year) for region, entry in places]),
        )
        for measure in dict.fromkeys(measures)
    ]
    most = max(len(table.stated) for table in tables)
    few = len(places) <= 2  # of a handful every one counts
    return next(
        table for table in tables if len(table.stated) == most or (not few and len(table.stated) * 2 >= len(places))
    )


def _row(
    lookup: FigureLookup,
    region: str,
    entry: ReportEntry,
    concept: Concept,
    measure: Measure,
    kind: IndicatorKind,
    year: int,
) -> FigureRow:
    fact = lookup.find(region, concept, measure, kind, year)
    if fact is not None:
        return FigureRow(region=region, entry=fact.entry, fact=fact, number=comparable(fact.indicator))
    measures: tuple[Measure, ...] = ("level", "growth", "change")
    others = (lookup.find(region, concept, each, kind, year) for each in measures if each != measure)
    return FigureRow(region=region, entry=entry, fact=None, number=None, other=next(filter(None, others), None))


def _sorted(rows: list[FigureRow]) -> tuple[FigureRow, ...]:
    def key(item: tuple[int, FigureRow]) -> tuple[int, float, int]:
        place, row = item
        if row.number is not None:
            return 0, -row.number, place
        return (1 if row.fact is not None else 2 if row.other is not None else 3), 0.0, place

    return tuple(row for _, row in sorted(enumerate(rows), key=key))


def figures_table(
    source: FigureLookup,
    *,
    indicator: str,
    kind: IndicatorKind = "target",
    year: int | None = None,
    regions: Sequence[str] = (),
) -> FiguresTable | None:
    """The table for the page and the command line; None for an unknown indicator or an empty library.

    ``indicator`` is a concept (社零, GDP: its preferred measure) or a record's name (社会消费品零售总额增速); without a year the
    newest that most reports have.
    """
    name = canonical_indicator(indicator)
    concept = concept_named(name) if name else None
    if name is None or concept is None:
        return None
    chosen = year if year is not None else common_year(source, kind, regions=regions)
    if chosen is None:
        return None
    measures: tuple[Measure, ...] = measures_for(concept, "", kind)
    if name != concept.name:
        measures = (measure_of(name),)
    elif any(word in indicator for word in ("增速", "增长", "growth")) and concept.shape == "amount":
        measures = ("growth",)
    return build_table(source, concept, measures, kind, chosen, regions=regions)


def common_year(
    lookup: FigureLookup, kind: IndicatorKind, *, level: Level = "", regions: Sequence[str] = ()
) -> int | None:
    """The year that a question over regions means where it names none: of the newest reports, the year most have."""
    years = Counter(
        entry.year
        for entry in lookup.entries
        if entry.year is not None and (not level or entry.level == level) and (not regions or entry.region in regions)
    )
    if not years:
        return None
    most = max(years.values())
    newest = max(year for year, count in years.items() if count == most or count >= max(2, most // 2))
    return newest if kind == "target" else newest - 1


def regions_of_level(lookup: FigureLookup, level: Level, *, within: str = "") -> tuple[str, ...]:
    """The regions of a level that have a report, those ``within`` a region only; the whole country is none of them.

    A region that the table of divisions lacks (an invented or a new one) counts as inside where the library holds no other
    region that could be above it.
    """
    above = {entry.region for entry in lookup.entries if entry.level == _level_of(lookup, within)}
    found: dict[str, bool] = {}
    for entry in lookup.entries:
        if entry.region and entry.region not in (NATIONAL, within) and (not level or entry.level == level):
            known = canonical_region(entry.region)
            parent = known.parent if known is not None else ""
            alone = (
                not parent
                and above == {within}
                and _BELOW.get(entry.level, 0) > _BELOW.get(_level_of(lookup, within), 9)
            )
            if not within or parent == within or alone:
                found[entry.region] = found.get(entry.region, True) and entry.sample
    own = [region for region, sample in found.items() if not sample]
    return in_usual_order(own or found)  # invented regions of the samples never rank among real ones


_BELOW = {"national": 0, "province": 1, "prefecture": 2, "county": 3}


def _level_of(lookup: FigureLookup, region: str) -> Level:
    return next((entry.level for entry in lookup.entries if entry.region == region), "")


def in_usual_order(regions: Iterable[str]) -> tuple[str, ...]:
    """The regions in the order in which China's divisions are listed (北京, 天津, 河北 …), unknown ones last."""
    order = {region.name: place for place, region in enumerate(all_regions())}
    return tuple(sorted(regions, key=lambda region: order.get(region, len(order))))
