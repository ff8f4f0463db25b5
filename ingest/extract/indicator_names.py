"""The indicators that reports and questions speak of: the lexicon, and where a text names one of them.

Naming scheme. A *concept* (地区生产总值, 城镇调查失业率 …) is what a question names; a *record name* says as well which
figure of it is meant, so that a level is never compared with a growth rate:

    amount      level 地区生产总值 (亿元)        growth 地区生产总值增速 (%)
    rate        level 城镇调查失业率 (%)         change 城镇调查失业率变动 (个百分点)
    price       level 居民消费价格涨幅 (%): a growth rate by itself
    intensity   level PM2.5浓度 (微克/立方米)    growth PM2.5浓度降幅 (%), a fall counted as positive
    ratio       level 城乡居民收入比

``canonical_indicator`` and ``find_indicators`` give concepts; ``record_name`` and ``measure_of`` go from one to the other.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
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
# “占GDP比重”, “相当于全市生产总值的比例”: the figure is a share, whatever stood before it.
SHARE = (
    r"(?:增加值)?(?:(?:相当于|占|与)(?:到)?(?:本|全)?[省市州区国县]?(?:地区|国内)?(?:GDP|生产总值|经济总量)"
    r"(?:的|之)?(?:比重|比例|比值|份额|比|多少|百分之几)?|占比|比重)"
)
_INCOME = r"(?:常住)?(?:居民)?(?:的)?(?:人均)?(?:可支配)?收入"
_URBAN, _RURAL = r"(?:城镇|城市|城里人?)", r"(?:农村|农牧区|农牧民|农民|乡村)"
_AND = r"(?:[、,，]|和|与|及|以及|跟)"
_BOTH_INCOMES = re.compile(
    rf"(?:(?P<urban>{_URBAN}(?:常住)?(?:居民)?(?:人均)?(?:可支配)?(?:收入)?{_AND}{_RURAL})"
    rf"|(?P<rural>{_RURAL}(?:常住)?(?:居民)?(?:人均)?(?:可支配)?(?:收入)?{_AND}{_URBAN})|城乡){_INCOME}(?!比|之比|差|倍差|结构)"
)
_SECTORS = {
    "农业": "农业增加值",
    "农林牧渔业": "农业增加值",
    "规模以上工业": "规模以上工业增加值",
    "规上工业": "规模以上工业增加值",
    "规模工业": "规模以上工业增加值",
    "工业": "工业增加值",
    "建筑业": "建筑业增加值",
    "服务业": "服务业增加值",
    "金融业": "金融业增加值",
    "制造业": "制造业增加值",
    "数字经济": "数字经济增加值",
    "第一产业": "第一产业增加值",
    "第二产业": "第二产业增加值",
    "第三产业": "服务业增加值",
    "一产": "第一产业增加值",
    "二产": "第二产业增加值",
    "三产": "服务业增加值",
}
_SECTOR = "|".join(sorted(_SECTORS, key=len, reverse=True))
_SECTOR_LIST = re.compile(rf"(?:{_SECTOR})(?:{_AND}(?:{_SECTOR}))+(?:增加值|产业增加值)")
_THREE = re.compile(r"一[、,]二[、,和]?三(?:次)?产业?(?:增加值)?|三次产业(?:增加值)?|三大产业增加值")
# An alias that goes on like this names something else: an enterprise, a position, a part of it.
_NOT_AFTER = re.compile(r"企业|单位|主管|部门|从业|用地|用电|产品|园区|基地|项目|工程|行业协会|贡献率|占规模|信用|环境|活力")

_DIVISOR = re.compile(r"(?:占(?:到)?|相当于|与)(?:本|全)?[省市州区国县]?$")  # 相当于全市生产总值的比例 speaks of a share
_CRAFTS = ("加", "手", "轻", "重", "军")  # 农产品加工业总产值 is no 工业总产值


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


@dataclass(frozen=True, kw_only=True)
class IndicatorMention:
    """Where a text names an indicator; ``name`` is the concept. 城乡居民收入 is two mentions of one span."""

    name: str
    start: int
    end: int
    text: str


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


def trie_pattern(words: Iterable[str]) -> str:
    """A regular expression that matches the longest of ``words``, by their common beginnings: thirty times as fast as
    a plain alternation on Chinese text, where nearly every character begins no word at all."""
    root: dict[str, dict[str, object]] = {}
    for word in words:
        node: dict[str, object] = root  # type: ignore[assignment]
        for sign in word:
            node = node.setdefault(sign, {})  # type: ignore[assignment]
        node[""] = {}

    def build(node: dict[str, object]) -> str:
        branches = [
            re.escape(sign) + build(child)  # type: ignore[arg-type]
            for sign, child in node.items()
            if sign
        ]
        if not branches:
            return ""
        inner = branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
        return f"(?:{inner})?" if "" in node else inner

    return build(root)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    """Alias in half width and upper case -> concept name; the first concept that claims an alias has it."""
    table: dict[str, str] = {}
    for concept in concepts():
        for alias in (concept.name, *concept.aliases):
            table.setdefault(half_width(alias).upper(), concept.name)
    return table


@lru_cache(maxsize=1)
def _alias_pattern() -> re.Pattern[str]:
    return re.compile(trie_pattern(_aliases()))


@lru_cache(maxsize=1)
def _share_pattern() -> re.Pattern[str]:
    return re.compile(SHARE)


def exact_mentions(text: str) -> tuple[IndicatorMention, ...]:
    """The indicators that ``text`` names in the words of the lexicon, left to right, the longest name at each place."""
    folded = half_width(text).upper()
    taken: list[tuple[int, int]] = []
    found: list[IndicatorMention] = []
    for names, start, end in _groups(folded):
        taken.append((start, end))
        found.extend(IndicatorMention(name=name, start=start, end=end, text=text[start:end]) for name in names)
    for match in _alias_pattern().finditer(folded):
        start, end = match.span()
        if any(left < end and start < right for left, right in taken):
            continue
        name, end = _share_of(_aliases()[match.group()], folded, end)
        if _NOT_AFTER.match(folded, end) or (match.group()[:2] == "工业" and folded[start - 1 : start] in _CRAFTS):
            continue
        if name == "地区生产总值" and _DIVISOR.search(folded, max(0, start - 8), start):
            continue
        taken.append((start, end))
        found.append(IndicatorMention(name=name, start=start, end=end, text=text[start:end]))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _groups(folded: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Names that several indicators share: 城乡居民收入, 农业、工业、服务业增加值, 一、二、三产."""
    for match in _BOTH_INCOMES.finditer(folded) if "收入" in folded else ():
        pair = ("城镇居民人均可支配收入", "农村居民人均可支配收入")
        yield (pair[::-1] if match.group("rural") else pair), *match.span()
    if "增加值" in folded:
        for match in _SECTOR_LIST.finditer(folded):
            yield tuple(_SECTORS[sector] for sector in re.findall(_SECTOR, match.group())), *match.span()
    for match in _THREE.finditer(folded) if "三" in folded else ():
        yield ("第一产业增加值", "第二产业增加值", "服务业增加值"), *match.span()


def _share_of(name: str, folded: str, end: int) -> tuple[str, int]:
    """The concept of the share where the words after an alias make it one, and where these words end."""
    share = _by_name()[name].share
    if share and (match := _share_pattern().match(folded, end)):
        return share, match.end()
    return name, end
