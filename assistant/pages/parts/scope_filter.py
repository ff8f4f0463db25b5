"""The reports that may answer: a choice of regions, years and kinds from what the library holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from assistant.pages.parts.escaping import as_label
from assistant.pages.parts.language import t
from ingest.records import KINDS, ReportEntry, Scope

T = TypeVar("T")


def draw_scope(entries: Sequence[ReportEntry]) -> Scope:
    """The chosen scope; nothing chosen means no limit. The choice lasts as long as the session."""
    regions = sorted({entry.region for entry in entries if entry.region})
    years = sorted({entry.year for entry in entries if entry.year}, reverse=True)
    kinds = [kind for kind in KINDS if any(entry.kind == kind for entry in entries)]
    with st.popover(_summary(), icon=":material/filter_list:", type="tertiary", key="scope"):
        chosen_regions = _choice("regions", regions)
        chosen_years = _choice("years", years)
        chosen_kinds = st.multiselect(
            t("scope.kinds"),
            kinds,
            format_func=lambda kind: t(f"kind.{kind}"),
            key="scope-kinds",
            placeholder=t("scope.all"),
            select_all=False,
            persist_state="session",
        )
        st.caption(t("scope.help"))
    return Scope(regions=tuple(chosen_regions), years=tuple(chosen_years), kinds=tuple(chosen_kinds))


def _choice(name: str, options: Sequence[T]) -> list[T]:
    return st.multiselect(
        t(f"scope.{name}"),
        options,
        key=f"scope-{name}",
        placeholder=t("scope.all"),
        select_all=False,
        persist_state="session",
    )


def _summary() -> str:
    """The label of the closed filter: what is chosen, or that all reports may answer."""
    chosen = [
        *map(str, st.session_state.get("scope-regions", [])),
        *map(str, st.session_state.get("scope-years", [])),
        *(t(f"kind.{kind}") for kind in st.session_state.get("scope-kinds", [])),
    ]
    return as_label(t("scope.some", chosen="、".join(chosen)) if chosen else t("scope.none"))
