"""The pages' frame and navigation: `streamlit run app.py`."""

from __future__ import annotations

import streamlit as st

from assistant.pages.parts import frame, language
from assistant.pages.parts.language import t

st.set_page_config(page_title="政府报告助手", page_icon=str(frame.ICON), layout="centered")
shared = frame.shared_services()
language.begin(shared.assistant_settings.language)
page = st.navigation(
    [
        st.Page("assistant/pages/chat.py", title=t("page.chat"), icon=":material/forum:", default=True),
        st.Page(
            "assistant/pages/register.py",
            title=t("page.register"),
            icon=":material/assignment_ind:",
            url_path="register",
        ),
        st.Page("assistant/pages/figures.py", title=t("page.figures"), icon=":material/bar_chart:", url_path="figures"),
        st.Page(
            "assistant/pages/briefing.py", title=t("page.briefing"), icon=":material/article:", url_path="briefing"
        ),
        st.Page(
            "assistant/pages/library.py", title=t("page.library"), icon=":material/library_books:", url_path="library"
        ),
        st.Page("assistant/pages/settings.py", title=t("page.settings"), icon=":material/tune:", url_path="settings"),
    ]
)
frame.draw_bar()
page.run()
