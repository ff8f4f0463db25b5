"""The source of a citation: the section of the report, the quotation highlighted and scrolled to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import streamlit as st

from assistant.pages.parts import frame
from assistant.pages.parts.answer_view import place
from assistant.pages.parts.escaping import as_html
from assistant.pages.parts.language import either, t
from assistant.pages.parts.reading_blocks import ReadingBlock, reading_blocks, section_around
from assistant.records import Citation
from ingest.errors import IngestError
from ingest.library.library import Library

AT = "source-at"

_component = st.components.v2.component(
    "government_reports.reader",
    js=Path(__file__).with_name("reader.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def open_source(citations: Sequence[Citation], number: int, library: Library, *, remark: str = "") -> None:
    """Open the panel at citation ``number``; it turns to the others of the answer too. ``remark`` stands above the text."""
    st.session_state[AT] = next(i for i, citation in enumerate(citations) if citation.number == number)
    panel = st.dialog(t("source.title"), width="medium", position="right")(_draw_panel)
    panel(citations, library, remark)


def draw_reader(blocks: Sequence[ReadingBlock], *, key: str, anchor: str = "", boxed: bool = False) -> None:
    """Lines of a report for reading; ``anchor`` is the id of the section to scroll to, ``boxed`` scrolls by itself."""
    _component(key=key, data={"blocks": [asdict(block) for block in blocks], "anchor": anchor, "boxed": boxed})


def _draw_panel(citations: Sequence[Citation], library: Library, remark: str) -> None:
    at = min(st.session_state.get(AT, 0), len(citations) - 1)
    citation = citations[at]
    try:
        report = library.report(citation.report_id)
    except IngestError as error:
        frame.notice("warning", either(str(error), error.english))
        frame.notice("info", citation.quote)
        return
    about = " · ".join(filter(None, (citation.region, str(citation.year or ""), place(citation))))
    st.html(
        f'<div class="source-head"><div class="title">{as_html(citation.title)}</div>'
        f'<div class="place">{as_html(about)}</div></div>'
    )
    if remark:
        frame.notice("warning", remark)
    with st.container(horizontal=True, vertical_alignment="center", key="source-steps"):
        _step_button("source.previous", ":material/chevron_left:", at - 1, disabled=at == 0)
        st.html(
            f'<div class="steps">{as_html(t("source.count", at=at + 1, total=len(citations)))}</div>', width="content"
        )
        _step_button("source.next", ":material/chevron_right:", at + 1, disabled=at == len(citations) - 1)
        whole = st.toggle(t("source.whole"), key="source-whole")
    span = (0, len(report.text)) if whole else section_around(report, citation.start, citation.end)
    draw_reader(
        reading_blocks(report, *span, ((citation.start, citation.end),)),
        key=f"reader-{citation.report_id}-{citation.start}-{whole}",
        boxed=True,
    )


def _step_button(label: str, icon: str, target: int, *, disabled: bool) -> None:
    def step() -> None:
        st.session_state[AT] = target

    st.button(t(label), icon=icon, key=label, disabled=disabled, on_click=step)
