"""Answers about single regions: one figure or several, target beside result, over the years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figure_draft import Draft
from assistant.figure_lines import fact_lines
from assistant.figure_patterns import CONTRAST
from assistant.figure_periods import Period, periods
from assistant.figure_questions import FigureAsk
from assistant.figure_records import Fact, FigureLookup, concepts_of, measures_for
from assistant.figure_refusals import inner_place, missing
from assistant.figure_values import wording_of
from assistant.names import short_name
from assistant.records import Answer, Query
from ingest.extract.indicator_names import Concept, Measure, concept_named, measure_of, record_name
from ingest.records import IndicatorKind
from ingest.structure.regions import canonical_region

_PLACE_ASKED = re.compile(
    r"(?P<place>[一-龥]{2,8}?(?:新区|开发区|高新区|经开区|园区|都市圈|城市圈|城市群|经济区|自贸区|自贸港|片区|兵团|综保区|企业|沿线国家))(?:的)?"
)


def place_asked(text: str) -> str:
    """The place below a region that a question names by its kind (云溪新区, 望川开发区), or ""."""
    match = _PLACE_ASKED.search(text)
    place = re.sub(r"^(?:请问|想知道|关于|查一?下?|今年|去年|[在对和与])+", "", match["place"]) if match else ""
    return "" if len(place) < 4 or place.endswith(("企业", "沿线国家")) or re.match("哪|各|全", place) else place


def scope_asked(query: Query, ask: FigureAsk, lookup: FigureLookup, region: str, concept: Concept) -> str | None:
    """The sector or place inside the region that the question names: "" for none, None where the records know nothing
    of it."""
    for scope in sorted(lookup.scopes(region, concept), key=len, reverse=True):
        core = scope.split("·")[0]
        if len(core) >= 2 and core not in region and (core in query.text or (ask.part and ask.part in core)):
            return scope
    match = _PLACE_ASKED.search(query.text)
    if match and not region.endswith(match["place"]) and match["place"] not in region:
        return None
    return None if ask.part else ""


def find_fact(
    lookup: FigureLookup,
    region: str,
    concept: Concept,
    ask: FigureAsk,
    kind: IndicatorKind,
    year: int | None,
    scope: str = "",
) -> Fact | None:
    """The figure of a concept in the measure that is asked, or, where the report lacks it, in another one."""
    side_by_side = ask.both_kinds or ask.mode == "change"  # target and result in one measure, so that they compare
    measures = measures_for(concept, ask.measure, "" if side_by_side else kind)
    if strict(concept, ask):
        measures = measures[:1]
    for measure in measures:
        fact = lookup.find(region, concept, measure, kind, year, scope=scope)
        if fact is not None:
            return fact
    return None


def strict(concept: Concept, ask: FigureAsk) -> bool:
    """Whether only the measure that is asked answers: a growth rate is no amount. Jobs and grain are counted, whatever
    the question's verb."""
    if concept.shape != "amount" or ask.measure in ("", "both"):
        return False
    return ask.measure == "level" or concept.prefer == "growth"


def find_facts(
    lookup: FigureLookup, region: str, concept: Concept, ask: FigureAsk, period: Period, scope: str = ""
) -> tuple[Fact, ...]:
    """The figures that answer for one concept and period: the figure, and of a result the level beside the growth where
    the question leaves it open; of a whole that is not stated its parts; else its kin."""
    over_years = ask.mode == "trend" and not ask.measure  # one measure a line, or the years would not compare
    if (ask.measure == "both" or over_years) and concept.shape == "amount":
        measures: tuple[Measure, ...] = ("level", "growth")
        both = [lookup.find(region, concept, each, period.kind, period.year, scope=scope) for each in measures]
        if any(both):
            return tuple(fact for fact in both if fact is not None)
    fact = find_fact(lookup, region, concept, ask, period.kind, period.year, scope)
    if fact is None and not scope:
        parts = [find_fact(lookup, region, part, ask, period.kind, period.year) for part in concepts_of(concept.parts)]
        found = tuple(part for part in parts if part is not None)
        if found:
            return tuple(replace(part, instead=(concept.name,)) for part in found)
        fact = _related(lookup, region, concept, ask, period)
    if fact is None:
        return ()
    return (fact, *_beside(lookup, region, concept, ask, period, fact, scope))


def _related(lookup: FigureLookup, region: str, concept: Concept, ask: FigureAsk, period: Period) -> Fact | None:
    """The figure of the concept's kin; or of its whole where that is tied to growth: what a report says so of 居民收入 holds
    for 城镇 and 农村 too, a number does not."""
    for kin in concepts_of((concept.kin,)):
        fact = find_fact(lookup, region, kin, ask, period.kind, period.year)
        if fact is not None:
            return replace(fact, instead=(concept.name,))
    for whole in concepts_of(("居民人均可支配收入",)):
        fact = find_fact(lookup, region, whole, ask, period.kind, period.year) if concept.name in whole.parts else None
        if fact is not None and wording_of(fact.indicator) != "number":
            return replace(fact, instead=(concept.name,))
    return None


def _beside(
    lookup: FigureLookup, region: str, concept: Concept, ask: FigureAsk, period: Period, fact: Fact, scope: str
) -> tuple[Fact, ...]:
    if ask.measure or concept.shape != "amount" or ask.mode != "single" or ask.both_kinds:
        return ()
    for measure in measures_for(concept, "", period.kind):
        other = lookup.find(region, concept, measure, period.kind, period.year, scope=scope)
        if other is not None and other.indicator.name != fact.indicator.name and not other.indicator.scope:
            return (other,)
    return ()


def answer_single(query: Query, ask: FigureAsk, lookup: FigureLookup, region: str) -> Answer | None:
    """The figures of one region; a refusal where a core indicator is not stated; None where passages may know more."""
    draft = Draft.of(query, lookup)
    stated: list[tuple[Fact, ...]] = []
    absent: list[tuple[Concept, Period]] = []
    beside = ask.both_kinds
    for concept in concepts_of(ask.indicators):
        scope = scope_asked(query, ask, lookup, region, concept)
        if scope is None:
            place = _PLACE_ASKED.search(query.text)
            return inner_place(draft, region, concept, place["place"]) if place and concept.core else None
        asked = _periods_of(query, ask, lookup, region, concept, scope)
        if ask.mode != "change" and len({period.kind for period in asked}) > 1 and CONTRAST.search(query.text):
            beside = True  # set against each other, they must be of one measure
        for period in asked:
            facts = _facts_of(lookup, region, concept, replace(ask, both_kinds=beside), period, scope)
            if facts:
                stated.append(facts)
            elif not (period.chosen and not ask.kind and not beside and len(asked) > 1):
                absent.append((concept, period))
    if not stated or all(wording_of(fact.indicator) == "vague" for facts in stated for fact in facts):
        return missing(draft, ask, region, absent, [fact for facts in stated for fact in facts])
    lines = fact_lines(draft, replace(ask, both_kinds=beside), stated)
    lines += [_other_half(draft, ask, region, facts) for facts in stated]
    lines += [_absent_line(draft, region, concept, period) for concept, period in absent]
    return draft.answer(lines, "indicator")


def _periods_of(
    query: Query, ask: FigureAsk, lookup: FigureLookup, region: str, concept: Concept, scope: str
) -> tuple[Period, ...]:
    def holds(kind: IndicatorKind, year: int) -> bool:
        return bool(find_facts(lookup, region, concept, ask, Period(kind=kind, year=year), scope))

    return periods(query, ask, lookup, region, holds)


def _facts_of(
    lookup: FigureLookup, region: str, concept: Concept, ask: FigureAsk, period: Period, scope: str
) -> tuple[Fact, ...]:
    found = find_facts(lookup, region, concept, ask, period, scope)
    return found or _later(lookup, region, concept, ask, period, scope)


def _other_half(draft: Draft, ask: FigureAsk, region: str, facts: Sequence[Fact]) -> str:
    """The line for the amount or the growth that the report does not give, where both were asked."""
    concept = concept_named(facts[0].indicator.name)
    if ask.measure != "both" or concept is None or concept.shape != "amount" or len(facts) != 1:
        return ""
    row = facts[0].indicator
    lacking: Measure = "level" if measure_of(row.name) == "growth" else "growth"
    if row.kind == "target" and lacking == "level":
        return ""  # few reports aim at an amount; nobody misses it
    title, name = draft.wording.title(facts[0].entry), draft.wording.name(concept, lacking)
    if draft.wording.english:
        return f"Not found: {title} does not state {name} for {row.year}."
    return f"{title}未给出{region}{row.year}年{name}{'（总量）' if lacking == 'level' else ''}。"


def answer_place(query: Query, ask: FigureAsk, lookup: FigureLookup, place: str) -> Answer | None:
    """The figures that another report states of a place without a report of its own (兵团, 新区 …), named as such."""
    draft = Draft.of(query, lookup)
    known = canonical_region(place)
    facts: list[Fact] = []
    for concept in concepts_of(ask.indicators):
        years = query.figure_years or query.years or lookup.years_of_place(short_name(place), concept)[-1:]
        kinds: tuple[IndicatorKind, ...] = (ask.kind,) if ask.kind else ("result", "target")
        for year in years:
            for kind in kinds:
                found = lookup.places_named(short_name(place), concept, kind, year) or lookup.places_named(
                    known.name if known is not None else place, concept, kind, year
                )
                facts += [
                    fact for fact in found if not ask.measure or fact.indicator.name in _asked_names(concept, ask)
                ]
    if not facts:
        return None
    return draft.answer(fact_lines(draft, ask, [(fact,) for fact in dict.fromkeys(facts)]), "indicator")


def _asked_names(concept: Concept, ask: FigureAsk) -> tuple[str, ...]:
    measures = measures_for(concept, ask.measure)
    return tuple(record_name(concept, measure) for measure in (measures[:1] if strict(concept, ask) else measures))


def _later(
    lookup: FigureLookup, region: str, concept: Concept, ask: FigureAsk, period: Period, scope: str
) -> tuple[Fact, ...]:
    """A target for a later year, where the question left the year open and none is set for this one."""
    if period.kind != "target" or not period.chosen:
        return ()
    fact = find_fact(lookup, region, concept, ask, "target", None, scope)
    return (fact,) if fact is not None else ()


def _absent_line(draft: Draft, region: str, concept: Concept, period: Period) -> str:
    wording = draft.wording
    name = wording.name(concept, measures_for(concept, "")[0])
    entry = draft.lookup.stated_in(region, period.kind, period.year)
    if wording.english:
        where = f"{wording.title(entry)} does not state" if entry else "the library has no report that would state"
        return f"Not found: {where} {name}, {period.year} {wording.kind(period.kind)}."
    what = f"{concept.name}{period.year}年{wording.kind(period.kind)}{'数' if period.kind == 'result' else ''}"
    if entry is not None:
        return (
            f"{wording.title(entry)}未提出{what}。"
            if period.kind == "target"
            else f"{wording.title(entry)}未给出{what}。"
        )
    return f"资料库中没有{region}{period.year if period.kind == 'target' else period.year + 1}年的报告，未找到{what}。"
