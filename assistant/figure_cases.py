"""Targets with their results: found in one measure, and judged by number."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.figure_answers import scope_asked
from assistant.figure_asks import FigureAsk
from assistant.figure_periods import periods
from assistant.figure_records import Fact, FigureLookup, concepts_of, measures_for
from assistant.figure_values import comparable
from assistant.records import Query
from ingest.extract.indicator_names import Concept, concept_named, measure_of
from ingest.extract.values import unit_class
from ingest.records import Indicator, IndicatorKind


@dataclass(frozen=True, kw_only=True)
class Case:
    """One target with its result; either may be lacking."""

    region: str
    concept: Concept
    year: int
    target: Fact | None
    result: Fact | None


def cases_of(query: Query, ask: FigureAsk, lookup: FigureLookup, region: str) -> list[Case]:
    found = []
    for concept in concepts_of(ask.indicators):
        scope = scope_asked(query, ask, lookup, region, concept)
        if scope is None:
            continue

        def holds(kind: IndicatorKind, year: int, concept: Concept = concept, scope: str = scope) -> bool:
            return any(
                lookup.find(region, concept, measure, kind, year, scope=scope)
                for measure in measures_for(concept, ask.measure)
            )

        asked = periods(query, ask, lookup, region, holds)
        if asked:
            year = asked[0].year
            target, result = _in_one_measure(lookup, region, concept, ask, year, scope)
            found.append(Case(region=region, concept=concept, year=year, target=target, result=result))
    return found


def _in_one_measure(
    lookup: FigureLookup, region: str, concept: Concept, ask: FigureAsk, year: int, scope: str
) -> tuple[Fact | None, Fact | None]:
    """Target and result in the first measure that both are stated in; else each as it is stated."""
    pairs = [
        (
            lookup.find(region, concept, measure, "target", year, scope=scope),
            lookup.find(region, concept, measure, "result", year, scope=scope),
        )
        for measure in measures_for(concept, ask.measure)
    ]
    whole = [pair for pair in pairs if all(pair)]
    if whole:
        return whole[0]
    targets, results = ([fact for pair in pairs if (fact := pair[side]) is not None] for side in (0, 1))
    return (targets[0] if targets else None), (results[0] if results else None)


def fewer_is_better(indicator: Indicator) -> bool:
    """Whether a target of this figure is an upper limit: prices, unemployment, pollution, the gap between incomes."""
    concept = concept_named(indicator.name)
    if concept is None:
        return False
    level = measure_of(indicator.name) == "level"
    return concept.shape in ("price", "ratio") or "失业" in concept.name or (concept.shape == "intensity" and level)


def reached(target: Indicator, result: Indicator) -> bool | None:
    """Whether the result meets the target, by number alone; None where they do not compare."""
    aim, got = comparable(target), comparable(result)
    if aim is None or got is None or unit_class(target.unit) != unit_class(result.unit):
        return None
    at_most = target.low is None or (fewer_is_better(target) and target.high is not None)
    if at_most:
        return got <= aim + 1e-9
    if target.low is not None and target.high is not None and target.low != target.high:
        return got >= aim * (target.low / ((target.low + target.high) / 2)) - 1e-9  # of a range its lower end counts
    return got >= aim - 1e-9
