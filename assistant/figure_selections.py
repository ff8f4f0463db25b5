"""The regions of a table that a question picks out: those with a figure, above it, below it, or with none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.figure_comparisons import bare_number, heading, region_of, row_line
from assistant.figure_draft import Draft
from assistant.figure_questions import FigureAsk, Threshold
from assistant.figure_tables import FigureRow, FiguresTable
from assistant.figure_values import shown
from assistant.names import short_name
from ingest.extract.values import scale, unit_class

_LONGEST_LIST = 40


def silent_lines(draft: Draft, table: FiguresTable) -> list[str]:
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


def rows_of(draft: Draft, table: FiguresTable, rows: Sequence[FigureRow]) -> list[str]:
    return [
        row_line(draft, row, draft.cite(row.fact.indicator), table, named=region_of(draft, row, table))
        for row in rows[:_LONGEST_LIST]
        if row.fact is not None
    ]


def meets(row: FigureRow, threshold: Threshold) -> bool:
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


def group_lines(draft: Draft, ask: FigureAsk, table: FiguresTable, rows: Sequence[FigureRow]) -> list[str]:
    """All regions with the figure asked for; with 左右 in the question those that say so, the others counted."""
    english, threshold = draft.wording.english, ask.threshold
    listed = list(rows)
    if threshold is not None and threshold.qualifier and threshold.test == "unequal":
        listed = [row for row in table.numbered if row in rows or threshold.qualifier not in row.text]
    elif threshold is not None and threshold.qualifier:
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
    short = "、".join(row.region if table.mixed else short_name(row.region) for row in listed)
    head = (
        f"{len(listed)}: {names} ({heading(draft, table)})."
        if english
        else f"共{len(listed)}个：{short}（{heading(draft, table)}）。"
    )
    lines = [head, *rows_of(draft, table, listed)]
    other = len(rows) - len(listed)
    if other > 0 and threshold is not None:
        number = bare_number(draft, threshold.low, threshold.unit)
        lines.append(
            f"{other} more state {number} in other words (exactly, or more)."
            if english
            else f"另有{other}份报告数值同为{number}，但表述不是“{threshold.qualifier}”。"
        )
    return lines


def relative_lines(draft: Draft, ask: FigureAsk, table: FiguresTable, own: FigureRow) -> list[str]:
    """The regions above or below one region's own figure, after that figure."""
    wording, english, above = draft.wording, draft.wording.english, ask.relative == "above"
    name, title = wording.region(own.region), heading(draft, table)
    if own.fact is None or own.number is None:
        return [f"{name}: no figure to measure by ({title})." if english else f"{name}没有可以比较的数值（{title}）。"]
    value = f"{shown(own.fact.indicator, wording.language)}{' ' if english else ''}{draft.cite(own.fact.indicator)}"
    rows = [
        row
        for row in table.numbered
        if row.number is not None and (row.number > own.number) == above and row.number != own.number
    ]
    if english:
        listed = wording.regions([row.region for row in rows]) or "none"
        head = f"{len(rows)} {'above' if above else 'below'} {name}, {value}: {listed} ({title})."
    else:
        listed = "、".join(row.region if table.mixed else short_name(row.region) for row in rows)
        head = (
            f"{'高' if above else '低'}于{name}（{value}）的共{len(rows)}个{'：' if rows else ''}{listed}（{title}）。"
        )
    return [head, *rows_of(draft, table, rows)]
