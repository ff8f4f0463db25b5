"""The register: who leads which task and who takes part, filtered, sorted, counted, and opened at its source."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assistant.pages.parts import frame
from assistant.pages.parts.downloads import draw_download_buttons
from assistant.pages.parts.escaping import as_html
from assistant.pages.parts.language import current, t
from assistant.pages.parts.register_filters import Filters, chosen, clear, draw_filters, summary
from assistant.pages.parts.register_view import draw_counts, draw_damage, draw_tasks, source_remark, unit_line
from assistant.pages.parts.source_dialog import open_source
from assistant.register_table import assignment_citations, damages, register_sheet
from ingest.records import Assignment

VIEWS = ("tasks", "units")


def draw_downloads(items: tuple[Assignment, ...], filters: Filters) -> None:
    """What is listed, to take along, and the way to a briefing on what was filtered for."""
    sheet = partial(register_sheet, items, register, language=current(), chosen=summary(filters))
    name = "-".join(filter(None, (t("page.register"), filters.region, str(filters.year or ""), filters.unit)))
    with st.container(horizontal=True, vertical_alignment="center", key="downloads"):
        if topic := filters.unit or filters.text or filters.section:
            asked = {"topic": topic, "region": filters.region, "year": str(filters.year or "")}
            st.page_link(
                "assistant/pages/briefing.py",
                label=t("register.brief"),
                icon=":material/article:",
                query_params={name: value for name, value in asked.items() if value},
            )
        draw_download_buttons(sheet, key="register", name=name)


shared = frame.shared_services()
opened = frame.opened(shared)
st.html(f'<h1 class="page-title">{as_html(t("page.register"))}</h1>')
if shared.stage == "samples":
    frame.draw_samples_progress(shared, opened)
    st.stop()
register = opened.assistant.register
if not register.notices:
    frame.notice("info", t("register.empty"))
    st.page_link("assistant/pages/library.py", label=t("chat.to_library"), icon=":material/library_books:")
    st.stop()

with st.container(key="wide"):
    filters = draw_filters(register)
    items = chosen(register, filters)
    draw_damage(damages(items, register))
    if not items:
        frame.notice("info", t("register.nothing"))
        st.button(t("register.clear"), icon=":material/filter_list_off:", on_click=clear)
        st.stop()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="head"):
        view = st.segmented_control(
            t("register.view"),
            VIEWS,
            format_func=lambda name: t(f"register.view_{name}"),
            default=VIEWS[0],
            key="register-view",
            required=True,
            label_visibility="collapsed",
        )
        draw_downloads(items, filters)
    if view == "units":
        draw_counts(items, register)
    else:
        line = t("register.found", count=len(items), notices=len({item.report_id for item in items}))
        if filters.unit:
            line += " " + unit_line(items, register, filters)
        st.html(f'<div class="small">{as_html(line)}</div>')
        clicked = draw_tasks(items, register, filters)
        item = next((item for item in items if item.id == clicked), None)
        if item is not None:
            with frame.errors_as_notices():
                open_source(assignment_citations(item, opened.library), 1, opened.library, remark=source_remark(item))
