"""The settings in force, where they come from, and what the library's vectors were made by."""

from __future__ import annotations

import re

import streamlit as st

from assistant.pages.parts import frame
from assistant.pages.parts.escaping import as_html
from assistant.pages.parts.language import t
from assistant.pages.parts.model_form import draw_model_form, draw_vectors_note
from assistant.saved_settings import effective_environment
from assistant.settings import ALL_SETTINGS
from ingest.settings import Setting

_PASSWORD = re.compile(r"(://)[^/@\s]+@")  # user:password@ in an address


def shown_value(setting: Setting, environment: dict[str, str]) -> str:
    """The value in force; of a secret no more than that it is there; passwords in addresses are left out."""
    value = environment.get(setting.name, "")
    if setting.secret:
        return t("settings.secret_set") if value else t("settings.not_set")
    return _PASSWORD.sub(r"\1…@", value) or (
        t("settings.default", value=setting.default) if setting.default else t("settings.not_set")
    )


shared = frame.shared_services()
st.html(f'<h1 class="page-title">{as_html(t("page.settings"))}</h1>')

chat_model = shared.assistant_settings.chat_model
st.html(f'<h2 class="page-title">{as_html(t("settings.model_title"))}</h2>')
frame.notice("info", t("settings.model", model=chat_model) if chat_model else t("settings.no_model"))
embedding = shared.library_settings.embedding_model
frame.notice("info", t("settings.embedding", model=embedding) if embedding else t("settings.no_embedding"))

draw_vectors_note(shared)
draw_model_form(shared)

st.html(f'<h2 class="page-title">{as_html(t("settings.values_title"))}</h2>')
st.html(f'<div class="small">{as_html(t("settings.values_help"))}</div>')
environment = effective_environment(shared.library_settings.data_dir)
lines = "".join(
    f"<dt><code>{as_html(setting.name)}</code><span>{as_html(t(f'setting.{setting.name}'))}</span></dt>"
    f"<dd>{as_html(shown_value(setting, environment))}</dd>"
    for setting in ALL_SETTINGS
)
st.html(f'<dl class="details settings">{lines}</dl>')
