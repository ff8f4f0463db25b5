"""The lexicon of indicators and the names of their records.

Naming scheme. A *concept* (地区生产总值, 城镇调查失业率 …) is what a question names; a *record name* says as well which
figure of it is meant, so that a level is never compared with a growth rate:

    amount      level 地区生产总值 (亿元)        growth 地区生产总值增速 (%)
    rate        level 城镇调查失业率 (%)         change 城镇调查失业率变动 (个百分点)
    price       level 居民消费价格涨幅 (%): a growth rate by itself
    intensity   level PM2.5浓度 (微克/立方米)    growth PM2.5浓度降幅 (%), a fall counted as positive
    ratio       level 城乡居民收入比

``record_name`` goes from a concept to the name of a record, ``concept_named`` and ``measure_of`` back.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

LEXICON = Path(__file__).parent.parent / "lexicon" / "indicators.csv"

Shape = Literal["amount", "rate", "price", "intensity", "ratio"]
Measure = Literal["level", "growth", "change"]

_SUFFIXES: dict[tuple[str, str], str] = {
    ("amount", "growth"): "增速",
    ("rate", "change"): "变动",
    ("intensity", "growth"): "降幅",
}
# Full-width letters, digits and signs become half-width one for one, so that offsets stay what they are.
_HALF_WIDTH = {ord(full): ord(full) - 0xFEE0 for full in map(chr, range(0xFF01, 0xFF5F)) if full not in "，；：！？"}
_HALF_WIDTH[0x3000] = 0x20


@dataclass(frozen=True, kw_only=True)
class Concept:
    """One line of the lexicon.

    ``prefer`` is the measure meant where a question does not say; ``core`` marks an indicator that a report would state
    in its own list of targets, so that its absence can be answered with certainty. ``unit`` is the class of units that
    a level may have; ``share`` the concept that its share of output is; ``parts`` the concepts that it splits into;
    ``kin`` a wider or narrower concept that a report may state instead. ``loose`` are everyday words that are this indicator
    only where they stand alone; ``asked`` is a pattern that counts in questions alone.
    """

    name: str
    shape: Shape
    prefer: Measure
    core: bool
    unit: str
    share: str
    parts: tuple[str, ...]
    kin: str
    english: str
    aliases: tuple[str, ...]
    loose: tuple[str, ...]
    asked: str
    english_aliases: tuple[str, ...]


def half_width(text: str) -> str:
    """The text with full-width letters, digits, brackets and per cent signs in half width; its length is kept."""
    return text.translate(_HALF_WIDTH)


@lru_cache(maxsize=1)
def concepts() -> tuple[Concept, ...]:
    """Every concept of the lexicon, in its order: the headline indicators of a report come before its details."""
    with LEXICON.open(encoding="utf-8", newline="") as lines:
        return tuple(_concept(row) for row in csv.DictReader(lines))


def _concept(row: dict[str, str]) -> Concept:
    def many(key: str) -> tuple[str, ...]:
        return tuple(part for part in row[key].split("|") if part)

    shape: Shape = row["shape"]  # type: ignore[assignment]
    prefer: Measure = row["prefer"]  # type: ignore[assignment]
    return Concept(
        name=row["name"],
        shape=shape,
        prefer=prefer,
        core=bool(row["core"]),
        unit=row["unit"],
        share=row["share"],
        parts=many("parts"),
        kin=row["kin"],
        english=row["english"],
        aliases=many("zh"),
        loose=many("loose"),
        asked=row["asked"],
        english_aliases=many("en"),
    )


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Concept]:
    return {concept.name: concept for concept in concepts()}


def concept_named(name: str) -> Concept | None:
    """The concept with this canonical name or, of a record name, the concept that it belongs to."""
    known = _by_name().get(name)
    if known is not None:
        return known
    for suffix in _SUFFIXES.values():
        if name.endswith(suffix) and name.removesuffix(suffix) in _by_name():
            return _by_name()[name.removesuffix(suffix)]
    return None


def record_name(concept: Concept, measure: Measure) -> str:
    """The name of a record of this concept and measure, as the module's docstring sets out."""
    return concept.name + _SUFFIXES.get((concept.shape, measure), "")


def measure_of(name: str) -> Measure:
    """The measure that a record name speaks of; ``level`` for a concept's bare name."""
    concept = concept_named(name)
    if concept is None or name == concept.name:
        return "level"
    return "change" if name.endswith("变动") else "growth"


@lru_cache(maxsize=1)
def alias_table() -> dict[str, str]:
    """Alias in half width and upper case -> concept name; the first concept that claims an alias has it."""
    table: dict[str, str] = {}
    for concept in concepts():
        for alias in (concept.name, *concept.aliases):
            table.setdefault(half_width(alias).upper(), concept.name)
    return table
