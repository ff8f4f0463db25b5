"""The unit that the figures of one table share, so that they can stand in one column or along one axis."""

from __future__ import annotations

from collections import Counter

from assistant.figure_tables import FiguresTable
from ingest.extract.values import scale


def shared_unit(table: FiguresTable) -> str:
    """The unit that most of the table's figures are written in: %, 万人, 亿元 …; "" where none has one.

    A price index counts as its rise in percent and “2倍” as 200 %, as in `comparable`.
    """
    units: Counter[str] = Counter()
    for row in table.numbered:
        if row.fact is not None:
            unit = row.fact.indicator.unit
            units["%" if unit == "倍" or (not unit and table.concept.shape == "price") else unit] += 1
    return units.most_common(1)[0][0] if units else ""


def in_unit(number: float, unit: str) -> float:
    """A number in base units (元, 人, 公斤 …) as so many of ``unit``: 1.1e6 in 万人 is 110."""
    return round(number / scale(unit), 6)
