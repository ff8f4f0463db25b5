"""The language of this session and the pages' texts in it."""

from __future__ import annotations

from typing import cast

import streamlit as st

from assistant.pages import texts
from assistant.pages.texts import LANGUAGES, Language

KEY = "language"
PARAMETER = "lang"
NAMES = {"zh": "中文", "en": "English"}


def begin(default: str) -> None:
    """Take the language from the session, the address bar or the setting, and keep it in the address bar."""
    if st.session_state.get(KEY) not in LANGUAGES:
        asked = st.query_params.get(PARAMETER, default)
        st.session_state[KEY] = asked if asked in LANGUAGES else default
    chosen = current()
    if chosen != default:
        st.query_params[PARAMETER] = chosen
    elif PARAMETER in st.query_params:
        del st.query_params[PARAMETER]


def current() -> Language:
    """The language in which the pages speak now."""
    return cast(Language, st.session_state.get(KEY, "zh"))


def t(key: str, **values: object) -> str:
    """The text ``key`` in the session's language."""
    return texts.text(key, current(), **values)


def either(chinese: str, english: str) -> str:
    """Of a message that comes in both languages, the one to show."""
    return english if current() == "en" and english else chinese
