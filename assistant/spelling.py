"""A question in the signs that the library uses: simplified characters, and names with a wrong character put right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ingest import tokens
from ingest.structure.regions import all_regions

_HAN = re.compile(rf"[{tokens.HAN}]")


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length (OpenCC's character table, no phrase replacement)."""
    if not _HAN.search(text):
        return text
    return "".join(_simplified_character(character) for character in text)


@lru_cache(maxsize=20_000)
def _simplified_character(character: str) -> str:
    if not _HAN.match(character):
        return character
    changed = str(_converter().convert(character))
    return changed if len(changed) == 1 else character


@lru_cache(maxsize=20_000)
def sounds(text: str) -> tuple[frozenset[str], ...]:
    """For each character all its readings without tone, with the finals that are commonly confused made equal."""
    from pypinyin import Style, pinyin

    readings = [reading for sign in text for reading in pinyin(sign, style=Style.NORMAL, heteronym=True)]
    return tuple(frozenset(_blurred(reading) for reading in character) for character in readings)


def _blurred(reading: str) -> str:
    for initial, plain in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if reading.startswith(initial):
            reading = plain + reading[2:]
    if reading.startswith("n") and len(reading) > 1:
        reading = "l" + reading[1:]
    return re.sub(r"([aei])ng$", r"\1n", reading)


def same_sound(one: str, other: str) -> bool:
    """Whether two strings of equal length can be read alike."""
    if len(one) != len(other):
        return False
    return all(a & b for a, b in zip(sounds(one), sounds(other), strict=True))


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A stretch of the question that was read as a known name."""

    written: str
    name: str
    start: int


# Where a place is to be expected: at the start, after a sign, a year, 和 … , and before its year or its suffix.
_BEFORE = '，,、和与跟及年 “"（(：:；;？?。'
_SCOPE = re.compile(
    r"\s*(?:(?:19|20)\d\d|\d\d年|省|市|州|县|去年|今年|明年|说|的|呢|要|将|会|想|打算|计划|准备|承办|争取|[、和与跟])"
)
_COUNTING = "一二三四五六七八九十几两多各哪全本每"
_SUFFIX = ("省", "市", "州", "县", "区", "盟")


def corrections(text: str, names: Iterable[str]) -> tuple[Correction, ...]:
    """Stretches of ``text`` that were meant as a place: ``names`` of the library first, then any place known.

    A stretch differs from the name in one character and stands where a place is to be expected. It must sound alike, or
    look alike before a year or a suffix where a single name of the library fits; a name of three characters that sounds
    alike is taken anywhere. What is a word of the dictionary is left alone (a name of two characters has many twins
    among common words), as is what touches a name that is written right, or names a real place itself: 兰州 is no slip
    for an invented 澜州.
    """
    own = sorted((name for name in set(names) if len(name) >= 2 and _HAN.match(name)), key=len, reverse=True)
    taken = [False] * len(text)
    for name in (*own, *_places()):
        start = text.find(name)
        while start >= 0:
            taken[start : start + len(name)] = [True] * len(name)
            start = text.find(name, start + 1)
    found: list[Correction] = []
    for candidates, fits in (
        (own, _sounds_alike),
        (sorted(_places(), key=len, reverse=True), _sounds_alike_in_place),
        (own, _looks_alike_in_place),
    ):
        for start in range(len(text) - 1):
            expected = start == 0 or text[start - 1] in _BEFORE or taken[start - 1]
            if not expected and fits is not _sounds_alike:
                continue
            if not taken[start] and (correction := _correction(text, start, taken, candidates, fits, expected)):
                found.append(correction)
                taken[start : start + len(correction.written)] = [True] * len(correction.written)
    return tuple(sorted(found, key=lambda correction: correction.start))


Fits = Callable[[str, str, str], bool]


def _correction(
    text: str, start: int, taken: list[bool], names: Sequence[str], fits: Fits, expected: bool
) -> Correction | None:
    """The correction of the longest stretch from ``start`` for which names fit, if it is one name."""
    fitting: list[str] = []
    for name in names:
        stretch = text[start : start + len(name)]
        if (fitting and len(name) < len(fitting[0])) or (not expected and len(name) < 3):
            break
        if len(stretch) < len(name) or any(taken[start : start + len(name)]) or not all(map(_HAN.match, stretch)):
            continue
        following = text[start + len(name) : start + len(name) + 1]
        if following in _SUFFIX and name + following not in names and name + following not in _places():
            continue  # a 澜舟县 is not the 澜州 that is a 市
        if sum(a != b for a, b in zip(stretch, name, strict=True)) == 1 and fits(
            stretch, name, text[start + len(name) :]
        ):
            fitting.append(name)
    if len(fitting) != 1 and fits is not _sounds_alike:
        return None
    return Correction(written=text[start : start + len(fitting[0])], name=fitting[0], start=start) if fitting else None


def _sounds_alike(stretch: str, name: str, rest: str) -> bool:
    if len(name) == 2 and not _SCOPE.match(rest):
        return False
    return same_sound(stretch, name) and not _is_common(stretch, rest)


def _sounds_alike_in_place(stretch: str, name: str, rest: str) -> bool:
    return bool(_SCOPE.match(rest) or stretch.endswith(_SUFFIX)) and _sounds_alike(stretch, name, rest)


def _looks_alike_in_place(stretch: str, name: str, rest: str) -> bool:
    if len(name) > 2 and not stretch.endswith("省"):  # provinces are all known; 沧澜市 may be a place that is not
        return False
    if stretch[0] in _COUNTING or stretch[-1] in "的个":
        return False
    if len(name) > 2 and stretch[-1] != name[-1] and name.endswith(_SUFFIX):
        return False
    expected = _SCOPE.match(rest) or (len(stretch) > 2 and stretch.endswith(_SUFFIX))
    return bool(expected) and not tokens.is_word(stretch)


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Names and short names of the table of divisions."""
    return frozenset(name for region in all_regions() for name in (region.name, region.short) if len(name) >= 2)


def _is_common(stretch: str, rest: str) -> bool:
    """A two-character stretch that is a word of its own, unless a suffix shows that a place is meant (胡南省)."""
    return len(stretch) == 2 and not rest.startswith(_SUFFIX) and tokens.is_word(stretch)


def corrected(text: str, names: Iterable[str]) -> str:
    """The text with every stretch of `corrections` replaced by the name."""
    for correction in corrections(text, names):
        end = correction.start + len(correction.written)
        text = text[: correction.start] + correction.name + text[end:]
    return text


# A question that corrects itself: what stands before 不对 or 算了 is taken back.
_TAKEN_BACK = re.compile(
    r"^.{0,60}?(?:…+|\.{3,}|——|[，,。；;！!？?])\s*(?:啊|哦|噢|呃)?(?:不对|说错了|错了|打错了|不是这个|算了|重来|更正)[，,。：:！!\s]+(?=.{5})"
)
_SET_ASIDE = re.compile(r"^[^，,。？?]{1,14}(?:不问了?|不说了?|不管了?|先不提)[，,。\s]+(?=.{5})")


def without_taken_back(text: str) -> str:
    """The question without what its author took back (…不对，我想问…); unchanged where nothing was."""
    rest = _SET_ASIDE.sub("", _TAKEN_BACK.sub("", text))
    return re.sub(r"^(?:我想问(?:的是)?|我是问|应该是|我问的是)[，,：:\s]*", "", rest) if rest != text else text
