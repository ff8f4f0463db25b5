"""Two figures of one region set against each other: two indicators, or one in two years; the best of several years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.figure_draft import Draft
from assistant.figure_patterns import CONTRAST
from assistant.figure_questions import FigureAsk
from assistant.figure_records import Fact
from assistant.figure_values import comparable, difference, shown
from ingest.extract.values import unit_class
from ingest.records import Indicator

_DOWNWARD = re.compile(r"(?:低|少|慢|下降|回落|下调|调低|减少|降)(?:了|多|几|得|少)|更(?:低|少|慢)")


def contrast(draft: Draft, ask: FigureAsk, facts: Sequence[Fact]) -> str:
    """Which of two figures is higher and by how much; "" where the question does not ask or they do not compare."""
    rows = list(dict.fromkeys(fact.indicator for fact in facts))
    if ask.both_kinds or not CONTRAST.search(draft.query.text):
        return ""
    if len(rows) != 2 or rows[0].kind != rows[1].kind:
        return ""
    left, right = comparable(rows[0]), comparable(rows[1])
    if left is None or right is None or unit_class(rows[0].unit) != unit_class(rows[1].unit):
        return ""
    high, low = rows if left >= right else rows[::-1]
    names = _name(draft, high, low), _name(draft, low, high)
    values = shown(high, draft.query.language), shown(low, draft.query.language)
    marks = draft.cite(high, whole=True), draft.cite(low, whole=True)
    if left == right:
        if draft.wording.english:
            return f"The same number: {names[0]} {values[0]} {marks[0]}, {names[1]} {values[1]} {marks[1]}."
        return f"数值相同：{names[0]}{values[0]}{marks[0]}，{names[1]}{values[1]}{marks[1]}。"
    gap = difference(high, low, draft.query.language)
    if not draft.wording.english and _DOWNWARD.search(draft.query.text):
        down = gap.replace("高", "低").replace("多", "少") or "低"
        return f"{names[1]}更低：{values[1]}{marks[1]}，比{names[0]}（{values[0]}）{marks[0]}{down}。"
    if draft.wording.english:
        by = f" ({gap})" if gap else ""
        return f"{names[0][:1].upper()}{names[0][1:]} is higher: {values[0]} {marks[0]}, against {values[1]} {marks[1]} for {names[1]}{by}."
    return f"{names[0]}更高：{values[0]}{marks[0]}，比{names[1]}（{values[1]}）{marks[1]}{gap or '高'}。"


def _name(draft: Draft, row: Indicator, other: Indicator) -> str:
    """What tells a figure from the other one: its name, or its year where the names are the same."""
    if row.name != other.name:
        return draft.wording.name_of(row)
    kind = draft.wording.kind(row.kind)
    return f"the {row.year} {kind}" if draft.wording.english else f"{row.year}年{kind}"


def best_year(draft: Draft, ask: FigureAsk, facts: Sequence[Fact]) -> list[str]:
    """In which year the figure was highest or lowest, of those that the reports state; nothing where it is not asked."""
    if ask.order not in ("highest", "lowest"):
        return []
    lines = []
    for name in dict.fromkeys(fact.indicator.name for fact in facts):
        rows = [fact.indicator for fact in facts if fact.indicator.name == name]
        rows = [row for row in rows if row.kind == (ask.kind or "result")] or rows
        numbered = [(number, row) for row in dict.fromkeys(rows) if (number := comparable(row)) is not None]
        if len(numbered) < 2:
            continue
        end = (min if ask.order == "lowest" else max)(number for number, _ in numbered)
        best = [row for number, row in numbered if number == end]
        values = [f"{row.year}{'' if draft.wording.english else '年'}" for row in best]
        said = shown(best[0], draft.query.language)
        marks = "".join(draft.cite(row) for row in best)
        if draft.wording.english:
            lines.append(f"{', '.join(values)}: {said} {marks}, the {ask.order} of {len(numbered)} years on record.")
        else:
            word = ask.extreme or ("最低" if ask.order == "lowest" else "最高")
            lines.append(f"{'、'.join(values)}{word}：{said}{marks}（资料库中有数值的{len(numbered)}个年份里）。")
    return lines
