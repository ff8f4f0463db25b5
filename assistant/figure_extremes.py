"""The highest or lowest of a table, ties together, and the place that one region takes in it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figure_comparisons import bare_number, heading, region_of
from assistant.figure_draft import Draft
from assistant.figure_questions import FigureAsk
from assistant.figure_selections import rows_of
from assistant.figure_tables import FigureRow, FiguresTable
from assistant.figure_values import shown


def groups_of(rows: Sequence[FigureRow], *, lowest: bool) -> list[list[FigureRow]]:
    """Rows with the same number together, from the asked end."""
    ordered = list(reversed(rows)) if lowest else list(rows)
    groups: list[list[FigureRow]] = []
    for row in ordered:
        if groups and groups[-1][0].number == row.number:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [list(reversed(group)) if lowest else group for group in groups]


def _together(draft: Draft, table: FiguresTable, rows: Sequence[FigureRow]) -> str:
    """北京市、天津市，均为5%以上 [1][2]; with each its own wording where they differ."""
    wording = draft.wording
    cited = [
        (row, draft.cite(row.fact.indicator), shown(row.fact.indicator, wording.language)) for row in rows if row.fact
    ]
    names = [region_of(draft, row, table) for row, _, _ in cited]
    values = {value for _, _, value in cited}
    comma = ", " if wording.english else "，"
    if len(cited) == 1:
        return f"{names[0]}{comma}{cited[0][2]}{' ' if wording.english else ''}{cited[0][1]}"
    if len(values) == 1:
        marks = "".join(mark for _, mark, _ in cited)
        each = f"each {cited[0][2]} " if wording.english else f"均为{cited[0][2]}"
        return f"{(', ' if wording.english else '、').join(names)}{comma}{each}{marks}"
    opened = [
        name[:-1] + comma if name.endswith((")", "）")) else f"{name}{' (' if wording.english else '（'}"
        for name in names
    ]
    if wording.english:
        return ", ".join(f"{name}{value}) {mark}" for name, (_, mark, value) in zip(opened, cited, strict=True))
    return "、".join(f"{name}{value}）{mark}" for name, (_, mark, value) in zip(opened, cited, strict=True))


def extreme_lines(draft: Draft, ask: FigureAsk, table: FiguresTable) -> list[str]:
    lowest, english = ask.order == "lowest", draft.wording.english
    groups = groups_of(table.numbered, lowest=lowest)
    if not groups:
        return [
            f"{heading(draft, table)}：没有可以比较的数值。"
            if not english
            else f"{heading(draft, table)}: no figures to compare."
        ]
    word = _extreme_word(draft, ask)
    if ask.limit > 1:
        rows: list[FigureRow] = []
        for group in groups:
            if len(rows) >= ask.limit:
                break
            rows += group
        head = (
            f"{heading(draft, table)}, {word} {len(rows)}:"
            if english
            else f"{heading(draft, table)}{word}的{len(rows)}个："
        )
        return [head, *rows_of(draft, table, rows)]
    first = _together(draft, table, groups[0])
    lines = [f"{first} – {word} {heading(draft, table)}." if english else f"{first}——{heading(draft, table)}{word}。"]
    following = [_following(draft, table, group) for group in groups[1:3]]
    if following:
        lines.append(("Next: " + "; ".join(following) + ".") if english else "其次：" + "；".join(following) + "。")
    return lines


def _following(draft: Draft, table: FiguresTable, group: Sequence[FigureRow]) -> str:
    """The next group; of a large one the number and how many share it."""
    if len(group) <= 4 or group[0].fact is None:
        return _together(draft, table, group)
    indicator = group[0].fact.indicator
    number = bare_number(draft, indicator.low if indicator.low is not None else indicator.high, indicator.unit)
    marks = "".join(draft.cite(row.fact.indicator) for row in group if row.fact is not None)
    if draft.wording.english:
        return f"{len(group)} regions at {number} {marks}"
    return f"{number}的有{len(group)}个{marks}"


def place_lines(draft: Draft, ask: FigureAsk, table: FiguresTable, row: FigureRow) -> list[str]:
    """Whether a region is the highest (lowest), or which place it takes."""
    wording, english, lowest = draft.wording, draft.wording.english, ask.order == "lowest"
    if row.fact is None or row.number is None:
        none = "no figure stated" if english else row.text
        return [f"{wording.region(row.region)}{': ' if english else '：'}{none}", *extreme_lines(draft, ask, table)]
    groups = groups_of(table.numbered, lowest=lowest)
    at = next(index for index, group in enumerate(groups) if row in group)
    own = f"{wording.region(row.region)}{', ' if english else ''}{shown(row.fact.indicator, wording.language)}"
    own += f"{' ' if english else ''}{draft.cite(row.fact.indicator)}"
    ties = [each.region for each in groups[at] if each is not row]
    shared = (f", shared with {wording.regions(ties)}" if english else f"，与{'、'.join(ties)}并列") if ties else ""
    place = 1 + sum(len(group) for group in groups[:at])
    word = _extreme_word(draft, ask)
    lines = [_place_line(draft, ask, table, own, place, word, shared)]
    if at == 0 and len(groups) > 1:
        second = _together(draft, table, groups[1])
        lines.append(f"Next: {second}." if english else f"其次：{second}。")
    elif at > 0:
        first = _together(draft, table, groups[0])
        lines.append(f"{word.capitalize()}: {first}." if english else f"{word}：{first}。")
    return lines


def _extreme_word(draft: Draft, ask: FigureAsk) -> str:
    lowest = ask.order == "lowest"
    if draft.wording.english:
        return "lowest" if lowest else "highest"
    return ask.extreme or ("最低" if lowest else "最高")


def _place_line(draft: Draft, ask: FigureAsk, table: FiguresTable, own: str, place: int, word: str, shared: str) -> str:
    title, count = heading(draft, table), len(table.numbered)
    if draft.wording.english:
        if place == 1 and ask.order in ("highest", "lowest"):
            return f"Yes: {own}, is the {word} of {count} ({title}){shared}."
        return (
            f"{'No: ' if ask.order in ('highest', 'lowest') else ''}{own}, ranks {place} of {count} ({title}){shared}."
        )
    if place == 1 and ask.order in ("highest", "lowest"):
        return f"是。{own}，在{count}个有数值的地区中{word}{shared}（{title}）。"
    direction = "低到高" if ask.order == "lowest" else "高到低"
    no = f"不是{word}。" if ask.order in ("highest", "lowest") else ""
    return f"{no}{own}，在{count}个有数值的地区中从{direction}排第{place}{shared}（{title}）。"
