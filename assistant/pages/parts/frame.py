"""What every page has round it: the look, the bar with name and language, and the wait until the library is open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from assistant.errors import AssistantError
from assistant.errors import SettingError as AssistantSettingError
from assistant.pages.parts import language
from assistant.pages.parts.escaping import as_html
from assistant.pages.parts.language import either, t
from assistant.pages.parts.services import Opened, Services, services
from ingest.errors import IngestError, SettingError

STYLE = Path(__file__).with_name("style.css")
ICON = Path(__file__).with_name("icon.png")
UPLOADER_TEXTS = ("drop", "browse", "limit")  # Streamlit's uploader speaks English alone; style.css puts these instead


def draw_bar() -> None:
    """The product's name and the language switch."""
    st.html(STYLE)
    st.html(f"<style>:root {{ {''.join(_css_text(name) for name in UPLOADER_TEXTS)} }}</style>")
    with st.container(horizontal=True, vertical_alignment="center", key="bar"):
        st.html(f'<div class="brand">{as_html(t("app.title"))}</div>')
        st.segmented_control(
            t("app.language"),
            list(language.NAMES),
            format_func=lambda code: language.NAMES[code],
            key=language.KEY,
            required=True,
            label_visibility="collapsed",
        )


def _css_text(name: str) -> str:
    return f'--upload-{name}: "{t(f"upload.{name}")}";'


def shared_services() -> Services:
    """The process' services; a setting that cannot be used ends the page with its line."""
    try:
        return services()
    except (SettingError, AssistantSettingError) as error:
        notice("error", either(str(error), error.english))
        st.stop()


def opened(shared: Services) -> Opened:
    """The open library and its assistant; until they are there the page shows how far they are and ends here."""
    if shared.stage == "failed":
        notice("error", either(shared.error, shared.error_english))
        if st.button(t("start.again"), icon=":material/refresh:"):
            services.clear()
            st.rerun()
        st.stop()
    if shared.opened is None:
        _draw_opening(shared)
        st.stop()
    return shared.opened


@st.fragment(run_every=0.3)
def draw_samples_progress(shared: Services, opened: Opened) -> None:
    """How many of the sample reports are in, while they are being read on the first start."""
    if shared.stage != "samples":
        st.rerun()
    count = len(opened.library.entries())
    st.progress(min(0.9, 0.2 * (count + 1)), text=t("start.samples", count=count))


@st.fragment(run_every=0.2)
def _draw_opening(shared: Services) -> None:
    if shared.opened is not None or shared.stage == "failed":
        st.rerun()
    st.progress(0.0, text=t("start.opening"))


@contextmanager
def errors_as_notices() -> Iterator[None]:
    """What the library or the assistant cannot do becomes one line on the page."""
    try:
        yield
    except (IngestError, AssistantError) as error:
        notice("error", either(str(error), error.english))


def notice(kind: str, message: str) -> None:
    """A note in plain text: ``kind`` is info, warning, error or done."""
    role = "alert" if kind == "error" else "status"
    st.html(f'<div class="notice {kind}" role="{role}">{as_html(message)}</div>')
