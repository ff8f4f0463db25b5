"""English sentences about Chinese sources: which Chinese words they stand for, as far as the word list tells."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ingest.tokens import HAN

_WORDS_FILE = Path(__file__).parent / "lexicon" / "english.txt"
_LATIN_WORD = re.compile(r"[a-z]{3,}", re.IGNORECASE)
_HAN_RUN = re.compile(rf"[{HAN}]{{2,}}")
_QUOTED = re.compile(r"“[^“”]*”|「[^「」]*」")
_MOSTLY = 3  # Latin words from which a text counts as English


@lru_cache(maxsize=1)
def _glosses() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """A pattern of all English words of the list, longest first, and the Chinese words for each."""
    words: dict[str, tuple[str, ...]] = {}
    for line in _WORDS_FILE.read_text(encoding="utf-8").splitlines():
        english, arrow, chinese = line.partition(">")
        if arrow and not line.startswith("#"):
            words[english.strip().lower()] = tuple(chinese.split())
    forms = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![a-z])(?:{forms})(?![a-z])", re.IGNORECASE), words


def is_english(text: str) -> bool:
    """Whether the words of ``text`` outside its Chinese stretches are English."""
    outside = _QUOTED.sub(" ", text)
    words = len(_LATIN_WORD.findall(outside))
    return words >= _MOSTLY and words * 3 > len("".join(_HAN_RUN.findall(outside)))


@lru_cache(maxsize=4096)
def glosses(text: str) -> tuple[tuple[str, ...], ...]:
    """For each English word or phrase of ``text`` that the list knows, its Chinese words, in order."""
    pattern, words = _glosses()
    return tuple(words[match.group().lower()] for match in pattern.finditer(text))


def chinese_of(text: str) -> str:
    """The Chinese words that an English ``text`` stands for, those it writes in Chinese included; Chinese text as it is."""
    if not is_english(text):
        return text
    return " ".join([*_HAN_RUN.findall(text), *(word for words in glosses(text) for word in words)])
