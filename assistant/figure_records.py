"""Looking figures up: of all that reports state, the one record that answers for a region, a year and a kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.extract.figure_subjects import LOOSE
from ingest.extract.indicator_names import Concept, Measure, concept_named, record_name
from ingest.extract.indicators import ELSEWHERE
from ingest.records import Indicator, IndicatorKind, Report, ReportEntry
from ingest.structure.regions import canonical_region

# Environment figures are published for a set of cities or rivers; that is their headline.
_COVERAGE = re.compile(r"城市|断面|流域|河流|城镇|地级|国控|国考|考核|城区")
_PERIOD = re.compile(r"年均|平均|季度|半年|个月|月份|累计|五年|三年|期间|较20|20\d\d—|本届|以来|日均|月均|人均|每千人")


class FigureSource(Protocol):
    """What answers need of a library."""

    def entries(self) -> tuple[ReportEntry, ...]: ...
    def indicators(self) -> tuple[Indicator, ...]: ...
    def report(self, report_id: str) -> Report: ...


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A record that answers, with the report that states it. ``instead`` are the concepts that were asked where the record is
    of their whole, their part or their kin; ``also`` is the same figure where a notice of the same year words it differently."""

    indicator: Indicator
    entry: ReportEntry
    instead: tuple[str, ...] = ()
    also: tuple[Indicator, ReportEntry] | None = None


class FigureLookup:
    """The library's figures, ready to be asked."""

    def __init__(self, source: FigureSource) -> None:
        self.source = source
        self.entries = tuple(source.entries())
        self._entry = {entry.id: entry for entry in self.entries}
        self._by: dict[tuple[str, str], list[Indicator]] = {}
        places: dict[str, None] = {}
        self._states: dict[tuple[str, IndicatorKind, int], dict[str, None]] = {}
        for indicator in source.indicators():
            entry = self._entry.get(indicator.report_id)
            if entry is not None:
                self._by.setdefault((entry.region, indicator.name), []).append(indicator)
                if indicator.region != entry.region and (len(indicator.region) > 2 or indicator.region == "兵团"):
                    places[indicator.region] = None
                if not indicator.scope and indicator.year is not None:
                    held = self._states.setdefault((entry.region, indicator.kind, indicator.year), {})
                    held[entry.id] = None
        self._places = tuple(sorted(places, key=len, reverse=True))

    @classmethod
    def over(cls, source: FigureSource) -> FigureLookup:
        """The lookup over what the library holds now; the last one is kept as long as its records are the library's."""
        indicators, entries = source.indicators(), source.entries()
        for kept, of_indicators, of_entries in _LAST:
            if of_indicators is indicators and of_entries == entries and kept.source is source:
                return kept
        lookup = cls(source)
        _LAST[:] = [(lookup, indicators, entries)]
        return lookup

    def reports_of(self, region: str) -> tuple[ReportEntry, ...]:
        return tuple(entry for entry in self.entries if entry.region == region)

    def years_of(self, region: str) -> tuple[int, ...]:
        """The years of the region's reports, ascending."""
        return tuple(sorted({entry.year for entry in self.reports_of(region) if entry.year is not None}))

    def stated_in(self, region: str, kind: IndicatorKind, year: int) -> ReportEntry | None:
        """The report that would state the region's figures of this kind and year: a target that year's, a result the
        next year's; None where the library lacks it."""
        wanted = year if kind == "target" else year + 1
        found = [entry for entry in self.reports_of(region) if entry.year == wanted]
        if not found:  # a bulletin states its own year's results, a plan a later year's targets
            found = [self._entry[report_id] for report_id in self._states.get((region, kind, year), ())]
        return min(found, key=_rank, default=None)

    def find(
        self, region: str, concept: Concept, measure: Measure, kind: IndicatorKind, year: int | None, *, scope: str = ""
    ) -> Fact | None:
        """The record that answers, or None. ``year`` None: of any later year (targets for 2025 …). ``scope``: the sector
        or place that the question names."""
        rows = [
            row
            for row in self._by.get((region, record_name(concept, measure)), ())
            if row.kind == kind and (row.year == year if year is not None else row.year is not None)
        ]
        ranked = sorted(
            (
                (rank, _rank(self._entry[row.report_id]), position, row)
                for position, row in enumerate(rows)
                if (rank := _fit(row, region, concept, scope)) is not None
            ),
            key=lambda item: item[:3],
        )
        if not ranked:
            return None
        row = ranked[0][3]
        entry = self._entry[row.report_id]
        return Fact(indicator=row, entry=entry, also=self._also(row, entry, ranked))

    def _also(
        self, row: Indicator, entry: ReportEntry, ranked: Sequence[tuple[int, tuple[int, int], int, Indicator]]
    ) -> tuple[Indicator, ReportEntry] | None:
        """The same figure in another paper of the region, where it is worded differently."""
        for _, _, _, other in ranked:
            if other.report_id != entry.id and other.scope == row.scope and other.value != row.value:
                return other, self._entry[other.report_id]
        return None

    def scopes(self, region: str, concept: Concept) -> tuple[str, ...]:
        """The sectors, places and groups for which the region's reports state the concept."""
        names = [record_name(concept, measure) for measure in ("level", "growth", "change")]
        found = [row.scope for name in names for row in self._by.get((region, name), ())]
        return tuple(
            dict.fromkeys(scope for scope in found if scope and not scope.startswith(LOOSE) and scope != ELSEWHERE)
        )

    def headlines(self, entry: ReportEntry, kind: IndicatorKind, year: int) -> tuple[Indicator, ...]:
        """The region's own figures of this kind and year that one report states, in the report's order."""
        rows = [
            row
            for (region, _), rows in self._by.items()
            if region == entry.region
            for row in rows
            if row.report_id == entry.id and row.kind == kind and row.year == year and not row.scope
        ]
        return tuple(sorted(rows, key=lambda row: (row.start, row.end)))

    def stated_names(self, entry: ReportEntry, kind: IndicatorKind, year: int | None) -> tuple[str, ...]:
        """The names of the headline figures of this kind and year that a report states, in its order."""
        names: dict[str, None] = {}
        for (region, name), rows in self._by.items():
            if region == entry.region and any(
                row.report_id == entry.id and row.kind == kind and row.year == year and not row.scope for row in rows
            ):
                names[name] = None
        return tuple(names)

    def places_named(self, place: str, concept: Concept, kind: IndicatorKind, year: int | None) -> tuple[Fact, ...]:
        """Figures of a place without a report of its own that other reports state (兵团, 贵安新区)."""
        names = {record_name(concept, measure) for measure in ("level", "growth", "change")}
        return tuple(
            Fact(indicator=row, entry=self._entry[row.report_id])
            for (_, name), rows in self._by.items()
            if name in names
            for row in rows
            if row.kind == kind
            and row.year == year
            and row.scope
            and not _PERIOD.search(row.scope)
            and _is_place(row.scope, place)
        )

    def years_of_place(self, place: str, concept: Concept) -> tuple[int, ...]:
        """The years for which any report states the concept for a place without a report of its own, ascending."""
        names = {record_name(concept, measure) for measure in ("level", "growth", "change")}
        rows = (row for (_, name), rows in self._by.items() if name in names for row in rows if row.scope)
        return tuple(sorted({row.year for row in rows if row.year is not None and _is_place(row.scope, place)}))

    def places_in(self, text: str) -> tuple[str, ...]:
        """The places without a report of their own that ``text`` names and a report states figures for (云溪新区)."""
        return tuple(place for place in self._places if place in text)

    def speaks_of(self, place: str, concept: Concept, entries: Iterable[ReportEntry]) -> bool:
        """Whether a sentence of these reports names the place together with the concept: its passages may answer."""
        words = "|".join(re.escape(alias) for alias in (concept.name, *concept.aliases))
        pattern = re.compile(rf"{re.escape(place)}[^。\n]*(?:{words})|(?:{words})[^。\n]*{re.escape(place)}")
        return any(pattern.search(self.source.report(entry.id).text) for entry in entries)

    def names_it(self, entry: ReportEntry, concept: Concept) -> bool:
        """Whether the report's text names the concept at all: then its passages may know more than the records."""
        text = self.source.report(entry.id).text
        return any(alias in text for alias in (concept.name, *concept.aliases))


_LAST: list[tuple[FigureLookup, tuple[Indicator, ...], tuple[ReportEntry, ...]]] = []


def _rank(entry: ReportEntry) -> tuple[int, int]:
    """Work reports before notices, plans and others."""
    order = {"work_report": 0, "plan": 1, "division_notice": 2}
    return order.get(entry.kind, 3), 0


def _fit(row: Indicator, region: str, concept: Concept, scope: str) -> int | None:
    """How well a record's scope fits what is asked, 0 best; None: it is about something else."""
    if scope:
        return 0 if row.scope == scope else 1 if scope in row.scope else None
    if row.region != region and not _own_scope(row.region, region):
        return None
    if not row.scope:
        return 0
    if row.scope.startswith(LOOSE):
        return 2
    if _PERIOD.search(row.scope) or row.scope == ELSEWHERE:
        return None
    if (
        concept.shape in ("rate", "intensity")
        and concept.unit in ("", "concentration", "days")
        and _COVERAGE.search(row.scope)
    ):
        return 1
    return 3 if _own_scope(row.scope, region) else None


def _is_place(scope: str, place: str) -> bool:
    """兵团 is 新疆生产建设兵团, 贵安新区直管区 is 贵安新区; 武汉城市圈 is not 武汉."""
    if len(scope) > 1 and place.endswith(scope):
        return True
    return scope.startswith(place) and scope[len(place) :] in _SAME_PLACE


_SAME_PLACE = ("", "省", "市", "州", "县", "区", "直管区", "全域", "全市", "全区", "全县", "市全域", "新区", "县全县")


def _own_scope(scope: str, region: str) -> bool:
    """贵阳贵安 is 贵阳 and more: the report counts the region so."""
    known = canonical_region(region)
    short = known.short if known is not None else region.rstrip("省市州县区")
    return len(short) > 1 and scope.startswith(short) and scope not in (short, region)


def measures_for(concept: Concept, asked: str, kind: str = "") -> tuple[Measure, ...]:
    """The measures that answer, best first: what the question says, else (also where it asks for both) what the concept
    prefers; of a result the amount itself first, where nothing is said."""
    if concept.shape == "rate":
        return ("level", "change")
    if concept.shape in ("price", "ratio"):
        return ("level",)
    if asked == "level":
        return ("level", "growth")
    if asked == "growth":
        return ("growth", "level")
    amount = concept.prefer == "level" or (kind == "result" and concept.shape == "amount")
    return ("level", "growth") if amount else ("growth", "level")


def concepts_of(names: Iterable[str]) -> tuple[Concept, ...]:
    """The concepts of canonical names, each once."""
    found = [concept for name in names if (concept := concept_named(name)) is not None]
    return tuple(dict.fromkeys(found))
