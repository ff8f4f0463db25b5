"""The lexicon of government bodies, and a unit's name taken apart into level, place and body.

A name is *prefix + body*: 省 | 市 | 贵阳市 | 国家 | 省委 … and 发展改革委, 发改委, 发展和改革委员会 …. Bodies come from
``lexicon/agencies.csv``; the body's aliases are its stems with every suffix that such a body bears at some level.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ingest.records import Level

LEXICON = Path(__file__).parents[1] / "lexicon" / "agencies.csv"
_SUFFIX_FORMS = {"委": ("委", "委员会"), "办": ("办", "办公室"), "总局": ("总局",)}
_LEVELS: tuple[Level, ...] = ("national", "province", "prefecture", "county")
_LEVEL_PREFIXES: dict[str, Level] = {
    "国家": "national",
    "中央": "national",
    "中国": "national",
    "全国": "national",
    "省": "province",
    "自治区": "province",
    "兵团": "province",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
    "地区": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
}
LEVEL_SIGN: dict[Level, str] = {
    "national": "国家",
    "province": "省",
    "prefecture": "市",
    "county": "县",
    "": "",
}
# 云岭省, 澜州市, 霞岭自治州, 云岭省澜州市临湖区 -- never a piece with 省 or 市 inside (省交通省)
_NAME = r"(?:(?![省市县和及与各、]|有关|部门|单位)[\u4e00-\u9fff]){2,10}?"
_PLACE = re.compile(
    rf"^(?=.{{3,24}}$)(?P<province>{_NAME}(?:省|自治区))?(?P<city>{_NAME}(?:自治州|地区|市|州|盟))?(?P<county>{_NAME}(?:自治县|新区|县|区|旗))?$"
)


@dataclass(frozen=True, kw_only=True)
class Agency:
    """One body of the lexicon: its canonical stem, its suffix at each level, and all the ways of writing it.

    ``bodies`` are the aliases without a level prefix; ``kind`` government, party (prefixed by 省委), partyfixed, league
    or fixed (one name at all levels); ``english`` its English name as used at province level.
    """

    stem: str
    suffixes: tuple[str, ...]
    bodies: tuple[str, ...]
    english: str
    english_keys: tuple[str, ...]
    kind: str

    def body(self, level: Level) -> str:
        """The canonical body at ``level``: 发展改革委, 工业和信息化厅 (province), 工业和信息化局 (city)."""
        if self.kind in ("fixed", "partyfixed", "league"):
            return self.stem
        index = _LEVELS.index(level) if level else 1
        suffix = self.suffixes[index]
        return self.stem + (suffix if suffix != "-" else next(item for item in self.suffixes if item != "-"))

    def written_suffix(self, name: str) -> str:
        """The suffix of this agency that ``name`` is written with: 局 of 教育局; "" where it has none of them."""
        if self.kind not in ("government", "party"):
            return ""
        short = {"委员会": "委", "办公室": "办"}
        for form in ("总局", "委员会", "办公室", *self.suffixes):
            if form != "-" and name.endswith(form) and short.get(form, form) in self.suffixes:
                return short.get(form, form)
        return ""


@dataclass(frozen=True, kw_only=True)
class UnitKey:
    """A unit's identity: body (the lexicon's stem, or the folded name itself), level and place where they are said."""

    body: str
    level: Level
    place: str
    known: bool


@lru_cache(maxsize=1)
def agencies() -> tuple[Agency, ...]:
    """All bodies of the lexicon, in its order."""
    with LEXICON.open(encoding="utf-8", newline="") as lines:
        return tuple(_agency(row) for row in csv.DictReader(lines))


def _agency(row: dict[str, str]) -> Agency:
    suffixes = tuple(row["suffixes"].split("/"))
    stems = [row["name"]]
    whole: list[str] = []
    for alias in filter(None, row["aliases"].split("|")):
        if "=" in alias:
            whole.append(alias.split("=")[0])
        else:
            stems.append(alias)
    if row["kind"] in ("fixed", "partyfixed", "league"):
        whole = stems + whole
    else:
        used = [suffix for suffix in dict.fromkeys(suffixes) if suffix != "-"]
        forms = [form for suffix in used for form in _SUFFIX_FORMS.get(suffix, (suffix,))]
        whole = [stem + form for stem in stems for form in forms] + whole
    keys = (row["english"].lower(), *(key.lower() for key in filter(None, row["english_aliases"].split("|"))))
    return Agency(
        stem=row["name"],
        suffixes=suffixes,
        bodies=tuple(dict.fromkeys(whole)),
        english=row["english"],
        english_keys=keys,
        kind=row["kind"],
    )


@lru_cache(maxsize=1)
def agency_by_body() -> dict[str, Agency]:
    """Every written body -> its agency; of two that share a body, the lexicon's first."""
    found: dict[str, Agency] = {}
    for agency in agencies():
        for body in agency.bodies:
            found.setdefault(body, agency)
    return found


def fold_name(name: str) -> str:
    """The name without white space, with half-width brackets turned full-width and 人民政府 as 政府."""
    text = unicodedata.normalize("NFKC", re.sub(r"\s+", "", name))
    text = text.replace("(", "（").replace(")", "）").replace("〔", "（").replace("〕", "）")
    return text.replace("人民政府", "政府")


def split_prefix(prefix: str) -> tuple[Level, str] | None:
    """Level and place of what stands before a body: 省 -> (province, ""), 贵阳市 -> (prefecture, 贵阳市); None: no prefix."""
    if prefix == "":
        return "", ""
    if prefix in _LEVEL_PREFIXES:
        return _LEVEL_PREFIXES[prefix], ""
    if prefix.endswith(("省委", "市委", "县委", "区委", "州委", "盟委", "旗委", "地委")):
        return split_prefix(prefix[:-1])
    if prefix.endswith("自治区党委"):
        return split_prefix(prefix.removesuffix("党委"))
    if prefix.startswith("中共"):
        return split_prefix(prefix[2:])
    if found := _PLACE.match(prefix):
        if found["county"]:
            return "county", found["county"]
        return ("prefecture", found["city"]) if found["city"] else ("province", found["province"])
    return None


@cache
def unit_key(name: str) -> UnitKey:
    """The identity of a unit as written; a name outside the lexicon is its own body, less a bare level sign."""
    text = fold_name(name)
    bodies = agency_by_body()
    if league := re.fullmatch(r"(?:共青)?团([\u4e00-\u9fff]*?)(省委|市委|县委|区委|州委|中央)", text):
        level, place = split_prefix(league[1] + league[2]) or ("", "")
        return UnitKey(body="团委", level=level, place=place, known=True)
    for start in range(len(text)):
        agency = bodies.get(text[start:])
        if agency is None:
            continue
        parts = split_prefix(text[:start])
        if parts is None:
            continue
        level, place = parts
        if not level:
            level = _level_by_suffix(agency, text)
        return UnitKey(body=agency.stem, level=level, place=place, known=True)
    for sign in ("省", "市", "县", "州"):
        if text.startswith(sign) and len(text) > 3:
            return UnitKey(body=_fold_body(text[1:]), level=_LEVEL_PREFIXES[sign], place="", known=False)
    return UnitKey(body=_fold_body(text), level="", place="", known=False)


def _fold_body(body: str) -> str:
    """A body outside the lexicon with its common abbreviations made one: 人行 = 人民银行, 有限责任公司 = 公司."""
    body = re.sub(r"^(?:中国)?人民银行|^人行", "人民银行", body)
    body = re.sub(r"中心支行$", "支行", body).replace("中支", "支行")
    body = re.sub(r"(?:股份)?有限(?:责任)?公司|总公司", "公司", body)
    return re.sub(r"集团公司$", "集团", body)


def _level_by_suffix(agency: Agency, body: str) -> Level:
    """厅 is a province's, 部 (of a government body) the State Council's; 局, 委 and 办 stand at several levels."""
    if agency.kind != "government":
        return ""
    if body.endswith("厅"):
        return "province"
    return "national" if body.endswith(("部", "总局")) else ""


def prefixes(level: Level) -> Iterator[str]:
    """The bare signs that name ``level`` before a body."""
    return (sign for sign, value in _LEVEL_PREFIXES.items() if value == level)
