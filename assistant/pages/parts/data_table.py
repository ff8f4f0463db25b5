"""A table whose headings sort and whose rows open something: on a narrow screen a list of cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st

from assistant.pages.parts.language import t

PAGE_SIZE = 20

_component = st.components.v2.component(
    "government_reports.data_table",
    js=Path(__file__).with_name("data_table.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)

SortKey = tuple[object, ...]


@dataclass(frozen=True, kw_only=True)
class Run:
    """A piece of a cell's text; ``strong`` is what was looked for."""

    text: str
    strong: bool = False


@dataclass(frozen=True, kw_only=True)
class TableColumn:
    """A column: ``share`` is its part of the width in percent."""

    key: str
    label: str
    share: int


@dataclass(frozen=True, kw_only=True)
class TableCell:
    """A cell: its text, ``below`` it a small remark; ``order`` is what the row is sorted by in this column, where that is
    not how the text sounds."""

    text: tuple[Run, ...] = ()
    below: str = ""
    quiet: bool = False
    order: SortKey | None = None


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """A row: ``id`` comes back when it is clicked, if it ``opens`` anything."""

    id: str
    cells: tuple[TableCell, ...]
    opens: bool = True


@dataclass(frozen=True, kw_only=True)
class Sorting:
    """By which column the rows stand; "" is the order in which they came."""

    column: str = ""
    descending: bool = False

    def after_click(self, column: str, *, falling_first: bool = False) -> Sorting:
        """First click: rising (or falling), second: the other way round, third: the order in which they came."""
        if column != self.column:
            return Sorting(column=column, descending=falling_first)
        if self.descending == falling_first:
            return Sorting(column=column, descending=not falling_first)
        return Sorting()


def cell(text: str, *, below: str = "", quiet: bool = False, order: SortKey | None = None) -> TableCell:
    """A cell of plain text."""
    return TableCell(
        text=(Run(text=text),) if text else (),
        below=below,
        quiet=quiet,
        order=order,
    )


@lru_cache(maxsize=20_000)
def sound_order(text: str) -> SortKey:
    """The text in the order of a Chinese dictionary: by reading, the empty text last."""
    from pypinyin import lazy_pinyin

    return (not text, *lazy_pinyin(text[:12]))


def in_order(rows: Sequence[TableRow], columns: Sequence[TableColumn], sorting: Sorting) -> tuple[TableRow, ...]:
    """The rows sorted; equal ones keep the order in which they came, empty cells stand last either way."""
    place = next((at for at, column in enumerate(columns) if column.key == sorting.column), None)
    if place is None:
        return tuple(rows)
    full = [row for row in rows if row.cells[place].text]
    empty = [row for row in rows if not row.cells[place].text]
    return (*sorted(full, key=lambda row: _order(row.cells[place]), reverse=sorting.descending), *empty)


def _order(cell: TableCell) -> SortKey:
    return sound_order("".join(run.text for run in cell.text)) if cell.order is None else cell.order


def draw_table(
    rows: Callable[[], Sequence[TableRow]] | Sequence[TableRow],
    columns: Sequence[TableColumn],
    *,
    key: str,
    opener: str,
    page_size: int = PAGE_SIZE,
) -> str:
    """The id of the row that was clicked in this run, or ""; ``opener`` is the column whose text is the button."""
    held = f"{key}-sorting"
    sorting: Sorting = st.session_state.get(held, Sorting())

    def sort() -> None:
        column = st.session_state[key].sort
        if isinstance(column, str):
            st.session_state[held] = sorting.after_click(column)

    ordered = in_order(rows() if callable(rows) else rows, columns, sorting)
    pages = max(1, -(-len(ordered) // page_size))
    page_key = f"{key}-page-{hash(tuple(row.id for row in ordered))}"  # other rows or another order begin at page 1
    page = int(st.session_state.get(page_key, 1))
    shown = ordered[(page - 1) * page_size : page * page_size]
    result = _component(
        key=key,
        data={
            "columns": [asdict(column) for column in columns],
            "rows": [_row_data(row) for row in shown],
            "sorted": asdict(sorting),
            "opener": opener,
            "labels": {"sort": t("table.sort"), "open": t("table.open")},
        },
        on_open_change=lambda: None,
        on_sort_change=sort,
    )
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center", key=f"{key}-foot"):
            st.pagination(pages, key=page_key)
            first = (page - 1) * page_size + 1
            line = t("table.shown", first=first, last=first + len(shown) - 1, total=len(ordered))
            st.html(f'<div class="small">{line}</div>')
    clicked = result.open
    return clicked if isinstance(clicked, str) and any(row.id == clicked and row.opens for row in shown) else ""


def _row_data(row: TableRow) -> dict[str, object]:
    """What the browser needs of a row: plain values only."""
    return {
        "id": row.id,
        "opens": row.opens,
        "cells": [
            {"text": [asdict(run) for run in one.text], "below": one.below, "quiet": one.quiet} for one in row.cells
        ],
    }
