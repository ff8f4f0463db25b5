"""A question in the signs that the library uses: simplified characters, and names with a wrong character put right."""

from __future__ import annotations

import re
from collections.abc import Iterable
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

    readings = pinyin(text, style=Style.NORMAL, heteronym=True, errors=lambda rest: [[c] for c in rest])
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


def corrections(text: str, names: Iterable[str]) -> tuple[Correction, ...]:
    """Stretches of ``text`` that differ from one of ``names`` in one character which sounds alike.

    A stretch that is itself a word of the dictionary is left alone (a name of two characters has many twins among
    common words), as is one that touches a name which is written right, or that names a real place itself.
    """
    found: list[Correction] = []
    taken = [False] * len(text)
    ordered = sorted(set(names), key=len, reverse=True)
    for name in ordered:
        for match in re.finditer(re.escape(name), text):
            taken[match.start() : match.end()] = [True] * len(name)
    for name in ordered:
        if len(name) < 2 or not _HAN.match(name):
            continue
        for start in range(len(text) - len(name) + 1):
            stretch = text[start : start + len(name)]
            if any(taken[start : start + len(name)]) or not all(_HAN.match(c) for c in stretch):
                continue
            if stretch in _places():
                continue
            differing = sum(a != b for a, b in zip(stretch, name, strict=True))
            if differing != 1 or not same_sound(stretch, name):
                continue
            if len(name) == 2 and _is_common(stretch, text[start + 2 : start + 3]):
                continue
            found.append(Correction(written=stretch, name=name, start=start))
            taken[start : start + len(name)] = [True] * len(name)
    return tuple(sorted(found, key=lambda correction: correction.start))


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Names and short names of the table of divisions: 兰州 is no slip for an invented 澜州."""
    return frozenset(name for region in all_regions() for name in (region.name, region.short))


def _is_common(stretch: str, following: str) -> bool:
    """A two-character stretch that is a word of its own, unless a suffix shows that a place is meant (胡南省)."""
    return following not in ("省", "市", "州", "县", "区") and tokens.is_word(stretch)


def corrected(text: str, names: Iterable[str]) -> str:
    """The text with every stretch of `corrections` replaced by the name."""
    for correction in corrections(text, names):
        end = correction.start + len(correction.written)
        text = text[: correction.start] + correction.name + text[end:]
    return text
