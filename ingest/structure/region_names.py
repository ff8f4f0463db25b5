"""Regions of China by name: the table of what is known, and the form of a name for what the table lacks.

`lexicon/regions.csv`: ``aliases`` mean the region wherever they stand, ``wary`` names (single characters, 大同, 白银 …) only
where the context is that of a region, ``decoys`` are longer words that hold a name without meaning the region (隆重庆祝,
确保定期). Autonomous prefectures go by the name that papers use (黔南州); the official one is an alias.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.records import LEVELS, Level
from ingest.structure.tries import trie_pattern
from ingest.tokens import HAN

LEXICON = Path(__file__).parents[1] / "lexicon" / "regions.csv"
NATIONAL = "全国"


@dataclass(frozen=True, kw_only=True)
class Region:
    """A region: canonical name (贵州省, 黔南州, 全国), short name, level, parent's name, other names, English name."""

    name: str
    short: str
    level: Level
    parent: str = ""
    aliases: tuple[str, ...] = ()
    english: str = ""


@dataclass(frozen=True, kw_only=True)
class RegionTable:
    """The table made ready for search: what each kind of name means, and the patterns that find them."""

    regions: tuple[Region, ...]
    sure: dict[str, Region]
    wary: dict[str, Region]
    decoys: frozenset[str]
    english: dict[str, Region]
    chinese_pattern: re.Pattern[str]
    english_pattern: re.Pattern[str]


_ENGLISH_TYPE = r"(?:['’]s)?\s+(?:province|city|municipality|prefecture|autonomous\s+(?:region|prefecture))"
# The Republic, a bank or a university “of” a region is no mention of the region as a place.
_NOT_OF = "".join(rf"(?<!\b{body} of )" for body in ("republic", "bank", "party", "university"))
_ENGLISH_TYPE_AT_END = re.compile(_ENGLISH_TYPE + "$", re.IGNORECASE)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _level(value: str) -> Level:
    if value and value not in LEVELS:
        raise ValueError(f"{LEXICON.name}: unknown level {value!r}")
    return value


def _english_key(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("’", "'")).lower()


@lru_cache(maxsize=1)
def region_table() -> RegionTable:
    """The table, read once."""
    regions: list[Region] = []
    sure: dict[str, Region] = {}
    wary: dict[str, Region] = {}
    decoys: set[str] = set()
    english: dict[str, Region] = {}
    with LEXICON.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            aliases, wary_names, english_names = _split(row["aliases"]), _split(row["wary"]), _split(row["english"])
            region = Region(
                name=row["name"],
                short=row["short"],
                level=_level(row["level"]),
                parent=row["parent"],
                aliases=aliases + wary_names,
                english=english_names[0] if english_names else "",
            )
            regions.append(region)
            for names, target in ((aliases, sure), (wary_names, wary), (map(_english_key, english_names), english)):
                for name in names:
                    target.setdefault(name, region)
            sure[region.name] = region
            decoys.update(_split(row["decoys"]))
    return RegionTable(
        regions=tuple(regions),
        sure=sure,
        wary=wary,
        decoys=frozenset(decoys - set(sure)),
        english=english,
        chinese_pattern=re.compile(trie_pattern([*sure, *wary, *decoys])),
        english_pattern=re.compile(
            rf"(?<![A-Za-z]){_NOT_OF}(?:{trie_pattern(english).replace(chr(39), '[' + chr(39) + '’]')})(?:{_ENGLISH_TYPE})?(?![A-Za-z])",
            re.IGNORECASE,
        ),
    )


def all_regions() -> tuple[Region, ...]:
    """Every region of the table: 全国 first, then provinces, prefectures, county cities, new areas."""
    return region_table().regions


def english_region(name: str) -> Region | None:
    """The region of an English name, with or without its type word (Guizhou, Guizhou Province); None where unknown."""
    english = region_table().english
    return english.get(_english_key(name)) or english.get(_english_key(_ENGLISH_TYPE_AT_END.sub("", name)))


_SUFFIX_LEVELS: tuple[tuple[str, Level], ...] = (
    ("特别行政区", "province"),
    ("自治区", "province"),
    ("省", "province"),
    ("自治州", "prefecture"),
    ("地区", "prefecture"),
    ("自治县", "county"),
    ("自治旗", "county"),
    ("特区", "county"),
    ("市", "prefecture"),
    ("州", "prefecture"),
    ("盟", "prefecture"),
    ("县", "county"),
    ("旗", "county"),
    ("区", "county"),
)
_COUNTING = "全各本该外邻两三四五六七八九十百多几某此原每我有跨出进入强大小"
_NOT_A_PLACE = re.compile(
    rf"^[{_COUNTING}]|[{_COUNTING}][省市州县区旗盟]$"
    r"|^(?:其他|有关|相关|所有|所辖|直辖|地级|省辖|县级|副省|一[省市州县区])|[中央部级属省]省$"
    r"|[城股楼超夜门上都集花早菜汇债入应县区省]市$|^州市$|[郊州市区]县$|[红国党军]旗$|[联同结]盟$|[欧非美亚澳神]州$"
    r"|(?:开发|高新|经开|经济|自贸|自由贸易|保税|综保|示范|试验|实验|合作|保护|功能|创新|产业|工业|物流|旅游|度假|风景|核心|中心|集聚|聚集|先行|引领|商务|"
    r"试点|临空|航空|行政|农业|科技|住宅|生活|办公|中央|东部|西部|北部|南部|中部|[园社城新景灾库山牧林校厂矿港湾郊地片辖街老小教军警坝滩雪市疫盲误禁战特])区$"
    r"|(?:欠发达|发达|贫困|民族|边远|革命|少数民族|周边|沿海|沿边|偏远|重点|该|中西部|东北|西北|西南|华北|华东|华南|华中)地区$"
    r"|[〇零一二三四五六七八九十百\d年月日的和与及在了是为将把对等到]"
)


def unknown_region(name: str, parent: str = "") -> Region | None:
    """A region that the table lacks, read from the form of its name (云岭省, 石桥县); None where the form is not one's."""
    if not re.fullmatch(rf"[{HAN}]{{2,15}}", name):
        return None
    for suffix, level in _SUFFIX_LEVELS:
        if name.endswith(suffix):
            short = name[: -len(suffix)]
            if not short or _NOT_A_PLACE.search(name) or (len(short) < 2 and suffix not in ("县", "旗")):
                return None
            return Region(name=name, short=short if len(short) > 1 else name, level=level, parent=parent)
    return None


def _innermost(name: str) -> Region | None:
    """The last of several stacked regions: 贵州省贵阳市 -> 贵阳市, 贵阳市花溪区 -> 花溪区."""
    table = region_table()
    match = table.chinese_pattern.match(name)
    if match is None or match.end() in (0, len(name)):
        return None
    outer = table.sure.get(match[0])
    if outer is None or outer.level not in ("province", "prefecture"):
        return None
    inner = canonical_region(name[match.end() :])
    return unknown_region(inner.name, outer.name) if inner and inner.name not in table.sure else inner


def _stacked_unknown(name: str) -> Region | None:
    match = re.fullmatch(
        rf"(?P<outer>[{HAN}]{{2,7}}?(?:省|自治区|市|州|盟|地区))(?P<inner>[{HAN}]{{2,12}}(?:市|州|盟|地区|县|旗|区))",
        name,
    )
    if not match or not unknown_region(match["outer"]):
        return None
    return _stacked_unknown(match["inner"]) or unknown_region(match["inner"], match["outer"])


def canonical_region(name: str) -> Region | None:
    """The region that ``name`` names (贵州, 黔, Guizhou Province, 黔南布依族苗族自治州, 云岭省); None where it names none.

    A name that the table lacks is canonical as written where its form is a region's.
    """
    table = region_table()
    compact = re.sub(r"\s+", "", name)
    known = table.sure.get(compact) or table.wary.get(compact)
    if known:
        return known
    spaced = re.sub(r"\s+", " ", name.strip())
    if table.english_pattern.fullmatch(spaced):
        return english_region(spaced)
    return _innermost(compact) or _stacked_unknown(compact) or unknown_region(compact)
