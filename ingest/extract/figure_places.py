"""Places inside or beside a report's own region to which a figure is limited: 临湖区, 澜江新区, a city of the table."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.extract.figure_words import OWN_REGION, PLACE, residue_before
from ingest.structure.regions import RegionMention, all_regions, find_regions
from ingest.tokens import is_word

# 高新区, 产业园区, 国家级新区: kinds of places, not one of them.
_KIND_OF_PLACE = re.compile(
    r"(?:各|各类|各级|所有|全部|主要|国家|国家级|省|省级|市|市级|自治区级|重点|工业|产业|农业|科技|物流|旅游|化工|特色|现代|综合|示范|高新|高新技术|经济|经济技术|临空|循环经济|"
    r"自由贸易|自贸|合作|边境|跨境|电商|双创|创新|开放|城市|海关特殊监管|产业集聚|产业转移|服务业|先进制造业|数字|智能|绿色|省际|区域|中部|西部|东部)*"
    r"(?:新区|开发区|园区|高新区|经开区|都市圈|城市圈|城市群|经济圈|经济区|经济带|自贸港|自贸区|自由贸易港|自由贸易试验区|片区|保税区|综保区|科学城|产业园区|工业园区)"
)
# Of what a clause acts on, only a place with an administration of its own takes the figures that follow.
_WITHIN = re.compile(r"(?:新区|开发区|园区|高新区|经开区|自贸港|自贸区|片区|保税区|综保区|科学城|兵团)$")

_ACTING = re.compile(
    "支持|推动|推进|促进|加快|建设|打造|做强|做大|做优|提升|依托|发挥|用好|抓好|深化|鼓励|引导|确保|办好"
)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(region.name for region in all_regions())


def is_place(mention: RegionMention) -> bool:
    """Whether a region found in a report is one: the table knows it, or its form is a county's or a city's and no verb's
    (改造市, 压实市, 力争省 …)."""
    if mention.region.name in _known():
        return True
    name = mention.region.name
    if name.endswith(("县", "区", "旗")) and not name.endswith("自治区"):
        return True
    return name.endswith("市") and not is_word(name[:-1])


def names_place(scope: str) -> bool:
    """Whether what limits a figure is a place (兵团, 贵阳贵安, 临湖区), not a group or a kind (县域, 民营企业)."""
    if PLACE.search(scope) or re.search(r"[^县区市]{2}[县区市州盟旗]$", scope):
        return True
    return any(mention.start == 0 and is_place(mention) for mention in find_regions(scope)[:1])


def is_group(scope: str) -> bool:
    """Whether what limits a figure is a set of places (地级及以上城市, “一带一路”沿线国家, 脱贫地区), none of which it is about."""
    return re.search(r"(?:城市|地区|国家|国家和地区|脱贫县|城镇)$", scope) is not None


def leading_place(clause: str, own_names: re.Pattern[str]) -> str:
    """The place that a clause opens with, other than the report's own (“临湖区旅客增长42%，旅游收入…”); or ""."""
    if match := PLACE.match(clause):
        return residue_before(match.group(), own_names)
    for mention in find_regions(clause)[:1]:
        if mention.start == 0 and is_place(mention) and not own_names.search(mention.region.name):
            return mention.text
    return ""


def place_acted_on(clause: str, own_names: re.Pattern[str]) -> str:
    """The one place that a clause without a figure is about (支持澜江新区扩区提质): figures after it are that place's. A kind of
    place (工业园区) and the report's own region are none."""
    if OWN_REGION.search(clause):
        return ""
    for start in (0, *(match.end() for match in _ACTING.finditer(clause))):
        match = PLACE.match(clause, start)
        if match and _WITHIN.search(match.group()) and not _KIND_OF_PLACE.fullmatch(match.group()):
            return "" if re.match("[、和与及]", clause[match.end() :]) else residue_before(match.group(), own_names)
    return ""
