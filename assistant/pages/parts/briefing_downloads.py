"""A briefing to take along: Word, Markdown and, where LibreOffice is there, PDF; made when they are clicked."""

from __future__ import annotations

import logging
import re

import streamlit as st

from assistant.briefing_records import Briefing
from assistant.errors import BriefingError
from assistant.export import as_docx, as_markdown, as_pdf, pdf_program
from assistant.pages.parts import frame
from assistant.pages.parts.language import either, t

log = logging.getLogger(__name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "briefing-pdf"


def draw_downloads(briefing: Briefing) -> None:
    """The buttons; the PDF takes some seconds, so it is made on request and offered then."""
    name = re.sub(r"[\\/:*?\"<>|\s]+", "", briefing.title)[:60] or "briefing"
    st.download_button(
        "Word",
        lambda: as_docx(briefing),
        file_name=f"{name}.docx",
        mime=WORD,
        icon=":material/description:",
        key="briefing-docx",
        on_click="ignore",
    )
    st.download_button(
        "Markdown",
        lambda: as_markdown(briefing),
        file_name=f"{name}.md",
        mime="text/markdown",
        icon=":material/markdown:",
        key="briefing-markdown",
        on_click="ignore",
    )
    if pdf_program() is not None:
        _draw_pdf(briefing, name)


def _draw_pdf(briefing: Briefing, name: str) -> None:
    made: tuple[Briefing, bytes] | None = st.session_state.get(PDF)
    if made is not None and made[0] == briefing:
        st.download_button(
            t("briefing.pdf_ready"),
            made[1],
            file_name=f"{name}.pdf",
            mime="application/pdf",
            icon=":material/picture_as_pdf:",
            key="briefing-pdf-download",
            on_click="ignore",
            type="primary",
        )
        return
    if st.button("PDF", icon=":material/picture_as_pdf:", key="briefing-pdf-make", help=t("briefing.pdf_help")):
        try:
            with st.spinner(t("briefing.pdf_making")):
                st.session_state[PDF] = (briefing, as_pdf(briefing))
        except BriefingError as error:
            frame.notice("error", either(str(error), error.english))
            return
        st.rerun()
