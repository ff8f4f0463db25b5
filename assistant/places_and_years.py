"""The regions and years that a question names, measured against what the library holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.names import LibraryNames
from ingest.structure.regions import canonical_region, find_regions

NATIONAL = "全国"
# 国家 and 全国 mean the State Council's report only where they stand as a subject, not in 国家级, 全国最高, 国家实验室.
_NATIONAL = re.compile(
    r"(?:国务院|中央政府|国家层面|全国层面)"
    r"|(?:^|(?<=[，,、\s和与跟]))(?:国家|全国|我国)(?=\s*(?:20\d\d|\d\d年|今年|去年|政府|总理|的|GDP|gdp|定|设|提))"
    r"|^(?:国家|全国|我国)(?=\s)|(?<=\d\d)\s+(?:国家|全国|我国)(?=\s|$)"
    r"|(?<=年)\s*(?:国家|全国|我国)(?!级|统一|一体|各|最|性|重点|试点|实验|示范|综合|区域|首)"
    r"|\b(?:the State Council|China's|nationwide|national government|central government)\b",
    re.IGNORECASE,
)
# 全省, 全市: the one region of that level that the library holds, or the one above a place named beside it.
_WHOLE = re.compile(
    r"(?<![\u4e00-\u9fff])全(省|市|州|县|区)|(?<=[，,、和与跟比])全(省|市|州|县|区)|(?<=年)全(省|市|州|县|区)"
)
_LEVELS = {
    "省": ("province",),
    "区": ("province", "county"),
    "市": ("prefecture", "province"),
    "州": ("prefecture",),
    "县": ("county",),
}
# 哪些省, 各市: words that ask for or range over regions look like names with a suffix.
_NO_NAME = re.compile(r"^(?:哪|各|几|每|某|全|本|该|外|两|多|邻|跨|这|那|什么|其)")
_YEAR = re.compile(
    r"(?<!\d)(?P<full>(?:19|20)\d\d)年?(?!\d|[.%％]|\s*(?:万|亿|个|家|户|公里|所|人|亩|吨|座|项|元|名|套))"
    r"|(?<![\d.])(?P<short>\d\d)年(?!来|以|前|后|内|间|度以)"
    r"|(?<![\d.A-Za-z])(?P<bare>[12]\d)(?=\s+\S|$)"
)
_RELATIVE = (
    (re.compile(r"大前年"), -3),
    (re.compile(r"前年"), -2),
    (re.compile(r"去年|上一年|上年|上个年度|\blast year\b|\bprevious year\b", re.IGNORECASE), -1),
    (re.compile(r"今年|本年度?|当年|这一年|\bthis year\b|\bcurrent year\b|\bcoming year\b", re.IGNORECASE), 0),
    (re.compile(r"明年|下一年|来年|\bnext year\b", re.IGNORECASE), 1),
)


@dataclass(frozen=True, kw_only=True)
class Places:
    """``regions`` asked for, in the question's order; ``absent`` those that have no report in the library;
    ``words`` the stretches of the question that named them."""

    regions: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def places(text: str, names: LibraryNames) -> Places:
    """The regions that ``text`` names as its scope.

    A place without a report of its own that stands beside one with a report which holds it (湖南长沙, 山西 … 大同) is part
    of the matter, not the scope; of 贵州省贵阳市, written in one, only the narrower counts.
    """
    held = set(names.regions)
    mentions = _library_mentions(text, names) + [
        (m.start, m.end, m.region.name, m.region.parent)
        for m in find_regions(text)
        if m.region.name != NATIONAL and not _NO_NAME.match(m.text)
    ]
    mentions += _whole_regions(text, names, [name for _, _, name, _ in mentions])
    national = [(m.start(), m.end(), NATIONAL, "") for m in _NATIONAL.finditer(text)]
    chosen: list[tuple[int, int, str, str]] = []
    for mention in sorted(mentions + national, key=lambda item: (item[0], -item[1])):
        if not any(mention[0] < other[1] and other[0] < mention[1] for other in chosen):
            chosen.append(mention)
    kept = _narrowed(chosen, held)
    regions = tuple(dict.fromkeys(name for _, _, name, _ in kept))
    words = tuple(dict.fromkeys(text[start:end] for start, end, name, _ in chosen if name in regions or name in held))
    return Places(regions=regions, absent=tuple(name for name in regions if name not in held), words=words)


def _library_mentions(text: str, names: LibraryNames) -> list[tuple[int, int, str, str]]:
    """Mentions of the library's own regions that the table of divisions does not know (invented, new, renamed)."""
    found: list[tuple[int, int, str, str]] = []
    for name, region in names.own_names().items():
        pattern = rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)
        found.extend((m.start(), m.end(), region, "") for m in re.finditer(pattern, text, re.IGNORECASE))
    return found


def _whole_regions(text: str, names: LibraryNames, named: list[str]) -> list[tuple[int, int, str, str]]:
    found: list[tuple[int, int, str, str]] = []
    for match in _WHOLE.finditer(text):
        sign = next(group for group in match.groups() if group)
        held = {entry.region for entry in names.entries if entry.level in _LEVELS[sign] and entry.region.endswith(sign)}
        above = [ancestor for name in named for ancestor in ancestors(name) if ancestor in held]
        region = above[0] if above else next(iter(held)) if len(held) == 1 else ""
        if region and region not in named:
            found.append((match.start(), match.end(), region, ""))
    return found


def _narrowed(mentions: list[tuple[int, int, str, str]], held: set[str]) -> list[tuple[int, int, str, str]]:
    named = {name for _, _, name, _ in mentions}
    kept = []
    for i, mention in enumerate(mentions):
        _, end, name, _ = mention
        if name not in held and any(ancestor in named and ancestor in held for ancestor in ancestors(name)):
            continue
        following = mentions[i + 1] if i + 1 < len(mentions) else None
        if following and following[0] == end and name in ancestors(following[2]) and following[2] in held:
            continue
        kept.append(mention)
    return kept


def ancestors(region: str) -> tuple[str, ...]:
    """The regions that hold ``region``, nearest first, as far as the table of divisions knows."""
    found: list[str] = []
    current = canonical_region(region)
    while current is not None and current.parent and current.parent not in found and current.parent != NATIONAL:
        found.append(current.parent)
        current = canonical_region(current.parent)
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Years:
    """``years`` asked for in the question's order; ``relative`` tells whether a word like 去年 was resolved;
    ``words`` the stretches that named them."""

    years: tuple[int, ...] = ()
    relative: bool = False
    words: tuple[str, ...] = ()


def years(text: str, names: LibraryNames, regions: tuple[str, ...] = (), base: int | None = None) -> Years:
    """The years that ``text`` names. 今年 is the year of the newest report (of ``regions``) or, in a conversation,
    ``base``; 去年 the year before. A number of two digits counts with 年, or alone where the library has such a year."""
    found: list[tuple[int, int, str]] = []
    held = set(names.years())
    for match in _YEAR.finditer(text):
        if match["full"]:
            found.append((match.start(), int(match["full"]), match.group()))
        elif match["short"]:
            found.append((match.start(), 2000 + int(match["short"]), match.group()))
        elif held & {2000 + int(match["bare"]), 2001 + int(match["bare"])}:
            found.append((match.start(), 2000 + int(match["bare"]), match.group()))
    latest = base or names.latest_year(regions)
    relative = False
    if latest is not None and not found:
        for pattern, offset in _RELATIVE:
            for match in pattern.finditer(text):
                if not any(start <= match.start() < start + len(word) for start, _, word in found):
                    found.append((match.start(), latest + offset, match.group()))
                    relative = True
    found.sort()
    words = [word for _, _, word in found]
    words += [m.group() for pattern, _ in _RELATIVE for m in pattern.finditer(text)]
    return Years(
        years=tuple(dict.fromkeys(year for _, year, _ in found)), relative=relative, words=tuple(dict.fromkeys(words))
    )
