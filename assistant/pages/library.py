"""The library: put papers in, see what was recognised, read them, take them out."""

from __future__ import annotations

import streamlit as st

from assistant.pages.parts import frame
from assistant.pages.parts.adding_view import draw_adding, draw_uploader
from assistant.pages.parts.escaping import as_html
from assistant.pages.parts.language import current, t
from assistant.pages.parts.report_list import draw_report_list
from assistant.pages.parts.report_view import begin_report, draw_report
from ingest.library.library import Library
from ingest.records import ReportEntry

KEY = "report"


def open_report(report_id: str) -> None:
    st.session_state[KEY] = report_id
    begin_report()
    st.rerun()


def close_report() -> None:
    st.session_state[KEY] = ""


def draw_samples(entries: tuple[ReportEntry, ...], library: Library) -> None:
    """What the samples are, and one click that removes them."""
    samples = sum(entry.sample for entry in entries)
    if not samples:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="samples"):
        st.html(f'<div class="small">{as_html(t("library.samples", count=samples))}</div>', width="stretch")
        if st.button(t("library.remove_samples"), icon=":material/delete:", key="remove-samples"):
            with frame.errors_as_notices():
                library.remove_samples()
                st.rerun()


def draw_check(library: Library) -> None:
    """Whether catalog, index and vectors agree, and the repair where they do not."""
    with st.expander(t("check.title"), icon=":material/fact_check:", key="check"):
        st.html(f'<div class="small">{as_html(t("check.help"))}</div>')
        with st.container(horizontal=True, key="check-buttons"):
            checked = st.button(t("check.run"), key="check-run")
            repaired = st.button(t("check.repair"), key="check-repair")
        if not checked and not repaired:
            return
        with frame.errors_as_notices(), st.spinner(t("check.running")):
            result = library.check(repair=repaired)
            for problem in result.english if current() == "en" and result.english else result.problems:
                frame.notice("warning", problem)
            if not result.problems:
                frame.notice("done", t("check.whole"))
            elif result.repaired:
                frame.notice("done", t("check.repaired"))


shared = frame.shared_services()
opened = frame.opened(shared)
entries = opened.library.entries()
if KEY not in st.session_state:
    st.session_state[KEY] = st.query_params.get(KEY, "")
entry = next((entry for entry in entries if entry.id == st.session_state[KEY]), None)
if entry is not None:
    st.query_params[KEY] = entry.id
    with frame.errors_as_notices():
        draw_report(entry, opened.library, close_report)
    st.stop()
if KEY in st.query_params:
    del st.query_params[KEY]

st.html(f'<h1 class="page-title">{as_html(t("page.library"))}</h1>')
draw_uploader(shared, opened)
if shared.stage == "samples":
    frame.draw_samples_progress(shared, opened)
clicked = draw_adding(shared)
if clicked:
    open_report(clicked)
draw_samples(entries, opened.library)
if not entries:
    frame.notice("info", t("library.empty"))
    st.stop()
st.html(f'<h2 class="page-title">{as_html(t("library.reports", count=len(entries)))}</h2>')
clicked = draw_report_list(entries)
if clicked:
    open_report(clicked)
draw_check(opened.library)
