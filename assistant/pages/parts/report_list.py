"""The reports of the library as rows to click, with a filter above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from assistant.pages.parts.language import t
from ingest.records import KINDS, ReportEntry, Section

ALL = ""
PAGE_SIZE = 50

_component = st.components.v2.component(
    "government_reports.rows",
    js=Path(__file__).with_name("rows.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: ``id`` comes back when it is clicked, ``level`` indents it."""

    id: str
    title: str
    detail: str = ""
    badge: str = ""
    level: int = 0


def draw_rows(rows: Sequence[Row], *, key: str, look: str = "cards") -> str:
    """The id of the row that was clicked in this run, or ""."""
    result = _component(
        key=key, data={"rows": [asdict(row) for row in rows], "look": look}, on_open_change=lambda: None
    )
    clicked = result.open
    return clicked if isinstance(clicked, str) and any(row.id == clicked for row in rows) else ""


def report_row(entry: ReportEntry) -> Row:
    """A report as a row: title, then what it is."""
    parts = (
        entry.region,
        str(entry.year or ""),
        t(f"kind.{entry.kind}"),
        entry.document_number,
        t("report.passages", count=entry.passages),
        t("report.assignments", count=entry.assignments) if entry.assignments else "",
        t("report.indicators", count=entry.indicators) if entry.indicators else "",
        t("report.noted", count=len(entry.notes)) if entry.notes else "",
    )
    return Row(
        id=entry.id,
        title=entry.title or entry.source.name,
        detail=" · ".join(filter(None, parts)),
        badge=t("report.sample") if entry.sample else "",
    )


def section_rows(sections: Sequence[Section]) -> tuple[Row, ...]:
    """The section tree as indented rows, in the order of the text."""
    ordered = sorted(sections, key=lambda section: (section.start, section.level))
    return tuple(Row(id=s.id, title=s.number + s.heading, level=s.level - 1) for s in ordered)


def filtered(entries: Sequence[ReportEntry], words: str, kind: str) -> tuple[ReportEntry, ...]:
    """The entries of ``kind`` ("": any) that carry every word in their title, region, number, issuer or file name."""
    wanted = words.lower().split()
    return tuple(
        entry for entry in entries if kind in (ALL, entry.kind) and all(word in _searchable(entry) for word in wanted)
    )


def draw_report_list(entries: Sequence[ReportEntry]) -> str:
    """The id of the report that was clicked in this run, or ""."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="list-filter"):
        words = st.text_input(t("library.filter"), key="list-words", placeholder=t("library.filter_help"))
        kinds = [ALL, *(kind for kind in KINDS if any(entry.kind == kind for entry in entries))]
        kind = st.selectbox(
            t("scope.kinds"), kinds, format_func=lambda k: t(f"kind.{k}") if k else t("scope.all"), key="list-kind"
        )
    found = sorted(
        filtered(entries, words or "", kind or ALL), key=lambda e: (-(e.year or 0), e.region, e.kind, e.title)
    )
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = st.pagination(pages, key="list-page") if pages > 1 else 1
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    if not found:
        st.html(f'<div class="small">{t("library.nothing")}</div>')
        return ""
    return draw_rows([report_row(entry) for entry in shown], key="reports")


def _searchable(entry: ReportEntry) -> str:
    parts = (entry.title, entry.region, str(entry.year or ""), entry.document_number, entry.issuer, entry.source.name)
    return " ".join(parts).lower()
