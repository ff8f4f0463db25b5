"""Where a text names an indicator: exactly, as reports do, or tolerantly, as questions do, in Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.extract.indicator_lexicon import (
    Concept,
    Measure,
    alias_table,
    concept_named,
    concepts,
    half_width,
    measure_of,
    record_name,
)
from ingest.extract.indicator_spelling import misspellings, sound
from ingest.structure.tries import trie_pattern

__all__ = [
    "Concept",
    "IndicatorMention",
    "Measure",
    "canonical_indicator",
    "concept_named",
    "concepts",
    "exact_mentions",
    "find_indicators",
    "half_width",
    "measure_of",
    "record_name",
]

# “占GDP比重”, “相当于全市生产总值的比例”: the figure is a share, whatever stood before it.
SHARE = (
    r"(?:增加值)?(?:(?:相当于|占|与)(?:到)?(?:本|全)?[省市州区国县]?(?:地区|国内)?(?:GDP|生产总值|经济总量)"
    r"(?:的|之)?(?:比重|比例|比值|份额|比|多少|百分之几)?|占比|比重)"
)
_INCOME = r"(?:常住)?(?:居民)?(?:的)?(?:人均)?(?:可支配)?收入"
_URBAN, _RURAL = r"(?:城镇|城市|城里人?)", r"(?:农村|农牧区|农牧民|农民|乡村)"
_AND = r"(?:、|和|与|及|以及|跟)"
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
_THREE = re.compile(r"第?一[、,]第?二[、,和]?第?三(?:次)?产业?(?:增加值)?|三次产业(?:增加值)?|三大产业增加值")
# An alias that goes on like this names something else: an enterprise, a position, a part of it.
_NOT_AFTER = re.compile(
    r"企业|单位|主管|部门|从业|用地|用电|产品|园区|基地|项目|工程|行业协会|贡献率|占规模|信用|环境|活力"
)

_DIVISOR = re.compile(
    r"(?:占(?:到)?|相当于|与)(?:本|全)?[省市州区国县]?$"
)  # 相当于全市生产总值的比例 speaks of a share
_CRAFTS = ("加", "手", "轻", "重", "军")  # 农产品加工业总产值 is no 工业总产值


@dataclass(frozen=True, kw_only=True)
class IndicatorMention:
    """Where a text names an indicator; ``name`` is the concept. 城乡居民收入 is two mentions of one span."""

    name: str
    start: int
    end: int
    text: str


@lru_cache(maxsize=1)
def _alias_pattern() -> re.Pattern[str]:
    return re.compile(trie_pattern(alias_table()))


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
        name, end = _share_of(alias_table()[match.group()], folded, end)
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
        yield (_INCOMES[::-1] if match.group("rural") else _INCOMES), *match.span()
    if "增加值" in folded:
        for match in _SECTOR_LIST.finditer(folded):
            yield tuple(_SECTORS[sector] for sector in re.findall(_SECTOR, match.group())), *match.span()
    for match in _THREE.finditer(folded) if "三" in folded else ():
        yield ("第一产业增加值", "第二产业增加值", "服务业增加值"), *match.span()


def _share_of(name: str, folded: str, end: int) -> tuple[str, int]:
    """The concept of the share where the words after an alias make it one, and where these words end."""
    concept = concept_named(name)
    share = concept.share if concept is not None else ""
    if share and (match := _share_pattern().match(folded, end)):
        return share, match.end()
    return name, end


def canonical_indicator(text: str) -> str | None:
    """The concept that ``text`` names first (GDP, 社零, “retail sales” …), a record's own name as it is, else None."""
    if concept_named(text) is not None:
        return text
    mentions = find_indicators(text)
    return mentions[0].name if mentions else None


_LOOKALIKE = re.compile("(?<=[民镇村政税算配游总纯])收人")  # 入 written as 人


def find_indicators(text: str) -> tuple[IndicatorMention, ...]:
    """The indicators that a question names, left to right: exact, colloquial and English names, then names with one
    wrong character (社会消废品零售总额) or with characters of the same sound."""
    squeezed, places = _without_gaps(_LOOKALIKE.sub("收入", half_width(text)))
    found = []
    for mention in _found_in(squeezed):
        start, end = places[mention.start], places[mention.end - 1] + 1
        found.append(IndicatorMention(name=mention.name, start=start, end=end, text=text[start:end]))
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _without_gaps(folded: str) -> tuple[str, list[int]]:
    """The text without the spaces beside Chinese characters (“R&D 投入强度”), and where each character stood."""
    kept = [
        index
        for index, sign in enumerate(folded)
        if sign != " "
        or (
            re.match("[!-~]", folded[index - 1 : index] or "x")
            and re.match("[!-~]", folded[index + 1 : index + 2] or "x")
        )
    ]
    return "".join(folded[index] for index in kept), kept


def _found_in(folded: str) -> list[IndicatorMention]:
    found = list(exact_mentions(folded))
    for finder in (_asked, _english):
        for mention in finder(folded):
            _add(found, mention)
    for wrong in misspellings(folded):
        text = folded[wrong.start : wrong.end]
        mention = IndicatorMention(name=wrong.name, start=wrong.start, end=wrong.end, text=text)
        _add(found, mention, sounding=wrong.right)
    if any((concept := concept_named(mention.name)) and concept.shape == "rate" for mention in found):
        divisors = [match.span() for match in _SHARE_OF_GDP.finditer(folded)]  # “share of GDP” asks for the share alone
        found = [
            mention
            for mention in found
            if mention.name != "地区生产总值" or not any(a <= mention.start and mention.end <= b for a, b in divisors)
        ]
    if (
        len({mention.name for mention in found}) > 1
    ):  # “growth target” alone is GDP's; beside another name it is that one's
        found = [mention for mention in found if mention.text.lower() not in _VAGUE_ENGLISH] or found[:1]
    return found


_SHARE_OF_GDP = re.compile(
    r"\b(?:share|percentage|proportion|per ?cent|part) of (?:its |the |total )?GDP\b|\bto GDP\b", re.IGNORECASE
)
_INCOMES = ("城镇居民人均可支配收入", "农村居民人均可支配收入")
_VAGUE_ENGLISH = ("growth target", "economic growth", "growth", "industrial output", "economy")


def _add(found: list[IndicatorMention], mention: IndicatorMention, *, sounding: str = "") -> None:
    """Take ``mention`` up unless one that is there covers it; it replaces shorter ones that it covers. A misspelt name
    replaces a right one only where it sounds right all the same (研发投入强渡, not 固定资产投资目[标])."""
    overlapping = [other for other in found if mention.start < other.end and other.start < mention.end]
    if overlapping and sounding and sound(mention.text) != sound(sounding):
        return
    twin = [other for other in overlapping if (other.start, other.end) == (mention.start, mention.end)]
    if twin and twin == overlapping and {twin[0].name, mention.name} == set(_INCOMES):
        found.append(mention)
        return
    if any(other.end - other.start >= mention.end - mention.start for other in overlapping):
        return
    for other in overlapping:
        found.remove(other)
    found.append(mention)


@lru_cache(maxsize=1)
def _asked_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((concept.name, re.compile(concept.asked, re.IGNORECASE)) for concept in concepts() if concept.asked)


def _asked(folded: str) -> Iterator[IndicatorMention]:
    """新增多少岗位, 打多少粮: ways of asking that name an indicator only in a question."""
    for name, pattern in _asked_patterns():
        for match in pattern.finditer(folded):
            if match.group():
                yield IndicatorMention(name=name, start=match.start(), end=match.end(), text=match.group())


@lru_cache(maxsize=1)
def _english_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for concept in concepts():
        for alias in (*concept.english_aliases, concept.english):
            table.setdefault(alias.lower().replace("’", "'"), concept.name)
    words = sorted(table, key=len, reverse=True)
    return re.compile(r"(?<![a-z&])(?:" + "|".join(map(re.escape, words)) + r")(?![a-z])"), table


_ENGLISH_SHARE = re.compile(r"[^.?;]{0,40}?\b(?:share|percentage|proportion|ratio|per ?cent)\b[^.?;]{0,12}\bgdp\b")
_ENGLISH_SHARE_BEFORE = re.compile(r"\b(?:share|percentage|proportion|per ?cent) of (?:its |the )?gdp\b[^.;]{0,40}$")
_ENGLISH_BOTH = re.compile(r"(?:urban and rural|rural and urban|urban, rural)[a-z' ]{0,30}?(?:incomes?|residents)")


def _english(folded: str) -> Iterator[IndicatorMention]:
    lowered = folded.lower().replace("’", "'")
    if not re.search("[a-z]{3}", lowered):
        return
    both = _ENGLISH_BOTH.search(lowered)
    if both:
        for name in _INCOMES:
            yield IndicatorMention(name=name, start=both.start(), end=both.end(), text=both.group())
    pattern, table = _english_pattern()
    for match in pattern.finditer(lowered):
        if both and match.start() < both.end() and both.start() < match.end():
            continue
        name, end = table[match.group()], match.end()
        concept = concept_named(name)
        share = _ENGLISH_SHARE.match(lowered, end) if concept is not None and concept.share else None
        if share and concept is not None:
            name, end = concept.share, share.end()
        elif concept is not None and concept.share and _ENGLISH_SHARE_BEFORE.search(lowered[: match.start()]):
            name = concept.share
        yield IndicatorMention(name=name, start=match.start(), end=end, text=folded[match.start() : end])
