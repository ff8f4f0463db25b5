"""Was a target met: yes or no first, then the result beside the target, each with its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figure_answers import scope_asked
from assistant.figure_draft import Draft
from assistant.figure_lines import fact_lines, gap_between
from assistant.figure_periods import Period, periods
from assistant.figure_questions import FigureAsk, Threshold
from assistant.figure_records import Fact, FigureLookup, concepts_of, measures_for
from assistant.figure_refusals import absent_line
from assistant.figure_values import comparable, shown
from assistant.records import Answer, Query
from ingest.extract.indicator_names import Concept, concept_named, measure_of
from ingest.extract.values import scale, unit_class
from ingest.records import Indicator, IndicatorKind

_ASKS_GAP = re.compile(
    r"差多少|差几|差多大|相差|[高低多少]多少|[高低]几|[离距].{0,4}差|\bhow (?:much|far)\b|\bdifference\b|\bgap\b",
    re.IGNORECASE,
)

_UNMET = re.compile(r"没|未|不|落空|差|\bmiss|\bnot\b|n't|\bfail", re.IGNORECASE)
_NAMED = 6


@dataclass(frozen=True, kw_only=True)
class _Case:
    """One target with its result; either may be lacking."""

    region: str
    concept: Concept
    year: int
    target: Fact | None
    result: Fact | None


def answer_met(query: Query, ask: FigureAsk, lookup: FigureLookup, regions: Sequence[str]) -> Answer | None:
    """Whether the regions met their targets; a refusal where the result or the target is nowhere stated; None where passages
    may know more."""
    draft = Draft.of(query, lookup)
    cases = [case for region in regions for case in _cases(query, ask, lookup, region)]
    if ask.every:
        complete = [case for case in cases if case.target is not None and case.result is not None]
        return draft.answer(_every_lines(draft, query, complete), "indicator") if complete else None
    lines: list[str] = []
    lacking: list[str] = []
    stated: list[tuple[Fact, ...]] = []
    for case in cases:
        target, result = case.target, case.result
        if target is not None and result is not None:
            lines.append(_verdict(draft, case, target.indicator, result.indicator, several=len(cases) > 1))
            lines.append(_other_number(draft, ask.threshold, target.indicator))
            stated.append((result, target))
        elif result is not None and (line := _against_the_question(draft, ask.threshold, case, result.indicator)):
            lines.append(line)
            stated.append((result,))
        else:
            lacking += _lacking(draft, ask, case)
    if not stated:
        return draft.answer(list(dict.fromkeys(lacking)), "refusal") if lacking else None
    return draft.answer(list(dict.fromkeys(lines + lacking + fact_lines(draft, ask, stated))), "indicator")


def answer_met_over(query: Query, ask: FigureAsk, lookup: FigureLookup, regions: Sequence[str]) -> Answer | None:
    """In which of the regions the targets were met and in which not, every region accounted for; None where no report
    allows to tell."""
    draft = Draft.of(query, lookup)
    cases = [case for region in regions for case in _cases(query, ask, lookup, region)]
    judged = [
        (case, reached(case.target.indicator, case.result.indicator))
        for case in cases
        if case.target is not None and case.result is not None
    ]
    if not judged:
        return None
    year = max(case.year for case, _ in judged)
    unmet_first = _UNMET.search(query.text) is not None
    lines: list[str] = []
    for met in (False, True) if unmet_first else (True, False):
        lines += _group(draft, [case for case, is_met in judged if is_met is met and case.year == year], year, met)
    open_cases = [case for case, is_met in judged if is_met is None and case.year == year]
    lines += [_case_line(draft, case) for case in open_cases]
    told = {case.region for case, _ in judged if case.year == year}
    absent = [region for region in regions if region not in told]
    lines.append(_not_told(draft, absent, year))
    return draft.answer(lines, "comparison")


def _group(draft: Draft, cases: Sequence[_Case], year: int, met: bool) -> list[str]:
    names = list(dict.fromkeys(draft.wording.region(case.region) for case in cases))
    what = "、".join(dict.fromkeys(case.concept.name for case in cases))
    if draft.wording.english:
        head = f"{year} targets {'met' if met else 'missed'}: {len(names)}{' – ' if names else ''}{', '.join(names)}."
    else:
        done = "达到目标的" if met else "没有达到目标的"
        head = f"{year}年{what}{done}共{len(names)}个{'：' if names else ''}{'、'.join(names)}。"
    return [head, *(_case_line(draft, case) for case in cases)]


def _case_line(draft: Draft, case: _Case) -> str:
    if case.target is None or case.result is None:
        return ""
    target, result = case.target.indicator, case.result.indicator
    values = shown(result, draft.query.language), shown(target, draft.query.language)
    gap = gap_between(draft, result, target)
    name = draft.wording.name_of(result)
    if draft.wording.english:
        by = f" ({gap})" if gap else ""
        return f"- {draft.wording.region(case.region)}, {name}: {values[0]} {draft.cite(result)}, target {values[1]} {draft.cite(target)}{by}"
    by = f"，{gap}" if gap else ""
    return f"- {case.region}{name}：实际{values[0]}{draft.cite(result)}，目标{values[1]}{draft.cite(target)}{by}"


def _not_told(draft: Draft, regions: Sequence[str], year: int) -> str:
    if not regions:
        return ""
    if draft.wording.english:
        return f"For {draft.wording.regions(regions[:_NAMED])}{' …' if len(regions) > _NAMED else ''} the library does not hold both the {year} target and the result."
    names = "、".join(regions[:_NAMED]) + (f"等{len(regions)}个地区" if len(regions) > _NAMED else "")
    return f"{names}：资料库中没有同时给出{year}年目标和实际的报告，无法判断。"


def _every_lines(draft: Draft, query: Query, cases: Sequence[_Case]) -> list[str]:
    """All targets of a region: how many were met, and which not (or which, as the question asks)."""
    judged = [
        (case, reached(case.target.indicator, case.result.indicator))
        for case in cases
        if case.target is not None and case.result is not None
    ]
    met = [case for case, is_met in judged if is_met]
    unmet = [case for case, is_met in judged if is_met is False]
    year = judged[0][0].year
    english, only_unmet = draft.wording.english, _UNMET.search(query.text) is not None
    if english:
        head = f"Of {len(judged)} targets for {year} whose results are stated, {len(met)} were met and {len(unmet)} missed."
    else:
        head = f"{year}年既有目标又有实际的指标{len(judged)}项：达到目标{len(met)}项，没有达到{len(unmet)}项"
        words = len(judged) - len(met) - len(unmet)
        head += f"，{words}项表述不同、无法按数值判断。" if words else "。"
    lines = [head]
    for label, chosen in (("没有达到", unmet), ("达到", met)):
        if chosen and not (label == "达到" and only_unmet and unmet):
            lines.append(f"{'Missed' if label == '没有达到' else 'Met'}:" if english else f"{label}：")
            lines += [_case_line(draft, case) for case in chosen]
    return lines


def _cases(query: Query, ask: FigureAsk, lookup: FigureLookup, region: str) -> list[_Case]:
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
            found.append(_Case(region=region, concept=concept, year=year, target=target, result=result))
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


def _verdict(draft: Draft, case: _Case, target: Indicator, result: Indicator, *, several: bool) -> str:
    wording, met = draft.wording, reached(target, result)
    values = shown(result, draft.query.language), shown(target, draft.query.language)
    marks = draft.cite(result, whole=True), draft.cite(target, whole=True)
    name = wording.name_of(result)
    whose = wording.region(case.region) if several else ""
    gap = gap_between(draft, result, target)
    about = met is False and "左右" in target.qualifier + target.value
    asks_gap = gap and _ASKS_GAP.search(draft.query.text)
    if wording.english:
        head = "It cannot be judged by number" if met is None else "Yes, the target was met" if met else "No"
        head = gap.capitalize() if asks_gap else head
        head = f"{whose}: {head}" if whose else head
        text = f"{head}: {name} was {values[0]} {marks[0]} in {case.year}, the target was {values[1]} {marks[1]}"
        text += f" ({gap})" if gap and not asks_gap else ""
        return text + (". The target says “about” (左右), so this is by number only." if about else ".")
    head = "否，没有达到目标"
    if met is not False:
        head = _met_words(target, draft.query.text, gap) if met else "没有可以直接比较的数值"
    head = f"实际比目标{gap}" if asks_gap else head
    text = (
        f"{whose}{'：' if whose else ''}{head}：{case.year}年{name}实际{values[0]}{marks[0]}，目标{values[1]}{marks[1]}"
    )
    text += f"，{gap}" if gap and not asks_gap else ""
    return text + ("（目标表述为“左右”，这里只按数值比较）。" if about else "。")


def _met_words(target: Indicator, question: str, gap: str) -> str:
    if target.low is None or fewer_is_better(target):
        return "是，控制在目标以内"
    if "超额" in question:
        return "是，超额完成了目标" if gap.startswith(("高", "多")) else "完成了目标，但没有超额"
    return "是，达到了目标"


def _number(threshold: Threshold | None, row: Indicator) -> float | None:
    """The question's own number in base units, where it is of the figure's kind."""
    if threshold is None or unit_class(threshold.unit) != unit_class(row.unit):
        return None
    return threshold.low * scale(threshold.unit)


def _other_number(draft: Draft, threshold: Threshold | None, target: Indicator) -> str:
    """A remark where the question names another number than the report sets."""
    asked, aim = _number(threshold, target), comparable(target)
    if threshold is None or asked is None or aim is None or abs(asked - aim) < 1e-6 * max(abs(aim), 1.0):
        return ""
    said, value = f"{threshold.low:.10g}{threshold.unit}", shown(target, draft.query.language)
    if draft.wording.english:
        return f"The report's target is {value}, not {said}."
    return f"报告提出的目标是{value}，不是所问的{said}。"


def _against_the_question(draft: Draft, threshold: Threshold | None, case: _Case, result: Indicator) -> str:
    """The result against the question's own number, where no report of the library states the target."""
    asked, got = _number(threshold, result), comparable(result)
    if threshold is None or asked is None or got is None:
        return ""
    said, value, mark = f"{threshold.low:.10g}{threshold.unit}", shown(result, draft.query.language), draft.cite(result)
    name, met = draft.wording.name_of(result), got <= asked if fewer_is_better(result) else got >= asked
    if draft.wording.english:
        return (
            f"{'Yes' if met else 'No'}, by the number in the question: {name} was {value} {mark} in {case.year}, asked was {said}. "
            f"The library has no report that states the {case.year} target."
        )
    return (
        f"{'是，达到了' if met else '否，没有达到'}所问的数：{case.year}年{name}实际{value}{mark}，所问为{said}。"
        f"资料库中没有{case.region}提出{case.year}年目标的报告，目标本身无法核对。"
    )


def _lacking(draft: Draft, ask: FigureAsk, case: _Case) -> list[str]:
    """What is missing of a case, and the other side as its report words it; nothing where passages may know it."""
    lines = []
    sides: tuple[tuple[IndicatorKind, Fact | None], ...] = (("target", case.target), ("result", case.result))
    for kind, fact in sides:
        if fact is not None:
            continue
        period = Period(kind=kind, year=case.year)
        entry = draft.lookup.stated_in(case.region, kind, case.year)
        if entry is not None and not case.concept.core and draft.lookup.names_it(entry, case.concept):
            return []
        lines.append(absent_line(draft, ask, case.region, case.concept, period, entry))
    for _, fact in sides:
        if fact is not None:
            row, mark = fact.indicator, draft.cite(fact.indicator, whole=True)
            quote = f"{draft.wording.title(fact.entry)}: 「{row.quote}」{mark}"
            if draft.wording.english:
                lines.append(f"Whether the target was met cannot be told; {quote}.")
            else:
                lines.append(f"因此无法判断是否完成；{quote.replace(': 「', '：「')}。")
    return lines
