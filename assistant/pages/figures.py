"""Figures compared: one indicator over the regions as bars and as a table, every report accounted for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assistant.figure_lists import table_of
from assistant.figure_records import FigureLookup
from assistant.figure_sheet import coverage, figures_sheet, table_title
from assistant.figure_tables import NATIONAL, FiguresTable
from assistant.pages.parts import frame
from assistant.pages.parts.chart_image import draw_image_button
from assistant.pages.parts.downloads import draw_download_buttons
from assistant.pages.parts.escaping import as_html
from assistant.pages.parts.figure_chart import comparable_with_nation, figure_chart
from assistant.pages.parts.figure_choice import draw_choice
from assistant.pages.parts.figure_view import draw_figures, figure_citations
from assistant.pages.parts.language import current, t
from assistant.pages.parts.source_dialog import open_source

CHART = "figures-chart"
NAMED = 12  # silent reports that are named above the table; the table itself holds all


def draw_downloads(table: FiguresTable) -> None:
    """The table and the chart, to take along."""
    name = table_title(table, current())
    with st.container(horizontal=True, vertical_alignment="center", key="downloads"):
        draw_download_buttons(partial(figures_sheet, table, language=current()), key="figures", name=name)
        draw_image_button(CHART, t("download.png"), f"{name}.png")


def draw_empty() -> None:
    """What to do where there is nothing to compare."""
    frame.notice("info", t("figures.empty"))
    st.page_link("assistant/pages/library.py", label=t("chat.to_library"), icon=":material/library_books:")
    st.stop()


shared = frame.shared_services()
opened = frame.opened(shared)
st.html(f'<h1 class="page-title">{as_html(t("page.figures"))}</h1>')
if shared.stage == "samples":
    frame.draw_samples_progress(shared, opened)
    st.stop()
lookup = FigureLookup.over(opened.library)
with st.container(key="wide"):
    choice = draw_choice(lookup)
    if choice is None:
        draw_empty()
        st.stop()
    table = table_of(lookup, choice.name, choice.kind, choice.year, regions=choice.regions)
    if table is None or not table.rows:
        frame.notice("info", t("figures.nothing"))
        st.stop()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="head"):
        st.html(f'<div class="small">{as_html(coverage(table, current(), name_up_to=NAMED))}</div>', width="stretch")
        draw_downloads(table)
    with st.container(key=CHART):
        st.altair_chart(figure_chart(table, current()), width="stretch", alt=table_title(table, current()))
    nation = next((row for row in table.stated if row.region == NATIONAL), None)
    if nation is not None and not comparable_with_nation(table):
        st.html(f'<div class="small">{as_html(t("figures.nation_apart", figure=nation.text))}</div>')
    clicked = draw_figures(table)
    if clicked is not None:
        with frame.errors_as_notices():
            open_source(figure_citations(clicked, opened.library), 1, opened.library)
