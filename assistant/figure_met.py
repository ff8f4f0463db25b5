"""Was a target met: yes or no first, then the result beside the target, each with its source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.figure_asks import FigureAsk, Threshold
from assistant.figure_cases import Case, cases_of, fewer_is_better, reached
from assistant.figure_draft import Draft
from assistant.figure_lines import fact_lines, gap_between
from assistant.figure_met_over import every_lines
from assistant.figure_periods import Period
from assistant.figure_records import Fact, FigureLookup
from assistant.figure_refusals import absent_line
from assistant.figure_values import comparable, shown
from assistant.records import Answer, Query
from ingest.extract.values import scale, unit_class
from ingest.records import Indicator, IndicatorKind

_ASKS_GAP = re.compile(
    r"差多少|差几|差多大|相差|[高低多少]多少|[高低]几|[离距].{0,4}差|\bhow (?:much|far)\b|\bdifference\b|\bgap\b",
    re.IGNORECASE,
)


def answer_met(query: Query, ask: FigureAsk, lookup: FigureLookup, regions: Sequence[str]) -> Answer | None:
    """Whether the regions met their targets; a refusal where the result or the target is nowhere stated; None where passages
    may know more."""
    draft = Draft.of(query, lookup)
    cases = [case for region in regions for case in cases_of(query, ask, lookup, region)]
    if ask.every:
        complete = [case for case in cases if case.target is not None and case.result is not None]
        return draft.answer(every_lines(draft, query, complete), "indicator") if complete else None
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


def _verdict(draft: Draft, case: Case, target: Indicator, result: Indicator, *, several: bool) -> str:
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


def _against_the_question(draft: Draft, threshold: Threshold | None, case: Case, result: Indicator) -> str:
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


def _lacking(draft: Draft, ask: FigureAsk, case: Case) -> list[str]:
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
