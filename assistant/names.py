"""The names that a library holds: regions with their years, and what the reports are about. Values only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest.records import ReportEntry, Scope
from ingest.structure.regions import Region, all_regions, canonical_region

# What may follow a short name in a full one, longest first: 云岭省 -> 云岭.
_SUFFIXES = (
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "自治州",
    "自治县",
    "地区",
    "新区",
    "省",
    "市",
    "州",
    "县",
    "区",
    "盟",
    "旗",
)


def short_name(region: str) -> str:
    """The short name of a region: 贵州省 -> 贵州, 云岭省 -> 云岭; the name itself where nothing can be cut."""
    known = canonical_region(region)
    if known is not None and known.name == region:
        return known.short
    for suffix in _SUFFIXES:
        if region.endswith(suffix) and len(region) - len(suffix) >= 2:
            return region[: -len(suffix)]
    return region


@lru_cache(maxsize=1000)
def in_pinyin(name: str) -> str:
    """A Chinese name as English text writes it: 云岭 -> Yunling."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).capitalize()


@dataclass(frozen=True, kw_only=True)
class LibraryNames:
    """What can be asked about: the library's reports by region and year."""

    entries: tuple[ReportEntry, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[ReportEntry]) -> LibraryNames:
        return cls(entries=tuple(entries))

    @property
    def regions(self) -> tuple[str, ...]:
        """Canonical names of the regions that have a report, in the library's order, each once."""
        return tuple(dict.fromkeys(entry.region for entry in self.entries if entry.region))

    def years(self, regions: Iterable[str] = ()) -> tuple[int, ...]:
        """The years of the reports (of ``regions``, if any are given), ascending."""
        wanted = set(regions)
        found = {e.year for e in self.entries if e.year is not None and (not wanted or e.region in wanted)}
        return tuple(sorted(found))

    def latest_year(self, regions: Iterable[str] = ()) -> int | None:
        """The newest year that has a report (of ``regions``); None where there is none."""
        years = self.years(regions) or self.years()
        return years[-1] if years else None

    def region_names(self) -> dict[str, str]:
        """Every name by which a region of the library may be called -> its canonical name, longest names first."""
        names: dict[str, str] = {}
        known = {region.name: region for region in all_regions()}
        for region in self.regions:
            for name in (region, short_name(region), *_aliases(known.get(region))):
                if len(name) >= 2:
                    names.setdefault(name, region)
        return dict(sorted(names.items(), key=lambda item: -len(item[0])))

    def own_names(self) -> dict[str, str]:
        """The names of regions that the table of divisions does not know, in Chinese and in pinyin -> canonical name."""
        names: dict[str, str] = {}
        known = {region.name for region in all_regions()}
        for region in self.regions:
            if region not in known:
                short = short_name(region)
                for name in (region, short, in_pinyin(short)):
                    names.setdefault(name, region)
        return dict(sorted(names.items(), key=lambda item: -len(item[0])))

    def scope_of(self, regions: Iterable[str], years: Iterable[int]) -> Scope:
        """The scope that a question about regions and years means: what was done in a year stands in that year's
        report as a plan and in the next year's as a result, so both are searched where the library holds them."""
        held = set(self.years(regions))
        wanted = {year for asked in years for year in (asked, asked + 1) if year in held}
        return Scope(regions=tuple(regions), years=tuple(sorted(wanted)))


def _aliases(region: Region | None) -> tuple[str, ...]:
    return tuple(alias for alias in region.aliases if len(alias) >= 2) if region else ()
