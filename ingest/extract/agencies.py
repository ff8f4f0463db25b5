"""Names of government units: found in a text, made canonical, compared."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.extract.agency_lexicon import (
    LEVEL_SIGN,
    Agency,
    UnitKey,
    agencies,
    agency_by_body,
    fold_name,
    unit_key,
)
from ingest.extract.unit_lists import UnitList, split_units
from ingest.records import Level
from ingest.structure.regions import find_regions

__all__ = [
    "UnitList",
    "UnitMention",
    "canonical_unit",
    "english_unit",
    "find_units",
    "same_unit",
    "split_units",
    "unit_aliases",
]

# 州 is no level sign in 贵州人社厅
_SIGNS = r"自治区党委|自治区|省委|市委|县委|区委|(?<!贵)州委|中央|国家|省|市|(?<!贵)州|县|区|盟|旗"
# a place that the table of divisions does not know, behind its province or a word of asking
_OWN_PLACE = re.compile(
    r"(?:^|[省，、。？?\s和与及的在由问]|自治区)(?P<place>(?:(?![里各有省哪几全])[\u4e00-\u9fff]){2,3}[市州县区])$"
)
_PREFIX = re.compile(rf"(?:中共)?(?:{_SIGNS})$")
_LEAGUE = re.compile(r"(?:共青)?团(?:省委|市委|县委|区委|州委|中央)")
_LATIN = re.compile(r"[A-Za-z]{4}")
_ENGLISH_FORM = re.compile(
    r"\b(?:department|bureau|ministry|office|administration|commission|committee|federation|association|agency|academy|"
    r"union|society|service|corps|cent(?:re|er)|council|authority)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class UnitMention:
    """A unit that a text names: canonical name and the span and words that name it."""

    name: str
    start: int
    end: int
    text: str


def canonical_unit(name: str, region_level: Level = "") -> str:
    """The canonical name: 发改委, 省发改委, 省发展和改革委员会 -> 省发展改革委.

    A body without level takes that of ``region_level``, and where that is "" too stays without (发展改革委).
    A name outside the lexicon comes back folded (white space and brackets made one form).
    """
    key = unit_key(name)
    if not key.known:
        return fold_name(name)
    agency = next(agency for agency in agencies() if agency.stem == key.body)
    level = key.level or region_level
    if not level:
        return agency.stem + (agency.written_suffix(fold_name(name)) or agency.body("").removeprefix(agency.stem))
    return _compose(agency, level, key.place)


def _compose(agency: Agency, level: Level, place: str) -> str:
    if agency.kind == "league":
        where = {"province": "省委", "prefecture": "市委", "county": "县委", "national": "中央", "": "委"}[level]
        return "团" + where
    sign = LEVEL_SIGN[level]
    if place and level != "province":
        sign = place
    body = agency.body(level)
    if agency.kind in ("party", "partyfixed"):
        if level == "national":
            return "中央" + body
        return (sign + "委" if sign else "") + body
    if level == "national" and body.endswith(("部", "总局", "署")):
        return body
    return sign + body


def unit_aliases(name: str) -> tuple[str, ...]:
    """Every way of writing the unit that the lexicon knows, canonical name first; the name alone where it knows none."""
    key = unit_key(name)
    if not key.known:
        return (fold_name(name),)
    agency = next(agency for agency in agencies() if agency.stem == key.body)
    sign = key.place or LEVEL_SIGN[key.level]
    party = agency.kind in ("party", "partyfixed")
    forms = [canonical_unit(name)]
    for body in agency.bodies:
        forms.extend([sign + body, sign + "委" + body] if party and sign else [sign + body])
    return tuple(dict.fromkeys(forms))


def english_unit(name: str) -> str:
    """An English name for the unit, "" where the lexicon has none: 市教育局 -> Bureau of Education."""
    key = unit_key(name)
    if not key.known:
        return ""
    agency = next(agency for agency in agencies() if agency.stem == key.body)
    english = agency.english
    if agency.kind == "government" and english.startswith("Department of"):
        if key.level == "national":
            return english.replace("Department", "Ministry", 1)
        if key.level in ("prefecture", "county"):
            return english.replace("Department", "Bureau", 1)
    return english


def same_unit(left: str, right: str, region_level: Level = "") -> bool:
    """Whether two names are one unit; a name without level stands for that of ``region_level``."""
    one, two = unit_key(left), unit_key(right)
    if one.body != two.body or one.known != two.known:
        return False
    level_one, level_two = one.level or region_level, two.level or region_level
    if one.place != two.place and not _place_understood(one, two, region_level):
        return False
    if not one.known:
        return not (one.level and two.level) or one.level == two.level
    return not level_one or not level_two or level_one == level_two


def _place_understood(one: UnitKey, two: UnitKey, region_level: Level) -> bool:
    """Whether the one name that says no place can mean the other's: the paper's own bodies go without it, but in a
    province's paper 市政府 is not 澜州市政府."""
    return not (one.place and two.place) and (not region_level or (one.level or two.level) == region_level)


def find_units(text: str, known: Collection[str] = ()) -> tuple[UnitMention, ...]:
    """The units that ``text`` names, left to right, longest match first; ``known`` adds names that the lexicon lacks."""
    taken: list[UnitMention] = []
    for found in _chinese_mentions(text, known):
        if not any(found.start < other.end and other.start < found.end for other in taken):
            taken.append(found)
    taken.extend(_english_mentions(text))
    return tuple(sorted(taken, key=lambda mention: mention.start))


def _chinese_mentions(text: str, known: Collection[str]) -> list[UnitMention]:
    found: list[UnitMention] = []
    places = find_regions(text)
    for name in known:
        if len(name) > 2:
            found.extend(_mention(text, start, start + len(name)) for start in _places(name, text))
    found.extend(_mention(text, match.start(), match.end()) for match in _LEAGUE.finditer(text))
    for body in agency_by_body():
        for start in _places(body, text):
            # 厅 is a province's: the 州 before 人社厅 belongs to the province's name
            of_place = body.endswith("厅") and text[max(0, start - 1) : start] in "市州县区"
            prefix = None if of_place else _PREFIX.search(text[:start])
            if len(body) >= 3 or prefix or body.endswith(("联", "协")):
                begin = prefix.start() if prefix else start
                if prefix and prefix.group() in ("市", "州", "县", "区"):
                    begin = next((mention.start for mention in places if mention.end == start), begin)
                    unlisted = _OWN_PLACE.search(text[:start]) if begin == prefix.start() else None
                    begin = unlisted.start("place") if unlisted else begin
                found.append(_mention(text, begin, start + len(body)))
    return sorted(found, key=lambda mention: (mention.start - mention.end, mention.start))


def _places(word: str, text: str) -> Iterator[int]:
    """Where ``word`` stands in ``text``."""
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _mention(text: str, start: int, end: int) -> UnitMention:
    return UnitMention(name=canonical_unit(text[start:end]), start=start, end=end, text=text[start:end])


@lru_cache(maxsize=1)
def _english_keys() -> tuple[tuple[str, Agency], ...]:
    """Every English key with its agency, longest first."""
    pairs = [(key, agency) for agency in agencies() for key in agency.english_keys if key]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _english_mentions(text: str) -> list[UnitMention]:
    """Units by their English names, where a word like Department or Bureau stands beside the key."""
    if not _LATIN.search(text):
        return []
    lowered = text.lower()
    found: list[UnitMention] = []
    for key, agency in _english_keys():
        for start in _places(key, lowered):
            end = start + len(key)
            around = text[max(0, start - 22) : end + 22]
            form = _ENGLISH_FORM.search(key) or _ENGLISH_FORM.search(around)
            inside_word = start > 0 and lowered[start - 1].isalpha()
            if not form or inside_word or any(start < other.end and other.start < end for other in found):
                continue
            found.append(UnitMention(name=_compose(agency, "", ""), start=start, end=end, text=text[start:end]))
    return found
