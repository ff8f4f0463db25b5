"""The level of the regions that a question ranges over: 哪个省, 各市州, 最高的三个县."""

from __future__ import annotations

import re

from ingest.records import Level
from ingest.structure.regions import find_regions

# 哪个, 各, 最高的三个 …: what a kind of region stands behind where the question ranges over them.
_OVER = (
    r"(?:哪[些几]?个?|哪[一两二三四五六七八九十]个?|各个?|多少个?|几个|所有的?|全部的?|每一?个|[一两二三四五六七八九十\d]+个"
    r"|最[高低快慢多少大小]的?|第一的?|第几的?|全[国省]的?|垫底的?|倒数的?)"
)
_END = r"(?=[有是都分？?。，,]|$)"  # 超过40万人的省有哪些
_LISTED = r"(?:里|中|当中)?(?:都|分别)?(?:有|是)(?:哪|几|多少|谁)"
_KINDS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (
        "province",
        re.compile(
            rf"{_OVER}(?:省|直辖市|自治区)|的(?:省|直辖市|自治区){_END}|省{_LISTED}|省份|省区市?|省市(?!县)|省(?:之?间|里面|中间|排)|31个|三十一个"
            r"|\b(?:which|what|all|each|every|how many|highest|lowest|rank\w*|among|the)\b.{0,30}\bprovinc\w+|\bby province\b",
            re.IGNORECASE,
        ),
    ),
    (
        "prefecture",
        re.compile(
            rf"{_OVER}(?:地级|设区)?(?:市州|州市|市|州|城市)|的(?:市州|市|州|城市){_END}|[市州]{_LISTED}|地级市|地市|市州|州市|城市(?:排名|中|里|之?间)"
            r"|\b(?:which|what|all|each|every|how many|rank\w*|among)\b.{0,20}\b(?:cit(?:y|ies)|prefectures?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "county",
        re.compile(
            rf"{_OVER}(?:区县|县区|县市|县|区(?!域|间))|的(?:区县|县){_END}|县{_LISTED}|区县|\b(?:which|what|all|each|every)\b.{{0,20}}\bcount(?:y|ies)\b",
            re.IGNORECASE,
        ),
    ),
)
_RANGING = re.compile("^(?:哪|各|几|每|某|全|多|所有)")


def level_asked(folded: str) -> Level:
    """The level that the question names for the regions that it ranges over; "" where it names none. The 省 of a named
    region (云岭省各市) is no level."""
    for mention in reversed(find_regions(folded)):
        if not _RANGING.match(mention.text):
            folded = folded[: mention.start] + "·" + folded[mention.end :]
    return next((level for level, pattern in _KINDS if pattern.search(folded)), "")
