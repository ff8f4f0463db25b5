"""Buttons that save a table of the page as XLSX or CSV; the file is written when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from assistant.pages.parts.language import t
from assistant.tables_export import CSV_MEDIA, XLSX_MEDIA, Sheet, as_csv, as_xlsx

_FORMATS = (("xlsx", XLSX_MEDIA, as_xlsx), ("csv", CSV_MEDIA, as_csv))


def draw_download_buttons(sheet: Callable[[], Sheet], *, key: str, name: str) -> None:
    """The two buttons; ``name`` is the file's, without its ending."""
    for suffix, media, write in _FORMATS:
        st.download_button(
            t(f"download.{suffix}"),
            partial(_written, write, sheet),
            file_name=f"{name}.{suffix}",
            mime=media,
            icon=":material/download:",
            key=f"{key}-{suffix}",
            on_click="ignore",
        )


def _written(write: Callable[[Sheet], bytes], sheet: Callable[[], Sheet]) -> bytes:
    return write(sheet())
