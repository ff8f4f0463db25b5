"""A button that saves a chart of the page as a PNG, drawn by the browser with the fonts that it shows it in."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

WIDTH = 1600  # pixels at least: enough for a printed page

_component = st.components.v2.component(
    "government_reports.chart_image",
    js=Path(__file__).with_name("chart_image.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def draw_image_button(chart: str, label: str, file: str) -> None:
    """The button for the chart inside the container of this key; ``file`` is the name that the browser saves under."""
    _component(key=f"image-{chart}", data={"chart": chart, "label": label, "file": file, "width": WIDTH})
