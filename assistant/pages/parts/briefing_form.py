"""What a briefing is asked for: the topic, where and when, how long, and after which template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import streamlit as st

from assistant.briefing_records import Length, Template
from assistant.pages.parts.language import t
from ingest.records import ReportEntry

T = TypeVar("T")
LENGTHS: tuple[Length, ...] = ("half", "one", "two")
TEMPLATES: tuple[Template | Literal["auto"], ...] = ("auto", "topic", "region", "unit", "comparison", "list")
TOPIC, REGIONS, YEARS, LENGTH, TEMPLATE = (
    f"briefing-{name}" for name in ("topic", "regions", "years", "length", "template")
)
ARRIVED = "briefing-arrived"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A filled form; ``begin`` tells that the briefing is to be written now."""

    topic: str
    regions: tuple[str, ...]
    years: tuple[int, ...]
    length: Length
    template: Template | Literal["auto"]
    begin: bool


def take_from_address(entries: Sequence[ReportEntry]) -> bool:
    """Whether the page was opened with a topic to write on (from an answer, or the register), now in the form."""
    topic = st.query_params.get("topic", "").strip()
    if not topic:
        return False
    region, year = st.query_params.get("region", ""), st.query_params.get("year", "")
    for name in ("topic", "region", "year"):
        if name in st.query_params:
            del st.query_params[name]
    st.session_state[TOPIC] = topic
    st.session_state[REGIONS] = [region] if any(entry.region == region for entry in entries) else []
    st.session_state[YEARS] = [int(year)] if any(str(entry.year) == year for entry in entries) else []
    return True


def draw_form(entries: Sequence[ReportEntry], *, begin: bool) -> Asked:
    """The form as it stands now; ``begin`` starts the writing without a click."""
    with st.container(key="briefing-form"):
        topic = st.text_input(
            t("briefing.topic"), key=TOPIC, placeholder=t("briefing.topic_help"), persist_state="session"
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            regions = _choice(
                "regions", list(dict.fromkeys(entry.region for entry in entries if entry.region)), REGIONS
            )
            years = _choice("years", sorted({e.year for e in entries if e.year is not None}, reverse=True), YEARS)
        with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
            length = st.segmented_control(
                t("briefing.length"),
                LENGTHS,
                format_func=lambda name: t(f"briefing.length_{name}"),
                default="one",
                key=LENGTH,
                required=True,
                persist_state="session",
            )
            template = st.selectbox(
                t("briefing.template"),
                TEMPLATES,
                format_func=lambda name: t(f"briefing.template_{name}"),
                key=TEMPLATE,
                persist_state="session",
                width=220,
            )
            clicked = st.button(t("briefing.write"), type="primary", icon=":material/article:", key="briefing-write")
    return Asked(
        topic=topic or "",
        regions=tuple(regions),
        years=tuple(years),
        length=length,
        template=template,
        begin=clicked or begin,
    )


def _choice(name: str, options: list[T], key: str) -> list[T]:
    """The chosen options; none chosen means: as the topic says."""
    return st.multiselect(
        t(f"scope.{name}"),
        options,
        key=key,
        placeholder=t("briefing.as_named"),
        select_all=False,
        persist_state="session",
    )
