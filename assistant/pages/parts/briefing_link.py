"""The way from an answer to a briefing on the same matter."""

from __future__ import annotations

import streamlit as st

from assistant.pages.parts.language import t
from assistant.records import Answer

TOLD = ("assignment", "indicator", "comparison", "passage", "generated")  # answers that tell something to write on


def draw_briefing_link(answer: Answer, question: str, *, key: str) -> None:
    """A link that opens the briefing page with the question as its topic; nothing under a refusal."""
    if answer.kind not in TOLD or not answer.citations:
        return
    topic = answer.understood.strip() or question.strip()
    with st.container(key=f"brief-{key}"):
        st.page_link(
            "assistant/pages/briefing.py",
            label=t("briefing.from_answer"),
            icon=":material/article:",
            query_params={"topic": topic},
        )
