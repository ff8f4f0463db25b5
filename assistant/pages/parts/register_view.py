"""The register on its page: what the sources have lost, the table of tasks, and how many tasks each unit has."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd
import streamlit as st

from assistant.names import short_name
from assistant.pages.parts import frame
from assistant.pages.parts.data_table import (
    Run,
    TableCell,
    TableColumn,
    TableRow,
    cell,
    draw_table,
    sound_order,
)
from assistant.pages.parts.escaping import as_html
from assistant.pages.parts.language import current, t
from assistant.pages.parts.register_filters import Filters, is_named
from assistant.register import Register, UnitCount
from assistant.register_table import Damage, mode_words, status_words, task_words
from assistant.register_wording import place as place_name
from ingest.extract.agencies import canonical_unit
from ingest.records import Assignment, ReportEntry

FIRST_UNITS = 20
BAR, LABEL = 24, 11  # pixels: height of a bar's row, size of the labels
INK = "#25302f"
SHADES = ("#2b5f75", "#7ba3b3", "#d3dfe2")


def draw_damage(found: Sequence[Damage]) -> None:
    """A warning for every notice whose source is damaged; the reader's own notes stand behind it."""
    for damage in found:
        place = _place(damage.entry)
        lines = "".join(f"<p>{as_html(note)}</p>" for note in damage.notes)
        notes = f"<details><summary>{as_html(t('register.notes'))}</summary>{lines}</details>" if lines else ""
        said = damage_words(damage) if damage.damaged else t("register.noted")
        line = as_html(place + t("register.colon") + said)
        st.html(f'<div class="notice warning" role="status">{line}{notes}</div>')


def damage_words(damage: Damage) -> str:
    """What a damaged notice lacks, in a line."""
    parts = [t("register.damaged", count=damage.assignments)]
    if damage.text_missing:
        parts.append(t("register.texts_lost", count=damage.text_missing, recovered=damage.recovered))
    if damage.assignment_missing:
        parts.append(t("register.units_lost", count=damage.assignment_missing))
    return t("register.damage_joint").join(parts) + t("register.damage_end")


def draw_tasks(items: Sequence[Assignment], register: Register, filters: Filters) -> str:
    """The id of the assignment whose row was clicked in this run, or ""."""
    columns = _columns(items)
    keys = [column.key for column in columns]

    def rows() -> list[TableRow]:
        return [
            TableRow(id=item.id, cells=tuple(_cell(key, item, place, register, filters) for key in keys))
            for place, item in enumerate(items)
        ]

    return draw_table(rows, columns, key="register-table", opener="task")


def draw_counts(items: Sequence[Assignment], register: Register) -> None:
    """Bars: how many of the tasks each unit leads alone, leads with others, and takes part in."""
    counts = counts_by_place(items, register)
    if not counts:
        frame.notice("info", t("register.no_units"))
        return
    shown = counts
    if len(counts) > FIRST_UNITS and not st.session_state.get("register-all-units"):
        shown = counts[:FIRST_UNITS]
    st.html(f'<div class="small">{as_html(t("register.counts_help", count=len(items), units=len(counts)))}</div>')
    with st.container(key="register-chart"):
        st.altair_chart(_chart(shown), width="stretch", alt=t("register.view_units"))
    if len(counts) > FIRST_UNITS:
        st.toggle(t("register.all_units", count=len(counts)), key="register-all-units")


def counts_by_place(items: Sequence[Assignment], register: Register) -> tuple[tuple[str, UnitCount], ...]:
    """Label and counts of every unit: a province's 发展改革委 is another one than the next province's."""
    places: dict[str, list[Assignment]] = {}
    for item in items:
        entry = register.entry(item.report_id)
        places.setdefault(entry.region if entry else "", []).append(item)
    labelled = [
        (f"{short_name(region)} {count.unit}" if len(places) > 1 and region else count.unit, count)
        for region, own in places.items()
        for count in register.counts_by_unit(own)
    ]
    return tuple(sorted(labelled, key=lambda pair: (-pair[1].lead, -pair[1].participant, sound_order(pair[0]))))


def _chart(counts: Sequence[tuple[str, UnitCount]]) -> alt.LayerChart:
    parts = [t("register.alone"), t("register.together"), t("register.takes_part")]
    data = pd.DataFrame(
        [
            {"unit": label, "part": part, "order": order, "count": count, "total": one.total}
            for label, one in counts
            for order, (part, count) in enumerate(
                zip(parts, (one.alone, one.lead - one.alone, one.participant), strict=True)
            )
        ]
    )
    units = [label for label, _ in counts]
    name = alt.Y(
        "unit:N",
        sort=units,
        title=None,
        axis=alt.Axis(
            labelLimit=200, labelFontSize=LABEL + 1, labelOverlap=False, labelColor=INK, ticks=False, domain=False
        ),
    )
    number = alt.X(
        "sum(count):Q",
        title=t("register.count_axis"),
        axis=alt.Axis(tickMinStep=1, tickCount=5, format="d", labelFontSize=LABEL, titleFontSize=LABEL + 1),
    )
    bars = (
        alt.Chart(data)
        .mark_bar(size=BAR * 0.62)
        .encode(
            y=name,
            x=number,
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=parts, range=list(SHADES)),
                sort=parts,
                legend=alt.Legend(title=None, orient="top", direction="horizontal", labelFontSize=LABEL + 1),
            ),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("unit:N", title=t("register.unit")),
                alt.Tooltip("part:N", title=t("register.role")),
                alt.Tooltip("count:Q", title=t("register.count_axis")),
            ],
        )
    )
    totals = (
        alt.Chart(data[data["order"] == 0])
        .mark_text(align="left", dx=4, fontSize=LABEL, color="#6a716e")
        .encode(y=name, x=alt.X("total:Q"), text="total:Q")
    )
    chart: alt.LayerChart = (
        alt.layer(bars, totals)
        .properties(height=alt.Step(BAR), autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
        .configure_view(strokeWidth=0)
    )
    return chart


def _place(entry: ReportEntry) -> str:
    """The notice's region and year, as short as they can be said."""
    return " ".join(filter(None, (place_name(entry, current() == "en"), str(entry.year or ""))))


def _columns(items: Sequence[Assignment]) -> tuple[TableColumn, ...]:
    """The columns that have something to show."""
    shares = {"number": 9, "task": 36, "lead": 17, "participants": 26, "mode": 12}
    if any(item.due or item.leader for item in items):
        shares |= {"due": 12, "task": 32, "participants": 22}
    if any(item.status != "ok" for item in items):
        shares |= {"status": 13, "task": shares["task"] - 5, "participants": shares["participants"] - 4}
    total = sum(shares.values())
    return tuple(
        TableColumn(key=key, label=t(f"register.{key}"), share=round(share * 100 / total))
        for key, share in shares.items()
    )


def _cell(key: str, item: Assignment, place: int, register: Register, filters: Filters) -> TableCell:
    if key == "number":
        entry = register.entry(item.report_id)
        below = _place(entry) if entry else ""
        number = str(item.task_number or "") or "–"
        clause = f" ({item.clause})" if item.clause > 1 else ""
        return cell(number + clause, below=below, order=(place,))
    if key == "task":
        words = task_words(item)
        return cell(words or t("register.text_lost"), below=" › ".join(item.section_path[-1:]), quiet=not words)
    if key == "lead":
        none = t("register.no_lead") if item.mode in ("joint", "separate") else t("register.units_unknown")
        if not item.lead:
            return TableCell(text=(Run(text=none),), quiet=True, order=(True,))
        return _units(item.lead, item, register, filters)
    if key == "participants":
        return _units(item.participants, item, register, filters)
    if key == "mode":
        return cell(mode_words(item, current()))
    if key == "due":
        return cell(item.due, below=item.leader)
    return cell(status_words(item, current()))


def _units(names: Sequence[str], item: Assignment, register: Register, filters: Filters) -> TableCell:
    """The units in the order of the source, the one that was filtered for in bold."""
    comma = ", " if current() == "en" else "、"
    runs: list[Run] = []
    level = register.level(item)
    for place, name in enumerate(names):
        same = bool(filters.unit) and canonical_unit(name, level) == canonical_unit(filters.unit, level)
        runs += [Run(text=comma)] if place else []
        runs.append(Run(text=name, strong=same or name == filters.unit))
    if runs and item.open_list and names is item.participants:
        runs.append(Run(text=t("register.and_others")))
    return TableCell(text=tuple(runs))


def unit_line(items: Sequence[Assignment], register: Register, filters: Filters) -> str:
    """How many of the tasks the chosen unit leads, alone and with others, and takes part in."""
    lead = [item for item in items if is_named(register, item, filters.unit, "lead")]
    alone = sum(len(item.lead) == 1 for item in lead)
    part = sum(is_named(register, item, filters.unit, "participant") for item in items)
    return t("register.unit_line", unit=filters.unit, lead=len(lead), together=len(lead) - alone, participant=part)


def source_remark(item: Assignment) -> str:
    """What a reader of a damaged source must know to see why this bracket is the task's; "" where all is whole."""
    if item.status == "ok":
        return ""
    if item.status == "assignment_missing":
        return t("register.source_units_lost")
    number = item.task_number or ""
    return t("register.source_recovered" if item.recovered else "register.source_text_lost", number=number)
