"""The sentences of figure answers, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figure_records import Fact
from assistant.figure_values import shown
from assistant.names import in_pinyin, short_name
from assistant.records import Language
from ingest.extract.figure_subjects import LOOSE
from ingest.extract.indicator_names import Concept, Measure, concept_named, half_width, measure_of, record_name
from ingest.records import Indicator, IndicatorKind, Level, ReportEntry
from ingest.structure.regions import canonical_region

_LEVELS = {"national": "全国", "province": "省级", "prefecture": "市级", "county": "县级"}
_LEVELS_EN = {"national": "national", "province": "province", "prefecture": "city", "county": "county"}


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How things are said in one language."""

    language: Language

    @property
    def english(self) -> bool:
        return self.language == "en"

    def region(self, name: str) -> str:
        if not self.english or name.isascii():
            return name
        known = canonical_region(name)
        return known.english if known is not None and known.english else in_pinyin(short_name(name))

    def regions(self, names: Sequence[str]) -> str:
        return (", " if self.english else "、").join(self.region(name) for name in names)

    def level(self, level: Level) -> str:
        """The level of a region in brackets: （市级）."""
        return f" ({_LEVELS_EN.get(level, level)})" if self.english else f"（{_LEVELS.get(level, level)}）"

    def kind(self, kind: IndicatorKind) -> str:
        if self.english:
            return "target" if kind == "target" else "actual result"
        return "目标" if kind == "target" else "实际"

    def name(self, concept: Concept, measure: Measure) -> str:
        """The name of a figure: 地区生产总值增速, “GDP growth”."""
        if not self.english:
            return record_name(concept, measure)
        english = concept.english
        if measure == "growth" and concept.shape == "amount":
            return f"{english} growth" if len(english) <= 5 else f"growth of {english}"
        if measure == "growth":
            return f"reduction in {english}"
        return f"change in the {english}" if measure == "change" else english

    def name_of(self, indicator: Indicator) -> str:
        concept = concept_named(indicator.name)
        return self.name(concept, measure_of(indicator.name)) if concept is not None else indicator.name

    def what(self, region: str, year: int | None, name: str, kind: IndicatorKind, scope: str = "") -> str:
        """What a figure is: 湖南省2022年固定资产投资增速目标."""
        if self.english:
            part = f" ({scope})" if scope else ""
            return f"{self.region(region)}{part}: {name}, {year} {self.kind(kind)}"
        return f"{region}{scope}{year}年{name}{'目标' if kind == 'target' else '（实际）'}"

    def title(self, entry: ReportEntry) -> str:
        dated = (
            ""
            if entry.year is None or str(entry.year) in entry.title
            else (f", {entry.year}" if self.english else f"（{entry.year}年）")
        )
        whose = (
            ""
            if not entry.region or short_name(entry.region) in entry.title or entry.region == "全国"
            else self.region(entry.region)
        )
        return f"{whose}{' ' if whose and self.english else ''}《{entry.title}》{dated}"

    def fact(self, fact: Fact, marker: str) -> str:
        """One figure in a line that starts with it."""
        row = fact.indicator
        scope = "" if not row.scope or row.scope.startswith(LOOSE) else row.scope
        scope = scope if not scope or not scope.startswith(short_name(fact.entry.region)) else f"（{scope}）"
        what = self.what(fact.entry.region, row.year, self.name_of(row), row.kind, scope)
        if self.english:
            return f"{shown(row, 'en')} – {what}, stated in {self.title(fact.entry)} {marker}.{self.note(fact)}"
        return f"{shown(row)}：{what}，见{self.title(fact.entry)}{marker}。{self.note(fact)}"

    def note(self, fact: Fact) -> str:
        """The report's own word for the indicator where it is another one."""
        remarks = []
        if word := own_word(fact.indicator):
            remarks.append(f"The report's own term is “{word}”." if self.english else f"报告用语为“{word}”")
        if fact.instead:
            remarks.append(self._instead(fact))
        if not fact.indicator.unit and 90 <= (fact.indicator.low or fact.indicator.high or 0) <= 120:
            remarks.append("A price index, the year before being 100." if self.english else "价格指数，上年为100")
        if not remarks:
            return ""
        return " " + " ".join(remarks) if self.english else f"（{'；'.join(remarks)}）"

    def _instead(self, fact: Fact) -> str:
        asked = [concept for name in fact.instead if (concept := concept_named(name)) is not None]
        stated = concept_named(fact.indicator.name)
        if not asked or stated is None:
            return ""
        names = (" or " if self.english else "、").join(c.english if self.english else c.name for c in asked)
        if self.english:
            return f"The report does not state {names} separately."
        if any(concept.name in stated.parts for concept in asked):
            return f"报告未单列{names}，这是对{stated.name}的表述"
        return f"报告未单列{names}"

    def original(self, quote: str) -> str:
        flat = " ".join(quote.split())
        return f"Source text: 「{flat}」" if self.english else f"原文：「{flat}」"

    def also(self, title: str, quote: str, marker: str) -> str:
        flat = " ".join(quote.split())
        return f"{title} words it so: 「{flat}」{marker}" if self.english else f"另外，{title}写作：「{flat}」{marker}"


def own_word(indicator: Indicator) -> str:
    """The word that the report uses, where it is no shortened form of the canonical name: 地方级财政收入, 新增就业岗位."""
    if indicator.scope.startswith(LOOSE):
        return indicator.scope.removeprefix(LOOSE)
    concept = concept_named(indicator.name)
    if concept is None:
        return ""
    quote = half_width(indicator.quote)
    names = [name for name in (concept.name, *concept.aliases) if name in quote]
    if not names or concept.name == "地区生产总值":
        return ""
    longest = max(names, key=len)
    if _shortened(concept.name, longest) or any(_shortened(name, concept.name) for name in names):
        return ""
    return "" if sum(sign not in concept.name for sign in longest) <= 1 else longest


def _shortened(short: str, full: str) -> bool:
    signs = iter(full)
    return all(sign in signs for sign in short)
