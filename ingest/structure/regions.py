"""Regions named in a text, in Chinese or English, known ones and those that only their form shows (云岭省, 石桥县)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.structure.region_names import (
    NATIONAL,
    Region,
    all_regions,
    canonical_region,
    english_region,
    region_table,
    unknown_region,
)
from ingest.tokens import HAN

__all__ = [
    "NATIONAL",
    "Region",
    "RegionMention",
    "all_regions",
    "canonical_region",
    "find_regions",
    "region_of_document_number",
]


@dataclass(frozen=True, kw_only=True)
class RegionMention:
    """A place in a text that names a region: ``text`` as written between ``start`` and ``end``."""

    region: Region
    start: int
    end: int
    text: str


_ROAD = re.compile(r"[东西南北中]?[一二三四]?(?:路(?![网线径桥段况政由灯衍])|大道|大街)")
_NO_CITY = re.compile("[场民值容]")
_LEFT_WORDS = "在和与及跟同或比对把给由问请查看向从到为是的说以据按讲较绍出询于使让"
_CLEAN_LEFT = re.compile(rf"[^{HAN}]|[{_LEFT_WORDS}]")
_WARY_RIGHT = re.compile(
    r"\s*(?:\d{2,4}\s*年|20\d\d|[一二][〇零]|[今去明前本]年|GDP|gdp|地区生产|生产总值|财政|人均|政府|人民政府|市委|省委|城镇|农村|粮食|固定资产)"
)
_WARY_RIGHT_LONG = re.compile(r"[的和与及跟比、，,？?。]|\s*$|有|谁|哪|呢|经济")
_DOCUMENT_RIGHT = re.compile(
    r"(?:政|府|办|委|财|发改|教|卫|人社|建|科|交|农|民){1,2}[发办函电通规令字]{1,3}\s*[〔\[﹝（(【]\s*(?:19|20)\d\d"
)
_RUN_RIGHT = re.compile(
    r"[两二三四五六]省|[两二三四五]地|[两二三四]省市|各|谁|哪|的|比|对比|相比|\s*(?:20\d\d|GDP)|[？?，。]|$"
)
_RUN_SURE = re.compile(r"[两二三四五六]省|[两二三四五]地|各|\s*20")


def _clean_left(text: str, start: int) -> bool:
    return start == 0 or bool(_CLEAN_LEFT.match(text[start - 1]))


def _in_context(text: str, start: int, end: int) -> bool:
    """Whether a wary name stands where only a region stands: a clean left side and a year, 政府, GDP … on its right."""
    if _DOCUMENT_RIGHT.match(text, end):
        return True
    if not _clean_left(text, start):
        return False
    return bool(_WARY_RIGHT.match(text, end)) or (end - start > 1 and bool(_WARY_RIGHT_LONG.match(text, end)))


@lru_cache(maxsize=1)
def _character_runs() -> re.Pattern[str]:
    characters = "".join(name for name in region_table().wary if len(name) == 1)
    return re.compile(rf"[{characters}](?:[、和与及跟]?[{characters}])+")


def _run_mentions(text: str) -> list[RegionMention]:
    """Regions named by single characters side by side: 湘黔两省, 黔、湘和鄂三省."""
    wary = region_table().wary
    found: list[RegionMention] = []
    for match in _character_runs().finditer(text):
        if not _RUN_RIGHT.match(text, match.end()) or not _clean_left(text, match.start()):
            continue
        if not _RUN_SURE.match(text, match.end()) and not re.search("[、和与及跟]", match[0]):
            continue
        for start, char in enumerate(match[0], start=match.start()):
            if char in wary:
                found.append(RegionMention(region=wary[char], start=start, end=start + 1, text=char))
    return found


def _table_mentions(text: str) -> list[RegionMention]:
    """Mentions of the regions that the table knows, the longest name at each place."""
    table = region_table()
    found: list[RegionMention] = []
    position = 0
    while match := table.chinese_pattern.search(text, position):
        name, position = match[0], match.end()
        if name in table.decoys:
            continue
        region = table.sure.get(name)
        if region is None:
            if not _in_context(text, match.start(), match.end()):
                position = match.start() + 1
                continue
            region = table.wary[name]
        if name != region.name and _ROAD.match(text, match.end()):
            continue
        if name[-1] == "市" and _NO_CITY.match(text, match.end()):  # 上海市民 names 上海, 高平市场 nothing
            name = name[:-1]
            if name not in table.sure:
                continue
        found.append(RegionMention(region=region, start=match.start(), end=match.start() + len(name), text=name))
    for match in table.english_pattern.finditer(text):
        region = english_region(match[0])
        if region:
            found.append(RegionMention(region=region, start=match.start(), end=match.end(), text=match[0]))
    return found


_LEADING = re.compile(
    r"(?:比较|对比|介绍|列出|查询|关于|今年|去年|请问|根据|按照|支持|推动|推进|加快|帮助|问一下|告诉我|那么|以及|还有|年|月|日|"
    rf"[{_LEFT_WORDS}那而但呢])+"
)
_NAMED = re.compile(
    rf"[{HAN}]{{2,8}}?(?:自治[区州县旗]|省(?![份会长委级属直际内外道管定财])|市(?![场民值级区域县委内外])|县(?![域级乡城市区委内外])|"
    r"[旗州盟区](?=人民政府|政府|人大|第[一二三四五六七八九十]+届|\d{4}年|20))(?!政[协策务])"
)
_NOT_IN_A_NAME = re.compile(
    r"[并提]请|落实|实施|建设|完善|完成|开展|组建|接受|新增|办好|保险|建成|办理|设立|认定|建立|实现|培育|打造|新建|启动|组织|举办|创建|执行|发挥|深化|编制|成立|鼓励|"
    r"构建|实行|重振|争取|巩固|拓展|累计|抓实|国省|申创|挖掘|确保|兄弟|示范|试点|脱贫|领跑|海岛|模范|互市|加强|健全|提升|服务|带动|引领|纳入|列入|获[得批]?|扩建|医保|哪[个些]|"
    r"什么|多少|怎么|如何|是否|为何|以上|以下|左右|企业|项目|单位|经济|城乡|农村"
)
_DISTRICT = re.compile(rf"[、和及]?(?P<name>[{HAN}]{{2,4}}?(?:区|县|旗))")


def _overlaps(mentions: Sequence[RegionMention], start: int, end: int) -> bool:
    return any(mention.start < end and start < mention.end for mention in mentions)


def _district_mentions(text: str, taken: Sequence[RegionMention]) -> list[RegionMention]:
    """Districts and counties that follow their city directly, one or several: 贵阳市花溪区、白云区."""
    found: list[RegionMention] = []
    for mention in taken:
        if mention.region.level not in ("province", "prefecture") or mention.text[-1] not in "市州省盟区":
            continue
        position = mention.end
        while match := _DISTRICT.match(text, position):
            if position == mention.end and match["name"] != match[0]:
                break
            start, end = match.span("name")
            region = unknown_region(match["name"], mention.region.name)
            if region is None or _overlaps(taken, start, end):
                break
            found.append(RegionMention(region=region, start=start, end=end, text=match["name"]))
            position = end
    return found


def _unknown_mentions(text: str, taken: Sequence[RegionMention]) -> list[RegionMention]:
    """Regions that the table lacks, by the form of their names; only where the left border is certain."""
    found: list[RegionMention] = []
    for match in _NAMED.finditer(text):
        start, end = match.span()
        inside = [m for m in (*taken, *found) if m.start < end and m.end >= start]
        if any(mention.end >= end for mention in inside):
            continue
        start = max([start, *(mention.end for mention in inside)])
        if not inside and not _clean_left(text, start):
            continue
        lead = _LEADING.match(text[start:end])
        outer = next((m.region for m in inside if m.end == start and not lead), None)
        start += lead.end() if lead else 0
        name = text[start:end]
        if not (3 <= len(name) <= 4 or "自治" in name) or _NOT_IN_A_NAME.search(name):
            continue
        region = unknown_region(name, outer.name if outer and outer.level in ("province", "prefecture") else "")
        if region:
            found.append(RegionMention(region=region, start=start, end=end, text=name))
    return found


def find_regions(text: str) -> tuple[RegionMention, ...]:
    """The regions named in ``text``, left to right, the longest name at each place, never overlapping."""
    found = _table_mentions(text)
    for more in (_run_mentions(text), _district_mentions(text, found)):
        found += [mention for mention in more if not _overlaps(found, mention.start, mention.end)]
    found += _unknown_mentions(text, found)
    return tuple(sorted(found, key=lambda mention: mention.start))


_DOCUMENT_PREFIX = re.compile(rf"(?P<name>[{HAN}]{{1,3}}?)(?:人民政府|政|府|办|委)")


def region_of_document_number(number: str) -> Region | None:
    """The region whose government gives out this document number: 黔府办发〔2022〕4号 -> 贵州省; None where unknown."""
    table = region_table()
    if number.startswith("国"):
        return table.sure[NATIONAL]
    match = _DOCUMENT_PREFIX.match(number)
    if not match:
        return None
    return table.wary.get(match["name"]) or table.sure.get(match["name"])
