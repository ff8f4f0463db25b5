"""The form for a model: address, key and names entered, the connection tested, saved to the library's folder."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from assistant.pages.parts import frame
from assistant.pages.parts.escaping import as_html
from assistant.pages.parts.language import current, t
from assistant.pages.parts.services import Services, services
from assistant.saved_settings import SavedSettings, library_with_saved, load_saved, save, with_saved
from ingest.library.outcomes import Progress

_REPORT = "connection-report"
MODELS_SHOWN = 30
_FIELDS = ("base_url", "api_key", "chat_model", "embedding_model", "embedding_base_url", "embedding_api_key")


def draw_model_form(shared: Services) -> None:
    """The fields with what is saved, and the buttons that test and save. A key is never shown; left empty it stays."""
    with frame.errors_as_notices():
        saved = load_saved(shared.library_settings.data_dir)
        with st.form("model", border=True):
            st.html(f'<div class="small">{as_html(t("model.help"))}</div>')
            chat, embedding = st.columns(2)
            with chat:
                draft = replace(saved, base_url=_text("base_url", saved), api_key=_secret("api_key", saved))
                draft = replace(draft, chat_model=_text("chat_model", saved))
            with embedding:
                draft = replace(draft, embedding_model=_text("embedding_model", saved))
                draft = replace(draft, embedding_base_url=_text("embedding_base_url", saved))
                draft = replace(draft, embedding_api_key=_secret("embedding_api_key", saved))
            with st.container(horizontal=True):
                tested = st.form_submit_button(t("model.test"), icon=":material/network_check:")
                kept = st.form_submit_button(t("model.save"), icon=":material/save:", type="primary")
                cleared = st.form_submit_button(t("model.clear"), icon=":material/delete:")
        if tested:
            _test(shared, draft)
        if kept or cleared:
            _keep(shared, saved, SavedSettings() if cleared else draft)


def _text(name: str, saved: SavedSettings) -> str:
    value = st.text_input(t(f"model.{name}"), value=str(getattr(saved, name)), placeholder=t(f"model.{name}_hint"))
    return value.strip()


def _secret(name: str, saved: SavedSettings) -> str:
    stored = str(getattr(saved, name))
    hint = t("model.key_kept") if stored else t(f"model.{name}_hint")
    value = st.text_input(t(f"model.{name}"), type="password", placeholder=hint, autocomplete="off")
    return value.strip() or stored


def _test(shared: Services, draft: SavedSettings) -> None:
    """What the endpoint says: its models, a short completion, an embedding with its dimension."""
    from assistant.providers import test_connection  # openai's client is only needed here

    with st.spinner(t("model.testing")):
        report = test_connection(
            with_saved(shared.environment_settings, draft),
            library_with_saved(shared.environment_library_settings, draft),
            current(),
        )
    frame.notice("done" if report.chat_ok else "error", report.chat_message)
    frame.notice("done" if report.embedding_ok else "error", report.embedding_message)
    if report.models:
        names = ("、" if current() == "zh" else ", ").join(report.models[:MODELS_SHOWN])
        frame.notice("info", t("model.listed", message=report.models_message, names=names))
    elif report.models_message:
        frame.notice("warning", report.models_message)


def _keep(shared: Services, saved: SavedSettings, draft: SavedSettings) -> None:
    """Save, and answer with it from now on; another embedding means that the library is opened anew."""
    save(shared.library_settings.data_dir, draft)
    if any(getattr(draft, name) != getattr(saved, name) for name in _FIELDS):
        services.clear()
    st.toast(t("model.saved"))
    st.rerun()


def draw_vectors_note(shared: Services) -> None:
    """Where the stored vectors are another embedding's: that words alone are used, and the button that computes anew."""
    opened = shared.opened
    if opened is None:
        return
    note = opened.library.vectors_note if current() == "zh" else opened.library.vectors_note_english
    if not note:
        return
    frame.notice("warning", note)
    if not st.button(t("model.recompute"), icon=":material/refresh:", key="recompute"):
        return
    bar = st.progress(0.0, text=t("model.recomputing"))

    def show(step: Progress) -> None:
        share = min(1.0, step.passages_done / step.passages_total) if step.passages_total else 0.0
        bar.progress(share, text=t("model.recomputed", done=step.passages_done, total=step.passages_total))

    with frame.errors_as_notices():
        opened.library.recompute_vectors(progress=show)
        st.rerun()
