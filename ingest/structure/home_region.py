"""The region that a paper speaks for: from its title, meeting line, opening, signature and number, else from its mentions."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath

from ingest.records import Level
from ingest.structure.front import Front
from ingest.structure.region_names import unknown_region
from ingest.structure.regions import NATIONAL, Region, canonical_region, find_regions, region_of_document_number
from ingest.tokens import HAN

_TYPE = r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|省|市|州|盟|县|旗|区)"
_GOVERNMENT = re.compile(rf"(?P<region>[{HAN}]{{2,20}}{_TYPE})\s*(?:人民)?(?:政府|行政公署|行署|管委会|管理委员会)")
_IN_TITLE = re.compile(
    rf"(?:在)?(?:20\d\d年(?:度)?)?(?P<region>[{HAN}]{{2,20}}?{_TYPE})(?=20|二〇|政府|人民|国民|经济|关于|第|重点|“|十|落实|贯彻|推进|促进|加快|深化|“|委|办|[{HAN}]{{1,8}}(?:局|厅|委))"
)
_SPEAKS = re.compile(rf"代表(?P<region>[{HAN}]{{2,20}}?{_TYPE})(?:人民政府|政府|行署)")
_SIGN = re.compile(r"代表(?P<sign>省|自治区|市|州|盟|县|旗|区)(?:人民)?(?:政府|行署)")
_SPEAKS_FROM: tuple[tuple[Level, str, re.Pattern[str]], ...] = (
    ("county", "县区旗", re.compile(r"全[县区旗](?!域)|[县区旗]委、|[县区旗]人民?政府")),
    ("prefecture", "市州盟", re.compile(r"全[市州盟]|[市州盟]委、|[市州]人民?政府|行署")),
    ("province", "省区市", re.compile(r"全[省区]|省委、|自治区党委|省人民?政府|自治区人民?政府")),
)
_SIGN_LEVELS: dict[str, Level] = {
    "省": "province",
    "自治区": "province",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
}


def _of_place(name: str) -> Region | None:
    """The region of a meeting line's congress (云岭省澜州市 -> 澜州市, 全国 -> 全国)."""
    return canonical_region(NATIONAL) if name.endswith(NATIONAL) else canonical_region(name) if name else None


def _of_words(text: str) -> Region | None:
    """The innermost region with which a title or signature opens (贵州省贵阳市人民政府… -> 贵阳市)."""
    text = re.sub(r"^(?:中共|中国共产党|关于|在)", "", text)
    for match in (_GOVERNMENT.match(text[:40]), _IN_TITLE.match(text[:60])):
        region = canonical_region(match["region"]) if match else None
        if region:
            return region
    mentions = [m for m in find_regions(text[:60]) if m.start <= 12 and m.region.level not in ("national", "")]
    return mentions[-1].region if len(mentions) == 1 or (mentions and mentions[-1].start == mentions[0].end) else None


def _own_level(text: str) -> tuple[Level, str]:
    """The level that a paper speaks from, and the characters that its region's name may end in: 代表州人民政府, 全州 ….

    A lower level names the higher ones all the time (省委、省政府), a higher one hardly the lower: the lowest that is
    named often enough is the paper's own.
    """
    own = _SIGN.search(text[:2000])
    if own:
        return _SIGN_LEVELS.get(own["sign"], "county"), own["sign"][-1]
    counts = [len(pattern.findall(text)) for _, _, pattern in _SPEAKS_FROM]
    for (level, signs, _), count in zip(_SPEAKS_FROM, counts, strict=True):
        if count >= 5 and count * 8 >= sum(counts):
            return level, signs
    return "", ""


def _by_form(text: str, signs: str) -> Counter[str]:
    """How often each name of the form 某某州 stands in the text, for the regions that no table lists."""
    counts: Counter[str] = Counter()
    for match in re.finditer(rf"[{HAN}]{{2,3}}(?=[{signs}](?!委|政府|人大|政协|级|直|长|内|外|属|域|情))", text):
        sign = text[match.end()]
        for name in {match[0], match[0][-2:]}:
            counts[name + sign] += 1
    for name in [name for name in counts if len(name) == 4 and counts[name] < counts[name[1:]]]:
        del counts[name]  # a word before a shorter name
    return Counter({name: count for name, count in counts.items() if count >= 3 and unknown_region(name)})


def _by_mentions(text: str) -> Region | None:
    """The most mentioned region of the level that the paper speaks from, if it is mentioned far more than the next."""
    level, signs = _own_level(text)
    counts: Counter[str] = Counter()
    found: dict[str, Region] = {}
    for mention in find_regions(text):
        region = mention.region
        if (
            region.level != "national"
            and region.level in (level or region.level)
            and region.name[-1] in (signs or region.name)
        ):
            counts[region.name] += 1
            found[region.name] = region
    if signs:
        for name, count in _by_form(text, signs).items():
            known = canonical_region(name)
            if known and known.level == level and count > counts[known.name]:
                counts[known.name], found[known.name] = count, known
    if not counts:
        return None
    (name, most), *rest = counts.most_common(2)
    rival = next((count for other, count in rest if other not in name and name not in other), 0)
    return found[name] if most >= 3 and most >= 2 * rival else None


def home_region(front: Front, text: str, signer: str, name: str) -> tuple[Region | None, str]:
    """The region that the paper speaks for and, where it had to be inferred, from what (正文, 文件名); (None, "") if unknown.

    ``signer`` is the body that signed it, ``name`` the file's name, the last resort.
    """
    opening = text[:2000]
    if re.search(r"代表国务院|国务院总理", opening) or re.match(r"国务院", front.title + signer):
        return canonical_region(NATIONAL), ""
    speaks = _SPEAKS.search(opening)
    stated = (
        _of_words(front.title),
        _of_place(front.place),
        canonical_region(speaks["region"]) if speaks else None,
        _of_words(signer) if signer else None,
        _of_words(front.speaker) if front.speaker else None,
        region_of_document_number(front.number) if front.number else None,
    )
    for region in stated:
        if region:
            return region, ""
    scored = _by_mentions(text)
    if scored:
        return scored, "正文"
    mentions = find_regions(PurePath(name).stem)
    return (mentions[-1].region, "文件名") if mentions else (None, "")
