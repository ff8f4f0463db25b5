"""The figures of the page as a table: a row a report, 未提出 included, each to be opened at its source."""

from __future__ import annotations

from assistant.citations import Citations, ReportSource, full_title
from assistant.figure_sheet import NOT_STATED, row_remark
from assistant.figure_tables import NATIONAL, FigureRow, FiguresTable, in_usual_order
from assistant.figure_values import shown
from assistant.figure_wording import Wording
from assistant.pages.parts.data_table import Run, TableCell, TableColumn, TableRow, cell, draw_table
from assistant.pages.parts.language import current, t
from assistant.records import Citation


def draw_figures(table: FiguresTable) -> FigureRow | None:
    """The row that was clicked in this run."""
    shares = {"place": 22, "figure": 26, "remark": 24, "source": 28}
    if not any(row_remark(row, current()) for row in table.rows):
        shares = {"place": 24, "figure": 34, "source": 42}
    columns = [TableColumn(key=key, label=t(f"figures.{key}"), share=share) for key, share in shares.items()]
    places = {region: at for at, region in enumerate(in_usual_order(row.region for row in table.rows))}
    rows = [
        TableRow(
            id=row.region,
            opens=row.fact is not None,
            cells=tuple(_cell(key, row, places[row.region]) for key in shares),
        )
        for row in table.rows
    ]
    clicked = draw_table(rows, columns, key="figures-table", opener="source", page_size=40)
    return next((row for row in table.rows if row.region == clicked), None)


def figure_citations(row: FigureRow, reports: ReportSource) -> tuple[Citation, ...]:
    """Where the figure stands, and where another paper of the region words it differently."""
    citations = Citations(reports)
    if row.fact is not None:
        citations.add(row.fact.entry.id, row.fact.indicator.start, row.fact.indicator.end)
        if row.fact.also is not None:
            other, entry = row.fact.also
            citations.add(entry.id, other.start, other.end)
    return citations.all()


def _cell(key: str, row: FigureRow, place: int) -> TableCell:
    wording = Wording(language=current())
    if key == "place":
        name = wording.region(row.region)
        return TableCell(text=(Run(text=name, strong=row.region == NATIONAL),), order=(place,))
    if key == "figure":
        if row.fact is None:
            return TableCell(text=(Run(text=NOT_STATED[wording.english]),), quiet=True, order=(0, 0.0))
        text = shown(row.fact.indicator, current())
        order = (2, row.number) if row.number is not None else (1, 0.0)
        return TableCell(text=(Run(text=text, strong=row.number is not None),), order=order)
    if key == "remark":
        return cell(row_remark(row, current()))
    return cell(full_title(row.entry))
