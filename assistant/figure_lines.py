"""The lines of an answer about one region: a line a figure, or a line a year, and how target and result stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.figure_contrasts import best_year, contrast
from assistant.figure_draft import Draft
from assistant.figure_questions import FigureAsk
from assistant.figure_records import Fact
from assistant.figure_values import comparable, difference, shown, wording_of
from ingest.records import Indicator


def fact_lines(draft: Draft, ask: FigureAsk, stated: Sequence[tuple[Fact, ...]]) -> list[str]:
    """The lines of all facts, each record once: what is set against what first, then a line a figure and its words."""
    flat = _each_once([fact for facts in stated for fact in facts])
    several = len(flat) > 1
    if ask.mode == "trend" and several:
        return [*best_year(draft, ask, flat), *_year_lines(draft, flat)]
    alike = [fact for fact in flat if fact.indicator.kind == "target"] if ask.mode == "change" else flat
    lines = [line] if (line := contrast(draft, ask, alike if len(alike) > 1 else flat)) else []
    if (ask.mode == "change" or ask.both_kinds) and not ask.met and (line := _change(draft, flat)):
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


def _each_once(facts: Sequence[Fact]) -> list[Fact]:
    """The facts with each record once; one that stands in for several concepts names them all."""
    merged: dict[str, Fact] = {}
    for fact in facts:
        before = merged.get(fact.indicator.id)
        instead = tuple(dict.fromkeys((*before.instead, *fact.instead))) if before else fact.instead
        merged[fact.indicator.id] = replace(before or fact, instead=instead)
    return list(merged.values())


def _year_lines(draft: Draft, facts: Sequence[Fact]) -> list[str]:
    """One line a year under the name of the figure."""
    wording, lines = draft.wording, []
    for name in dict.fromkeys(fact.indicator.name for fact in facts):
        rows = [fact for fact in facts if fact.indicator.name == name]
        region = rows[0].entry.region
        title = wording.name_of(rows[0].indicator)
        lines.append(f"{wording.region(region)}, {title}:" if wording.english else f"{region}{title}：")
        for fact in sorted(rows, key=lambda fact: (fact.indicator.year or 0, fact.indicator.kind == "target")):
            row, value = fact.indicator, shown(fact.indicator, wording.language)
            label = (
                f"{row.year} {wording.kind(row.kind)}: "
                if wording.english
                else f"{row.year}年{wording.kind(row.kind)}："
            )
            lines.append(f"- {label}{value}{' ' if wording.english else ''}{draft.cite(row)}")
    return lines


def _change(draft: Draft, facts: Sequence[Fact]) -> str:
    """How a target stands to last year's result, or a year's result to its target."""
    rows = [fact.indicator for fact in facts]
    pairs = [(a, b) for a in rows for b in rows if a.name == b.name and a.kind == "target" and b.kind == "result"]
    if not pairs:
        return ""
    target, result = pairs[0]
    same_year = target.year == result.year
    first, second = (result, target) if same_year else (target, result)
    left, right = comparable(first), comparable(second)
    if left is None or right is None:
        return ""
    gap = _gap(draft, first, second, left, right)
    values = shown(first, draft.query.language), shown(second, draft.query.language)
    marks = draft.cite(first, whole=True), draft.cite(second, whole=True)
    kinds = draft.wording.kind(first.kind), draft.wording.kind(second.kind)
    if draft.wording.english:
        return f"{values[0]} {marks[0]} is the {first.year} {kinds[0]}, against the {second.year} {kinds[1]} of {values[1]} {marks[1]}: {gap}."
    return (
        f"{values[0]}{marks[0]}是{first.year}年{kinds[0]}，与{second.year}年{kinds[1]}{values[1]}{marks[1]}相比{gap}。"
    )


def gap_between(draft: Draft, first: Indicator, second: Indicator) -> str:
    """How the first stands to the second: 高0.4个百分点, 少2万吨, 数值持平; "" where they cannot be subtracted."""
    left, right = comparable(first), comparable(second)
    if left is None or right is None:
        return ""
    return _gap(draft, first, second, left, right)


def _gap(draft: Draft, first: Indicator, second: Indicator, left: float, right: float) -> str:
    english = draft.wording.english
    if left == right:
        return "the same number" if english else "数值持平"
    if left > right:
        return difference(first, second, draft.query.language)
    gap = difference(second, first, draft.query.language)
    return (
        gap.replace("higher", "lower").replace("more", "less")
        if english
        else gap.replace("高", "低").replace("多", "少")
    )
