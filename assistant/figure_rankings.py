"""Ranking and grouping over all regions: highest, lowest, all with a figure – every report accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from assistant.figure_comparisons import bare_number, heading, likely_kind, row_line
from assistant.figure_draft import Draft
from assistant.figure_periods import asked_years
from assistant.figure_questions import FigureAsk, Threshold
from assistant.figure_records import FigureLookup, concepts_of, measures_for
from assistant.figure_tables import (
    NATIONAL,
    FigureRow,
    FiguresTable,
    build_table,
    common_year,
    regions_of_level,
)
from assistant.figure_values import shown
from assistant.names import short_name
from assistant.records import Answer, Query
from ingest.extract.indicator_names import Concept
from ingest.extract.values import scale, unit_class
from ingest.records import IndicatorKind, Level

_LONGEST_LIST = 40


def answer_ranking(query: Query, ask: FigureAsk, lookup: FigureLookup) -> Answer | None:
    """The highest, the lowest, those that meet a figure, or all, with a closing count of every report; None where no
    report could take part."""
    draft = Draft.of(query, lookup)
    lines: list[str] = []
    matched = False
    for concept in concepts_of(ask.indicators):
        table = _ranked(query, ask, lookup, concept)
        if table is None or not table.rows:
            return None
        matched = matched or bool(table.stated)
        lines += _ranking_lines(draft, ask, table, query)
    return draft.answer(lines, "comparison" if matched else "refusal")


def _ranked(query: Query, ask: FigureAsk, lookup: FigureLookup, concept: Concept) -> FiguresTable | None:
    regions = _candidates(query, ask, lookup)
    if not regions:
        return None
    years = asked_years(query, ask)
    kind: IndicatorKind
    if years:
        kind = ask.kind or likely_kind(lookup, concept, ask, years[-1], regions)
        year = years[-1]
    else:
        kind = ask.kind or "target"
        common = common_year(lookup, kind, regions=regions)
        if common is None:
            return None
        year = common
    return build_table(lookup, concept, measures_for(concept, ask.measure, kind), kind, year, regions=regions)


def _candidates(query: Query, ask: FigureAsk, lookup: FigureLookup) -> tuple[str, ...]:
    """The regions that a ranking runs over: of the level asked (or that most reports have), inside a region that the
    question names, or the named ones themselves."""
    named = [region for region in query.regions if region != NATIONAL]
    if not named and ask.group:
        return tuple(region for region in ask.group if lookup.reports_of(region))
    if len(named) > 1:
        return tuple(region for region in named if lookup.reports_of(region))
    if len(named) == 1 and not ask.place and not ask.threshold:
        inside = regions_of_level(lookup, ask.regions_asked, within=named[0])
        own = lookup.reports_of(named[0])
        if inside or not own or (ask.regions_asked and ask.regions_asked != own[0].level):
            return inside
    levels = Counter(entry.level for entry in lookup.entries if entry.region != NATIONAL and entry.level)
    level: Level = ask.regions_asked
    if not level and named:
        level = next((entry.level for entry in lookup.reports_of(named[0])), "")
    if not level and levels:
        level = levels.most_common(1)[0][0]
    return regions_of_level(lookup, level)


def _ranking_lines(draft: Draft, ask: FigureAsk, table: FiguresTable, query: Query) -> list[str]:
    if ask.silent:
        lines = _silent_lines(draft, table)
    elif ask.threshold is not None:
        chosen = [row for row in table.numbered if _meets(row, ask.threshold)]
        lines = _group_lines(draft, ask, table, chosen)
    elif ask.place and (rows := [row for row in table.rows if row.region in query.regions]):
        lines = _place_lines(draft, ask, table, rows[0])
    elif ask.order in ("highest", "lowest"):
        lines = _extreme_lines(draft, ask, table)
    else:
        lines = [
            f"{heading(draft, table)}{':' if draft.wording.english else '：'}",
            *_rows(draft, table, table.stated),
        ]
    return [*lines, _closing(draft, ask, table)]


def _silent_lines(draft: Draft, table: FiguresTable) -> list[str]:
    """The regions whose reports state nothing."""
    title = heading(draft, table)
    if not table.silent:
        return [
            f"None: every report states it ({title})." if draft.wording.english else f"没有：每份报告都提出了{title}。"
        ]
    names = [row.region for row in table.silent]
    if draft.wording.english:
        return [f"{len(names)}: {draft.wording.regions(names)} state no {title}."]
    return [f"共{len(names)}个：{'、'.join(names)}的报告未{'提出' if table.kind == 'target' else '给出'}{title}。"]


def _rows(draft: Draft, table: FiguresTable, rows: Sequence[FigureRow]) -> list[str]:
    return [
        row_line(draft, row, draft.cite(row.fact.indicator), table)
        for row in rows[:_LONGEST_LIST]
        if row.fact is not None
    ]


def _groups(rows: Sequence[FigureRow], *, lowest: bool) -> list[list[FigureRow]]:
    """Rows with the same number together, from the asked end."""
    ordered = list(reversed(rows)) if lowest else list(rows)
    groups: list[list[FigureRow]] = []
    for row in ordered:
        if groups and groups[-1][0].number == row.number:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [list(reversed(group)) if lowest else group for group in groups]


def _together(draft: Draft, rows: Sequence[FigureRow]) -> str:
    """北京市、天津市，均为5%以上 [1][2]; with each its own wording where they differ."""
    wording = draft.wording
    cited = [
        (row, draft.cite(row.fact.indicator), shown(row.fact.indicator, wording.language)) for row in rows if row.fact
    ]
    values = {value for _, _, value in cited}
    if len(cited) == 1:
        row, mark, value = cited[0]
        return (
            f"{wording.region(row.region)}, {value} {mark}"
            if wording.english
            else f"{wording.region(row.region)}，{value}{mark}"
        )
    if len(values) == 1:
        names, marks = wording.regions([row.region for row, _, _ in cited]), "".join(mark for _, mark, _ in cited)
        return f"{names}, each {cited[0][2]} {marks}" if wording.english else f"{names}，均为{cited[0][2]}{marks}"
    if wording.english:
        return ", ".join(f"{wording.region(row.region)} ({value}) {mark}" for row, mark, value in cited)
    return "、".join(f"{wording.region(row.region)}（{value}）{mark}" for row, mark, value in cited)


def _extreme_lines(draft: Draft, ask: FigureAsk, table: FiguresTable) -> list[str]:
    lowest, english = ask.order == "lowest", draft.wording.english
    groups = _groups(table.numbered, lowest=lowest)
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
        return [head, *_rows(draft, table, rows)]
    first = _together(draft, groups[0])
    lines = [f"{first} – {word} {heading(draft, table)}." if english else f"{first}——{heading(draft, table)}{word}。"]
    following = [_following(draft, group) for group in groups[1:3]]
    if following:
        lines.append(("Next: " + "; ".join(following) + ".") if english else "其次：" + "；".join(following) + "。")
    return lines


def _following(draft: Draft, group: Sequence[FigureRow]) -> str:
    """The next group; of a large one the number and how many share it."""
    if len(group) <= 4 or group[0].fact is None:
        return _together(draft, group)
    indicator = group[0].fact.indicator
    number = bare_number(indicator.low if indicator.low is not None else indicator.high, indicator.unit)
    marks = "".join(draft.cite(row.fact.indicator) for row in group if row.fact is not None)
    if draft.wording.english:
        return f"{len(group)} regions at {number} {marks}"
    return f"{number}的有{len(group)}个{marks}"


def _place_lines(draft: Draft, ask: FigureAsk, table: FiguresTable, row: FigureRow) -> list[str]:
    """Whether a region is the highest (lowest), or which place it takes."""
    wording, english, lowest = draft.wording, draft.wording.english, ask.order == "lowest"
    if row.fact is None or row.number is None:
        none = "no figure stated" if english else row.text
        return [f"{wording.region(row.region)}{': ' if english else '：'}{none}", *_extreme_lines(draft, ask, table)]
    groups = _groups(table.numbered, lowest=lowest)
    at = next(index for index, group in enumerate(groups) if row in group)
    own = f"{wording.region(row.region)}{', ' if english else ''}{shown(row.fact.indicator, wording.language)}"
    own += f"{' ' if english else ''}{draft.cite(row.fact.indicator)}"
    ties = [each.region for each in groups[at] if each is not row]
    shared = (f", shared with {wording.regions(ties)}" if english else f"，与{'、'.join(ties)}并列") if ties else ""
    place = 1 + sum(len(group) for group in groups[:at])
    word = _extreme_word(draft, ask)
    lines = [_place_line(draft, ask, table, own, place, word, shared)]
    if at == 0 and len(groups) > 1:
        second = _together(draft, groups[1])
        lines.append(f"Next: {second}." if english else f"其次：{second}。")
    elif at > 0:
        first = _together(draft, groups[0])
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
        if place == 1 and ask.order:
            return f"Yes: {own}, is the {word} of {count} ({title}){shared}."
        return f"{'No: ' if ask.order else ''}{own}, ranks {place} of {count} ({title}){shared}."
    if place == 1 and ask.order:
        return f"是。{own}，在{count}个有数值的地区中{word}{shared}（{title}）。"
    direction = "低到高" if ask.order == "lowest" else "高到低"
    no = f"不是{word}。" if ask.order else ""
    return f"{no}{own}，在{count}个有数值的地区中从{direction}排第{place}{shared}（{title}）。"


def _meets(row: FigureRow, threshold: Threshold) -> bool:
    """Whether a row's number passes; compared in base units, so that 100万人 meets 1000000人."""
    if row.number is None or row.fact is None:
        return False
    unit = row.fact.indicator.unit
    if unit_class(unit) != unit_class(threshold.unit) and threshold.unit:
        return False
    low, high = threshold.low * scale(threshold.unit), threshold.high * scale(threshold.unit)
    tests: dict[str, Callable[[float], bool]] = {
        "equal": lambda number: abs(number - low) < 1e-9,
        "unequal": lambda number: abs(number - low) > 1e-9,
        "at_least": lambda number: number >= low - 1e-9,
        "at_most": lambda number: number <= high + 1e-9,
        "above": lambda number: number > low + 1e-9,
        "below": lambda number: number < high - 1e-9,
        "between": lambda number: low - 1e-9 <= number <= high + 1e-9,
    }
    return tests[threshold.test](row.number) if threshold.test else False


def _group_lines(draft: Draft, ask: FigureAsk, table: FiguresTable, rows: Sequence[FigureRow]) -> list[str]:
    """All regions with the figure asked for; with 左右 in the question those that say so, the others counted."""
    english, threshold = draft.wording.english, ask.threshold
    listed = list(rows)
    if threshold is not None and threshold.qualifier:
        exact = [row for row in rows if threshold.qualifier in row.text]
        listed = exact or listed
    if not listed:
        none = (
            f"{heading(draft, table)}: no report states such a figure."
            if english
            else f"没有：{heading(draft, table)}中没有符合这一条件的地区。"
        )
        return [none]
    names = draft.wording.regions([row.region for row in listed])
    head = (
        f"{len(listed)}: {names} ({heading(draft, table)})."
        if english
        else f"共{len(listed)}个：{'、'.join(short_name(row.region) for row in listed)}（{heading(draft, table)}）。"
    )
    lines = [head, *_rows(draft, table, listed)]
    other = len(rows) - len(listed)
    if other and threshold is not None:
        number = bare_number(threshold.low, threshold.unit)
        lines.append(
            f"{other} more state {number} in other words (exactly, or more)."
            if english
            else f"另有{other}份报告数值同为{number}，但表述不是“{threshold.qualifier}”。"
        )
    return lines


def _closing(draft: Draft, ask: FigureAsk, table: FiguresTable) -> str:
    """The count that accounts for every report: 31份报告：30份提出，1份未提出（甘肃）."""
    total, stated, silent = len(table.rows), table.stated, table.silent
    words = [row for row in stated if row.number is None]
    wording = draft.wording
    if wording.english:
        text = f"{total} reports: {len(stated)} state it, {len(silent)} do not"
        text += f" ({wording.regions([row.region for row in silent])})" if silent else ""
        text += (
            f"; {len(words)} of them in words only ({wording.regions([row.region for row in words])})" if words else ""
        )
        return text + "."
    verb = "提出" if table.kind == "target" else "给出"
    text = f"{total}份报告：{len(stated)}份{verb}，{len(silent)}份未{verb}"
    text += f"（{'、'.join(short_name(row.region) for row in silent)}）" if silent else ""
    if words:
        listed = "、".join(short_name(row.region) for row in words)
        text += f"；其中{len(words)}份只有文字表述（{listed}）"
    return text + "。"
