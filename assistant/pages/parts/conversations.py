"""Which conversation is open, and the list of the others in the sidebar."""

from __future__ import annotations

import re

import streamlit as st

from assistant.history import Conversation, History, new_conversation_id
from assistant.pages.parts.escaping import as_html, as_label, shortened
from assistant.pages.parts.language import t

KEY = "conversation"
PARAMETER = "c"
FIRST_SHOWN = 12
TITLE_LENGTH = 22
_ID = re.compile(r"[0-9a-f]{12}")


def current_conversation() -> str:
    """The id of the open conversation, from the session or, after a reload, from the address bar."""
    if KEY not in st.session_state:
        asked = st.query_params.get(PARAMETER, "")
        st.session_state[KEY] = asked if _ID.fullmatch(asked) else new_conversation_id()
    return str(st.session_state[KEY])


def remember_in_address(conversation_id: str, *, has_turns: bool) -> None:
    """Put the conversation into the address bar, so that a reload opens it again; an empty one leaves it clean."""
    if has_turns:
        st.query_params[PARAMETER] = conversation_id
    elif PARAMETER in st.query_params:
        del st.query_params[PARAMETER]


def draw_conversations(history: History, current: str) -> None:
    """The sidebar's list: a new conversation, the ones before, and their removal."""
    with st.sidebar:
        st.button(
            t("history.new"), icon=":material/edit_square:", key="new-conversation", width="stretch", on_click=_open_new
        )
        found = history.conversations()
        if not found:
            return
        st.html(f'<div class="side-title">{t("history.title")}</div>')
        shown = found if st.session_state.get("all-conversations") else found[:FIRST_SHOWN]
        with st.container(key="conversations", gap=None):
            for conversation in shown:
                _draw_row(history, conversation, current)
        if len(found) > FIRST_SHOWN:
            st.toggle(t("history.all"), key="all-conversations")


def _draw_row(history: History, conversation: Conversation, current: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap=None, key=f"talk-{conversation.id}"):
        st.button(
            as_label(shortened(conversation.title, TITLE_LENGTH)),
            key=f"open-{conversation.id}",
            type="secondary" if conversation.id == current else "tertiary",
            width="stretch",
            on_click=_open,
            args=(conversation.id,),
        )
        asked = st.button(
            "", icon=":material/close:", type="tertiary", key=f"delete-{conversation.id}", help=t("history.delete")
        )
    if asked:
        _ask_deletion(history, conversation)


def _ask_deletion(history: History, conversation: Conversation) -> None:
    """The question whether the conversation is really to go."""

    def ask() -> None:
        st.html(f"<p>{as_html(t('history.delete_ask', title=conversation.title))}</p>")
        if st.button(t("history.delete"), icon=":material/delete:", type="primary", key="delete-sure"):
            _delete(history, conversation.id)
            st.rerun()

    st.dialog(t("history.delete"))(ask)()


def _open(conversation_id: str) -> None:
    st.session_state[KEY] = conversation_id


def _open_new() -> None:
    st.session_state[KEY] = new_conversation_id()


def _delete(history: History, conversation_id: str) -> None:
    history.delete(conversation_id)
    if st.session_state.get(KEY) == conversation_id:
        _open_new()
