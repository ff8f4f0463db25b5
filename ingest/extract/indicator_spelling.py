"""Misspelt names of indicators: one wrong character in a long name, or one of the same sound in a short one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.extract.indicator_lexicon import alias_table

_HAN = re.compile("[一-龥]+")


@dataclass(frozen=True, kw_only=True)
class Misspelling:
    """Where a text seems to misspell the alias ``right`` of the concept ``name``."""

    name: str
    start: int
    end: int
    right: str


def misspellings(folded: str) -> Iterator[Misspelling]:
    """Names of five characters and more with one character wrong, missing or too many (社会消废品零售总额); of three and four
    with one of the same sound (粮食产凉). ``folded`` is in half width."""
    upper = folded.upper()
    for alias, name in alias_table().items():
        if len(alias) >= 5 and alias not in upper:
            yield from _one_edit_away(upper, alias, name)
    for length in (4, 3):
        for start in range(len(upper) - length + 1):
            window = upper[start : start + length]
            known = _short_sounds().get(sound(window)) if _HAN.fullmatch(window) else None
            if known is not None and sum(a != b for a, b in zip(window, known[0], strict=True)) == 1:
                yield Misspelling(name=known[1], start=start, end=start + length, right=known[0])


def _one_edit_away(upper: str, alias: str, name: str) -> Iterator[Misspelling]:
    """One edit leaves one half of the name whole: only where a half stands is the rest looked at."""
    half = len(alias) // 2
    for part, offset in ((alias[:half], 0), (alias[half:], half)):
        place = upper.find(part)
        start, length = place - offset, len(alias)
        for begin, size in ((start, length), (start, length - 1), (start - 1, length + 1), (start + 1, length - 1)):
            window = upper[begin : begin + size] if begin >= 0 and begin + size <= len(upper) else ""
            if place >= 0 and window and _one_wrong(window, alias):
                yield Misspelling(name=name, start=begin, end=begin + size, right=alias)
                return


def _one_wrong(window: str, alias: str) -> bool:
    """Whether one edit leads from one to the other. The first character of a short name must at least sound right: 林业增加值
    is no 农业增加值."""
    if len(window) == len(alias):
        wrong = [(a, b) for a, b in zip(window, alias, strict=True) if a != b]
        if len(wrong) != 1:
            return False
        return len(alias) >= 8 or window[0] == alias[0] or sound(wrong[0][0]) == sound(wrong[0][1])
    if len(alias) < 7 or abs(len(window) - len(alias)) != 1:
        return False
    longer, shorter = (window, alias) if len(window) > len(alias) else (alias, window)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(1, len(longer) - 1))


@lru_cache(maxsize=4096)
def sound(text: str) -> str:
    """The pinyin of ``text`` without tones; z and zh, in and ing … are told apart no more."""
    from pypinyin import lazy_pinyin

    spelled = "'".join(lazy_pinyin(text))
    return re.sub(r"(?<=[iae]n)g", "", re.sub(r"(?<=[zcs])h", "", spelled))


@lru_cache(maxsize=1)
def _short_sounds() -> dict[str, tuple[str, str]]:
    return {
        sound(alias): (alias, name)
        for alias, name in alias_table().items()
        if 3 <= len(alias) <= 4 and _HAN.fullmatch(alias)
    }
