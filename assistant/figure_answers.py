"""Answers about single regions: one figure or several, target beside result, over the years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.citations import Citations
from assistant.figure_periods import Period, periods
from assistant.figure_questions import FigureAsk
from assistant.figure_records import Fact, FigureLookup, concepts_of, measures_for
from assistant.figure_refusals import inner_place, missing
from assistant.figure_values import comparable, difference, shown, wording_of
from assistant.figure_wording import Wording
from assistant.names import short_name
from assistant.records import Answer, Query
from ingest.extract.indicator_names import Concept, record_name
from ingest.records import Indicator, IndicatorKind

_SENTENCE_END = "。！？\n"
_LONGEST_QUOTE = 320
_PLACE_ASKED = re.compile(
    r"(?P<place>[一-龥]{2,8}?(?:新区|开发区|高新区|经开区|园区|都市圈|城市圈|城市群|经济区|自贸区|自贸港|片区|兵团|综保区|企业|沿线国家))(?:的)?"
)


@dataclass
class Draft:
    """An answer being put together: its evidence and records in the order of use."""

    query: Query
    lookup: FigureLookup
    wording: Wording
    citations: Citations
    indicators: list[Indicator] = field(default_factory=list)

    @classmethod
    def of(cls, query: Query, lookup: FigureLookup) -> Draft:
        return cls(
            query=query, lookup=lookup, wording=Wording(language=query.language), citations=Citations(lookup.source)
        )

    def cite(self, indicator: Indicator, *, whole: bool = False) -> str:
        """The marker of the record's evidence: its words, or with ``whole`` the sentence around them."""
        if indicator not in self.indicators:
            self.indicators.append(indicator)
        start, end = indicator.start, indicator.end
        if whole:
            start, end = around(self.lookup.source.report(indicator.report_id).text, start, end)
        return f"[{self.citations.add(indicator.report_id, start, end)}]"

    def answer(self, lines: Sequence[str], kind: str, choices: Sequence[str] = ()) -> Answer:
        return Answer(
            question=self.query.question,
            answer="\n".join(line for line in lines if line),
            kind="comparison" if kind == "comparison" else "refusal" if kind == "refusal" else "indicator",
            citations=self.citations.all(),
            indicators=tuple(self.indicators),
            choices=tuple(choices),
            query=self.query,
        )


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around [start, end), or as much of it as stays readable, to its inner borders."""
    left = max(text.rfind(sign, 0, start) for sign in _SENTENCE_END) + 1
    rights = [place for sign in _SENTENCE_END if (place := text.find(sign, end)) >= 0]
    right = min(rights, default=len(text))
    right = right + 1 if right < len(text) and text[right] != "\n" else right
    if right - left <= _LONGEST_QUOTE:
        return left, right
    for sign in ("；", "，"):
        near_left = max(text.rfind(sign, left, start - (60 if sign == "，" else 0)) + 1, left)
        place = text.find(sign, end + (60 if sign == "，" else 0), right)
        near_right = place if place >= 0 else right
        if near_right - near_left <= _LONGEST_QUOTE:
            return near_left, near_right
    return start, end


def scope_asked(text: str, lookup: FigureLookup, region: str, concept: Concept) -> str | None:
    """The sector or place inside the region that the question names: "" for none, None where the records know nothing
    of it."""
    for scope in sorted(lookup.scopes(region, concept), key=len, reverse=True):
        core = scope.split("·")[0]
        if len(core) >= 2 and core in text and core not in region:
            return scope
    match = _PLACE_ASKED.search(text)
    if (
        match
        and match["place"] not in region
        and not match["place"].endswith(region)
        and re.match(r"(?:的)?(?:\d{4}年|[去今]年)?(?:的)?", text[match.end() :])
    ):
        return None
    return ""


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
    if concept.shape != "amount" or not ask.measure:
        return False
    return ask.measure == "level" or concept.prefer == "growth"


def find_facts(
    lookup: FigureLookup, region: str, concept: Concept, ask: FigureAsk, period: Period, scope: str = ""
) -> tuple[Fact, ...]:
    """The figures that answer for one concept and period: the figure, and of a result the level beside the growth where
    the question leaves it open; of a whole that is not stated its parts; else its kin."""
    fact = find_fact(lookup, region, concept, ask, period.kind, period.year, scope)
    if fact is None and not scope:
        parts = [find_fact(lookup, region, part, ask, period.kind, period.year) for part in concepts_of(concept.parts)]
        found = tuple(part for part in parts if part is not None)
        if found:
            return tuple(replace(part, instead=concept.name) for part in found)
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
            return replace(fact, instead=concept.name)
    for whole in concepts_of(("居民人均可支配收入",)):
        fact = find_fact(lookup, region, whole, ask, period.kind, period.year) if concept.name in whole.parts else None
        if fact is not None and wording_of(fact.indicator) != "number":
            return replace(fact, instead=concept.name)
    return None


def _beside(
    lookup: FigureLookup, region: str, concept: Concept, ask: FigureAsk, period: Period, fact: Fact, scope: str
) -> tuple[Fact, ...]:
    if ask.measure or concept.shape != "amount" or ask.mode not in ("single",):
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
    for concept in concepts_of(ask.indicators):
        scope = scope_asked(query.text, lookup, region, concept)
        if scope is None:
            place = _PLACE_ASKED.search(query.text)
            return inner_place(draft, region, concept, place["place"] if place else "") if concept.core else None

        def holds(kind: IndicatorKind, year: int, concept: Concept = concept, scope: str = scope) -> bool:
            return bool(find_facts(lookup, region, concept, ask, Period(kind=kind, year=year), scope))

        asked = periods(query, ask, lookup, region, holds)
        for period in asked:
            facts = find_facts(lookup, region, concept, ask, period, scope) or _later(
                lookup, region, concept, ask, period, scope
            )
            if facts:
                stated.append(facts)
            elif not (period.chosen and not ask.kind and not ask.both_kinds and len(asked) > 1):
                absent.append((concept, period))
    if not stated or all(wording_of(fact.indicator) == "vague" for facts in stated for fact in facts):
        return missing(draft, ask, region, absent, [fact for facts in stated for fact in facts])
    lines = _lines(draft, ask, stated)
    for concept, period in absent:
        lines.append(_absent_line(draft, region, concept, period))
    return draft.answer(lines, "indicator")


def answer_place(query: Query, ask: FigureAsk, lookup: FigureLookup, place: str) -> Answer | None:
    """The figures that another report states of a place without a report of its own (兵团, 新区 …), named as such."""
    draft = Draft.of(query, lookup)
    short = short_name(place)
    facts: list[Fact] = []
    for concept in concepts_of(ask.indicators):
        years = query.figure_years or query.years
        kinds: tuple[IndicatorKind, ...] = (ask.kind,) if ask.kind else ("result", "target")
        for year in years:
            for kind in kinds:
                found = lookup.places_named(short, concept, kind, year)
                facts += [
                    fact for fact in found if not ask.measure or fact.indicator.name in _asked_names(concept, ask)
                ]
    if not facts:
        return None
    return draft.answer(_lines(draft, ask, [(fact,) for fact in dict.fromkeys(facts)]), "indicator")


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


def _lines(draft: Draft, ask: FigureAsk, stated: Sequence[tuple[Fact, ...]]) -> list[str]:
    flat = list(dict.fromkeys(fact for facts in stated for fact in facts))
    several = len(flat) > 1
    lines = []
    if ask.mode == "change" and (line := _change(draft, flat)):
        lines.append(line)
    quotes: list[str] = []
    for fact in flat:
        lines.append(draft.wording.fact(fact, draft.cite(fact.indicator, whole=len(flat) <= 3)))
        if wording_of(fact.indicator) == "vague":
            lines[-1] += "（报告未给出具体数值）" if not draft.wording.english else " (The report gives no figure.)"
        if len(flat) <= 4 and not any(fact.indicator.quote in quote for quote in quotes):
            quotes = [quote for quote in quotes if quote not in fact.indicator.quote] + [fact.indicator.quote]
    lines.extend(draft.wording.original(quote) for quote in (quotes if not several else quotes[:3]))
    for fact in flat[:2]:
        if fact.also is not None:
            row, entry = fact.also
            lines.append(draft.wording.also(draft.wording.title(entry), row.quote, draft.cite(row)))
    return lines


def _change(draft: Draft, facts: Sequence[Fact]) -> str:
    """How a target stands to last year's result, or one year's figure to another's."""
    pairs = [
        (left.indicator, right.indicator)
        for left in facts
        for right in facts
        if left.indicator.name == right.indicator.name
        and left.indicator.kind == "target"
        and right.indicator.kind == "result"
    ]
    if not pairs:
        return ""
    target, result = pairs[0]
    aimed, reached = comparable(target), comparable(result)
    if aimed is None or reached is None:
        return ""
    marks = draft.cite(target, whole=True), draft.cite(result, whole=True)
    english = draft.wording.english
    if aimed == reached:
        gap = "the same as" if english else "数值持平"
    elif aimed > reached:
        gap = difference(target, result, draft.query.language)
    else:
        gap = (
            difference(result, target, draft.query.language)
            .replace("高", "低")
            .replace("多", "少")
            .replace("higher", "lower")
            .replace("more", "less")
        )
    if english:
        return f"{shown(target, 'en')} {marks[0]} is the {target.year} target, against {shown(result, 'en')} {marks[1]} in {result.year}: {gap}."
    return f"{shown(target)}{marks[0]}是{target.year}年目标，与{result.year}年实际{shown(result)}{marks[1]}相比{gap}。"


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
