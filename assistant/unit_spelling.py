"""The units that a question names, slips of the keyboard and the library's own names included."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache

from assistant.spelling import same_sound
from ingest.extract.agencies import UnitMention, canonical_unit, find_units
from ingest.extract.agency_lexicon import agency_by_body, unit_key
from ingest.structure.regions import all_regions

_SPEAKS = re.compile(r"\s*(?:牵头|负责|参与|配合|是不是|是否|作为|承担|在)")
_ENDING = re.compile(r"(?:有限责任公司|有限公司|集团公司|集团|公司|办事处)$")


def named_units(text: str, known: Collection[str] = ()) -> tuple[UnitMention, ...]:
    """The units named in ``text``: of the lexicon, of ``known`` (also without region or legal form), then misspelt ones."""
    mentions = list(find_units(text))
    for alias, name in _known_aliases(tuple(known)).items():
        for start in occurrences(alias, text):
            end = start + len(alias)
            mentions = [other for other in mentions if not (start <= other.start and other.end <= end)]
            if not any(start < other.end and other.start < end for other in mentions):
                mentions.append(UnitMention(name=name, start=start, end=end, text=alias))
    if not mentions:
        mentions.extend(_misspelt(text))
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def occurrences(word: str, text: str) -> Iterator[int]:
    """Where ``word`` stands in ``text``."""
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


@lru_cache(maxsize=4)
def _known_aliases(known: tuple[str, ...]) -> dict[str, str]:
    """Ways of naming the library's own units, longest first -> the unit; an alias of several stands for itself."""
    meant: dict[str, set[str]] = defaultdict(set)
    for name in known:
        for alias in own_aliases(name):
            meant[alias].add(name)
    chosen = {alias: alias if len(names) > 1 else next(iter(names)) for alias, names in meant.items()}
    return dict(sorted(chosen.items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=5000)
def own_aliases(name: str) -> frozenset[str]:
    """Ways of naming a unit that the lexicon lacks: without region, without legal form, a branch of the central bank."""
    if unit_key(name).known or len(name) < 4 or name.endswith(("成员单位", "政府", "部门", "单位")):
        return frozenset()
    bare = _without_region(name)
    aliases = {name, bare, _ENDING.sub("", bare), _ENDING.sub("", name)}
    if found := re.match(r"(?:中国)?(?:人民银行|人行)(.+?)(?:中心支行|支行|分行)", name):
        aliases |= {"人民银行", "人行", "央行", f"人行{found[1]}中支", f"人民银行{found[1]}中支"}
    short = ("人行", "央行")
    return frozenset(
        alias
        for alias in aliases
        if len(alias) >= 4 or alias in short or (len(alias) == 3 and alias.endswith("局"))  # 证监局
    )


@lru_cache(maxsize=2000)
def _without_region(name: str) -> str:
    rest = name.removeprefix("国网")
    for region in _region_names():
        if rest.startswith(region) and len(rest) - len(region) >= 3:
            return rest[len(region) :].removeprefix("省").removeprefix("市")
    return rest.removeprefix("省") if len(rest) > 4 else rest


@lru_cache(maxsize=1)
def _region_names() -> tuple[str, ...]:
    names = {
        name
        for region in all_regions()
        if region.level in ("province", "prefecture")
        for name in (region.name, region.short)
    }
    return tuple(sorted((name for name in names if len(name) >= 2), key=len, reverse=True))


@lru_cache(maxsize=1)
def _masked_bodies() -> dict[str, set[str]]:
    """Every body of the lexicon with one character masked -> the bodies that it may be."""
    masked: dict[str, set[str]] = defaultdict(set)
    for body in agency_by_body():
        if len(body) >= 3:
            for place in range(len(body)):
                masked[f"{body[:place]}?{body[place + 1 :]}"].add(body)
    return masked


def _misspelt(text: str) -> list[UnitMention]:
    """A body with one wrong character before a word of role (省林页局牵头): alike in sound, or of four characters and
    more; only where a single unit can be meant."""
    bodies = agency_by_body()
    found: list[UnitMention] = []
    for match in _SPEAKS.finditer(text):
        for length in range(8, 2, -1):
            start = match.start() - length
            if start < 0:
                continue
            stretch = text[start : match.start()]
            meant = {
                body
                for place in range(length)
                for body in _masked_bodies().get(f"{stretch[:place]}?{stretch[place + 1 :]}", ())
            }
            fitting = {body for body in meant if same_sound(body, stretch) or length >= 5}
            fitting = {body for body in fitting if same_sound(body, stretch)} or fitting
            if len({bodies[body].stem for body in fitting}) == 1:
                body = next(iter(fitting))
                sign = text[start - 1 : start] if text[start - 1 : start] in ("省", "市", "县", "区") else ""
                begin = start - len(sign)
                found.append(
                    UnitMention(
                        name=canonical_unit(sign + body),
                        start=begin,
                        end=match.start(),
                        text=text[begin : match.start()],
                    )
                )
                break
    return found
