"""Files on their way into the library, and what was found in them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.pages.parts import frame
from assistant.pages.parts.adding_job import AddingJob, Upload
from assistant.pages.parts.escaping import as_html
from assistant.pages.parts.language import either, t
from assistant.pages.parts.report_list import draw_rows, report_row
from assistant.pages.parts.services import Opened, Services
from ingest.library.outcomes import FileOutcome

ROUND = "upload-round"
SESSION_JOB = "adding-job"
SHOWN = 10  # reports found that are listed here; all stand in the list below


def draw_uploader(shared: Services, opened: Opened) -> None:
    """The place to drop files; what is dropped is added at once, and the place is empty again."""
    key = f"upload-{st.session_state.get(ROUND, 0)}"

    def take() -> None:
        files = st.session_state[key] or []
        if files:
            uploads = [Upload(name=file.name, data=file.getvalue()) for file in files]
            st.session_state[SESSION_JOB] = shared.add(uploads, opened)
            st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1

    st.file_uploader(
        t("upload.label"), accept_multiple_files=True, key=key, on_change=take, label_visibility="collapsed"
    )
    st.html(f'<div class="small">{as_html(t("upload.help"))}</div>')


def draw_adding(shared: Services) -> str:
    """The progress of the files being added, then what became of them; the id of a report that was clicked or ""."""
    job: AddingJob | None = st.session_state.get(SESSION_JOB)
    if job is None and shared.adding is not None and not shared.adding.finished:
        job = shared.adding  # begun by another session, or before a reload
    if job is None:
        return ""
    if not job.finished:
        _draw_progress(job)
        return ""
    return _draw_outcomes(job.outcomes)


@st.fragment(run_every=0.4)
def _draw_progress(job: AddingJob) -> None:
    if job.finished:
        st.rerun()
    state = job.state
    parts = [t("adding.files", done=state.files_done, total=state.files_total)]
    if state.passages_total:
        parts.append(t("adding.passages", done=state.passages_done, total=state.passages_total))
    if state.seconds_left is not None:
        parts.append(t("adding.left", seconds=max(1, round(state.seconds_left))))
    with st.container(key="adding"):
        st.progress(state.share)
        st.html(
            f'<div class="small">{as_html(" · ".join(parts))}</div><div class="small file">{as_html(state.file)}</div>'
        )


def _draw_outcomes(outcomes: Sequence[FileOutcome]) -> str:
    """What became of each file: failures first, a line each with the reason, then the reports found."""
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    for outcome in failed:
        frame.notice("error", either(outcome.error, outcome.error_english))
    read = [outcome for outcome in outcomes if outcome.status != "failed"]
    entries = [entry for outcome in read for entry in outcome.entries]
    if read:
        counts = {status: sum(o.status == status for o in read) for status in ("added", "replaced", "unchanged")}
        said = [t(f"adding.{status}", count=count) for status, count in counts.items() if count]
        frame.notice("done", t("adding.done", files="，".join(said), reports=len(entries)))
    clicked = draw_rows([report_row(entry) for entry in entries[:SHOWN]], key="found") if entries else ""
    if len(entries) > SHOWN:
        st.html(f'<div class="small">{as_html(t("adding.more", count=len(entries) - SHOWN))}</div>')
    if st.button(t("adding.clear"), icon=":material/check:", type="tertiary", key="adding-clear"):
        del st.session_state[SESSION_JOB]
        st.rerun()
    return clicked
