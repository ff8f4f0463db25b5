"""A request for a briefing as understood: which regions, years and papers, about what, after which template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.briefing_records import Length, Template
from assistant.briefing_topics import topic_of
from assistant.english_words import glossary_words
from assistant.errors import BriefingError
from assistant.figure_groups import region_group
from assistant.names import LibraryNames, in_pinyin, short_name
from assistant.records import Query
from assistant.terms import question_terms, without_asking
from ingest.extract.agencies import canonical_unit, find_units
from ingest.extract.indicator_names import find_indicators, half_width
from ingest.records import ReportEntry, Scope
from ingest.structure.regions import canonical_region

if TYPE_CHECKING:
    from assistant.assistant import Assistant

NATIONAL = "全国"
# What asks for a page and for its form: no part of the matter.
_ORDER = re.compile(
    r"(?:请|麻烦|劳烦)?(?:帮我|给我|替我|为我)?(?:写|起草|拟|撰写|生成|整理|汇总|梳理|做|出|准备|编|弄|来|要|提供|形成|给出)(?:出|成|个|一个|一下|一份|一篇|一页纸?|半页纸?|两页纸?|二页纸?|份|篇|张)+(?:关于|有关)?"
    r"|^(?:请|帮我|给我|关于|有关|写|起草|整理|汇总|梳理)+"
)
_FORM = re.compile(
    r"(?:一|半|两|二|1|2)页(?:纸|以内|左右)?|(?:省|市|州|县|区)?政府(?=(?:重点|主要)?工作)|(?:工作)?(?:简报|简介|要点|汇报(?:材料|提纲)?|材料|综述|概况|概述|摘要|小结|总结|情况说明|情况汇报|通报|专报|快报|速览|一览表?|清单|对照表|列表|报告单|提要)"
    r"|(?:重点|主要)(?:工作|任务|举措|安排|目标)(?:任务|情况|安排)?|(?:主要|重点|工作|政策)?(?:举措|措施|做法)(?=$|[，,。\s])|工作(?:情况|任务|安排|部署|举措|计划|思路|报告)|政府工作报告|责任分工(?:方案)?|牵头(?:的)?(?:任务|工作|事项)?|(?:任务|分工)(?=$|[，,。\s])|情况(?=$|[，,。\s])|工作(?=$|[，,。\s])|的(?=$|[，,。\s])|(?:进行)?(?:对比|比较|对照|盘点)(?:分析|表)?|\b(?:a|an|the|one|two|half|page|brief(?:ing)?|summary|report|overview|on|of|about|for|in|write|please|me|give|compare|comparison)\b",
    re.IGNORECASE,
)
_LENGTHS: tuple[tuple[re.Pattern[str], Length], ...] = (
    (re.compile(r"半页|half (?:a )?page", re.IGNORECASE), "half"),
    (re.compile(r"[两二2]页|two pages?", re.IGNORECASE), "two"),
)
_EVERYWHERE = re.compile(
    r"(?:全国)?(?:各省区市|各省市区|各省份|各省市|各省区|各省|各地区?|各市州|各市县|各市|各州|各县区?|各区县|各区|所有(?:地区|省份?|城市)|全部(?:地区|省份?)|31个?省(?:区市|份)?|全国各省(?:区市)?|全国各地)"
)
_GROUPS = re.compile(
    r"(?:京津冀|长三角|长江三角洲|成渝|川渝|东北(?:三省)?|东三省|西北|西南|西部|中部|东部|华北|华东|华中|华南|直辖市|(?:五个)?自治区)(?:地区|各省|各地|省份|几省)?"
)
_PLACE_LIKE = re.compile(r"^\s*([\u4e00-\u9fff]{2,7}?(?:省|自治区|自治州|市|州|县|区))(?=\s|(?:19|20)\d\d|的)")
_COMMON_PLACE = re.compile(
    r"^(?:各|全|本|我|该|外|多|城|跨|每|省|市|县|区|中心城|主城|老城|新城|城镇|超大城|特大城|大城)"
)
_FIGURE_CUE = re.compile(
    r"目标|预期|实际|完成|增速|增长|总量|排名|多少|占比|比重|水平|数据|指标|gdp|cpi", re.IGNORECASE
)
_FEW_REGIONS = 3
_ASKS = re.compile(r"[?？]|多少|哪|谁|什么|怎么|怎样|如何|是否|有没有|吗$|呢$|几[个家项条]")
_UNIT_WORDS = re.compile(r"牵头|负责|参与|配合|任务|分工|职责|承担")


@dataclass(frozen=True, kw_only=True)
class BriefingRequest:
    """What is asked for.

    ``regions`` are those that it is about, each with papers in the library; ``everywhere`` that they are all of them or a
    group, not named one by one; ``years`` those asked for, () for the newest of each region. ``words`` are the topic's own
    words, "" where everything is meant. ``entries`` are the papers of those regions and years.
    """

    text: str
    query: Query
    template: Template
    regions: tuple[str, ...]
    everywhere: bool
    years: tuple[int, ...]
    words: str
    units: tuple[str, ...]
    indicators: tuple[str, ...]
    length: Length
    form: str


def understand_request(
    request: str,
    *,
    assistant: Assistant,
    length: Length = "one",
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
    template: Template | None = None,
) -> BriefingRequest:
    """The request as understood. Raises BriefingError for an empty one, and for a region or year without papers."""
    text = " ".join(request.split())
    names = assistant.names
    _check_asked(text, regions, names)
    own = {**names.own_names(), **names.region_names()}
    given = tuple(own.get(name) or (known.name if (known := canonical_region(name)) else name) for name in regions)
    query = assistant.understand(text, scope=Scope(regions=given, years=tuple(years)))
    asked, everywhere = _regions(query, given, names)
    asked_years = query.years or tuple(years)
    _check(query, asked, asked_years, names)
    units = _units(query)
    words, indicators = _matter(query, _topic_words(query, units), compare=template == "comparison")
    _check_template(template, units, indicators)
    return BriefingRequest(
        text=text,
        query=query,
        template=template or _template(query, words, units, indicators, asked, everywhere),
        regions=asked,
        everywhere=everywhere,
        years=asked_years,
        words=words,
        units=units,
        indicators=indicators,
        length=next((found for pattern, found in _LENGTHS if length == "one" and pattern.search(text)), length),
        form=_form(text),
    )


def _check_asked(text: str, regions: Sequence[str], names: LibraryNames) -> None:
    if not names.entries:
        raise BriefingError(
            "资料库里还没有文件，写不出简报。请先添加报告", "the library holds no papers yet: add reports first"
        )
    if not re.search(r"\w", text) and not regions:
        raise BriefingError(
            "没有写明简报的主题：请写出地区、年份和事项，例如“某市2024年数字经济工作要点”",
            "the topic is empty: name region, year and matter",
        )


def _check_template(template: Template | None, units: Sequence[str], indicators: Sequence[str]) -> None:
    if template == "unit" and not units:
        raise BriefingError(
            "没有认出单位名称：请写明单位，例如“省大数据局牵头任务”", "no unit was recognised: name one"
        )
    if template == "comparison" and not indicators:
        raise BriefingError(
            "没有认出指标名称：请写明指标，例如“2024年各市经济增长目标对比”", "no indicator was recognised: name one"
        )


def _matter(query: Query, words: str, *, compare: bool) -> tuple[str, tuple[str, ...]]:
    """The words of the topic, and the indicators where figures are asked: then the words are the indicators' own."""
    mentions = find_indicators(query.text)
    indicators = tuple(dict.fromkeys(mention.name for mention in mentions))
    if indicators and (compare or _is_figure(query, words)):
        return "、".join(dict.fromkeys(mention.text for mention in mentions)), indicators
    return words, ()


def _regions(query: Query, given: Sequence[str], names: LibraryNames) -> tuple[tuple[str, ...], bool]:
    if query.regions or given:
        return query.regions or tuple(given), False
    if query.text.isascii():
        spoken = {in_pinyin(short_name(region)).lower(): region for region in names.regions}
        found = [region for name, region in spoken.items() if re.search(rf"\b{name}\b", query.text.lower())]
        if found:
            return tuple(found), False
    group = [region for region in region_group(query.text) if region in names.regions]
    if group:
        return tuple(group), True
    match = _PLACE_LIKE.match(query.text)
    if match and not _COMMON_PLACE.match(match[1]) and not find_units(match[1]):
        return (match[1],), False
    held = names.regions
    if _EVERYWHERE.search(query.text):
        return _of_one_level(query.text, names), True
    return held, len(held) > 1


def _of_one_level(text: str, names: LibraryNames) -> tuple[str, ...]:
    """The regions of the level that 各省, 各市 … ask for; all where that level has none, or no level is said."""
    match = _EVERYWHERE.search(text)
    said = match.group() if match else ""
    levels = ("province",) if "省" in said else ("prefecture",) if re.search("[市州]", said) else ()
    found = [entry.region for entry in names.entries if entry.region and (not levels or entry.level in levels)]
    found = [region for region in found if region != NATIONAL] or list(names.regions)
    return tuple(dict.fromkeys(found))


def _check(query: Query, regions: Sequence[str], years: Sequence[int], names: LibraryNames) -> None:
    absent = [region for region in regions if region not in names.regions]
    if absent:
        held = "、".join(short_name(region) for region in names.regions[:6])
        more = "等" if len(names.regions) > 6 else ""
        raise BriefingError(
            f"资料库中没有{'、'.join(absent)}的报告，写不出简报；现有{len(names.entries)}份报告，地区为{held}{more}",
            f"the library has no report of {', '.join(absent)}; it holds {len(names.entries)} reports of other regions",
        )
    for year in years:
        held_years = names.years(regions)
        if not {year, year + 1} & set(held_years):
            where = "、".join(regions) if len(regions) <= 3 else ""
            there = "、".join(f"{each}年" for each in held_years)
            raise BriefingError(
                f"资料库中没有{where}{year}年的报告，写不出简报；现有{where}{there}的报告",
                f"the library has no report of {year} for this; it has {', '.join(map(str, held_years))}",
            )


def _units(query: Query) -> tuple[str, ...]:
    if query.units:
        return query.units
    mentions = find_units(query.text)
    return tuple(dict.fromkeys(canonical_unit(mention.name) for mention in mentions))


def _topic_words(query: Query, units: Sequence[str]) -> str:
    """The request without places, years, units and the words that ask for a page."""
    text = query.text
    for mention in find_units(query.text) if units else ():
        text = text.replace(mention.text, " ")
    text = re.sub(r"(?:19|20)\d\d年?(?:度)?", " ", text)
    for word in sorted({*query.scope_words}, key=len, reverse=True):
        text = text.replace(word, " ")
    if _ASKS.search(text):
        text = re.sub(r"(?:应该?|是|归|由)?(?:单位|部门|牵头|负责|主管)+|由(?=\s)", " ", without_asking(text))
    text = _ORDER.sub(" ", _GROUPS.sub(" ", _EVERYWHERE.sub(" ", text)))
    text = _PLACE_LIKE.sub(" ", text) if not query.regions else text
    for _ in range(3):
        text = _FORM.sub(" ", text).strip(" ，,。.：:；;、？?！!（）()“”\"'《》的")
        text = re.sub(r"^[和与及跟]\s+|\s+[和与及跟]$|^政府$", "", text)
    if units:
        for region in query.regions:
            text = text.replace(short_name(region), " ")
        text = re.sub(r"牵头|负责|参与|配合|任务|工作|分工|职责|承担|多少|哪些|几项", " ", text).strip()
    if query.language == "en":
        chinese = [word for term in question_terms(text) if (word := _chinese(term.word))]
        text = "、".join(chinese)
    text = _as_written(re.sub(r"\s+", " ", text).strip(), query.text)
    return text if len(re.sub(r"\W", "", text)) > 1 else ""


def _as_written(words: str, text: str) -> str:
    """The words with the letters of the request (5G), which looking for asking words has folded."""
    at = text.lower().find(words) if words else -1
    return text[at : at + len(words)] if at >= 0 else words


def _chinese(word: str) -> str:
    """The Chinese word for an English one; "" where the glossary has none."""
    if not word.isascii():
        return word
    return next(iter(glossary_words(word)), "")


def _template(
    query: Query,
    words: str,
    units: Sequence[str],
    indicators: Sequence[str],
    regions: Sequence[str],
    everywhere: bool,
) -> Template:
    if units and (not words or _UNIT_WORDS.search(query.text)):
        return "unit"
    several = everywhere or len(regions) > 1
    if indicators and several:
        return "comparison"
    if not words and (everywhere or len(regions) > _FEW_REGIONS):
        raise BriefingError(
            "没有写明简报的主题：请写出地区或事项，例如“某市2024年数字经济工作要点”",
            "the topic is missing: name a region or a matter",
        )
    return "topic" if words else "region"


def _is_figure(query: Query, words: str) -> bool:
    """Whether a figure is asked and not the field of policy that bears its name (数字经济 is both)."""
    rest = half_width(words)
    for mention in find_indicators(rest):
        rest = rest.replace(mention.text, " ")
    cued = _FIGURE_CUE.search(query.text) is not None
    return cued or (not re.sub(r"\W", "", _FIGURE_CUE.sub("", rest)) and not topic_of(words).names_field)


def _form(text: str) -> str:
    """The word for the page that the request uses, for its title: 要点, 简报, 综述 …"""
    match = re.search(r"(?:工作)?(?:要点|简报|综述|概况|概述|摘要|汇报|小结|总结|专报|通报)", text)
    return match.group() if match else "工作简报"


def entries_for(request: BriefingRequest, names: LibraryNames, region: str) -> tuple[ReportEntry, ...]:
    """The papers of a region for the years asked (the newest where none is): work reports first."""
    own = [entry for entry in names.entries if entry.region == region]
    years = request.years or tuple(sorted({e.year for e in own if e.year is not None})[-1:])
    rank = {"work_report": 0, "plan": 1, "policy": 2, "division_notice": 3, "other": 4}
    chosen = [entry for entry in own if entry.year in years or (not years and entry.year is None)]
    return tuple(sorted(chosen, key=lambda entry: (rank.get(entry.kind, 5), -(entry.year or 0))))
