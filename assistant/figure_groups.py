"""Groups of regions that questions name as one: 京津冀, 东北三省, 西部, 直辖市."""

from __future__ import annotations

import re

_NORTHEAST = ("辽宁省", "吉林省", "黑龙江省")
_NORTHWEST = ("陕西省", "甘肃省", "青海省", "宁夏回族自治区", "新疆维吾尔自治区")
_SOUTHWEST = ("重庆市", "四川省", "贵州省", "云南省", "西藏自治区")
_CENTRAL = ("山西省", "安徽省", "江西省", "河南省", "湖北省", "湖南省")
_EAST = ("北京市", "天津市", "河北省", "上海市", "江苏省", "浙江省", "福建省", "山东省", "广东省", "海南省")
_DELTA = ("上海市", "江苏省", "浙江省", "安徽省")

# The first pattern that fits wins; 东部, 中部, 西部 and 东北 are the four regions of the statistics.
_GROUPS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"京津冀|Beijing-Tianjin-Hebei", re.IGNORECASE), ("北京市", "天津市", "河北省")),
    (re.compile(r"长三角|长江三角洲|Yangtze River Delta", re.IGNORECASE), _DELTA),
    (re.compile(r"江浙沪|苏浙沪|沪苏浙"), ("上海市", "江苏省", "浙江省")),
    (re.compile(r"成渝|川渝"), ("四川省", "重庆市")),
    (re.compile(r"东北(?!亚)|东三省|\bnortheast(?:ern)?\b", re.IGNORECASE), _NORTHEAST),
    (re.compile(r"西北(?!角)|\bnorthwest(?:ern)?\b", re.IGNORECASE), _NORTHWEST),
    (re.compile(r"西南|\bsouthwest(?:ern)?\b", re.IGNORECASE), _SOUTHWEST),
    (
        re.compile(r"西部(?!陆海)|\bwestern\b", re.IGNORECASE),
        ("内蒙古自治区", "广西壮族自治区", *_SOUTHWEST, *_NORTHWEST),
    ),
    (re.compile(r"中部|\bcentral (?:china|provinces|region)", re.IGNORECASE), _CENTRAL),
    (re.compile(r"东部|\beastern\b", re.IGNORECASE), _EAST),
    (re.compile(r"华北"), ("北京市", "天津市", "河北省", "山西省", "内蒙古自治区")),
    (re.compile(r"华东"), ("上海市", "江苏省", "浙江省", "安徽省", "福建省", "江西省", "山东省")),
    (re.compile(r"华中"), ("河南省", "湖北省", "湖南省")),
    (re.compile(r"华南"), ("广东省", "广西壮族自治区", "海南省")),
    (re.compile(r"直辖市|\bmunicipalities\b", re.IGNORECASE), ("北京市", "天津市", "上海市", "重庆市")),
    (
        re.compile(
            r"自治区(?:里|中|中间|之间|有|各|哪|的|20|GDP|$)|[各五5]个?自治区|\bautonomous regions\b", re.IGNORECASE
        ),
        ("内蒙古自治区", "广西壮族自治区", "西藏自治区", "宁夏回族自治区", "新疆维吾尔自治区"),
    ),
)


def region_group(text: str) -> tuple[str, ...]:
    """The regions of the group that ``text`` names; () where it names none."""
    return next((regions for pattern, regions in _GROUPS if pattern.search(text)), ())
