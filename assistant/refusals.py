"""Refusals: what was asked and cannot be stated, what is missing, and what is there instead."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.names import LibraryNames, short_name
from assistant.records import Answer, Query
from assistant.sentence_choice import Choice

_SHOWN = 6


def refusal(query: Query, names: LibraryNames, *, nearest: Sequence[Choice] = ()) -> Answer:
    """The refusal of a query: which region, year or matter is missing, and what the library holds instead."""
    return Answer(
        question=query.question,
        answer=_chinese(query, names) if query.language == "zh" else _english(query, names),
        kind="refusal",
        query=query,
    )


def _held(names: LibraryNames, separator: str) -> str:
    regions = [short_name(region) for region in names.regions]
    shown = separator.join(regions[:_SHOWN])
    return shown + ("等" if len(regions) > _SHOWN and separator == "、" else " …" if len(regions) > _SHOWN else "")


def _chinese(query: Query, names: LibraryNames) -> str:
    if not names.entries:
        return "资料库里还没有文件，无法回答。请先在“资料库”页添加报告。"
    parts = []
    if query.absent_regions:
        parts.append(f"资料库中没有{'、'.join(query.absent_regions)}的报告，未找到其中提到所问事项的内容")
    if query.absent_years:
        where = "、".join(short_name(r) for r in query.regions if r not in query.absent_regions)
        parts.append(f"资料库中没有{where}{'、'.join(f'{year}年' for year in query.absent_years)}的报告")
    if not parts:
        where = "、".join(query.regions)
        scope = (
            f"{where}{'、'.join(f'{year}年' for year in query.years)}的报告" if where or query.years else "资料库的报告"
        )
        parts.append(f"在{scope}中未找到与所问事项相符的内容，无法回答")
    return "；".join(parts) + "。" + _offer_chinese(query, names)


def _offer_chinese(query: Query, names: LibraryNames) -> str:
    held = [region for region in query.regions if region not in query.absent_regions]
    if query.absent_years and held:
        years = "、".join(f"{year}年" for year in names.years(held))
        return f"现有{'、'.join(held)}{years}的报告。" if years else ""
    if query.absent_regions or query.absent_years:
        years_held = names.years()
        span = f"（{years_held[0]}—{years_held[-1]}年）" if years_held else ""
        return f"现有{len(names.entries)}份报告，地区为{_held(names, '、')}{span}。"
    return "可以换一种说法，或写明地区、年份和事项。"


def _english(query: Query, names: LibraryNames) -> str:
    if not names.entries:
        return "The library holds no papers yet, so I cannot answer. Add reports on the library page first."
    parts = []
    if query.absent_regions:
        parts.append(f"The library has no report of {', '.join(query.absent_regions)} and nothing on this was found")
    if query.absent_years:
        parts.append(f"The library does not hold a report of {', '.join(map(str, query.absent_years))} for this")
    if not parts:
        parts.append("I cannot answer this: nothing in the library's reports matches the question (not found)")
    text = ". ".join(parts) + "."
    if query.absent_regions or query.absent_years:
        years_held = names.years()
        text += f" It holds {len(names.entries)} reports: {_held(names, ', ')}"
        text += f" ({years_held[0]}–{years_held[-1]})." if years_held else "."
    return text
