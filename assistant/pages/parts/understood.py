"""How a question was understood, in small type, and a place to correct it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assistant.history import StoredTurn
from assistant.pages.parts.escaping import as_html
from assistant.pages.parts.language import t

CORRECTION_WIDTH = 420  # pixels; most questions stand in one line


def draw_understood(stored: StoredTurn, ask: Callable[[str], None] | None) -> None:
    """The question as it was understood, where that is not what was typed; with ``ask`` it can be put anew in other words."""
    understood = stored.turn.answer.understood.strip()
    if not understood or understood == stored.asked.strip():
        return
    line = f'<div class="small">{as_html(t("chat.understood", question=understood))}</div>'
    if ask is None:
        st.html(line)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="understood"):
        st.html(line, width="content")
        with st.popover(t("chat.correct"), type="tertiary", icon=":material/edit:"):
            _draw_correction(stored.id, understood, ask)


def _draw_correction(turn: int, understood: str, ask: Callable[[str], None]) -> None:
    key = f"corrected-{turn}"

    def put() -> None:
        corrected = str(st.session_state[key]).strip()
        if corrected:
            ask(corrected)

    with st.form(f"correct-{turn}", border=False):
        st.text_area(t("chat.correct_label"), value=understood, key=key, height="content", width=CORRECTION_WIDTH)
        st.form_submit_button(t("chat.ask_anew"), icon=":material/send:", type="primary", on_click=put)
