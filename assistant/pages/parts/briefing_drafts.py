"""The kept briefings in the sidebar: open one, or remove it."""

from __future__ import annotations

import streamlit as st

from assistant.drafts import Draft, Drafts
from assistant.pages.parts.escaping import as_html, as_label, shortened
from assistant.pages.parts.language import t

KEY, PARAMETER = "briefing-draft", "d"
FIRST_SHOWN, TITLE_LENGTH = 12, 13


def current_draft() -> str:
    """The id of the open draft, from the session or, after a reload, from the address bar; "" where none is."""
    if KEY not in st.session_state:
        st.session_state[KEY] = st.query_params.get(PARAMETER, "")
    return str(st.session_state[KEY])


def open_draft(id: str) -> None:
    """Make the draft the open one; "" opens none."""
    st.session_state[KEY] = id


def remember_in_address(id: str) -> None:
    """Put the open draft into the address bar, so that a reload opens it again."""
    if id:
        st.query_params[PARAMETER] = id
    elif PARAMETER in st.query_params:
        del st.query_params[PARAMETER]


def draw_drafts(drafts: Drafts, current: str) -> None:
    """The sidebar's list."""
    with st.sidebar:
        st.button(
            t("briefing.new"),
            icon=":material/note_add:",
            key="new-briefing",
            width="stretch",
            on_click=open_draft,
            args=("",),
        )
        found = drafts.all()
        if not found:
            return
        st.html(f'<div class="side-title">{as_html(t("briefing.drafts"))}</div>')
        shown = found if st.session_state.get("all-drafts") else found[:FIRST_SHOWN]
        with st.container(key="drafts", gap=None):
            for draft in shown:
                _draw_row(drafts, draft, current)
        if len(found) > FIRST_SHOWN:
            st.toggle(t("history.all"), key="all-drafts")


def _draw_row(drafts: Drafts, draft: Draft, current: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap=None, key=f"talk-{draft.id}"):
        st.button(
            as_label(shortened(draft.title, TITLE_LENGTH)),
            key=f"open-{draft.id}",
            type="secondary" if draft.id == current else "tertiary",
            width="stretch",
            on_click=open_draft,
            args=(draft.id,),
        )
        removed = st.button(
            "", icon=":material/close:", type="tertiary", key=f"delete-{draft.id}", help=t("briefing.delete")
        )
    if removed:
        _ask_removal(drafts, draft, current)


def _ask_removal(drafts: Drafts, draft: Draft, current: str) -> None:
    """The question whether the draft is really to go."""

    def ask() -> None:
        st.html(f"<p>{as_html(t('briefing.delete_ask', title=draft.title))}</p>")
        if st.button(t("briefing.delete"), icon=":material/delete:", type="primary", key="delete-sure"):
            drafts.delete(draft.id)
            if draft.id == current:
                open_draft("")
            st.rerun()

    st.dialog(t("briefing.delete"))(ask)()
