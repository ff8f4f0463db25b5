"""Targets met and missed over regions, or over all targets of one region: every one accounted for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.figure_asks import FigureAsk
from assistant.figure_cases import Case, cases_of, reached
from assistant.figure_draft import Draft
from assistant.figure_lines import gap_between
from assistant.figure_records import FigureLookup
from assistant.figure_values import shown
from assistant.records import Answer, Query

_UNMET = re.compile(r"没|未|不|落空|差|\bmiss|\bnot\b|n't|\bfail", re.IGNORECASE)
_NAMED = 6


def answer_met_over(query: Query, ask: FigureAsk, lookup: FigureLookup, regions: Sequence[str]) -> Answer | None:
    """In which of the regions the targets were met and in which not, every region accounted for; None where no report
    allows to tell."""
    draft = Draft.of(query, lookup)
    cases = [case for region in regions for case in cases_of(query, ask, lookup, region)]
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


def _group(draft: Draft, cases: Sequence[Case], year: int, met: bool) -> list[str]:
    names = list(dict.fromkeys(draft.wording.region(case.region) for case in cases))
    what = "、".join(dict.fromkeys(case.concept.name for case in cases))
    if draft.wording.english:
        head = f"{year} targets {'met' if met else 'missed'}: {len(names)}{' – ' if names else ''}{', '.join(names)}."
    else:
        done = "达到目标的" if met else "没有达到目标的"
        head = f"{year}年{what}{done}共{len(names)}个{'：' if names else ''}{'、'.join(names)}。"
    return [head, *(_case_line(draft, case) for case in cases)]


def _case_line(draft: Draft, case: Case) -> str:
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


def every_lines(draft: Draft, query: Query, cases: Sequence[Case]) -> list[str]:
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
