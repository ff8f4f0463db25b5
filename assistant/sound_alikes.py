"""Words with one wrong character put right by their sound (民声实事 -> 民生实事), where the dictionary knows no such word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from ingest import tokens

_LENGTHS = (6, 5, 4, 3, 2)


@dataclass(frozen=True, kw_only=True)
class SoundAlike:
    """A stretch of a run as written, and the known word that it was meant to be."""

    written: str
    word: str
    start: int


def wildcards(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Every word with each of its characters left out in turn (民?实事) -> the words that fit."""
    found: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        if len(word) in _LENGTHS and re.fullmatch(rf"[{tokens.HAN}]+", word):
            for i in range(len(word)):
                found.setdefault(f"{word[:i]}?{word[i + 1 :]}", []).append(word)
    return {key: tuple(fitting) for key, fitting in found.items()}


def sound_alikes(run: str, words: list[str], known: Mapping[str, tuple[str, ...]]) -> tuple[SoundAlike, ...]:
    """The slips in a run of Chinese characters, left to right, the longest first.

    ``words`` is the run as the tokeniser cuts it: only a character that stands alone or in a made-up word can be wrong,
    and a word of two characters only as a whole.
    """
    ends = list(accumulate(map(len, words)))
    broken = [
        len(word) == 1 or (len(word) < 4 and not tokens.is_word(word)) for word in words for _ in range(len(word))
    ]
    pairs = {end - 2 for word, end in zip(words, ends, strict=True) if len(word) == 2 and broken[end - 1]}
    found: list[SoundAlike] = []
    position = 0
    while position < len(run):
        slip = next((slip for n in _LENGTHS if (slip := _slip(run, position, n, broken, pairs, known))), None)
        if slip is not None:
            found.append(slip)
        position += len(slip.word) if slip is not None else 1
    return tuple(found)


def _slip(
    run: str, start: int, length: int, broken: list[bool], pairs: set[int], known: Mapping[str, tuple[str, ...]]
) -> SoundAlike | None:
    stretch = run[start : start + length]
    if len(stretch) < length or (length == 2 and start not in pairs):
        return None
    if stretch in known.get(f"?{stretch[1:]}", ()):
        return None
    for i in range(length):
        if not broken[start + i]:
            continue
        for word in known.get(f"{stretch[:i]}?{stretch[i + 1 :]}", ()):
            if _reading(stretch) == _reading(word):
                return SoundAlike(written=stretch, word=word, start=start)
    return None


@lru_cache(maxsize=20_000)
def _reading(text: str) -> tuple[str, ...]:
    """The usual reading of each character, without tone and with the sounds made equal that are commonly confused."""
    from pypinyin import lazy_pinyin

    return tuple(
        re.sub(r"([aei])ng$", r"\1n", re.sub(r"^([zcs])h", r"\1", re.sub(r"^n(?=.)", "l", syllable)))
        for syllable in lazy_pinyin(text)
    )
