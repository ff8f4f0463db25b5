"""A briefing on the page: its preview with sources to click, and in editing mode the changes that were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from assistant.briefing_editing import (
    with_heading,
    with_part_moved,
    with_point_moved,
    with_title,
    without_part,
    without_point,
    without_row,
)
from assistant.briefing_records import Briefing, BriefingGroup, BriefingPart
from assistant.export_numerals import chinese_numeral
from assistant.pages.parts.answer_view import place, source_title
from assistant.pages.parts.escaping import shortened
from assistant.pages.parts.language import t

QUOTE_LENGTH = 120

_component = st.components.v2.component(
    "government_reports.briefing",
    js=Path(__file__).with_name("briefing.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True, kw_only=True)
class Touched:
    """What was clicked in this run: a citation's number (0: none), and the briefing after an edit (None: no edit)."""

    citation: int = 0
    changed: Briefing | None = None


def draw_briefing(briefing: Briefing, *, editing: bool, key: str) -> Touched:
    """What was clicked in the preview that this draws."""
    result = _component(
        key=key,
        data=briefing_data(briefing, editing=editing),
        on_cite_change=lambda: None,
        on_edit_change=lambda: None,
    )
    known = {citation.number for citation in briefing.citations}
    number = int(result.cite) if isinstance(result.cite, int | float) and int(result.cite) in known else 0
    changed = edited(briefing, result.edit) if isinstance(result.edit, dict) else None
    return Touched(citation=number, changed=changed if changed != briefing else None)


def edited(briefing: Briefing, action: dict[str, Any]) -> Briefing:
    """The briefing after one action of the editor; an action that fits nothing in it changes nothing."""
    kind = str(action.get("kind", ""))
    part, group, point, row = (_place(action, name) for name in ("part", "group", "point", "row"))
    text = str(action.get("text", ""))
    try:
        if kind == "title":
            return with_title(briefing, text)
        if kind in ("heading", "group-heading"):
            return with_heading(briefing, part, text, group if kind == "group-heading" else None)
        if kind in ("part-up", "part-down"):
            return with_part_moved(briefing, part, -1 if kind == "part-up" else 1)
        if kind in ("point-up", "point-down"):
            return with_point_moved(briefing, part, group, point, -1 if kind == "point-up" else 1)
        if kind == "drop-part":
            return without_part(briefing, part)
        if kind == "drop-point":
            return without_point(briefing, part, group, point)
        if kind == "drop-row":
            return without_row(briefing, part, row)
    except IndexError:  # two quick clicks: the second meant what the first removed
        return briefing
    return briefing


def _place(action: dict[str, Any], name: str) -> int:
    value = action.get(name, 0)
    return int(value) if isinstance(value, int | float) and value >= 0 else 0


def briefing_data(briefing: Briefing, *, editing: bool) -> dict[str, object]:
    """The component's data: plain values only."""
    return {
        "title": briefing.title,
        "scope": t("briefing.rests_on", scope=briefing.scope),
        "parts": [_part_data(part, at) for at, part in enumerate(briefing.parts, start=1)],
        "notes": list(briefing.notes),
        "sources": [
            {
                "number": citation.number,
                "title": source_title(citation),
                "place": place(citation),
                "quote": shortened(citation.quote, QUOTE_LENGTH),
            }
            for citation in briefing.citations
        ],
        "editing": editing,
        "labels": {
            "open": t("answer.open"),
            "sources": t("answer.sources", count=len(briefing.citations)),
            "title": t("briefing.title"),
            "heading": t("briefing.heading"),
            "up": t("briefing.up"),
            "down": t("briefing.down"),
            "drop": t("briefing.drop"),
            "drop_part": t("briefing.drop_part"),
            "drop_row": t("briefing.drop_row"),
        },
    }


def _part_data(part: BriefingPart, number: int) -> dict[str, object]:
    headed = 0
    groups = []
    for group in part.groups:
        headed += bool(group.heading)
        groups.append(_group_data(group, headed))
    table = part.table
    return {
        "number": f"{chinese_numeral(number)}、",
        "heading": part.heading,
        "listed": part.kind == "list",
        "groups": groups,
        "table": None
        if table is None
        else {
            "header": list(table.header),
            "rows": [[{"text": cell.text, "citations": list(cell.citations)} for cell in row] for row in table.rows],
        },
    }


def _group_data(group: BriefingGroup, number: int) -> dict[str, object]:
    return {
        "number": f"（{chinese_numeral(number)}）" if group.heading else "",
        "heading": group.heading,
        "points": [{"text": text, "citations": list(citations)} for text, citations in group.statements()],
    }
