"""One report of the library: what was recognised, its outline, its text, and its removal."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assistant.pages.parts import frame
from assistant.pages.parts.escaping import as_html, as_label, shortened
from assistant.pages.parts.language import t
from assistant.pages.parts.reading_blocks import part_at, parts, reading_blocks
from assistant.pages.parts.report_list import draw_rows, section_rows
from assistant.pages.parts.source_dialog import draw_reader
from ingest.library.library import Library
from ingest.records import Report, ReportEntry

PART = "reading-part"
ANCHOR = "reading-anchor"
VIEW = "report-view"
NEXT_VIEW = "report-next-view"
VIEWS = ("details", "outline", "text")


def draw_report(entry: ReportEntry, library: Library, close: Callable[[], None]) -> None:
    """The views of a report; ``close`` goes back to the list."""
    st.button(t("report.back"), icon=":material/arrow_back:", type="tertiary", on_click=close, key="back")
    st.html(f'<h2 class="report-title">{as_html(entry.title or entry.source.name)}</h2>')
    st.session_state[VIEW] = st.session_state.pop(NEXT_VIEW, st.session_state.get(VIEW, VIEWS[0]))
    view = st.segmented_control(
        t("report.view"),
        VIEWS,
        format_func=lambda name: t(f"report.view_{name}"),
        key=VIEW,
        required=True,
        label_visibility="collapsed",
    )
    if view == "outline":
        _draw_outline(library.report(entry.id))
    elif view == "text":
        _draw_text(library.report(entry.id))
    else:
        draw_details(entry)
        if st.button(t("report.remove"), icon=":material/delete:", key="remove"):
            _ask_removal(entry, library, close)


def begin_report() -> None:
    """Start a report that is newly opened at its details and its first part."""
    st.session_state.update({NEXT_VIEW: VIEWS[0], PART: 0, ANCHOR: ""})


def draw_details(entry: ReportEntry) -> None:
    """What was recognised of a report, a line each; what was not recognised says so."""
    rows = (
        ("title", entry.title),
        ("kind", t(f"kind.{entry.kind}")),
        ("region", entry.region),
        ("level", t(f"level.{entry.level}") if entry.level else ""),
        ("year", str(entry.year or "")),
        ("date", entry.date),
        ("speaker", entry.speaker),
        ("issuer", entry.issuer),
        ("number", entry.document_number),
        ("file", entry.source.name),
        ("content", _content(entry)),
    )
    lines = "".join(f"<dt>{as_html(t(f'report.{name}'))}</dt><dd>{as_html(value) or '—'}</dd>" for name, value in rows)
    st.html(f'<dl class="details">{lines}</dl>')
    for note in entry.notes:
        frame.notice("warning", note)


def _content(entry: ReportEntry) -> str:
    return t(
        "report.content_line",
        characters=entry.characters,
        passages=entry.passages,
        assignments=entry.assignments,
        indicators=entry.indicators,
    )


def _draw_outline(report: Report) -> None:
    if not report.sections:
        frame.notice("info", t("report.no_outline"))
        return
    clicked = draw_rows(section_rows(report.sections), key="outline", look="outline")
    if clicked:
        section = next(section for section in report.sections if section.id == clicked)
        st.session_state[PART] = part_at(parts(report), section.start)
        st.session_state[ANCHOR] = clicked
        st.session_state[NEXT_VIEW] = "text"
        st.rerun()


def _draw_text(report: Report) -> None:
    pieces = parts(report)
    at = min(int(st.session_state.get(PART, 0)), len(pieces) - 1)
    part = pieces[at]
    _draw_steps(at, [piece.heading for piece in pieces], place="top")
    draw_reader(
        reading_blocks(report, part.start, part.end),
        key=f"text-{report.id}-{at}",
        anchor=str(st.session_state.get(ANCHOR, "")),
    )
    if len(pieces) > 1:
        _draw_steps(at, [piece.heading for piece in pieces], place="bottom")


def _draw_steps(at: int, headings: list[str], *, place: str) -> None:
    def step(target: int) -> None:
        st.session_state[PART] = target
        st.session_state[ANCHOR] = ""

    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=f"steps-{place}"
    ):
        if at > 0:
            label = as_label(shortened(headings[at - 1] or t("report.opening"), 16))
            st.button(
                label,
                icon=":material/chevron_left:",
                key=f"previous-{place}",
                on_click=step,
                args=(at - 1,),
                type="tertiary",
            )
        st.html(f'<div class="steps">{t("source.count", at=at + 1, total=len(headings))}</div>', width="content")
        if at < len(headings) - 1:
            label = as_label(shortened(headings[at + 1], 16))
            st.button(
                label,
                icon=":material/chevron_right:",
                icon_position="right",
                key=f"next-{place}",
                on_click=step,
                args=(at + 1,),
                type="tertiary",
            )


def _ask_removal(entry: ReportEntry, library: Library, close: Callable[[], None]) -> None:
    """The question whether the report is really to go."""

    def ask() -> None:
        st.html(f"<p>{as_html(t('report.remove_ask', title=entry.title or entry.source.name))}</p>")
        if st.button(t("report.remove"), icon=":material/delete:", type="primary", key="remove-sure"):
            with frame.errors_as_notices():
                library.remove([entry.id])
                close()
                st.rerun()

    st.dialog(t("report.remove"))(ask)()
