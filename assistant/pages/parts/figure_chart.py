"""One indicator over the regions as bars: sorted, each with its figure as the report words it, the nation as a line."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

import altair as alt
import pandas as pd

from assistant.figure_axis import in_unit, shared_unit
from assistant.figure_sheet import NOT_STATED, coverage, table_title
from assistant.figure_tables import NATIONAL, FigureRow, FiguresTable
from assistant.figure_values import shown
from assistant.names import in_pinyin, short_name
from assistant.records import Language
from ingest.structure.regions import canonical_region

BAR, LABEL = 24, 12  # pixels: height of a bar's row, size of the labels
NATION_LINE = ("虚线为全国（{label}）。", "Dashed line: the whole country ({label}).")
NARROW = 235  # pixels that the bars have on a phone
BAR_COLOUR, NATION_COLOUR, INK, QUIET = "#7ba3b3", "#b5652b", "#25302f", "#8a918e"


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A row of the chart: ``value`` None where there is no number to draw, then the label alone speaks."""

    name: str
    label: str
    value: float | None
    national: bool


def bars(table: FiguresTable, language: Language) -> tuple[Bar, ...]:
    """The rows of the table in its order; the nation's sum is left out where regions add up to it."""
    unit = shared_unit(table)
    return tuple(
        Bar(
            name=bar_name(row.region, language),
            label=bar_label(row, language),
            value=in_unit(row.number, unit) if row.number is not None else None,
            national=row.region == NATIONAL,
        )
        for row in table.rows
        if row.region != NATIONAL or comparable_with_nation(table)
    )


def comparable_with_nation(table: FiguresTable) -> bool:
    """Whether the whole country's figure is a measure for a region's: a rate is, a sum of all regions is not."""
    return not (table.concept.shape == "amount" and table.measure == "level" and "人均" not in table.concept.name)


def bar_name(region: str, language: Language) -> str:
    """The region's short name: 内蒙古, Inner Mongolia."""
    if language == "en":
        known = canonical_region(region)
        return known.english if known is not None and known.english else in_pinyin(short_name(region))
    return short_name(region)


def bar_label(row: FigureRow, language: Language) -> str:
    """The figure with its qualifier; of one in words the report's own words."""
    if row.fact is None:
        return NOT_STATED[language == "en"]
    if row.in_words and language == "en":
        return row.fact.indicator.value
    return shown(row.fact.indicator, language)


def figure_chart(table: FiguresTable, language: Language) -> alt.LayerChart:
    """The chart; its title and the line below say what it shows, so that it can stand alone."""
    rows = bars(table, language)
    unit = shared_unit(table)
    data = pd.DataFrame(
        {
            "region": [bar.name for bar in rows],
            "value": [bar.value for bar in rows],
            "at": [bar.value or 0.0 for bar in rows],
            "label": [bar.label for bar in rows],
            "national": [bar.national for bar in rows],
            "below": [(bar.value or 0.0) < 0 for bar in rows],
            "numbered": [bar.value is not None for bar in rows],
        }
    ).astype({"value": float})
    names = alt.Y(
        "region:N",
        sort=[bar.name for bar in rows],
        title=None,
        axis=alt.Axis(
            labelFontSize=LABEL,
            labelColor=INK,
            labelOverlap=False,
            labelLimit=150,
            ticks=False,
            domain=False,
            labelPadding=6,
        ),
    )
    low, high = domain(rows)
    numbers = alt.X(
        "value:Q",
        title=unit or None,
        scale=alt.Scale(domain=[low, high], nice=False),
        axis=alt.Axis(grid=True, gridColor="#eceae3", labelFontSize=LABEL - 1, titleFontSize=LABEL, tickCount=5),
    )
    colour = alt.condition("datum.national", alt.value(NATION_COLOUR), alt.value(BAR_COLOUR))
    layers = [alt.Chart(data).mark_bar(size=BAR * 0.62).encode(y=names, x=numbers, color=colour)]
    nation = next((bar.value for bar in rows if bar.national and bar.value is not None), None)
    if nation is not None:
        rule = alt.Chart(pd.DataFrame({"value": [nation]}))
        layers.append(rule.mark_rule(color=NATION_COLOUR, strokeDash=[5, 4], strokeWidth=1.2).encode(x="value:Q"))
    for below in (False, True):
        part = alt.Chart(data[data["below"] == below]).encode(y=names, x="at:Q", text="label:N")
        align: Literal["left", "right"] = "right" if below else "left"
        away = -5 if below else 5
        halo = part.mark_text(align=align, dx=away, fontSize=LABEL - 1, stroke="white", strokeWidth=4)
        text = part.mark_text(align=align, dx=away, fontSize=LABEL - 1)
        ink = alt.condition("datum.numbered", alt.value(INK), alt.value(QUIET))
        layers += [halo, text.encode(color=ink)]  # the halo keeps the nation's line away from the words
    lines = [coverage(table, language, name_up_to=0)]
    if nation is not None:
        lines.append(NATION_LINE[language == "en"].format(label=next(bar.label for bar in rows if bar.national)))
    title = alt.TitleParams(
        text=table_title(table, language),
        subtitle=lines,
        anchor="start",
        fontSize=15,
        subtitleFontSize=LABEL,
        subtitleColor=QUIET,
        subtitlePadding=5,
        offset=10,
    )
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            height=alt.Step(BAR),
            title=title,
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            usermeta={"embedOptions": {"renderer": "svg"}},
        )
        .configure(background="transparent", padding={"left": 2, "top": 8, "right": 8, "bottom": 8})
        .configure_view(strokeWidth=0)
        .configure_axisX(orient="bottom")
    )
    return chart


def domain(rows: tuple[Bar, ...]) -> tuple[float, float]:
    """The ends of the axis: from zero, and so far that each label finds room behind its bar even on a phone."""
    high = max((_end(bar.value, bar.label) for bar in rows if bar.value is not None and bar.value >= 0), default=0.0)
    low = min((-_end(-bar.value, bar.label) for bar in rows if bar.value is not None and bar.value < 0), default=0.0)
    return low, high or (1.0 if not low else 0.0)


def _end(value: float, label: str) -> float:
    return value / max(0.3, 1 - (label_pixels(label) + 8) / NARROW)


def label_pixels(label: str) -> float:
    """About how wide a label is drawn: a Chinese character as wide as it is high, others about half."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in label)
    return (LABEL - 1) * (wide + 0.58 * (len(label) - wide))
