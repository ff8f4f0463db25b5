"""The briefing: a topic becomes a page with sources, to be edited, kept and taken along."""

from __future__ import annotations

import streamlit as st

from assistant.briefing import write_briefing
from assistant.briefing_records import LIMITS, Briefing
from assistant.drafts import Drafts
from assistant.pages.parts import frame
from assistant.pages.parts.briefing_downloads import draw_downloads
from assistant.pages.parts.briefing_drafts import current_draft, draw_drafts, open_draft, remember_in_address
from assistant.pages.parts.briefing_form import Asked, draw_form, take_from_address
from assistant.pages.parts.briefing_job import BriefingJob
from assistant.pages.parts.briefing_view import draw_briefing
from assistant.pages.parts.escaping import as_html
from assistant.pages.parts.language import either, t
from assistant.pages.parts.source_dialog import open_source

JOB, EDITING = "briefing-job", "briefing-editing"


def begin(asked: Asked) -> None:
    """Start to write what the form asks for."""
    assistant = opened.assistant
    st.session_state[JOB] = BriefingJob(
        lambda told, stopped: write_briefing(
            asked.topic,
            assistant=assistant,
            length=asked.length,
            regions=asked.regions,
            years=asked.years,
            template=asked.template,
            progress=told,
            stop=stopped,
        )
    )


@st.fragment(run_every=0.3)
def draw_progress(job: BriefingJob) -> None:
    """How far the briefing is; the page goes on when it is there."""
    if job.finished:
        st.rerun()
    st.progress(job.share, text=t("briefing.writing"))
    st.button(t("chat.stop"), icon=":material/stop_circle:", key="briefing-stop", on_click=job.stop)


def take_finished(job: BriefingJob) -> None:
    """Keep what was written and open it; a failure stays as a line until the next try."""
    if job.briefing is not None:
        open_draft(drafts.save(job.briefing))
        st.session_state[JOB] = None
        st.session_state[EDITING] = False
        st.rerun()
    frame.notice("error", either(job.error, job.error_english))


def draw_page(id: str, briefing: Briefing) -> None:
    """The preview with what can be done to it."""
    limit = LIMITS[briefing.length]
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="briefing-tools"
    ):
        line = t("briefing.size", count=briefing.body_characters, limit=limit, sources=len(briefing.citations))
        if briefing.model:
            line += " · " + t("answer.model", model=briefing.model)
        st.html(f'<div class="small">{as_html(line)}</div>', width="content")
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            editing = st.toggle(t("briefing.edit"), key=EDITING)
            draw_downloads(briefing)
    touched = draw_briefing(briefing, editing=bool(editing), key=f"briefing-{id}")
    if touched.changed is not None:
        drafts.save(touched.changed, id)
        st.rerun()
    if touched.citation:
        with frame.errors_as_notices():
            open_source(briefing.citations, touched.citation, opened.library)


shared = frame.shared_services()
drafts = Drafts(shared.library_settings.data_dir)
opened = frame.opened(shared)
entries = opened.library.entries()
arrived = take_from_address(entries)
draft = current_draft()
draw_drafts(drafts, draft)
st.html(f'<h1 class="page-title">{as_html(t("page.briefing"))}</h1>')
if shared.stage == "samples":
    frame.draw_samples_progress(shared, opened)
if not entries and shared.stage != "samples":
    frame.notice("info", t("chat.empty"))
    st.page_link("assistant/pages/library.py", label=t("chat.to_library"), icon=":material/library_books:")
    st.stop()
asked = draw_form(entries, begin=arrived)
if asked.begin:
    begin(asked)
job: BriefingJob | None = st.session_state.get(JOB)
if job is not None and not job.finished:
    draw_progress(job)
    st.stop()
if job is not None:
    take_finished(job)
briefing = drafts.load(draft) if draft else None
remember_in_address(draft if briefing is not None else "")
if briefing is not None:
    draw_page(draft, briefing)
elif job is None:
    st.html(f'<div class="small">{as_html(t("briefing.help"))}</div>')
